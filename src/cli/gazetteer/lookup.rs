//! `sigla gazetteer lookup`: what a name may mean, and why in this order.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use crate::cli::style::Style;
use crate::cli::{Format, Outcome, complain, json};
use crate::registers::gazetteer::{
    Evidence, Gazetteer, Gazetteers, How, Matches, Name, Place, Years,
};

/// Tell what a name may mean: all candidates, the likeliest first, each with why it stands there
#[derive(Args)]
pub(super) struct Lookup {
    /// The name, in any spelling, script or romanisation
    #[arg(value_name = "NAME")]
    name: String,
    /// A compiled gazetteer to ask before the built-in one; may be given several times
    #[arg(long, value_name = "FILE.gaz")]
    gazetteer: Vec<PathBuf>,
    /// The year of the document
    #[arg(long, allow_hyphen_values = true)]
    year: Option<i16>,
    /// Where another place of the document lies, in degrees: 43.9,81.3; may be given several times
    #[arg(long, value_name = "NORTH,EAST", value_parser = point, allow_hyphen_values = true)]
    near: Vec<(f64, f64)>,
    /// A country the document speaks of, such as CN; may be given several times
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    /// The word for the kind of place behind the name, such as District
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// Another name of the same place: its gloss; may be given several times
    #[arg(long, value_name = "NAME")]
    also: Vec<String>,
    /// How to write the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

fn point(written: &str) -> Result<(f64, f64), String> {
    let parts = written.split_once(',');
    let point = parts
        .and_then(|(north, east)| Some((north.trim().parse().ok()?, east.trim().parse().ok()?)));
    point
        .filter(|(north, east): &(f64, f64)| north.abs() <= 90.0 && east.abs() <= 180.0)
        .ok_or_else(|| "write degrees north and east, such as 43.9,81.3".to_owned())
}

#[derive(Serialize)]
struct Candidate<'a> {
    name: &'a str,
    kind: &'static str,
    types: &'a [String],
    district: Option<&'a str>,
    province: Option<&'a str>,
    country: Option<&'a str>,
    lat: Option<f32>,
    lon: Option<f32>,
    population: u32,
    from: Option<i16>,
    to: Option<i16>,
    now: Option<&'a str>,
    geonames: Option<u32>,
    id: &'a str,
    links: &'a [String],
    /// How the name was found.
    how: String,
    /// The form it was found by.
    met: &'a str,
    reasons: Vec<String>,
    names: Vec<Form<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct Form<'a> {
    form: &'a str,
    language: Option<&'a str>,
    from: Option<i16>,
    to: Option<i16>,
    source: &'a str,
}

impl Lookup {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let mut own = Vec::new();
        for path in &self.gazetteer {
            match super::open(path) {
                Ok(gazetteer) => own.push(Arc::new(gazetteer)),
                Err(message) => {
                    complain(&message);
                    return Ok(Outcome::Failed);
                }
            }
        }
        let countries: Vec<String> = self
            .country
            .iter()
            .map(|code| code.to_ascii_uppercase())
            .collect();
        let also: Vec<&str> = self.also.iter().map(String::as_str).collect();
        let evidence = Evidence {
            year: self.year,
            countries: &countries,
            near: &self.near,
            kind_word: self.kind.as_deref(),
            also: &also,
        };
        let matches = Gazetteers::new(own).lookup_with(&self.name, &evidence);
        match self.format {
            Format::Json => {
                let mut array = json::Array::default();
                for place in &matches.places {
                    array.extend(&[json::object(&candidate(place))], out)?;
                }
                array.finish(out)?;
            }
            Format::Text => self.text(&matches, style, out)?,
        }
        Ok(Outcome::Done)
    }

    fn text(&self, matches: &Matches, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let Style { bold, .. } = style;
        let Some(how) = matches.how else {
            return writeln!(out, "{} is not known, nor anything like it", self.name);
        };
        if how > How::Folded {
            writeln!(
                out,
                "{} is not known as it is written; found {}\n",
                self.name,
                said(how)
            )?;
        }
        for (number, place) in (1..).zip(&matches.places) {
            writeln!(
                out,
                "{number}. {bold}{}{bold:#}, {}",
                place.name,
                whereabouts(place)
            )?;
            if place.met != place.name {
                writeln!(out, "   here {}", named(place, &place.met))?;
            }
            for reason in &place.reasons {
                writeln!(out, "   {reason}")?;
            }
            writeln!(out, "   {}", place.source)?;
        }
        if matches.more > 0 {
            writeln!(out, "and {} more", matches.more)?;
        }
        writeln!(out, "\n{}", Gazetteer::attribution())
    }
}

/// How a name was found, for a reader.
fn said(how: How) -> String {
    match how {
        How::Exact => "letter by letter".to_owned(),
        How::Folded => "but for marks, capitals and hyphens".to_owned(),
        How::Loosened => "under a looser spelling".to_owned(),
        How::Romanised(by) => format!("as {}", by.what()),
        How::Fuzzy { distance: 1 } => "one letter away".to_owned(),
        How::Fuzzy { distance } => format!("{distance} letters away"),
    }
}

fn candidate(place: &Place) -> Candidate<'_> {
    Candidate {
        name: &place.name,
        kind: place.kind.as_str(),
        types: &place.types,
        district: place.district.as_deref(),
        province: place.province.as_deref(),
        country: place.country.as_ref().map(|country| &*country.code),
        lat: place.lat,
        lon: place.lon,
        population: place.population,
        from: place.years.from,
        to: place.years.to,
        now: place.now.as_deref(),
        geonames: place.geonames,
        id: &place.id,
        links: &place.links,
        how: place.how.map(said).unwrap_or_default(),
        met: &place.met,
        reasons: place.reasons.iter().map(ToString::to_string).collect(),
        names: place.names.iter().map(form).collect(),
        source: &place.source,
    }
}

fn form(name: &Name) -> Form<'_> {
    Form {
        form: &name.form,
        language: name.language.as_deref(),
        from: name.years.from,
        to: name.years.to,
        source: &name.reference,
    }
}

/// A form with its language and years.
fn named(place: &Place, met: &str) -> String {
    let mut said = met.to_owned();
    let Some(name) = place.names.iter().find(|name| name.form == met) else {
        return said;
    };
    if let Some(language) = &name.language {
        said += &format!(" ({language})");
    }
    said + &lifetime(name.years)
}

fn lifetime(years: Years) -> String {
    let year = |year: Option<i16>| year.map_or_else(String::new, |year| year.to_string());
    match (years.from, years.to) {
        (None, None) => String::new(),
        (from, to) => format!(", {}–{}", year(from), year(to)),
    }
}

fn whereabouts(place: &Place) -> String {
    let kind = place
        .types
        .first()
        .map_or(place.kind.as_str(), String::as_str);
    let country = place.country.as_ref().map(|country| &*country.name);
    let mut parts = vec![kind];
    for part in [
        place.district.as_deref(),
        place.province.as_deref(),
        country,
    ]
    .into_iter()
    .flatten()
    {
        if parts.last() != Some(&part) && part != place.name {
            parts.push(part);
        }
    }
    let mut said = parts.join(", ");
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        let (north, east) = (
            if lat < 0.0 { "S" } else { "N" },
            if lon < 0.0 { "W" } else { "E" },
        );
        said += &format!(" · {:.3}° {north} {:.3}° {east}", lat.abs(), lon.abs());
    }
    said + &lifetime(place.years)
}
