//! What a source says of a place, as an index takes it.

use super::super::entry::{Entry, Kind, Name};
use super::super::source::Record;
use super::{Draft, geonames_id};

/// The place of a source, which has this number among the sources: an id holds in its own source only, unless it is an address
/// or has a prefix.
///
/// `ids` and `parents` are further names by which it refers and is referred to.
pub fn draft(source: usize, record: Record, ids: Vec<String>, parents: Vec<String>) -> Draft {
    let geonames = record
        .links
        .iter()
        .chain([&record.id])
        .find_map(|link| geonames_of(link));
    let is_geonames = record.source == "GeoNames" && geonames.is_some();
    let mut all_ids = ids;
    all_ids.extend(names_of(source, &record.id));
    all_ids.extend(
        record
            .links
            .iter()
            .filter(|link| link.contains(':'))
            .cloned(),
    );
    let mut all_parents = Vec::new();
    if let Some(parent) = record.parent.filter(|parent| !parent.id.is_empty()) {
        all_parents.extend(names_of(source, &parent.id));
    }
    all_parents.extend(parents);
    let own_link = geonames.map(geonames_id);
    let reference = match (is_geonames, record.attested) {
        (true, _) => String::new(),
        (false, Some(year)) if !record.source.contains(&year.to_string()) => {
            format!("{} ({year})", record.source).trim().to_owned()
        }
        (false, _) => record.source,
    };
    let named = |form: crate::registers::gazetteer::source::Form| Name {
        form: form.form,
        language: form.language,
        years: form.years,
        reference: form.source,
    };
    let names: Vec<Name> = record.names.into_iter().map(named).collect();
    Draft {
        entry: Entry {
            geonames: geonames.unwrap_or_default(),
            kind: record.kind,
            code: String::new(),
            at: record
                .at
                .map(|(lat, lon)| (ten_thousandths(lat), ten_thousandths(lon))),
            population: record.population,
            years: record.years,
            reference,
            id: if is_geonames {
                String::new()
            } else {
                record.id
            },
            countries: record.countries,
            types: record.types,
            links: record
                .links
                .into_iter()
                .filter(|link| Some(link) != own_link.as_ref())
                .collect(),
            description: record.description,
            names,
            ..Entry::default()
        }
        .with_code(),
        ids: all_ids,
        parents: all_parents,
    }
}

impl Entry {
    /// A country is known by the code it gives.
    fn with_code(mut self) -> Entry {
        if self.kind == Kind::Country {
            self.code = self.countries.first().cloned().unwrap_or_default();
        }
        self
    }
}

fn ten_thousandths(degrees: f64) -> i32 {
    (degrees * 10_000.0).round() as i32
}

/// The ids under which something of a source is known: in its own source, and everywhere where it is an address.
fn names_of(source: usize, id: &str) -> Vec<String> {
    let bare = id.trim_start_matches('#');
    let mut names = vec![format!("{source}#{bare}")];
    if let Some(number) = geonames_of(id) {
        names.push(geonames_id(number));
    }
    if id.contains(':') {
        names.push(id.to_owned());
    }
    names
}

/// The number in GeoNames that a link leads to.
fn geonames_of(link: &str) -> Option<u32> {
    let rest = link.strip_prefix("gn:").or_else(|| {
        let (_, rest) = link.split_once("geonames.org/")?;
        Some(rest)
    })?;
    let end = rest
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok().filter(|&number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::geonames_of;

    #[test]
    fn links_to_geonames_are_known_however_they_are_written() {
        for (link, number) in [
            ("gn:1529102", Some(1_529_102)),
            ("https://www.geonames.org/1529102", Some(1_529_102)),
            ("http://sws.geonames.org/1529102/", Some(1_529_102)),
            (
                "https://www.geonames.org/1529102/urumqi.html",
                Some(1_529_102),
            ),
            ("wd:Q5684", None),
            ("gn:", None),
            ("gn:0", None),
            ("gn:99999999999", None),
        ] {
            assert_eq!(geonames_of(link), number, "{link}");
        }
    }
}
