//! Fingerprints: what a finding is known by from one version of a document to the next.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::Finding;
use crate::model::document::Document;

/// So many words on each side belong to a finding.
const WORDS: usize = 3;
/// At most so many characters of them, for scripts that do not part words, and for words that never end.
const BESIDE: usize = 24;
/// So many characters of what is marked are read at each of its ends.
const MARKED: usize = 128;
/// And at most so many characters before white space is put together, so that no run of it is walked again and again.
const LOOKED_AT: usize = 1024;

/// What a finding is known by: 64 bits, written as 16 hexadecimal digits.
///
/// It is made of the rule's name, the beginning and end of what is marked, and up to three words on each side within
/// the block. White space of any kind, up to a thousand characters, counts as one space. Equal findings of a file are numbered in their
/// order. So a fingerprint survives
///
/// - lines that move, and edits elsewhere: in other blocks, and further away in its own;
/// - other line ends, and lines that are broken elsewhere;
/// - another path, another severity, and a message in other words.
///
/// It changes with the words next to the finding. Where one of several equal findings goes, the last number goes with
/// it. The way to make it is part of what Sigla promises: another way will bear another name in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

/// The fingerprints of a document's findings, each at the place of its finding. All findings of the document must be
/// there, in the order of the text. Linear in their number, whatever they mark.
pub fn fingerprints(document: &Document, findings: &[Finding]) -> Vec<Fingerprint> {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let hash = content(document, finding);
            let number = seen.entry(hash.0).or_default();
            *number += 1;
            match *number {
                1 => Fingerprint(hash.0),
                again => Fingerprint(hash.field(again.to_string().chars()).0),
            }
        })
        .collect()
}

impl Fingerprint {
    /// As a number, for a cache.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The one of that number.
    pub fn of_bits(bits: u64) -> Fingerprint {
        Fingerprint(bits)
    }

    /// The same for a finding of that file: for reports in which no two files may share one.
    pub fn in_file(self, path: &str) -> Fingerprint {
        Fingerprint(
            Hash::default()
                .field(path.chars())
                .field(self.to_string().chars())
                .0,
        )
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(digits: &str) -> Result<Fingerprint, Self::Err> {
        u64::from_str_radix(digits, 16).map(Fingerprint)
    }
}

/// What a finding says about the text, whatever its number.
fn content(document: &Document, finding: &Finding) -> Hash {
    let text = document.text();
    let end_of_text = text.len_bytes();
    let start = finding.range.start.min(end_of_text);
    let end = finding.range.end.clamp(start, end_of_text);
    let (block_start, block_end) = match document.block_at(start) {
        Some(block) => (block.start, block.start + block.block.len),
        None => (0, end_of_text),
    };
    let char = |byte: usize| text.byte_to_char(byte);
    let (start, end) = (char(start), char(end));
    let (block_start, block_end) = (char(block_start), char(block_end.min(end_of_text)));
    let before = text
        .chars_at(start)
        .reversed()
        .take(start.saturating_sub(block_start));
    let after = text.chars_at(end).take(block_end.saturating_sub(end));
    let marked = text.slice(start..end);
    let tail = marked.chars_at(marked.len_chars()).reversed();
    Hash::default()
        .field(finding.rule.name.chars())
        .field(spaced(marked.chars()).take(MARKED))
        .field(spaced(tail).take(MARKED))
        .field(beside(before))
        .field(beside(after))
}

/// The nearest words, outwards from the finding. A part of a word that the finding cuts counts as one.
fn beside(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut spaces = 0;
    spaced(chars)
        .take_while(move |c| {
            spaces += usize::from(*c == ' ');
            spaces < WORDS
        })
        .take(BESIDE)
}

/// The characters with every run of white space as one space, none at the beginning nor the end.
fn spaced(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let chars = chars.take(LOOKED_AT);
    let mut chars = chars.skip_while(|c| c.is_whitespace()).peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        if !c.is_whitespace() {
            return Some(c);
        }
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        chars.peek().map(|_| ' ')
    })
}

/// FNV-1a in 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>: what std hashes with may change with its release.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Default for Hash {
    fn default() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// With a text behind it, in UTF-8, and a zero byte that ends it.
    fn field(mut self, chars: impl Iterator<Item = char>) -> Hash {
        let mut buffer = [0; 4];
        for c in chars {
            self.bytes(c.encode_utf8(&mut buffer).as_bytes());
        }
        self.bytes(&[0]);
        self
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Settings, check};

    fn all(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let findings = check(&document, Settings::standard());
        let findings: Vec<Finding> = findings
            .into_iter()
            .filter(|finding| finding.rule.name == "brackets/unopened")
            .collect();
        fingerprints(&document, &findings)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    const TEXT: &str =
        "The first block.\n\nThey came to Ghulja] on the fourth of May, late in the evening.\n";

    #[track_caller]
    fn check_same(other: &str) {
        assert_eq!(all(TEXT), all(other), "{other:?}");
        assert_eq!(all(TEXT).len(), 1);
    }

    #[track_caller]
    fn check_other(other: &str) {
        assert_ne!(all(TEXT), all(other), "{other:?}");
    }

    #[test]
    fn it_stays_as_it_is_from_release_to_release() {
        assert_eq!(all(TEXT), ["55281bff244524db"]);
        assert_eq!(Hash::default().0, 0xcbf2_9ce4_8422_2325);
        let mut hash = Hash::default();
        hash.bytes(b"foobar");
        assert_eq!(
            hash.0, 0x8594_4171_f739_67e8,
            "the vector that FNV publishes"
        );
    }

    #[test]
    fn it_survives_lines_that_move_and_edits_elsewhere() {
        check_same("They came to Ghulja] on the fourth of May, late in the evening.\n");
        check_same(
            "A\n\nB\n\nC\n\nThey came to Ghulja] on the fourth of May, late in the evening.\n\nD\n",
        );
        check_same("At last they came to Ghulja] on the fourth of June, in the morning.\n");
    }

    #[test]
    fn it_survives_other_line_ends_and_lines_broken_elsewhere() {
        check_same(&TEXT.replace('\n', "\r\n"));
        check_same(&TEXT.replace('\n', "\r"));
        check_same(
            "The first block.\n\nThey came\nto Ghulja]\non the fourth\nof May, late in the evening.",
        );
        check_same("\u{feff}The first block.\n\nThey  came to\tGhulja]  on the fourth of May.\n");
    }

    #[test]
    fn it_changes_with_the_words_beside() {
        check_other("They came to Kulja] on the fourth of May.\n");
        check_other("They came to Ghulja] in the fourth of May.\n");
        check_other("came to\n\nGhulja] on the fourth of May.\n");
    }

    #[test]
    fn equal_findings_of_a_file_are_numbered_in_their_order() {
        let twice = all(&format!("{TEXT}\n{TEXT}"));
        assert_eq!(twice[..1], all(TEXT));
        assert_ne!(twice[0], twice[1]);
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let written = &all(TEXT)[0];
        let read: Fingerprint = written.parse().expect("these are digits");
        assert_eq!(read.to_string(), *written);
        assert_ne!(read.in_file("a.sigla"), read.in_file("b.sigla"));
    }

    #[test]
    fn what_is_marked_may_be_as_long_as_it_likes() {
        let text = format!("{}{}", "[x ".repeat(20_000), "] ".repeat(40_000));
        let document = Document::new(&text);
        let findings = check(&document, Settings::standard());
        let mut made = fingerprints(&document, &findings);
        assert!(made.len() >= 20_000);
        made.sort();
        made.dedup();
        assert_eq!(made.len(), findings.len());
    }
}
