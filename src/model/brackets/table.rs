//! The rules, one function each, in their order.

use super::features::Features;
use super::neighbours::{self, is_title};
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
    11 doubtful "doubtful" "a word with a question mark, a bracket within a bracket",
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
    if of.label().is_some() {
        return of
            .label()?
            .class
            .filter(|&class| class == Class::Correction);
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
        _ => (of.says(Class::Correction) || is_respelling(of)).then_some(Class::Correction),
    }
}

fn furniture(of: &Features) -> Option<Class> {
    let closed = of
        .bracket
        .block
        .get(of.bracket.range.clone())?
        .ends_with(']');
    let figures = of.text.bytes().all(|byte| byte.is_ascii_digit())
        && of.text.len() >= if closed { 5 } else { 4 };
    let address = of.length == 1 && of.text.contains('@');
    let button = of.says(Class::Furniture) && !of.around.continues;
    (figures || address || button).then_some(Class::Furniture)
}

fn omission(of: &Features) -> Option<Class> {
    let dots = is_row(of.text, ".… ") && of.text.len() > 1 && !cuts_a_phrase(of);
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
    if touches(of) {
        return None;
    }
    // In running text one small word is a word of the sentence: `in [silence] they`.
    let aside = of.capitalised || !of.around.continues;
    let told = || of.says(Class::Mark) && aside;
    let described = || {
        let found = of.context.vocabulary.label(of.text)?;
        let on_the_page =
            found.label.class == Some(Class::Mark) && found.label.voice == Voice::Page;
        Some(on_the_page && aside)
    };
    let article = ["the", "a", "an", "his", "her", "their", "its"].contains(&of.first);
    let short = of.length <= 6 && !article && (of.length > 1 || of.capitalised);
    (told() || short && described() == Some(true)).then_some(Class::Mark)
}

fn redacted(of: &Features) -> Option<Class> {
    of.says(Class::Redacted).then_some(Class::Redacted)
}

fn doubtful(of: &Features) -> Option<Class> {
    let doubt = |(at, _): (usize, &str)| {
        of.text[..at].ends_with(|c: char| c.is_alphanumeric() || ".'’&)( ".contains(c))
    };
    let asked = of.length <= 8
        && of.text.contains(char::is_alphanumeric)
        && of.text.match_indices('?').any(doubt);
    let worded = of.text.contains(|c: char| c.is_alphanumeric() || c == '&');
    (worded && (asked || of.bracket.nested)).then_some(Class::Doubtful)
}

fn query(of: &Features) -> Option<Class> {
    is_row(of.text, "?() ").then_some(Class::Query)
}

