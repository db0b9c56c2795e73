//! How many copies were made of a document, which of them this is, and who got which.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::numerals::number_at;

/// A line that speaks of copies. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The words that say it.
    pub range: Range<usize>,
    /// What it says.
    pub says: CopiesSay,
}

/// See [`Copies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiesSay {
    /// So many were made: `Four copies printed`.
    PrintRun(u64),
    /// This is that one: `Copy Nº 3`.
    Number(u64),
}

/// Longer lines are running text.
const LONGEST_LINE: usize = 80;

/// What lines of a text that are about nothing else say of copies. Linear: a search for two words, and a line read where one
/// stands.
pub(super) fn copies(text: &str) -> Vec<Copies> {
    static WORDS: LazyLock<[Finder; 4]> =
        LazyLock::new(|| ["opies", "opy", "OPY", "кз"].map(Finder::new));
    let mut starts: Vec<usize> = WORDS
        .iter()
        .flat_map(|word| word.find_iter(text.as_bytes()))
        .filter_map(|at| line_start(text, at))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
        .into_iter()
        .filter_map(|start| of_line(text, start))
        .collect()
}

/// The start of a line that has no more bytes before `at` than a line of its own would.
fn line_start(text: &str, at: usize) -> Option<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_LINE));
    match text[from..at].rfind(['\n', '\r']) {
        Some(end) => Some(from + end + 1),
        None => (from == 0).then_some(0),
    }
}

fn of_line(text: &str, start: usize) -> Option<Copies> {
    let near = &text[start..text.floor_char_boundary((start + LONGEST_LINE + 2).min(text.len()))];
    let line = near.split(['\n', '\r']).next().unwrap_or_default();
    if line.len() > LONGEST_LINE {
        return None;
    }
    // The role of a line is not its text.
    let role = line
        .strip_prefix('@')
        .and_then(|rest| rest.find(' '))
        .map_or(0, |at| at + 2);
    let line = &line[role..];
    let says = print_run(line)
        .map(CopiesSay::PrintRun)
        .or_else(|| copy_number(line).map(CopiesSay::Number))?;
    let start = start + role + (line.len() - line.trim_start().len());
    Some(Copies {
        range: start..start + line.trim().len(),
        says,
    })
}

/// `Four copies printed`, `Printed in 3 copies`, `Отпечатано в 4-х экз.`, `Отп. 2 экз.`
fn print_run(line: &str) -> Option<u64> {
    let lower = line.trim().to_lowercase();
    let made = [
        "printed",
        "made",
        "typed",
        "issued",
        "отпечатано",
        "отп.",
        "исполнено",
        "исп.",
    ];
    let start = [
        "printed in ",
        "made in ",
        "typed in ",
        "отпечатано в ",
        "отпечатано ",
        "отп. в ",
        "отп. ",
        "исполнено в ",
        "исп. в ",
    ]
    .iter()
    .find_map(|start| lower.strip_prefix(start));
    let rest = start.unwrap_or(&lower);
    let (number, length) = number_at(rest).or_else(|| {
        // `4-х`, `4х`
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest[figures..].trim_start_matches('-').strip_prefix('х')?;
        Some((rest[..figures].parse().ok()?, rest.len() - behind.len()))
    })?;
    let behind = rest[length..].trim_start();
    let counted = ["copies", "copy", "экз"]
        .iter()
        .find_map(|word| behind.strip_prefix(word))?;
    let is_said = start.is_some()
        || made.iter().any(|verb| {
            counted
                .trim_start_matches([' ', '[', 'w', 'e', 'r', 'a', 's'])
                .starts_with(verb)
        });
    is_said.then_some(number)
}

