//! What stands around a name: the words before and behind it, and what parts them from it.

use std::ops::Range;

use super::cues::{SHORT_LANDS, UNITS};
use crate::model::brackets::lexicon::{MONTHS, has};

/// What stands between a word and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space.
    Space,
    /// A comma.
    Comma,
    /// The end of a sentence, of a short line, or of the block.
    Stop,
    /// Any other sign.
    Sign,
}

/// The words around a name. An empty word is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// The word before it.
    pub before: &'a str,
    /// What parts them.
    pub gap_before: Gap,
    /// The word before that, if nothing but a space parts the two.
    pub second_before: &'a str,
    /// The word behind it.
    pub behind: &'a str,
    /// What parts them.
    pub gap_behind: Gap,
    /// Whether an article stands before it, which is passed over.
    pub has_article: bool,
    /// Whether the name is possessive.
    pub is_possessive: bool,
    /// Whether a date follows, as in `Annapolis 18th Sept.`; behind a full stop only where the name begins its line.
    pub begins_a_date: bool,
    /// Whether it is an abbreviation before another name: `Chas. Thomson`.
    pub is_abbreviated: bool,
    /// Whether it begins its line, or follows a salutation.
    pub begins_line: bool,
    /// Whether an abbreviated state follows: `Hillsborough, N.C.`
    pub is_in_a_state: bool,
    /// Whether a letter is named after it: `Henry to Bryan, February 26`.
    pub is_sender: bool,
}

/// A line that is shorter ends where its writer wanted it to.
const SHORT_LINE: usize = 40;

impl<'a> Around<'a> {
    pub fn of(text: &'a str, range: &Range<usize>) -> Around<'a> {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let (word, gap_before) = last_word(before, text, range.start);
        let second = match word.is_empty() {
            true => "",
            false => {
                let at = word.as_ptr().addr() - text.as_ptr().addr();
                match last_word(&text[..at], text, at) {
                    (second, Gap::Space) => second,
                    _ => "",
                }
            }
        };
        // An article says nothing: `in the Altai District`.
        let has_article = matches!(word, "the" | "The") && gap_before == Gap::Space;
        let (word, gap_before, second) = match has_article {
            true => before_article(text, word),
            false => (word, gap_before, second),
        };
        let (next, gap_behind) = first_word(behind);
        let is_possessive = ["'s", "’s", "'", "’"]
            .iter()
            .any(|it| behind.starts_with(it));
        let is_salutation = ["Sir", "Sirs", "Gentlemen", "Madam", "Honble"].contains(&word)
            || matches!(second, "Dear" | "dear" | "Hond" | "Honored");
        let begins_line = is_salutation
            || before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
            || before.trim().is_empty();
        let date = behind.trim_start_matches([' ', ',']);
        let date = if begins_line {
            date.trim_start_matches(['.', ' '])
        } else {
            date
        };
        let comma = behind.starts_with(',') && !begins_line;
        let until = date
            .char_indices()
            .nth(LONGEST_DATE)
            .map_or(date.len(), |(at, _)| at);
        let is_short = text[range.clone()].chars().count() <= 5;
        let next_is_name = behind
            .strip_prefix(". ")
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        Around {
            before: word,
            gap_before,
            second_before: second,
            behind: next,
            gap_behind,
            has_article,
            is_possessive,
            begins_a_date: !comma && behind.len() > date.len() && is_date(&date[..until]),
            is_abbreviated: is_short && next_is_name,
            begins_line,
            is_sender: is_sender(behind),
            is_in_a_state: is_in_a_state(behind),
        }
    }
}

/// What may stand before a date.
const DAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";

/// A date is looked for so many characters behind a name.
const LONGEST_DATE: usize = 24;

/// Whether a text begins with a day and a month, in either order and however short: `18t May`, `July 1st.`, `Octr. 23d`.
fn is_date(text: &str) -> bool {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| has(DAYS, word));
    let (Some(one), Some(other)) = (words.next(), words.next()) else {
        return false;
    };
    let is_day = |word: &str| {
        let figures = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=2).contains(&figures) && word[figures..].chars().count() <= 2
    };
    let is_month = |word: &str| {
        let first: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
        word.starts_with(char::is_uppercase) && has(MONTHS, &first)
    };
    is_day(one) && is_month(other) || is_month(one) && is_day(other)
}

/// Whether a text goes on as the name of a letter does behind its writer: ` to Bryan, February 26`.
fn is_sender(behind: &str) -> bool {
    let Some((to, rest)) = behind
        .strip_prefix(" to ")
        .and_then(|rest| rest.split_once(", "))
    else {
        return false;
    };
    let month: String = rest.chars().take(3).flat_map(char::to_lowercase).collect();
    to.starts_with(char::is_uppercase) && to.len() < LONGEST_DATE && has(MONTHS, &month)
}

