//! What an editor does by itself behind a key: a bracket closes what was left open in it, and a list, a table or a list of the
//! header goes on in the next line.

use crate::model::document::{BlockAt, Document};
use crate::model::faults::{FaultKind, closing_brace};
use crate::model::items::following;
use crate::model::parts::PartKind;
use crate::rules::Edit;

/// The keys behind which something may be done.
pub const KEYS: [&str; 2] = ["\n", "]"];

/// The edits behind a key that was typed right before a byte. They add signs and labels, and take away a label that has
/// nothing to go with it; words stay. Costs the block.
pub fn typed(document: &Document, offset: usize, key: &str) -> Vec<Edit> {
    match key {
        "]" => closed(document, offset),
        "\n" => continued(document, offset).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Closers for the braces that were still open when their bracket was closed: `[a {b]` becomes `[a {b}]`.
fn closed(document: &Document, offset: usize) -> Vec<Edit> {
    let Some(closer) = offset.checked_sub(1) else {
        return Vec::new();
    };
    let Some(block) = document.block_at(closer) else {
        return Vec::new();
    };
    let at = closer - block.start;
    let facts = &block.block.facts;
    // The bracket itself has to be right; what is beside it is not ours to guess.
    let Some(bracket) = facts.insertions.iter().find(|it| it.inner.end == at) else {
        return Vec::new();
    };
    let text = document.block_text(&block);
    let open = facts.faults.iter().rev().filter(|fault| {
        fault.kind == FaultKind::Unclosed
            && fault.end.start == at
            && bracket.inner.start <= fault.range.start
    });
    let closers = open.filter_map(|fault| closing_brace(&text[fault.range.clone()]));
    let new: String = closers.collect();
    match new.is_empty() {
        true => Vec::new(),
        false => vec![Edit::insert(closer, new)],
    }
}

/// The label or sign with which a new line goes on with the one before it; or the removal of a label with nothing behind it,
/// so that a second new line ends a list.
fn continued(document: &Document, offset: usize) -> Option<Edit> {
    let text = document.text();
    let line = text.byte_to_line(offset);
    let before = line.checked_sub(1)?;
    let content = |line: usize| -> String {
        let slice = text.get_line(line).map(String::from).unwrap_or_default();
        slice.trim_end_matches(['\n', '\r']).to_owned()
    };
    if !content(line).trim().is_empty() {
        return None;
    }
    let (start, written) = (text.line_to_byte(before), content(before));
    let indent = &written[..written.len() - written.trim_start().len()];
    let marker = start + indent.len();
    let block = document.block_at(marker)?;
    let (sign, is_empty) = sign_of(document, &block, marker - block.start, &written)?;
    if is_empty {
        return Some(Edit::delete(start..start + written.len()));
    }
    let indent = match content(line).is_empty() {
        true => indent,
        false => "",
    };
    Some(Edit::insert(offset, format!("{indent}{sign} ")))
}

/// With what the next line begins where this one, whose first sign stands at a byte of its block, begins so; and whether
/// nothing stands behind it.
fn sign_of(document: &Document, block: &BlockAt, at: usize, line: &str) -> Option<(String, bool)> {
    let facts = &block.block.facts;
    let words = line.trim();
    if let Some(header) = &facts.header
        && header.range.contains(&at)
    {
        let mut items = header.fields.iter().flat_map(|field| &field.items);
        let item = items.find(|item| item.start == at)?;
        return Some((
            "-".to_owned(),
            document.slice(block.lift(item)).trim() == "-",
        ));
    }
    if facts
        .tables
        .iter()
        .any(|it| it.rows.iter().any(|row| row.range.start == at))
    {
        let is_empty = words.chars().all(|c| "| ".contains(c));
        return Some(("|".to_owned(), is_empty));
    }
    let part = facts
        .parts
        .iter()
        .find(|it| it.kind == PartKind::Item && it.label.start == at)?;
    let text = document.block_text(block);
    let label = &text[part.label.clone()];
    if words == label {
        return Some((String::new(), true));
    }
    Some((
        following(label, label_before(document, block, at).as_deref())?,
        false,
    ))
}

/// So many blocks back a label is looked for.
const NEAR: usize = 16;

/// The label of the item before one.
fn label_before(document: &Document, block: &BlockAt, at: usize) -> Option<String> {
    let is_item = |part: &&crate::model::parts::Part| part.kind == PartKind::Item;
    let last = |block: &BlockAt, until: usize| {
        let parts = block.block.facts.parts.iter().rev();
        let item = parts
            .filter(is_item)
            .find(|part| part.label.start < until)?;
        Some(document.block_text(block)[item.label.clone()].to_owned())
    };
    last(block, at).or_else(|| {
        let near = (block.index.saturating_sub(NEAR)..block.index).rev();
        let mut blocks = near.filter_map(|index| document.block(index));
        blocks.find_map(|block| last(&block, usize::MAX))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::apply;

    /// The key is the character before `|`, and the blanks that an editor puts behind it.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let offset = marked.find('|').expect("the cursor is marked");
        let text = marked.replacen('|', "", 1);
        let key = text[..offset]
            .trim_end_matches(' ')
            .chars()
            .next_back()
            .map(String::from)
            .unwrap_or_default();
        let edits = typed(&Document::new(&text), offset, &key);
        assert_eq!(apply(&text, &edits), expected, "{marked}");
    }

    #[test]
    fn a_bracket_closes_what_was_left_open_in_it() {
        check("a [b {c]| d", "a [b {c}] d");
        check("a [b {-c {+d]| e", "a [b {-c {+d+}-}] e");
        check("a [b {unclear: c]|", "a [b {unclear: c}]");
        check("a [b {c}]|", "a [b {c}]");
        check("a {b]|", "a {b]");
        check("a]|", "a]");
        check("|", "");
    }

    #[test]
    fn a_list_goes_on_with_the_label_that_follows() {
        check("1. Horses\n|", "1. Horses\n2. ");
        check("9) Horses\n|", "9) Horses\n10) ");
        check("2.1. Hens\n|", "2.1. Hens\n2.2. ");
        check("- Geese\r\n|\r\n\r\nx", "- Geese\r\n- \r\n\r\nx");
        check("(iv) Sheep\n|", "(iv) Sheep\n(v) ");
        check("h) x\n\ni) y\n|", "h) x\n\ni) y\nj) ");
        check("1) x\n\ni) y\n|", "1) x\n\ni) y\nii) ");
        check("з) овцы\n|", "з) овцы\nи) ");
        check("  a) x\n|", "  a) x\n  b) ");
        check("  a) x\n  |", "  a) x\n  b) ");
    }

    #[test]
    fn a_second_new_line_ends_a_list() {
        check("1. Horses\n2. \n|", "1. Horses\n\n");
    }

    #[test]
    fn a_table_and_a_list_of_the_header_go_on() {
        let text = "| Ili | 3 |\n";
        let edits = typed(&Document::new(text), text.len(), "\n");
        assert_eq!(apply(text, &edits), "| Ili | 3 |\n| ");
        check(
            "---\ncreator:\n  - L. P. Beria\n|\n---\n",
            "---\ncreator:\n  - L. P. Beria\n  - \n---\n",
        );
    }

    #[test]
    fn what_is_no_list_does_not_go_on() {
        for text in [
            "Text\n|",
            "@signature X\n|",
            "# Head\n|",
            "1. a\nb\n|",
            "z) x\n|",
            "|",
        ] {
            check(text, &text.replacen('|', "", 1));
        }
        check("1. a\n|b", "1. a\nb");
    }
}
