//! Rules on the dates of a document and of its header.

pub mod after_document;
pub mod calendars_disagree;
pub mod header_against_dateline;
pub mod impossible;
pub mod later_in_text;
pub mod truncated;
pub mod two_ways;
pub mod wrong_weekday;

use std::ops::Range;

use super::{DocumentView, Finding, Rule};
use crate::model::date::{Calendar, Day, calendar};
use crate::model::facts::{Dated, Stands};

/// Whether the editor says behind a date that it stands so in the source.
fn is_marked(text: &str, end: usize) -> bool {
    let behind = text[end..].trim_start_matches([' ', '\u{a0}', ',', '.']);
    let sign = behind.get(..4).unwrap_or_default();
    sign.eq_ignore_ascii_case("[sic") || behind.starts_with("[!") || behind.starts_with("[так")
}

/// What is later by more years is of the publication.
const FURTHEST: i32 = 50;

/// Single days that stand so and are later than the document, up to `most` of them in the order of the text. Passes over the
/// blocks whose summaries tell of none.
fn later(view: &DocumentView, stands: Stands, most: usize) -> Vec<(Range<usize>, Day)> {
    let Some(own) = &view.description().date else {
        return Vec::new();
    };
    let own = own.value.latest();
    if own == Day::MAX {
        return Vec::new();
    }
    let blocks = view.document.blocks_where(|sum| {
        let latest = match stands {
            Stands::Alone => sum.latest_alone,
            _ => sum.latest,
        };
        latest.is_some_and(|latest| latest > own)
    });
    let mut found = Vec::new();
    for at in blocks {
        for dated in &at.block.facts.dates {
            let Some(day) = dated.day().filter(|day| is_later(dated, *day, own)) else {
                continue;
            };
            if dated.stands == stands && day.year - own.year <= FURTHEST {
                found.push((at.lift(&dated.range), day));
            }
        }
        if found.len() >= most {
            break;
        }
    }
    found
}

/// Whether a day is later than the document, however its calendar is read: the header may count by the old style what the text
/// gives in both, and a month of the moon begins a day sooner or later.
fn is_later(dated: &Dated, day: Day, own: Day) -> bool {
    const BETWEEN_STYLES: i64 = 13;
    let doubt = match dated.calendar {
        Calendar::Gregorian | Calendar::Julian => BETWEEN_STYLES,
        other => other.doubt(),
    };
    day > own && (doubt == 0 || calendar::days_between(own, day).is_none_or(|days| days > doubt))
}

fn later_finding(rule: &'static Rule, view: &DocumentView, range: Range<usize>) -> Option<Finding> {
    let own = view.description().date.as_ref()?.range.clone();
    let message = format!(
        "`{}` is later than the document, which is of `{}`",
        view.document.slice(range.clone()),
        view.document.slice(own.clone())
    );
    Some(Finding::new(rule, range, message).related(own, "the document's date stands here"))
}

/// The days from one date to another; none where a year has more than four figures.
fn days_between(from: Day, to: Day) -> Option<i32> {
    let date = |day: Day| {
        jiff::civil::Date::new(
            i16::try_from(day.year).ok()?,
            i8::try_from(day.month).ok()?,
            i8::try_from(day.day).ok()?,
        )
        .ok()
    };
    Some(date(from)?.until(date(to)?).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::document::Document;
    use crate::rules::{Settings, check};

    #[test]
    fn a_wrong_date_of_the_header_is_found_once() {
        let text = "---\ntitle: A report\ndate: 1945-04-28\n---\n\n29 April 1945\n\nWe report.\n";
        let findings = check(&Document::new(text), &Arc::new(Settings::default()));
        let names = findings.iter().map(|it| it.rule.name);
        let of_dates: Vec<_> = names.filter(|name| name.starts_with("dates/")).collect();
        assert_eq!(of_dates, ["dates/header-against-dateline"]);
    }
}
