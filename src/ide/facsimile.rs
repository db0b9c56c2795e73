//! The images of the source that a header names, and from where in the text each of them is the page.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::header::plain;
use crate::model::pages::PageMark;
use crate::vocabulary::Class;

/// An image of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file or address as the header says.
    pub source: String,
    /// The mark of the page, such as `l. 334`, where one is known.
    pub label: Option<String>,
    /// From where on the text is that of the page, in bytes of the document.
    pub start: usize,
}

/// Whether an address is that of a IIIF manifest, which lists the images of a whole document (IIIF Presentation API 3.0).
pub fn is_manifest(source: &str) -> bool {
    source.ends_with(".json") || source.ends_with("/manifest")
}

/// A mark where a page begins.
struct Mark {
    label: String,
    read: Option<PageMark>,
    start: usize,
}

/// The images in the order of the header. One whose name ends in the number of a page is that page; where the names do not tell,
/// the first is the first page, and so on. Costs the blocks in which a page begins.
pub fn images(document: &Document) -> Vec<Image> {
    let Some((header, block)) = document.header() else {
        return Vec::new();
    };
    let values = header.field(&block, &["facsimile"]);
    let values = values.map_or(&[][..], |field| &field.values);
    let sources = values.iter().map(|value| plain(&block[value.clone()]));
    let sources: Vec<String> = sources.filter(|it| !it.is_empty()).collect();
    if sources.is_empty() {
        return Vec::new();
    }
    let marks = marks(document);
    if let [source] = &sources[..]
        && is_manifest(source)
        && !marks.is_empty()
    {
        // A page of the manifest for each page of the text.
        let of_mark = |mark: &Mark| Image {
            source: source.clone(),
            label: Some(mark.label.clone()),
            start: mark.start,
        };
        return marks.iter().map(of_mark).collect();
    }
    let numbered: Vec<_> = sources.iter().map(|it| by_number(it, &marks)).collect();
    let names_tell = numbered.iter().any(Option::is_some);
    // Text before the first mark is of a page of its own, which has none.
    let body = header.range.end;
    let first = marks.first().map_or(body, |mark| mark.start);
    let is_led_in = !document.slice(body..first).trim().is_empty() && sources.len() > marks.len();
    let image = |(index, source): (usize, String)| {
        let mark = match names_tell {
            true => numbered[index],
            false => index.checked_sub(usize::from(is_led_in)),
        };
        let mark = mark.and_then(|index| marks.get(index));
        Image {
            source,
            label: mark.map(|mark| mark.label.clone()),
            start: match mark {
                Some(mark) => mark.start,
                None if index == 0 => body,
                None => document.text().len_bytes(),
            },
        }
    };
    sources.into_iter().enumerate().map(image).collect()
}

fn marks(document: &Document) -> Vec<Mark> {
    let mut marks = Vec::new();
    for block in document.blocks_where(|sum| sum.insertions > 0) {
        let insertions = block.block.facts.insertions.iter();
        let breaks: Vec<_> = insertions
            .filter(|it| it.judgement.class == Class::PageBreak)
            .collect();
        if breaks.is_empty() {
            continue;
        }
        let text = document.block_text(&block);
        marks.extend(breaks.iter().map(|it| Mark {
            label: text[it.inner.clone()].trim().to_owned(),
            read: PageMark::read(&text[it.inner.clone()]),
            start: block.start + it.range.start,
        }));
    }
    marks
}

/// The mark whose number ends the name of a file: `scans/l334v.jpg`.
fn by_number(source: &str, marks: &[Mark]) -> Option<usize> {
    let name = source.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let digits = last_number(stem)?;
    let number: u32 = stem[digits.clone()].parse().ok()?;
    let behind = stem[digits.end..].trim_start_matches(['-', '_', ' ']);
    let is_back = ["v", "ob", "об", "rs"].contains(&behind.to_lowercase().as_str());
    marks.iter().position(|mark| {
        let read = mark.read.as_ref();
        read.is_some_and(|it| it.from == number && it.back == is_back)
    })
}

fn last_number(text: &str) -> Option<Range<usize>> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end].rfind(|c: char| !c.is_ascii_digit());
    let start = start.map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sources: &str, body: &str, expected: &[(&str, Option<&str>, &str)]) {
        let items = sources.split_whitespace().map(|it| format!("- {it}\n"));
        let text = format!(
            "---\nfacsimile:\n{}---\n\n{body}",
            items.collect::<String>()
        );
        let found = images(&Document::new(&text));
        let shown: Vec<_> = found
            .iter()
            .map(|it| {
                let start = text[it.start..].trim_start().lines().next();
                let start = start.unwrap_or_default().to_owned();
                (it.source.clone(), it.label.clone(), start)
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(source, label, start)| {
                (
                    (*source).to_owned(),
                    label.map(str::to_owned),
                    (*start).to_owned(),
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn an_image_is_of_the_page_whose_number_it_bears() {
        check(
            "i/l335.jpg i/l334-v.jpg i/l334.jpg",
            "[l. 334]\na\n\n[l. 334 ob.]\nb\n\n[l. 335]\nc",
            &[
                ("i/l335.jpg", Some("l. 335"), "[l. 335]"),
                ("i/l334-v.jpg", Some("l. 334 ob."), "[l. 334 ob.]"),
                ("i/l334.jpg", Some("l. 334"), "[l. 334]"),
            ],
        );
    }

    #[test]
    fn else_images_go_in_their_order() {
        check(
            "a.png b.png",
            "Copy\n\n[p. 2]\nb",
            &[("a.png", None, "Copy"), ("b.png", Some("p. 2"), "[p. 2]")],
        );
        check(
            "a.png b.png c.png",
            "[p. 1]\na\n\n[p. 2]\nb",
            &[
                ("a.png", Some("p. 1"), "[p. 1]"),
                ("b.png", Some("p. 2"), "[p. 2]"),
                ("c.png", None, ""),
            ],
        );
        check(
            "https://iiif.example/m.json",
            "[p. 1]\na\n\n[p. 2]\nb",
            &[
                ("https://iiif.example/m.json", Some("p. 1"), "[p. 1]"),
                ("https://iiif.example/m.json", Some("p. 2"), "[p. 2]"),
            ],
        );
        check(
            "https://iiif.example/m.json",
            "Text",
            &[("https://iiif.example/m.json", None, "Text")],
        );
    }
}
