//! The questions and their answers.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use sigla::formats::typescript;
use sigla::ide::actions::{actions, fix_all};
use sigla::ide::completion::completions;
use sigla::ide::hover::{hover, of_finding};
use sigla::ide::map;
use sigla::ide::preview::preview;
use sigla::ide::tokens::{Overlap, TokenKind, tokens};
use sigla::model::document::Document;
use sigla::model::outline::{Entry, outline};
use sigla::rules::{Checked, Edit, Finding, Fix, Settings};

use crate::places::{byte, range};

/// So many blocks are shown on each side of the place that is looked at.
const MOST_BLOCKS: usize = 1_500;

/// What the page may ask. Each is answered about the text that was opened last, with the edits since then.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "camelCase")]
pub enum Question {
    /// Takes a text.
    Open { text: String },
    /// Puts `new` in the place of a stretch; several stand in the order of the text and count in the text as it was.
    Edit { edits: Vec<Change> },
    /// What is found.
    Findings,
    /// What stands at a place.
    Hover { at: usize },
    /// What can be done about a stretch.
    Actions { from: usize, to: usize },
    /// Every safe fix as one edit.
    FixAll,
    /// What could be typed at a place.
    Complete { at: usize },
    /// The outline.
    Outline,
    /// What has a colour between two places.
    Tokens { from: usize, to: usize },
    /// The document as one reads it, around a place.
    Preview { around: usize },
    /// Where its places lie.
    Places,
    /// A document made of a bare typescript.
    FromText { text: String },
    /// The text as it is.
    Text,
    /// Which version this is.
    Version,
}

/// An edit of the page's.
#[derive(Debug, Deserialize)]
pub struct Change {
    from: usize,
    to: usize,
    new: String,
}

/// What lies on the desk: one document and what was found in it.
pub struct Desk {
    document: Document,
    checked: Checked,
    settings: Arc<Settings>,
}

impl Default for Desk {
    fn default() -> Desk {
        let settings = Arc::clone(Settings::standard());
        let document = Document::new("");
        let checked = Checked::new(&document, &settings);
        Desk {
            document,
            checked,
            settings,
        }
    }
}