fn completion(of: &Features) -> Option<Class> {
    if is_row(of.text, ".,;:!'\"’”“-)") {
        return Some(Class::Completion);
    }
    let initial = of.around.before.ends_with('.') && of.around.word.len() <= 3 && !of.capitalised;
    let digits = of.text.bytes().all(|byte| byte.is_ascii_digit());
    // `Kashgar[Kashi]` lacks a space, `word[1]` is the number of a note; neither completes a word.
    let before = of.around.touches_before.is_some_and(|c| {
        let own_word = of.capitalised && c.is_lowercase() && of.around.word.chars().count() > 3;
        let number = digits && !c.is_numeric();
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
    let worded =
        of.text.starts_with(char::is_alphabetic) && !of.text.contains(|c: char| c.is_numeric());
    if !worded || of.length > 10 || is_remark(of) {
        return None;
    }
    let closed = of.kind(of.first) == Some(Kind::Closed);
    let acronym = of.around.follows_acronym() && of.length > 1 && !closed;
    let abbreviated =
        of.length == 1 && abbreviates(of.around.word, of.first) && !of.is_common(of.around.word);
    (acronym || abbreviated).then_some(Class::Expansion)
}

fn other_name(of: &Features) -> Option<Class> {
    let around = &of.around;
    if !of.is_name() || around.follows_title() || around.word.is_empty() {
        return None;
    }
    let owned = |word: &str| word.ends_with("'s") || word.ends_with("’s");
    let pronoun = PRONOUNS.contains(&around.word)
        || OWNERS.contains(&around.word) && owned(of.text)
        || owned(around.word) && owned(of.text);
    let ordinary = of.kind(around.word) == Some(Kind::Closed)
        || around.word_opens_sentence() && of.is_common(around.word);
    let name = around.follows_capital() && !ordinary && !(of.length == 1 && of.is_common(of.first));
    // `Columbus [Georgia] Daily` goes on as one name, `Kashgar [Kashi] District` says what the name is of.
    let amid = around.next.starts_with(char::is_uppercase) && !UNITS.contains(&around.next);
    (pronoun || name && !amid).then_some(Class::OtherName)
}

fn term(of: &Features) -> Option<Class> {
    let latin = of.text.chars().any(|c| c.is_ascii_alphabetic());
    let foreign_script =
        of.text.chars().any(char::is_alphabetic) && !latin && of.context.words.is_some();
    if foreign_script {
        return Some(Class::Term);
    }
    if of.capitalised
        || of.length > 4
        || of.text.contains(char::is_numeric)
        || of.around.word.is_empty()
    {
        return None;
    }
    let unknown = |word: &&str| match of.context.words {
        Some(words) => word.chars().count() > 2 && !words.contains(word),
        None => looks_romanised(word),
    };
    let count = of.words().filter(unknown).count();
    (count > 0 && count * 2 >= of.length).then_some(Class::Term)
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
        of.is_date() || !is_remark(of) && (punctuated || small || abbreviated || few || named);
    (holds && !is_note_number(of) && !of.says(Class::Note)).then_some(Class::Supplied)
}

fn note(_: &Features) -> Option<Class> {
    Some(Class::Note)
}

/// What places are, as it stands behind their names.
const UNITS: &[&str] = &[
    "District",
    "Districts",
    "County",
    "Counties",
    "Province",
    "Provinces",
    "Prefecture",
    "Region",
    "Regions",
    "Oblast",
    "Krai",
    "Kray",
    "Raion",
    "Rayon",
    "Uezd",
    "Governorate",
    "Canton",
    "Department",
    "Republic",
    "State",
    "States",
    "Territory",
    "City",
    "Town",
    "Township",
    "Village",
    "Island",
    "Islands",
    "River",
    "Lake",
    "Sea",
    "Bay",
    "Strait",
    "Pass",
    "Valley",
    "Mountain",
    "Mountains",
    "Peninsula",
    "Desert",
    "Basin",
    "Steppe",
    "Road",
    "Street",
    "Square",
    "Highway",
    "Railway",
    "Railroad",
    "Station",
    "Airport",
    "Airfield",
    "Port",
    "Harbor",
    "Harbour",
    "Front",
    "Army",
    "Division",
    "Regiment",
    "Garrison",
    "Camp",
    "Base",
    "Consulate",
    "Line",
];

/// Articles, prepositions and pronouns: behind one of them a word is wanted, so that dots stand for what is lost.
const WANTING: &[&str] = &[
    "the", "a", "an", "of", "in", "to", "by", "for", "with", "from", "at", "on", "into", "upon",
    "under", "between", "he", "she", "they", "we", "I", "his", "her", "their", "our", "my", "its",
    "your",
];

const PRONOUNS: &[&str] = &[
    "I", "me", "he", "him", "she", "her", "it", "we", "us", "they", "them", "you", "He", "She",
    "It", "They", "We", "You",
];
const OWNERS: &[&str] = &[
    "his", "her", "its", "their", "our", "my", "your", "whose", "His", "Her", "Their", "Its",
];

/// Whether the content speaks to the reader instead of completing the text.
fn is_remark(of: &Features) -> bool {
    let preposition = of.capitalised
        && of.length > 1
        && of.kind(of.first) == Some(Kind::Closed)
        && !of.around.continues;
    let label_like = of.text.contains(": ") || of.text.ends_with(':');
    of.says(Class::Note) || label_like || of.is_sentence() || preposition
}

/// Whether it is the number of a note: a small number that touches the text or begins a line.
fn is_note_number(of: &Features) -> bool {
    let number = of.text.len() <= 3 && of.text.bytes().all(|byte| byte.is_ascii_digit());
    number && (of.around.begins_line || !of.around.before.ends_with(char::is_whitespace))
}

/// Whether the bracket stands in the middle of a word or of a phrase, where an editor would hardly cut.
fn cuts_a_phrase(of: &Features) -> bool {
    touches(of) || WANTING.contains(&of.around.word)
}

/// Whether the content spells the word before it otherwise: `held [help]`. A name that is spelled otherwise is another
/// name, as spellings of names are seldom wrong.
fn is_respelling(of: &Features) -> bool {
    let (written, meant) = (neighbours::bare(of.around.word), of.text);
    let letters = |word: &str| word.chars().count();
    if of.length != 1 || touches(of) || letters(written).min(letters(meant)) < 4 || written == meant
    {
        return false;
    }
    let longest = letters(written).max(letters(meant));
    letters(written).abs_diff(letters(meant)) * 3 <= longest
        && of.is_common(meant)
        && !abbreviates(written, meant)
        && 3 * strsim::osa_distance(&written.to_lowercase(), &meant.to_lowercase()) <= longest
}

/// Whether a letter or digit touches the bracket.
fn touches(of: &Features) -> bool {
    of.around.touches_before.is_some() || of.around.touches_behind.is_some()
}

/// Whether a text is nothing but some of these signs.
fn is_row(text: &str, signs: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| signs.contains(c))
}

/// Whether the letters of the short form stand in the full one in their order, from the first on: `Compts`, `Compliments`.
fn abbreviates(short: &str, full: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (short, full) = (letters(short), letters(full));
    let mut rest = full.iter();
    !short.is_empty()
        && short.len() + 1 < full.len()
        && short.first() == full.first()
        && short.iter().all(|letter| rest.any(|other| other == letter))
}

/// Whether a word has what romanised Slavic, Turkic or Chinese words have and others seldom.
fn looks_romanised(word: &str) -> bool {
    const SIGNS: &[&str] = &[
        "zh", "kh", "shch", "yy", "iy", "aya", "oye", "yye", "ts'", "'", "ʹ", "yu", "ya", "qi",
        "xi",
    ];
    let word = word.to_lowercase();
    word.chars().count() > 3 && SIGNS.iter().any(|sign| word.contains(sign))
}
