//! Rewritings that say more plainly what a text says: words wrapped in a mark, a line given its role, columns parted, a bracket
//! made a container or a footnote. None takes a letter away, and none is offered that would break a sign.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Action, Edit, Fix, Safety};
use crate::ide::footnotes;
use crate::model::document::{BlockAt, Document};
use crate::model::facts::OddityKind;
use crate::model::outline::lines_at_both_ends;
use crate::model::parts::{Part, PartKind};
use crate::rules::{apply, line_end};
use crate::vocabulary::{Class, Vocabulary};

/// What can be rewritten at a range: what is selected, or what the cursor stands on.
pub(super) fn actions(document: &Document, range: &Range<usize>) -> Vec<Action> {
    let Some(block) = document.block_at(range.start) else {
        return Vec::new();
    };
    let at = At {
        text: &document.block_text(&block),
        local: range.start - block.start..range.end.max(range.start) - block.start,
        document,
        block: &block,
    };
    if at.local.end > at.text.len() || at.is_in_header() {
        return Vec::new();
    }
    let mut actions = wrap(&at);
    actions.extend(role(&at));
    actions.extend(columns(&at));
    actions.extend(container(&at));
    actions.extend(footnote(&at));
    actions.extend(number(&at));
    actions
}

/// Where something is rewritten. Ranges are bytes of the block.
struct At<'a> {
    document: &'a Document,
    block: &'a BlockAt<'a>,
    text: &'a str,
    local: Range<usize>,
}

impl At<'_> {
    fn is_in_header(&self) -> bool {
        let header = self.block.block.facts.header.as_ref();
        header.is_some_and(|header| self.local.start < header.range.end)
    }

    fn part(&self) -> Option<&Part> {
        let parts = self.block.block.facts.parts.iter();
        let mut around = parts.filter(|part| part.kind != PartKind::PageBreak);
        around.find(|it| it.range.start <= self.local.start && self.local.end <= it.range.end)
    }

    /// The action, if no sign loses its partner by it.
    fn action(&self, title: String, edits: Vec<Edit>) -> Option<Action> {
        let after = Document::new(&apply(self.text, &edits));
        let faults = |document: &Document| -> usize {
            document
                .blocks()
                .map(|block| block.block.facts.faults.len())
                .sum()
        };
        if faults(&after) != self.block.block.facts.faults.len() {
            return None;
        }
        let lifted = edits.into_iter().map(|edit| Edit {
            range: self.block.lift(&edit.range),
            new: edit.new,
        });
        Some(Action {
            fix: Fix {
                title,
                safety: Safety::Suggested,
                edits: lifted.collect(),
            },
            addition: None,
            finding: None,
            preferred: false,
        })
    }
}

/// What selected words can be marked as, with the signs around them.
const MARKS: &[(&str, &str, &str)] = &[
    ("Mark as deleted on the page", "{-", "-}"),
    ("Mark as added on the page", "{+", "+}"),
    ("Mark as hard to read", "{unclear: ", "}"),
    ("Mark as underlined", "{u: ", "}"),
    ("Mark as of another hand", "{hand: ", "}"),
    ("Give as supplied by the editor", "[+", "]"),
];

/// Wraps what is selected: words within one paragraph, cell or line, no half of a bracket among them.
fn wrap(at: &At) -> Vec<Action> {
    let selected = &at.text[at.local.clone()];
    let words = selected.trim();
    let start = at.local.start + (selected.len() - selected.trim_start().len());
    let range = start..start + words.len();
    let may_be = words.chars().any(char::is_alphanumeric)
        && at.part().is_some_and(|part| {
            let holds = part.content.start <= range.start && range.end <= part.content.end;
            holds && !matches!(part.kind, PartKind::RawTei | PartKind::Comment)
        })
        && !at.text[..start].ends_with('\\')
        && !words.ends_with('\\')
        && is_balanced(at, &range);
    if !may_be {
        return Vec::new();
    }
    // With another of its signs beside it, the sign of a mark would be another mark.
    let is_plain = |c: Option<char>| c.is_some_and(|c| !"-+~<>={}[]^|@".contains(c));
    let is_plain = is_plain(words.chars().next()) && is_plain(words.chars().next_back());
    let marks = MARKS
        .iter()
        .filter(|(_, open, _)| is_plain || open.ends_with(' '));
    let actions = marks.filter_map(|(title, open, close)| {
        let edits = vec![
            Edit::insert(range.start, *open),
            Edit::insert(range.end, *close),
        ];
        at.action(format!("{title}: {open}…{close}"), edits)
    });
    actions.collect()
}