impl Desk {
    /// Answers a question.
    pub fn answer(&mut self, question: Question) -> Value {
        match question {
            Question::Open { text } => {
                self.document = Document::new(&text);
                self.checked = Checked::new(&self.document, &self.settings);
                Value::Null
            }
            Question::Edit { edits } => {
                // From the last to the first, so that places hold.
                for edit in edits.into_iter().rev() {
                    let text = self.document.text();
                    let (from, to) = (byte(text, edit.from), byte(text, edit.to));
                    let change = self.document.edit(from.min(to)..from.max(to), &edit.new);
                    self.checked.update(&self.document, &change);
                }
                Value::Null
            }
            Question::Findings => {
                let findings = self.findings();
                findings.iter().map(|it| self.finding(it)).collect()
            }
            Question::Hover { at } => self.hover(at),
            Question::Actions { from, to } => {
                let text = self.document.text();
                let asked = byte(text, from)..byte(text, to);
                let findings = self.findings();
                let found = actions(&self.document, &self.settings, &findings, &asked);
                // There are no registers here that a row could be added to.
                let own = found.iter().filter(|it| it.addition.is_none());
                own.map(|it| self.fix(&it.fix)).collect()
            }
            Question::FixAll => {
                let fix = fix_all(&self.document, &self.settings, &self.findings());
                fix.map_or(Value::Null, |fix| self.fix(&fix))
            }
            Question::Complete { at } => self.complete(at),
            Question::Outline => {
                let entries = outline(&self.document);
                entries.iter().map(|it| self.entry(it)).collect()
            }
            Question::Tokens { from, to } => {
                let text = self.document.text();
                let asked = byte(text, from)..byte(text, to);
                let found = tokens(&self.document, &asked, Overlap::Innermost);
                let shown = found.iter().map(|token| {
                    let mut shown = range(text, &token.range);
                    shown["kind"] = json!(kind(token.kind));
                    shown
                });
                shown.collect()
            }
            Question::Preview { around } => {
                let document = &self.document;
                let shown = preview(document, byte(document.text(), around), MOST_BLOCKS);
                shown.written(document.text(), document.vocabulary())
            }
            Question::Places => self.places(),
            Question::FromText { text } => {
                let made = match typescript::is_page(&text) {
                    true => typescript::import_page(&text),
                    false => typescript::import(&text),
                };
                json!({"text": made.document, "said": made.summary()})
            }
            Question::Text => json!(self.document.text().to_string()),
            Question::Version => json!(env!("CARGO_PKG_VERSION")),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        self.checked.findings(&self.document)
    }

    fn finding(&self, finding: &Finding) -> Value {
        let mut shown = range(self.document.text(), &finding.range);
        shown["rule"] = json!(finding.rule.name);
        shown["severity"] = json!(finding.severity.name());
        shown["message"] = json!(finding.message);
        let fixes = finding.fixes.iter().map(|fix| self.fix(fix));
        shown["fixes"] = fixes.collect();
        shown
    }

    fn fix(&self, fix: &Fix) -> Value {
        let edit = |edit: &Edit| {
            let mut shown = range(self.document.text(), &edit.range);
            shown["new"] = json!(edit.new);
            shown
        };
        let edits: Vec<Value> = fix.edits.iter().map(edit).collect();
        json!({"title": fix.title, "safety": fix.safety.name(), "edits": edits})
    }

    fn hover(&self, at: usize) -> Value {
        let text = self.document.text();
        let offset = byte(text, at);
        let said = hover(&self.document, &self.settings.registers, offset);
        let found = of_finding(&self.findings(), offset);
        match said.or(found) {
            None => Value::Null,
            Some(hover) => {
                let mut shown = range(text, &hover.range);
                shown["markdown"] = json!(hover.markdown);
                shown
            }
        }
    }

    fn complete(&self, at: usize) -> Value {
        let text = self.document.text();
        let found = completions(&self.document, &self.settings.registers, byte(text, at));
        let items = found.items.iter().map(|item| {
            let mut shown = range(text, &item.range);
            shown["label"] = json!(item.label);
            shown["detail"] = json!(item.detail);
            shown["about"] = json!(item.about);
            shown["new"] = json!(item.new);
            // What is compared with what is typed.
            shown["filter"] = json!(item.filter.as_ref().unwrap_or(&item.label));
            shown
        });
        json!({"items": items.collect::<Vec<_>>(), "incomplete": found.is_incomplete})
    }

    fn entry(&self, entry: &Entry) -> Value {
        let mut shown = range(self.document.text(), &entry.name_range);
        shown["kind"] = json!(entry.kind.name());
        shown["name"] = json!(entry.name);
        shown["detail"] = json!(entry.detail);
        let children = entry.children.iter().map(|it| self.entry(it));
        shown["children"] = children.collect();
        shown
    }

    fn places(&self) -> Value {
        let text = self.document.text();
        let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
        for found in map::places(&self.document, &self.settings.registers) {
            let mention = |mention: &Range<usize>| {
                let mut shown = range(text, mention);
                shown["text"] = json!(text.byte_slice(mention.clone()).to_string());
                shown["line"] = json!(text.byte_to_line(mention.start));
                shown
            };
            let mentions: Vec<Value> = found.mentions.iter().map(mention).collect();
            match found.spot {
                Ok(spot) => placed.push(json!({
                    "name": found.name, "id": spot.id, "modern": spot.modern, "country": spot.country,
                    "lat": spot.north, "lon": spot.east, "certain": spot.certain, "origin": "gazetteer",
                    "mentions": mentions,
                })),
                Err(why) => {
                    unplaced.push(json!({"name": found.name, "why": why, "mentions": mentions}));
                }
            }
        }
        json!({"places": placed, "unplaced": unplaced, "more": false})
    }
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Class(class) => class.name(),
        TokenKind::Label => "label",
        TokenKind::Marker => "marker",
        TokenKind::Key => "key",
        TokenKind::Comment => "comment",
    }
}

/// Where a place of the page is, for tests.
#[cfg(test)]
pub fn at(text: &str, byte: usize) -> usize {
    crate::places::place(&ropey::Rope::from_str(text), byte)
}
