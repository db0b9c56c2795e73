//! A form of a name, said by what its folded key does not: capitals, spaces, signs and marks on letters.
//!
//! The key gives the letters. A form begins with a capital and goes on in small letters; whatever differs from that is a
//! step: so many letters as they are, then a space, a hyphen, a letter with its mark. `Kashgar` needs none, `Ürümqi` two.

use std::sync::LazyLock;

use super::super::fold::fold_char;
use super::numbers::{Reader, Writer};

/// What stands behind the copied letters.
const SPACE: u64 = 0;
const HYPHEN: u64 = 1;
/// The next letter is small where a capital would be, or the reverse.
const OTHER_CASE: u64 = 2;
/// A space, and no capital after it: `Rio de Janeiro`.
const SPACE_SMALL: u64 = 3;
const APOSTROPHE: u64 = 4;
/// A character that takes the place of the letters it folds to; which may be none.
const CHARACTER: u64 = 5;
/// Nothing: more letters are copied than a step can say.
const NOTHING: u64 = 6;
const KINDS: u64 = 7;
/// The most letters that a step copies, so that it is one byte as a rule.
const COPIED: u64 = 17;

/// The characters of one byte: those that names of places hold most often. Others are their number behind these.
const FREQUENT: &str = "áéíóúàèìòùâêîôûäëïöüãõñçăşţșțąęłńśźżćčďěňřšťůýžāēīōūģķļņřđøåæœßðþĭŭŏğıəḩḥḫẕẓşţṭḍṣẖẗʻʼ’‘ʹ`´.,()/'ÁÉÍÓÚÖÜÄŠŽČŚŻŁØÅÇŞĐĀĪŪ";

static CHARACTERS: LazyLock<Vec<char>> = LazyLock::new(|| FREQUENT.chars().take(128).collect());

/// The steps from what a form folds to back to the form.
pub(in super::super) fn encode(key: &str, form: &str) -> Vec<u8> {
    shortest(key, form)
        .filter(|steps| decode(key, steps).as_deref() == Some(form))
        .unwrap_or_else(|| {
            let mut steps = Writer::default();
            for character in form.chars() {
                steps.number(CHARACTER);
                steps.number(number_of(character));
            }
            steps.0
        })
}

fn shortest(key: &str, form: &str) -> Option<Vec<u8>> {
    let mut steps = Writer::default();
    let mut key = key.chars().peekable();
    let (mut copied, mut capital) = (0, true);
    let mut characters = form.chars().peekable();
    while let Some(character) = characters.next() {
        let small_follows = characters
            .peek()
            .is_some_and(|next| shaped(*next, true) != *next);
        let kind = match character {
            _ if key
                .peek()
                .is_some_and(|&letter| shaped(letter, capital) == character) =>
            {
                key.next();
                copied += 1;
                capital = false;
                continue;
            }
            _ if key
                .peek()
                .is_some_and(|&letter| shaped(letter, !capital) == character) =>
            {
                step(&mut steps, &mut copied, OTHER_CASE);
                key.next();
                capital = false;
                continue;
            }
            ' ' if small_follows => SPACE_SMALL,
            ' ' => SPACE,
            '-' => HYPHEN,
            '\'' => APOSTROPHE,
            _ => CHARACTER,
        };
        step(&mut steps, &mut copied, kind);
        match kind {
            CHARACTER => {
                steps.number(number_of(character));
                let mut letters = String::new();
                fold_char(character, &mut letters);
                for letter in letters.chars() {
                    key.next_if_eq(&letter)?;
                }
                capital &= letters.is_empty();
            }
            APOSTROPHE => {}
            _ => capital = kind != SPACE_SMALL,
        }
    }
    key.peek().is_none().then_some(steps.0)
}

/// The form that the steps make of a key; `None` if they are none.
pub(in super::super) fn decode(key: &str, steps: &[u8]) -> Option<String> {
    let mut form = String::with_capacity(key.len() + steps.len());
    let mut rest = key.chars();
    let mut capital = true;
    let mut steps = Reader(steps);
    while !steps.0.is_empty() {
        let step = steps.number()?;
        for _ in 0..step / KINDS {
            form.push(shaped(rest.next()?, capital));
            capital = false;
        }
        match step % KINDS {
            SPACE => {
                form.push(' ');
                capital = true;
            }
            SPACE_SMALL => {
                form.push(' ');
                capital = false;
            }
            HYPHEN => {
                form.push('-');
                capital = true;
            }
            OTHER_CASE => {
                form.push(shaped(rest.next()?, !capital));
                capital = false;
            }
            APOSTROPHE => form.push('\''),
            NOTHING => {}
            _ => {
                let character = character_of(steps.number()?)?;
                let mut letters = String::new();
                fold_char(character, &mut letters);
                rest = rest.as_str().strip_prefix(&letters)?.chars();
                capital &= letters.is_empty();
                form.push(character);
            }
        }
    }
    for letter in rest.by_ref() {
        form.push(shaped(letter, capital));
        capital = false;
    }
    Some(form)
}

fn step(steps: &mut Writer, copied: &mut u64, kind: u64) {
    while *copied > COPIED {
        steps.number(COPIED * KINDS + NOTHING);
        *copied -= COPIED;
    }
    steps.number(*copied * KINDS + kind);
    *copied = 0;
}

/// The letter as a capital, where it has one of one character.
fn shaped(letter: char, capital: bool) -> char {
    if !capital {
        return letter;
    }
    if letter.is_ascii() {
        return letter.to_ascii_uppercase();
    }
    let mut upper = letter.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

fn number_of(character: char) -> u64 {
    let frequent = CHARACTERS.iter().position(|&other| other == character);
    frequent.map_or(128 + u64::from(u32::from(character)), |at| at as u64)
}

fn character_of(number: u64) -> Option<char> {
    match number.checked_sub(128) {
        None => CHARACTERS.get(number as usize).copied(),
        Some(other) => char::from_u32(u32::try_from(other).ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fold;
    use super::{decode, encode};
    use proptest::prelude::*;

    #[track_caller]
    fn check(form: &str, bytes: usize) {
        let key = fold(form);
        let steps = encode(&key, form);
        assert_eq!(decode(&key, &steps).as_deref(), Some(form));
        assert_eq!(steps.len(), bytes, "{form}: {steps:?}");
    }

    #[test]
    fn most_forms_take_few_bytes() {
        check("Kashgar", 0);
        check("Урумчи", 0);
        check("伊宁", 0);
        check("Ürümqi", 4);
        check("Shara-Sume", 1);
        check("Rio de Janeiro", 2);
        check("K'o-shih", 3);
        check("Ti-hua-ch’eng", 6);
        check(
            "Llanfairpwllgwyngyllgogerychwyrndrobwll-llantysiliogogogoch",
            4,
        );
    }

    proptest! {
        #[test]
        fn every_form_is_read_back(form in ".{0,20}|[A-Za-zÀ-ž '’-]{0,20}|[А-яЁё -]{0,12}") {
            let key = fold(&form);
            prop_assert_eq!(decode(&key, &encode(&key, &form)), Some(form));
        }

        #[test]
        fn broken_steps_never_panic(key in "[a-zа-я]{0,8}", steps: Vec<u8>) {
            let _ = decode(&key, &steps);
        }
    }
}
