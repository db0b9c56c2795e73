//! A comment that allows a rule that does not exist.
//!
//! # Why
//!
//! It allows nothing, though whoever wrote it believes that it does. `all` is no rule: it would hide what nobody has looked
//! at. And a rule on these comments cannot be allowed by one; `sigla.toml` switches it off.
//!
//! # Example
//!
//! ```sigla
//! %% sigla: allow brackets/emty — so in the draft
//!                 ^^^^^^^^^^^^^ `brackets/emty` is no rule; did you mean `brackets/empty`?
//! Drafted by Cde. [] in two copies
//! ```
//!
//! # Fix
//!
//! Write the rule that was meant.
//!
//! ```sigla
//! %% sigla: allow brackets/empty — so in the draft
//! Drafted by Cde. [] in two copies
//! ```
//!
//! # Source
//!
//! The list of rules in `docs/rules`.

use crate::collection::config::nearest;
use crate::rules::settings::named;
use crate::rules::suppression::allowable;
use crate::rules::{BlockView, Check, Edit, Finding, RULES, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "suppressions/unknown-rule",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("unknown_rule.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for allowance in &block.facts.allowances {
        if allowance.names.is_empty() {
            findings.push(Finding::new(
                &RULE,
                allowance.comment.clone(),
                "the comment names no rule to allow",
            ));
        }
        for name in &allowance.names {
            let written = &block.text[name.clone()];
            if allowable(written).is_some() {
                continue;
            }
            let found = |message| Finding::new(&RULE, name.clone(), message);
            if named(written).is_some() {
                findings.push(found(format!("`{written}` cannot be allowed by a comment")));
                continue;
            }
            let names = RULES.iter().map(|rule| rule.name);
            findings.push(match nearest(written, names) {
                Some(rule) => found(format!("`{written}` is no rule; did you mean `{rule}`?")).fix(
                    format!("Write `{rule}`"),
                    [Edit::replace(name.clone(), rule)],
                ),
                None => found(format!("`{written}` is no rule")),
            });
        }
    }
}
