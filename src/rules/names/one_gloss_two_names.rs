//! One gloss that stands for two different names.
//!
//! # Why
//!
//! A district and its capital often share a name in one language and not in the other. Without more than the gloss, a reader
//! cannot tell that two places are meant.
//!
//! # Example
//!
//! ```sigla
//! in Tarbagatai [Tacheng] and Altai Districts
//!
//! into the cities of Urumqi, Qoqek [Tacheng] and others
//!                                   ^^^^^^^ `Tacheng` glosses `Qoqek` here and `Tarbagatai` elsewhere
//! ```
//!
//! # Fix
//!
//! Say which is meant: `[Tacheng city]`, `[Tacheng District]`.
//!
//! # Source
//!
//! Linked Places Format: a name belongs to one place, a place may have many names.

use crate::model::concordance::{Entry, Topic};
use crate::rules::{Check, Finding, Rule, Severity, SubjectView, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/one-gloss-two-names",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("one_gloss_two_names.rs"),
    check: Check::Subject(Topic::Gloss, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    // Each form of a gloss is a name that it glosses.
    let mut glossed: Vec<&Entry> = view.ways.iter().map(|way| way.first).collect();
    glossed.sort_by_key(|entry| entry.place());
    let Some((first, others)) = glossed.split_first() else {
        return;
    };
    for entry in others {
        let here = view.text(view.partner(entry));
        let there = view.text(view.partner(first));
        if is_one_name(&here, &there) {
            continue;
        }
        let (range, elsewhere) = (view.range(entry), view.range(first));
        let message = format!(
            "`{}` glosses `{}` here and `{}` elsewhere",
            shown(&view.text(range.clone())),
            shown(&here),
            shown(&there)
        );
        let finding = Finding::new(&RULE, range, message);
        findings.push(finding.related(elsewhere, "the other one stands here"));
    }
}

/// Whether one is a longer form of the other (`the Tarbagatai District`), or an abbreviation (`Mr. S`, `H. Laurens`).
fn is_one_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let abbreviated = |name: &str| {
        let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
        name.ends_with('.') || name.split_whitespace().any(|word| letters(word) < 2)
    };
    one.contains(&other) || other.contains(&one) || abbreviated(&one) || abbreviated(&other)
}
