//! Code quality of GitLab, <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use std::io::{self, Write};

use serde_json::json;

use super::{File, Reporter, Summary, path};
use crate::cli::json::Array;
use crate::cli::place::Span;
use crate::rules::Severity;

#[derive(Default)]
pub(super) struct Gitlab(Array);

impl Reporter for Gitlab {
    fn file(&mut self, file: &File, out: &mut dyn Write) -> io::Result<()> {
        let path = path::relative(file.name);
        for reported in file.findings {
            let finding = &reported.finding;
            let Span { start, end } = Span::of(file.text, &finding.range);
            let issue = json!({
                "type": "issue",
                "check_name": finding.rule.name,
                "description": &finding.message,
                "categories": ["Style"],
                "severity": severity(finding.severity),
                // GitLab compares reports by it, and takes one finding of several with the same.
                "fingerprint": reported.fingerprint.in_file(&path).to_string(),
                "location": {
                    "path": &path,
                    "positions": {
                        "begin": { "line": start.line, "column": start.column },
                        "end": { "line": end.line, "column": end.column },
                    },
                },
            });
            self.0.extend(&[issue.to_string()], out)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        std::mem::take(&mut self.0).finish(out)
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Information | Severity::Hint => "info",
    }
}
