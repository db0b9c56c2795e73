//! A passage as runs: what is the source's and what the editor's, and what happened to which words.

use std::ops::Range;

use crate::model::facts::{Facts, Insertion};
use crate::syntax::nodes::{Kind, Step, is_construct};
use crate::vocabulary::{self, Class, Vocabulary};

/// A stretch of text in one voice, or a construct with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Letters as they stand in the text.
    Text(String, Voice),
    /// An editor's bracket.
    Bracket(Class, Vec<Run>),
    /// Anything else between two signs, by what it does: `deleted`, `underlined`, `span`, the name of a label.
    Marked(String, Vec<Run>),
}

/// Whose words some text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// They stand in the source.
    Source,
    /// They are the editor's, or a sign of the markup.
    Editor,
}

/// The runs of a range of a block. `steps` are all of the block's.
pub(super) fn runs(
    text: &str,
    facts: &Facts,
    words: &Vocabulary,
    steps: &[Step],
    range: Range<usize>,
) -> Vec<Run> {
    let mut writer = Writer {
        text,
        at: range.start,
        too_deep: 0,
        open: vec![Open {
            frame: Frame::Passage,
            voice: Voice::Source,
            runs: Vec::new(),
        }],
    };
    let is_in = |other: &Range<usize>| range.start <= other.start && other.end <= range.end;
    for step in steps {
        match step {
            Step::Enter(kind, at) if is_in(at) && is_inline(*kind) => {
                writer.text_until(at.start);
                if writer.open.len() > DEEPEST {
                    writer.too_deep += 1;
                    continue;
                }
                let (frame, voice) = frame(*kind, at, text, facts, words, writer.voice());
                writer.open.push(Open {
                    frame,
                    voice,
                    runs: Vec::new(),
                });
            }
            Step::Leave(kind, at) if is_in(at) && is_inline(*kind) => {
                writer.text_until(at.end);
                writer.close();
            }
            Step::Leaf(kind, at) if is_in(at) => writer.leaf(*kind, at),
            _ => {}
        }
    }
    writer.text_until(range.end);
    writer.finish()
}

/// What would stand deeper is text: nobody reads that, and no program that draws it need bear it.
const DEEPEST: usize = 64;

/// What is opened and never closed.
const UNCLOSED: &str = "unclosed";

/// Whether a node stands for something that the text within it is shown by.
fn is_inline(kind: Kind) -> bool {
    is_construct(kind) || kind == Kind::NoteReference
}

fn frame(
    kind: Kind,
    range: &Range<usize>,
    text: &str,
    facts: &Facts,
    words: &Vocabulary,
    around: Voice,
) -> (Frame, Voice) {
    let marked = |name: &str| Frame::Marked(name.to_owned());
    match kind {
        Kind::Insertion => {
            let insertions = &facts.insertions;
            let found = insertions.binary_search_by_key(&range.start, |it| it.range.start);
            match found.ok().map(|index| &insertions[index]) {
                Some(insertion) => {
                    let voice = voice(insertion, text, words, around);
                    (Frame::Bracket(insertion.judgement.class), voice)
                }
                // One that is never closed; its words may be anybody's.
                None => (marked(UNCLOSED), around),
            }
        }
        Kind::Act => {
            let act = facts.labels.iter().find(|label| label.construct == *range);
            let name = act.and_then(|act| {
                let found = words.label(&text[act.range.clone()])?;
                Some(found.label.name.clone())
            });
            (
                Frame::Marked(name.unwrap_or_else(|| "act".to_owned())),
                around,
            )
        }
        Kind::Deletion => (marked("deleted"), around),
        Kind::Addition => (marked("added"), around),
        Kind::Span => (marked("span"), around),
        Kind::Underlined => (marked("underlined"), around),
        Kind::Bold => (marked("bold"), around),
        Kind::Superior => (marked("superior"), around),
        Kind::Inferior => (marked("inferior"), around),
        Kind::NoteReference => (marked("note-reference"), around),
        Kind::CriticAddition => (marked("review-added"), Voice::Editor),
        Kind::CriticDeletion => (marked("review-deleted"), around),
        Kind::CriticSubstitution => (marked("review-substituted"), around),
        Kind::CriticComment => (marked("review-comment"), Voice::Editor),
        _ => (marked(UNCLOSED), around),
    }
}

