//! The laws, held against random texts and the corpus.

use proptest::prelude::*;

use super::laws::{Edit, check, check_edits};

/// The signs of the language, whole and broken, with what may stand between them.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "[", "]", "{", "}", "{-", "-}", "{+", "+}", "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}",
    "_", "*", "^", "~", "-", "+", "<", ">", "\\", "|", "|a|", "|---|\n",
    ":", "::", ":::", ":::: b\n", "::: a\n", "::: a {k=v}\n", ":::\n", "#", "## ", "%%", "%% c",
    "@", "@addressee ", "@nobody ", "`", "```tei\n", "```\n", "```", "1. ", "a) ", "(iv) ", "- ", "2.1. ",
    "[^1]", "[^1]:", "[^", "[=", "[+", "[note:", "[note: ", "{u: ", "{u:", "{@n}", "{@", "{k=v}", "{k=\"v w\"}", "{k=",
    "---\n", "---", "key: v\n", "key:\n", "- v\n", "# c\n", "\"", "'", "1", ".", ",", "=",
    " ", " ", " ", "\t", "\n", "\n", "\n", "\n\n", "\r\n", "\r",
    "\u{b}", "\u{c}", "\u{85}", "\u{a0}", "\u{2028}", "\u{feff}", "\0",
    "a", "b c", "Word", "é", "слово", "e\u{301}", "𝕊", "…",
];

/// Up to forty signs, or pieces of the corpus.
pub fn any_text() -> impl Strategy<Value = String> {
    let corpus: Vec<String> = super::corpus::texts()
        .filter(|text| !text.is_empty())
        .collect();
    let sign = prop::sample::select(SIGNS).prop_map(str::to_owned);
    let piece = (
        prop::sample::select(corpus),
        any::<prop::sample::Index>(),
        1..40usize,
    )
        .prop_map(|(text, at, length)| {
            let characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len());
            characters[start..(start + length).min(characters.len())]
                .iter()
                .collect()
        });
    let part = prop_oneof![6 => sign, 1 => piece, 1 => "\\PC{0,4}"];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    let inserted =
        prop::collection::vec(prop::sample::select(SIGNS), 0..3).prop_map(|signs| signs.concat());
    prop::collection::vec((0..1000usize, 0..6usize, inserted), 1..6)
}

pub fn cases(default: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(default);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn no_text_has_an_error_and_each_is_the_sum_of_its_blocks(text in any_text()) {
        check(&text);
    }

    #[test]
    fn an_edit_gives_the_tree_from_scratch(text in any_text(), edits in any_edits(), at_start: bool) {
        check_edits(text, &edits, at_start);
    }
}

#[test]
fn the_corpus_keeps_the_laws() {
    super::corpus::texts().for_each(|text| check(&text));
}
