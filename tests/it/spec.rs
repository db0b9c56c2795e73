//! Runs the examples of `docs/format.md`, the specification; `UPDATE=1` rewrites what they expect, their numbers and the
//! tables.

use std::fmt::Write;
use std::path::Path;

use sigla::model::brackets::RULES;
use sigla::model::document::Document;
use sigla::model::outline::{Entry, outline};
use sigla::syntax::print::sexp;
use sigla::syntax::tree::parse;
use sigla::vocabulary::{Class, Vocabulary, Voice};

const FEWEST: usize = 150;

/// What an example shows of its text; the word behind `example` picks it.
fn view(name: &str, text: &str) -> String {
    match name {
        "tree" => sexp(&parse(text, true), Some(text)),
        "outline" => entries(&outline(&Document::new(text)), 0),
        "classes" => judgements(&Document::new(text)),
        _ => panic!("{name}: no such view"),
    }
}

/// What the outline lists, set in by depth: the kind, the name, and the detail where there is one.
fn entries(list: &[Entry], depth: usize) -> String {
    let lines = list.iter().map(|entry| {
        let (kind, indent) = (entry.kind.name(), 2 * depth);
        let detail = Some(&entry.detail).filter(|detail| !detail.is_empty() && *detail != kind);
        let detail = detail.map_or(String::new(), |detail| format!(" ({detail})"));
        let children = entries(&entry.children, depth + 1);
        let children = if children.is_empty() {
            children
        } else {
            format!("\n{children}")
        };
        format!("{:indent$}{kind} {:?}{detail}{children}", "", entry.name)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A line for each bracket: itself, its class, the rule that decided, the words it speaks of.
fn judgements(document: &Document) -> String {
    let mut lines = Vec::new();
    for block in document.blocks() {
        let text = document.block_text(&block);
        for insertion in &block.block.facts.insertions {
            let judgement = &insertion.judgement;
            let rule = Some(judgement.rule).filter(|&rule| rule > 0);
            let rule = rule.map_or("no rule".to_owned(), |rule| format!("rule {rule}"));
            let reach = judgement.reach.clone();
            let reach = reach.map_or(String::new(), |reach| format!(" reach {:?}", &text[reach]));
            let bracket = &text[insertion.range.clone()];
            lines.push(format!("{bracket} {} {rule}{reach}", judgement.class));
        }
    }
    lines.join("\n")
}

fn table(name: &str) -> String {
    let vocabulary = Vocabulary::builtin();
    match name {
        "keys" => keys(vocabulary),
        "roles" => roles(vocabulary),
        "labels" => labels(vocabulary),
        "classes" => classes(),
        _ => panic!("{name}: no such table"),
    }
}

/// The specification as it is written, and as it should be.
struct Spec {
    written: String,
    right: String,
    examples: usize,
}

#[test]
fn the_specification_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    let spec = Spec::read(std::fs::read_to_string(&path).expect("docs/format.md is there"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &spec.right).expect("docs/format.md can be written");
    } else if let Some(difference) = spec.first_difference() {
        panic!(
            "{difference}\nUPDATE=1 cargo test --test it spec  rewrites docs/format.md; read what it changed"
        );
    }
    assert!(
        spec.examples >= FEWEST,
        "{} examples, fewer than {FEWEST}",
        spec.examples
    );
}

#[test]
fn every_rule_of_the_table_has_two_examples() {
    let spec = include_str!("../../docs/format.md");
    for rule in RULES.iter().filter(|rule| rule.number > 0) {
        let decided = format!(" rule {}", rule.number);
        let decides =
            |line: &&str| line.ends_with(&decided) || line.contains(&format!("{decided} reach "));
        let count = spec.lines().filter(decides).count();
        assert!(count >= 2, "rule {} decides {count} brackets", rule.number);
    }
}

#[test]
fn every_node_has_an_example() {
    let spec = include_str!("../../docs/format.md");
    let language = tree_sitter::Language::from(tree_sitter_sigla::LANGUAGE);
    let missing: Vec<&str> = (0..language.node_kind_count() as u16)
        .filter(|&id| language.node_kind_is_named(id) && language.node_kind_is_visible(id))
        .filter_map(|id| language.node_kind_for_id(id))
        .filter(|name| {
            [")", " ", "\n"]
                .iter()
                .all(|end| !spec.contains(&format!("({name}{end}")))
        })
        .collect();
    assert_eq!(missing, [""; 0], "no example shows these");
}

impl Spec {
    fn read(written: String) -> Spec {
        let (mut right, mut examples, mut captions) = (String::new(), 0, 0);
        let mut lines = written.lines();
        while let Some(line) = lines.next() {
            let _ = if let Some(name) = line.strip_prefix("````example ") {
                examples += 1;
                assert_eq!(examples, captions, "one caption an example");
                let text = until(&mut lines, ".");
                until(&mut lines, "````");
                let shown = view(name, &typed(&text));
                writeln!(right, "{line}\n{}\n.\n{shown}\n````", text.join("\n"))
            } else if let Some(caption) = caption(line) {
                captions += 1;
                writeln!(right, "**{captions}.**{caption}")
            } else if let Some(name) = table_name(line) {
                until(&mut lines, "<!-- end -->");
                writeln!(right, "{line}\n\n{}\n<!-- end -->", table(name))
            } else {
                writeln!(right, "{line}")
            };
        }
        Spec {
            right,
            examples,
            written,
        }
    }

    fn first_difference(&self) -> Option<String> {
        let (written, right): (Vec<_>, Vec<_>) =
            (self.written.lines().collect(), self.right.lines().collect());
        let same = written
            .iter()
            .zip(&right)
            .take_while(|(written, right)| written == right)
            .count();
        let example = |lines: &[&str]| {
            let start = lines[..same]
                .iter()
                .rposition(|line| caption(line).is_some())
                .unwrap_or(same);
            let end = lines[same..]
                .iter()
                .position(|line| *line == "````")
                .map_or(lines.len(), |end| same + end + 1);
            lines[start..end].join("\n")
        };
        (same < written.len() || same < right.len()).then(|| {
            format!(
                "docs/format.md:{}: is\n{}\n\nand should be\n{}",
                same + 1,
                example(&written),
                example(&right)
            )
        })
    }
}

/// The lines up to one, which is passed.
pub fn until<'a>(lines: &mut std::str::Lines<'a>, end: &str) -> Vec<&'a str> {
    lines.take_while(|line| *line != end).collect()
}

