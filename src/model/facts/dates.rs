//! The dates of a block: what each means, its weekday, and whether it stands alone.

use std::ops::Range;

use super::Facts;
use crate::model::date::{self, Calendar, Date, Day, LONGEST_WEEKDAY, Order, Slip, Weekday};
use crate::model::parts::PartKind;

/// A date in the text, or what stands in the place of one. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Where it stands, without the weekday.
    pub range: Range<usize>,
    /// What it means, or why it means nothing.
    pub date: Result<Date, Slip>,
    /// In which order it is written.
    pub order: Order,
    /// In which calendar it is written; of the old style `date` is by the Julian calendar.
    pub calendar: Calendar,
    /// The weekday beside it.
    pub weekday: Option<(Range<usize>, Weekday)>,
    /// What is given beside it in parentheses as the same in the calendar of the West, and what that means.
    pub beside: Option<(Range<usize>, Date)>,
    /// Whose it is.
    pub stands: Stands,
}

/// Where a date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Among other words of the document.
    InText,
    /// On a line of its own, with at most a place before it.
    Alone,
    /// On a line that bears a role.
    InRole,
    /// In an editor's bracket or a footnote.
    InNote,
}

impl Dated {
    /// Whether no rule on a single block could find anything in it.
    pub(super) fn says_nothing(&self) -> bool {
        self.date.is_ok() && self.weekday.is_none() && self.beside.is_none()
    }

    /// The single day that it is.
    pub fn day(&self) -> Option<Day> {
        let date = self.date.as_ref().ok()?;
        (date.earliest() == date.latest()).then(|| date.earliest())
    }
}

/// The dates of a block outside of header, comments and raw TEI. Linear in the text.
pub(super) fn dates(text: &str, facts: &Facts) -> Vec<Dated> {
    let found = date::found(text);
    if found.is_empty() {
        return Vec::new();
    }
    let header = facts.header.iter().map(|header| &header.range);
    let mut unread = Reached::new(header.chain(&facts.comments));
    let mut brackets = Reached::new(facts.insertions.iter().map(|insertion| &insertion.range));
    let mut parts = facts
        .parts
        .iter()
        .filter(|part| !matches!(part.kind, PartKind::PageBreak | PartKind::Comment))
        .peekable();
    let mut part = None;
    let found = found.into_iter().filter_map(|found| {
        let start = found.range.start;
        while let Some(next) = parts.next_if(|next| next.range.start <= start) {
            part = Some(next.kind);
        }
        let stands = match part {
            _ if unread.holds(start) => return None,
            Some(PartKind::RawTei) => return None,
            _ if brackets.holds(start) => Stands::InNote,
            Some(PartKind::RoleLine) => Stands::InRole,
            Some(PartKind::Footnote) => Stands::InNote,
            Some(PartKind::Paragraph) if is_alone(text, &found.range) => Stands::Alone,
            _ => Stands::InText,
        };
        Some(Dated {
            weekday: weekday_at(text, &found.range),
            range: found.range,
            date: found.date,
            order: found.order,
            calendar: found.calendar,
            beside: None,
            stands,
        })
    });
    let mut dates: Vec<Dated> = found.collect();
    for index in 0..dates.len() {
        if is_of_another_calendar(&dates[index]) {
            dates[index].beside = beside(text, &dates, index);
        }
    }
    dates
}

fn is_of_another_calendar(dated: &Dated) -> bool {
    let western = [Calendar::Western, Calendar::Gregorian, Calendar::Julian];
    !western.contains(&dated.calendar)
}

/// The date or the year in parentheses behind one of another calendar, or before it if it stands in them itself.
fn beside(text: &str, dates: &[Dated], index: usize) -> Option<(Range<usize>, Date)> {
    const OPENING: [char; 4] = ['(', '[', '（', '〔'];
    const CLOSING: [char; 4] = [')', ']', '）', '〕'];
    let range = &dates[index].range;
    let western = |other: &Dated| {
        let is_new = matches!(other.calendar, Calendar::Western | Calendar::Gregorian);
        let date = other.date.as_ref().ok().filter(|_| is_new)?;
        Some((other.range.clone(), *date))
    };
    let opened = text[range.end..]
        .trim_start_matches(' ')
        .strip_prefix(OPENING);
    if let Some(inner) = opened {
        let start = text.len() - inner.len();
        let behind = dates
            .get(index + 1)
            .filter(|other| other.range.start == start);
        if let Some(other) = behind.filter(|other| text[other.range.end..].starts_with(CLOSING)) {
            return western(other);
        }
        return year_alone(text, start).filter(|(year, _)| {
            let rest = text[year.end..]
                .strip_prefix('年')
                .unwrap_or(&text[year.end..]);
            rest.starts_with(CLOSING)
        });
    }
    let closed = text[range.end..].starts_with(CLOSING);
    let before = text[..range.start]
        .strip_suffix(OPENING)
        .filter(|_| closed)?;
    let before = before.trim_end_matches(' ');
    if let Some(other) = index.checked_sub(1).and_then(|index| dates.get(index))
        && other.range.end == before.len()
    {
        return western(other);
    }
    let before = before.strip_suffix('年').unwrap_or(before);
    let start = before.len().checked_sub(4)?;
    let is_apart = before.is_char_boundary(start)
        && !before[..start]
            .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '–'));
    year_alone(before, start).filter(|_| is_apart)
}

