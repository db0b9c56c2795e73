//! Linked Places Format 1.3: GeoJSON with time, as a collection of features or a feature a line.
//!
//! Read leniently: older versions, and what the specification's own examples do, are read as what they mean. Told strictly: each
//! departure is a problem, with the feature's number and the path in it.

mod relations;
#[cfg(test)]
mod tests;
mod values;

use std::collections::HashSet;
use std::io::BufRead;

use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::features::{Features, Piece};
use super::lp_values::{country, kind};
use super::stream::{Item, Take, Unread, give, place};
use super::{Form, Problem, Read, Record};
use crate::registers::gazetteer::Years;
use crate::registers::tsv::shown;
use values::{at, label, text, years};

/// Reads a whole text. Every text is one; what is wrong with it is told.
pub fn read(text: &str) -> Read {
    let mut read = Read::default();
    let taken = stream(&mut text.as_bytes(), &mut |item| {
        match item {
            Item::Place { record, .. } => read.records.push(*record),
            Item::Problem(problem) => read.problems.push(problem),
            Item::Name(..) | Item::Link(..) => {}
        }
        std::ops::ControlFlow::Continue(())
    });
    // Reading from memory and taking all cannot fail.
    debug_assert!(taken.is_ok());
    read
}

/// Reads features one by one.
pub(super) fn stream(from: &mut impl BufRead, take: Take) -> Result<(), Unread> {
    let mut features = Features::new(from);
    let mut ids = HashSet::new();
    let mut number = 0;
    while let Some(piece) = features.next()? {
        number += 1;
        let mut feature = Feature {
            piece: &piece,
            number,
            problems: Vec::new(),
        };
        let record = feature.record(&mut ids);
        for problem in feature.problems {
            give(take, Item::Problem(problem))?;
        }
        if let Some(record) = record {
            give(take, place(record))?;
        }
    }
    if number == 0 {
        let problem = Problem {
            range: 0..0,
            line: 1,
            what: "there is no feature in the file".to_owned(),
            done: "a collection has them under `features`".to_owned(),
            left_out: false,
        };
        give(take, Item::Problem(problem))?;
    }
    Ok(())
}

/// A feature while it is read.
struct Feature<'a> {
    piece: &'a Piece,
    number: usize,
    problems: Vec<Problem>,
}

const READ_SO: &str = "it is read as if it were so";

