//! A collection's own labels and header keys, added to those of the format.

use std::sync::Arc;

use super::place::{Place, Placed};
use super::values::{Reader, Values};
use crate::vocabulary::{Aliases, Class, Key, Kind, Label, Vocabulary, Voice};

/// What a collection has of its own.
#[derive(Clone, Debug)]
pub struct Own {
    /// The labels and header keys of the format and of the collection.
    pub vocabulary: Arc<Vocabulary>,
    /// The names of the collection's.
    pub words: Vec<Placed<String>>,
}

/// The vocabulary of the format with the collection's own, and the names of these; none where it has none.
pub(super) fn read(values: Option<Values>, reader: &mut Reader) -> Option<Own> {
    let mut values = values?;
    let labels = values.named("labels").unwrap_or_default();
    let keys = values.named("keys").unwrap_or_default();
    if labels.is_empty() && keys.is_empty() {
        return None;
    }
    let mut vocabulary = Vocabulary::builtin().clone();
    let mut words = Vec::new();
    for (name, values) in labels {
        if let Some(label) = label(&name, values, &vocabulary, reader) {
            vocabulary.add_label(label);
            words.push(name);
        }
    }
    for (name, values) in keys {
        if let Some(key) = key(&name, values, &vocabulary, reader) {
            vocabulary.add_key(key);
            words.push(name);
        }
    }
    Some(Own {
        vocabulary: Arc::new(vocabulary),
        words,
    })
}

fn label(
    name: &Placed<String>,
    mut values: Values,
    vocabulary: &Vocabulary,
    reader: &mut Reader,
) -> Option<Label> {
    let word = name.value.trim();
    if word.is_empty() || word.contains([':', '[', ']', '{', '}', '\n', '|']) {
        let message = format!("`{}` cannot be a label", name.value);
        let suggestion = "write one word or a few, without brackets or a colon".to_owned();
        reader.problem(name.place.clone(), message, Some(suggestion));
        return None;
    }
    let aliases = values
        .words("aliases")
        .map(|list| list.value)
        .unwrap_or_default();
    let class = values.word("class");
    let known = exact(word, vocabulary);
    if let Some(known) = &known
        && known.name != word
    {
        taken(name.place.clone(), word, &known.name, reader);
        return None;
    }
    let mut own = Vec::new();
    for alias in aliases {
        match exact(&alias.value, vocabulary) {
            Some(other) if other.name != word => {
                taken(alias.place, &alias.value, &other.name, reader);
            }
            _ => own.push(alias.value),
        }
    }
    let stated = class
        .as_ref()
        .and_then(|class| Class::from_name(&class.value));
    if let Some(mut known) = known {
        if let Some(class) = class.filter(|_| stated != known.class) {
            let is = known.class.map_or("an act", Class::name);
            let message = format!("`{word}` is a label of the format, {is}, and stays so");
            let suggestion = "leave out `class`, or take another name".to_owned();
            reader.problem(class.place, message, Some(suggestion));
            return None;
        }
        known.aliases.entry(OWN.to_owned()).or_default().extend(own);
        return Some(known);
    }
    let (open, close) = if stated.is_some() {
        ('[', ']')
    } else {
        ('{', '}')
    };
    let text = |it: Option<Placed<String>>, default: String| it.map_or(default, |it| it.value);
    Some(Label {
        name: word.to_owned(),
        class: stated,
        voice: match stated {
            None => Voice::Act,
            Some(Class::Mark | Class::PageBreak) => Voice::Page,
            Some(_) => Voice::Editor,
        },
        braces: values.flag("braces").unwrap_or_default(),
        numbered: values.flag("numbered").unwrap_or_default(),
        tei: text(
            values.word("tei"),
            match stated {
                Some(_) => format!("note[@type='{word}']"),
                None => format!("seg[@type='{word}']"),
            },
        ),
        about: text(
            values.word("about"),
            "A label of this collection.".to_owned(),
        ),
        example: text(values.word("example"), format!("{open}{word}: …{close}")),
        aliases: Aliases::from([(OWN.to_owned(), own)]),
    })
}

/// Under which "language" the aliases of a collection are kept: its own.
const OWN: &str = "own";

/// The label that is spelt exactly so, without a number or other words about it.
fn exact(written: &str, vocabulary: &Vocabulary) -> Option<Label> {
    let found = vocabulary.label(written)?;
    let alone = found.argument.is_none() && found.before.is_empty() && found.after.is_empty();
    alone.then(|| found.label.clone())
}

fn taken(place: Place, written: &str, label: &str, reader: &mut Reader) {
    let message = format!("`{written}` already means the label `{label}`");
    reader.problem(place, message, Some("take another word".to_owned()));
}

fn key(
    name: &Placed<String>,
    mut values: Values,
    vocabulary: &Vocabulary,
    reader: &mut Reader,
) -> Option<Key> {
    let is_key = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let word = name.value.as_str();
    let aliases = values
        .words("aliases")
        .map(|list| list.value)
        .unwrap_or_default();
    for spelling in std::iter::once(name).chain(&aliases) {
        if !is_key(&spelling.value) {
            let message = format!("`{}` cannot be a header key", spelling.value);
            let suggestion = "write it in lower case with hyphens".to_owned();
            reader.problem(spelling.place.clone(), message, Some(suggestion));
            return None;
        }
        if let Some(known) = vocabulary.key(&spelling.value) {
            let message = match known.name == spelling.value {
                true => format!("`{}` is a header key already", known.name),
                false => format!(
                    "`{}` already means the header key `{}`",
                    spelling.value, known.name
                ),
            };
            reader.problem(
                spelling.place.clone(),
                message,
                Some("take another word".to_owned()),
            );
            return None;
        }
    }
    let text = |it: Option<Placed<String>>, default: String| it.map_or(default, |it| it.value);
    let list = |it: Option<Placed<Vec<Placed<String>>>>| {
        let words = it.map(|list| list.value).unwrap_or_default();
        words.into_iter().map(|word| word.value).collect::<Vec<_>>()
    };
    Some(Key {
        name: word.to_owned(),
        needed: false,
        list: values.flag("list").unwrap_or_default(),
        kind: Kind::Text,
        isad: "3.6.1".to_owned(),
        tei: text(values.word("tei"), format!("note[@type='{word}']")),
        about: text(
            values.word("about"),
            "A header key of this collection.".to_owned(),
        ),
        example: text(values.word("example"), format!("{word}: …")),
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        values: list(values.words("values")),
        open: true,
    })
}
