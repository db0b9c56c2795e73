//! Completion: labels in brackets and braces, roles, header keys and their values.

use std::ops::Range;

use crate::model::document::Document;
use crate::vocabulary::{Kind, Vocabulary};

/// Something to complete with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// One sentence on it.
    pub about: String,
    /// What is replaced, in bytes of the document.
    pub range: Range<usize>,
    /// What is put there.
    pub new: String,
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
    /// A key of the header.
    Key,
    /// A value of a key.
    Value,
}

/// What could be typed at a byte of the document. Reads the block up to the cursor only.
pub fn completions(document: &Document, offset: usize) -> Vec<Completion> {
    let Some(block) = document.block_at(offset) else {
        return Vec::new();
    };
    let text = document.block_text(&block);
    let before = &text[..(offset - block.start).min(text.len())];
    let line_start = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let line = &before[line_start..];
    let header = block
        .block
        .facts
        .header
        .as_deref()
        .filter(|header| header.range.contains(&(offset - block.start)));
    if header.is_some() {
        return in_header(document.vocabulary(), line, offset);
    }
    if let Some(role) = line.trim_start().strip_prefix('@') {
        return roles(role, offset);
    }
    let opener = before.rfind(['[', '{', ']', '}']);
    let Some(opener) = opener.filter(|at| before[*at..].starts_with(['[', '{'])) else {
        return Vec::new();
    };
    labels(
        document.vocabulary(),
        &before[opener + 1..],
        before[opener..].starts_with('{'),
        offset,
    )
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

fn in_header(vocabulary: &Vocabulary, line: &str, offset: usize) -> Vec<Completion> {
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
    let Some(key) = vocabulary.key(key) else {
        return Vec::new();
    };
    let typed = typed.trim_start();
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
        about: about.to_owned(),
        range: offset - typed.len()..offset,
        new,
        kind,
    }
}
