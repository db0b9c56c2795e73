//! What a rule says: a finding, and the fixes it offers.

use std::ops::Range;

use super::{Rule, Severity};

/// Something that an editor would want to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters: as the rule says, or the collection.
    pub severity: Severity,
    /// What is marked, in bytes: of the block while a rule reports it, of the document once it is collected.
    pub range: Range<usize>,
    /// One line without a full stop that shows the offending text.
    pub message: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What could be done, the best first.
    pub fixes: Vec<Fix>,
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place, in bytes as the finding's.
    pub range: Range<usize>,
    /// What is to be seen there.
    pub message: String,
}

/// A change that answers a finding: data, so that the command, an editor and a test apply the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "Delete the bracket".
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The edits, in the order of the text, none overlapping.
    pub edits: Vec<Edit>,
}

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// It never changes a word of the source nor what the editor says.
    Safe,
    /// It is likely what the editor means, and wants a look.
    Suggested,
    /// It changes words.
    Unsafe,
}

impl Safety {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Suggested => "suggested",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// Bytes at `range` become `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub new: String,
}

impl Finding {
    /// A finding with nothing but its place and message.
    pub fn new(rule: &'static Rule, range: Range<usize>, message: impl Into<String>) -> Finding {
        Finding {
            rule,
            severity: rule.severity,
            range,
            message: message.into(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// With another fix.
    pub fn fix(
        mut self,
        title: impl Into<String>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Finding {
        self.fixes.push(Fix {
            title: title.into(),
            safety: Safety::Suggested,
            edits: edits.into_iter().collect(),
        });
        self
    }

    /// With the last fix declared safe.
    pub fn safe(self) -> Finding {
        self.rated(Safety::Safe)
    }

    /// With the last fix trusted so far.
    pub fn rated(mut self, safety: Safety) -> Finding {
        if let Some(fix) = self.fixes.last_mut() {
            fix.safety = safety;
        }
        self
    }

    /// With another place that explains it.
    pub fn related(mut self, range: Range<usize>, message: impl Into<String>) -> Finding {
        self.related.push(Related {
            range,
            message: message.into(),
        });
        self
    }

    /// The finding with everything moved by `start` bytes.
    pub fn lift(&self, start: usize) -> Finding {
        let mut finding = self.clone();
        for range in finding.ranges_mut() {
            *range = range.start + start..range.end + start;
        }
        finding
    }

    /// Every range in it: its own, then those of what is related, then those of the edits.
    pub(super) fn ranges_mut(&mut self) -> impl Iterator<Item = &mut Range<usize>> {
        let related = self.related.iter_mut().map(|related| &mut related.range);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        std::iter::once(&mut self.range)
            .chain(related)
            .chain(edits.map(|edit| &mut edit.range))
    }
}

impl Edit {
    /// Takes away what stands at `range`.
    pub fn delete(range: Range<usize>) -> Edit {
        Edit {
            range,
            new: String::new(),
        }
    }

    /// Puts `new` at an offset.
    pub fn insert(at: usize, new: impl Into<String>) -> Edit {
        Edit {
            range: at..at,
            new: new.into(),
        }
    }

    /// Puts `new` in the place of what stands at `range`.
    pub fn replace(range: Range<usize>, new: impl Into<String>) -> Edit {
        Edit {
            range,
            new: new.into(),
        }
    }
}

/// A text as a message shows it: its beginning, where it is long.
pub fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}

/// The text after the edits of a fix.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(&text[at..edit.range.start]);
        result.push_str(&edit.new);
        at = edit.range.end;
    }
    result.push_str(&text[at..]);
    result
}
