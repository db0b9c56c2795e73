//! The eras of China and Japan by which years are counted.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Calendar, Day};

/// An era: the reign of an emperor, or a republic.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// In which calendar its years run.
    pub calendar: Calendar,
    /// Its name in Latin letters.
    pub name: &'static str,
    /// Its names in Chinese characters, old and simplified forms.
    script: &'static [&'static str],
    /// How else its name is written in Latin letters, in small ones.
    words: &'static [&'static str],
    /// The year of the West in which its first began.
    pub first_year: i32,
    /// How many years it has; a document may go on counting for one more.
    pub years: i32,
}

const fn era(
    calendar: Calendar,
    name: &'static str,
    script: &'static [&'static str],
    words: &'static [&'static str],
    first_year: i32,
    years: i32,
) -> Era {
    Era {
        calendar,
        name,
        script,
        words,
        first_year,
        years,
    }
}

use Calendar::{Chinese, Japanese, Minguo};

/// China since the Ming (the first year of a reign is the one that began after the accession), Japan since 1868. Sources: the
/// tables of Tung Tso-pin and of *Mathews' Chinese-English Dictionary*; ICU for Japan.
static ERAS: [Era; 37] = [
    era(
        Minguo,
        "Minguo",
        &["中華民國", "中华民国", "民國", "民国"],
        &["minguo", "min-kuo", "minkuo"],
        1912,
        150,
    ),
    era(Japanese, "Shōwa", &["昭和"], &["shōwa", "showa"], 1926, 64),
    era(
        Japanese,
        "Taishō",
        &["大正"],
        &["taishō", "taisho"],
        1912,
        15,
    ),
    era(Japanese, "Meiji", &["明治"], &["meiji"], 1868, 45),
    era(Japanese, "Heisei", &["平成"], &["heisei"], 1989, 31),
    era(Japanese, "Reiwa", &["令和"], &["reiwa"], 2019, 60),
    era(
        Chinese,
        "Xuantong",
        &["宣統", "宣统"],
        &["xuantong", "hsüan-t'ung", "hsuan-t'ung"],
        1909,
        3,
    ),
    era(
        Chinese,
        "Guangxu",
        &["光緒", "光绪"],
        &["guangxu", "kuang-hsü", "kuang-hsu"],
        1875,
        34,
    ),
    era(
        Chinese,
        "Tongzhi",
        &["同治"],
        &["tongzhi", "t'ung-chih"],
        1862,
        13,
    ),
    era(
        Chinese,
        "Xianfeng",
        &["咸豐", "咸丰"],
        &["xianfeng", "hsien-feng"],
        1851,
        11,
    ),
    era(
        Chinese,
        "Daoguang",
        &["道光"],
        &["daoguang", "tao-kuang"],
        1821,
        30,
    ),
    era(
        Chinese,
        "Jiaqing",
        &["嘉慶", "嘉庆"],
        &["jiaqing", "chia-ch'ing"],
        1796,
        25,
    ),
    era(
        Chinese,
        "Qianlong",
        &["乾隆"],
        &["qianlong", "ch'ien-lung"],
        1736,
        60,
    ),
    era(
        Chinese,
        "Yongzheng",
        &["雍正"],
        &["yongzheng", "yung-cheng"],
        1723,
        13,
    ),
    era(
        Chinese,
        "Kangxi",
        &["康熙"],
        &["kangxi", "k'ang-hsi"],
        1662,
        61,
    ),
    era(
        Chinese,
        "Shunzhi",
        &["順治", "顺治"],
        &["shunzhi", "shun-chih"],
        1644,
        18,
    ),
    era(
        Chinese,
        "Chongzhen",
        &["崇禎", "崇祯"],
        &["chongzhen", "ch'ung-chen"],
        1628,
        17,
    ),
    era(
        Chinese,
        "Tianqi",
        &["天啟", "天啓", "天启"],
        &["tianqi", "t'ien-ch'i"],
        1621,
        7,
    ),
    era(
        Chinese,
        "Wanli",
        &["萬曆", "万历", "萬歷"],
        &["wanli", "wan-li"],
        1573,
        48,
    ),
    era(
        Chinese,
        "Longqing",
        &["隆慶", "隆庆"],
        &["longqing", "lung-ch'ing"],
        1567,
        6,
    ),
    era(
        Chinese,
        "Jiajing",
        &["嘉靖"],
        &["jiajing", "chia-ching"],
        1522,
        45,
    ),
    era(
        Chinese,
        "Zhengde",
        &["正德"],
        &["zhengde", "cheng-te"],
        1506,
        16,
    ),
    era(
        Chinese,
        "Hongzhi",
        &["弘治"],
        &["hongzhi", "hung-chih"],
        1488,
        18,
    ),
    era(
        Chinese,
        "Chenghua",
        &["成化"],
        &["chenghua", "ch'eng-hua"],
        1465,
        23,
    ),
    era(
        Chinese,
        "Tianshun",
        &["天順", "天顺"],
        &["tianshun", "t'ien-shun"],
        1457,
        8,
    ),
    era(
        Chinese,
        "Jingtai",
        &["景泰"],
        &["jingtai", "ching-t'ai"],
        1450,
        7,
    ),
    era(
        Chinese,
        "Zhengtong",
        &["正統", "正统"],
        &["zhengtong", "cheng-t'ung"],
        1436,
        14,
    ),
    era(
        Chinese,
        "Xuande",
        &["宣德"],
        &["xuande", "hsüan-te", "hsuan-te"],
        1426,
        10,
    ),
    era(
        Chinese,
        "Hongxi",
        &["洪熙"],
        &["hongxi", "hung-hsi"],
        1425,
        1,
    ),
    era(
        Chinese,
        "Yongle",
        &["永樂", "永乐"],
        &["yongle", "yung-lo"],
        1403,
        22,
    ),
    era(
        Chinese,
        "Jianwen",
        &["建文"],
        &["jianwen", "chien-wen"],
        1399,
        4,
    ),
    era(
        Chinese,
        "Hongwu",
        &["洪武"],
        &["hongwu", "hung-wu"],
        1368,
        31,
    ),
    era(Japanese, "Keiō", &["慶応"], &["keiō", "keio"], 1865, 4),
    era(
        Japanese,
        "Bunkyū",
        &["文久"],
        &["bunkyū", "bunkyu"],
        1861,
        4,
    ),
    era(Japanese, "Ansei", &["安政"], &["ansei"], 1855, 6),
    era(Japanese, "Kaei", &["嘉永"], &["kaei"], 1848, 7),
    era(
        Japanese,
        "Tenpō",
        &["天保"],
        &["tenpō", "tempō", "tenpo", "tempo"],
        1831,
        14,
    ),
];

