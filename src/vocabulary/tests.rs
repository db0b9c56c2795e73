//! The vocabulary's own tests: every row is whole, every spelling leads where it should.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

/// The labels that `docs/format.md` names, acts apart.
const LABELS: &str = "note translator editor sic recte supplied lost omitted surplus gloss expansion or reg unclear \
    illegible blank redacted handwritten typed pencil hand stamp seal signature initials drawing margin top bottom \
    verso crossed-out inserted overtyped underlined header footer catchword page leaf column";
const ACTS: &str = "unclear del add over hand u b i sp caps sup sub place person org date term title quote num ru zh";
const ROLES: &str = "classification copy number addressee sender dateline salutation closing signature distribution \
    drafted resolution postscript caption letterhead";
const KEYS: &str = "title date source provenance creator recipient obtained-by translator transcriber editor language \
    original-language classification declassified number copy extent level id collection published url summary \
    history custody access rights original related note facsimile translation-of";

#[test]
fn every_word_of_the_specification_is_there() {
    let vocabulary = Vocabulary::builtin();
    for name in LABELS.split_whitespace() {
        let found = vocabulary.label(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(found.label.name, name.replace('-', " "));
        assert!(
            found.label.in_brackets() && found.label.class.is_some(),
            "{name}"
        );
    }
    for name in ACTS.split_whitespace() {
        assert!(
            vocabulary
                .label(name)
                .is_some_and(|found| found.label.in_braces()),
            "{name}"
        );
    }
    for name in ROLES.split_whitespace() {
        assert!(vocabulary.role(name).is_some(), "{name}");
    }
    for name in KEYS.split_whitespace() {
        assert!(vocabulary.key(name).is_some(), "{name}");
    }
}

#[test]
fn every_row_is_whole() {
    let vocabulary = Vocabulary::builtin();
    let labels = vocabulary
        .labels()
        .iter()
        .map(|row| (&row.name, &row.tei, &row.about, &row.example));
    let roles = vocabulary
        .roles()
        .iter()
        .map(|row| (&row.name, &row.tei, &row.about, &row.example));
    let keys = vocabulary
        .keys()
        .iter()
        .map(|row| (&row.name, &row.tei, &row.about, &row.example));
    for (name, tei, about, example) in labels.chain(roles).chain(keys) {
        assert!(
            !tei.is_empty() && about.ends_with('.') && about.len() > 6,
            "{name}"
        );
        let written = example.to_lowercase();
        assert!(
            written.contains(&format!("{name}:"))
                || written.contains(&format!("@{name} "))
                || written.contains(&format!("[{name} ")),
            "{name}: {example}"
        );
    }
    for label in vocabulary.labels() {
        assert_eq!(
            label.class.is_none(),
            label.voice == Voice::Act,
            "{}",
            label.name
        );
    }
}

#[test]
fn a_spelling_leads_to_one_row() {
    let vocabulary = Vocabulary::builtin();
    let mut seen: HashMap<(String, String), &str> = HashMap::new();
    for label in vocabulary.labels() {
        let names = std::iter::once(("en", &label.name));
        let aliases = label
            .aliases
            .iter()
            .flat_map(|(language, aliases)| aliases.iter().map(|alias| (language.as_str(), alias)));
        for (language, spelling) in names.chain(aliases) {
            let other = seen.insert((language.to_owned(), fold(spelling)), &label.name);
            assert!(
                other.is_none(),
                "{language} {spelling:?}: {other:?} and {:?}",
                label.name
            );
            let found = vocabulary
                .label(spelling)
                .map(|found| found.label.name.as_str());
            assert_eq!(
                found,
                Some(label.name.as_str()),
                "{language} {spelling:?} leads elsewhere"
            );
        }
    }
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for key in vocabulary.keys() {
        for spelling in key.spellings() {
            assert_eq!(seen.insert(spelling, &key.name), None, "{spelling}");
        }
    }
}

/// `written`, then the label, argument, words before and words after it; an empty name is no label.
fn check(written: &str, name: &str, argument: &str, before: &str, after: &str) {
    let found = Vocabulary::builtin().label(written);
    let found = found.map_or(("", "", "", ""), |found| {
        (
            found.label.name.as_str(),
            found.argument.unwrap_or(""),
            found.before,
            found.after,
        )
    });
    assert_eq!(found, (name, argument, before, after), "{written:?}");
}

#[test]
fn a_label_is_found_by_name_alias_number_and_code() {
    for (written, name, argument) in [
        ("note", "note", ""),
        ("  Handwritten ", "handwritten", ""),
        ("CROSSED OUT", "crossed out", ""),
        ("crossed-out", "crossed out", ""),
        ("Translator’s note", "translator", ""),
        ("Trans. note", "translator", ""),
        ("TN", "translator", ""),
        ("hand 2", "hand", "2"),
        ("Hand B", "hand", "B"),
        ("page 12v", "page", "12v"),
        ("Note 3", "note", "3"),
        ("ru", "ru", ""),
        ("zh-Hant", "zh", "Hant"),
        ("Russian", "ru", ""),
        ("in Chinese", "zh", ""),
        ("or", "or", ""),
    ] {
        check(written, name, argument, "", "");
    }
}

#[test]
fn what_transcribers_of_other_languages_type_is_known() {
    for (written, name) in [
        ("unleserlich", "illegible"),
        ("illisible", "illegible"),
        ("неразборчиво", "illegible"),
        ("ilegible", "illegible"),
        ("illeggibile", "illegible"),
        ("nieczytelne", "illegible"),
        ("字迹不清", "illegible"),
        ("Anm. d. Übers.", "translator"),
        ("Примечание переводчика", "translator"),
        ("N.d.T.", "translator"),
        ("译者注", "translator"),
        ("рукописная помета", "handwritten"),
        ("手写", "handwritten"),
        ("зачеркнуто", "crossed out"),
        ("Skreślono", "crossed out"),
        ("Rückseite", "verso"),
        ("на обороте", "verso"),
    ] {
        check(written, name, "", "", "");
    }
}

#[test]
fn every_language_is_a_term_and_says_which() {
    let vocabulary = Vocabulary::builtin();
    for language in vocabulary.languages() {
        let name = &language.aliases["en"][0];
        for written in [&language.name, name, &format!("in {name}")] {
            let found = vocabulary
                .label(written)
                .map(|found| found.label.name.as_str());
            assert_eq!(found, Some(language.name.as_str()), "{written}");
        }
        assert_eq!(language.class, Some(Class::Term));
        assert!(
            language.about.contains(name.as_str())
                && language.in_brackets()
                && language.in_braces()
        );
    }
}

#[test]
fn values_are_listed_where_only_some_are_right() {
    for key in Vocabulary::builtin().keys() {
        assert!(key.open || !key.values.is_empty(), "{}", key.name);
    }
    let level = Vocabulary::builtin()
        .key("level")
        .expect("a key of the table");
    assert!(!level.open && level.values.contains(&"item".to_owned()));
}

#[test]
fn every_label_of_brackets_is_known_in_eight_languages() {
    let languages: Vec<&str> = "de en es fr it pl ru zh".split(' ').collect();
    for label in Vocabulary::builtin()
        .labels()
        .iter()
        .filter(|label| label.in_brackets())
    {
        let aliases: Vec<&str> = label.aliases.keys().map(String::as_str).collect();
        assert_eq!(aliases, languages, "{}", label.name);
    }
}

proptest! {
    #[test]
    fn any_text_may_be_looked_up(text in "(\\PC|note|of|, |p\\. ?|[0-9]| |第|й|ß){0,12}") {
        let vocabulary = Vocabulary::builtin();
        if let Some(found) = vocabulary.label(&text) {
            prop_assert!(text.contains(found.before) && text.contains(found.after));
        }
        vocabulary.phrase(&text);
        vocabulary.nearest_label(&text);
        vocabulary.nearest_key(&text);
    }
}
