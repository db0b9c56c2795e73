//! Which words of a block are a known name: the longest run at each word with a capital.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::cues;
use super::verdict::Sense;
use super::{Candidate, fold};
use crate::model::brackets::lexicon::has;
use crate::model::document::{BlockAt, Document};
use crate::model::facts::Facts;
use crate::model::facts::words::{Word, words};
use crate::model::glosses;
use crate::registers::Registers;
use crate::registers::gazetteer::{Renown, loosen};
use crate::vocabulary::Class;

/// Figures behind fewer letters belong to them: `I16`.
const SHORTEST_MARKED: usize = 4;
/// A name has at most so many words.
const MOST_WORDS: usize = 6;

/// Names that a document glosses, each by the keys of its words.
pub type Glossed = Vec<Arc<[u64]>>;

/// The names that are known in a document.
pub(super) struct Names<'a> {
    pub registers: &'a Registers,
    /// Another one wherever a block could have other names.
    pub key: u64,
    /// The keys of words with which names that the document glosses begin, and those of the whole names.
    glossed: HashSet<Arc<[u64]>>,
    /// How well the names met so far are known: a document has few names, and each often.
    renown: RefCell<HashMap<String, Renown>>,
    /// Whether a gazetteer knows a word.
    words: RefCell<HashMap<String, bool>>,
}

/// A word of a name, with where the text folded so far ends.
struct Step {
    folded: usize,
    end: usize,
    is_small: bool,
}

