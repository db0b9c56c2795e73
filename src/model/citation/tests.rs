//! The citations of many archives, and what must hold of any text.

use proptest::prelude::*;

use super::*;

/// `repository | level=value | … | leaves: count | agents`, the levels as written.
fn shown(text: &str) -> String {
    let citation = parse(text, Archives::builtin());
    check_ranges(text, &citation);
    let mut shown = Vec::new();
    shown.push(citation.repository.as_ref().map_or("?".to_owned(), |part| {
        part.repository.abbreviation().to_owned()
    }));
    shown.extend(
        citation
            .levels
            .iter()
            .map(|level| format!("{}={}", level.designator.id, &text[level.value.clone()])),
    );
    shown.extend(citation.leaves.iter().map(|leaves| {
        let count = leaves
            .count()
            .map_or("?".to_owned(), |count| count.to_string());
        format!("{}:{count}", leaves.kind.id)
    }));
    shown.extend(
        citation
            .agents
            .iter()
            .map(|agent| format!("{} {}", agent.what.verb(), agent.name)),
    );
    shown.extend(
        citation
            .rest
            .iter()
            .map(|rest| format!("rest {}", &text[rest.clone()])),
    );
    shown.join(" | ")
}

fn check_ranges(text: &str, citation: &Citation) {
    let in_order = |ranges: &[Range<usize>]| {
        for range in ranges {
            assert!(
                range.start <= range.end && text.get(range.clone()).is_some(),
                "{text:?} {range:?}"
            );
        }
        assert!(
            ranges.windows(2).all(|pair| pair[0].start <= pair[1].start),
            "{text:?} {ranges:?}"
        );
    };
    in_order(
        &citation
            .repository
            .iter()
            .map(|part| part.range.clone())
            .collect::<Vec<_>>(),
    );
    in_order(
        &citation
            .levels
            .iter()
            .map(|level| level.range.clone())
            .collect::<Vec<_>>(),
    );
    in_order(&citation.rest);
    in_order(
        &citation
            .agents
            .iter()
            .map(|agent| agent.range.clone())
            .collect::<Vec<_>>(),
    );
    for level in &citation.levels {
        let inside =
            |range: &Range<usize>| level.range.start <= range.start && range.end <= level.range.end;
        assert!(
            inside(&level.value) && level.written.iter().all(inside),
            "{text:?} {level:?}"
        );
    }
    if let Some(leaves) = &citation.leaves {
        in_order(
            &leaves
                .spans
                .iter()
                .map(|span| span.range.clone())
                .collect::<Vec<_>>(),
        );
        in_order(std::slice::from_ref(&leaves.range));
    }
    in_order(
        &citation
            .explain(text)
            .into_iter()
            .map(|part| part.range)
            .collect::<Vec<_>>(),
    );
}

/// The rows of `citations.txt`: a citation and what is read from it.
fn citations() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("citations.txt").lines();
    let rows: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    (0..rows.len() / 2).map(move |index| (rows[2 * index], rows[2 * index + 1].trim_start()))
}

