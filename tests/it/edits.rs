//! After any series of edits a document, its findings and its outline are those of the text read afresh.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use sigla::collection::summary::Summary;
use sigla::model::Knowledge;
use sigla::model::brackets::Context;
use sigla::model::document::Document;
use sigla::model::facts::collect;
use sigla::model::outline::outline;
use sigla::rules::{Checked, Settings, check};
use sigla::server::convert::{Encoding, Positions};
use sigla::server::lsp;
use sigla::syntax::print::sexp;
use sigla::syntax::tree::parse;

use crate::positions::{place_from, position};

/// What texts and edits are made of: every sign, what makes and unmakes blocks and headers, and hard characters.
#[rustfmt::skip]
pub const FRAGMENTS: &[&str] = &[
    "[", "]", "[", "]", "[]", "[SIC]", "[=", "[+", "[stamp: ", "[stmap: x]", "[left blank]", "[Yining]", "[email protected]",
    "{", "}", "{-", "-}", "{+", "+}", "{gap: ", "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}",
    "_", "*", "^", "~", "\\", "|", "||", "@", "#", ":", ":::", "-", "--", "---", "```", "%", "%%", "!", "=", "+",
    "# ", "## ", "1. ", "a) ", "(a) ", "- ", "@from ", "@date ", "::: note\n", ":::\n", "| a | b |\n", "|---|---|\n",
    "```tei\n", "```\n", "[^1]", "[^1]: ", "%% sigla: allow brackets/empty\n", "%% sigla: allow-file brackets — x\n", "%% sigla: allow all, braces/unopened\n", "{#x .y z=1}", "[[Ghulja]]",
    "---\n", "\n---\n", "---\ntitle: Report\n---\n", "title: Report\n", "language: ru\n", "language: de\n", "date: 1945-04-31\n",
    "source: GARF, f. R-9401ss, op. 2, d. 95, ll. 338-334\n", "keywords:\n  - x\n", "  more\n", "# comment\n", "key",
    "\n", "\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\r", "\r\r", " \n", "\t", " ", "  ",
    "\u{c}", "\u{b}", "\u{85}", "\u{2028}", "\u{2029}", "\u{a0}", "\u{3000}", "\u{feff}", "\0",
    "Ghulja ", "word ", "the city of Ghulja [Yining] ", "Ж", "ё", "e\u{301}", "\u{301}", "𝔸", "𝔸𝔹", "👩‍👩‍👧", "غۇلجا", "伊宁", "ß", "1945",
];

/// One edit: where, how many characters go, and what comes.
type Change = (Index, u8, String);

fn text(longest: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(FRAGMENTS), 0..longest).prop_map(|pieces| pieces.concat())
}

fn change() -> impl Strategy<Value = Change> {
    let removed = prop_oneof![4 => Just(0), 4 => 1..4u8, 1 => 0..60u8];
    (any::<Index>(), removed, text(3))
}

/// Every rule there is.
fn all() -> &'static Arc<Settings> {
    static ALL: LazyLock<Arc<Settings>> = LazyLock::new(|| Arc::new(Settings::all()));
    &ALL
}

/// A document of a client, as the server keeps it.
#[derive(Clone)]
pub struct Open {
    document: Document,
    checked: Checked,
    /// The text that it must have.
    pub text: String,
}

impl Open {
    /// Opens a document.
    pub fn new(text: &str) -> Open {
        let document = Document::new(text);
        Open {
            checked: Checked::new(&document, all()),
            document,
            text: text.to_owned(),
        }
    }

