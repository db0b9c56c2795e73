//! One file per rule; this is the registry.
//!
//! A rule reads the facts of a block, or the document's summaries, and reports findings. Its file's header is its
//! documentation: what `sigla explain` prints, what an editor shows, and a test that runs its examples.

mod braces;
mod brackets;
mod checked;
mod collection;
mod configuration;
mod dates;
pub mod docs;
mod drift;
mod finding;
mod fingerprint;
mod fixing;
mod header;
mod names;
mod numbers;
mod provenance;
mod readings;
pub mod settings;
mod structure;
mod subjects;
mod suppressing;
mod suppression;
mod suppressions;
mod text;
mod view;

pub use checked::{Checked, check, check_with};
pub use collection::{check_collection, compares, compares_names, needs_all_documents};
pub use configuration::{Configuration, problems};
pub use docs::Docs;
pub use finding::{Edit, Finding, Fix, Related, Safety, apply, shown};
pub use fingerprint::{Fingerprint, fingerprints};
pub use fixing::{Fixed, fix, line_end, round, words};
pub use settings::Settings;
pub use suppressing::allow;
pub use view::{BlockView, CollectionView, DocumentView, PassageView, SubjectView, first};

use crate::model::concordance::Topic;
pub use text::not_utf8::finding as not_utf8;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// `group/what-is-wrong`, so that "allow …" makes sense. Never used again for another rule.
    pub name: &'static str,
    /// How much it matters, unless a collection says otherwise.
    pub severity: Severity,
    /// Whether it is on unless a collection says otherwise: only where nine in ten of its findings are right
    /// (`docs/precision.md`).
    pub default: bool,
    /// The most trustworthy fix that it offers, if it offers any.
    pub fix: Option<Safety>,
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

impl Rule {
    /// The first half of its name, by which rules are switched on and off together.
    pub fn group(&self) -> &'static str {
        self.name.split('/').next().unwrap_or(self.name)
    }

    /// What an editor may show of all its findings beside the message.
    pub fn tag(&self) -> Option<Tag> {
        let is = |names: &[&str]| names.contains(&self.name);
        match () {
            () if is(NEEDLESS) => Some(Tag::Needless),
            () if is(OUT_OF_USE) => Some(Tag::OutOfUse),
            () => None,
        }
    }

    /// How it stands where no collection decides otherwise, as sentences: `Severity: warning; on by default. It has no fix.`
    pub fn standing(&self) -> String {
        let default = if self.default { "on" } else { "off" };
        let fix = match self.fix {
            None => "It has no fix.",
            Some(Safety::Safe) => "Its fix changes no word; `--fix` applies it.",
            Some(Safety::Suggested) => {
                "Its fix wants a look before it is taken; `--fix --suggested` applies it."
            }
            Some(Safety::Unsafe) => "Its fix changes words; `--fix --unsafe-fixes` applies it.",
        };
        format!(
            "Severity: {}; {default} by default. {fix}",
            self.severity.name()
        )
    }
}

/// Of what kind all findings of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// The text would say the same without what is marked.
    Needless,
    /// What is marked was right once.
    OutOfUse,
}

/// The rules that mark what is needless.
const NEEDLESS: &[&str] = &[
    "brackets/furniture",
    "names/gloss-repeated",
    "provenance/furniture",
    "suppressions/unused",
];

/// The rules that mark what is out of use.
const OUT_OF_USE: &[&str] = &["provenance/obsolete-archive-name"];

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One block; run again only for blocks that an edit touched.
    Block(fn(&BlockView, &mut Vec<Finding>)),
    /// A block that begins something (`Facts::begins_a_passage`), with up to [`PASSAGE`] blocks behind it; run again where an
    /// edit touched one of them. Ranges are bytes of the document's piece from the first block on.
    Passage(fn(&PassageView, &mut Vec<Finding>)),
    /// The document's header and summaries; run after each edit, so it must not read all blocks. Ranges are bytes of the
    /// document.
    Document(fn(&DocumentView, &mut Vec<Finding>)),
    /// All places of one subject of the concordance, for each subject of a topic. Ranges are bytes of the document.
    Subject(Topic, fn(&SubjectView, &mut Vec<Finding>)),
    /// One document among all of its collection; see [`check_collection`]. Ranges are bytes of that document.
    Collection(fn(&CollectionView, &mut Vec<Finding>)),
    /// The bytes of a file before they are a text; reported by whoever reads the file.
    File,
    /// The comments that allow findings, once all others are known.
    Allowed,
}

