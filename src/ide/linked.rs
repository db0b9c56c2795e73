//! Linked editing: what is typed at one place is typed at others too, so that what belongs together stays alike.

use std::ops::Range;

use super::{footnotes, pairs};
use crate::model::document::Document;

/// Places with the same characters, of which a change of one is a change of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The places, in bytes of the document and in its order.
    pub ranges: Vec<Range<usize>>,
    /// What may be typed there, as a regular expression of JavaScript; anything else ends the link.
    pub pattern: &'static str,
}

/// What is linked with the place at a byte: the names of a footnote's signs, the colons of a container's two fences, the
/// marks of an act, a review mark or emphasis (`{-` and `-}`, `{++` and `++}`, `_` and `_`).
pub fn linked(document: &Document, offset: usize) -> Option<Linked> {
    let holds = |range: &Range<usize>| (range.start..=range.end).contains(&offset);
    if let Some(note) = footnotes::at(document, offset) {
        let ranges: Vec<_> = note.signs.into_iter().map(|sign| sign.name).collect();
        return (ranges.len() > 1 && ranges.iter().any(holds)).then_some(Linked {
            ranges,
            pattern: r"[^\[\]^\s]+",
        });
    }
    let signs = pairs::at(document, offset)?;
    let opener = document.slice(signs.opener.clone());
    let closer = document.slice(signs.closer.clone());
    // The brace itself stays: another one would be another construct.
    let open = opener.trim_start_matches('{');
    let close = closer.trim_end_matches('}');
    let marks = [
        signs.opener.end - open.len()..signs.opener.end,
        signs.closer.start..signs.closer.start + close.len(),
    ];
    let are_alike = open == close && open.starts_with(|c| "-+~_*^:".contains(c));
    (are_alike && marks.iter().any(holds)).then_some(Linked {
        ranges: marks.into(),
        pattern: match open.starts_with(':') {
            true => ":+",
            false => r"[-+~_*^]+",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor is `|`, and all that is linked with it is put between `«` and `»`.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let offset = marked.find('|').expect("the cursor is marked");
        let text = marked.replace('|', "");
        let mut shown = text.clone();
        let found = linked(&Document::new(&text), offset);
        for range in found.iter().flat_map(|it| it.ranges.iter().rev()) {
            shown.insert(range.end, '»');
            shown.insert(range.start, '«');
        }
        assert_eq!(shown, expected, "{marked}");
    }

    #[test]
    fn the_names_of_a_footnote_are_linked() {
        check(
            "One[^a|] and[^b]\n\n[^a]: x\n",
            "One[^«a»] and[^b]\n\n[^«a»]: x\n",
        );
        check(
            "One[^a] and[^b]\n\n[^|a]: x\n",
            "One[^«a»] and[^b]\n\n[^«a»]: x\n",
        );
        check("|[^a] and\n\n[^a]: x\n", "[^a] and\n\n[^a]: x\n");
        check("Nobody gives[^a|]", "Nobody gives[^a]");
    }

    #[test]
    fn marks_and_colons_are_linked_and_brackets_are_not() {
        check("{|-old-}", "{«-»old«-»}");
        check("{-old-|}", "{«-»old«-»}");
        check("{++new++|}", "{«++»new«++»}");
        check("a _|word_", "a «_»word«_»");
        check("::|: stamp\n\nx\n\n:::\n", "«:::» stamp\n\nx\n\n«:::»\n");
        check("|[x]", "[x]");
        check("{x|}", "{x}");
        check("{>>a<<|}", "{>>a<<}");
    }
}
