//! A date in two calendars that is not the same day in both.
//!
//! # Why
//!
//! Whoever put the second date beside the first reckoned wrong, or one of them is misread. A reader who follows one looks for the
//! document under another day.
//!
//! # Example
//!
//! ```sigla
//! They met on 7 Muharram 1365 (12 December 1946).
//!                              ^^^^^^^^^^^^^^^^ `7 Muharram 1365` is 12 December 1945
//! ```
//!
//! # Fix
//!
//! Compare the source. If it says so, put `[sic]` behind the date.
//!
//! # Source
//!
//! The arithmetic of the calendars, by ICU (after Reingold and Dershowitz, *Calendrical Calculations*); of the French Republic by the
//! almanacs. The months of the Hijri year began when the moon was seen, so that a day more or less is not reported. A date in
//! old and new style, such as `15 (28) August 1914`, is checked by `dates/impossible`.

use super::is_marked;
use crate::model::date::calendar::{Calendar, days_between, in_calendar};
use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/calendars-disagree",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("calendars_disagree.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for dated in &block.facts.dates {
        let (Ok(date), Some((range, beside))) = (&dated.date, &dated.beside) else {
            continue;
        };
        let doubt = dated.calendar.doubt();
        let later = |one, other| days_between(one, other).is_some_and(|days| days > doubt);
        let apart =
            later(date.latest(), beside.earliest()) || later(beside.latest(), date.earliest());
        if !apart || is_marked(block.text, range.end) || is_marked(block.text, dated.range.end) {
            continue;
        }
        let name = |day| in_calendar(day, Calendar::Gregorian).unwrap_or_default();
        let (from, to) = (date.earliest(), date.latest());
        let meant = match from == to {
            true => name(from),
            false => format!("from {} to {}", name(from), name(to)),
        };
        let written = shown(&block.text[dated.range.clone()]);
        let message = format!("`{written}` is {meant}");
        findings.push(Finding::new(&RULE, range.clone(), message));
    }
}
