//! `docs/precision.md`: of the findings of each rule on real documents, how many are right, as read by eye.
//!
//! The judgements stand in `tests/precision/judged.tsv`, a line each: rule, file, the first byte of what is marked, `right` or
//! `wrong`, and why. `SAMPLE=1 cargo test precision -- --nocapture` prints what is to be judged next, in that form;
//! `UPDATE=1 cargo test precision` writes the page anew. Without the documents, which are not part of the project, both skip.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sigla::collection::files::decode;
use sigla::model::document::Document;
use sigla::model::facts::hash;
use sigla::rules::{Finding, RULES, Settings, Severity, check};

/// The sets of documents, each with its name on the page.
const SETS: &[(&str, &str)] = &[
    ("letters", "letters"),
    ("brackets/texts", "editions"),
    ("ocr", "raw OCR"),
];

/// So many findings of a rule are read, if it has so many: chosen by a hash, so that everybody reads the same ones.
const SAMPLE: usize = 20;

/// A rule above a hint is on by default only if so many in a hundred of its findings are right.
const NEEDED: usize = 90;

/// A finding in a file of the sets.
struct Found {
    set: usize,
    file: String,
    start: usize,
    line: usize,
    message: String,
    context: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The findings of every rule, or none where the documents are not here.
fn findings() -> Option<BTreeMap<&'static str, Vec<Found>>> {
    let data = root().join("../shared/data");
    let settings = Arc::new(Settings::all());
    let mut all: BTreeMap<&str, Vec<Found>> = BTreeMap::new();
    for (set, (folder, _)) in SETS.iter().enumerate() {
        let Ok(entries) = fs::read_dir(data.join(folder)) else {
            eprintln!("skipped: there is no ../shared/data/{folder}");
            return None;
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().expect("a file has a name");
            let file = format!("{folder}/{}", name.to_string_lossy());
            let text = decode(fs::read(&path).expect("it can be read")).text;
            for finding in check(&Document::new(&text), &settings) {
                let found = found(set, &file, &text, &finding);
                all.entry(finding.rule.name).or_default().push(found);
            }
        }
    }
    Some(all)
}

fn found(set: usize, file: &str, text: &str, finding: &Finding) -> Found {
    let range = &finding.range;
    let from = text.floor_char_boundary(range.start.saturating_sub(50));
    let to = text.ceil_char_boundary((range.end + 50).min(text.len()));
    let context = format!(
        "{}⟦{}⟧{}",
        &text[from..range.start],
        &text[range.clone()],
        &text[range.end..to]
    );
    Found {
        set,
        file: file.to_owned(),
        start: range.start,
        line: text[..range.start].matches('\n').count() + 1,
        message: finding.message.clone(),
        context: context.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The sample of a rule: raw OCR last, which is no document that anybody edits.
fn sample(found: &[Found]) -> Vec<&Found> {
    let mut sample: Vec<&Found> = found.iter().collect();
    sample.sort_by_key(|found| {
        let chance = hash(&format!("{}:{}", found.file, found.start));
        (found.set == SETS.len() - 1, chance)
    });
    sample.truncate(SAMPLE);
    sample
}

/// What was judged: whether it is right, by rule, file and first byte.
fn judged() -> HashMap<(String, String, usize), bool> {
    let table = include_str!("../precision/judged.tsv");
    let rows = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [rule, file, start, verdict, ..] = cells[..] else {
            panic!("a row of judged.tsv has four cells or more: {row}");
        };
        let start = start.parse().expect("the first byte is a number");
        assert!(matches!(verdict, "right" | "wrong"), "{row}");
        (
            (rule.to_owned(), file.to_owned(), start),
            verdict == "right",
        )
    })
    .collect()
}

#[test]
fn nine_in_ten_findings_of_a_default_rule_are_right() {
    let Some(all) = findings() else { return };
    let judged = judged();
    let mut page = String::from(HEAD);
    let mut wrong = String::new();
    for rule in RULES {
        let none = Vec::new();
        let found = all.get(rule.name).unwrap_or(&none);
        let verdicts: Vec<(&Found, Option<bool>)> = sample(found)
            .into_iter()
            .map(|found| {
                let key = (rule.name.to_owned(), found.file.clone(), found.start);
                (found, judged.get(&key).copied())
            })
            .collect();
        if std::env::var_os("SAMPLE").is_some() {
            for (found, _) in verdicts.iter().filter(|(_, verdict)| verdict.is_none()) {
                eprintln!(
                    "{}\t{}\t{}\t?\tline {}: {} — {}",
                    rule.name, found.file, found.start, found.line, found.message, found.context
                );
            }
        }
        let read = verdicts.iter().filter_map(|(_, verdict)| *verdict).count();
        let right = verdicts
            .iter()
            .filter(|(_, verdict)| *verdict == Some(true))
            .count();
        let count = |set: usize| found.iter().filter(|found| found.set == set).count();
        let _ = writeln!(
            page,
            "| [{name}](rules/{name}.md) | {default} | {} | {} | {} | {read} | {right} | {} |",
            count(0),
            count(1),
            count(2),
            (100 * right)
                .checked_div(read)
                .map_or("–".to_owned(), |share| format!("{share} %")),
            name = rule.name,
            default = if rule.default {
                rule.severity.name()
            } else {
                "off"
            },
        );
        let shown = rule.default && rule.severity > Severity::Hint;
        if shown && read < verdicts.len() {
            wrong += &format!(
                "{}: {} of its sample are not judged\n",
                rule.name,
                verdicts.len() - read
            );
        }
        if shown && 100 * right < NEEDED * read {
            wrong += &format!("{}: only {right} of {read} are right\n", rule.name);
        }
    }
    page += FOOT;
    let path = root().join("docs/precision.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("it can be written");
    }
    assert!(wrong.is_empty(), "{wrong}`SAMPLE=1` prints what to judge");
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written, page,
        "docs/precision.md is stale: `UPDATE=1 cargo test precision`"
    );
}

const HEAD: &str = "# How often the findings are right

`brackets/unopened` finds 41 closing brackets in three hundred letters that nothing opens. We have read a sample of them beside
the text, and counted those for which an editor would thank us. So for every rule. A rule speaks up by default only where at
least nine in ten of its findings are right; the others are hints, which an editor shows and the command keeps to itself, or
wait until a collection asks for them.

The documents: 300 letters of delegates to Congress, scanned and edited (*letters*); 98 documents edited by professional
editors (*editions*); 30 files of raw OCR, the dirtiest text there is (*raw OCR*). Of each rule up to twenty findings were read,
chosen by chance, those in raw OCR only where there are too few elsewhere. A dash says that the rule found nothing there, so
that nothing could be judged: such a rule is on only if it can be wrong in no document we can think of.

| rule | by default | letters | editions | raw OCR | read | right | of 100 |
|---|---|--:|--:|--:|--:|--:|--:|
";

const FOOT: &str = "
*Made by `UPDATE=1 cargo test precision` from the judgements in `tests/precision/judged.tsv`; `SAMPLE=1 cargo test precision --
--nocapture` prints the findings that wait to be judged. Both need the documents, in `../shared/data`.*
";
