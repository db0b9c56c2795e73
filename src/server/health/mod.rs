//! What is right and wrong with an installation, in sentences for whoever uses it: for `sigla doctor` and the command
//! `sigla.doctor` of an editor.

pub(super) mod doctor;
pub(super) mod faults;
pub(super) mod hooks;
pub(super) mod log;

use serde::Serialize;

use crate::registers::gazetteer::Gazetteer;
use crate::rules::{Configuration, problems};

/// A thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// What was looked at, in a word or two.
    pub about: &'static str,
    /// Whether it is as it should be; none where it is only told.
    pub fine: Option<bool>,
    /// What was found.
    pub found: String,
    /// What to do; empty where nothing is.
    #[serde(rename = "do", skip_serializing_if = "String::is_empty")]
    pub advice: String,
}

impl Point {
    /// Something as it should be.
    pub fn good(about: &'static str, found: impl Into<String>) -> Point {
        Point {
            about,
            fine: Some(true),
            found: found.into(),
            advice: String::new(),
        }
    }

    /// Something that is neither right nor wrong.
    pub fn told(about: &'static str, found: impl Into<String>) -> Point {
        Point {
            fine: None,
            ..Point::good(about, found)
        }
    }

    /// Something that is wrong, and what to do about it.
    pub fn bad(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Point {
        Point {
            fine: Some(false),
            advice: advice.into(),
            ..Point::good(about, found)
        }
    }
}

/// The gazetteer in the program. Reads it all, in some milliseconds.
pub fn of_builtin() -> Point {
    const ABOUT: &str = "places";
    let (places, names) = Gazetteer::builtin().size();
    match Gazetteer::builtin().is_whole() {
        true => Point::good(
            ABOUT,
            format!("the built-in gazetteer is whole: {places} places, {names} names"),
        ),
        false => Point::bad(
            ABOUT,
            "the built-in gazetteer is damaged",
            "install Sigla anew",
        ),
    }
}

/// What a configuration has read until now: each `sigla.toml`, the registers beside it, the gazetteers that it names.
pub fn of_configuration(configuration: &Configuration) -> Vec<Point> {
    let mut points = Vec::new();
    let configs = configuration.files();
    if configs.is_empty() {
        points.push(Point::told(
            "configuration",
            "there is no sigla.toml here or above, so everything is as Sigla has it by itself",
        ));
    }
    for config in configs {
        let problems = problems(&config);
        if problems.is_empty() {
            points.push(Point::good(
                "configuration",
                format!("{} is followed", config.path.display()),
            ));
        }
        for problem in problems {
            let advice = match config.broken {
                true => "put it right; until then nothing in this file is followed",
                false => "put it right; the rest of the file is followed",
            };
            points.push(Point::bad("configuration", problem.to_string(), advice));
        }
    }
    for registers in configuration.registers() {
        for file in &registers.files {
            let left_out = file.problems.iter().filter(|it| it.left_out);
            let path = file.path.display();
            match left_out.clone().count() {
                0 => points.push(Point::good("registers", format!("{path} is read"))),
                count => {
                    let first = left_out
                        .map(|it| format!("line {}: {}", it.line, it.what))
                        .next();
                    points.push(Point::bad(
                        "registers",
                        format!("{path}: {count} rows are left out; {}", first.unwrap_or_default()),
                        "open the file in your editor, or run `sigla check`: each row says what is wrong in it",
                    ));
                }
            }
        }
        for gazetteer in &registers.unopened {
            points.push(Point::bad(
                "gazetteers",
                format!("{} is not asked: {}", gazetteer.written, gazetteer.why),
                "build it anew with `sigla gazetteer build`, or take its line out of sigla.toml",
            ));
        }
    }
    points
}
