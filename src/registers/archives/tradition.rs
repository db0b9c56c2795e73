//! The words and orders of a citation: level designators, and the traditions that use them.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use regex::Regex;
use serde::Deserialize;

use super::folding::{fold, folded_prefix};

/// A word for a level of a citation, such as *opis’*, and what it means.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Designator {
    /// Its key in the table.
    pub id: String,
    /// What a historian calls the level in English.
    pub name: String,
    /// Its place in a description.
    pub level: DescriptionLevel,
    /// The short form to write before one number; empty where a bare value is usual.
    pub short: String,
    /// The short form before several leaves or pages, where it differs.
    pub plural: Option<String>,
    /// How it is written, without the closing full stop.
    pub forms: Vec<String>,
    /// The shape of a value that needs no designator.
    pub bare: Option<Shape>,
    /// One phrase that explains the level.
    pub about: String,
}

/// Where a designator stands: a level of ISAD(G) 3.1.4, or what else a citation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DescriptionLevel {
    /// The whole of the records of one creator.
    Fonds,
    /// Records kept together within the fonds.
    Series,
    /// A division of a series.
    Subseries,
    /// The unit that is ordered.
    File,
    /// A single document.
    Item,
    /// A box, folder or reel: where the file lies, not what it belongs to.
    Container,
    /// A sheet that is counted once, front and back.
    Leaf,
    /// A leaf of a book or bound file.
    Folio,
    /// One side of a leaf.
    Page,
    /// A picture of a leaf or page.
    Image,
    /// Words that place nothing: a title, a marking.
    Other,
}

/// The way in which the archives of a country or ministry are cited.
#[derive(Debug)]
pub struct Tradition {
    /// Its name in English.
    pub name: String,
    /// The levels, from the outermost inwards.
    pub order: Vec<Arc<Designator>>,
    /// What is counted inside a file; the first is what a bare number means.
    pub leaves: Vec<Arc<Designator>>,
    /// The levels without which the ones within them lead nowhere, from the outermost inwards.
    pub required: Vec<Arc<Designator>>,
    /// Every level bears its designator, and its value is one word.
    pub strict: bool,
    /// The number stands before its designator, as in `81. doboz`.
    pub number_first: bool,
    /// The shape of a call number; its groups are named after designators.
    pub call: Option<Shape>,
    /// What stands before the number of a fonds, and what it means.
    pub prefixes: Vec<(String, String)>,
    /// What is appended to the number of a fonds, and what it means.
    pub suffixes: Vec<(String, String)>,
    /// Every form of its designators as [`fold`] leaves it, the longest first, under its first letter.
    forms: HashMap<char, Vec<(String, Arc<Designator>)>>,
}

/// A regular expression that is data: it matches from the start of what it is given. It is compiled when it is first asked,
/// since one run needs few of them; a test compiles all that the register has.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub struct Shape {
    pattern: String,
    compiled: OnceLock<Regex>,
}

impl Designator {
    /// Whether it counts leaves, pages or images within a file.
    pub fn counts_leaves(&self) -> bool {
        use DescriptionLevel::*;
        matches!(self.level, Leaf | Folio | Page | Image)
    }
}

impl Tradition {
    /// The place of a designator in the order, 0 for the outermost level.
    pub fn position(&self, designator: &Designator) -> Option<usize> {
        self.order
            .iter()
            .position(|other| other.id == designator.id)
    }

    /// The longest designator with which `text` begins: its length in bytes, without the full stop, and what it can
    /// mean here, the levels before the leaves. Empty if there is none.
    pub fn designators_at_start(&self, text: &str) -> (usize, Vec<&Arc<Designator>>) {
        let first = text.chars().next().map(fold);
        let (mut longest, mut found) = (0, Vec::new());
        for (form, designator) in first
            .and_then(|first| self.forms.get(&first))
            .into_iter()
            .flatten()
        {
            match folded_prefix(text, form) {
                Some(len) if longest == 0 || len == longest => {
                    longest = len;
                    found.push(designator);
                }
                _ => {}
            }
        }
        (longest, found)
    }
}

impl PartialEq for Shape {
    fn eq(&self, other: &Shape) -> bool {
        self.pattern == other.pattern
    }
}

impl Deref for Shape {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.compiled.get_or_init(|| {
            Regex::new(&format!("^(?:{})", self.pattern))
                .expect("the shapes of archives.toml are compiled by a test")
        })
    }
}

impl From<String> for Shape {
    fn from(pattern: String) -> Shape {
        let compiled = OnceLock::new();
        Shape { pattern, compiled }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TraditionRow {
    name: String,
    order: Vec<String>,
    leaf: Vec<String>,
    #[serde(default)]
    required: Vec<String>,
    strict: bool,
    #[serde(default)]
    number_first: bool,
    call: Option<Shape>,
    #[serde(default)]
    prefixes: Vec<(String, String)>,
    #[serde(default)]
    suffixes: Vec<(String, String)>,
}

impl TraditionRow {
    pub(super) fn resolve(
        self,
        designators: &HashMap<String, Arc<Designator>>,
    ) -> Result<Tradition, String> {
        let look_up = |ids: &[String]| -> Result<Vec<Arc<Designator>>, String> {
            let missing = |id: &String| format!("{} names no designator `{id}`", self.name);
            ids.iter()
                .map(|id| designators.get(id).cloned().ok_or_else(|| missing(id)))
                .collect()
        };
        let (order, leaves) = (look_up(&self.order)?, look_up(&self.leaf)?);
        let required = look_up(&self.required)?;
        let mut forms: HashMap<char, Vec<(String, Arc<Designator>)>> = HashMap::new();
        for designator in order.iter().chain(&leaves) {
            for form in &designator.forms {
                let folded: String = form.chars().map(fold).collect();
                let first = folded
                    .chars()
                    .next()
                    .ok_or_else(|| format!("{} has an empty form", designator.id))?;
                forms
                    .entry(first)
                    .or_default()
                    .push((folded, Arc::clone(designator)));
            }
        }
        for of_a_letter in forms.values_mut() {
            of_a_letter.sort_by_key(|(form, _)| std::cmp::Reverse(form.chars().count()));
        }
        Ok(Tradition {
            name: self.name,
            order,
            leaves,
            required,
            strict: self.strict,
            number_first: self.number_first,
            call: self.call,
            prefixes: self.prefixes,
            suffixes: self.suffixes,
            forms,
        })
    }
}