#[test]
fn citations_of_many_archives_are_read() {
    let wrong: Vec<_> = citations()
        .map(|(text, expected)| (shown(text), expected))
        .filter(|(a, b)| a != b)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_word_of_a_citation_is_lost_and_each_is_explained() {
    for (text, _) in citations() {
        let citation = parse(text, Archives::builtin());
        let explained = citation.explain(text);
        let mut said = vec![false; text.len()];
        for part in &explained {
            said[part.range.clone()].fill(true);
            assert!(
                !part.heading.is_empty() && !part.text.is_empty(),
                "{text}: {part:?}"
            );
        }
        let unsaid: String = text
            .char_indices()
            .map(|(at, c)| {
                if said[at] || !c.is_alphanumeric() {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let unsaid: Vec<_> = unsaid.split_whitespace().collect();
        let between = ["Obtained", "by", "and", "translated", "Lot", "File"];
        assert!(
            unsaid.iter().all(|word| between.contains(word)),
            "{text}: {unsaid:?}"
        );
    }
}

#[test]
fn what_is_left_out_is_said() {
    for (text, expected) in [
        ("GARF, f. R-9401ss, d. 95, ll. 334-338", "opis"),
        ("GARF, d. 95, ll. 334-338", "fond opis"),
        ("GARF, f. R-9401ss, op. 2, l. 5", "delo"),
        ("GARF, f. R-9401ss, op. 2", ""),
        ("GARF, f. R-9401ss, op. 2, d. 95", ""),
        ("AVPRF fond 0102, opis 16, delo 7, p.16-42.", ""),
        ("TsDA, f. 9, a.e. 622, 95–98", "opis"),
        ("MVnR, op. 38, a.e. 1208, 44–52", ""),
        ("HDA SBU, f. 13, spr. 372, ark. 5", ""),
        ("f. 17, d. 19, l. 49", ""),
        ("GARF", ""),
    ] {
        let missing = parse(text, Archives::builtin()).missing(Archives::builtin());
        let missing: Vec<_> = missing.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(missing.join(" "), expected, "{text}");
    }
}

#[test]
fn a_fonds_number_has_its_letters_explained() {
    let text = "GARF, Fond R-9401ss, Opis' 2";
    let citation = parse(text, Archives::builtin());
    let letters = |affix: &Option<Affix>| affix.as_ref().map(|affix| &text[affix.range.clone()]);
    assert_eq!(letters(&citation.levels[0].prefix), Some("R-"));
    assert_eq!(letters(&citation.levels[0].suffix), Some("ss"));
    let explained = citation.explain(text);
    assert_eq!(explained[1].heading, "fonds R-9401ss");
    assert!(
        explained[1].text.contains("top secret"),
        "{}",
        explained[1].text
    );
}

#[test]
fn levels_out_of_order_are_found_where_the_order_is_fixed() {
    for (text, expected) in [
        (
            "TsDA, op. 405, f. 9, a.e. 622, 95–98",
            Some(("op. 405", "f. 9")),
        ),
        ("TsDA, f. 405, op. 9, a.e. 622, 95–98", None),
        ("GARF, d. 95, op. 2, f. 9401", None),
        ("RGASPI, f. 17, d. 19, op. 162", Some(("d. 19", "op. 162"))),
        ("NARA, Box 2, RG 59", None),
    ] {
        let citation = parse(text, Archives::builtin());
        let misplaced = citation.misplaced(Archives::builtin());
        let shown =
            misplaced.map(|(one, other)| (&text[one.range.clone()], &text[other.range.clone()]));
        assert_eq!(shown, expected, "{text}");
    }
}

#[test]
fn a_designator_with_two_readings_says_so() {
    for (text, chosen, other) in [
        (
            "AVPRF fond 0102, opis 16, delo 7, p.16-42.",
            "page",
            Some("papka"),
        ),
        ("AVPRF fond 0102, opis 16, p.16-42.", "page", Some("papka")),
        ("GARF, f. 1, op. 2, d. 3, p. 5", "page", None),
    ] {
        let leaves = parse(text, Archives::builtin())
            .leaves
            .expect("the text names pages");
        assert_eq!(leaves.kind.id, chosen, "{text}");
        assert_eq!(
            leaves.other.as_ref().map(|other| other.id.as_str()),
            other,
            "{text}"
        );
    }
    let folder = &parse("AVPRF f. 0102, op. 13, p. 72, d. 5", Archives::builtin()).levels[2];
    assert_eq!(
        (
            folder.designator.id.as_str(),
            folder.other.as_ref().map(|o| o.id.as_str())
        ),
        ("papka", Some("page"))
    );
}

#[test]
fn a_citation_has_one_canonical_form() {
    for (text, canonical) in [
        (
            "GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338.",
            "GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338",
        ),
        (
            "RGASPI F.17 Op.162 D. 17, L. 151.",
            "RGASPI, f. 17, op. 162, d. 17, l. 151",
        ),
        (
            "MOL, XIX-J-1-j Korea, 1983, 78. doboz",
            "MNL OL, XIX-J-1-j Korea, 1983, 78. doboz",
        ),
        (
            "PRO, FO 371/46183, folios 2-3",
            "TNA, FO 371/46183, ff. 2-3",
        ),
    ] {
        assert_eq!(parse(text, Archives::builtin()).canonical(text), canonical);
    }
}

#[test]
fn only_a_citation_looks_like_one() {
    for (line, expected) in [
        (
            "GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338. Obtained by A and translated by B.",
            true,
        ),
        ("AVPRF F.0102. O.13 D.72 Delo 5", true),
        ("f. 17, op. 162, d. 19, l. 49", true),
        ("PRC FMA 111-00019-01, 5-8", true),
        ("TNA, FO 371/46183", true),
        ("The National Archives holds 3 boxes of them.", false),
        ("Department of State, Washington, May 5, 1950", false),
        (
            "On 29 April 1945 the CIA, Box 5 in hand, was told of it by a man from the delegation in the west",
            false,
        ),
        ("a) 45 mm guns, 12 d. and 5 p.", false),
        ("1. Send Box 2 to the front", false),
        ("5", false),
        ("", false),
    ] {
        assert_eq!(
            Citation::looks_like_one(line, Archives::builtin()),
            expected,
            "{line}: {:#?}",
            parse(line, Archives::builtin())
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_its_ranges_hold(text in "\\PC{0,80}") {
        check_ranges(&text, &parse(&text, Archives::builtin()));
        Citation::looks_like_one(&text, Archives::builtin());
    }

    #[test]
    fn any_mutation_of_a_citation_is_read_and_its_ranges_hold(
        row in 0..citations().count(),
        cut in 0usize..200,
        len in 0usize..10,
        put in "[,.;()\\[\\]—–0-9a-zл’'ʹ№ ß\u{301}\u{130}\n]{0,5}",
    ) {
        let mut letters: Vec<char> = citations().nth(row).expect("the row is one of the table").0.chars().collect();
        let from = cut.min(letters.len());
        let to = (from + len).min(letters.len());
        letters.splice(from..to, put.chars());
        let text: String = letters.into_iter().collect();
        let citation = parse(&text, Archives::builtin());
        check_ranges(&text, &citation);
        citation.canonical(&text);
        citation.misplaced(Archives::builtin());
    }
}

#[test]
fn what_is_too_long_for_a_citation_is_not_understood() {
    for unit in ["f. 1 ", "(", "1,", "obtained x ", "NA ("] {
        let text = unit.repeat(20_000);
        let citation = parse(&text, Archives::builtin());
        check_ranges(&text, &citation);
        assert!(!citation.understood() && citation.rest.len() == 1, "{unit}");
    }
}
