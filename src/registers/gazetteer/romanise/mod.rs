//! A name in other romanisations: of Chinese and Russian, and of German without its dots.

mod chinese;
mod russian;

pub(super) use chinese::chinese;
pub(super) use russian::russian;

use super::alike::Alike;
use super::fold::fold;

/// Between which ways of writing a name was carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Romanisation {
    /// The name is in Wade and Giles's romanisation of Chinese, the gazetteer has pinyin: `I-ning`, `Yining`.
    WadeGiles,
    /// The name is in pinyin, the gazetteer has an older romanisation.
    Pinyin,
    /// The name is as the Chinese post wrote it: `Tihwa`, `Sinkiang`.
    Postal,
    /// Cyrillic or a romanisation of it, by another: `Кульджа`, `Kul'dzha`, `Kuldja`, `Kuldscha`.
    Russian,
    /// `Koeln` for `Köln`.
    Umlaut,
}

impl Romanisation {
    /// What the name is, for a reader: `the same name in Wade-Giles`.
    pub fn what(self) -> &'static str {
        match self {
            Romanisation::WadeGiles => "the same name in Wade-Giles",
            Romanisation::Pinyin => "the same name in pinyin",
            Romanisation::Postal => "the same name as the Chinese post wrote it",
            Romanisation::Russian => "the same name in another romanisation of Russian",
            Romanisation::Umlaut => "the same name without its dots",
        }
    }
}

/// Keys of a German, Swedish or Danish name that writes `ae` for `ä`, or the reverse.
pub(super) fn umlauts(name: &str, key: &str) -> Option<Alike> {
    const PAIRS: [(&str, &str); 4] = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")];
    let written_out: String = name
        .chars()
        .map(|char| match char {
            'ä' | 'æ' | 'Ä' | 'Æ' => "ae".to_owned(),
            'ö' | 'ø' | 'Ö' | 'Ø' => "oe".to_owned(),
            'ü' | 'Ü' => "ue".to_owned(),
            'å' | 'Å' => "aa".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let full = fold(&written_out);
    let has_pair = PAIRS.iter().any(|(two, _)| key.contains(two));
    (has_pair || full != key)
        .then(|| Alike::to(&full, PAIRS.into_iter()))
        .flatten()
}
