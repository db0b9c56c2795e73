//! What an editor asks at a place has an answer at every place of every text.

use proptest::prelude::*;
use sigla::ide::{
    actions, cross_references, footnotes, ids, lens, linked, pairs, selection, typing,
};
use sigla::model::document::Document;
use sigla::rules::{Settings, apply, check};

/// Pieces of texts, with signs of every kind and letters of every width.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "{",
        "}",
        "{-",
        "-}",
        "{+",
        "+}",
        "{++",
        "++}",
        "_",
        "*",
        "[^a]",
        "[^a]: ",
        "{@x}",
        "[note: ",
        "[stamp: ",
        "{unclear: ",
        "\\",
        "|",
        "| ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "1. ",
        "a) ",
        "(iv) ",
        "- ",
        "# ",
        "::: x\n",
        ":::\n",
        "@signature ",
        "%% ",
        "   ",
        "word ",
        "伊宁",
        "𝔸",
        "e\u{301}",
        "Ghulja [Yining] ",
        "[sic]",
        "---\n",
        "id: x\n",
        "related:\n- a.sigla\n",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_place_of_every_text_has_an_answer(text in text(), near in 0usize..200, length in 0usize..20) {
        let document = Document::new(&text);
        let start = text.floor_char_boundary(near.min(text.len()));
        let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
        let chains = selection::selections(&document, &[start, end]);
        prop_assert!(chains.iter().all(|chain| chain.last() == Some(&(0..text.len()))));
        if let Some(linked) = linked::linked(&document, start) {
            let alike = linked.ranges.windows(2).all(|it| text[it[0].clone()] == text[it[1].clone()]);
            prop_assert!(alike, "{linked:?}");
        }
        let _ = (pairs::at(&document, start), footnotes::at(&document, start), ids::at(&document, start));
        let _ = (cross_references::at(&document, start), lens::missing(&document));
        for key in typing::KEYS {
            // Only the label of an empty item is taken away; other letters stay.
            let after = apply(&text, &typing::typed(&document, start, key));
            prop_assert!(after.chars().filter(|c| "伊宁𝔸".contains(*c)).eq(text.chars().filter(|c| "伊宁𝔸".contains(*c))));
        }
        let findings = check(&document, Settings::standard());
        for action in actions::actions(&document, Settings::standard(), &findings, &(start..end)) {
            if action.finding.is_none() {
                let after = apply(&text, &action.fix.edits);
                let letters = |text: &str, of: char| text.matches(of).count();
                for letter in ['伊', '宁', '𝔸', 'w', 'G'] {
                    prop_assert!(letters(&after, letter) >= letters(&text, letter), "{}: {after}", action.fix.title);
                }
            }
        }
    }
}