/// Whether every construct stands wholly within a range, around it or apart from it.
fn is_balanced(at: &At, range: &Range<usize>) -> bool {
    let facts = &at.block.block.facts;
    let around = (facts
        .insertions
        .iter()
        .map(|it| (&it.range, it.inner.clone())))
    .chain(facts.pairs.iter().map(|it| (&it.range, it.inner.clone())))
    .chain(facts.labels.iter().map(|it| {
        let end = it.construct.end.saturating_sub(1).max(it.range.end);
        (&it.construct, it.range.end..end)
    }));
    let apart = |other: &Range<usize>| other.end <= range.start || range.end <= other.start;
    let within = |other: &Range<usize>| range.start <= other.start && other.end <= range.end;
    let mut signs = (facts.notes.iter().map(|it| &it.range)).chain(&facts.ids);
    let mut tables = facts.tables.iter().flat_map(|table| &table.rows);
    let in_cell = |row: &crate::model::tables::Row| {
        let holds = |cell: &Range<usize>| cell.start <= range.start && range.end <= cell.end;
        apart(&row.range) || row.cells(at.text).iter().any(holds)
    };
    facts
        .faults
        .iter()
        .all(|fault| apart(&(fault.range.start..fault.end.end)))
        && signs.all(|sign| apart(sign) || within(sign))
        && tables.all(in_cell)
        && around.into_iter().all(|(whole, inner)| {
            let holds = inner.start <= range.start && range.end <= inner.end;
            apart(whole) || within(whole) || holds
        })
}

/// Gives an opening or closing line the role that its shape tells; where a line is selected whole, any.
fn role(at: &At) -> Vec<Action> {
    let Some(part) = at.part().filter(|part| part.kind == PartKind::Paragraph) else {
        return Vec::new();
    };
    let place = at.block.lift(&at.local);
    let lines = lines_at_both_ends(at.document).into_iter();
    let mut here = lines.filter(|line| {
        let range = &line.entry.range;
        range.start <= place.start && place.end <= range.end
    });
    let start_of = |line: usize| line - at.block.start;
    let action = |start: usize, role: &str| {
        let edit = Edit::insert(start, format!("@{role} "));
        at.action(
            format!("Write down the role of the line: @{role}"),
            vec![edit],
        )
    };
    if let Some(line) = here.next() {
        let told = action(start_of(line.entry.range.start), &line.entry.detail);
        return told.into_iter().collect();
    }
    let words = at.text[part.range.clone()].trim();
    if at.text[at.local.clone()].trim() != words || words.contains(['\n', '\r']) || words.is_empty()
    {
        return Vec::new();
    }
    let roles = Vocabulary::builtin().roles().iter();
    roles
        .filter_map(|role| action(part.content.start, &role.name))
        .collect()
}

/// So many spaces part columns, as `text/columns-flattened` has it.
const GAP: &str = "   ";

/// Parts columns that only spaces keep apart: into a table, or one below the other.
fn columns(at: &At) -> Vec<Action> {
    let Some(part) = at.part().filter(|part| part.kind == PartKind::Paragraph) else {
        return Vec::new();
    };
    let mut oddities = at.block.block.facts.oddities.iter();
    let is_here =
        |range: &Range<usize>| part.range.start <= range.start && range.end <= part.range.end;
    if !oddities.any(|it| it.kind == OddityKind::Columns && is_here(&it.range)) {
        return Vec::new();
    }
    let start = at.text[..part.content.start]
        .rfind(['\n', '\r'])
        .map_or(0, |it| it + 1);
    let whole = start..part.content.end;
    let lines = at.text[whole.clone()].split(['\n', '\r']);
    let lines = lines.filter(|line| !line.is_empty());
    let rows: Vec<Vec<&str>> = lines.map(cells).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let end = line_end(at.text);
    let table = rows.iter().map(|cells| {
        let cell = |at: usize| {
            cells
                .get(at)
                .copied()
                .unwrap_or_default()
                .replace('|', "\\|")
        };
        let cells: Vec<_> = (0..count).map(cell).collect();
        format!("| {} |", cells.join(" | "))
    });
    let table = table.collect::<Vec<_>>().join(end);
    let below = (0..count).map(|column| {
        let cells = rows.iter().filter_map(|cells| cells.get(column));
        let cells: Vec<_> = cells.filter(|cell| !cell.is_empty()).copied().collect();
        cells.join(end)
    });
    let below = below
        .filter(|column| !column.is_empty())
        .collect::<Vec<_>>();
    let below = below.join(&end.repeat(2));
    [
        ("Make a table of the columns", table),
        ("Write the columns one below the other", below),
    ]
    .into_iter()
    .filter_map(|(title, new)| at.action(title.to_owned(), vec![Edit::replace(whole.clone(), new)]))
    .collect()
}

