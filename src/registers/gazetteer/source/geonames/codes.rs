//! The classes and codes of GeoNames' features (https://www.geonames.org/export/codes.html).

use crate::registers::gazetteer::Kind;

/// What a feature of this class and code is, as near as our kinds come.
pub(super) fn kind(class: &str, code: &str) -> Kind {
    match (class, code) {
        ("A", "PCLI" | "PCLS" | "PCLIX" | "PCLF") => Kind::Country,
        ("A", "PCLD" | "TERR") => Kind::Colony,
        ("A", "PCLH") => Kind::State,
        ("A", "ADM1" | "ADM1H") => Kind::Province,
        ("A", _) => Kind::District,
        ("P" | "S" | "R", _) => Kind::Town,
        _ => Kind::Region,
    }
}

/// What the commonest codes of features mean; others stand as they are.
pub(super) fn type_of(code: &str) -> String {
    let words = match code {
        "PPL" | "PPLX" => "populated place",
        "PPLC" => "capital",
        "PPLA" | "PPLA2" | "PPLA3" | "PPLA4" | "PPLA5" => "seat of an administration",
        "PPLH" | "PPLW" => "former populated place",
        "PPLF" => "farm village",
        "PCLI" => "country",
        "PCLH" => "former country",
        "ADM1" | "ADM2" | "ADM3" | "ADM4" | "ADMD" => "administrative unit",
        "ADM1H" | "ADM2H" | "ADM3H" | "ADM4H" | "ADMDH" => "former administrative unit",
        "MT" => "mountain",
        "MTS" => "mountains",
        "PASS" => "pass",
        "VAL" => "valley",
        "STM" => "river",
        "LK" => "lake",
        "ISL" => "island",
        "RSTN" => "railway station",
        "MN" => "mine",
        "AREA" | "RGN" => "region",
        other => other,
    };
    words.to_owned()
}
