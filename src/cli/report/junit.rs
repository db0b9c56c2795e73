//! JUnit's XML, <https://github.com/testmoapp/junitxml>: each file a suite, each finding a test.
//!
//! A finding that counts (`--fail-on`) is a test that failed; one that does not is a test that passed and printed
//! something, so that a server that reads the report comes to the same end as the exit code.

use std::io::{self, Write};

use super::{File, Reported, Reporter, Summary, path, xml};
use crate::cli::place::Place;
use crate::rules::Severity;

pub(super) struct Junit {
    /// The least severity that counts, if any does.
    pub least: Option<Severity>,
}

impl Reporter for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        xml::declare(out)?;
        xml::element(out, "testsuites", &[("name", "sigla")], true)?;
        writeln!(out)
    }

    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let path = path::relative(file.name);
        let failures = file
            .findings
            .iter()
            .filter(|reported| self.counts(reported));
        suite(out, &path, file.findings.len(), failures.count(), 0)?;
        if file.findings.is_empty() {
            let attributes = [("name", "nothing found"), ("classname", &path)];
            xml::element(out, "testcase", &attributes, false)?;
            writeln!(out)?;
        }
        for reported in file.findings {
            self.case(file, &path, reported, out)?;
        }
        xml::close(out, "testsuite")
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if !summary.problems.is_empty() {
            let count = summary.problems.len();
            suite(out, "files that could not be read", count, 0, count)?;
            for problem in &summary.problems {
                let attributes = [("name", problem.as_str()), ("classname", "sigla")];
                xml::element(out, "testcase", &attributes, true)?;
                let attributes = [("type", "unreadable"), ("message", problem)];
                xml::element(out, "error", &attributes, false)?;
                xml::close(out, "testcase")?;
            }
            xml::close(out, "testsuite")?;
        }
        xml::close(out, "testsuites")
    }
}

impl Junit {
    fn counts(&self, reported: &Reported) -> bool {
        self.least
            .is_some_and(|least| reported.finding.severity >= least)
    }

    fn case(
        &self,
        file: &File,
        path: &str,
        reported: &Reported,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let finding = &reported.finding;
        let Place { line, column } = Place::of(file.text, finding.range.start);
        let name = format!("{} at {line}:{column}", finding.rule.name);
        let attributes = [
            ("name", name.as_str()),
            ("classname", path),
            ("file", path),
            ("line", &line.to_string()),
        ];
        xml::element(out, "testcase", &attributes, true)?;
        let place = format!("{path}:{line}:{column}: {}", finding.message);
        if self.counts(reported) {
            let attributes = [
                ("type", finding.severity.name()),
                ("message", finding.message.as_str()),
            ];
            xml::element(out, "failure", &attributes, true)?;
            xml::text(out, &place)?;
            out.write_all(b"</failure>")?;
        } else {
            xml::element(out, "system-out", &[], true)?;
            xml::text(out, &format!("{} {place}", finding.severity.name()))?;
            out.write_all(b"</system-out>")?;
        }
        xml::close(out, "testcase")
    }
}

/// Begins a suite. One without findings has a test that says so, for readers that take an empty one for an error.
fn suite(
    out: &mut dyn Write,
    name: &str,
    tests: usize,
    failures: usize,
    errors: usize,
) -> io::Result<()> {
    let attributes = [
        ("name", name.to_owned()),
        ("tests", tests.max(1).to_string()),
        ("failures", failures.to_string()),
        ("errors", errors.to_string()),
        ("skipped", "0".to_owned()),
    ];
    let attributes = attributes
        .each_ref()
        .map(|(key, value)| (*key, value.as_str()));
    xml::element(out, "testsuite", &attributes, true)?;
    writeln!(out)
}