/// Whether a text begins with a comma and a state that is cut short: `, N.C.`, `, Va `.
fn is_in_a_state(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(", ") else {
        return false;
    };
    let mut chars = rest.chars();
    let dotted = [chars.next(), chars.next(), chars.next(), chars.next()];
    let is_dotted = match dotted {
        [Some(one), Some('.'), Some(other), Some('.')] => {
            one.is_uppercase() && other.is_uppercase()
        }
        _ => false,
    };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    is_dotted || word.is_some_and(|word| has(SHORT_LANDS, word))
}

/// The words before an article.
fn before_article<'a>(text: &'a str, article: &str) -> (&'a str, Gap, &'a str) {
    let at = article.as_ptr().addr() - text.as_ptr().addr();
    let (word, gap) = last_word(&text[..at], text, at);
    if word.is_empty() {
        return (word, gap, "");
    }
    let at = word.as_ptr().addr() - text.as_ptr().addr();
    match last_word(&text[..at], text, at) {
        (second, Gap::Space) => (word, gap, second),
        _ => (word, gap, ""),
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || "-'’".contains(c) || unicode_normalization::char::is_combining_mark(c)
}

/// The last word of a text, with the full stop of an abbreviation, and what stands behind it.
fn last_word<'a>(before: &'a str, text: &str, at: usize) -> (&'a str, Gap) {
    let bare = before.trim_end_matches([
        ' ', '\t', '\u{a0}', '\n', '\r', '(', '"', '“', '‘', '«', '[', '*', '_',
    ]);
    // So is the mark of a footnote: `My dear Sir.(1) York`.
    let bare = match bare
        .strip_suffix(')')
        .and_then(|inner| inner.rsplit_once('('))
    {
        Some((outside, figures))
            if !figures.is_empty() && figures.bytes().all(|it| it.is_ascii_digit()) =>
        {
            outside
        }
        _ => bare,
    };
    let between = &text[bare.len()..at];
    let bare = match bare.strip_suffix(']') {
        // An editor's bracket is passed over.
        Some(inner) => inner
            .rfind('[')
            .map_or(bare, |open| inner[..open].trim_end()),
        None => bare,
    };
    let (word_end, sign) = match bare.chars().next_back() {
        None => return ("", Gap::Stop),
        Some(c) if is_of_word(c) => (bare.len(), None),
        Some(c) => (bare.len() - c.len_utf8(), Some(c)),
    };
    let word_text = &bare[..word_end];
    let start = word_text.len()
        - word_text
            .chars()
            .rev()
            .take_while(|c| is_of_word(*c))
            .map(char::len_utf8)
            .sum::<usize>();
    let word = word_text[start..].trim_start_matches('-');
    let line = bare.rfind('\n').map_or(bare.len(), |end| bare.len() - end);
    let gap = match sign {
        _ if between.contains('\n') && line < SHORT_LINE => Gap::Stop,
        _ if between.contains(['(', '"', '“', '‘', '«']) => Gap::Sign,
        None => Gap::Space,
        Some(',') => Gap::Comma,
        // `Gen. Gates`, `J. Adams`: the point of a short word ends no sentence.
        Some('.') if word.chars().count() <= 5 && word.starts_with(char::is_uppercase) => {
            Gap::Space
        }
        Some('.' | '!' | '?' | ':' | ';') => Gap::Stop,
        Some(_) => Gap::Sign,
    };
    (word, gap)
}

/// The first word of a text, and what stands before it.
fn first_word(behind: &str) -> (&str, Gap) {
    let behind = behind
        .strip_prefix("'s")
        .or(behind.strip_prefix("’s"))
        .unwrap_or(behind);
    let mut behind = behind.strip_prefix(['\'', '’']).unwrap_or(behind);
    // An editor's bracket is passed over.
    if let Some(inner) = behind.trim_start().strip_prefix('[')
        && let Some(close) = inner.find(']')
    {
        // `Aksu and Kashgar [Districts]` are what the bracket says.
        let supplied = inner[..close]
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        if has(UNITS, supplied) {
            return (supplied, Gap::Space);
        }
        behind = &inner[close + 1..];
    }
    let bare = behind.trim_start_matches([' ', '\t', '\u{a0}']);
    let (gap, rest) = match bare.chars().next() {
        None | Some('\n' | '\r') => (Gap::Stop, bare.trim_start()),
        Some(c) if is_of_word(c) => (Gap::Space, bare),
        Some(',') => (Gap::Comma, bare[1..].trim_start()),
        Some('.' | '!' | '?' | ':' | ';') => (Gap::Stop, bare[1..].trim_start()),
        Some(c) => (Gap::Sign, bare[c.len_utf8()..].trim_start()),
    };
    let end = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
    (&rest[..end], gap)
}