impl Era {
    /// The year of the West in which one of its years began, if it has so many.
    pub fn year(&self, number: i32) -> Option<i32> {
        (1..=self.years + 1)
            .contains(&number)
            .then(|| self.first_year + number - 1)
    }
}

/// The era whose name ends right before the end of `text`, and how long that is.
pub(in crate::model::date) fn era_in_script(text: &str) -> Option<(&'static Era, usize)> {
    ERAS.iter().find_map(|era| {
        let name = era.script.iter().find(|name| text.ends_with(**name))?;
        Some((era, name.len()))
    })
}

/// The era of that name in Latin letters; it begins with a capital.
pub(in crate::model::date) fn era_of_word(word: &str) -> Option<&'static Era> {
    if word.len() < 4 || !word.starts_with(char::is_uppercase) || word == "TEMPO" || word == "Tempo"
    {
        return None;
    }
    let plain: String = word
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if matches!(c, '’' | '‘' | 'ʻ' | 'ʼ') {
                '\''
            } else {
                c
            }
        })
        .collect();
    BY_WORD.get(plain.as_str()).copied()
}

/// The eras by their names in Latin letters.
static BY_WORD: LazyLock<HashMap<&str, &Era>> = LazyLock::new(|| {
    let names = |era: &'static Era| era.words.iter().map(move |word| (*word, era));
    ERAS.iter().flat_map(names).collect()
});

/// The era in which a Gregorian day lies, and which of its years.
pub(super) fn of(calendar: Calendar, day: Day, year: i32) -> Option<(&'static Era, i32)> {
    let begun = |era: &&Era| {
        era.calendar == calendar
            && match (calendar, era.name) {
                // An era of Japan begins with its day.
                (Japanese, "Taishō") => (day.year, day.month, day.day) >= (1912, 7, 30),
                (Japanese, "Shōwa") => (day.year, day.month, day.day) >= (1926, 12, 25),
                (Japanese, "Heisei") => (day.year, day.month, day.day) >= (1989, 1, 8),
                (Japanese, "Reiwa") => (day.year, day.month, day.day) >= (2019, 5, 1),
                _ => year >= era.first_year,
            }
    };
    let era = ERAS.iter().filter(begun).max_by_key(|era| era.first_year)?;
    let number = year - era.first_year + 1;
    (number <= era.years).then_some((era, number))
}
