//! Chinese names: pinyin, Wade and Giles's romanisation, and the spelling of the Chinese post.
//!
//! A name is cut into syllables of one of them and written in the others. Wade-Giles is derived from pinyin by the rules of the
//! two systems, not from a list; `ts'` and `ch'` are told from `ts` and `ch` where the name has its apostrophes at all.

mod syllables;

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::Romanisation;
use syllables::{NAMES, POSTAL, SYLLABLES};

type Spellings = HashMap<String, Vec<&'static str>>;

/// What each syllable of a system may be in pinyin.
static SYSTEMS: LazyLock<[(Romanisation, Spellings); 3]> = LazyLock::new(|| {
    let [mut pinyin, mut wade, mut postal] = [const { Vec::new() }; 3];
    for syllable in all() {
        let syllable: &'static str = syllable.leak();
        pinyin.push((syllable.replace('v', "u"), syllable));
        wade.push((wade_giles(syllable), syllable));
        postal.push((wade_giles(syllable).replace('\'', ""), syllable));
        let written = POSTAL.iter().filter(|(of, _)| *of == syllable);
        postal.extend(written.map(|(_, written)| ((*written).to_owned(), syllable)));
    }
    let table = |pairs: Vec<(String, &'static str)>| {
        let mut table = Spellings::new();
        for (written, syllable) in pairs {
            table.entry(written).or_default().push(syllable);
        }
        table
    };
    [
        (Romanisation::WadeGiles, table(wade)),
        (Romanisation::Postal, table(postal)),
        (Romanisation::Pinyin, table(pinyin)),
    ]
});

fn all() -> impl Iterator<Item = String> {
    SYLLABLES.iter().flat_map(|(initial, finals)| {
        finals
            .split(' ')
            .map(move |rest| format!("{initial}{rest}"))
    })
}

/// So many ways of cutting and writing a name are tried.
const MOST: usize = 64;
const LONGEST: usize = 7;

/// The name in the systems it is not in: keys with what the name is in. None where it is no Chinese name by its syllables.
pub(in super::super) fn chinese(name: &str) -> Vec<(Romanisation, String)> {
    let mut found: Vec<(Romanisation, String)> = Vec::new();
    if !name
        .chars()
        .all(|char| char.is_alphabetic() || " -'’ʼ‘`ʻ".contains(char))
    {
        return found;
    }
    let signed = signs_kept(name);
    let key: String = signed.chars().filter(char::is_ascii_lowercase).collect();
    let mut add = |by: Romanisation, other: String| {
        if other != key && found.len() < MOST && !found.iter().any(|(_, known)| *known == other) {
            found.push((by, other));
        }
    };
    for (_, now) in NAMES.iter().filter(|(then, _)| *then == key) {
        add(Romanisation::Postal, (*now).to_owned());
    }
    for (system, table) in SYSTEMS.iter() {
        for syllables in cuts(&signed, table, *system) {
            let pinyin = syllables.concat().replace('v', "u");
            if *system == Romanisation::Pinyin {
                let wade: String = syllables
                    .iter()
                    .map(|syllable| wade_giles(syllable))
                    .collect();
                add(*system, wade.replace('\'', ""));
                for (then, _) in NAMES.iter().filter(|(_, now)| *now == pinyin) {
                    add(*system, (*then).to_owned());
                }
            } else {
                add(*system, pinyin);
            }
        }
    }
    found
}

/// Small letters without marks, with `'` for what divides aspirates, and `-` between what is written apart.
fn signs_kept(name: &str) -> String {
    let mut kept = String::new();
    for char in name.chars() {
        match char {
            '-' | ' ' => kept.push('-'),
            '\'' | '’' | 'ʼ' | '‘' | '`' | 'ʻ' => kept.push('\''),
            _ => super::super::fold::fold_char(char, &mut kept),
        }
    }
    kept
}