impl<'a> Names<'a> {
    /// The names that registers and gazetteer know, and those that the document itself glosses with one of them.
    pub fn of(document: &Document, registers: &'a Registers) -> Names<'a> {
        let mut glossed = HashSet::new();
        for block in document.blocks_where(|sum| sum.insertions > 0) {
            let asked = &block.block.asked.glossed;
            let of_block = asked.get(registers.digest(), || {
                glossed_in(document, &block, registers)
            });
            glossed.extend(of_block.iter().cloned());
        }
        // In whatever order they come.
        let of_glossed = glossed.iter().map(|keys| key_of(keys));
        let glossed_key = of_glossed.fold(0, u64::wrapping_add);
        Names {
            registers,
            key: key_of(&[registers.digest(), glossed_key]),
            glossed,
            renown: RefCell::default(),
            words: RefCell::default(),
        }
    }

    /// Every known name in a block, in its order, none within another. What it means is not weighed yet.
    pub fn in_block(&self, text: &str, facts: &Facts) -> Vec<Candidate> {
        let mut starts: Vec<(Word, usize, bool)> =
            facts.words.iter().map(|word| (*word, 0, false)).collect();
        for land in cues::SMALL_LANDS {
            // What is a word to `words` has a capital.
            let first = words(&land.to_uppercase()).into_iter().next();
            let places = memchr::memmem::find_iter(text.as_bytes(), land);
            starts.extend(places.filter_map(|at| first.map(|word| (word, at, false))));
        }
        let mut read = 0;
        for insertion in &facts.insertions {
            let inner = insertion.inner.clone();
            let is_name = insertion.judgement.class == Class::OtherName;
            if inner.start >= read {
                let found = words(&text[inner.clone()]);
                starts.extend(found.into_iter().map(|word| (word, inner.start, is_name)));
                read = inner.end;
            }
        }
        starts.sort_by_key(|(word, lift, _)| word.range().start + lift);
        let (mut found, mut done) = (Vec::new(), 0);
        for (at, (word, lift, in_gloss)) in starts.iter().enumerate() {
            let start = word.range().start + lift;
            if start < done {
                continue;
            }
            let row: Vec<Word> = starts[at..]
                .iter()
                .take(MOST_WORDS)
                .take_while(|(_, other, _)| other == lift)
                .map(|(word, ..)| *word)
                .collect();
            let candidate = self.longest(text, start, &row, *lift);
            let parts = match &candidate {
                Some(_) => Vec::new(),
                None => self.parts(text, start, &text[start..word.range().end + lift]),
            };
            for mut candidate in candidate.into_iter().chain(parts) {
                done = candidate.range.end;
                candidate.in_gloss = *in_gloss;
                found.push(candidate);
            }
        }
        found
    }

    /// The names in a compound of them: `Moscow-Peking`, `USSR-USA`.
    fn parts(&self, text: &str, start: usize, word: &str) -> Vec<Candidate> {
        let mut at = start;
        let parts: Vec<_> = word
            .split(['-', '–'])
            .map(|part| {
                let range = at..at + part.len();
                at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
                range
            })
            .collect();
        let is_name = |range: &Range<usize>| {
            let part = &text[range.clone()];
            part.len() > 2 && part.starts_with(char::is_uppercase) && self.knows(part)
        };
        // `Europe-likely`: a dash that was typed as a hyphen.
        let is_small = |range: &Range<usize>| text[range.clone()].starts_with(char::is_lowercase);
        let parts = match &parts[..] {
            [first, rest @ ..] if is_name(first) && rest.iter().any(is_small) => {
                vec![first.clone()]
            }
            [_, _, ..] if parts.iter().all(is_name) => parts,
            _ => return Vec::new(),
        };
        let candidate = |range: Range<usize>| {
            let key = fold(&text[range.clone()]);
            Candidate {
                rows: self.registers.with_key(&key).to_vec(),
                renown: self.renown(&key),
                loose: loosen(&key).into(),
                key: key.into(),
                range,
                id: None,
                in_gloss: false,
                glossed: false,
                sense: Sense::Bare,
            }
        };
        parts.into_iter().map(candidate).collect()
    }

    /// The lengths of the beginnings of a folded text that gazetteers know. A word alone is asked for once.
    fn beginnings(&self, folded: &str, words: usize) -> Vec<usize> {
        let gazetteers = &self.registers.gazetteers;
        if words > 1 {
            return gazetteers.beginnings(folded);
        }
        let known = self.words.borrow().get(folded).copied();
        let knows = known.unwrap_or_else(|| {
            let knows = gazetteers.has(folded);
            self.words.borrow_mut().insert(folded.to_owned(), knows);
            knows
        });
        Vec::from_iter(knows.then_some(folded.len()))
    }

    /// Where the longest name that the document glosses and that begins with these words ends.
    fn glossed_end(&self, row: &[Word]) -> Option<usize> {
        if self.glossed.is_empty() {
            return None;
        }
        let count = (1..=row.len()).rev().find(|&count| {
            let mut pairs = row[..count].windows(2);
            let keys: Vec<u64> = row[..count].iter().map(|word| word.key).collect();
            pairs.all(|pair| pair[0].is_next_to(&pair[1])) && self.glossed.contains(&keys[..])
        })?;
        Some(row[count - 1].range().end)
    }

    fn renown(&self, key: &str) -> Renown {
        let known = self.renown.borrow().get(key).copied();
        known.unwrap_or_else(|| {
            let renown = self.registers.gazetteers.renown(key);
            self.renown.borrow_mut().insert(key.to_owned(), renown);
            renown
        })
    }

    fn knows(&self, name: &str) -> bool {
        self.registers.gazetteers.knows(name) || !self.registers.named(name).is_empty()
    }

    /// The longest known name that starts here; `row` are the words with capitals from here on.
    fn longest(&self, text: &str, start: usize, row: &[Word], lift: usize) -> Option<Candidate> {
        let (folded, steps) = steps(text, start, self.registers.have_small_words())?;
        let of_gazetteer = self.beginnings(&folded, steps.len());
        let glossed_end = self.glossed_end(row).map(|end| end + lift);
        // A letter touches a bracket: `Com[mitte]e` is one word.
        let is_whole = |end: usize| !text[end..].starts_with('[') && !text[..start].ends_with(']');
        for step in steps.iter().rev().filter(|step| is_whole(step.end)) {
            let key = &folded[..step.folded];
            let rows = self.registers.with_key(key);
            let is_glossed = glossed_end == Some(step.end);
            let is_written_so =
                !step.is_small || cues::SMALL_LANDS.contains(&&text[start..step.end]);
            let in_gazetteer = is_written_so && of_gazetteer.contains(&step.folded);
            if rows.is_empty() && !in_gazetteer && !is_glossed {
                continue;
            }
            return Some(Candidate {
                range: start..step.end,
                key: key.into(),
                loose: loosen(key).into(),
                renown: self.renown(key),
                rows: rows.to_vec(),
                id: None,
                in_gloss: false,
                glossed: is_glossed,
                sense: Sense::Bare,
            });
        }
        None
    }
}

/// The keys of the names in a block that are glossed with the name of a place, or gloss one.
fn glossed_in(document: &Document, block: &BlockAt, registers: &Registers) -> Glossed {
    let mut found = Glossed::new();
    let text = document.block_text(block);
    for gloss in glosses::in_block(document, block).iter() {
        let pair = [&text[gloss.name.clone()], &text[gloss.gloss.clone()]];
        let is_place = |name: &&str| registers.gazetteers.knows(name);
        if gloss.class == Class::OtherName && pair.iter().any(is_place) {
            let keys = pair.map(|name| words(name).iter().map(|word| word.key).collect());
            found.extend(
                keys.into_iter()
                    .filter(|keys: &Arc<[u64]>| !keys.is_empty()),
            );
        }
    }
    found
}

fn key_of(keys: &[u64]) -> u64 {
    let bytes: Vec<u8> = keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

/// The words from here on that may be one name, folded into one text, with where each ends, without a possessive. Every sign
/// but the full stop of an abbreviation ends a name; a hyphen at the end of a line parts nothing. A word with a small letter
/// belongs to a name of the gazetteer only if it is one such as *of*, to one of a register always.
fn steps(text: &str, start: usize, any_small: bool) -> Option<(String, Vec<Step>)> {
    let (mut folded, mut steps, mut at) = (String::new(), Vec::new(), start);
    while steps.len() < MOST_WORDS {
        let word = word_at(text, at);
        // The figure of a footnote may touch a word: `Boston³`, `Cuba37`.
        let marked = &text[at..word];
        let written = marked.trim_end_matches(|c: char| c.is_numeric());
        let written = if written.chars().count() < SHORTEST_MARKED {
            marked
        } else {
            written
        };
        if written.is_empty() {
            break;
        }
        let is_small = written.starts_with(char::is_lowercase);
        if is_small && !any_small && !steps.is_empty() && !has(cues::WITHIN_NAMES, written) {
            break;
        }
        let bare = without_possessive(written);
        folded.push_str(&fold(bare));
        steps.push(Step {
            folded: folded.len(),
            end: at + bare.len(),
            is_small,
        });
        // `Dobb's Ferry` is one name, `Ghulja's garrison` is not.
        folded.push_str(&fold(&written[bare.len()..]));
        let Some(next) = next_word(text, word, written) else {
            break;
        };
        at = next;
    }
    (!steps.is_empty()).then_some((folded, steps))
}

/// Where the word at an offset ends; hyphens and apostrophes between letters belong to it, and the points of `U.S.S.R.`.
fn word_at(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_inner = |c: char| "-'’ʼʹ‘`‐".contains(c);
        let joined = is_inner(c) && next.is_some_and(char::is_alphanumeric)
            || c == '-'
                && rest[at + 1..].starts_with('\n')
                && rest[at + 2..].starts_with(char::is_lowercase)
            || c == '\n' && rest[..at].ends_with('-');
        if !c.is_alphanumeric()
            && !unicode_normalization::char::is_combining_mark(c)
            && c != '\u{ad}'
            && !joined
        {
            break;
        }
        end = at + c.len_utf8();
    }
    let initials = |piece: &str| {
        let mut chars = piece.chars();
        matches!((chars.next(), chars.next(), chars.next()), (Some(letter), Some('.'), None) if letter.is_uppercase())
    };
    // `U.S.` is one word.
    let mut dotted = end;
    while rest.get(dotted..dotted + 1) == Some(".")
        && rest[..dotted].split('.').all(|it| it.chars().count() == 1)
    {
        dotted += 1;
        let Some(letter) = rest[dotted..].chars().next().filter(|c| c.is_uppercase()) else {
            break;
        };
        if !initials(&format!(
            "{letter}{}",
            rest[dotted + letter.len_utf8()..]
                .chars()
                .next()
                .unwrap_or(' ')
        )) {
            break;
        }
        dotted += letter.len_utf8();
    }
    start + if dotted > end + 1 { dotted } else { end }
}

fn without_possessive(word: &str) -> &str {
    let bare = word
        .strip_suffix(['s', 'S'])
        .and_then(|rest| rest.strip_suffix(['\'', '’']));
    bare.unwrap_or(word)
}

/// Where the next word of the same name begins, behind `word` that ends at `end`.
fn next_word(text: &str, end: usize, word: &str) -> Option<usize> {
    let rest = &text[end..];
    let is_short = word.chars().count() <= 3;
    let rest = match rest.strip_prefix('.') {
        Some(behind) if is_short => behind,
        Some(_) => return None,
        None => rest,
    };
    let gap = rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
    let gap_text = &rest[..gap];
    let is_one = gap > 0 && gap_text.matches('\n').count() <= 1;
    let next = rest[gap..].chars().next()?;
    (is_one && next.is_alphabetic()).then_some(text.len() - rest.len() + gap)
}