impl Feature<'_> {
    fn tell(&mut self, path: &str, what: &str, done: &str, left_out: bool) {
        let piece = self.piece;
        let path = if path.is_empty() {
            String::new()
        } else {
            format!(" {path}")
        };
        self.problems.push(Problem {
            range: piece.start..piece.start + piece.bytes.len(),
            line: piece.line,
            what: format!("feature {}{path}: {what}", self.number),
            done: done.to_owned(),
            left_out,
        });
    }

    fn problem(&mut self, path: &str, what: &str, done: &str) {
        self.tell(path, what, done, false);
    }

    fn left_out(&mut self, what: &str, done: &str) {
        self.tell("", what, done, true);
    }

    fn record(&mut self, ids: &mut HashSet<u64>) -> Option<Record> {
        let value: Value = match serde_json::from_slice(&self.piece.bytes) {
            Ok(value) => value,
            Err(error) => {
                let mut what = format!("it is no JSON: {error}");
                // The reader counts from the feature's beginning.
                if let Some((reason, _)) = what.clone().rsplit_once(" at line ") {
                    let line = self.piece.line + error.line().saturating_sub(1);
                    what = format!("{reason} (line {line}, column {})", error.column());
                }
                self.left_out(&what, "the feature is left out");
                return None;
            }
        };
        let id = match ["@id", "id", "uri"]
            .into_iter()
            .find_map(|key| label(value.get(key)?))
        {
            Some(id) => id,
            None => {
                self.problem(
                    "",
                    "there is no `@id`",
                    "its number in the file stands for it",
                );
                format!("feature-{}", self.number)
            }
        };
        if !ids.insert(xxh3_64(id.as_bytes())) {
            let what = format!("`{}` is the `@id` of another feature already", shown(&id));
            self.left_out(&what, "the feature is left out; give it an id of its own");
            return None;
        }
        let nothing = Value::Null;
        let properties = value.get("properties").unwrap_or(&nothing);
        let mut names = self.names(&value);
        let title = text(properties.get("title")).or_else(|| text(value.get("title")));
        match title {
            Some(title) => put_first(&mut names, title),
            None if names.is_empty() => {
                self.left_out(
                    "there is no `properties.title`, and no name",
                    "the feature is left out",
                );
                return None;
            }
            None => self.problem(
                "properties.title",
                "it is missing",
                "the first name stands for it",
            ),
        }
        let types = self.types(&value);
        let classes = self.classes(properties);
        let (mut attested, source) = self.citations(&value);
        let when = value
            .get("when")
            .or(value.get("timespan"))
            .or(properties.get("when"));
        let years = when.map_or_else(Years::default, |when| years(self, "when", when));
        if when.is_none()
            && attested.is_none()
            && names.iter().all(|name| name.years == Years::default())
        {
            self.problem(
                "when",
                "no time is given for the place, nor for a name",
                "it is read as of all times",
            );
        }
        attested = attested.filter(|&year| year != 0);
        Some(Record {
            id,
            kind: kind(&classes, &types),
            types,
            countries: self.countries(properties, &value),
            parent: self.parent(&value),
            at: at(self, value.get("geometry")),
            years,
            links: self.links(&value),
            population: 0,
            description: self.description(&value),
            source,
            attested,
            range: self.piece.start..self.piece.start + self.piece.bytes.len(),
            names,
        })
    }

    fn names(&mut self, value: &Value) -> Vec<Form> {
        let mut names: Vec<Form> = Vec::new();
        for (at, name) in self.list(value, "names").into_iter().enumerate() {
            let path = format!("names[{at}]");
            let Some(form) = ["toponym", "name", "title"]
                .into_iter()
                .find_map(|key| text(name.get(key)))
            else {
                self.problem(&path, "there is no `toponym`", "the name is left out");
                continue;
            };
            let when = name.get("when").or(name.get("timespan"));
            let years = when.map_or_else(Years::default, |when| {
                years(self, &format!("{path}.when"), when)
            });
            let cited = self.cited(&path, &name);
            names.push(Form {
                form,
                language: text(name.get("lang")).or_else(|| text(name.get("language"))),
                years,
                source: cited.map_or_else(String::new, |cited| cited.0),
                ..Form::default()
            });
        }
        names
    }

    /// The first citation of a name: its words, and its year.
    fn cited(&mut self, path: &str, name: &Value) -> Option<(String, Option<i16>)> {
        let old = name.get("citation").filter(|it| !it.is_null());
        if old.is_some() && name.get("citations").is_none() {
            self.problem(
                &format!("{path}.citation"),
                "it is `citations`, a list",
                READ_SO,
            );
        }
        let first = match name.get("citations") {
            Some(Value::Array(all)) => all.first(),
            Some(one @ Value::Object(_)) => Some(one),
            _ => old,
        }?;
        let year = first.get("year").and_then(values::whole_year);
        Some((label(first).unwrap_or_default(), year))
    }

    /// The source of the whole feature, and the year in which a name is first attested.
    fn citations(&mut self, value: &Value) -> (Option<i16>, String) {
        let lists = [value.get("names"), value.get("citations")];
        let all = lists
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten();
        let cited = all.flat_map(|it| match it.get("citations").or(it.get("citation")) {
            Some(Value::Array(all)) => all.iter().collect(),
            Some(one) => vec![one],
            None => vec![it],
        });
        let (mut years, mut source) = (Vec::new(), String::new());
        for it in cited {
            years.extend(it.get("year").and_then(values::whole_year));
            if source.is_empty() && it.get("toponym").is_none() {
                source = label(it).unwrap_or_default();
            }
        }
        (years.into_iter().min(), source)
    }

    fn types(&mut self, value: &Value) -> Vec<String> {
        let mut types = Vec::new();
        for (at, it) in self.list(value, "types").into_iter().enumerate() {
            let labels = it.get("sourceLabels").and_then(Value::as_array);
            let sourced = labels.and_then(|labels| labels.iter().find_map(label));
            let named = sourced
                .or_else(|| text(it.get("label")))
                .or_else(|| text(it.get("sourceLabel")));
            let number = it.get("@id").or(it.get("identifier")).or(Some(&it));
            let bare = number.and_then(Value::as_u64);
            if bare.is_some() {
                let path = format!("types[{at}]");
                self.problem(
                    &path,
                    "its identifier is a bare number",
                    "it is read as one of the Art & Architecture Thesaurus",
                );
            }
            let known = named.or_else(|| bare.map(|number| format!("aat:{number}")));
            types.extend(
                known
                    .or_else(|| number.and_then(label))
                    .filter(|it| !types.contains(it)),
            );
        }
        types
    }

    fn classes(&mut self, properties: &Value) -> Vec<char> {
        let classes = match properties.get("fclasses").or(properties.get("fclass")) {
            Some(Value::Array(all)) => all.iter().filter_map(|it| text(Some(it))).collect(),
            Some(Value::String(one)) => vec![one.clone()],
            _ => Vec::new(),
        };
        if classes.is_empty() {
            self.problem(
                "properties.fclasses",
                "it is missing",
                "what the place is, its types say",
            );
        }
        let mut known = Vec::new();
        for class in classes {
            match class.trim() {
                letter @ ("A" | "H" | "L" | "P" | "R" | "S" | "T") => known.extend(letter.chars()),
                other => {
                    let what = format!("`{}` is no class of features", shown(other));
                    self.problem(
                        "properties.fclasses",
                        &what,
                        "it is left out; A, H, L, P, R, S and T are",
                    );
                }
            }
        }
        known
    }

    fn countries(&mut self, properties: &Value, value: &Value) -> Vec<String> {
        let keys = ["ccodes", "ccode", "countries"];
        let found = keys
            .into_iter()
            .find_map(|key| Some((key, properties.get(key).or(value.get(key))?)));
        let Some((key, written)) = found else {
            return Vec::new();
        };
        if key == "ccode" {
            self.problem("properties.ccode", "it is `ccodes`, a list", READ_SO);
        }
        let written: Vec<String> = match written {
            Value::Array(all) => all.iter().filter_map(|it| text(Some(it))).collect(),
            one => text(Some(one))
                .iter()
                .flat_map(|it| it.split([';', ',']))
                .map(str::to_owned)
                .collect(),
        };
        let mut countries = Vec::new();
        for code in written
            .iter()
            .map(|code| code.trim())
            .filter(|code| !code.is_empty())
        {
            match country(code) {
                Ok(code) => countries.push(code),
                Err((what, done)) => self.problem(&format!("properties.{key}"), &what, &done),
            }
        }
        countries
    }

    /// What is listed under a key; one that stands alone is a list of one.
    fn list(&mut self, value: &Value, key: &str) -> Vec<Value> {
        match value.get(key) {
            Some(Value::Array(all)) => all.clone(),
            None => Vec::new(),
            Some(Value::Null) => {
                self.problem(
                    key,
                    "it is `null`, not a list",
                    "it is read as an empty one",
                );
                Vec::new()
            }
            Some(Value::String(text)) if text.is_empty() => Vec::new(),
            Some(one) => {
                self.problem(key, "it is no list", "it is read as a list of one");
                vec![one.clone()]
            }
        }
    }
}

/// Makes the title the first name, with what a name of the same form says.
fn put_first(names: &mut Vec<Form>, title: String) {
    let known = names.iter().position(|name| name.form == title);
    let name = match known {
        Some(known) => names.remove(known),
        None => Form {
            form: title,
            ..Form::default()
        },
    };
    names.insert(0, name);
}
