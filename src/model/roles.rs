//! Opening and closing lines that say by their shape what they are: `to Cde. …`, a lone date, `Copy Nº 3`.

use super::date;

/// Longer lines are running text.
const LONGEST: usize = 100;

/// Where in a document a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before its first long paragraph, heading or item.
    Opening,
    /// Behind its last one.
    Closing,
}

/// Beginnings of lines, in lower case, by role. Markings and formulas as typescripts of the field bear them.
const OPENING: &[(&str, &[&str])] = &[
    (
        "classification",
        &[
            "top secret",
            "secret",
            "confidential",
            "strictly confidential",
            "strictly secret",
            "restricted",
            "unclassified",
            "copy. top secret",
            "copy. secret",
            "совершенно секретно",
            "сов. секретно",
            "секретно",
            "строго секретно",
            "streng geheim",
            "geheim",
            "geheime kommandosache",
            "vertraulich",
            "très secret",
            "ściśle tajne",
            "tajne",
            "for official use only",
            "special folder",
            "особая папка",
        ],
    ),
    (
        "copy",
        &[
            "copy n",
            "copy #",
            "copy of",
            "copies n",
            "экз",
            "ausfertigung",
            "exemplaire n",
        ],
    ),
    (
        "addressee",
        &[
            "to ",
            "to: ",
            "an den ",
            "an die ",
            "an das ",
            "тов. ",
            "товарищу ",
            "а monsieur ",
        ],
    ),
    ("sender", &["from ", "from: "]),
    (
        "salutation",
        &[
            "dear ",
            "my dear ",
            "sir,",
            "sirs,",
            "gentlemen",
            "dear comrade",
            "comrade ",
            "уважаемый ",
            "sehr geehrte",
            "monsieur",
        ],
    ),
];

const CLOSING: &[(&str, &[&str])] = &[
    (
        "drafted",
        &[
            "drafted by",
            "typed by",
            "prepared by",
            "исп.",
            "отп.",
            "gefertigt",
        ],
    ),
    (
        "closing",
        &[
            "yours ",
            "sincerely",
            "respectfully",
            "faithfully",
            "i am, ",
            "i am sir",
            "your obedient",
            "your most ",
            "with communist greetings",
            "with best regards",
            "hochachtungsvoll",
            "с коммунистическим приветом",
            "request your decision",
        ],
    ),
    ("postscript", &["p.s.", "p. s.", "ps:", "postscript"]),
    ("signature", &["signed", "(signed)", "/s/"]),
];

/// The role of a line that bears no `@role`; one of those in the vocabulary.
pub fn by_shape(line: &str, position: Position) -> Option<&'static str> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST || line.contains('\n') {
        return None;
    }
    let lower = line.to_lowercase();
    if is_number(&lower) {
        return Some("number");
    }
    if is_dateline(line) {
        return Some("dateline");
    }
    if position == Position::Closing && is_distribution(&lower) {
        return Some("distribution");
    }
    let table = if position == Position::Opening {
        OPENING
    } else {
        CLOSING
    };
    table
        .iter()
        .find(|(_, starts)| starts.iter().any(|start| lower.starts_with(start)))
        .map(|(role, _)| *role)
}

/// `N 507/b`, `Nº 12`, `№ 3-s`: a numero sign, a number, and at most a suffix.
fn is_number(lower: &str) -> bool {
    let rest = ["nº", "n°", "№", "no.", "nr.", "n"]
        .iter()
        .find_map(|sign| lower.strip_prefix(sign));
    let Some(number) = rest.map(str::trim_start) else {
        return false;
    };
    number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains(' ')
}

/// A date, and before it at most a place.
fn is_dateline(line: &str) -> bool {
    date::written(line).last().is_some_and(|date| {
        let before = line[..date.range.start].trim();
        let is_last = line[date.range.end..]
            .trim_start_matches(['.', ','])
            .is_empty();
        is_last
            && (before.is_empty()
                || before.ends_with(',') && before.split_whitespace().count() <= 4)
    })
}

/// `Four copies printed`, `3 copies made`, `1-2 - to the addressees`.
fn is_distribution(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    let copies = words.nth(1).is_some_and(|word| word.starts_with("cop"));
    let to = lower.find(" to the ").is_some_and(|at| {
        lower[..at]
            .chars()
            .all(|c| c.is_ascii_digit() || " -–[]sic".contains(c))
    });
    to || copies
        && ["printed", "made", "typed", "issued"]
            .iter()
            .any(|verb| lower.contains(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, position: Position, expected: Option<&str>) {
        assert_eq!(by_shape(line, position), expected, "{line}");
    }

    #[test]
    fn a_short_line_says_by_its_shape_what_it_is() {
        use Position::{Closing, Opening};
        for (line, position, expected) in [
            ("to Cde. I. V. STALIN", Opening, Some("addressee")),
            ("29 April 1945", Opening, Some("dateline")),
            ("Moscow, 3 May 1946.", Opening, Some("dateline")),
            ("N 507/b", Opening, Some("number")),
            ("Copy Nº 3", Opening, Some("copy")),
            ("Copy. Top Secret", Opening, Some("classification")),
            ("Four copies printed", Closing, Some("distribution")),
            (
                "3-2 [SIC]- to the NKVD Secretariat",
                Closing,
                Some("distribution"),
            ),
            ("Drafted by Cde. [left blank]", Closing, Some("drafted")),
            ("Nobody came on 29 April 1945", Opening, None),
            (
                "The rebels have seized the following equipment:",
                Opening,
                None,
            ),
            ("Today 3 May 1946", Opening, None),
        ] {
            check(line, position, expected);
        }
    }
}
