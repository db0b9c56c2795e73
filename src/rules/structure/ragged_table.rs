//! A row of a table with fewer or more cells than the others.
//!
//! # Why
//!
//! From the missing cell on, every figure stands in the wrong column.
//!
//! # Example
//!
//! ```sigla
//! | district | men | guns |
//! |---|---|---|
//! | Ili | 9300 | 24 |
//! | Altai | 1200 |
//! ^^^^^^^^^^^^^^^^ this row has 2 cells, the others 3
//! ```
//!
//! # Fix
//!
//! Put the cell where it is missing. Empty cells at the end make the table whole if that is where they are missing.
//!
//! ```sigla
//! | district | men | guns |
//! |---|---|---|
//! | Ili | 9300 | 24 |
//! | Altai | 1200 | |
//! ```
//!
//! # Source
//!
//! TEI P5, 15.1.1, "TEI tables"; GitHub Flavored Markdown, 4.10, "Tables".

use std::collections::BTreeMap;

use crate::rules::{BlockView, Check, Edit, Finding, Rule, Safety, Severity};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "structure/ragged-table",
    severity: Severity::Warning,
    default: true,
    fix: Some(Safety::Suggested),
    source: include_str!("ragged_table.rs"),
    check: Check::Block(check),
};

fn check(block: &BlockView, findings: &mut Vec<Finding>) {
    for table in &block.facts.tables {
        let rows = || {
            table
                .rows
                .iter()
                .map(|row| (row, row.cells(block.text).len()))
        };
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        rows().for_each(|(_, width)| *widths.entry(width).or_default() += 1);
        let Some((&usual, &count)) = widths.iter().max_by_key(|(_, count)| **count) else {
            continue;
        };
        // Where no width prevails, nobody can say which rows are wrong.
        if count * 2 <= table.rows.len() {
            continue;
        }
        let mut odd = rows().filter(|(_, width)| *width != usual);
        let Some((row, width)) = odd.next() else {
            continue;
        };
        let cells = if width == 1 { "cell" } else { "cells" };
        let message = format!("this row has {width} {cells}, the others {usual}");
        let mut finding = Finding::new(&RULE, row.range.clone(), message);
        let mut edits = Vec::new();
        for (row, width) in rows().filter(|(_, width)| *width < usual) {
            let written = &block.text[row.range.clone()];
            let filling = if row.delimiter { "---|" } else { " |" };
            let mut cells = filling.repeat(usual - width);
            if !written.trim_end().ends_with('|') {
                cells.insert_str(0, " |");
            }
            let end = row.range.start + written.trim_end().len();
            edits.push(Edit::insert(end, cells));
        }
        for (row, _) in odd {
            finding = finding.related(row.range.clone(), "so has this row another number");
        }
        if !edits.is_empty() {
            finding = finding.fix("Fill up with empty cells", edits);
        }
        findings.push(finding);
    }
}
