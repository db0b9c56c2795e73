//! A citation in another form than the one its archive is cited in.
//!
//! # Why
//!
//! In a collection that writes `f. 17, op. 162` here and `Fond 17, Opis' 162` there, a search for one does not find the other.
//!
//! # Example
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338
//!         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in one form: `GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338`
//! ---
//! ```
//!
//! # Fix
//!
//! Write the abbreviations that the archive uses. Numbers, leaves and what follows the citation stay as they are; where anything
//! is not understood, nothing is offered.
//!
//! ```sigla
//! ---
//! title: Report on Ili
//! source: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338
//! ---
//! ```
//!
//! # Source
//!
//! The archives' own rules of citation; `src/registers/archives/archives.toml` has the short form of each level. What was printed
//! in another form may stay so: the rule speaks only where a collection asks for it.

use crate::model::citation;
use crate::rules::provenance::lifted;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/citation-form",
    severity: Severity::Information,
    default: false,
    fix: Some(Safety::Suggested),
    source: include_str!("citation_form.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let archives = view.settings.registers.archives();
    for told in &view.description().sources {
        let (text, citation) = (&told.value.text, &told.value.citation);
        // A former name has its own rule, and levels in a wrong order too.
        let is_obsolete = citation
            .repository
            .as_ref()
            .is_some_and(|part| part.obsolete);
        if !citation.understood() || is_obsolete || citation.misplaced(archives).is_some() {
            continue;
        }
        let body = citation.body();
        let (written, form) = (&text[body.clone()], citation.canonical(text));
        let read_again = citation::parse(&form, archives);
        if written == form
            || !citation.continues && !citation.says_the_same(text, &read_again, &form)
        {
            continue;
        }
        let range = lifted(told, &body);
        findings.push(
            Finding::new(&RULE, range.clone(), format!("in one form: `{form}`"))
                .fix(format!("Write `{form}`"), [Edit::replace(range, form)]),
        );
    }
}
