//! A list of who got which copy that does not fit the number of copies.
//!
//! # Why
//!
//! Each copy of a secret document went to somebody. A copy that is missing from the list, or stands twice, is a line that was
//! lost, or a figure misread.
//!
//! # Example
//!
//! ```sigla
//! Four copies printed
//! ^^^^^^^^^^^^^^^^^^^ `Four copies printed`, and the list below lacks copy 3
//!
//! 1-2 - to the addressees
//!
//! 4 - to the file
//! ```
//!
//! # Fix
//!
//! Compare the source. A line that is lost there too is a `[gap]`; nothing is reported of copies that a list of one line leaves
//! out.
//!
//! # Source
//!
//! Soviet rules of secret clerical work: the last leaf tells who got which copy.

use crate::model::facts::CopiesSay;
use crate::model::facts::copies::distributed;
use crate::rules::{Check, Finding, PassageView, Rule, Severity, shown};

/// See the head of this file.
pub static RULE: Rule = Rule {
    name: "numbers/distribution",
    severity: Severity::Warning,
    default: true,
    fix: None,
    source: include_str!("distribution.rs"),
    check: Check::Passage(check),
};

fn check(view: &PassageView, findings: &mut Vec<Finding>) {
    let runs = view.first.block.facts.copies.iter();
    let mut runs = runs.filter_map(|copies| match copies.says {
        CopiesSay::PrintRun(run) => Some((copies.range.clone(), run)),
        CopiesSay::Number(_) => None,
    });
    let (Some((range, made)), None) = (runs.next(), runs.next()) else {
        return;
    };
    let text = view.document.block_text(view.first);
    let Some(listed) = listed(view, &text[range.end..]) else {
        return;
    };
    let amiss = |wrong: fn(usize) -> bool| -> Vec<u64> {
        let count = |copy: &u64| listed.iter().filter(|listed| *listed == copy).count();
        (1..=made).filter(|copy| wrong(count(copy))).collect()
    };
    let mut beyond: Vec<u64> = listed.iter().copied().filter(|copy| *copy > made).collect();
    beyond.dedup();
    let faults = [
        ("lacks", amiss(|count| count == 0)),
        ("doubles", amiss(|count| count > 1)),
        ("also has", beyond),
    ];
    let faults: Vec<_> = faults
        .into_iter()
        .filter(|(_, copies)| !copies.is_empty())
        .map(|(verb, copies)| format!("{verb} {}", named(&copies)))
        .collect();
    if !faults.is_empty() {
        let message = format!(
            "`{}`, and the list below {}",
            shown(&text[range.clone()]),
            faults.join(" and ")
        );
        findings.push(Finding::new(&RULE, range, message));
    }
}

/// The copies that the lines behind speak of. None where no list of at least two lines begins there, or it may go on behind
/// the passage.
fn listed(view: &PassageView, behind: &str) -> Option<Vec<u64>> {
    let (mut copies, mut lines) = (Vec::new(), 0);
    let mut read = |text: &str| {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match distributed(line) {
                Some((more, _)) => copies.extend(more),
                // The rest of the line that says how many there are.
                None if lines == 0 && line.trim().trim_matches(['.', ':', ',']).is_empty() => {
                    continue;
                }
                None => return false,
            }
            lines += 1;
        }
        true
    };
    let mut goes_on = read(behind);
    let mut blocks = 0;
    if goes_on {
        for at in view.behind() {
            blocks += 1;
            goes_on = read(&view.document.block_text(&at));
            if !goes_on {
                break;
            }
        }
    }
    let is_whole = !goes_on || blocks < crate::rules::PASSAGE;
    (is_whole && lines > 1).then_some(copies)
}

/// `copy 3`, `copies 3, 4`.
fn named(copies: &[u64]) -> String {
    const MOST: usize = 5;
    let mut names: Vec<_> = copies.iter().take(MOST).map(u64::to_string).collect();
    names.extend((copies.len() > MOST).then(|| "…".to_owned()));
    let noun = if copies.len() > 1 { "copies" } else { "copy" };
    format!("{noun} {}", names.join(", "))
}
