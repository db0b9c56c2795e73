//! What a value that is no date was meant to be.

use super::{Malformed, Slip, edtf, found, written};

/// The message for a value, and what to write if only one date can be meant.
pub(super) fn malformed(text: &str, message: String) -> Malformed {
    if text.is_empty() {
        return Malformed {
            message: "the date is empty".to_owned(),
            suggestion: None,
        };
    }
    if is_undated(text) {
        let message = format!(
            "`{text}` is no date: give the years between which it was written, such as `1945/1947`"
        );
        return Malformed {
            message,
            suggestion: None,
        };
    }
    let formless = message == edtf::no_date(text);
    let impossible = found(text).into_iter().find_map(|found| match found.date {
        Err(Slip::Impossible(message)) => Some(message),
        _ => None,
    });
    if let Some(message) = impossible.filter(|_| formless) {
        return Malformed {
            message,
            suggestion: None,
        };
    }
    let readings: Vec<String> = readings(text)
        .into_iter()
        .filter(|reading| edtf::read(reading).is_ok())
        .collect();
    match readings.as_slice() {
        [one, other] if one != other => Malformed {
            message: format!("`{text}` is `{one}` or `{other}`"),
            suggestion: None,
        },
        _ => Malformed {
            message,
            suggestion: readings.into_iter().next(),
        },
    }
}

fn is_undated(text: &str) -> bool {
    const FORMS: [&str; 9] = [
        "undated",
        "n.d.",
        "n. d.",
        "s.d.",
        "o.d.",
        "no date",
        "unknown",
        "без даты",
        "b.d.",
    ];
    FORMS.contains(&text.to_lowercase().as_str())
}

/// No value that was meant as a date is longer, in bytes.
const LONGEST: usize = 80;

/// What the text can mean, as values; the first way of reading that gives any decides.
fn readings(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let mut ways: Vec<Vec<String>> = vec![
        level_two(text),
        doubted(text),
        decade(text),
        numbers(text),
        reversed(text),
        words(text),
    ];
    ways.push(halves(text));
    let valid = |way: &Vec<String>| way.iter().any(|reading| edtf::read(reading).is_ok());
    ways.into_iter().find(valid).unwrap_or_default()
}

/// The one value the text can mean.
fn only(text: &str) -> Option<String> {
    if edtf::read(text).is_ok() {
        return Some(text.to_owned());
    }
    let mut readings = readings(text);
    readings.dedup();
    (readings.len() == 1).then(|| readings.remove(0))
}

/// `ca. 1945`, `1945 (?)`, `[1945]`, `29 April 1945?`: a date with the editor's doubt, which has a sign of its own.
fn doubted(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let about = [
        "circa",
        "ca.",
        "ca",
        "c.",
        "about",
        "around",
        "approx.",
        "um",
        "около",
        "vers",
        "około",
        "hacia",
    ];
    let estimate = about.iter().find(|word| {
        lower
            .strip_prefix(**word)
            .is_some_and(|rest| rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()))
    });
    let plain = estimate.map(|word| text.chars().skip(word.chars().count()).collect::<String>());
    let (plain, sign) = match plain {
        Some(plain) => (plain, '~'),
        None => {
            let plain = text.trim_matches(['[', ']', '(', ')', '?', ' ']);
            if plain.len() == text.len() {
                return Vec::new();
            }
            (plain.to_owned(), '?')
        }
    };
    let plain = plain.trim();
    match only(plain).filter(|_| plain.len() < text.len()) {
        Some(value) if !value.contains(['/', '?', '~', '%']) => vec![format!("{value}{sign}")],
        _ => Vec::new(),
    }
}

/// What EDTF writes at level 2 and level 1 has another way for: one of a set (`[1945, 1947]`), a quarter of a year (`1945-33`), the
/// doubt on a part (`1945-?04-29`), the figures of an estimate (`1950S2`).
fn level_two(text: &str) -> Vec<String> {
    let set = [('[', ']'), ('{', '}')].iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        let (first, rest) = inner.split_once(',').or(inner.split_once(".."))?;
        let last = rest.rsplit(',').next()?.trim_start_matches('.').trim();
        Some(format!("{}/{last}", first.trim().trim_end_matches('.')))
    });
    if let Some(set) = set {
        return vec![set];
    }
    if let Some((year, quarter)) = text.split_once('-')
        && let Ok(quarter @ 33..=36) = quarter.parse::<u8>()
    {
        let first = 3 * (quarter - 33) + 1;
        return vec![format!("{year}-{first:02}/{year}-{:02}", first + 2)];
    }
    if let Some((year, "1" | "2" | "3")) = text.split_once('S') {
        return vec![format!("{year}~")];
    }
    let is_date = |c: char| c.is_ascii_digit() || c == '-' || matches!(c, '?' | '~' | '%');
    let doubt: String = text
        .chars()
        .filter(|c| matches!(c, '?' | '~' | '%'))
        .collect();
    if doubt.is_empty() || !text.chars().all(is_date) {
        return Vec::new();
    }
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '?' | '~' | '%'))
        .collect();
    let sign = match (doubt.contains('?'), doubt.contains('~')) {
        _ if doubt.contains('%') => '%',
        (true, true) => '%',
        (true, false) => '?',
        _ => '~',
    };
    vec![format!("{plain}{sign}")]
}

