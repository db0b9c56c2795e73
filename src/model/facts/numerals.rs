//! Numbers in figures and in words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The number that a text begins with, and how many bytes it takes: `9`, `2,520`, `nine`, `четырёх`.
pub fn number_at(text: &str) -> Option<(u64, usize)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return in_figures(text);
    }
    const LONGEST: usize = 12;
    let length: usize = (text.chars().take(LONGEST + 1))
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    if length < 2 {
        return None;
    }
    let word = text[..length].to_lowercase();
    let number = *BY_WORD.get(&*word)?;
    // `twenty-five`, `fünfundzwanzig` and ordinals are other numbers.
    let behind = &text[length..];
    if let Some(rest) = behind.strip_prefix('-').filter(|_| number >= 20) {
        let (units, more) = number_at(rest).filter(|(units, _)| *units < 10)?;
        return Some((number + units, length + 1 + more));
    }
    (!behind.starts_with('-')).then_some((number, length))
}

/// Figures, in groups of three or not; none where they are part of something else, as in `3.5`, `45-mm`, `5th`, `1945/46`, `20%`.
fn in_figures(text: &str) -> Option<(u64, usize)> {
    let bytes = text.as_bytes();
    let mut end = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let mut digits = text[..end].to_owned();
    while end <= 15
        && matches!(bytes.get(end), Some(b',' | b'.' | b' '))
        && (!digits.len().is_multiple_of(3) || end > digits.len() || end <= 3)
    {
        let group = bytes
            .get(end + 1..end + 4)
            .filter(|group| group.iter().all(u8::is_ascii_digit));
        let goes_on = bytes.get(end + 4).is_some_and(u8::is_ascii_digit);
        let Some(group) = group.filter(|_| !goes_on) else {
            break;
        };
        digits.extend(group.iter().map(|byte| char::from(*byte)));
        end += 4;
    }
    let behind = &text[end..];
    let is_part = behind.starts_with(|c: char| c.is_alphanumeric() || "-–/%°:".contains(c))
        || behind
            .strip_prefix(['.', ','])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || behind.trim_start().starts_with(['%', '½', '¼', '¾'])
        || behind.trim_start().starts_with("per cent")
        || behind.trim_start().starts_with("percent");
    Some((digits.parse().ok()?, end)).filter(|_| !is_part)
}

/// The number that a word says.
static BY_WORD: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| {
    let rows = NUMBERS.iter();
    rows.flat_map(|(number, words)| words.split(' ').map(|word| (word, *number)))
        .collect()
});

/// Numbers in English, German, French and Russian; the cases that stand with `copies`, too.
const NUMBERS: [(u64, &str); 21] = [
    (
        1,
        "one a single einem ein eine une un один одном одна одной",
    ),
    (2, "two zwei deux два две двух both"),
    (3, "three drei trois три трех трёх"),
    (4, "four vier quatre четыре четырех четырёх"),
    (5, "five fünf cinq пять пяти"),
    (6, "six sechs шесть шести"),
    (7, "seven sieben sept семь семи"),
    (8, "eight acht huit восемь восьми"),
    (9, "nine neun neuf девять девяти"),
    (10, "ten zehn dix десять десяти"),
    (11, "eleven elf onze одиннадцать одиннадцати"),
    (12, "twelve zwölf douze двенадцать двенадцати"),
    (13, "thirteen dreizehn treize тринадцать"),
    (14, "fourteen vierzehn quatorze четырнадцать"),
    (15, "fifteen fünfzehn quinze пятнадцать"),
    (16, "sixteen sechzehn seize шестнадцать"),
    (17, "seventeen siebzehn семнадцать"),
    (18, "eighteen achtzehn восемнадцать"),
    (19, "nineteen neunzehn девятнадцать"),
    (20, "twenty zwanzig vingt двадцать"),
    (30, "thirty dreißig trente тридцать"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_in_figures_or_words() {
        for (text, expected) in [
            ("9 aircraft", Some((9, 1))),
            ("2,520 killed", Some((2520, 5))),
            ("2 520 killed", Some((2520, 5))),
            ("300,000 poods", Some((300_000, 7))),
            ("1,945,0", None),
            ("nine aircraft", Some((9, 4))),
            ("Twenty-five men", Some((25, 11))),
            ("четырёх экземплярах", Some((4, 14))),
            ("3.5 tons", None),
            ("45-mm guns", None),
            ("5th", None),
            ("20% of", None),
            ("20 per cent", None),
            ("nine-tenths", None),
            ("none", None),
            ("", None),
        ] {
            assert_eq!(number_at(text), expected, "{text}");
        }
    }
}
