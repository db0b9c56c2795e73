//! Dates of which some begin with the day and others with the month.
//!
//! # Why
//!
//! Whoever searches for a date must know how it is written. Often the second way is the web page's and not the document's.
//!
//! # Example
//!
//! ```sigla
//! Report of April 29, 1945
//!
//! They came on 3 May 1945.
//!              ^^^^^^^^^^ `3 May 1945` begins with the day, `April 29, 1945` with the month
//! ```
//!
//! # Fix
//!
//! Where the words are yours, write dates in one way. Where they are the source's, leave them.
//!
//! # Source
//!
//! *The Chicago Manual of Style*, 6.38: one order throughout.

use crate::model::date::Order;
use crate::rules::{Check, DocumentView, Finding, Rule, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "dates/two-ways",
    severity: Severity::Hint,
    default: false,
    fix: None,
    source: include_str!("two_ways.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let document = view.document;
    let first = |order| {
        let mut blocks = document.blocks_where(|sum| match order {
            Order::DayFirst => sum.day_first > 0,
            _ => sum.month_first > 0,
        });
        blocks.find_map(|at| {
            let mut dates = at.block.facts.dates.iter();
            let dated = dates.find(|dated| dated.order == order)?;
            Some(at.lift(&dated.range))
        })
    };
    let (Some(day), Some(month)) = (first(Order::DayFirst), first(Order::MonthFirst)) else {
        return;
    };
    let (one, other) = if day.start < month.start {
        ("day", "month")
    } else {
        ("month", "day")
    };
    let (earlier, later) = if one == "day" {
        (day, month)
    } else {
        (month, day)
    };
    let message = format!(
        "`{}` begins with the {other}, `{}` with the {one}",
        document.slice(later.clone()),
        document.slice(earlier.clone())
    );
    findings.push(
        Finding::new(&RULE, later, message).related(earlier, format!("here the {one} comes first")),
    );
}
