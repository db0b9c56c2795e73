//! Where an authority shows what an id of its stands for. Addresses are shown, never fetched.

/// The prefixes of Linked Places Format and the registers, whose id it is, and what an address begins with.
const AUTHORITIES: &[(&str, &str, &str)] = &[
    ("gn", "GeoNames", "https://www.geonames.org/"),
    ("wd", "Wikidata", "https://www.wikidata.org/wiki/"),
    ("viaf", "VIAF", "https://viaf.org/viaf/"),
    ("gnd", "GND", "https://d-nb.info/gnd/"),
    (
        "loc",
        "Library of Congress",
        "https://id.loc.gov/authorities/",
    ),
    ("tgn", "TGN", "https://vocab.getty.edu/page/tgn/"),
    ("pl", "Pleiades", "https://pleiades.stoa.org/places/"),
    ("wp", "Wikipedia", "https://en.wikipedia.org/wiki/"),
    ("bnf", "BnF", "https://data.bnf.fr/ark:/12148/"),
    ("cerl", "CERL", "https://data.cerl.org/thesaurus/"),
    ("dbp", "DBpedia", "https://dbpedia.org/resource/"),
    ("gov", "GOV", "https://gov.genealogy.net/"),
    (
        "whg",
        "World Historical Gazetteer",
        "https://whgazetteer.org/places/",
    ),
];

/// The prefixes that are known, each with whose id it stands for: `wd`, Wikidata.
pub fn prefixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    AUTHORITIES
        .iter()
        .map(|(prefix, authority, _)| (*prefix, *authority))
}

/// A name to show and an `https` address for `wd:Q5684`, or for an address itself; none for what leads nowhere safe.
pub fn address(link: &str) -> Option<(String, String)> {
    if let Some(rest) = link.strip_prefix("https://") {
        let host = rest.split('/').next().unwrap_or_default();
        let is_safe = !link.contains(|c: char| c.is_whitespace() || c == '(' || c == ')');
        return is_safe.then(|| (host.to_owned(), link.to_owned()));
    }
    let (prefix, id) = link.split_once(':')?;
    let is_id = |c: char| c.is_ascii_alphanumeric() || "-_./%".contains(c);
    let (_, authority, start) = AUTHORITIES.iter().find(|(known, ..)| *known == prefix)?;
    let is_whole = !id.is_empty() && id.chars().all(is_id);
    is_whole.then(|| (format!("{authority} {id}"), format!("{start}{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_shown() {
        let shown = |link: &str| address(link).map(|(_, address)| address);
        assert_eq!(
            shown("wd:Q5684").as_deref(),
            Some("https://www.wikidata.org/wiki/Q5684")
        );
        assert_eq!(
            shown("https://example.org/a").as_deref(),
            Some("https://example.org/a")
        );
        for link in [
            "javascript:alert(1)",
            "http://example.org",
            "wd:",
            "wd:Q1) [x](y",
            "file:///etc/passwd",
        ] {
            assert_eq!(shown(link), None, "{link}");
        }
    }
}
