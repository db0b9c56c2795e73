//! What leads elsewhere: addresses and files in a header, and the ids of registers.

use std::ops::Range;
use std::path::PathBuf;

use crate::model::document::Document;
use crate::model::header::plain;
use crate::registers::Registers;
use crate::registers::links::address;

/// Something that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, in bytes of the document.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: Target,
    /// What is there.
    pub tooltip: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An `https` address; it is opened by the editor when its user says so, and never by us.
    Address(String),
    /// A path from the folder of the document, not looked for.
    Document(String),
    /// A line of a file, from 1.
    Line(PathBuf, usize),
}

/// The links of a document, in its order.
pub fn links(document: &Document, registers: &Registers) -> Vec<Link> {
    let mut links = Vec::new();
    if let Some((header, block)) = document.header() {
        for field in &header.fields {
            for value in &field.values {
                let words = plain(&block[value.clone()]);
                let target = match address(&words) {
                    Some((shown, address)) => Some((Target::Address(address), shown)),
                    None if words.ends_with(".sigla") && !words.contains(char::is_whitespace) => {
                        Some((Target::Document(words.clone()), words))
                    }
                    None => None,
                };
                links.extend(target.map(|(target, tooltip)| Link {
                    range: value.clone(),
                    target,
                    tooltip,
                }));
            }
        }
    }
    for block in document
        .blocks()
        .filter(|block| !block.block.facts.ids.is_empty())
    {
        let text = document.block_text(&block);
        for id in &block.block.facts.ids {
            let written = text[id.clone()]
                .trim_start_matches("{@")
                .trim_end_matches('}')
                .trim();
            let Some(row) = registers.with_id(written) else {
                continue;
            };
            let Some(file) = registers.file_of(row) else {
                continue;
            };
            let before = file
                .text
                .get(..registers.range(row).start)
                .unwrap_or_default();
            links.push(Link {
                range: block.lift(id),
                target: Target::Line(file.path.clone(), before.matches('\n').count() + 1),
                tooltip: format!("{} in {}", registers.title(row), row.topic.file()),
            });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Topic;

    #[test]
    fn addresses_files_and_ids_lead_elsewhere() {
        let persons = "id\tname\na\tIvanov\n";
        let registers = Registers::of_text(Topic::Persons, "persons.tsv".into(), persons);
        let text = "---\ntitle: javascript:alert(1)\nurl: https://example.org/1\ntranslation-of: ../ru/1.sigla\n---\n\nIvanov{@a} and {@b}\n";
        let document = Document::new(text);
        let found = links(&document, &registers);
        let shown: Vec<_> = found
            .iter()
            .map(|it| (&text[it.range.clone()], &it.target))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    "https://example.org/1",
                    &Target::Address("https://example.org/1".to_owned())
                ),
                (
                    "../ru/1.sigla",
                    &Target::Document("../ru/1.sigla".to_owned())
                ),
                ("{@a}", &Target::Line("persons.tsv".into(), 2)),
            ]
        );
    }
}
