//! The marks where pages and leaves begin: `[p. 282]`, `[l. 334 ob.]`, `[ll. 3-4]`.

use crate::vocabulary::{Class, Vocabulary};

/// Which page or leaf begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// What is counted: `page`, `leaf`.
    pub unit: &'static str,
    /// The number; the first of `3-4`.
    pub from: u32,
    /// The last number.
    pub to: u32,
    /// Whether it names the back of the leaf.
    pub back: bool,
}

impl PageMark {
    /// Reads what stands in the brackets of a page break; none where the number is not in figures.
    pub fn read(content: &str) -> Option<PageMark> {
        let phrase = Vocabulary::builtin().phrase(content)?;
        if phrase.class != Class::PageBreak {
            return None;
        }
        let start = content.find(|c: char| c.is_ascii_digit())?;
        let (from, rest) = number(&content[start..])?;
        let behind_dash = rest.trim_start().strip_prefix(['-', '–', '—']);
        let (to, rest) =
            (behind_dash.and_then(|rest| number(rest.trim_start()))).unwrap_or((from, rest));
        let side = rest.trim_start().to_lowercase();
        Some(PageMark {
            unit: &phrase.means,
            from,
            to,
            back: ["v", "ob", "об", "rs"]
                .iter()
                .any(|sign| side.starts_with(sign)),
        })
    }

    /// Whether it may follow another mark: further on, or the back of the same leaf.
    pub fn may_follow(&self, before: &PageMark) -> bool {
        self.from > before.to || self.from == before.to && self.back && !before.back
    }
}

fn number(text: &str) -> Option<(u32, &str)> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..figures].parse().ok()?, &text[figures..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_mark_says_what_is_counted_and_how_far() {
        for (content, expected) in [
            ("p. 282", Some(("page", 282, 282, false))),
            ("l. 334 ob.", Some(("leaf", 334, 334, true))),
            ("ll. 3-4", Some(("leaf", 3, 4, false))),
            ("f. 12v", Some(("leaf", 12, 12, true))),
            ("л. 13 об.", Some(("leaf", 13, 13, true))),
            ("Yining", None),
        ] {
            let mark = PageMark::read(content);
            let found = mark.map(|mark| (mark.unit, mark.from, mark.to, mark.back));
            assert_eq!(found, expected, "{content}");
        }
    }

    #[test]
    fn pages_go_up_and_a_leaf_has_a_back() {
        let mark = |content| PageMark::read(content).expect("it is a page mark");
        assert!(mark("l. 5").may_follow(&mark("l. 4")));
        assert!(mark("l. 4 ob.").may_follow(&mark("l. 4")));
        assert!(!mark("l. 4").may_follow(&mark("l. 4")));
        assert!(!mark("l. 3").may_follow(&mark("l. 4")));
    }
}
