//! The `sigla.toml` that `sigla init` writes: what the documents show, and nothing that they do not.

use std::fmt::Write;
use std::path::Path;

use toml::Value as Toml;

use super::survey::Survey;
use crate::cli::check::number;
use crate::collection::config::{Config, Profile};
use crate::model::concordance::Habit;
use crate::vocabulary::Vocabulary;

/// From so many documents on, what all of them do is a habit and no chance.
const ENOUGH: usize = 3;

/// What it holds, in a few words.
pub(super) fn about(survey: &Survey) -> String {
    match profile(survey) {
        Some(profile) => format!("what the collection has decided: a {}", profile.name()),
        None => "what the collection has decided".to_owned(),
    }
}

/// The text of the file.
pub(super) fn text(survey: &Survey) -> String {
    let mut text = String::from(
        "# What this collection has decided, for all who work on it, in every editor and on the server.\n\
         # `sigla config --show-origin` shows what holds; the page Configuration of Sigla's book tells of every key.\n",
    );
    let made = match survey.headers {
        0 => "`sigla init` found no document with a header to go by.".to_owned(),
        headers => format!(
            "Made by `sigla init`, going by {} with a header.",
            number(headers, "document")
        ),
    };
    let _ = write!(text, "# {made}\n\n# The kind of work");
    text += &match profile(survey) {
        Some(profile @ Profile::Translation) => format!(
            ": {} of {} tell of a translation.\nprofile = \"{}\"\n",
            survey.translated,
            survey.headers,
            profile.name()
        ),
        Some(profile) => format!(
            ": {} of {} name a transcriber.\nprofile = \"{}\"\n",
            survey.transcribed,
            survey.headers,
            profile.name()
        ),
        None => {
            ": transcription, translation or publication.\n# profile = \"translation\"\n".to_owned()
        }
    };
    if survey.headers > 0 {
        let required: Vec<_> = required(survey).into_iter().map(Toml::String).collect();
        let _ = write!(
            text,
            "\n# Header keys that every document must have: those that none can do without, and those that all have.\nrequired = {}\n",
            Toml::Array(required)
        );
    }
    let conventions: String = CONVENTIONS
        .iter()
        .filter_map(|(key, habit)| convention(survey, key, *habit))
        .collect();
    if !conventions.is_empty() {
        let _ = write!(
            text,
            "\n# What can be written in several ways, and how the documents write it.\n[conventions]\n{conventions}"
        );
    }
    text
}

const CONVENTIONS: [(&str, Habit); 4] = [
    ("numero", Habit::Numero),
    ("sic", Habit::Sic),
    ("omission", Habit::Omission),
    ("blank", Habit::Blank),
];

/// The kind of work that more than half of the headers tell of.
fn profile(survey: &Survey) -> Option<Profile> {
    let most = |count: usize| count * 2 > survey.headers;
    if most(survey.translated) {
        Some(Profile::Translation)
    } else if most(survey.transcribed) {
        Some(Profile::Transcription)
    } else {
        None
    }
}

/// The keys that are required anyway, and those that every header has; in the order of the specification.
fn required(survey: &Survey) -> Vec<String> {
    let responsible = ["translator", "original-language", "transcriber"];
    let wanted = |name: &str| {
        let enough = survey.headers >= ENOUGH || responsible.contains(&name);
        enough && survey.all_have(name)
    };
    let keys = Vocabulary::builtin().keys().iter();
    keys.filter(|key| key.needed || wanted(&key.name))
        .map(|key| key.name.clone())
        .collect()
}

/// A line for what all documents write in one way; a comment, for what they write in several.
fn convention(survey: &Survey, key: &str, habit: Habit) -> Option<String> {
    let mut ways: Vec<_> = survey.habits.get(&habit)?.iter().collect();
    ways.retain(|(way, _)| is_sound(&line(key, way)));
    ways.sort_by_key(|(way, count)| (std::cmp::Reverse(**count), (*way).clone()));
    let (way, count) = ways.first()?;
    match ways.len() {
        1 if **count >= ENOUGH => Some(line(key, way)),
        1 => None,
        _ => {
            let others = ways.iter().map(|(way, count)| format!("`{way}` {count}"));
            let others = others.collect::<Vec<_>>().join(", ");
            Some(format!("# How often: {others}.\n# {}", line(key, way)))
        }
    }
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", Toml::String(value.to_owned()))
}

/// Whether the collection may decide so: what the page has is not always what a convention can be.
fn is_sound(line: &str) -> bool {
    let text = format!("[conventions]\n{line}");
    Config::parse(Path::new("sigla.toml"), &text)
        .problems
        .is_empty()
}
