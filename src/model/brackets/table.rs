//! The rules, one function each, in their order.

use super::features::{Features, Registered};
use super::lexicon::{self, has};
use super::neighbours::is_title;
use super::spelling::{abbreviates, looks_romanised};
use crate::registers::words::Kind;
use crate::vocabulary::{Class, Voice};

/// A row of the rule table.
pub struct Rule {
    /// Its row in `docs/format.md`; 0 for furniture, which has no row.
    pub number: u8,
    /// A short name, for reports.
    pub name: &'static str,
    /// What it looks for, in a phrase.
    pub about: &'static str,
    /// The class, if the rule holds.
    pub(super) decides: fn(&Features) -> Option<Class>,
}

macro_rules! rules {
    ($($number:literal $decides:ident $name:literal $about:literal),* $(,)?) => {
        /// The rules of the convention `typescript`, in the order they are asked; the first that holds decides.
        pub const RULES: &[Rule] =
            &[$(Rule { number: $number, name: $name, about: $about, decides: $decides }),*];
    };
}

rules! {
    1 source "source" "a box of a form, ticked or empty, at the beginning of a line",
    2 label "label" "a label of the vocabulary before a colon",
    3 stated "stated" "a mark or a language code that states the class",
    4 sic "sic" "sic, or what should stand there",
    0 furniture "furniture" "a web page's button, a figure that scanning spoiled",
    5 omission "omission" "three dots, or words that tell of an omission",
    6 gap "gap" "words that tell what cannot be read, three dots in a word, a row of dashes",
    7 blank "blank" "words that tell of an empty place, or nothing at all",
    8 page_break "page-break" "a page or leaf with its number",
    9 mark "mark" "words that tell of a signature, a seal, a stamp, an event",
    10 redacted "redacted" "words that tell what was withheld",
    11 doubtful "doubtful" "a word with a question mark, a doubled bracket within a bracket",
    12 query "query" "a question mark alone",
    13 completion "completion" "a letter touches it",
    14 expansion "expansion" "behind an acronym or an abbreviation",
    15 other_name "other-name" "a name behind a name",
    16 term "term" "not words of the language",
    17 supplied "supplied" "words that complete the sentence",
    18 note "note" "anything else",
}

fn source(of: &Features) -> Option<Class> {
    let ticked = matches!(of.text, "" | "x" | "X" | "✓" | "✗" | "v" | "V");
    let before_words = of.around.behind.starts_with(' ') && !of.around.ends_line;
    (ticked && of.around.begins_line && before_words).then_some(Class::Source)
}

fn label(of: &Features) -> Option<Class> {
    let elsewhere = |class: &Class| !matches!(class, Class::Term | Class::Correction);
    of.label()?.class.filter(elsewhere)
}

fn stated(of: &Features) -> Option<Class> {
    match of.bracket.mark {
        Some('=') => Some(Class::OtherName),
        Some('+') => Some(Class::Supplied),
        _ => of.label()?.class.filter(|&class| class == Class::Term),
    }
}

fn sic(of: &Features) -> Option<Class> {
    if let Some(label) = of.label() {
        return label.class.filter(|&class| class == Class::Correction);
    }
    let sic = of
        .text
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("sic"));
    let rest = if sic { &of.text[3..] } else { "" };
    match rest.chars().find(|c| c.is_alphanumeric()) {
        Some(_) if rest.starts_with([',', ';', ' ', '.', '!', '?', '-', '=', '—']) => {
            Some(Class::Correction)
        }
        None if sic || of.bracket.mark == Some('!') || of.says(Class::Sic) => Some(Class::Sic),
        _ => (of.length <= 5 && of.says(Class::Correction) || of.is_respelling())
            .then_some(Class::Correction),
    }
}

fn furniture(of: &Features) -> Option<Class> {
    let enough = if of.is_closed { 5 } else { 4 };
    let figures = of.is_figures() && of.text.len() >= enough;
    let address = of.length == 1 && of.text.contains('@');
    let button = of.says(Class::Furniture) && !of.around.continues;
    (figures || address || button).then_some(Class::Furniture)
}

fn omission(of: &Features) -> Option<Class> {
    let dots = is_row(of.text, ".… ") && of.text.len() > 1 && !of.cuts_a_phrase();
    (dots || of.says(Class::Omission)).then_some(Class::Omission)
}

fn gap(of: &Features) -> Option<Class> {
    let row = is_row(of.text, ".… -–—*") && of.text.len() > 1;
    (row || of.says(Class::Gap)).then_some(Class::Gap)
}

fn blank(of: &Features) -> Option<Class> {
    (of.text.is_empty() && of.bracket.mark.is_none()
        || is_row(of.text, "_ ")
        || of.says(Class::Blank))
    .then_some(Class::Blank)
}

fn page_break(of: &Features) -> Option<Class> {
    of.says(Class::PageBreak).then_some(Class::PageBreak)
}

fn mark(of: &Features) -> Option<Class> {
    // In running text small words are words of the sentence: `in [silence] they`.
    let aside = !of.is_touched() && (of.capitalised || !of.around.continues);
    let described = || {
        let label = of.context.vocabulary.label(of.text)?.label;
        Some(label.class == Some(Class::Mark) && label.voice == Voice::Page)
    };
    let short =
        of.length <= 6 && (of.length > 1 || of.capitalised) && !has(lexicon::ARTICLES, of.first);
    let holds = aside && (of.says(Class::Mark) || short && described() == Some(true));
    holds.then_some(Class::Mark)
}

