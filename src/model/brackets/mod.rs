//! The rule table that classifies brackets.

mod features;
pub(super) mod lexicon;
mod neighbours;
mod reach;
mod spelling;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::model::Knowledge;
use crate::registers::Registers;
use crate::registers::words::Words;
use crate::vocabulary::{Class, Vocabulary};

pub use table::{RULES, Rule};

use features::Features;

/// A bracket as it stands in its block; all ranges are UTF-8 bytes of `block`.
#[derive(Clone, Debug)]
pub struct Bracket<'a> {
    /// The paragraph (or other block) it stands in.
    pub block: &'a str,
    /// From `[` to behind `]`, or to the end of what an unclosed one holds.
    pub range: Range<usize>,
    /// Whether it stands within another bracket.
    pub nested: bool,
    /// The `{…}` right before it, braces included: the words it speaks of.
    pub span: Option<Range<usize>>,
    /// `=`, `+` or `!`, if stated right behind the `[`.
    pub mark: Option<char>,
    /// The words before a colon at its beginning, by shape only: whether they are a label, the vocabulary tells.
    pub label: Option<Range<usize>>,
}

/// What the classification consults besides the block itself.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The labels and the closed phrases.
    pub vocabulary: &'a Vocabulary,
    /// The names and abbreviations of the collection, and the places of all gazetteers.
    pub registers: &'a Registers,
    /// The word list of the text's language; without one, rule 16 goes by shape.
    pub words: Option<&'a Words>,
}

impl<'a> Context<'a> {
    /// What is known of a text in this language (BCP 47).
    pub fn of(language: &str, knowledge: &'a Knowledge) -> Context<'a> {
        Context {
            vocabulary: knowledge.vocabulary(),
            registers: &knowledge.registers,
            words: Words::of(language),
        }
    }
}

/// What a bracket says, and which rule decided so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The class.
    pub class: Class,
    /// The row of the rule table in `docs/format.md`, 1 to 18; 0 for furniture, which has no row.
    pub rule: u8,
    /// The words it speaks of, in bytes of the block; none where it speaks of no words, such as a page break.
    pub reach: Option<Range<usize>>,
    /// The label before the colon, where the vocabulary knows it, in bytes of the block.
    pub label: Option<Range<usize>>,
}

/// Classifies a bracket: the first rule of [`RULES`] that holds decides. Costs a few microseconds and never panics,
/// wherever the ranges point.
pub fn classify(bracket: &Bracket, context: &Context) -> Judgement {
    let features = Features::of(bracket, context);
    let decided = RULES
        .iter()
        .find_map(|rule| Some((rule.number, (rule.decides)(&features)?)));
    let (rule, class) = decided.unwrap_or((18, Class::Note));
    Judgement {
        class,
        rule,
        reach: reach::reach(class, &features),
        label: bracket.label.clone().filter(|_| features.label().is_some()),
    }
}
