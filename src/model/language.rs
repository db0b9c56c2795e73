//! Language tags of the header (BCP 47).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::malformed::Malformed;

/// A language of `languages.tsv`: the whole of ISO 639-1, and what the field also writes in.
#[derive(Debug)]
pub struct Language {
    /// The code to write: of two letters if there is one (RFC 5646, 2.2.1).
    pub code: &'static str,
    /// Codes of ISO 639-2 and 639-3 that it replaces.
    replaces: Vec<&'static str>,
    /// The name in English.
    pub name: &'static str,
    /// Other names, that in the language itself among them.
    others: Vec<&'static str>,
}

/// Every language of the table.
pub fn languages() -> &'static [Language] {
    static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
        let rows = include_str!("languages.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        let row = |line: &'static str| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or("");
            let (code, replaces, name, others) = (cell(), cell(), cell(), cell());
            Language {
                code,
                replaces: replaces.split_whitespace().collect(),
                name,
                others: others.split(' ').collect(),
            }
        };
        rows.map(row).collect()
    });
    &LANGUAGES
}

/// The language that a tag begins with, if the table has it.
pub fn language(tag: &str) -> Option<&'static Language> {
    let primary = tag.split('-').next().unwrap_or(tag);
    languages()
        .iter()
        .find(|language| language.code.eq_ignore_ascii_case(primary))
}

/// Whether a tag is well-formed (RFC 5646, 2.1) and its language one that can be: a code of two letters must be in ISO 639-1, one
/// of three may not have a shorter. Grandfathered tags that break the grammar, such as `i-default`, are refused.
pub fn check_tag(tag: &str) -> Result<(), Malformed> {
    let message = match fault(tag) {
        None => return Ok(()),
        Some(message) => message,
    };
    let suggestion = meant(tag).filter(|suggestion| fault(suggestion).is_none());
    Err(Malformed {
        message,
        suggestion,
    })
}

/// Codes that were withdrawn, and what stands in their place (IANA Language Subtag Registry).
const WITHDRAWN: [(&str, &str); 5] = [
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("jw", "jv"),
    ("mo", "ro"),
];

/// What is wrong with a tag.
fn fault(tag: &str) -> Option<String> {
    if tag.is_empty() {
        return Some("the language is empty".to_owned());
    }
    if let Some(stray) = tag
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && *c != '-')
    {
        return Some(format!(
            "`{tag}` has a `{}`, and a language tag has letters, figures and hyphens",
            stray.escape_debug()
        ));
    }
    let subtags: Vec<&str> = tag.split('-').collect();
    if let Some(wrong) = subtags
        .iter()
        .find(|subtag| subtag.is_empty() || subtag.len() > 8)
    {
        return Some(format!(
            "`{tag}` has a part `{wrong}`, and a part has one to eight letters or figures"
        ));
    }
    let (primary, rest) = subtags.split_first()?;
    if primary.eq_ignore_ascii_case("x") {
        return rest
            .is_empty()
            .then(|| format!("`{tag}` names nothing after `x`"));
    }
    primary_fault(tag, primary).or_else(|| rest_fault(tag, rest))
}

fn primary_fault(tag: &str, primary: &str) -> Option<String> {
    let code = primary.to_ascii_lowercase();
    if let Some((_, current)) = WITHDRAWN.iter().find(|(old, _)| *old == code) {
        return Some(format!(
            "`{tag}` has the withdrawn code `{primary}`, today `{current}`"
        ));
    }
    if let Some(shorter) = languages()
        .iter()
        .find(|language| language.replaces.contains(&code.as_str()))
    {
        return Some(format!(
            "`{tag}` has the code `{primary}`, and {} has a shorter one",
            shorter.name
        ));
    }
    let exists = match code.len() {
        2 => languages().iter().any(|language| language.code == code),
        3 => code.bytes().all(|byte| byte.is_ascii_alphabetic()),
        _ => false,
    };
    (!exists).then(|| format!("`{primary}` is not the code of a language"))
}

