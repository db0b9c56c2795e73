//! What a web page puts around a document, known by phrases of `furniture.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// What a line of a web page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// It leads elsewhere, or heads the page's description; why it is taken out.
    Taken(&'static str),
    /// It says who paid for the site.
    Sponsor,
    /// It says what one may do with the site's texts.
    Rights,
    /// A label of the page's description: the header's key, and whether only a page has it.
    Label(&'static str, bool),
}

#[derive(Deserialize)]
struct Table {
    kind: Vec<Kind>,
    hidden: Hidden,
    label: Vec<Label>,
}

#[derive(Deserialize)]
struct Kind {
    name: String,
    why: String,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
}

#[derive(Deserialize)]
struct Hidden {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
struct Label {
    key: String,
    #[serde(default)]
    weak: bool,
    names: Vec<String>,
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        toml::from_str(include_str!("furniture.toml")).expect("the table in the program is good")
    });
    &TABLE
}

/// What a line is by its words, if it is furniture on a web page.
pub(super) fn of(line: &str) -> Option<Furniture> {
    let line = bare(line);
    let has = |kind: &Kind| {
        kind.whole.contains(&line)
            || kind
                .starts
                .iter()
                .any(|start| line.starts_with(start.as_str()))
            || kind
                .contains
                .iter()
                .any(|part| line.contains(part.as_str()))
    };
    if let Some(kind) = table().kind.iter().find(|kind| has(kind)) {
        return Some(match kind.name.as_str() {
            "sponsor" => Furniture::Sponsor,
            "rights" => Furniture::Rights,
            _ => Furniture::Taken(&kind.why),
        });
    }
    let label = table()
        .label
        .iter()
        .find(|label| label.names.contains(&line))?;
    Some(Furniture::Label(&label.key, !label.weak))
}

/// The key and the value of a line such as `Record ID: 5034`.
pub(super) fn labelled(line: &str) -> Option<(&'static str, &str)> {
    let (label, value) = line.split_once(':')?;
    match of(label)? {
        Furniture::Label(key, _) if !value.trim().is_empty() => Some((key, value.trim())),
        _ => None,
    }
}

/// A line without the places where the page hides an address, and whether there were any.
pub(super) fn without_hidden(line: &str) -> (String, bool) {
    let plain = line.replace('\u{a0}', " ");
    let shown = table()
        .hidden
        .phrases
        .iter()
        .fold(plain.clone(), |line, phrase| {
            line.replace(phrase.as_str(), "")
        });
    match shown == plain {
        true => (line.to_owned(), false),
        false => (shown, true),
    }
}

/// Whether the words of a line occur on web pages alone, so that they tell one from a typescript.
pub(super) fn tells_a_page(line: &str) -> bool {
    match of(line) {
        // Forms have a heading "Document Information", too, as a scanned one may.
        Some(Furniture::Taken(why)) if why.starts_with("heading") => false,
        Some(Furniture::Taken(_)) => line.split_whitespace().count() > 1,
        Some(Furniture::Sponsor | Furniture::Label(_, true)) => true,
        _ => without_hidden(line).1,
    }
}

fn bare(line: &str) -> String {
    let line = line.trim().trim_start_matches('#');
    line.trim_matches([':', '»', '›', '→', '«', '‹', ' ', '\u{a0}'])
        .to_lowercase()
}
