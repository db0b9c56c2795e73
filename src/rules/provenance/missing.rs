//! A document that does not say where it lies.
//!
//! # Why
//!
//! Whoever reads an edition must be able to ask for the original. Without repository, call number and leaf nobody can.
//!
//! # Example
//!
//! ```sigla
//! Report on the condition of the movement in Xinjiang
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the document has no header, so nothing says where it lies
//!
//! GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338. Translated by Gary Goldberg.
//! ```
//!
//! # Fix
//!
//! A header is made from what the text says of itself; what it does not say is left to fill in. Not a word of the text
//! changes.
//!
//! ```sigla
//! ---
//! title: Report on the condition of the movement in Xinjiang
//! date:
//! source: GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338.
//! creator:
//! translator: Gary Goldberg
//! language: en
//! ---
//!
//! Report on the condition of the movement in Xinjiang
//!
//! GARF, Fond R-9401ss, Opis' 2, Delo 95, ll. 334-338. Translated by Gary Goldberg.
//! ```
//!
//! # Source
//!
//! ISAD(G) 3.1.1, reference code; TEI P5, 10.4, `msIdentifier`.

use crate::rules::header::SOURCE;
use crate::rules::{Check, DocumentView, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "provenance/missing",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("missing.rs"),
    check: Check::Document(check),
};

fn check(view: &DocumentView, findings: &mut Vec<Finding>) {
    let document = view.document;
    let Some(first) = document.block(0) else {
        return;
    };
    let Some((header, block)) = document.header() else {
        let text = document.block_text(&first);
        let start = text.len() - text.trim_start().len();
        let line = text[start..]
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end()
            .len();
        let bom = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        findings.push(
            Finding::new(
                &RULE,
                start..start + line,
                "the document has no header, so nothing says where it lies",
            )
            .fix(
                "Make a header from what the text says",
                [Edit::insert(bom, view.ends.header(document))],
            ),
        );
        return;
    };
    match header.field(&block, &[SOURCE, "provenance"]) {
        Some(field) if !field.values.is_empty() => {}
        Some(field) => findings.push(Finding::new(
            &RULE,
            field.key.clone(),
            "`source` is empty, so nothing says where the document lies",
        )),
        None if !view.settings.requires(SOURCE) => {}
        None => {
            let at = header.end_of_fields();
            let message = "the header lacks `source`, so nothing says where the document lies";
            findings.push(
                Finding::new(&RULE, header.opening(), message).fix(
                    "Add `source`",
                    [Edit::insert(
                        at,
                        format!(
                            "\nsource: {}",
                            view.ends.source(document).unwrap_or_default()
                        )
                        .trim_end(),
                    )],
                ),
            );
        }
    }
}