/// Whose the words in a bracket are. What stands on the page beside the text, and what is hard to read, is the source's own.
fn voice(insertion: &Insertion, text: &str, words: &Vocabulary, around: Voice) -> Voice {
    let judgement = &insertion.judgement;
    let label =
        (judgement.label.clone()).and_then(|label| Some(words.label(&text[label])?.label.voice));
    match judgement.class {
        Class::Source => around,
        Class::Doubtful => around,
        Class::Mark if label == Some(vocabulary::Voice::Page) => around,
        _ => Voice::Editor,
    }
}

enum Frame {
    Passage,
    Bracket(Class),
    Marked(String),
}

struct Open {
    frame: Frame,
    voice: Voice,
    runs: Vec<Run>,
}

struct Writer<'a> {
    text: &'a str,
    /// What stands before is written.
    at: usize,
    /// The passage, and what is open in it.
    open: Vec<Open>,
    /// So many more are open, and are text only.
    too_deep: usize,
}

impl Writer<'_> {
    fn voice(&self) -> Voice {
        self.open.last().map_or(Voice::Source, |open| open.voice)
    }

    fn leaf(&mut self, kind: Kind, at: &Range<usize>) {
        match kind {
            Kind::Text | Kind::ContainerTitle | Kind::RawContent => self.text_until(at.end),
            // The backslash is ours, what stands behind it is not.
            Kind::Escape | Kind::LineBreak => {
                self.text_until(at.start);
                self.text_as(at.start + 1, Voice::Editor);
                self.text_until(at.end);
            }
            // A sign without its partner may be anybody's.
            Kind::StrayCloser => self.text_until(at.end),
            // It stands where the other sign is missed, and is empty.
            Kind::Unclosed => {
                self.text_until(at.end);
                if let Some(open) = self
                    .open
                    .last_mut()
                    .filter(|open| !matches!(open.frame, Frame::Passage))
                {
                    open.frame = Frame::Marked(UNCLOSED.to_owned());
                }
            }
            Kind::Sign if self.is_of_the_source() => self.text_until(at.end),
            _ => {
                self.text_until(at.start);
                self.text_as(at.end, Voice::Editor);
            }
        }
    }

    /// Whether the innermost brackets are the document's own.
    fn is_of_the_source(&self) -> bool {
        matches!(
            self.open.last().map(|open| &open.frame),
            Some(Frame::Bracket(Class::Source))
        )
    }

    fn text_until(&mut self, end: usize) {
        self.text_as(end, self.voice());
    }

    fn text_as(&mut self, end: usize, voice: Voice) {
        let Some(text) = self.text.get(self.at..end).filter(|text| !text.is_empty()) else {
            return;
        };
        self.at = end;
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match open.runs.last_mut() {
            Some(Run::Text(before, whose)) if *whose == voice => before.push_str(text),
            _ => open.runs.push(Run::Text(text.to_owned(), voice)),
        }
    }

    fn close(&mut self) {
        if let Some(left) = self.too_deep.checked_sub(1) {
            self.too_deep = left;
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        let run = match closed.frame {
            Frame::Bracket(class) => Run::Bracket(class, closed.runs),
            Frame::Marked(name) => Run::Marked(name, closed.runs),
            Frame::Passage => return,
        };
        if let Some(open) = self.open.last_mut() {
            open.runs.push(run);
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.too_deep = 0;
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().map_or_else(Vec::new, |open| open.runs)
    }
}
