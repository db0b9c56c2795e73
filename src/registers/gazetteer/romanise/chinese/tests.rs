//! Names of Chinese in each of its romanisations.

use super::{Romanisation, all, chinese, wade_giles};

#[test]
fn syllables_are_written_as_wade_and_giles_do() {
    for (pinyin, wade) in [
        ("di", "ti"),
        ("hua", "hua"),
        ("yi", "i"),
        ("ning", "ning"),
        ("qing", "ch'ing"),
        ("xin", "hsin"),
        ("jiang", "chiang"),
        ("zhou", "chou"),
        ("zhuo", "cho"),
        ("duo", "to"),
        ("luo", "lo"),
        ("guo", "kuo"),
        ("kuo", "k'uo"),
        ("shuo", "shuo"),
        ("huo", "huo"),
        ("ge", "ko"),
        ("ke", "k'o"),
        ("he", "ho"),
        ("de", "te"),
        ("bian", "pien"),
        ("xue", "hsueh"),
        ("lie", "lieh"),
        ("tong", "t'ung"),
        ("xiong", "hsiung"),
        ("ri", "jih"),
        ("ruo", "jo"),
        ("cui", "ts'ui"),
        ("zui", "tsui"),
        ("gui", "kuei"),
        ("cong", "ts'ung"),
        ("nv", "nu"),
        ("xiang", "hsiang"),
        ("yuan", "yuan"),
        ("yan", "yen"),
        ("lve", "lueh"),
        ("qu", "ch'u"),
        ("jiu", "chiu"),
    ] {
        assert_eq!(wade_giles(pinyin), wade, "{pinyin}");
    }
    assert!(
        (390..=410).contains(&all().count()),
        "what dictionaries list, but for exclamations"
    );
}

#[test]
fn names_are_carried_over_both_ways() {
    for (name, by, other) in [
        ("I-ning", Romanisation::WadeGiles, "yining"),
        ("Ti-hua", Romanisation::WadeGiles, "dihua"),
        ("Tihwa", Romanisation::Postal, "dihua"),
        ("Sinkiang", Romanisation::Postal, "xinjiang"),
        ("T'ien-chin", Romanisation::WadeGiles, "tianjin"),
        ("Tientsin", Romanisation::Postal, "tianjin"),
        ("Ch’ing-ho", Romanisation::WadeGiles, "qinghe"),
        ("Hsin-chiang", Romanisation::WadeGiles, "xinjiang"),
        ("K'o-shih", Romanisation::WadeGiles, "keshi"),
        ("Yining", Romanisation::Pinyin, "ining"),
        ("Dihua", Romanisation::Pinyin, "tihua"),
        ("Kwangsi", Romanisation::Postal, "guangxi"),
        ("Peking", Romanisation::Postal, "beijing"),
    ] {
        let found = chinese(name);
        assert!(found.contains(&(by, other.to_owned())), "{name}: {found:?}");
    }
    let strict = chinese("T'ien-chin");
    assert!(
        !strict.iter().any(|(_, other)| other == "dianjin"),
        "{strict:?}"
    );
}

#[test]
fn other_names_are_none() {
    for name in ["Ghulja", "London", "Zürich", "", "1945", "Кульджа", "Xyzzy"] {
        assert_eq!(chinese(name), [], "{name}");
    }
}
