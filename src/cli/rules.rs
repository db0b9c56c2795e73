//! `sigla rules`: all that can be found.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::style::Style;
use super::{Format, Outcome, json};
use crate::rules::{Docs, RULES, Safety};

/// List all rules, with what each finds
#[derive(Args)]
pub(super) struct Rules {
    /// How to write the list
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Serialize)]
struct Rule {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    /// Whether it is on unless a collection says otherwise.
    default: bool,
    /// How far its most trustworthy fix can be trusted; null where it offers none.
    fix: Option<&'static str>,
    summary: String,
    /// All of the documentation, as Markdown.
    docs: String,
    fixable: bool,
}

impl Rules {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let Style { bold, .. } = style;
        let mut array = json::Array::default();
        for rule in RULES {
            let docs = Docs::of(rule);
            match self.format {
                Format::Text => {
                    let severity = style.severity(rule.severity);
                    let (name, level) = (rule.name, rule.severity.name());
                    writeln!(
                        out,
                        "{bold}{name:30}{bold:#} {severity}{level:11}{severity:#} {}",
                        docs.summary
                    )?;
                }
                Format::Json => {
                    let row = Rule {
                        name: rule.name,
                        group: rule.group(),
                        severity: rule.severity.name(),
                        default: rule.default,
                        fix: rule.fix.map(Safety::name),
                        summary: docs.summary,
                        docs: docs.markdown,
                        fixable: docs.fixable,
                    };
                    array.extend(&[json::object(&row)], out)?;
                }
            }
        }
        if self.format == Format::Json {
            array.finish(out)?;
        }
        Ok(Outcome::Done)
    }
}