/// The parts after the language, in their fixed order: extlang, script, region, variants, extensions, private use.
fn rest_fault(tag: &str, rest: &[&str]) -> Option<String> {
    let letters = |subtag: &str, len| {
        subtag.len() == len && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let figures =
        |subtag: &str, len| subtag.len() == len && subtag.bytes().all(|byte| byte.is_ascii_digit());
    let variant = |subtag: &str| {
        subtag.len() >= 5 || subtag.len() == 4 && subtag.as_bytes()[0].is_ascii_digit()
    };
    let mut parts = rest
        .iter()
        .map(|subtag| subtag.to_ascii_lowercase())
        .peekable();
    let extlangs = std::iter::from_fn(|| parts.next_if(|subtag| letters(subtag, 3)))
        .take(4)
        .count();
    if extlangs > 3 {
        return Some(format!("`{tag}` has more than three extended languages"));
    }
    parts.next_if(|subtag| letters(subtag, 4));
    let region = parts.next_if(|subtag| letters(subtag, 2) || figures(subtag, 3));
    if region.as_deref() == Some("uk") {
        return Some(format!(
            "`{tag}` has the region `UK`, and the code of the United Kingdom is `GB`"
        ));
    }
    let mut seen = HashSet::new();
    while let Some(found) = parts.next_if(|subtag| variant(subtag)) {
        if let Some(twice) = seen.replace(found) {
            return Some(format!("`{tag}` has `{twice}` twice"));
        }
    }
    while let Some(singleton) = parts.next_if(|subtag| subtag.len() == 1) {
        let is_private = singleton == "x";
        let mut following = 0;
        while parts
            .next_if(|subtag| is_private || subtag.len() > 1)
            .is_some()
        {
            following += 1;
        }
        if following == 0 {
            return Some(format!("`{tag}` names nothing after `{singleton}`"));
        }
        if let Some(twice) = seen.replace(singleton) {
            return Some(format!("`{tag}` has `{twice}` twice"));
        }
    }
    parts
        .next()
        .map(|stray| format!("`{tag}` has a part `{stray}` in a place where none such can be"))
}

/// The tag that was meant: a code for a name, a hyphen for an underscore, the current code for an old one.
fn meant(tag: &str) -> Option<String> {
    let tag = tag.trim();
    if let Some(code) = named(tag) {
        return Some(code.to_owned());
    }
    let hyphened = tag.replace('_', "-");
    let (primary, rest) = hyphened
        .split_once('-')
        .map_or((hyphened.as_str(), None), |(one, rest)| (one, Some(rest)));
    let lower = primary.to_lowercase();
    let current = WITHDRAWN
        .iter()
        .find(|(old, _)| *old == lower)
        .map(|(_, code)| *code);
    let shorter = || {
        languages()
            .iter()
            .find(|language| language.replaces.contains(&lower.as_str()))
            .map(|l| l.code)
    };
    let code = current
        .or_else(shorter)
        .or_else(|| named(primary))
        .unwrap_or(&lower);
    let rest = rest.map(|rest| {
        if rest.eq_ignore_ascii_case("uk") {
            "GB"
        } else {
            rest
        }
    });
    Some(rest.map_or(code.to_owned(), |rest| format!("{code}-{rest}")))
}

/// The code of the language with that name, a slip of one letter in a longer one forgiven.
fn named(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let is = |language: &&Language| names_of(language).any(|other| other.to_lowercase() == name);
    let nearly = |language: &&Language| {
        name.chars().count() > 4
            && names_of(language)
                .any(|other| strsim::osa_distance(&other.to_lowercase(), &name) == 1)
    };
    languages()
        .iter()
        .find(is)
        .or_else(|| languages().iter().find(nearly))
        .map(|language| language.code)
}

fn names_of(language: &Language) -> impl Iterator<Item = &'static str> {
    std::iter::once(language.name)
        .chain(language.others.iter().copied())
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn well_formed_tags_pass() {
        for tag in [
            "en",
            "ru",
            "zh-Hant",
            "zh-Hant-TW",
            "ru-Latn-alalc97",
            "de-1996",
            "sl-rozaj-biske",
            "es-419",
            "EN-gb",
            "grc",
            "chg",
            "zh-cmn-Hans-CN",
            "en-a-bbb-x-a",
            "de-DE-u-co-phonebk",
            "x-cipher",
            "und",
            "mul",
            "qaa",
            "ug-Arab",
        ] {
            assert_eq!(check_tag(tag), Ok(()), "{tag}");
        }
    }

    #[test]
    fn a_malformed_tag_is_told_what_was_meant() {
        for (tag, suggestion, message) in [
            (
                "english",
                Some("en"),
                "`english` is not the code of a language",
            ),
            ("Russian", Some("ru"), "is not the code of a language"),
            ("русский", Some("ru"), "has a `р`"),
            ("Russain", Some("ru"), ""),
            ("Ottoman Turkish", Some("ota"), "has a ` `"),
            (
                "rus",
                Some("ru"),
                "has the code `rus`, and Russian has a shorter one",
            ),
            ("ger-DE", Some("de-DE"), "German has a shorter one"),
            ("iw", Some("he"), "withdrawn code `iw`, today `he`"),
            ("ru_RU", Some("ru-RU"), "has a `_`"),
            (
                "en-UK",
                Some("en-GB"),
                "the code of the United Kingdom is `GB`",
            ),
            ("xx", None, "`xx` is not the code of a language"),
            ("en-", None, "has a part ``"),
            ("en-x", None, "names nothing after `x`"),
            ("de-1996-1996", None, "has `1996` twice"),
            (
                "en-GB-Latn",
                None,
                "has a part `latn` in a place where none such can be",
            ),
            ("en-a-bb-a-cc", None, "has `a` twice"),
            ("i-default", None, "`i` is not the code of a language"),
            ("", None, "the language is empty"),
        ] {
            let Err(malformed) = check_tag(tag) else {
                panic!("{tag} passes")
            };
            assert_eq!(malformed.suggestion.as_deref(), suggestion, "{tag}");
            assert!(
                malformed.message.contains(message),
                "{tag}: {}",
                malformed.message
            );
        }
    }

    #[test]
    fn every_code_of_the_table_passes_once() {
        let mut codes = HashSet::new();
        for language in languages() {
            assert!(
                codes.insert(language.code) && !language.name.is_empty(),
                "{}",
                language.code
            );
            assert_eq!(check_tag(language.code), Ok(()));
            assert!(
                language.replaces.iter().all(|code| codes.insert(code)),
                "{}",
                language.code
            );
        }
        assert_eq!(codes.iter().filter(|code| code.len() == 2).count(), 183);
    }

    proptest! {
        #[test]
        fn a_suggestion_is_well_formed(tag in "([a-zA-Z]{1,9}|\\PC{0,6})([-_][a-zA-Z0-9]{0,9}){0,4}") {
            if let Err(malformed) = check_tag(&tag) {
                prop_assert!(malformed.suggestion.iter().all(|suggestion| check_tag(suggestion).is_ok()));
            }
        }
    }
}
