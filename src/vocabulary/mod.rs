//! Labels, roles, header keys and closed phrases: one table, as data, and its reader.

mod class;
mod fold;
mod key;
mod label;
mod nearest;
mod phrase;
mod role;
#[cfg(test)]
mod tests;
mod wording;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

pub use class::Class;
pub use fold::fold;
pub use key::{Key, Kind};
pub use label::{Label, LabelMatch, Voice};
pub use phrase::{Fit, Phrase, Unit};
pub use role::Role;

use label::LabelIndex;
use phrase::PhraseIndex;

/// The other spellings of a word, by BCP 47 language; the languages are `en de fr ru es it pl zh`.
pub type Aliases = BTreeMap<String, Vec<String>>;

/// Every word that Sigla gives a meaning to.
///
/// Hover, completion, highlighting, export and the documentation all read this one table. A look-up costs one fold of
/// what was written and one probe of a hash table, but for `nearest_…`, which compares with every row.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    labels: LabelIndex,
    roles: Vec<Role>,
    keys: Vec<Key>,
    key_by_name: HashMap<String, usize>,
    phrases: PhraseIndex,
}

impl Vocabulary {
    /// The vocabulary that comes with the program, read on first use.
    pub fn builtin() -> &'static Vocabulary {
        static BUILTIN: OnceLock<Vocabulary> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let keys = key::builtin();
            Vocabulary {
                labels: LabelIndex::builtin(),
                roles: role::builtin(),
                key_by_name: key::by_name(&keys),
                keys,
                phrases: PhraseIndex::builtin(),
            }
        })
    }

    /// Adds a label, or takes the place of the one of that name. Spellings that are known already keep their meaning.
    pub fn add_label(&mut self, label: Label) {
        self.labels.add(label);
    }

    /// Adds a header key. Spellings that are known already keep their meaning.
    pub fn add_key(&mut self, key: Key) {
        let at = self.keys.len();
        for spelling in key.spellings() {
            self.key_by_name.entry(spelling.to_owned()).or_insert(at);
        }
        self.keys.push(key);
    }

    /// Every label but the language codes, in the order of the specification.
    pub fn labels(&self) -> &[Label] {
        &self.labels.labels
    }

    /// The language codes, as labels of class [`Class::Term`].
    pub fn languages(&self) -> &[Label] {
        &self.labels.languages
    }

    /// Every role that a line can be given with `@role`.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Every header key, in the order of the specification.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The closed phrases of a class, such as `left blank` of [`Class::Blank`]; none for most classes.
    pub fn phrases(&self, class: Class) -> &[Phrase] {
        self.phrases.of(class)
    }

    /// What an extent is counted in: words, lines, letters, pages.
    pub fn units(&self) -> &[Unit] {
        &self.phrases.units
    }

    /// The label that stands before a colon, or none where the words are only text.
    ///
    /// `written` is an exact name or alias in any case, accents and spacing (`Handwritten`, `crossed-out`), one with a
    /// number (`hand 2`), a language code in lower case with or without subtags (`ru`, `zh-Hant`), the English name of
    /// a language (`in Russian`), or a short wording such as `faded image of a stamp`. In a wording:
    ///
    /// 1. It is cut where a preposition, `and` or a genitive article stands; commas cut too, and nothing behind the
    ///    first comma decides. The first piece that knows a label decides, so that `Note at the bottom of the page`
    ///    is a note and `at the bottom of the page` is a bottom.
    /// 2. In that piece the last known label decides and must end the piece, as in English and German the noun does:
    ///    `signature stamp` is a stamp, `stamp duty` and `top secret` are text. Where the word is of a language that
    ///    puts the noun first (French, Spanish, Italian, Polish, Russian), the first known label of the piece decides
    ///    and words may follow: `tampon manuscrit` and `печать НКВД` are a stamp and a seal.
    /// 3. `image`, `trace`, `impression` and the like stand for what follows: `faded image of a stamp` is a stamp.
    /// 4. Only labels of class mark, page-break and note decide; some spellings only as the first word, since elsewhere
    ///    they are prose (`Molotov added`); those under three letters never. A pronoun, a finite verb or a
    ///    cross-reference (`see`, `cf.`) anywhere makes the whole prose, and so do more than ten words.
    ///
    /// The other words are kept verbatim in the match, and the other labels among them are named in `also`.
    /// Whether the label suits the sign is for the caller to ask: [`Label::in_brackets`], [`Label::in_braces`].
    pub fn label<'t>(&self, written: &'t str) -> Option<LabelMatch<'_, 't>> {
        self.labels.find(written)
    }

    /// The label that `written` most likely misspells: at least five letters, and one slip, or two from nine letters on.
    ///
    /// A word of five to seven letters is taken for a slip only if a letter is missing, doubled or out of place, since
    /// one letter for another mostly makes another word (`stump`, `Martin`).
    pub fn nearest_label(&self, written: &str) -> Option<&Label> {
        nearest::nearest(written, self.labels.spellings()).map(|at| &self.labels()[at])
    }

    /// The header key of that name or alias, spelt exactly: lower case, with hyphens.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.key_by_name.get(name).map(|&at| &self.keys[at])
    }

    /// The header key that `name` most likely misspells; also finds `Title` and `original_language`.
    pub fn nearest_key(&self, name: &str) -> Option<&Key> {
        let keys = self.keys.iter().enumerate();
        let spellings =
            keys.flat_map(|(at, key)| key.spellings().map(move |name| (fold(name), at)));
        nearest::nearest(name, spellings).map(|at| &self.keys[at])
    }

    /// The role of that name, spelt exactly, without the `@`.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// The role that `name` most likely misspells; also finds `Sender` and the name in another language.
    pub fn nearest_role(&self, name: &str) -> Option<&Role> {
        let roles = self.roles.iter().enumerate();
        let spellings =
            roles.flat_map(|(at, role)| role.spellings().map(move |name| (fold(name), at)));
        nearest::nearest(name, spellings).map(|at| &self.roles[at])
    }

    /// The closed phrase that a bracket's content fits, the first class of the rule table first.
    ///
    /// A phrase that is the whole content goes before one that is a part of it. Content of more than ten words fits
    /// nothing but an omission, or up to 24 words an event, since the other classes are never told at length.
    pub fn phrase(&self, content: &str) -> Option<&Phrase> {
        self.phrases.find(content)
    }

    /// The English phrase that `content` most likely misspells, among those that can be all of a bracket.
    pub fn nearest_phrase(&self, content: &str) -> Option<&Phrase> {
        let classes = [Class::Gap, Class::Blank, Class::Omission, Class::Redacted];
        let phrases: Vec<&Phrase> = (classes.iter())
            .flat_map(|class| self.phrases(*class))
            .filter(|phrase| phrase.language == "en" && phrase.fit != Fit::Number)
            .collect();
        let spellings = phrases
            .iter()
            .enumerate()
            .map(|(at, phrase)| (&phrase.text, at));
        nearest::nearest(content, spellings).map(|at| phrases[at])
    }

    /// The unit of that word in any of the languages: `lines`, `Zeilen`, `строк`.
    pub fn unit(&self, word: &str) -> Option<&Unit> {
        self.phrases.unit(word)
    }
}
