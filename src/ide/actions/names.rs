//! What can be done about a name: add it to a register, say which it is, write it as the register does.

use std::ops::Range;

use super::{Action, Addition, Edit, Fix, Safety, Settings};
use crate::collection::config::Profile;
use crate::model::document::{BlockAt, Document};
use crate::model::glosses::{Gloss, glosses};
use crate::model::mentions::{Mention, has_title_before, mention_at};
use crate::registers::gazetteer::fold;
use crate::registers::words::{self, Words};
use crate::registers::{Registers, Row, Topic};
use crate::vocabulary::{Class, Kind};

/// What is selected is a name only if it is no longer, in bytes.
const LONGEST: usize = 120;

/// What can be done about the name that is selected, or that the cursor stands on.
pub(super) fn actions(
    document: &Document,
    settings: &Settings,
    range: &Range<usize>,
) -> Vec<Action> {
    let registers = &settings.registers;
    let mention = mention_at(document, registers, range.start);
    let mut actions = Vec::new();
    if let Some(mention) = mention.filter(|it| range.end <= it.range.end) {
        actions.extend(say_which(document, registers, &mention));
        actions.extend(write_as_register(document, settings, &mention));
        if !mention.rows.is_empty() {
            return actions;
        }
    }
    actions.extend(add(document, registers, range));
    actions
}

fn action(title: String, edits: Vec<Edit>, safety: Safety) -> Action {
    Action {
        fix: Fix {
            title,
            safety,
            edits,
        },
        addition: None,
        finding: None,
        preferred: false,
    }
}

/// One action for each row that a name may mean.
fn say_which(document: &Document, registers: &Registers, mention: &Mention) -> Vec<Action> {
    if mention.rows.len() < 2 || mention.id.is_some() {
        return Vec::new();
    }
    let name = document.slice(mention.range.clone());
    let with_id = mention
        .rows
        .iter()
        .filter(|row| !registers.id(**row).is_empty());
    let actions = with_id.map(|&row| {
        let (id, about) = (registers.id(row), registers.about(row));
        let joint = if about.is_empty() { "" } else { ", " };
        action(
            format!("Say which: {name}{{@{id}}}{joint}{about}"),
            vec![Edit::insert(mention.range.end, format!("{{@{id}}}"))],
            Safety::Suggested,
        )
    });
    actions.collect()
}

/// Writes the preferred form of the register. It changes a word, so it is never offered for what a source says.
fn write_as_register(
    document: &Document,
    settings: &Settings,
    mention: &Mention,
) -> Option<Action> {
    let [row] = mention.rows[..] else { return None };
    let (written, title) = (
        document.slice(mention.range.clone()),
        settings.registers.title(row),
    );
    let is_ours = is_translation(document, settings) && !mention.in_gloss;
    let same_script = is_latin(&written) == is_latin(title);
    let mut glosses = glosses(document).into_iter();
    let is_glossed_so =
        glosses.any(|it| it.name == mention.range && *document.slice(it.gloss) == *title);
    if is_glossed_so
        || !is_ours
        || !same_script
        || row.topic == Topic::Glossary
        || *written == *title
    {
        return None;
    }
    Some(action(
        format!("Write `{title}`, as {} does", row.topic.file()),
        vec![Edit::replace(mention.range.clone(), title)],
        Safety::Unsafe,
    ))
}

/// Whether the words are a translator's, and not a source's: as the collection says, or else the header.
fn is_translation(document: &Document, settings: &Settings) -> bool {
    match settings.profile {
        Some(Profile::Transcription) => false,
        Some(Profile::Translation) => true,
        _ => document.header().is_some_and(|(header, block)| {
            let is_filled = |it: &crate::model::header::Field| !it.values.is_empty();
            header.field(&block, &["translator"]).is_some_and(is_filled)
        }),
    }
}

