//! A number and its parts: "nine aircraft, of which three are SB and six are I-16".

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::numerals::number_at;

/// A number with the parts that the same sentence gives it. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The whole.
    pub total: Number,
    /// The parts, at least two.
    pub parts: Vec<Number>,
    /// Whether the words say that these are all parts.
    pub complete: bool,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub value: u64,
}

impl Tally {
    /// What the parts come to.
    pub fn sum(&self) -> u64 {
        self.parts
            .iter()
            .fold(0, |sum, part| sum.saturating_add(part.value))
    }
}

/// What stands between a number and its parts, and whether all parts follow.
const BETWEEN: [(&str, bool); 7] = [
    ("of which", false),
    ("of whom", false),
    ("of them", false),
    ("namely", true),
    ("davon", false),
    ("из них", false),
    ("из которых", false),
];

/// The tallies of a text. Linear: a search for each of a few phrases, and a sentence read where one stands.
pub(super) fn tallies(text: &str) -> Vec<Tally> {
    static FINDERS: LazyLock<[Finder; BETWEEN.len()]> =
        LazyLock::new(|| BETWEEN.map(|(words, _)| Finder::new(words)));
    let is_ascii = text.is_ascii();
    let mut tallies = Vec::new();
    for (finder, (words, complete)) in FINDERS.iter().zip(BETWEEN) {
        if is_ascii && !words.is_ascii() {
            continue;
        }
        let found = finder.find_iter(text.as_bytes());
        tallies.extend(found.filter_map(|at| tally(text, at, at + words.len(), complete)));
    }
    tallies.sort_by_key(|tally| tally.total.range.start);
    tallies
}

/// A sentence is looked at so far, in bytes, on either side.
const NEAR: usize = 300;

fn tally(text: &str, start: usize, end: usize, complete: bool) -> Option<Tally> {
    let from = text.floor_char_boundary(start.saturating_sub(NEAR));
    let before = &text[from..start];
    let sentence = before
        .rfind([';', ':', '!', '?', '(', '['])
        .map_or(0, |at| at + 1);
    let sentence = before
        .rfind(". ")
        .map_or(sentence, |at| sentence.max(at + 2));
    let total = last_number(before, sentence)?;
    let total = Number {
        range: from + total.range.start..from + total.range.end,
        value: total.value,
    };
    let behind = &text[end..text.ceil_char_boundary((end + NEAR).min(text.len()))];
    let parts: Vec<Number> = (parts(behind)?.into_iter())
        .map(|part| Number {
            range: end + part.range.start..end + part.range.end,
            value: part.value,
        })
        .collect();
    // A part that is greater than the whole is part of something else.
    let belong = parts.len() > 1 && parts.iter().all(|part| part.value < total.value);
    belong.then_some(Tally {
        total,
        parts,
        complete,
    })
}

/// The last number of a text from `from` on, if it is the only one near its end: `with nine aircraft fit for use, `.
fn last_number(text: &str, from: usize) -> Option<Number> {
    const FURTHEST: usize = 6;
    let mut words = 0;
    let mut at = text.len();
    while at > from && words <= FURTHEST {
        let word = text[from..at]
            .trim_end()
            .rfind(char::is_whitespace)
            .map_or(from, |space| {
                from + space
                    + text[from + space..]
                        .chars()
                        .next()
                        .map_or(1, char::len_utf8)
            });
        if let Some((value, length)) = number_at(&text[word..at]) {
            let is_a_year = (1500..2100).contains(&value) && length == 4;
            let is_one = value > 1 && !is_a_year;
            return is_one.then(|| Number {
                range: word..word + length,
                value,
            });
        }
        if text[word..at].contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        at = word;
        words += 1;
    }
    None
}

/// The numbers that begin the parts of a list: right at its start, and behind each comma and `and`. None where what follows
/// is not such a list.
fn parts(text: &str) -> Option<Vec<Number>> {
    let text = without_brackets(text);
    let end = text
        .find(['.', ';', ':', '!', '?', '(', '[', ')', '\u{2014}'])
        .unwrap_or(text.len());
    let text = &text[..end];
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let written = text[at..].trim_start();
        let start = text.len() - written.len();
        let number = number_at(written);
        match number {
            Some((value, length)) if value > 0 => parts.push(Number {
                range: start..start + length,
                value,
            }),
            _ if parts.is_empty() => return None,
            // What does not begin with a number goes on with the part before it, or ends the list.
            _ => {}
        }
        let length = number.map_or(0, |(_, length)| length);
        let Some(next) = next_part(&text[start + length..]) else {
            break;
        };
        at = start + length + next;
    }
    let rest = text.to_lowercase();
    // Parts of parts, shares and rounded numbers add up to nothing.
    let is_doubtful = [
        "of which",
        "of whom",
        "of them",
        "about",
        "over ",
        "nearly",
        "more than",
        "at least",
        "per cent",
        "percent",
        "each",
        "both",
        "also",
        "from",
        "years",
    ]
    .iter()
    .any(|word| rest.contains(word));
    (!is_doubtful).then_some(parts)
}

/// With spaces in the place of what editors put in.
fn without_brackets(text: &str) -> String {
    let mut depth = 0;
    let mut clear = String::with_capacity(text.len());
    for c in text.chars() {
        depth += usize::from(c == '[');
        if depth == 0 {
            clear.push(c);
        } else {
            clear.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
        depth -= usize::from(c == ']' && depth > 0);
    }
    clear
}

/// Behind the next comma or `and`.
fn next_part(text: &str) -> Option<usize> {
    let behind = |sign: &str| text.find(sign).map(|at| at + sign.len());
    let signs = [", and ", ", ", " and ", " und ", " и "];
    signs.iter().filter_map(|sign| behind(sign)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u64, u64)]) {
        let found: Vec<_> = tallies(text)
            .iter()
            .map(|tally| (tally.total.value, tally.sum()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_number_has_its_parts_behind_it() {
        check(
            "with nine aircraft fit for use, of which three are SB [bombers] and six are I-16 fighters.",
            &[(9, 9)],
        );
        check(
            "nine aircraft fit for use, of which three are SB and six are I-16 fighters.",
            &[(9, 9)],
        );
        check(
            "12 guns, namely 5 field guns, 4 mortars and 2 howitzers.",
            &[(12, 11)],
        );
        check(
            "1,200 men in 3 regiments, of whom 400 are sick and 300 wounded",
            &[],
        );
        check("120 men, of whom 20 were sick", &[]);
        check("since 1944 men of whom 20 are sick and 30 dead", &[]);
        check("one of which and two", &[]);
    }
}