fn table_name(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- table: ")?.strip_suffix(" -->")
}

/// The rest of a line `**12.** Caption`.
fn caption(line: &str) -> Option<&str> {
    let (number, caption) = line.strip_prefix("**")?.split_once(".**")?;
    number.parse::<usize>().is_ok().then_some(caption)
}

/// The text of an example: what cannot be seen stands there as `␠ → ␍` or `‹U+2028›`.
pub fn typed(lines: &[&str]) -> String {
    let mut rest = lines
        .join("\n")
        .replace('␠', " ")
        .replace('→', "\t")
        .replace('␍', "\r")
        + "\n";
    while let Some((before, (code, after))) = rest
        .split_once("‹U+")
        .and_then(|(before, after)| Some((before, after.split_once('›')?)))
    {
        let character = u32::from_str_radix(code, 16)
            .ok()
            .and_then(char::from_u32)
            .expect("a character's number");
        rest = format!("{before}{character}{after}");
    }
    rest
}

fn keys(vocabulary: &Vocabulary) -> String {
    let mut out = String::from("| key | says | ISAD(G) | TEI | |\n|---|---|---|---|---|\n");
    for key in vocabulary.keys() {
        let needed = [(key.needed, "needed"), (key.list, "list")];
        let needed: Vec<&str> = needed
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| *word)
            .collect();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            key.name,
            key.about,
            key.isad,
            key.tei,
            needed.join(", ")
        );
    }
    out
}

fn roles(vocabulary: &Vocabulary) -> String {
    let mut out = String::from("| role | says | TEI |\n|---|---|---|\n");
    for role in vocabulary.roles() {
        let _ = writeln!(out, "| `@{}` | {} | {} |", role.name, role.about, role.tei);
    }
    out
}

fn labels(vocabulary: &Vocabulary) -> String {
    let mut out = String::from("| label | example | class | TEI |\n|---|---|---|---|\n");
    for label in vocabulary.labels() {
        let class = match (label.class, label.voice) {
            (Some(class), _) => format!("`{class}`"),
            (None, Voice::Act) => "in braces".to_owned(),
            (None, _) => String::new(),
        };
        let _ = writeln!(
            out,
            "| {} | `{}` | {class} | {} |",
            label.name, label.example, label.tei
        );
    }
    out
}

fn classes() -> String {
    let mut out = String::from("| class | says |\n|---|---|\n");
    for class in Class::ALL {
        let _ = writeln!(out, "| `{class}` | {} |", class.about());
    }
    out
}
