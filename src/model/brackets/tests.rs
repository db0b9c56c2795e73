//! One table of brackets, by the rule that decides them.

use std::sync::Arc;

use super::*;
use crate::registers::Topic;

/// The bracket that «» encloses, in the block without those signs.
fn judge(marked: &str, language: &str) -> (String, Judgement) {
    judge_knowing(marked, language, &Knowledge::default())
}

fn judge_knowing(marked: &str, language: &str, knowledge: &Knowledge) -> (String, Judgement) {
    let start = marked.find('«').expect("« opens the bracket");
    let end = marked.find('»').expect("» closes it") - '«'.len_utf8();
    let block = marked.replace(['«', '»'], "");
    let content = block[start..end].trim_start_matches('[');
    let label = content.find(':').map(|at| start + 1..start + 1 + at);
    let span = block[..start]
        .ends_with('}')
        .then(|| block[..start].rfind('{'))
        .flatten();
    let bracket = Bracket {
        nested: block[..start].matches('[').count() > block[..start].matches(']').count(),
        mark: content.chars().next().filter(|c| "=+!".contains(*c)),
        label: label.filter(|label| !block[label.clone()].contains(|c: char| c.is_numeric())),
        span: span.map(|at| at..start),
        block: &block,
        range: start..end,
    };
    let judgement = classify(&bracket, &Context::of(language, knowledge));
    (block, judgement)
}

