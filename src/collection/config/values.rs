//! A TOML table read by the table of keys: what fits is kept with its place, what does not becomes a problem.

use std::path::{Component, Path};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{Choice, Key, Kind, LEVELS, classes};
use super::nearest::nearest;
use super::place::{Place, Placed, Problem};
use super::wording::{alternatives, elsewhere, kind_of, shown, under, wanted};
use crate::model::concordance::Habit;
use crate::model::document::Document;
use crate::vocabulary::Class;

/// What a table holds, by the names of its keys.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// Where the table stands.
    pub place: Place,
    values: Vec<(&'static str, Value)>,
}

#[derive(Debug)]
enum Value {
    Word(Placed<String>),
    Flag(bool),
    Words(Placed<Vec<Placed<String>>>),
    Levels(Vec<(Placed<String>, Placed<String>)>),
    Table(Values),
    Named(Vec<(Placed<String>, Values)>),
    Tables(Vec<Values>),
}

macro_rules! taking {
    ($($(#[$doc:meta])* $name:ident $variant:ident $type:ty;)*) => {
        impl Values {
            $($(#[$doc])*
            pub fn $name(&mut self, key: &str) -> Option<$type> {
                let at = self.values.iter().position(|(name, _)| *name == key)?;
                match self.values.swap_remove(at).1 {
                    Value::$variant(value) => Some(value),
                    _ => None,
                }
            })*
        }
    };
}

taking! {
    /// The word or words under a key.
    word Word Placed<String>;
    /// The yes or no under a key.
    flag Flag bool;
    /// The list under a key.
    words Words Placed<Vec<Placed<String>>>;
    /// The rules under a key, each with its level.
    levels Levels Vec<(Placed<String>, Placed<String>)>;
    /// The table under a key.
    table Table Values;
    /// The named tables under a key.
    named Named Vec<(Placed<String>, Values)>;
    /// The list of tables under a key.
    tables Tables Vec<Values>;
}

/// The reading of one file.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    /// The file.
    pub path: &'a Path,
    /// What it holds.
    pub text: &'a str,
    /// All that is wrong, in the order it was met.
    pub problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reports something wrong at these bytes.
    pub fn problem(&mut self, place: Place, message: String, suggestion: Option<String>) {
        self.problems.push(Problem {
            path: self.path.to_owned(),
            place,
            message,
            suggestion,
        });
    }

    /// Reads a table by its keys. `name` is how it is headed; empty for the whole file.
    pub fn table(&mut self, table: &Spanned<DeTable>, keys: &'static [Key], name: &str) -> Values {
        let mut values = Vec::new();
        for (written, value) in table.get_ref() {
            let place = Place::of(written.span(), self.text);
            match keys.iter().find(|key| key.name == written.get_ref()) {
                Some(key) => {
                    let value = self.value(value, key, &under(name, key.name));
                    values.extend(value.map(|value| (key.name, value)));
                }
                None => self.unknown(place, written.get_ref(), keys, name),
            }
        }
        Values {
            place: Place::of(table.span(), self.text),
            values,
        }
    }

    fn value(&mut self, value: &Spanned<DeValue>, key: &Key, name: &str) -> Option<Value> {
        let place = Place::of(value.span(), self.text);
        match (key.kind, value.get_ref()) {
            (Kind::Text, DeValue::String(text)) => {
                let text = self.filled(text, &place, name)?;
                Some(Value::Word(Placed { value: text, place }))
            }
            (Kind::Path, DeValue::String(text)) => {
                let text = self.filled(text, &place, name)?;
                let text = self.within(text, &place, Path::is_absolute)?;
                Some(Value::Word(Placed { value: text, place }))
            }
            (Kind::Choice(choices), DeValue::String(text)) => {
                let text = self.chosen(text, choices, &place, name)?;
                Some(Value::Word(Placed { value: text, place }))
            }
            (Kind::Class, DeValue::String(text)) => {
                let text = self.class(text, &place)?;
                Some(Value::Word(Placed { value: text, place }))
            }
            (Kind::Way(habit), DeValue::String(text)) => {
                let text = self.way(text, habit, &place)?;
                Some(Value::Word(Placed { value: text, place }))
            }
            (Kind::Flag, DeValue::Boolean(flag)) => Some(Value::Flag(*flag)),
            (Kind::Words | Kind::HeaderKeys | Kind::Patterns, DeValue::Array(items)) => {
                let mut words = Vec::new();
                for item in items {
                    let place = Place::of(item.span(), self.text);
                    let Some(text) = item.get_ref().as_str() else {
                        self.wrong_kind(place, item.get_ref(), "words in quotes", name);
                        continue;
                    };
                    let text = self.filled(text, &place, name);
                    let text = match key.kind {
                        // A pattern that begins with `/` begins at the folder of sigla.toml.
                        Kind::Patterns => {
                            text.and_then(|text| self.within(text, &place, |_| false))
                        }
                        _ => text,
                    };
                    words.extend(text.map(|value| Placed { value, place }));
                }
                Some(Value::Words(Placed {
                    value: words,
                    place,
                }))
            }
            (Kind::Rules, DeValue::Table(rules)) => {
                let levels = rules.iter().filter_map(|(rule, level)| {
                    let level = self.level(level, rule.get_ref())?;
                    let place = Place::of(rule.span(), self.text);
                    let value = rule.get_ref().clone().into_owned();
                    Some((Placed { value, place }, level))
                });
                Some(Value::Levels(levels.collect()))
            }
            (Kind::Table(keys), DeValue::Table(table)) => {
                let table = Spanned::new(value.span(), table.clone());
                Some(Value::Table(self.table(&table, keys, name)))
            }
            (Kind::Named(keys), DeValue::Table(table)) => {
                let mut named = Vec::new();
                for (own, value) in table {
                    let own = Placed {
                        value: own.get_ref().clone().into_owned(),
                        place: Place::of(own.span(), self.text),
                    };
                    match value.get_ref() {
                        DeValue::Table(table) => {
                            let table = Spanned::new(value.span(), table.clone());
                            let values = self.table(&table, keys, &under(name, &own.value));
                            named.push((own, values));
                        }
                        other => {
                            let place = Place::of(value.span(), self.text);
                            let name = under(name, &own.value);
                            self.wrong_kind(place, other, "a table", &name);
                        }
                    }
                }
                Some(Value::Named(named))
            }
            (Kind::Tables(keys), DeValue::Array(items)) => {
                let mut tables = Vec::new();
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(table) => {
                            let table = Spanned::new(item.span(), table.clone());
                            tables.push(self.table(&table, keys, name));
                        }
                        other => {
                            let place = Place::of(item.span(), self.text);
                            self.wrong_kind(place, other, "a table", name);
                        }
                    }
                }
                Some(Value::Tables(tables))
            }
            (kind, other) => {
                self.wrong_kind(place, other, wanted(kind), name);
                None
            }
        }
    }

    fn unknown(&mut self, place: Place, written: &str, keys: &'static [Key], table: &str) {
        let message = match table {
            "" => format!("`{written}` is no key of sigla.toml"),
            table => format!("`{written}` is no key of `[{table}]`"),
        };
        let near = nearest(written, keys.iter().map(|key| key.name));
        let suggestion = match near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => elsewhere(written, table),
        };
        self.problem(place, message, suggestion);
    }

    fn wrong_kind(&mut self, place: Place, value: &DeValue, wanted: &str, name: &str) {
        let written = shown(&self.text[place.range.clone()]);
        let message = format!(
            "`{name}` is {wanted}, not the {} `{written}`",
            kind_of(value)
        );
        // A word where a list is wanted is a list of one.
        let suggestion = (value.is_str() && wanted.starts_with("a list"))
            .then(|| format!("write `[{written}]`"));
        self.problem(place, message, suggestion);
    }

    fn filled(&mut self, text: &str, place: &Place, name: &str) -> Option<String> {
        if text.trim().is_empty() {
            let suggestion = "fill it in, or delete it".to_owned();
            self.problem(
                place.clone(),
                format!("`{name}` has an empty value"),
                Some(suggestion),
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// A path or pattern that stays in the collection.
    fn within(
        &mut self,
        text: String,
        place: &Place,
        is_absolute: fn(&Path) -> bool,
    ) -> Option<String> {
        let path = text.trim_start_matches('!').replace('\\', "/");
        let path = Path::new(&path);
        let leads_out = path.components().any(|part| part == Component::ParentDir)
            || is_absolute(path)
            || path.starts_with("~")
            // A drive of Windows, on whatever system this is read.
            || text.chars().nth(1) == Some(':');
        if leads_out {
            self.problem(
                place.clone(),
                format!("`{text}` leads out of the collection"),
                Some("name something below the folder of sigla.toml, relative to it".to_owned()),
            );
            return None;
        }
        Some(text)
    }

    fn chosen(
        &mut self,
        text: &str,
        choices: &[Choice],
        place: &Place,
        name: &str,
    ) -> Option<String> {
        let found = choices.iter().find(|choice| choice.name == text);
        if found.is_some_and(|choice| choice.built) {
            return Some(text.to_owned());
        }
        let built = choices.iter().filter(|choice| choice.built);
        let built: Vec<_> = built.map(|choice| choice.name).collect();
        let name = name.rsplit('.').next().unwrap_or(name);
        let message = match found {
            Some(_) => format!("`{text}` is planned, but this version of sigla cannot do it yet"),
            None => format!("`{text}` is no {name}"),
        };
        let near = nearest(text, built.iter().copied()).filter(|_| found.is_none());
        let suggestion = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", alternatives(&built)),
        };
        self.problem(place.clone(), message, Some(suggestion));
        None
    }

    fn class(&mut self, text: &str, place: &Place) -> Option<String> {
        if classes().any(|class| class.name() == text) {
            return Some(text.to_owned());
        }
        let suggestion = match nearest(text, classes().map(Class::name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let names: Vec<_> = classes().map(Class::name).collect();
                format!("write {}", alternatives(&names))
            }
        };
        let message = format!("`{text}` is no class that a label can state");
        self.problem(place.clone(), message, Some(suggestion));
        None
    }

    /// The text, if others of its kind may be written so.
    fn way(&mut self, text: &str, habit: Habit, place: &Place) -> Option<String> {
        let (class, such_as) = match habit {
            Habit::Omission => (Some(Class::Omission), "`[...]`, `[. . .]` or `[…]`"),
            Habit::Blank => (Some(Class::Blank), "`[blank]`, `[left blank]` or `[leer]`"),
            Habit::Numero => (None, "`№`, `Nº`, `No.`, `Nr.` or `N`"),
            _ => (Some(Class::Sic), "`[sic]`, `[SIC]` or `[sic!]`"),
        };
        if let Some(class) = class {
            self.bracket(text, class, place)?;
        }
        if habit.knows(text.trim_start_matches('[').trim_end_matches(']')) {
            return Some(text.to_owned());
        }
        let message = format!("`{text}` cannot stand for all others of its kind");
        self.problem(place.clone(), message, Some(format!("write {such_as}")));
        None
    }

    /// The text, if the rule table of brackets takes it for one of that class.
    fn bracket(&mut self, text: &str, class: Class, place: &Place) -> Option<String> {
        let document = Document::new(&format!("the words {text} and others\n"));
        let block = document.block(0).map(|block| &block.block.facts.insertions);
        let found = block.and_then(|insertions| insertions.first());
        let whole = |range: &std::ops::Range<usize>| *range == (10..10 + text.len());
        match found.filter(|found| whole(&found.range)) {
            Some(found) if found.judgement.class == class => return Some(text.to_owned()),
            Some(found) => {
                let message = format!(
                    "`{text}` is read as {}, not as {class}",
                    found.judgement.class
                );
                let suggestion = format!("write a bracket that says {}", class.about());
                self.problem(place.clone(), message, Some(suggestion));
            }
            None => {
                let message = format!("`{text}` is not one bracket");
                let suggestion = "write it with its brackets, such as `[sic]`".to_owned();
                self.problem(place.clone(), message, Some(suggestion));
            }
        }
        None
    }

    fn level(&mut self, level: &Spanned<DeValue>, rule: &str) -> Option<Placed<String>> {
        let place = Place::of(level.span(), self.text);
        match level.get_ref() {
            DeValue::String(text) => {
                let value = self.chosen(text, LEVELS, &place, "level of a rule")?;
                Some(Placed { value, place })
            }
            DeValue::Boolean(flag) => {
                let word = if *flag { "on" } else { "off" };
                let suggestion = format!("write `\"{rule}\" = \"{word}\"`");
                let message = format!("`{flag}` is no level of a rule");
                self.problem(place, message, Some(suggestion));
                None
            }
            DeValue::Table(_) if !rule.contains('/') => {
                let message = format!("`{rule}` holds a table, not a level");
                let suggestion =
                    format!("write the rule's whole name in quotes: `\"{rule}/…\" = \"off\"`");
                self.problem(place, message, Some(suggestion));
                None
            }
            other => {
                self.wrong_kind(place, other, "off, on or a severity in quotes", rule);
                None
            }
        }
    }
}
