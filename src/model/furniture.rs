//! Lines that a web page puts around a document: `Skip to content`, `All rights reserved`.

/// Whole lines, in lower case.
const LINES: &[&str] = &[
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "back to top",
    "back to search results",
    "main menu",
    "share this page",
    "print this page",
    "download pdf",
    "view pdf",
    "cookie settings",
    "privacy policy",
    "terms of use",
];

/// Labels of a page's catalogue, in lower case: those of an archive's own cover sheet read alike.
const LABELS: &[&str] = &[
    "document information",
    "original uploaded date",
    "record id",
    "original classification",
];

/// Beginnings of lines, in lower case.
const BEGINNINGS: &[&str] = &[
    "this document was made possible with support from",
    "this site uses cookies",
    "this website uses cookies",
    "we use cookies",
    "to enquire about this document's rights",
    "to enquire about this document’s rights",
    "for permission to reproduce",
    "javascript is disabled",
    "please enable javascript",
    "follow us on ",
];

/// How sure it is that a line belongs to a web page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Only a web page has it.
    Sure,
    /// A web page has it, and so has a cover sheet: it counts beside one that is sure.
    Likely,
}

/// Whether a line is part of a web page. Conservative: an ordinary sentence is none. Costs a look at its first letters.
pub fn read(line: &str) -> Option<Furniture> {
    let bare = line.trim_end_matches([':', '.', ' ']);
    let is = |other: &&str| bare.eq_ignore_ascii_case(other);
    let begins = |start: &&str| {
        let head = line.as_bytes().get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    };
    if LINES.iter().any(&is) || BEGINNINGS.iter().any(begins) {
        return Some(Furniture::Sure);
    }
    LABELS.iter().any(is).then_some(Furniture::Likely)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_a_web_page_alone_has_are_furniture() {
        for (line, expected) in [
            ("Skip to content", Some(Furniture::Sure)),
            (
                "This document was made possible with support from MacArthur Foundation",
                Some(Furniture::Sure),
            ),
            ("Skip to main content:", Some(Furniture::Sure)),
            ("Record ID", Some(Furniture::Likely)),
            ("Records of the meeting", None),
            ("Terms of use of the canal were settled.", None),
            ("", None),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