#[test]
fn every_rule_decides_its_brackets() {
    use Class::*;
    let mut wrong = Vec::new();
    for (rule, class, marked) in [
        (1, Source, "«[ ]» married\n[x] single"),
        (1, Source, "[ ] married\n«[X]» single"),
        (2, Note, "«[Note: The letter was not sent.]»"),
        (
            2,
            Note,
            "They agreed «[Translator's note: in French in the original]» at once.",
        ),
        (2, Mark, "«[handwritten: to the file]»"),
        (2, Mark, "«[faint impression of a round stamp: RECEIVED]»"),
        (2, Gap, "He met «[illegible: two names]» there."),
        (3, OtherName, "He left Memel «[=Klaipeda]» by sea."),
        (3, Supplied, "He left «[+Memel]» by sea."),
        (3, Term, "the village council «[ru: selsovet]» met"),
        (4, Sic, "He recieved «[sic]» the parcel."),
        (4, Sic, "on 31 June «[SIC!]» 1951"),
        (4, Sic, "He has went «[!]» home."),
        (4, Correction, "on 31 June «[sic: July]» 1951"),
        (4, Correction, "in 1954 «[recte 1945]» the front"),
        (4, Correction, "at Lisbon «[i.e., Oporto]» they landed"),
        (4, Correction, "the goverment «[government]» replied"),
        (5, Omission, "The talks began. «[...]» They ended in June."),
        (5, Omission, "«[…]»"),
        (5, Omission, "«[Omitted here is a list of those present.]»"),
        (5, Omission, "«[Here follows a discussion of tin prices.]»"),
        (6, Gap, "the comm«[…]» of the front"),
        (6, Gap, "sent to the «[. . .]» on Friday"),
        (6, Gap, "«[illegible]»"),
        (6, Gap, "He wrote «[2 words unreadable]» to me."),
        (6, Gap, "«[rest of the line torn]»"),
        (7, Blank, "Drafted by «[left blank]»"),
        (7, Blank, "Moscow, «[no date]»"),
        (7, Blank, "«[No place given]»"),
        (7, Blank, "Age «[ ]» years"),
        (8, PageBreak, "«[p. 2]»"),
        (8, PageBreak, "of the front «[Page 377]» and its rear"),
        (8, PageBreak, "«[ll. 3-4]»"),
        (8, PageBreak, "«[l. 12 ob.]»"),
        (8, PageBreak, "«[f. 2v]»"),
        (9, Mark, "«[signature]» /I. Petrenko/"),
        (9, Mark, "«[Seal]»"),
        (9, Mark, "We have time. «[Laughter]» But not much."),
        (9, Mark, "«[The delegations recessed for tea.]»"),
        (9, Mark, "«[handwritten note in the margin]»"),
        (10, Redacted, "The source «[name redacted]» said so."),
        (10, Redacted, "«[2 lines not declassified]»"),
        (10, Redacted, "«[REDACTED]»"),
        (11, Doubtful, "a barrel of «[herring?]» arrived"),
        (11, Doubtful, "Danzig, «[3 May? 1807]»"),
        (11, Doubtful, "[stamp of the «[[registry]]» office]"),
        (
            17,
            Supplied,
            "[the front was never closed but «[their]» own",
        ),
        (
            18,
            Note,
            "of the 12th «[i.e., to meet the council which sat there]».",
        ),
        (17, Supplied, "the effect «[of nonexportation]» on trade"),
        (17, Supplied, "Saturday Morning «[Trenton]» I came"),
        (4, Correction, "Major Brandal «[Brendal]» came"),
        (15, OtherName, "the Chairman «[Mr. Reed]» said"),
        (18, Note, "Mary Reed «[Absent]»"),
        (6, Gap, "the comm[…] sat, and then «[…]» rose"),
        (12, Query, "The writ of Kosobe «[?]» was read."),
        (13, Completion, "the meet«[ing]» began"),
        (13, Completion, "W«[illiam]» came"),
        (13, Completion, "K.«[azimierz]» wrote"),
        (13, Completion, "«[un]»til Monday"),
        (13, Completion, "they st«[o]»od there"),
        (13, Completion, "to Minsk«[.]» Then he left"),
        (
            14,
            Expansion,
            "The GRU «[Main Intelligence Directorate]» knew.",
        ),
        (14, Expansion, "two TB «[heavy bombers]» landed"),
        (14, Expansion, "with my Respts «[Respects]» to all"),
        (15, OtherName, "They reached Lwów «[Lviv]» by night."),
        (15, OtherName, "from Chuguchak «[Tacheng]» District to"),
        (15, OtherName, "of MA BUFANG «[Ma Pu-fang]», the governor"),
        (15, OtherName, "They told him «[Molotov]» as much."),
        (15, OtherName, "They read his «[Molotov's]» note."),
        (16, Term, "the rich peasants «[kulaki]» were"),
        (16, Term, "of the county «[uyezd]»."),
        (16, Term, "of the county «[уезд]»."),
        (17, Supplied, "for lack of «[their]» own arms"),
        (
            17,
            Supplied,
            "asks that the Council «[do the following]» at once",
        ),
        (17, Supplied, "on 8 September «[1955]» in Minsk"),
        (17, Supplied, "«[June 4, 1781]»"),
        (17, Supplied, "thanked «[Mr.]» Reed"),
        (17, Supplied, "Colonel «[Thomas]» Reed came"),
        (17, Supplied, "the paper in which «[Prussia]» protests"),
        (
            17,
            Supplied,
            "Your servant, T. Reed «[P.S.]» The horse is well.",
        ),
        (17, Supplied, "the Portland «[Maine]» Herald wrote"),
        (17, Supplied, "of Lutsk and Rovno «[Districts]» in the west"),
        (18, Note, "«[The rest of the file concerns tin.]»"),
        (18, Note, "the figures «[see Table 3]» were low"),
        (18, Note, "the figures «[Attachment 3]» were low"),
        (18, Note, "Mary Reed «[In London]», Counsellor"),
        (
            18,
            Note,
            "as in his memoir «[A Soldier Remembers (London: Faber, 1951)]», a bestseller",
        ),
        (0, Furniture, "write to «[email protected]»"),
        (0, Furniture, "Early life«[edit]»"),
        (0, Furniture, "Vienna «[17761»"),
    ] {
        let judgement = judge(marked, "en").1;
        let found = (judgement.rule, judgement.class);
        if found != (rule, class) {
            wrong.push(format!("{marked}: {found:?}, not {:?}", (rule, class)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_word_of_a_language_without_a_list_is_foreign_by_its_shape() {
    for (class, marked) in [
        (Class::Term, "die Großbauern «[zazhitochnyye]» wurden"),
        (Class::Supplied, "die Bauern «[und]» Arbeiter"),
    ] {
        assert_eq!(judge(marked, "de").1.class, class, "{marked}");
    }
}

#[test]
fn a_bracket_reaches_over_the_span_the_name_or_the_word_it_speaks_of() {
    for (words, marked) in [
        (Some("{the old town}"), "in {the old town}«[=Altstadt]»"),
        (
            Some("OSMAN BATUR"),
            "headed by OSMAN BATUR «[Osman the Hero]».",
        ),
        (
            Some("Ivan de la Cruz"),
            "saw Ivan de la Cruz «[John Cross]» there",
        ),
        (Some("Memel"), "came to Königsberg, Memel «[Klaipeda]»"),
        (Some("recieved"), "He recieved «[sic]» it"),
        (Some("st[oo]d"), "they st«[oo]»d there"),
        (Some("K.[azimierz]"), "and K.«[azimierz]» wrote"),
        (Some("herring?"), "a barrel of «[ herring? ]»"),
        (None, "for lack of «[their]» arms"),
        (None, "«[p. 2]»"),
    ] {
        let (block, judgement) = judge(marked, "en");
        assert_eq!(
            judgement.reach.map(|range| &block[range]),
            words,
            "{marked}"
        );
    }
}

#[test]
fn no_text_and_no_range_panics() {
    let block = "é[ü?]ß [Ł.]";
    for start in 0..=block.len() + 1 {
        for end in start..=block.len() + 1 {
            let label = Some(start..end);
            let bracket = Bracket {
                block,
                range: start..end,
                nested: false,
                span: label.clone(),
                mark: Some('='),
                label,
            };
            classify(&bracket, &Context::of("fr", &Knowledge::default()));
        }
    }
}

#[test]
fn the_rules_stand_in_the_order_of_the_specification() {
    let numbers = RULES
        .iter()
        .map(|rule| rule.number)
        .filter(|&number| number > 0);
    assert!(numbers.eq(1..=18));
}

/// What a bracket is without registers, and by a register with this row; with the words that it then speaks of.
#[track_caller]
fn check_registered(
    (topic, columns, row): (Topic, &str, &str),
    marked: &str,
    before: Class,
    (class, rule, words): (Class, u8, &str),
) {
    assert_eq!(judge(marked, "en").1.class, before, "{marked}");
    let table = format!("{columns}\n{row}\n");
    let knowledge = Knowledge {
        registers: Arc::new(Registers::of_text(topic, topic.file().into(), &table)),
        ..Knowledge::default()
    };
    let (block, judged) = judge_knowing(marked, "en", &knowledge);
    let reach = judged.reach.map(|range| &block[range]);
    let found = (judged.class, judged.rule, reach.unwrap_or_default());
    assert_eq!(found, (class, rule, words), "{marked}");
}

#[test]
fn what_a_register_has_together_is_no_guess() {
    use Class::*;
    let place = |row| (Topic::Places, "id\ttitle\tvariants", row);
    let person = |row| (Topic::Persons, "id\tname\tvariants", row);
    let term = |row| (Topic::Glossary, "term\texpansion", row);
    check_registered(
        place("a\tSungitt\tSunget"),
        "They left Sunget «[Sungitt]» early.",
        Correction,
        (OtherName, 15, "Sunget"),
    );
    check_registered(
        place("a\tSungitt\tUpper sunget"),
        "They reached Upper sunget «[Sungitt]» by noon.",
        Supplied,
        (OtherName, 15, "Upper sunget"),
    );
    check_registered(
        place("a\tNice\tNizza"),
        "Nice's «[Nizza]» port fell.",
        Supplied,
        (OtherName, 15, "Nice"),
    );
    // Of another place nothing is known together, and a word that is near a name is still a slip.
    check_registered(
        place("a\tSungitt\tUpper sunget"),
        "He came to Brixon «[Wrixon]» early.",
        Correction,
        (Correction, 4, "Brixon"),
    );
    check_registered(
        person("a\tJohn Wrixon\tBrixon;Wrixon"),
        "He wrote to Brixon «[Wrixon]» early.",
        Correction,
        (OtherName, 15, "Brixon"),
    );
    check_registered(
        term("oblispolkom\tregional executive committee"),
        "the oblispolkom «[regional executive committee]» met",
        Supplied,
        (Expansion, 14, "oblispolkom"),
    );
    // Whichever way round, the glossary may have both.
    check_registered(
        term(
            "oblispolkom\tregional executive committee\nregional executive committee\tgovernment of an oblast",
        ),
        "the oblispolkom «[regional executive committee]» met",
        Supplied,
        (Expansion, 14, "oblispolkom"),
    );
    check_registered(
        term("Turpan melons\ta tax"),
        "the levy «[Turpan melons]» was due.",
        Supplied,
        (Term, 16, "levy"),
    );
    // Another spelling of a term, and an ordinary word, are none.
    for (row, marked, class, rule, words) in [
        (
            "US\tUnited States",
            "He told «[us]» that.",
            Supplied,
            17,
            "",
        ),
        (
            "farm\tkolkhoz",
            "the collective «[farm]» met",
            Supplied,
            17,
            "",
        ),
        (
            "bai\trich peasant",
            "He met Hamid «[Bai]» there.",
            OtherName,
            15,
            "Hamid",
        ),
        ("№\tnumber", "He said «[no]» to it.", Supplied, 17, ""),
    ] {
        check_registered(term(row), marked, class, (class, rule, words));
    }
    // Two persons are not one, and a name is no other name of itself.
    for row in ["a\tBrixon\t\nb\tWrixon\t", "a\tBrixon\t"] {
        let marked = "He came to Brixon «[Wrixon]» early.";
        check_registered(person(row), marked, Correction, (Correction, 4, "Brixon"));
    }
    check_registered(
        term("NKO\tPeople's Commissariat of Defense"),
        "the People's Commissariat of Defense «[NKO]» met",
        OtherName,
        (Term, 16, "People's Commissariat of Defense"),
    );
}
