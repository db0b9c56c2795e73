//! The vocabulary's own tests: every row is whole, every spelling leads where it should.

use std::collections::HashMap;

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
fn in_a_wording_the_head_noun_decides() {
    for (written, name, before, after) in [
        (
            "Note at the bottom of the page",
            "note",
            "",
            "at the bottom of the page",
        ),
        ("faded image of a stamp", "stamp", "faded image of a", ""),
        ("image of a signature", "signature", "image of a", ""),
        (
            "illegible trace of a seal",
            "seal",
            "illegible trace of a",
            "",
        ),
        (
            "handwritten at the top of the page",
            "handwritten",
            "",
            "at the top of the page",
        ),
        ("at the bottom of the page", "bottom", "", "of the page"),
        ("in the left margin", "margin", "in the", ""),
        (
            "in the left margin, in red pencil",
            "margin",
            "in the",
            "in red pencil",
        ),
        (
            "Note in the margin by Stalin",
            "note",
            "",
            "in the margin by Stalin",
        ),
        (
            "stamp in the upper left corner",
            "stamp",
            "",
            "in the upper left corner",
        ),
        ("round stamp of the NKVD", "stamp", "round", "of the NKVD"),
        ("MFA stamp", "stamp", "MFA", ""),
        (
            "stamp of the War Ministry",
            "stamp",
            "",
            "of the War Ministry",
        ),
        ("stamp reads", "stamp", "", "reads"),
        ("signature stamp", "stamp", "signature", ""),
        ("stamp and signature", "stamp", "", "and signature"),
        ("Stalin's signature", "signature", "Stalin's", ""),
        ("signature on the back", "signature", "", "on the back"),
        ("signed in pencil", "signature", "", "in pencil"),
        ("added in red pencil", "inserted", "", "in red pencil"),
        ("typed on the verso", "typed", "", "on the verso"),
        ("in Stalin's hand", "hand", "in Stalin's", ""),
        ("note in her hand", "note", "", "in her hand"),
        (
            "resolution by Molotov in blue pencil",
            "pencil",
            "resolution by Molotov in blue",
            "",
        ),
        ("stamp, illegible", "stamp", "", "illegible"),
        ("title page", "page", "title", ""),
        ("Stempel der Kanzlei", "stamp", "", "der Kanzlei"),
        ("handschriftlich am Rand", "handwritten", "", "am Rand"),
        ("runder blauer Stempel", "stamp", "runder blauer", ""),
        ("tampon manuscrit", "stamp", "", "manuscrit"),
        ("cachet de la préfecture", "stamp", "", "de la préfecture"),
        (
            "sello redondo del ministerio",
            "stamp",
            "",
            "redondo del ministerio",
        ),
        ("timbro della questura", "stamp", "", "della questura"),
        ("pieczęć okrągła urzędu", "seal", "", "urzędu"),
        ("печать НКВД СССР", "seal", "", "НКВД СССР"),
        ("подпись неразборчива", "signature", "", "неразборчива"),
        ("помета Сталина на полях", "note", "", "Сталина на полях"),
    ] {
        check(written, name, "", before, after);
    }
    check("stamp 2 on the verso", "stamp", "2", "", "on the verso");
    check("Note 3 on page 2", "note", "3", "", "on page 2");
}

#[test]
fn a_wording_names_its_other_labels() {
    for (written, also) in [
        ("Note at the bottom of the page", "bottom page"),
        (
            "handwritten in the left margin, in red pencil",
            "margin pencil",
        ),
        ("stamp", ""),
    ] {
        let found = Vocabulary::builtin()
            .label(written)
            .expect("a label of the table");
        let names: Vec<&str> = found.also.iter().map(|label| label.name.as_str()).collect();
        assert_eq!(names.join(" "), also, "{written:?}");
    }
}