fn is_latin(name: &str) -> bool {
    // Latin letters end at U+024F, and go on in the Latin Extended Additional block.
    let letter = name.chars().find(|c| c.is_alphabetic());
    letter.is_some_and(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// A row for each register that may list the name, as far as the text shows what it is.
fn add(document: &Document, registers: &Registers, range: &Range<usize>) -> Vec<Action> {
    let Some((block, name)) = name_at(document, registers, range) else {
        return Vec::new();
    };
    let text = document.block_text(&block);
    let local = name.start - block.start..name.end - block.start;
    let written = text[local.clone()].split_whitespace().collect::<Vec<_>>();
    let written = written.join(" ");
    let is_listed = |topic| {
        let mut rows = registers.named(&written).iter();
        rows.any(|row: &Row| row.topic == topic)
    };
    let glosses = glosses(document);
    let around = (&text[..local.start], &text[local.end..]);
    let additions = topics(document, registers, &glosses, &block, &name, &written)
        .into_iter()
        .filter(|(topic, _)| !is_listed(*topic) && registers.file(*topic).is_some())
        .filter_map(|(topic, expansion)| match topic {
            Topic::Places => Some(Addition::place(document, &glosses, &written, around)),
            Topic::Persons => Some(Addition::person(document, &glosses, &written)),
            Topic::Glossary => Some(Addition::term(document, &written, &expansion)),
            // A repository is no name in the text.
            Topic::Archives => None,
        });
    let actions = additions.map(|addition| Action {
        addition: Some(addition.clone()),
        ..action(
            format!("Add `{written}` to {}", addition.topic.file()),
            Vec::new(),
            Safety::Suggested,
        )
    });
    actions.collect()
}

/// In which registers a name belongs by what the text shows, with what it stands for: several where nothing tells.
fn topics(
    document: &Document,
    registers: &Registers,
    glosses: &[Gloss],
    block: &BlockAt,
    name: &Range<usize>,
    written: &str,
) -> Vec<(Topic, String)> {
    let key = fold(written);
    let expansion = glosses
        .iter()
        .find(|it| it.class == Class::Expansion && fold(&document.slice(it.name.clone())) == key);
    if let Some(expansion) = expansion {
        let words = document.slice(expansion.gloss.clone()).into_owned();
        return vec![(Topic::Glossary, words)];
    }
    let text = document.block_text(block);
    let nothing = String::new();
    let in_header = (block.block.facts.header.as_ref())
        .is_some_and(|header| header.range.contains(&(name.start - block.start)));
    if in_header || has_title_before(&text, name.start - block.start) {
        return vec![(Topic::Persons, nothing)];
    }
    // An abbreviation that nobody expands has no row.
    let is_acronym =
        written.chars().count() > 1 && written.chars().all(|c| c.is_uppercase() || c == '.');
    let is_place = mention_at(document, registers, name.start)
        .is_some_and(|mention| mention.topic() == Some(Topic::Places));
    match (is_place, is_acronym) {
        (true, _) => vec![(Topic::Places, nothing)],
        (false, true) => Vec::new(),
        (false, false) => vec![(Topic::Places, nothing.clone()), (Topic::Persons, nothing)],
    }
}

/// What is selected, if that may be a name; else the name under the cursor: one that is known, a person in the header, or the
/// words with capitals there, with initials before them.
fn name_at<'d>(
    document: &'d Document,
    registers: &Registers,
    range: &Range<usize>,
) -> Option<(BlockAt<'d>, Range<usize>)> {
    let block = document.block_at(range.start)?;
    let text = document.block_text(&block);
    if range.start < range.end {
        let local = range.start - block.start..range.end - block.start;
        let selected = text.get(local)?;
        let name = selected.trim();
        let start = range.start + (selected.len() - selected.trim_start().len());
        let is_name = name.len() <= LONGEST
            && name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !name.contains(['\n', '\r', '\t', '[', ']', '{', '}']);
        return is_name.then(|| (block, start..start + name.len()));
    }
    let at = range.start - block.start;
    if let Some(header) = block.block.facts.header.as_deref()
        && header.range.contains(&at)
    {
        let field = (header.fields.iter()).find(|field| field.range.contains(&at))?;
        let key = document.vocabulary().key(&text[field.key.clone()])?;
        let mut values = field.values.iter();
        let value = values.find(|value| (value.start..=value.end).contains(&at))?;
        let value = block.lift(value);
        return (key.kind == Kind::Person).then_some((block, value));
    }
    if let Some(mention) = mention_at(document, registers, range.start) {
        return Some((block, mention.range));
    }
    let words = &block.block.facts.words;
    let stands = |range: Range<usize>| (range.start..=range.end).contains(&at);
    let here = words.iter().position(|word| stands(word.range()))?;
    let (mut first, mut last) = (here, here);
    while first > 0 && words[first - 1].is_next_to(&words[first]) {
        first -= 1;
    }
    while last + 1 < words.len() && words[last].is_next_to(&words[last + 1]) {
        last += 1;
    }
    // `Then Ivanov`, `Consul Ivanov`: neither a common word nor a title begins a name.
    let language = Words::of(document.language());
    let is_common = |range: Range<usize>| {
        let kind = language.and_then(|it| it.kind(&text[range]));
        kind.is_some_and(|kind| kind != words::Kind::Name)
    };
    while first < last
        && (is_common(words[first].range())
            || has_title_before(&text, words[first + 1].range().start))
    {
        first += 1;
    }
    let mut name = words[first].range().start..words[last].range().end;
    if first == last && is_common(name.clone()) {
        return None;
    }
    name.start = behind_initials(&text, name.start);
    Some((block.clone(), block.lift(&name)))
}

/// Where the initials before a name begin: `L. P. Beria`.
fn behind_initials(text: &str, mut start: usize) -> usize {
    loop {
        let before = text[..start].trim_end_matches(' ');
        let Some(letters) = before.strip_suffix('.') else {
            return start;
        };
        let Some(initial) = letters.chars().next_back().filter(|c| c.is_uppercase()) else {
            return start;
        };
        let at = letters.len() - initial.len_utf8();
        if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
            return start;
        }
        start = at;
    }
}