/// Four figures that are a year of the West.
fn year_alone(text: &str, start: usize) -> Option<(Range<usize>, Date)> {
    let end = start + 4;
    let figures = text
        .get(start..end)
        .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let date = date::parse(figures).ok()?;
    Some((start..end, date)).filter(|_| figures.starts_with(['1', '2']))
}

/// Ranges in the order of their starts, asked about offsets that only grow.
struct Reached<'a, I: Iterator<Item = &'a Range<usize>>> {
    ranges: std::iter::Peekable<I>,
    end: usize,
}

impl<'a, I: Iterator<Item = &'a Range<usize>>> Reached<'a, I> {
    fn new(ranges: I) -> Self {
        Reached {
            ranges: ranges.peekable(),
            end: 0,
        }
    }

    fn holds(&mut self, offset: usize) -> bool {
        while let Some(range) = self.ranges.next_if(|range| range.start <= offset) {
            self.end = self.end.max(range.end);
        }
        offset < self.end
    }
}

/// Whether nothing stands on the line of a date but a place or weekday before it.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    const LONGEST_PLACE: usize = 48;
    let from = text.floor_char_boundary(range.start.saturating_sub(LONGEST_PLACE));
    let near = &text[from..range.start];
    let before = match near.rfind(['\n', '\r']) {
        Some(end) => &near[end + 1..],
        None if from == 0 => near,
        None => return false,
    };
    let before = before.trim();
    let behind = text[range.end..].trim_start_matches([' ', '\t', '\u{a0}', '.', ',', 'г']);
    (behind.is_empty() || behind.starts_with(['\n', '\r']))
        && (before.is_empty() || before.ends_with(',') && is_a_place(before))
}

/// Whether a place or weekday may be so called; what holds figures is a reference: `UFGA-26283, 28 October 1966`.
fn is_a_place(text: &str) -> bool {
    text.split_whitespace().count() <= 4 && !text.contains(|c: char| c.is_ascii_digit())
}

/// The weekday right before a date (`Tuesday, 3 May`, `Tuesday the 3rd of May`) or behind it (`3 May 1945, a Thursday`).
fn weekday_at(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Weekday)> {
    let before = text[..range.start].trim_end_matches(SPACE);
    let before = ["the", "den", "dem", "le", "el", "on"]
        .iter()
        .find_map(|article| {
            before
                .strip_suffix(article)
                .filter(|rest| rest.ends_with(SPACE))
        })
        .unwrap_or(before)
        .trim_end_matches([' ', '\u{a0}', ',', '.', '(', '\n']);
    let length: usize = (before.chars().rev().take(LONGEST_WEEKDAY + 1))
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let word = before.len() - length..before.len();
    if let Some(weekday) = date::weekday(&text[word.clone()]) {
        return Some((word, weekday));
    }
    if let Some((length, weekday)) = date::weekday_in_chinese(&text[range.end..]) {
        return Some((range.end..range.end + length, weekday));
    }
    let behind = text[range.end..].trim_start_matches([' ', '\u{a0}', ',', '(', '[']);
    let start = text.len() - behind.len();
    let length: usize = (behind.chars().take(LONGEST_WEEKDAY + 1))
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let word = start..start + length;
    // `on 3 May 1945 Monday's paper` speaks of another day.
    let is_set_off = start > range.end + 1
        && matches!(
            text[word.end..].chars().next(),
            None | Some(',' | '.' | ')' | ']' | '\n' | '\r')
        );
    date::weekday(&text[word.clone()])
        .filter(|_| is_set_off)
        .map(|weekday| (word, weekday))
}

const SPACE: [char; 3] = [' ', '\u{a0}', '\n'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>, Stands)]) {
        let document = Document::new(text);
        let block = document.blocks().last().expect("there is a block");
        let text = document.block_text(&block);
        let dates = block.block.facts.dates.iter();
        let found: Vec<_> = dates
            .map(|dated| {
                (
                    &text[dated.range.clone()],
                    dated.weekday.as_ref().map(|(_, weekday)| weekday.name()),
                    dated.stands,
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_date_knows_its_weekday_and_where_it_stands() {
        use Stands::*;
        check("Moscow, 29 April 1945\n", &[("29 April 1945", None, Alone)]);
        check(
            "Sunday, 29 April 1945.\n",
            &[("29 April 1945", Some("sunday"), Alone)],
        );
        check(
            "It was Sunday the 29 April 1945 and [3 May 1945]",
            &[
                ("29 April 1945", Some("sunday"), InText),
                ("3 May 1945", None, InNote),
            ],
        );
        check(
            "on 29 April 1945 (Sunday) we",
            &[("29 April 1945", Some("sunday"), InText)],
        );
        check(
            "on 29 April 1945 Sunday papers",
            &[("29 April 1945", None, InText)],
        );
        check(
            "@dateline 29 April 1945",
            &[("29 April 1945", None, InRole)],
        );
        check("---\ntitle: 29 April 1945\n---\n", &[]);
    }
}
