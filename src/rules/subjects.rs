//! What the rules on subjects find, kept for the subjects that no edit has touched.
//!
//! A rule on a subject reads all its places, wherever they stand, so an edit may change what is found about each subject that
//! stands in the blocks it touched, and about no other. That is found out when somebody asks, not at each edit, and is kept
//! for all copies of the document: whoever asks next, of a later state, adds what was touched since.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Check, Finding, Settings, SubjectView};
use crate::model::concordance::{Concordance, Subject, Way};
use crate::model::document::{Document, Label};

/// The findings of a document on its subjects. A clone costs nothing and shares what is known.
#[derive(Clone, Debug)]
pub(super) struct Subjects {
    known: Arc<Mutex<Known>>,
    since: Arc<Since>,
}

/// What was found in one of the states that the document has gone through.
#[derive(Debug, Default)]
struct Known {
    /// Of which state; 0 is none.
    state: State,
    /// Of the subjects about which something was found.
    found: BTreeMap<Subject, Vec<Kept>>,
}

/// Names a state of a document: another one for each state of each document; later ones are greater.
type State = u64;

/// The states that a document has gone through lately, and what was touched on the way.
#[derive(Clone, Debug)]
struct Since {
    /// The last is that of now.
    states: Vec<State>,
    /// Each subject that was touched, in its order, with the last state that did so.
    touched: Vec<(Subject, State)>,
}

/// A finding, each of its ranges relative to a block.
#[derive(Debug)]
struct Kept {
    finding: Finding,
    blocks: Vec<Label>,
}

/// Where more than that was touched, all is found anew.
const MOST_TOUCHED: usize = 512;

impl Subjects {
    /// Nothing is found until somebody asks.
    pub(super) fn new() -> Subjects {
        Subjects {
            known: Arc::default(),
            since: Arc::new(Since {
                states: vec![next_state()],
                touched: Vec::new(),
            }),
        }
    }

    /// Takes note of the subjects that an edit has touched.
    pub(super) fn touch(&mut self, subjects: Vec<Subject>) {
        let since = Arc::make_mut(&mut self.since);
        // Whoever is finding out just now may have it to the end; what is touched is forgotten by the next edit then.
        if let Ok(known) = self.known.try_lock() {
            since.forget_before(known.state);
        }
        if since.touched.len() + subjects.len() > MOST_TOUCHED || since.states.len() > MOST_TOUCHED
        {
            since.states.clear();
            since.touched.clear();
        }
        let state = next_state();
        since.states.push(state);
        for subject in subjects {
            match since.touched.binary_search_by_key(&subject, |it| it.0) {
                Ok(at) => since.touched[at].1 = state,
                Err(at) => since.touched.insert(at, (subject, state)),
            }
        }
    }

    /// What is found in this state. Costs the places of the subjects that were touched since somebody asked last, and what is
    /// found.
    pub(super) fn findings(
        &self,
        document: &Document,
        concordance: &Concordance,
        settings: &Settings,
    ) -> Vec<Finding> {
        let state = *self.since.states.last().expect("there is that of now");
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.state > state {
            // Somebody has asked of a later state, and will again.
            let all = all(document, concordance, settings);
            return all
                .into_values()
                .flatten()
                .map(|it| it.lift(document))
                .collect();
        }
        let touched = self.since.touched_behind(known.state);
        // Should a rule panic, nothing is known.
        known.state = 0;
        match touched {
            Some(touched) => {
                for subject in touched {
                    let ways = concordance.ways_of(subject);
                    match check(document, &ways, settings) {
                        found if found.is_empty() => known.found.remove(&subject),
                        found => known.found.insert(subject, found),
                    };
                }
            }
            None => known.found = all(document, concordance, settings),
        }
        known.state = state;
        let found = known.found.values().flatten();
        found.map(|kept| kept.lift(document)).collect()
    }
}

impl Since {
    /// The subjects that were touched behind a state; none where the document has not gone through it lately.
    fn touched_behind(&self, state: State) -> Option<Vec<Subject>> {
        self.states.binary_search(&state).ok()?;
        let touched = self.touched.iter().filter(|(_, by)| *by > state);
        Some(touched.map(|(subject, _)| *subject).collect())
    }

    fn forget_before(&mut self, state: State) {
        if let Ok(at) = self.states.binary_search(&state) {
            self.states.drain(..at);
            self.touched.retain(|(_, by)| *by > state);
        }
    }
}

fn next_state() -> State {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

fn all(
    document: &Document,
    concordance: &Concordance,
    settings: &Settings,
) -> BTreeMap<Subject, Vec<Kept>> {
    let ways = concordance.ways();
    let subjects = ways.chunk_by(|one, other| one.subject() == other.subject());
    let found = subjects.map(|ways| (ways[0].subject(), check(document, ways, settings)));
    found.filter(|(_, found)| !found.is_empty()).collect()
}

/// What is found about one subject.
fn check(document: &Document, ways: &[Way], settings: &Settings) -> Vec<Kept> {
    let Some(first) = ways.first() else {
        return Vec::new();
    };
    let view = SubjectView {
        document,
        settings,
        ways,
    };
    let mut findings = Vec::new();
    for (rule, severity) in &settings.rules {
        let before = findings.len();
        if let Check::Subject(topic, check) = rule.check
            && topic == first.subject().topic
        {
            check(&view, &mut findings);
            let text = |range| document.slice(range);
            settings.settle((rule, *severity), &mut findings, before, text);
        }
    }
    let kept = findings
        .into_iter()
        .map(|finding| Kept::new(finding, document));
    kept.collect()
}

impl Kept {
    fn new(mut finding: Finding, document: &Document) -> Kept {
        let relative = |range: &mut Range<usize>| {
            // No range of a subject begins behind the last letter of its block.
            let block = document.block_at(range.start);
            let (label, start) = block.map_or((0, 0), |at| (at.block.label, at.start));
            *range = range.start - start..range.end - start;
            label
        };
        let blocks = finding.ranges_mut().map(relative).collect();
        Kept { finding, blocks }
    }

    /// The finding, in bytes of the document.
    fn lift(&self, document: &Document) -> Finding {
        let mut finding = self.finding.clone();
        let mut last = None;
        for (range, label) in finding.ranges_mut().zip(&self.blocks) {
            let start = match last {
                Some((same, start)) if same == *label => start,
                _ => document.labelled(*label).map_or(0, |at| at.start),
            };
            last = Some((*label, start));
            *range = range.start + start..range.end + start;
        }
        finding
    }
}