/// `1940s`, `1940er`, `194-`, `194?`.
fn decade(text: &str) -> Vec<String> {
    let rest = ["s", "'s", "’s", "er", "-е", "е"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .and_then(|d| d.strip_suffix('0'));
    let three = rest.or(text.strip_suffix(['-', '?', '–', '_', 'x', '.']));
    three
        .filter(|three| three.len() == 3 && edtf::is_figures(three))
        .map(|three| format!("{three}X"))
        .into_iter()
        .collect()
}

/// `1945.4.29`, `19450429`, `1945-4`, `29.4.1945`, `4/29/1945`, `1945-04-29T10:00`.
fn numbers(text: &str) -> Vec<String> {
    let date = text
        .split_once(['T', ' '])
        .filter(|(_, time)| time.contains(':'))
        .map_or(text, |(date, _)| date);
    let date = date.trim_end_matches('.');
    if date.len() == 8 && edtf::is_figures(date) {
        return vec![format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])];
    }
    let parts: Vec<&str> = date.split(['-', '.', '/', '–']).map(str::trim).collect();
    if parts
        .iter()
        .any(|part| part.is_empty() || !edtf::is_figures(part) || part.len() > 4)
    {
        return Vec::new();
    }
    match parts[..] {
        [year, month] if year.len() == 4 && month.len() < 3 => vec![format!("{year}-{month:0>2}")],
        [month, year] if year.len() == 4 && month.len() < 3 => vec![format!("{year}-{month:0>2}")],
        [year, month, day] if year.len() == 4 => vec![format!("{year}-{month:0>2}-{day:0>2}")],
        [one, other, year] if year.len() == 4 => {
            let day_first = format!("{year}-{other:0>2}-{one:0>2}");
            let month_first = format!("{year}-{one:0>2}-{other:0>2}");
            let both_ways = date.contains('/') || date.contains('-');
            let mut readings = vec![day_first];
            readings.extend(Some(month_first).filter(|_| both_ways));
            readings.retain(|reading| edtf::read(reading).is_ok());
            readings.dedup();
            readings
        }
        _ => Vec::new(),
    }
}

/// An interval that ends before it begins, turned round.
fn reversed(text: &str) -> Vec<String> {
    text.split_once('/')
        .map(|(from, to)| format!("{to}/{from}"))
        .into_iter()
        .collect()
}

/// `Sunday, 29 April 1945`: a date in words, with nothing else that has figures.
fn words(text: &str) -> Vec<String> {
    let found = written(text);
    let [one] = &found[..] else { return Vec::new() };
    let outside = text[..one.range.start]
        .chars()
        .chain(text[one.range.end..].chars());
    match outside.clone().any(|c| c.is_numeric()) || outside.count() > 20 {
        true => Vec::new(),
        false => vec![one.date.to_string()],
    }
}

/// `1945–1947`, `2 May 1945 to 5 June 1945`: two dates with a dash or word between them.
fn halves(text: &str) -> Vec<String> {
    let signs = [
        " to ", " - ", " – ", " — ", " bis ", " до ", " do ", "–", "—", "/", "-",
    ];
    let halves = signs.iter().find_map(|sign| {
        let (from, to) = text.split_once(sign)?;
        Some((only_plain(from.trim())?, only_plain(to.trim())?))
    });
    halves
        .map(|(from, to)| format!("{from}/{to}"))
        .into_iter()
        .collect()
}

fn only_plain(text: &str) -> Option<String> {
    let shorter_than_a_date = text.len() < 4;
    let value = Some(text.to_owned()).filter(|text| edtf::read(text).is_ok());
    value
        .or_else(|| words(text).into_iter().chain(numbers(text)).next())
        .filter(|value| !shorter_than_a_date && !value.contains('/'))
}
