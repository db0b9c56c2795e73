//! Completion: names as one types them, glosses and ids behind them, labels in brackets and braces, roles, header keys and
//! their values.

mod gloss;
mod ids;
mod late;
mod names;
#[cfg(test)]
mod tests;

pub use late::{documentation, snippet};

use std::ops::Range;

use crate::model::document::Document;
use crate::registers::{Registers, Topic};
use crate::vocabulary::{Kind, Vocabulary};

/// What could be typed, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What to choose from.
    pub items: Vec<Completion>,
    /// Whether another letter may bring others, so that an editor should ask again.
    pub is_incomplete: bool,
}

/// Something to complete with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What it is and where it comes from, in a few words beside the label; may be empty.
    pub detail: String,
    /// One sentence on it; may be empty.
    pub about: String,
    /// What is replaced, in bytes of the document.
    pub range: Range<usize>,
    /// What is put there.
    pub new: String,
    /// What is compared with the text at `range`, where that is not the label.
    pub filter: Option<String>,
    /// What it is.
    pub kind: CompletionKind,
}

/// What is completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A label of a bracket or brace.
    Label,
    /// The role of a line.
    Role,
    /// A key of the header, or a column of a register.
    Key,
    /// A value of a key, or in a cell.
    Value,
    /// The name of a place, of a person, or an abbreviation; or another name for what stands before it.
    Name,
    /// The id of a row.
    Id,
}

/// A place in a document where something is typed.
struct At<'a> {
    document: &'a Document,
    registers: &'a Registers,
    /// The block up to the cursor.
    before: &'a str,
    /// The block behind it.
    behind: &'a str,
    /// The cursor, in bytes of the document.
    offset: usize,
}

/// What could be typed at a byte of the document. Names of the document are read from all of it; everything else from the
/// block up to the cursor.
pub fn completions(document: &Document, registers: &Registers, offset: usize) -> Completions {
    let Some(block) = document.block_at(offset) else {
        return Completions::default();
    };
    let text = document.block_text(&block);
    let (before, behind) = text.split_at((offset - block.start).min(text.len()));
    let at = At {
        document,
        registers,
        before,
        behind,
        offset,
    };
    let line_start = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let line = &before[line_start..];
    let header = block
        .block
        .facts
        .header
        .as_deref()
        .filter(|header| header.range.contains(&before.len()));
    if let Some(header) = header {
        let key = (header.fields.iter().rev())
            .find(|field| field.range.start <= before.len())
            .map(|field| &text[field.key.clone()]);
        return at.whole(in_header(&at, key.unwrap_or_default(), line));
    }
    if let Some(role) = line.trim_start().strip_prefix('@') {
        return at.whole(roles(role, offset));
    }
    let opener = before.rfind(['[', '{', ']', '}']);
    let Some(opener) = opener.filter(|at| before[*at..].starts_with(['[', '{'])) else {
        return names::names(&at);
    };
    let (is_brace, typed) = (before[opener..].starts_with('{'), &before[opener + 1..]);
    if let Some(typed) = typed.strip_prefix('@').filter(|_| is_brace) {
        return ids::ids(&at, &before[..opener], typed);
    }
    let mut found = Completions::default();
    if !is_brace {
        found.items = gloss::glosses(&at, &before[..opener], typed);
    }
    (found.items).extend(labels(document.vocabulary(), typed, is_brace, offset));
    let names = names::names(&at);
    found.is_incomplete = names.is_incomplete;
    for name in names.items {
        if !found.items.iter().any(|other| other.label == name.label) {
            found.items.push(name);
        }
    }
    found
}

impl At<'_> {
    fn whole(&self, items: Vec<Completion>) -> Completions {
        Completions {
            items,
            is_incomplete: false,
        }
    }

    /// `new` with the sign that closes it, unless that stands behind the cursor already.
    fn closed(&self, new: &str, sign: char) -> String {
        let closes = self.behind.starts_with(sign);
        format!(
            "{new}{}",
            if closes {
                String::new()
            } else {
                sign.to_string()
            }
        )
    }
}

fn labels(vocabulary: &Vocabulary, typed: &str, brace: bool, offset: usize) -> Vec<Completion> {
    let is_label = typed.chars().count() <= 40 && !typed.contains([':', '\n', '\r']);
    let labels = vocabulary.labels().iter().filter(|label| {
        if brace {
            label.in_braces()
        } else {
            label.in_brackets()
        }
    });
    labels
        .filter(|_| is_label)
        .map(|label| {
            completion(
                &label.name,
                format!("{}: ", label.name),
                &label.about,
                typed,
                offset,
                CompletionKind::Label,
            )
        })
        .collect()
}

fn roles(typed: &str, offset: usize) -> Vec<Completion> {
    let roles = Vocabulary::builtin()
        .roles()
        .iter()
        .filter(|_| typed.chars().all(|c| c.is_ascii_alphabetic()));
    roles
        .map(|role| {
            completion(
                &role.name,
                format!("{} ", role.name),
                &role.about,
                typed,
                offset,
                CompletionKind::Role,
            )
        })
        .collect()
}

fn in_header(at: &At, key: &str, line: &str) -> Vec<Completion> {
    let (vocabulary, offset) = (at.document.vocabulary(), at.offset);
    if let Some(typed) = line.trim_start().strip_prefix('-')
        && !line.starts_with("--")
    {
        return values(at, key, typed);
    }
    let Some((key, typed)) = line.split_once(':') else {
        let keys = vocabulary
            .keys()
            .iter()
            .filter(|_| !line.starts_with([' ', '-', '#']));
        return keys
            .map(|key| {
                completion(
                    &key.name,
                    format!("{}: ", key.name),
                    &key.about,
                    line,
                    offset,
                    CompletionKind::Key,
                )
            })
            .collect();
    };
    values(at, key, typed)
}

/// The values of a key; of one that names persons, those of the register.
fn values(at: &At, key: &str, typed: &str) -> Vec<Completion> {
    let (vocabulary, offset) = (at.document.vocabulary(), at.offset);
    let Some(key) = vocabulary.key(key) else {
        return Vec::new();
    };
    let typed = typed.trim_start();
    if key.kind == Kind::Person {
        let rows = at.registers.rows();
        let persons = rows.filter(|row| row.topic == Topic::Persons);
        let title = |row| at.registers.title(row);
        return persons
            .map(|row| Completion {
                detail: names::detail(at.registers, row),
                ..completion(
                    title(row),
                    title(row).to_owned(),
                    &at.registers.persons[row.index].description,
                    typed,
                    offset,
                    CompletionKind::Name,
                )
            })
            .collect();
    }
    if key.kind == Kind::Language {
        let languages = vocabulary.languages().iter();
        return languages
            .map(|language| {
                completion(
                    &language.name,
                    language.name.clone(),
                    &language.about,
                    typed,
                    offset,
                    CompletionKind::Value,
                )
            })
            .collect();
    }
    key.values
        .iter()
        .map(|value| {
            completion(
                value,
                value.clone(),
                &key.about,
                typed,
                offset,
                CompletionKind::Value,
            )
        })
        .collect()
}

fn completion(
    label: &str,
    new: String,
    about: &str,
    typed: &str,
    offset: usize,
    kind: CompletionKind,
) -> Completion {
    Completion {
        label: label.to_owned(),
        detail: String::new(),
        about: about.to_owned(),
        filter: None,
        range: offset - typed.len()..offset,
        new,
        kind,
    }
}
