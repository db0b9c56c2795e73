//! The header's fields, with ranges.

use std::ops::Range;

use crate::syntax::nodes::{Kind, Step};

/// The front matter of a document. Ranges are bytes in its block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// From its first `---` to its last.
    pub range: Range<usize>,
    /// Whether the closing `---` is there.
    pub closed: bool,
    /// The fields in the order of the text, doubled ones included.
    pub fields: Vec<Field>,
    /// Lines that are neither a field nor part of one.
    pub strange_lines: Vec<Range<usize>>,
    /// Comments, on lines of their own or behind a value, `#` included.
    pub comments: Vec<Range<usize>>,
}

/// `key: value`, with the list items and continuation lines below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The whole field.
    pub range: Range<usize>,
    /// The key, as typed.
    pub key: Range<usize>,
    /// The value, or each value of a list, with its continuation lines and quotes. None where nothing was typed.
    pub values: Vec<Range<usize>>,
    /// Whether the values are items of a list.
    pub list: bool,
    /// The items of a list, each from its hyphen to its last line, with a value or without.
    pub items: Vec<Range<usize>>,
}

impl Header {
    /// Reads the steps between `Enter(Header)` and `Leave(Header)`, the latter included.
    pub(super) fn read(range: Range<usize>, steps: &mut dyn Iterator<Item = Step>) -> Header {
        let mut header = Header {
            range,
            closed: true,
            ..Header::default()
        };
        let mut field = Field::default();
        for step in steps {
            match step {
                Step::Enter(Kind::Field, range) => {
                    field = Field {
                        range,
                        ..Field::default()
                    }
                }
                Step::Enter(Kind::ListItem, range) => {
                    field.list = true;
                    field.items.push(range);
                }
                Step::Leaf(Kind::Key, range) => field.key = range,
                Step::Leaf(Kind::Value, range) => field.values.push(range),
                Step::Leaf(Kind::Continuation, range) => {
                    if let Some(item) = field.items.last_mut() {
                        item.end = range.end;
                    }
                    match field.values.last_mut() {
                        Some(value) => value.end = range.end,
                        None => field.values.push(range),
                    }
                }
                Step::Leaf(Kind::HeaderComment, range) => header.comments.push(range),
                Step::Leaf(Kind::HeaderLine, range) => header.strange_lines.push(range),
                Step::Leaf(Kind::Unclosed, _) => header.closed = false,
                Step::Leave(Kind::Field, _) => header.fields.push(std::mem::take(&mut field)),
                Step::Leave(Kind::Header, _) => break,
                _ => {}
            }
        }
        header
    }

    /// Its first `---`: what to mark where the whole header is meant.
    pub fn opening(&self) -> Range<usize> {
        self.range.start..self.range.start + "---".len()
    }

    /// Where another field goes: behind the last one, where one goes on typing.
    pub fn end_of_fields(&self) -> usize {
        let last = self.fields.last().map(|field| field.range.end);
        last.unwrap_or(self.opening().end)
    }

    /// The language that it states, without quotes; none where nothing is written there.
    pub fn language(&self, block: &str) -> Option<String> {
        let value = self.field(block, &["language"])?.values.first()?;
        Some(plain(&block[value.clone()])).filter(|language| !language.is_empty())
    }

    /// The first field of that key or, in their order, of one of those keys; `block` is the block's text.
    pub fn field(&self, block: &str, keys: &[&str]) -> Option<&Field> {
        keys.iter().find_map(|key| {
            self.fields
                .iter()
                .find(|field| &block[field.key.clone()] == *key)
        })
    }
}

/// A value as its reader means it: without quotes, its lines joined by a space, as YAML folds them.
pub fn plain(value: &str) -> String {
    let joined = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = |quote| {
        joined
            .strip_prefix(quote)?
            .strip_suffix(quote)
            .map(str::to_owned)
    };
    match quoted('"') {
        Some(inner) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => quoted('\'')
            .map(|inner| inner.replace("''", "'"))
            .unwrap_or(joined),
    }
}
