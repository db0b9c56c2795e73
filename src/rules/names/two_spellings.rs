//! One name in two spellings.
//!
//! # Why
//!
//! A reader takes them for two places or two persons, and a search finds half of the passages.
//!
//! # Example
//!
//! ```sigla
//! in Tarbagatai [Tacheng] and Altai Districts
//!
//! in the Tarbaghatai [Tacheng] District
//!        ^^^^^^^^^^^ `Tarbaghatai` is spelled `Tarbagatai` elsewhere
//! ```
//!
//! # Fix
//!
//! If the translation slipped, spell it as elsewhere. If the source itself has both, say so: `Tarbaghatai [sic]`.
//!
//! ```sigla
//! in Tarbagatai [Tacheng] and Altai Districts
//!
//! in the Tarbagatai [Tacheng] District
//! ```
//!
//! # Source
//!
//! ISAAR (CPF) 5.1: one authorised form of a name, the others as variants; the practice of documentary editions.

use std::collections::HashMap;

use crate::model::concordance::{Entry, Manner, Topic};
use crate::rules::{Check, Edit, Finding, Rule, Safety, Severity, SubjectView, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "names/two-spellings",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Unsafe),
    source: include_str!("two_spellings.rs"),
    check: Check::Subject(Topic::Name, check),
};

fn check(view: &SubjectView, findings: &mut Vec<Finding>) {
    // Where a gloss stands, the editor spells the other name on purpose; who writes it by itself means that one.
    let explains = |entry: &&Entry| entry.occurrence.manner == Manner::Explaining;
    let glosses: Vec<u64> = view
        .entries
        .iter()
        .filter(explains)
        .map(|entry| entry.occurrence.form)
        .collect();
    let written = || {
        let by_itself = view
            .mentioned()
            .filter(|entry| !glosses.contains(&entry.occurrence.form));
        view.explained().map(|(entry, _)| entry).chain(by_itself)
    };
    if view.explained().next().is_none() {
        return;
    }
    let mut forms: HashMap<u64, (usize, &Entry)> = HashMap::new();
    for entry in written() {
        let form = forms.entry(entry.occurrence.form).or_insert((0, entry));
        form.0 += 1;
        if entry.block < form.1.block {
            form.1 = entry;
        }
    }
    if forms.len() < 2 {
        return;
    }
    let usual = forms
        .iter()
        .max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(view.range(first).start)));
    let Some((&usual, (_, elsewhere))) = usual else {
        return;
    };
    let elsewhere = view.range(elsewhere);
    let right = view.text(elsewhere.clone());
    let mut others: Vec<&Entry> = (forms.iter())
        .filter(|(form, _)| **form != usual)
        .map(|(_, (_, first))| *first)
        .collect();
    others.sort_by_key(|entry| view.range(entry).start);
    for entry in others {
        let range = view.range(entry);
        let here = view.text(range.clone());
        if differ_in_case_only(&here, &right) || is_short(&here) {
            continue;
        }
        let message = format!(
            "`{}` is spelled `{}` elsewhere",
            shown(&here),
            shown(&right)
        );
        findings.push(
            Finding::new(&RULE, range.clone(), message)
                .related(elsewhere.clone(), "the other spelling stands here")
                .fix(
                    format!("Spell it `{}`", shown(&right)),
                    [Edit::replace(range, right.clone())],
                )
                .rated(Safety::Unsafe),
        );
    }
}

/// A name in capitals is no other spelling.
fn differ_in_case_only(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Short words that differ in a letter are mostly two names: `Wan` and `Van`.
fn is_short(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() < 4
}
