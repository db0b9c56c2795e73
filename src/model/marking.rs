//! Markings of secrecy: `Copy. Top Secret`, `СОВ. СЕКРЕТНО`, and how secret each makes a document.

/// How secret a document is. The traditions do not map onto each other step by step, so that only markings of a
/// different step within one of them contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secrecy {
    /// Not or no longer secret.
    Open,
    /// For official use.
    Restricted,
    /// `Confidential`, `vertraulich`.
    Confidential,
    /// `Secret`, `Секретно`, `Geheim`.
    Secret,
    /// `Top Secret`, `Совершенно секретно`, and what is above it.
    TopSecret,
}

/// The forms in lower case, by step.
const MARKINGS: &[(Secrecy, &[&str])] = &[
    (
        Secrecy::Open,
        &["unclassified", "declassified", "несекретно"],
    ),
    (
        Secrecy::Restricted,
        &[
            "restricted",
            "official use only",
            "for official use only",
            "для служебного пользования",
            "nur für den dienstgebrauch",
        ],
    ),
    (
        Secrecy::Confidential,
        &[
            "confidential",
            "strictly confidential",
            "vertraulich",
            "vertrauliche dienstsache",
            "confidentiel",
            "poufne",
            "конфиденциально",
        ],
    ),
    (
        Secrecy::Secret,
        &["secret", "секретно", "geheim", "tajne", "secreto", "titkos"],
    ),
    (
        Secrecy::TopSecret,
        &[
            "top secret",
            "strictly secret",
            "most secret",
            "совершенно секретно",
            "сов. секретно",
            "сов.секретно",
            "строго секретно",
            "streng geheim",
            "geheime kommandosache",
            "très secret",
            "ściśle tajne",
            "szigorúan titkos",
        ],
    ),
];

/// What stands before a marking on its line.
const COPIES: [&str; 4] = ["copy. ", "copy, ", "копия. ", "abschrift. "];
/// No marking with what may stand around it is longer, in bytes and in spaces.
const LONGEST: usize = 80;
const SPACES: usize = 5;

/// How secret a line makes its document, if it is a marking and nothing else. Conservative: `Secretary` is none.
pub fn read(line: &str) -> Option<Secrecy> {
    if line.len() > LONGEST || line.bytes().filter(|byte| *byte == b' ').count() > SPACES {
        return None;
    }
    let lower = line.to_lowercase();
    let around = |c: char| !c.is_alphanumeric();
    let mut bare = lower.trim_matches(around);
    for copy in COPIES {
        bare = bare.strip_prefix(copy).unwrap_or(bare);
    }
    MARKINGS
        .iter()
        .find(|(_, forms)| forms.contains(&bare))
        .map(|(secrecy, _)| *secrecy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_that_is_nothing_but_a_marking_is_one() {
        for (line, expected) in [
            ("Copy. Top Secret", Some(Secrecy::TopSecret)),
            ("[СОВ. СЕКРЕТНО]", Some(Secrecy::TopSecret)),
            ("SECRET", Some(Secrecy::Secret)),
            ("Strictly confidential.", Some(Secrecy::Confidential)),
            ("Secretary", None),
            ("Secret talks", None),
            ("", None),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