fn redacted(of: &Features) -> Option<Class> {
    of.says(Class::Redacted).then_some(Class::Redacted)
}

fn doubtful(of: &Features) -> Option<Class> {
    let doubt = |(at, _): (usize, &str)| {
        of.text[..at].ends_with(|c: char| c.is_alphanumeric() || ".'’&)( ".contains(c))
    };
    let worded = of.text.contains(|c: char| c.is_alphanumeric() || c == '&');
    let asked = of.length <= 8 && of.text.match_indices('?').any(doubt);
    (worded && (asked || of.is_doubled())).then_some(Class::Doubtful)
}

fn query(of: &Features) -> Option<Class> {
    is_row(of.text, "?() ").then_some(Class::Query)
}

fn completion(of: &Features) -> Option<Class> {
    if is_row(of.text, ".,;:!'\"’”“-)") {
        return Some(Class::Completion);
    }
    let initial = of.around.before.ends_with('.') && of.around.word.len() <= 3 && !of.capitalised;
    // `Kashgar[Kashi]` lacks a space, `word[1]` is the number of a note; neither completes a word.
    let before = of.around.touches_before.is_some_and(|c| {
        let own_word = of.capitalised && c.is_lowercase() && of.around.word.chars().count() > 3;
        let number = of.is_figures() && !c.is_numeric();
        of.around.touches_behind.is_some() || !own_word && !number
    });
    let behind = of
        .around
        .touches_behind
        .is_some_and(|_| !of.text.ends_with(['.', ',']));
    let touches = before || behind || initial && !of.bracket.range.is_empty();
    (touches && of.length <= 4).then_some(Class::Completion)
}

fn expansion(of: &Features) -> Option<Class> {
    if of.is_registered(Registered::Expanded) {
        return Some(Class::Expansion);
    }
    let worded =
        of.text.starts_with(char::is_alphabetic) && !of.text.contains(|c: char| c.is_numeric());
    if !worded || of.length > 10 || of.is_remark() {
        return None;
    }
    let closed = of.kind(of.first) == Some(Kind::Closed);
    let acronym = of.around.follows_acronym() && of.length > 1 && !closed;
    let abbreviated =
        of.length == 1 && abbreviates(of.around.word, of.first) && !of.is_common(of.around.word);
    (acronym || abbreviated).then_some(Class::Expansion)
}

fn other_name(of: &Features) -> Option<Class> {
    if of.is_registered(Registered::SameName) {
        return Some(Class::OtherName);
    }
    let around = &of.around;
    let term = of.is_registered(Registered::Abbreviated) || of.is_term();
    if term || !of.is_name() || around.word.is_empty() {
        return None;
    }
    let owned = |word: &str| word.ends_with("'s") || word.ends_with("’s");
    let pronoun = has(lexicon::PRONOUNS, around.word)
        || owned(of.text) && (owned(around.word) || has(lexicon::OWNERS, around.word));
    // `Columbus [Georgia] Daily` goes on as one name, `Kashgar [Kashi] District` says what the name is of.
    let amid = around.next.starts_with(char::is_uppercase) && !has(lexicon::UNITS, around.next);
    let ordinary = of.length == 1 && of.is_common(of.first);
    let office = around.follows_title() && has(lexicon::DETERMINERS, around.second());
    let name = if around.follows_title() {
        office
    } else {
        of.follows_name() && !ordinary
    };
    (pronoun || name && !amid).then_some(Class::OtherName)
}

fn term(of: &Features) -> Option<Class> {
    let registered = of.is_registered(Registered::Abbreviated) || of.is_term();
    if registered || of.is_in_another_script() {
        return Some(Class::Term);
    }
    let small = !of.capitalised && of.length <= 4 && !of.text.contains(char::is_numeric);
    let phrase = has(lexicon::WANTING, of.first);
    if !small || phrase || of.around.word.is_empty() {
        return None;
    }
    let unknown = |word: &&str| match of.context.words {
        Some(words) => word.chars().count() > 2 && !words.contains(word),
        None => looks_romanised(word),
    };
    let count = of.words().filter(unknown).count();
    (count > 0 && count * 2 >= of.length && of.stands_in_its_language()).then_some(Class::Term)
}

fn supplied(of: &Features) -> Option<Class> {
    let punctuated = of.text.starts_with([',', ';']);
    let small = !of.capitalised && of.length <= 12;
    let amid = !of.around.opens_sentence || of.around.continues;
    let abbreviated = of.capitalised && of.length <= 2 && of.text.ends_with('.');
    let alone = of.around.begins_line && of.around.ends_line;
    let few = of.length <= 5 && amid && !alone;
    let titled = is_title(of.first) || of.around.follows_title();
    let named = titled && of.length <= 5;
    let holds =
        of.is_date() || !of.is_remark() && (punctuated || small || abbreviated || few || named);
    (holds && !of.is_note_number() && !of.says(Class::Note)).then_some(Class::Supplied)
}

fn note(_: &Features) -> Option<Class> {
    Some(Class::Note)
}

/// Whether a text is nothing but some of these signs.
fn is_row(text: &str, signs: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| signs.contains(c))
}
