//! A preview in JSON, as views take it: `docs/server.md`, "What views ask for".

use ropey::Rope;
use serde_json::{Map, Value, json};

use super::{Block, BlockKind, Content, Preview, Run, Voice};
use crate::vocabulary::Vocabulary;

impl Preview {
    /// As JSON. Lines count from 0.
    pub fn written(&self, text: &Rope, vocabulary: &Vocabulary) -> Value {
        let line = |at: usize| text.byte_to_line(at.min(text.len_bytes()));
        let header = self.header.iter().map(|field| {
            let name = field.key.replace(['-', '_'], " ");
            json!({"key": field.key, "name": name, "values": field.values, "line": line(field.start)})
        });
        let of_header = |key: &str| {
            let field = self.header.iter().find(|field| field.key == key)?;
            field.values.first().cloned()
        };
        let key = self.classes.iter().map(|class| {
            let name = class.name().replace('-', " ");
            json!({"class": class.name(), "name": name, "explanation": class.about()})
        });
        let blocks = self.blocks.iter().map(|block| {
            let mut written = of_block(block, vocabulary);
            written.insert("line".to_owned(), json!(line(block.range.start)));
            let end = block.range.end.max(block.range.start + 1) - 1;
            written.insert("endLine".to_owned(), json!(line(end)));
            Value::Object(written)
        });
        json!({
            "language": of_header("language"),
            "title": of_header("title"),
            "header": header.collect::<Vec<_>>(),
            "key": key.collect::<Vec<_>>(),
            "blocks": blocks.collect::<Vec<_>>(),
            "cut": {"before": self.is_cut.0, "after": self.is_cut.1},
        })
    }
}

fn of_block(block: &Block, vocabulary: &Vocabulary) -> Map<String, Value> {
    let mut written = Map::new();
    let mut put = |key: &str, value: Value| _ = written.insert(key.to_owned(), value);
    put("kind", json!(kind(&block.kind)));
    put("depth", json!(block.depth));
    if !block.marker.is_empty() {
        put("marker", json!(block.marker));
    }
    match &block.kind {
        BlockKind::Heading(level) => put("level", json!(level)),
        BlockKind::Line(role) => {
            put("role", json!(role));
            let about = vocabulary.role(role).map_or("", |role| &role.about);
            put("roleName", json!(about));
        }
        _ => {}
    }
    match &block.content {
        Content::Runs(runs) => {
            if block.kind == BlockKind::Page {
                let written = text(runs);
                let page = written.trim_matches(|c: char| "[] ".contains(c));
                put("page", json!(page));
            }
            put("runs", json!(all(runs)));
        }
        Content::Rows(rows) => {
            let cells = |row: &Vec<Vec<Run>>| row.iter().map(|cell| all(cell)).collect::<Vec<_>>();
            put("rows", json!(rows.iter().map(cells).collect::<Vec<_>>()));
        }
    }
    written
}

fn kind(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading(_) => "heading",
        BlockKind::Item => "item",
        BlockKind::Line(_) => "line",
        BlockKind::Footnote => "footnote",
        BlockKind::Table => "table",
        BlockKind::Comment => "comment",
        BlockKind::Raw => "raw",
        BlockKind::ContainerStart => "container-start",
        BlockKind::ContainerEnd => "container-end",
        BlockKind::Page => "page",
    }
}

fn all(runs: &[Run]) -> Vec<Value> {
    let written = |run: &Run| match run {
        Run::Text(text, voice) => json!({"text": text, "voice": name(*voice)}),
        Run::Bracket(class, runs) => json!({
            "class": class.name(), "title": format!("{}: {}", class.name().replace('-', " "), class.about()),
            "voice": name(whose(runs)), "runs": all(runs),
        }),
        Run::Marked(mark, runs) => {
            json!({"mark": mark, "voice": name(whose(runs)), "runs": all(runs)})
        }
    };
    runs.iter().map(written).collect()
}

/// Whose voice a construct is shown with: the source's, where any word in it is.
fn whose(runs: &[Run]) -> Voice {
    let is_source = |run: &Run| match run {
        Run::Text(_, voice) => *voice == Voice::Source,
        Run::Bracket(_, runs) | Run::Marked(_, runs) => whose(runs) == Voice::Source,
    };
    match runs.iter().any(is_source) {
        true => Voice::Source,
        false => Voice::Editor,
    }
}

fn name(voice: Voice) -> &'static str {
    match voice {
        Voice::Source => "source",
        Voice::Editor => "editor",
    }
}

/// The letters of runs, one after the other.
pub(super) fn text(runs: &[Run]) -> String {
    let letters = |run: &Run| match run {
        Run::Text(text, _) => text.clone(),
        Run::Bracket(_, runs) | Run::Marked(_, runs) => text(runs),
    };
    runs.iter().map(letters).collect()
}
