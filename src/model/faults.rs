//! Signs without a partner, as the tree leaves them: paired where two of them cross.

use std::ops::Range;

/// A sign without a partner. Ranges are bytes in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The sign itself; of two that cross, the opener.
    pub range: Range<usize>,
    /// Where the construct was ended for want of a closer (empty), or the closer that crosses.
    pub end: Range<usize>,
}

/// See [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A closer that nothing opened.
    Unopened,
    /// An opener that its paragraph does not close.
    Unclosed,
    /// Two constructs that overlap without one holding the other: `[a {b] c}`.
    Crossing,
}

/// The brace that closes what this one opens; none for a bracket.
pub fn closing_brace(opener: &str) -> Option<&'static str> {
    Some(match opener {
        "{-" => "-}",
        "{+" => "+}",
        "{++" => "++}",
        "{--" => "--}",
        "{~~" => "~~}",
        "{>>" => "<<}",
        _ if opener.starts_with('{') => "}",
        _ => return None,
    })
}

/// Collects faults in one pass over a block.
#[derive(Default)]
pub(super) struct Collector {
    faults: Vec<Fault>,
    /// Those unclosed that had to end at another's closer: brackets, and braces.
    crossable: [Vec<usize>; 2],
}

impl Collector {
    pub fn unclosed(&mut self, block: &str, opener: Range<usize>, end: usize) {
        if let Some(kind) = ["[", "{"]
            .iter()
            .position(|sign| *sign == &block[opener.clone()])
            && block[end..].starts_with([']', '}', '-', '+', '~', '<'])
        {
            self.crossable[kind].push(self.faults.len());
        }
        self.faults.push(Fault {
            kind: FaultKind::Unclosed,
            range: opener,
            end: end..end,
        });
    }

    /// A stray closer; where a construct of its kind had to end at another's closer, the two cross.
    pub fn stray(&mut self, block: &str, closer: Range<usize>) {
        let kind = usize::from(&block[closer.clone()] != "]");
        match self.crossable[kind].pop() {
            Some(at) => {
                self.faults[at].kind = FaultKind::Crossing;
                self.faults[at].end = closer;
            }
            None => self.faults.push(Fault {
                kind: FaultKind::Unopened,
                range: closer.clone(),
                end: closer,
            }),
        }
    }

    /// A paragraph, row or heading ends: what is unclosed in it crosses nothing behind it.
    pub fn end_of_part(&mut self) {
        self.crossable.iter_mut().for_each(Vec::clear);
    }

    /// The faults in the order of the text.
    pub fn finish(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.range.start);
        self.faults
    }
}
