//! The JSON schema of `sigla.toml`, made from the table of its keys and the registry of rules.

use serde_json::{Map, Value, json};

use super::names::{ALL, groups};
use crate::collection::config::keys::{Choice, KEYS, Key, Kind, LEVELS, classes};
use crate::model::concordance::Habit;
use crate::rules::{Docs, RULES};
use crate::vocabulary::Vocabulary;

/// The schema, in draft 7, which editors of TOML take.
pub fn schema() -> Value {
    let mut schema = table(KEYS);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("sigla.toml");
    schema["description"] =
        json!("What a collection of documents has decided about how Sigla reads and checks it.");
    schema
}

fn table(keys: &[Key]) -> Value {
    let properties = keys.iter().map(|key| {
        let mut value = value(key.kind);
        value["description"] = json!(key.about);
        (key.name.to_owned(), value)
    });
    let mut schema = json!({"type": "object", "additionalProperties": false});
    schema["properties"] = Value::Object(properties.collect());
    if keys.iter().any(|key| key.name == "paths") {
        schema["required"] = json!(["paths"]);
    }
    schema
}

fn value(kind: Kind) -> Value {
    let words = json!({"type": "string", "minLength": 1});
    match kind {
        Kind::Text | Kind::Way(Habit::Numero) => words,
        Kind::Flag => json!({"type": "boolean"}),
        // No `..` between slashes, no drive, no root: the file lies in the collection.
        Kind::Path => {
            json!({"type": "string", "pattern": r"^(?!~|/|.:)(?!(.*[/\\])?\.\.([/\\]|$)).+$"})
        }
        Kind::Words => json!({"type": "array", "items": words}),
        Kind::Patterns => json!({
            "type": "array",
            "items": {"type": "string", "pattern": r"^(?!~|.:)(?!!?(.*[/\\])?\.\.([/\\]|$)).+$"},
        }),
        // Keys of the collection's own are right too, so these are only offered.
        Kind::HeaderKeys => json!({
            "type": "array",
            "items": {"type": "string", "minLength": 1, "examples": header_keys()},
        }),
        Kind::Choice(choices) => one_of(choices.iter().filter(|choice| choice.built).map(told)),
        Kind::Class => one_of(classes().map(|class| (class.name(), class.about().to_owned()))),
        Kind::Way(_) => json!({"type": "string", "pattern": r"^\[.+\]$"}),
        Kind::Rules => {
            let properties: Map<_, _> = rules().collect();
            json!({
                "type": "object",
                "additionalProperties": false,
                "properties": properties,
            })
        }
        Kind::Table(keys) => table(keys),
        Kind::Named(keys) => json!({"type": "object", "additionalProperties": table(keys)}),
        Kind::Tables(keys) => json!({"type": "array", "items": table(keys)}),
    }
}

fn told(choice: &Choice) -> (&'static str, String) {
    (choice.name, choice.about.to_owned())
}

/// A word to choose, each with what it means.
fn one_of(choices: impl Iterator<Item = (&'static str, String)>) -> Value {
    let choices = choices.map(|(name, about)| json!({"const": name, "description": about}));
    json!({"oneOf": choices.collect::<Vec<_>>()})
}

fn rules() -> impl Iterator<Item = (String, Value)> {
    let all = [(ALL.to_owned(), "Every rule.".to_owned())];
    let groups = groups().into_iter().map(|group| {
        let about = format!("All rules of the group `{group}`.");
        (group.to_owned(), about)
    });
    let rules = RULES.iter().map(|rule| {
        let mut level = rule.severity.name().to_owned();
        if !rule.default {
            level = format!("off; {level} where it is switched on");
        }
        let about = format!("{}. By default: {level}.", Docs::of(rule).summary);
        (rule.name.to_owned(), about)
    });
    all.into_iter()
        .chain(groups)
        .chain(rules)
        .map(|(name, about)| {
            let mut level = one_of(LEVELS.iter().map(told));
            level["description"] = json!(about);
            (name, level)
        })
}

fn header_keys() -> Vec<&'static str> {
    let keys = Vocabulary::builtin().keys().iter();
    keys.map(|key| key.name.as_str()).collect()
}