#[test]
fn prose_with_a_colon_is_not_a_label() {
    for written in [
        "Washington",
        "See also",
        "10",
        "He said",
        "top secret",
        "stamp duty",
        "He left a note",
        "note verbale",
        "",
        " ",
        "He",
        "IT",
        "No",
        "vote",
        "New York Stamp Company",
        "Molotov added",
        "the way back",
        "as mentioned above",
        "the situation today",
        "Von deutscher Seite",
        "strona polska",
        "see the note",
        "cf. page 3",
        "Main points",
        "Washington, note",
        "John Smith, editor",
        "Bureau of Statistics",
        "The signature is that of Stalin",
        "Source",
        "carta del presidente",
        "Moscow",
        "Document 3",
        "ru-",
        "zh-Hant-",
        "ru russian words",
        ",",
        ", ,",
        "a, , stamp",
        "of",
        "of of of",
        "see",
        "Минск",
        "Постановление Политбюро",
        "la bandera roja",
        "北京",
    ] {
        check(written, "", "", "", "");
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
fn the_nearest_label_is_a_slip_away() {
    for (written, name) in [
        ("ilegible", "illegible"),
        ("illegable", "illegible"),
        ("handwriten", "handwritten"),
        ("hanwriten", "handwritten"),
        ("singature", "signature"),
        ("transaltor", "translator"),
        ("stmap", "stamp"),
        ("crossd out", "crossed out"),
        ("redactd", "redacted"),
        ("unlesrlich", "illegible"),
        ("нерзборчиво", "illegible"),
        ("vote", ""),
        ("stump", ""),
        ("Martin", ""),
        ("recto", ""),
        ("Washington", ""),
        ("", ""),
        ("See also", ""),
    ] {
        let nearest = Vocabulary::builtin().nearest_label(written);
        assert_eq!(nearest.map_or("", |label| &label.name), name, "{written:?}");
    }
}

#[test]
fn keys_and_roles_are_spelt_exactly_and_suggested_loosely() {
    let vocabulary = Vocabulary::builtin();
    assert_eq!(
        vocabulary.key("provenance").map(|key| key.name.as_str()),
        Some("source")
    );
    assert!(vocabulary.key("Title").is_none() && vocabulary.role("Sender").is_none());
    for (written, name) in [
        ("Title", "title"),
        ("original language", "original-language"),
        ("clasification", "classification"),
        ("recipent", "recipient"),
        ("soruce", "source"),
        ("colour", ""),
    ] {
        let nearest = vocabulary.nearest_key(written);
        assert_eq!(nearest.map_or("", |key| &key.name), name, "{written:?}");
    }
    for (written, name) in [
        ("Sender", "sender"),
        ("adressee", "addressee"),
        ("salutaton", "salutation"),
        ("me", ""),
    ] {
        let nearest = vocabulary.nearest_role(written);
        assert_eq!(nearest.map_or("", |role| &role.name), name, "{written:?}");
    }
}

#[test]
fn a_closed_phrase_decides_the_class() {
    for (content, class, means) in [
        ("SIC", "sic", "sic"),
        ("Так в тексте", "sic", "sic"),
        (
            "Omitted here is a table of contents",
            "omission",
            "editorial",
        ),
        ("illegible", "gap", "illegible"),
        ("2 words unreadable", "gap", "illegible"),
        ("rest of the line torn", "gap", "lost"),
        ("illegible signature", "gap", "illegible"),
        ("1 слово нрзб.", "gap", "illegible"),
        ("two lines faded", "gap", "faded"),
        ("left blank", "blank", "blank"),
        ("No date", "blank", "absent"),
        ("n.d.", "blank", "absent"),
        ("б. д.", "blank", "absent"),
        ("p. 2", "page-break", "page"),
        ("p.2", "page-break", "page"),
        ("Page 377", "page-break", "page"),
        ("l. 334 ob.", "page-break", "leaf"),
        ("ll. 3-4", "page-break", "leaf"),
        ("f. 2v", "page-break", "leaf"),
        ("p. xiv", "page-break", "page"),
        ("第12页", "page-break", "page"),
        ("л. 24 об.", "page-break", "leaf"),
        ("signature", "mark", "signature"),
        ("Laughter", "mark", "event"),
        ("Name not declassified", "redacted", "redacted"),
        ("1 line not declassified.", "redacted", "redacted"),
        ("REDACTED", "redacted", "redacted"),
        ("Tacheng", "", ""),
        ("their", "", ""),
        ("list of names", "", ""),
        ("F16", "", ""),
        ("faded image of a stamp", "", ""),
        ("the pages that follow", "", ""),
        ("", "", ""),
        ("...", "", ""),
        ("!", "sic", "sic"),
    ] {
        let phrase = Vocabulary::builtin().phrase(content);
        let found = phrase.map_or(("", ""), |phrase| {
            (phrase.class.name(), phrase.means.as_str())
        });
        assert_eq!(found, (class, means), "{content:?}");
    }
}

#[test]
fn every_phrase_fits_itself_and_every_unit_its_words() {
    let vocabulary = Vocabulary::builtin();
    for class in Class::ALL {
        for phrase in vocabulary.phrases(*class) {
            assert!(!phrase.text.is_empty(), "{phrase:?}");
            let content = phrase.text.replace('#', "12");
            let found = vocabulary
                .phrase(&content)
                .map(|found| (found.class, &found.means));
            assert_eq!(found, Some((phrase.class, &phrase.means)), "{phrase:?}");
        }
    }
    for unit in vocabulary.units() {
        for word in unit.words.values().flatten() {
            assert_eq!(
                vocabulary.unit(word).map(|found| &found.name),
                Some(&unit.name),
                "{word}"
            );
        }
    }
}
