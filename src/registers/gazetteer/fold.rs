//! Keys under which spellings of one name meet.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// `name` without what typists and catalogues differ in: case, diacritics, hyphens, apostrophes, spaces.
///
/// `Shara-Sume` and `Sharasumė` give `sharasume`, `Ti-hua-ch'eng` gives `tihuacheng`. Scripts other than Latin are kept.
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for char in name.chars() {
        fold_char(char, &mut key);
    }
    key
}

/// Appends what a character folds to: letters and digits in small, or nothing.
///
/// Marks are left out and not put in order, so a name folds to what its characters fold to one by one.
pub(super) fn fold_char(char: char, key: &mut String) {
    match char {
        'a'..='z' | '0'..='9' => key.push(char),
        'A'..='Z' => key.push(char.to_ascii_lowercase()),
        _ if char.is_ascii() => {}
        // Their letters are whole; taking them apart would lose the voice of a kana and make three letters of a syllable.
        'ぁ'..='ヿ' | '一'..='鿿' | '가'..='힣' => key.push(char),
        _ => std::iter::once(char)
            .nfkd()
            .flat_map(char::to_lowercase)
            .for_each(|char| fold_part(char, key)),
    }
}

fn fold_part(char: char, key: &mut String) {
    match char {
        'a'..='z' | '0'..='9' => key.push(char),
        'ø' | 'ɵ' => key.push('o'),
        'ł' => key.push('l'),
        'đ' | 'ð' => key.push('d'),
        'ı' => key.push('i'),
        'ħ' => key.push('h'),
        'ŋ' => key.push('n'),
        'ə' => key.push('e'),
        'ƣ' => key.push_str("gh"),
        'ß' => key.push_str("ss"),
        'æ' => key.push_str("ae"),
        'œ' => key.push_str("oe"),
        'þ' => key.push_str("th"),
        // Modifier letters stand for an apostrophe: `Oʻrumchi`.
        '\u{2b0}'..='\u{2ff}' => {}
        // Dots, virama and vowels of the scripts of India and beyond belong to the letter, marks of other scripts stand on it.
        _ if matches!(canonical_combining_class(char), 7..=9 | 84..=199) => key.push(char),
        _ if canonical_combining_class(char) != 0 => {}
        _ if char.is_alphanumeric() => key.push(char),
        _ => {}
    }
}

/// A looser key than [`fold`]'s, for what romanisations differ in, and without the word for the kind of unit.
///
/// `Tarbaghatai District` and `Tarbagatai` meet here. What each rule costs in precision stands in `data/README.md`.
pub fn loosen(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let last = words
        .iter()
        .rposition(|word| !UNITS.contains(&word.as_str()));
    let mut key = words[..last.map_or(words.len(), |last| last + 1)].concat();
    for (written, instead) in SPELLINGS {
        if key.contains(written) {
            key = key.replace(written, instead);
        }
    }
    key
}

/// Words for a kind of unit that stand behind a name in gazetteers and documents.
const UNITS: &[&str] = &[
    "aimag",
    "area",
    "autonomous",
    "aymag",
    "city",
    "county",
    "diqu",
    "district",
    "gubernia",
    "governorate",
    "guberniya",
    "krai",
    "kray",
    "oblast",
    "oblasti",
    "oblysy",
    "okrug",
    "prefecture",
    "province",
    "qu",
    "raion",
    "rayon",
    "rayoni",
    "region",
    "shehiri",
    "sheng",
    "shi",
    "sum",
    "town",
    "uezd",
    "uyezd",
    "volost",
    "wilayiti",
    "xian",
    "zhen",
    "zizhiqu",
    "zizhizhou",
];

/// The words that [`loosen`] takes off, and those that stand together, as keys end with them.
pub(super) fn unit_endings() -> impl Iterator<Item = &'static str> {
    const TOGETHER: [&str; 8] = [
        "autonomousregion",
        "autonomousoblast",
        "autonomousokrug",
        "autonomousprefecture",
        "autonomouscounty",
        "autonomousdistrict",
        "autonomousarea",
        "oblastregion",
    ];
    UNITS.iter().copied().chain(TOGETHER)
}

/// What romanisations write in more than one way, and the one way of the key; applied in this order.
pub(super) const SPELLINGS: &[(&str, &str)] = &[
    ("tsch", "ch"),
    ("tch", "ch"),
    ("dzh", "j"),
    ("gh", "g"),
    ("kh", "h"),
    ("ou", "u"),
];

#[cfg(test)]
mod tests {
    use super::{fold, loosen};

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Shara-Sume", "Sharasume"),
            ("Ürümqi", "URUMQI"),
            ("Oʻrumchi", "O'rumchi"),
            ("Ti-hua-ch’eng", "Ti-hua-ch'eng"),
            ("Łódź", "Lodz"),
            ("İstanbul", "Istanbul"),
            ("Ālètài", "aletai"),
            ("Элиста", "ЭЛИСТА"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
        for (a, b) in [
            ("Tarbaghatai", "Tarbagatai"),
            ("Tchougoutchak", "Chuguchak"),
            ("Ili District", "Ili"),
            ("Kashi Diqu", "Kashi"),
        ] {
            assert_eq!(loosen(a), loosen(b), "{a} and {b}");
        }
    }

    #[test]
    fn other_letters_stay_apart() {
        assert_ne!(fold("Aksu"), fold("Aqsu"));
        assert_eq!(loosen("District"), "district");
        assert_eq!(loosen("…"), "");
    }
}
