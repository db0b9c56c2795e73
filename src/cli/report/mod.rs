//! Reports: one file for each format in which `sigla check` tells what it found.

mod azure;
mod checkstyle;
mod concise;
mod github;
mod gitlab;
mod json;
mod junit;
mod outlets;
mod path;
mod rdjson;
mod sarif;
mod statistics;
mod summary;
mod text;
mod visible;
mod xml;

use std::io::{self, Write};

use clap::ValueEnum;
use ropey::Rope;

use super::style::Style;
use crate::rules::{Finding, Fingerprint, Severity};

pub(super) use outlets::{Outlets, Wanted, WantedParser};
pub(super) use summary::{Summary, number};
pub(super) use visible::visible;

/// A finding as it is reported.
#[derive(Clone, Debug)]
pub(super) struct Reported {
    pub finding: Finding,
    /// What it is known by in other versions of the file.
    pub fingerprint: Fingerprint,
}

/// What one file gave.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'a> {
    /// Its path as it was given or found.
    pub name: &'a str,
    /// Its text; may be empty where there are no findings.
    pub text: &'a Rope,
    /// In the order of the text.
    pub findings: &'a [Reported],
}

/// Writes a report while files are checked, and keeps none of them: `begin`, `file` for each in order, then `end`.
pub(super) trait Reporter {
    /// Writes what stands before all files.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what was found in a file, nothing included.
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands behind all files.
    fn end(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading, with the lines in question
    Text,
    /// For reading, a line for each finding
    Concise,
    /// For programs: one JSON array
    Json,
    /// For programs: a JSON object a line
    Jsonl,
    /// SARIF 2.1.0: code scanning of GitHub, viewers in editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality of GitLab
    Gitlab,
    /// Messages of Azure Pipelines
    Azure,
    /// Checkstyle XML: Jenkins and many others
    Checkstyle,
    /// JUnit XML: whatever shows the results of tests
    Junit,
    /// Reviewdog, as one object
    Rdjson,
    /// Reviewdog, an object a line
    Rdjsonl,
}

/// What reporters need to know beside what was found.
#[derive(Clone, Debug)]
pub(super) struct Manner {
    /// Colours, where the report is for reading.
    pub style: Style,
    /// The least severity that makes the command end with 1, if any does.
    pub least: Option<Severity>,
    /// Whether to count findings by rule in the place of showing them.
    pub statistics: bool,
}

impl Format {
    /// Its reporter; none where it has no form for statistics, and they are asked for.
    fn reporter(self, manner: Manner) -> Option<Box<dyn Reporter>> {
        if manner.statistics {
            return statistics::Statistics::of(self, manner.style)
                .map(|reporter| Box::new(reporter) as Box<dyn Reporter>);
        }
        Some(match self {
            Format::Text => Box::new(text::Text(manner.style)),
            Format::Concise => Box::new(concise::Concise(manner.style)),
            Format::Json => Box::new(json::Json::default()),
            Format::Jsonl => Box::new(json::Lines),
            Format::Sarif => Box::new(sarif::Sarif::default()),
            Format::Github => Box::new(github::Github),
            Format::Gitlab => Box::new(gitlab::Gitlab::default()),
            Format::Azure => Box::new(azure::Azure),
            Format::Checkstyle => Box::new(checkstyle::Checkstyle),
            Format::Junit => Box::new(junit::Junit {
                least: manner.least,
            }),
            Format::Rdjson => Box::new(rdjson::Rdjson::default()),
            Format::Rdjsonl => Box::new(rdjson::Lines),
        })
    }
}