/// So many blocks behind the first does a passage have at the most.
pub const PASSAGE: usize = 16;

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
    &brackets::spacing::RULE,
    &brackets::confusable::RULE,
    &brackets::doubled_outside::RULE,
    &brackets::misspelt::RULE,
    &brackets::label_two_ways::RULE,
    &braces::unopened::RULE,
    &braces::unclosed::RULE,
    &readings::sic_two_ways::RULE,
    &readings::sic_doubled::RULE,
    &readings::sic_without_expectation::RULE,
    &readings::correction_same::RULE,
    &readings::omission_two_ways::RULE,
    &readings::blank_two_ways::RULE,
    &readings::illegible_two_ways::RULE,
    &readings::illegible_without_extent::RULE,
    &readings::redacted_two_ways::RULE,
    &names::first_mention_unglossed::RULE,
    &names::two_spellings::RULE,
    &names::one_gloss_two_names::RULE,
    &names::two_glosses::RULE,
    &names::gloss_repeated::RULE,
    &names::gloss_is_also_a_name::RULE,
    &names::gloss_not_in_authority::RULE,
    &names::initials_spacing::RULE,
    &names::acronym_two_expansions::RULE,
    &names::acronym_unexpanded::RULE,
    &provenance::missing::RULE,
    &provenance::not_understood::RULE,
    &provenance::without_leaves::RULE,
    &provenance::leaves_reversed::RULE,
    &provenance::leaves_unmarked::RULE,
    &provenance::mark_outside_leaves::RULE,
    &provenance::level_order::RULE,
    &provenance::missing_level::RULE,
    &provenance::citation_form::RULE,
    &provenance::ambiguous_designator::RULE,
    &provenance::citation_on_page::RULE,
    &provenance::obsolete_archive_name::RULE,
    &provenance::classification_two_ways::RULE,
    &provenance::furniture::RULE,
    &provenance::extent_differs::RULE,
    &provenance::description_incomplete::RULE,
    &collection::doubled_id::RULE,
    &collection::broken_reference::RULE,
    &collection::gloss_differs::RULE,
    &collection::spelling_differs::RULE,
    &collection::expansion_differs::RULE,
    &structure::figures_lost::RULE,
    &structure::item_sequence::RULE,
    &structure::item_form::RULE,
    &structure::heading_skips_level::RULE,
    &structure::empty_heading::RULE,
    &structure::unclosed_container::RULE,
    &structure::unopened_container::RULE,
    &structure::unknown_role::RULE,
    &structure::footnote_undefined::RULE,
    &structure::footnote_unused::RULE,
    &structure::footnote_doubled::RULE,
    &structure::ragged_table::RULE,
    &structure::page_order::RULE,
    &header::unclosed::RULE,
    &header::missing_key::RULE,
    &header::unknown_key::RULE,
    &header::doubled_key::RULE,
    &header::malformed_date::RULE,
    &header::malformed_language::RULE,
    &header::strange_line::RULE,
    &header::unknown_value::RULE,
    &header::dates_contradict::RULE,
    &dates::impossible::RULE,
    &dates::wrong_weekday::RULE,
    &dates::calendars_disagree::RULE,
    &dates::truncated::RULE,
    &dates::two_ways::RULE,
    &dates::after_document::RULE,
    &dates::later_in_text::RULE,
    &dates::header_against_dateline::RULE,
    &numbers::parts_and_total::RULE,
    &numbers::copy_beyond_print_run::RULE,
    &numbers::distribution::RULE,
    &text::not_utf8::RULE,
    &text::nul::RULE,
    &suppressions::unused::RULE,
    &suppressions::unknown_rule::RULE,
    &suppressions::without_reason::RULE,
    &text::replacement_character::RULE,
    &text::mojibake::RULE,
    &text::control_character::RULE,
    &text::invisible_character::RULE,
    &text::stray_combining_mark::RULE,
    &text::mixed_scripts::RULE,
    &text::letter_in_figure::RULE,
    &text::letter_spaced::RULE,
    &text::columns_flattened::RULE,
    &text::doubled_word::RULE,
    &text::numero_signs_mixed::RULE,
    &text::quotes_mixed::RULE,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