/// `Copy Nº 3`, `Copy No. 3`, `Copy #3`, `Экз. № 3`.
fn copy_number(line: &str) -> Option<u64> {
    let lower = line.trim().to_lowercase();
    let rest = ["copy", "экз.", "экземпляр"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))?;
    let rest = rest.trim_start();
    let number = ["nº", "n°", "№", "no.", "nr.", "n.", "#", "n"]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))?
        .trim_start();
    let (number, length) = number_at(number.trim_end_matches('.'))?;
    let behind = rest.trim_end_matches('.');
    behind
        .ends_with(|c: char| c.is_ascii_digit())
        .then_some(number)
        .filter(|_| length > 0)
}

/// The copies that a line of a distribution list speaks of: 1 and 2 for `1-2 - to the addressees`.
///
/// In `3-2 [SIC]- to the Secretariat` the second number is not the end of a run, so that only the first counts.
pub fn distributed(line: &str) -> Option<(Vec<u64>, usize)> {
    const MOST: u64 = 200;
    let start = line.len() - line.trim_start().len();
    let text = &line[start..];
    let text = ["copy no. ", "copy ", "no. ", "nº ", "№ ", "экз. № "]
        .iter()
        .find_map(|sign| {
            let head = text.get(..sign.len())?;
            head.to_lowercase().eq(sign).then(|| &text[sign.len()..])
        })
        .unwrap_or(text);
    let mut at = line.len() - text.len();
    let mut copies = Vec::new();
    loop {
        let rest = &line[at..];
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..figures].parse().ok()?;
        at += figures;
        let mut last = number;
        let rest = &line[at..];
        if let Some(run) = rest.strip_prefix(['-', '–']) {
            let more = run.bytes().take_while(u8::is_ascii_digit).count();
            if more > 0 {
                last = run[..more].parse().ok()?;
                at = line.len() - run.len() + more;
            }
        }
        if number == 0 || last > MOST || number > MOST {
            return None;
        }
        copies.extend(number..=last.max(number));
        let rest = &line[at..];
        match rest
            .strip_prefix(", ")
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            Some(next) => at = line.len() - next.len(),
            None => break,
        }
    }
    // Behind the numbers stands a dash, and who got them.
    let behind = line[at..].trim_start();
    let behind = behind
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .map_or(behind, |(_, rest)| rest.trim_start());
    let told = behind.strip_prefix(['-', '–', '—'])?;
    (!told.trim().is_empty() && !told.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        .then_some((copies, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use CopiesSay::{Number, PrintRun};

    #[test]
    fn a_line_says_how_many_copies_there_are_or_which_this_is() {
        for (line, expected) in [
            ("Four copies printed", Some(PrintRun(4))),
            ("Two copies [printed].", Some(PrintRun(2))),
            ("2 copies were made", Some(PrintRun(2))),
            ("Printed in 3 copies", Some(PrintRun(3))),
            ("Отпечатано в 4-х экз.", Some(PrintRun(4))),
            ("Отп. 2 экз.", Some(PrintRun(2))),
            ("Copy Nº 3", Some(Number(3))),
            ("@copy Copy No. 12", Some(Number(12))),
            ("Экз. № 1", Some(Number(1))),
            ("Copy of a letter", None),
            ("one copy was kept", None),
            ("[Note: One copy made for the special folder.]", None),
            (
                "At the instruction of Cde. Lyudvigov one copy was made to be sent",
                None,
            ),
        ] {
            let found = copies(line).first().map(|copies| copies.says);
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_line_of_the_list_says_which_copies_went_out() {
        for (line, expected) in [
            ("1-2 - to the addressees", Some(vec![1, 2])),
            ("3-2 [SIC]- to the NKVD Secretariat", Some(vec![3])),
            ("4-2 - [left blank]", Some(vec![4])),
            ("1, 3 - to the file", Some(vec![1, 3])),
            ("2 June 1945", None),
            ("1945-46", None),
            ("5 - 7", None),
        ] {
            let found = distributed(line).map(|(copies, _)| copies);
            assert_eq!(found, expected, "{line}");
        }
    }
}