    /// Applies an edit as the server does; `None` gives its range in bytes.
    fn edit(&mut self, (at, removed, new): &Change, encoding: Option<Encoding>) {
        let at = at.index(self.text.len() + 1);
        let end = at + self.text.len().min(at + usize::from(*removed)) - at;
        let (start, end) = match encoding {
            Some(_) => (place_from(&self.text, at), place_from(&self.text, end)),
            None => (
                self.text.ceil_char_boundary(at),
                self.text.ceil_char_boundary(end),
            ),
        };
        let range = encoding.map_or(start..end, |encoding| {
            let positions = Positions {
                text: self.document.text(),
                encoding,
            };
            let [start, end] = [start, end].map(|byte| position(&self.text, byte, encoding));
            let [start, end] = [start, end].map(|(line, column)| lsp::Position::new(line, column));
            positions.bytes(lsp::Range::new(start, end))
        });
        assert_eq!(
            range,
            start..end,
            "the byte of a position in {:?}",
            self.text
        );
        self.replace(start..end, new);
    }

    /// Puts `new` in the place of bytes between characters.
    pub fn replace(&mut self, range: Range<usize>, new: &str) {
        self.text.replace_range(range.clone(), new);
        let change = self.document.edit(range, new);
        self.checked.update(&self.document, &change);
    }

    /// Compares everything with what a fresh reading of the text gives.
    pub fn assert_fresh(&self) {
        let fresh = Document::new(&self.text);
        assert_eq!(self.document.text(), self.text.as_str());
        assert_eq!(self.document.language(), fresh.language());
        assert_eq!(
            blocks(&self.document),
            blocks(&fresh),
            "blocks of {:?}",
            self.text
        );
        for (kept, fresh) in self.document.blocks().zip(fresh.blocks()) {
            assert_eq!(
                kept.block.facts, fresh.block.facts,
                "facts in {:?}",
                self.text
            );
        }
        assert_eq!(
            self.checked.findings(&self.document),
            check(&fresh, all()),
            "findings in {:?}",
            self.text
        );
        assert_eq!(
            outline(&self.document),
            outline(&fresh),
            "outline of {:?}",
            self.text
        );
        assert_eq!(
            Summary::with("it", &self.document, self.checked.concordance()),
            Summary::of("it", &fresh),
            "what {:?} says to others",
            self.text
        );
    }
}

/// The trees of the blocks, each with its text.
fn blocks(document: &Document) -> Vec<(String, String)> {
    let blocks = document.blocks();
    blocks
        .map(|block| {
            let text = document.block_text(&block).into_owned();
            let tree = block.block.tree.as_ref().map_or_else(
                || {
                    // What is known of a plain block is what its tree would say.
                    let tree = parse(&text, false);
                    assert_eq!(
                        block.block.facts,
                        collect(&text, &tree, &Context::of("en", &Knowledge::default()))
                    );
                    sexp(&tree, Some(&text))
                },
                |tree| sexp(tree, Some(&text)),
            );
            (text, tree)
        })
        .collect()
}

/// Applies edits one by one and compares after each.
fn check_edits(text: &str, changes: &[Change], encoding: Option<Encoding>) {
    let mut open = Open::new(text);
    for change in changes {
        open.edit(change, encoding);
        open.assert_fresh();
    }
}

fn encoding() -> impl Strategy<Value = Option<Encoding>> {
    select(vec![
        None,
        Some(Encoding::Utf8),
        Some(Encoding::Utf16),
        Some(Encoding::Utf32),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_of_random_texts_give_what_a_fresh_reading_gives(
        text in text(40), changes in prop::collection::vec(change(), 1..12), encoding in encoding(),
    ) {
        check_edits(&text, &changes, encoding);
    }

    #[test]
    fn edits_of_the_seed_give_what_a_fresh_reading_gives(
        start in any::<Index>(), length in 200..2000usize, changes in prop::collection::vec(change(), 1..8), encoding in encoding(),
    ) {
        let seed = include_str!("../../examples/ili-report.txt");
        let start = seed.ceil_char_boundary(start.index(seed.len()));
        let end = seed.ceil_char_boundary(seed.len().min(start + length));
        check_edits(&seed[start..end], &changes, encoding);
    }
}