/// The cells of a line; one that begins far in has none in its first column.
fn cells(line: &str) -> Vec<&str> {
    let cells = line.split(GAP).enumerate();
    let cells = cells.map(|(at, cell)| (at, cell.trim()));
    cells
        .filter(|(at, cell)| *at == 0 || !cell.is_empty())
        .map(|(_, cell)| cell)
        .collect()
}

/// Makes a paragraph that is one bracket with a label a container of that kind.
fn container(at: &At) -> Option<Action> {
    let part = at.part().filter(|part| part.kind == PartKind::Paragraph)?;
    let mut insertions = at.block.block.facts.insertions.iter();
    let bracket = insertions.find(|it| it.range == part.content)?;
    let label = bracket.judgement.label.clone()?;
    let kind = &at.text[label.clone()];
    let is_word = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    let words = at.text[label.end + 1..bracket.inner.end].trim();
    if !is_word || label.start != bracket.inner.start || words.is_empty() {
        return None;
    }
    let end = line_end(at.text);
    let new = format!("::: {kind}{end}{words}{end}:::");
    let edit = Edit::replace(bracket.range.clone(), new);
    at.action(format!("Make it a container: ::: {kind}"), vec![edit])
}

/// Takes a note out of the line and writes it as a footnote below the block.
fn footnote(at: &At) -> Option<Action> {
    let facts = &at.block.block.facts;
    let part = at.part()?;
    let is_fence = |part: &Part| {
        matches!(
            part.kind,
            PartKind::ContainerStart(_) | PartKind::ContainerEnd(_)
        )
    };
    let is_text = matches!(
        part.kind,
        PartKind::Paragraph | PartKind::Item | PartKind::Heading(_)
    );
    if !is_text || facts.parts.iter().any(is_fence) {
        return None;
    }
    let mut insertions = facts.insertions.iter();
    let note = insertions.find(|it| {
        it.judgement.class == Class::Note
            && it.range.start <= at.local.start
            && at.local.end <= it.range.end
            && it.range != part.content
    })?;
    let label = note.judgement.label.as_ref();
    // Any other label says something that would be lost.
    if label.is_some_and(|label| !at.text[label.clone()].eq_ignore_ascii_case("note")) {
        return None;
    }
    let start = label.map_or(note.inner.start, |label| label.end + 1);
    let words = at.text[start..note.inner.end].trim();
    if words.is_empty() {
        return None;
    }
    let name = next_number(at.document);
    let spaces =
        at.text[..note.range.start].len() - at.text[..note.range.start].trim_end_matches(' ').len();
    let end = line_end(at.text);
    let below = at.text.trim_end().len();
    let edits = vec![
        Edit::replace(
            note.range.start - spaces..note.range.end,
            format!("[^{name}]"),
        ),
        Edit::insert(below, format!("{end}{end}[^{name}]: {words}")),
    ];
    at.action(format!("Make the note a footnote: [^{name}]"), edits)
}

/// Gives a footnote that has a word for its name the next number.
fn number(at: &At) -> Option<Action> {
    let note = footnotes::at(at.document, at.block.start + at.local.start)?;
    if note.name.parse::<u32>().is_ok() {
        return None;
    }
    let name = next_number(at.document).to_string();
    let edits = note.renamed(at.document, &name).ok()?;
    Some(Action {
        fix: Fix {
            title: format!("Number the footnote: [^{name}]"),
            safety: Safety::Suggested,
            edits,
        },
        addition: None,
        finding: None,
        preferred: false,
    })
}

/// The number behind the highest that a footnote has.
fn next_number(document: &Document) -> u32 {
    let names = footnotes::names(document);
    let numbers = names.iter().filter_map(|name| name.parse::<u32>().ok());
    numbers.max().unwrap_or(0).saturating_add(1)
}
