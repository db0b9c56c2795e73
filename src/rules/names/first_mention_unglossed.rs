//! A name that is glossed, but only after it has stood without its gloss.
//!
//! # Why
//!
//! Whoever meets the old name for the first time needs the other one there, not a page later.
//!
//! # Example
//!
//! ```sigla
//! actions are being noted in Aksu and Kashgar
//!                            ^^^^ `Aksu` is glossed as `Akesu` only further on
//!
//! to spread the movement to the Aksu [Akesu] District
//! ```
//!
//! # Fix
//!
//! Put the gloss behind the first mention. Whether the later one stays is for you to say.
//!
//! ```sigla
//! actions are being noted in Aksu [Akesu] and Kashgar
//!
//! to spread the movement to the Aksu [Akesu] District
//! ```
//!
//! # Source
//!
//! TEI P5, 13.2.1, "Referring strings"; the practice of documentary editions: a name is explained where it first occurs.

use crate::model::concordance::Topic;
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/first-mention-unglossed",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("first_mention_unglossed.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let (Some(glossed), Some(mentioned)) = (first(view.explained()), first(view.mentioned()))
    else {
        return;
    };
    if glossed.place() < mentioned.place() {
        return;
    }
    let (name, gloss) = (view.range(mentioned), view.partner(glossed));
    let written = view.text(gloss.clone());
    let message = format!(
        "`{}` is glossed as `{}` only further on",
        shown(&view.text(name.clone())),
        shown(&written)
    );
    findings.push(
        Finding::new(&RULE, name.clone(), message)
            .related(gloss, "the gloss stands here")
            .fix(
                format!("Gloss it here: [{}]", shown(&written)),
                [Edit::insert(name.end, format!(" [{written}]"))],
            ),
    );
}
