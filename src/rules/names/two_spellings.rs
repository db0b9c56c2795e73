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

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::concordance::{Entry, Manner, Topic, Way};
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
    // As a gloss, the editor spells the other name on purpose; who writes it by itself means that one.
    let glosses = view
        .ways
        .iter()
        .filter(|way| way.manner() == Manner::Explaining);
    let glosses: Vec<u64> = glosses.map(Way::form).collect();
    if view.explained().next().is_none() {
        return;
    }
    let by_itself = view
        .mentioned()
        .filter(|way| !glosses.contains(&way.form()));
    let mut spellings: HashMap<u64, (usize, &Entry)> = HashMap::new();
    for way in view.explained().chain(by_itself) {
        let spelling = spellings.entry(way.form()).or_insert((0, way.first));
        spelling.0 += way.count();
        spelling.1 = spelling.1.earlier(way.first);
    }
    let usual = (spellings.values()).max_by_key(|(count, first)| (*count, Reverse(first.place())));
    let Some((_, usual)) = usual.filter(|_| spellings.len() > 1) else {
        return;
    };
    let elsewhere = view.range(usual);
    let right = view.text(elsewhere.clone());
    let mut others: Vec<&Entry> = spellings.values().map(|(_, first)| *first).collect();
    others.retain(|first| first.occurrence.form != usual.occurrence.form);
    others.sort_by_key(|first| first.place());
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
