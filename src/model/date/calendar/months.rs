//! The months of the Hijri and Hebrew years, under the names that editors write.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A month of a year of the moon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::date) struct LunarMonth {
    /// As ICU counts: of the Hebrew year Tishri is the first, and a leap year's first Adar a leap fifth.
    pub number: u8,
    /// It was put in to keep the year with the sun.
    pub leap: bool,
    /// The text says which of two of the same name; only plain `Adar` does not.
    pub said: bool,
}

impl LunarMonth {
    pub fn of(number: u8) -> LunarMonth {
        LunarMonth {
            number,
            leap: false,
            said: true,
        }
    }

    /// The first Adar of a Hebrew leap year.
    pub const ADAR_I: LunarMonth = LunarMonth {
        number: 5,
        leap: true,
        said: true,
    };
}

/// The names of the Hijri months, first as this program writes them.
const HIJRI: [&str; 12] = [
    "muharram|moharram|muharrem|al-muharram",
    "safar|safer",
    "rabi al-awwal|rabi i|rabi ul-awwal|rabi al-avval|rabiulawal|rebiulevvel|rebi ul-evvel|rabi 1|first rabi",
    "rabi al-thani|rabi ii|rabi al-akhir|rabi ul-akhir|rabi ath-thani|rabi us-sani|rabi al-sani|rebiulahir|rebi ul-ahir|rabi 2|second rabi",
    "jumada al-ula|jumada i|jumada l-ula|jumada al-awwal|jumada ul-awwal|jumadi al-avval|jumadi ul-ula|cemaziyelevvel|jumada 1",
    "jumada al-thani|jumada ii|jumada al-akhira|jumada l-akhira|jumada al-thaniya|jumada ath-thani|jumada ul-akhir|jumadi us-sani|jumadi al-sani|cemaziyelahir|jumada 2",
    "rajab|receb|recep",
    "shaban|saban|chaban|sha ban",
    "ramadan|ramazan|ramadhan",
    "shawwal|sevval|shavval|shawal",
    "dhu al-qada|dhu l-qada|dhul-qada|dhu al-qadah|dhul qadah|dhu l-qadah|zulqada|zul-qada|zilkade|zi l-qada|dhu al-qidah",
    "dhu al-hijja|dhu l-hijja|dhul-hijja|dhu al-hijjah|dhul hijjah|dhu l-hijjah|zulhijja|zul-hijja|zilhicce|zi l-hijja",
];

/// The names of the Hebrew months from Tishri, with the first Adar of a leap year last.
const HEBREW: [&str; 14] = [
    "tishri|tishrei|tishre",
    "heshvan|cheshvan|marheshvan|marcheshvan|hesvan",
    "kislev|chislev",
    "tevet|tebet|teves|teveth",
    "shevat|shvat|sh vat|schevat",
    "adar ii|adar sheni|adar 2|ve-adar|veadar|adar b",
    "nisan|nissan",
    "iyar|iyyar|ijar",
    "sivan|siwan",
    "tammuz|tamuz",
    "av|ab|menachem av",
    "elul|ellul",
    "adar i|adar rishon|adar 1|adar a",
    "adar",
];

type Table = HashMap<String, LunarMonth>;

static TABLES: LazyLock<(Table, Table)> = LazyLock::new(|| {
    let mut hijri = Table::new();
    for (number, names) in (1..).zip(HIJRI) {
        for name in names.split('|') {
            hijri.insert(name.to_owned(), LunarMonth::of(number));
        }
    }
    let mut hebrew = Table::new();
    for (number, names) in (1..).zip(HEBREW) {
        let month = match number {
            13 => LunarMonth::ADAR_I,
            14 => LunarMonth {
                number: 6,
                leap: false,
                said: false,
            },
            _ => LunarMonth::of(number),
        };
        for name in names.split('|') {
            hebrew.insert(name.to_owned(), month);
        }
    }
    (hijri, hebrew)
});

/// The Hijri month of that name.
pub(in crate::model::date) fn hijri(name: &str) -> Option<LunarMonth> {
    TABLES.0.get(&folded(name)).copied()
}

/// The Hebrew month of that name.
pub(in crate::model::date) fn hebrew(name: &str) -> Option<LunarMonth> {
    TABLES.1.get(&folded(name)).copied()
}

/// Its name as this program writes it.
pub(in crate::model::date) fn hijri_name(number: u8) -> String {
    capitalised(
        HIJRI
            .get(usize::from(number) - 1)
            .copied()
            .unwrap_or_default(),
    )
}

/// Its name as this program writes it.
pub(in crate::model::date) fn hebrew_name(month: LunarMonth, leap_year: bool) -> String {
    match (month.number, month.leap, leap_year) {
        (_, true, _) => "Adar I".to_owned(),
        (6, _, true) => "Adar II".to_owned(),
        (6, _, false) => "Adar".to_owned(),
        (number, ..) => capitalised(
            HEBREW
                .get(usize::from(number) - 1)
                .copied()
                .unwrap_or_default(),
        ),
    }
}

fn capitalised(names: &str) -> String {
    let name = names.split('|').next().unwrap_or_default();
    let words = name.split(' ').map(|word| match word.strip_prefix("al-") {
        Some(rest) => format!("al-{}", upper(rest)),
        None => upper(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn upper(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Without case, diacritics and the signs for ʿayn and hamza.
fn folded(name: &str) -> String {
    name.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | 'ʻ' | 'ʼ' | '`'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ı' => 'i',
            '‑' | '–' => '-',
            '\n' | '\u{a0}' => ' ',
            c => c,
        })
        .collect()
}
