//! A weekday that the date beside it did not have.
//!
//! # Why
//!
//! One of the two is wrong, and the weekday often shows which figure of the date is misread.
//!
//! # Example
//!
//! ```sigla
//! They met on Monday, 29 April 1945.
//!             ^^^^^^ `29 April 1945` was a Sunday
//! ```
//!
//! # Fix
//!
//! Compare the source. If it says so, put `[sic]` behind the date or the weekday.
//!
//! # Source
//!
//! Meeus, *Astronomical Algorithms*, chapter 7. Before 1924 the weekday of the Julian calendar is right too, unless the style is
//! said (`O.S.`, `15 (28) August`); before 1753, when the year itself began in January or in March, nothing is reported. Of a
//! Hijri date the days beside it are right too, since its months began when the moon was seen.

use super::is_marked;
use crate::model::date::{Calendar, Weekday};
use crate::rules::{BlockView, Check, Finding, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/wrong-weekday",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("wrong_weekday.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for dated in &block.facts.dates {
        let (Some(day), Some((range, weekday))) = (dated.day(), &dated.weekday) else {
            continue;
        };
        let is_marked = |end| is_marked(block.text, end);
        if weekday.may_be(day, dated.calendar) || is_marked(dated.range.end) || is_marked(range.end)
        {
            continue;
        }
        let (gregorian, julian) = Weekday::of(day);
        let name = match dated.calendar {
            Calendar::Julian => julian.name(),
            _ => gregorian.name(),
        };
        let message = format!(
            "`{}` was a {}{}",
            shown(&block.text[dated.range.clone()]),
            name[..1].to_uppercase(),
            &name[1..]
        );
        findings.push(Finding::new(&RULE, range.clone(), message));
    }
}
