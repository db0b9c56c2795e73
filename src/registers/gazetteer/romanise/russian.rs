//! Russian names, and those that came through Russian: Cyrillic, and the ways it has been written in Latin letters.

use std::sync::LazyLock;

use super::super::alike::Alike;

/// What stands for one sound of it, as keys have it: the Cyrillic, ALA-LC without its signs, BGN/PCGN, popular English, German,
/// French. `й` and `ё` fold to `и` and `е`.
const SOUNDS: &[&[&str]] = &[
    &["дж", "dzh", "dj", "dsch", "j"],
    &["щ", "shch", "schtsch", "chtch", "stch"],
    &["ж", "zh", "sch", "j"],
    &["ч", "ch", "tch", "tsch", "cz"],
    &["ш", "sh", "sch", "ch", "sz"],
    &["ц", "ts", "tz", "c"],
    &["х", "kh", "h", "ch"],
    &["ю", "iu", "yu", "ju", "iou", "you"],
    &["я", "ia", "ya", "ja"],
    &["е", "e", "ye", "je", "ie", "yo", "jo", "io"],
    &["ы", "y"],
    &["э", "e"],
    &["и", "i", "y", "j", "ii", "iy", "yi"],
    &["ий", "ii", "iy", "y", "i", "ij"],
    &["у", "u", "ou"],
    &["в", "v", "w", "ff"],
    &["г", "g", "gh"],
    &["ғ", "g", "gh"],
    &["қ", "k", "q", "kh"],
    &["к", "k", "q", "c"],
    &["а", "a"],
    &["б", "b"],
    &["д", "d"],
    &["з", "z", "s"],
    &["л", "l"],
    &["м", "m"],
    &["н", "n"],
    &["ң", "ng", "n"],
    &["о", "o"],
    &["ө", "o"],
    &["п", "p"],
    &["р", "r"],
    &["с", "s", "ss"],
    &["т", "t"],
    &["ү", "u"],
    &["ұ", "u"],
    &["ф", "f", "ph"],
    &["һ", "h"],
    &["ә", "a", "e"],
    &["і", "i"],
    &["є", "ie", "ye", "je"],
    &["ґ", "g"],
    &["ь", ""],
    &["ъ", ""],
];

/// In which of two ways something is written instead of which. Single Latin letters do not stand for each other, but where
/// they are one sound: all else would make strangers of the same name.
static PAIRS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut pairs = Vec::new();
    for sound in SOUNDS {
        for written in *sound {
            for instead in sound.iter().filter(|instead| *instead != written) {
                let letters = written.is_ascii() && instead.is_ascii();
                let telling = written.len() + instead.len() > 2
                    || matches!(
                        (*written, *instead),
                        ("v", "w") | ("w", "v") | ("y" | "j", "i")
                    );
                if !letters || telling {
                    pairs.push((*written, *instead));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
});

/// Keys of the same name in Cyrillic and in other romanisations. Names of fewer than four letters are too short to tell.
pub(in super::super) fn russian(key: &str) -> Option<Alike> {
    let letters = key.chars().count();
    let latin = key.is_ascii();
    let cyrillic = key.chars().all(|char| ('а'..='ӿ').contains(&char));
    (letters >= 4 && (latin || cyrillic))
        .then(|| Alike::to(key, PAIRS.iter().copied()))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::super::fold;
    use super::russian;
    use fst::Automaton;

    #[test]
    fn romanisations_of_one_name_meet_and_others_do_not() {
        let meet = |a: &str, b: &str| {
            let alike = russian(&fold(a)).expect("a name");
            let start = alike.start();
            let bytes = fold(b);
            alike.is_match(
                &bytes
                    .bytes()
                    .fold(start, |state, byte| alike.accept(&state, byte)),
            )
        };
        for (a, b) in [
            ("Кульджа", "Kul'dzha"),
            ("Кульджа", "Kuldja"),
            ("Кульджа", "Kulja"),
            ("Kul'dzha", "Кульджа"),
            ("Kuldja", "Кульджа"),
            ("Kuldscha", "Кульджа"),
            ("Kouldja", "Кульджа"),
            ("Тарбагатай", "Tarbagatai"),
            ("Tarbagatay", "Тарбагатай"),
            ("Чугучак", "Tchougoutchak"),
            ("Tschugutschak", "Чугучак"),
            ("Зайсан", "Zaysan"),
            ("Zaisan", "Зайсан"),
            ("Kharkow", "Харьков"),
            ("Khabarowsk", "Хабаровск"),
            ("Chabarowsk", "Хабаровск"),
            ("Nizhnii Novgorod", "Nizhniy Novgorod"),
        ] {
            assert!(meet(a, b), "{a} and {b}");
        }
        for (a, b) in [
            ("Кульджа", "Kulsary"),
            ("Omsk", "Томск"),
            ("Perm", "Termez"),
        ] {
            assert!(!meet(a, b), "{a} and {b}");
        }
    }
}
