//! A gloss that also stands by itself, as a name.
//!
//! # Why
//!
//! A reader cannot tell whether `Altai` is the city of the gloss or the district of the text.
//!
//! # Example
//!
//! ```sigla
//! directly bordering the Altai District
//!
//! the capital of the district, Shara-Sume [Altai]
//!                                          ^^^^^ `Altai` explains `Shara-Sume` here and stands by itself elsewhere
//! ```
//!
//! # Fix
//!
//! If two places are meant, say which: `[Altai city]`. If it is one, call it by one name.
//!
//! # Source
//!
//! Linked Places Format: a name belongs to one place, a place may have many names.

use crate::model::concordance::{Manner, Topic};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, first, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/gloss-is-also-a-name",
    severity: Severity::Hint,
    default: true,
    fix: None,
    source: include_str!("gloss_is_also_a_name.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    let explaining = view
        .ways
        .iter()
        .filter(|way| way.manner() == Manner::Explaining);
    let Some(gloss) = first(explaining) else {
        return;
    };
    // `Ili [Yili]`: spellings of one name share a subject, and the other one is not meant.
    let form = gloss.occurrence.form;
    let Some(mention) = first(view.mentioned().filter(|way| way.form() == form)) else {
        return;
    };
    let range = view.range(gloss);
    if is_possessive(&view.text(range.clone())) {
        return;
    }
    let message = format!(
        "`{}` explains `{}` here and stands by itself elsewhere",
        shown(&view.text(range.clone())),
        shown(&view.text(view.partner(gloss)))
    );
    findings.push(
        Finding::new(&RULE, range, message)
            .related(view.range(mention), "it stands by itself here"),
    );
}

/// `the Chairman's [Younger's]`: a word is replaced, no name is explained.
fn is_possessive(gloss: &str) -> bool {
    gloss.ends_with("'s") || gloss.ends_with("’s")
}
