//! One file per rule; this is the registry.
//!
//! A rule reads the facts of a block, or the document's summaries, and reports findings. Its file's header is its
//! documentation: what `sigla explain` prints, what an editor shows, and a test that runs its examples.

mod braces;
mod brackets;
mod checked;
mod docs;
mod finding;
mod header;
mod provenance;
mod text;

use crate::model::document::Document;
use crate::model::facts::Facts;

pub use checked::{Checked, check};
pub use docs::Docs;
pub use finding::{Edit, Finding, Fix, Related, Safety, apply, shown};
pub use text::not_utf8::finding as not_utf8;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `group/what-is-wrong`, so that "allow …" makes sense. Never used again for another rule.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Its own file, whose header documents it.
    pub source: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// Two rules are the same if they bear the same name.
impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.name == other.name
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One block; run again only for blocks that an edit touched.
    Block(fn(&BlockView, &mut Vec<Finding>)),
    /// The document's header and summaries; run after each edit, so it must not read all blocks.
    Document(fn(&Document, &mut Vec<Finding>)),
    /// The bytes of a file before they are a text; reported by whoever reads the file.
    File,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A remark for whoever wants it; shown in an editor, and by the command on request.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// All of them, the least first.
    pub const ALL: [Severity; 4] = [
        Severity::Hint,
        Severity::Information,
        Severity::Warning,
        Severity::Error,
    ];

    /// The name in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A block as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct BlockView<'a> {
    /// Its text; all ranges of facts and findings are bytes in it.
    pub text: &'a str,
    /// What it says.
    pub facts: &'a Facts,
}

/// Every rule, by group.
pub static RULES: &[&Rule] = &[
    &brackets::unopened::RULE,
    &brackets::unclosed::RULE,
    &brackets::mismatched::RULE,
    &brackets::empty::RULE,
    &brackets::unknown_label::RULE,
    &brackets::furniture::RULE,
    &brackets::sic_without_reach::RULE,
    &brackets::unclassified::RULE,
    &brackets::under_review::RULE,
    &braces::unopened::RULE,
    &braces::unclosed::RULE,
    &provenance::missing::RULE,
    &provenance::not_understood::RULE,
    &provenance::without_leaves::RULE,
    &provenance::leaves_reversed::RULE,
    &header::unclosed::RULE,
    &header::missing_key::RULE,
    &header::unknown_key::RULE,
    &header::doubled_key::RULE,
    &header::malformed_date::RULE,
    &header::malformed_language::RULE,
    &header::strange_line::RULE,
    &text::not_utf8::RULE,
    &text::nul::RULE,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