/// All ways of cutting a name into syllables of a system, as pinyin.
fn cuts(name: &str, table: &Spellings, system: Romanisation) -> BTreeSet<Vec<&'static str>> {
    // Where a name has no apostrophe they may have been left out: `tien` is then `dian` and `tian`.
    let lax = system == Romanisation::WadeGiles && !name.contains('\'');
    let mut cuts = BTreeSet::new();
    let mut open = vec![(name, Vec::new())];
    let mut steps = 0;
    while let Some((rest, syllables)) = open.pop() {
        steps += 1;
        if cuts.len() >= MOST || steps > 4000 {
            break;
        }
        let rest = rest.trim_start_matches('-');
        if rest.is_empty() {
            cuts.insert(syllables);
            continue;
        }
        for length in 1..=LONGEST.min(rest.len()) {
            let Some((written, after)) = rest.split_at_checked(length) else {
                continue;
            };
            let mut may_be: Vec<&'static str> = table.get(written).cloned().unwrap_or_default();
            if lax && let Some(aspirated) = aspirated(written) {
                may_be.extend(table.get(&aspirated).into_iter().flatten());
            }
            // In pinyin an apostrophe stands between syllables only.
            let after = match system {
                Romanisation::WadeGiles => after,
                _ => after.trim_start_matches('\''),
            };
            for syllable in may_be {
                let mut syllables = syllables.clone();
                syllables.push(syllable);
                open.push((after, syllables));
            }
        }
    }
    cuts
}

/// The syllable with the apostrophe that it may have lost.
fn aspirated(written: &str) -> Option<String> {
    let initial = ["tz", "ts", "ch", "k", "p", "t"]
        .into_iter()
        .find(|initial| written.starts_with(initial))?;
    Some(format!("{initial}'{}", &written[initial.len()..]))
}

/// A syllable of pinyin in Wade and Giles's system, without its marks on vowels.
fn wade_giles(pinyin: &str) -> String {
    match pinyin {
        "zhi" => return "chih".to_owned(),
        "chi" => return "ch'ih".to_owned(),
        "shi" => return "shih".to_owned(),
        "ri" => return "jih".to_owned(),
        "zi" => return "tzu".to_owned(),
        "ci" => return "tz'u".to_owned(),
        "si" => return "ssu".to_owned(),
        "er" => return "erh".to_owned(),
        "yi" => return "i".to_owned(),
        "yan" => return "yen".to_owned(),
        "ye" => return "yeh".to_owned(),
        "you" => return "yu".to_owned(),
        "yong" => return "yung".to_owned(),
        "yue" => return "yueh".to_owned(),
        "gui" => return "kuei".to_owned(),
        "kui" => return "k'uei".to_owned(),
        "guo" | "kuo" | "huo" | "shuo" => {}
        _ => {}
    }
    let initials = [
        "zh", "ch", "sh", "b", "p", "d", "t", "g", "k", "j", "q", "x", "z", "c", "r",
    ];
    let initial = initials
        .into_iter()
        .find(|initial| pinyin.starts_with(initial))
        .unwrap_or("");
    let rest = &pinyin[initial.len()..];
    let then = match initial {
        "zh" | "j" => "ch",
        "ch" | "q" => "ch'",
        "b" => "p",
        "p" => "p'",
        "d" => "t",
        "t" => "t'",
        "g" => "k",
        "k" => "k'",
        "x" => "hs",
        "z" => "ts",
        "c" => "ts'",
        "r" => "j",
        other => other,
    };
    let keeps_o = matches!(initial, "g" | "k" | "sh") || pinyin.starts_with('h');
    let rest = match rest {
        "uo" if !keeps_o => "o".to_owned(),
        "e" if matches!(initial, "g" | "k") => "o".to_owned(),
        _ if pinyin == "he" => "ho".to_owned(),
        _ if rest.ends_with("uo") && !keeps_o => format!("{}o", rest.trim_end_matches("uo")),
        _ => rest
            .replace("ong", "ung")
            .replace("ian", "ien")
            .replace("ieng", "iang"),
    };
    let rest = match rest.strip_suffix("ie").or(rest.strip_suffix("ue")) {
        Some(_) => format!("{rest}h"),
        None if rest.ends_with("ve") => format!("{rest}h"),
        None => rest,
    };
    format!("{then}{}", rest.replace('v', "u"))
}

#[cfg(test)]
mod tests;
