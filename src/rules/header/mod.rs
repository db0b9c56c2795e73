//! Rules on the header's form.

pub mod dates_contradict;
pub mod doubled_key;
pub mod malformed_date;
pub mod malformed_language;
pub mod missing_key;
pub mod strange_line;
pub mod unclosed;
pub mod unknown_key;
pub mod unknown_value;

use super::{BlockView, Edit, Finding, Rule};
use crate::model::header::plain;
use crate::model::malformed::Malformed;
use crate::vocabulary::Kind;

/// The key of the archival citation, which has rules of its own.
pub const SOURCE: &str = "source";

/// Reports every value of a kind that its reader refuses, with what the reader suggests.
fn malformed(
    rule: &'static Rule,
    block: &BlockView,
    kind: Kind,
    refuse: impl Fn(&str) -> Option<Malformed>,
    findings: &mut Vec<Finding>,
) {
    let Some(header) = block.facts.header.as_deref() else {
        return;
    };
    for field in &header.fields {
        let key = block
            .settings
            .vocabulary()
            .key(&block.text[field.key.clone()]);
        if key.is_none_or(|key| key.kind != kind) {
            continue;
        }
        for value in &field.values {
            if let Some(error) = refuse(&plain(&block.text[value.clone()])) {
                let finding = Finding::new(rule, value.clone(), error.message);
                findings.push(match error.suggestion {
                    Some(better) => finding.fix(
                        format!("Write `{better}`"),
                        [Edit::replace(value.clone(), better)],
                    ),
                    None => finding,
                });
            }
        }
    }
}
