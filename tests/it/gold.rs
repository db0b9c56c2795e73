//! The classification of brackets against a set that two readers classified by hand.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use sigla::model::Knowledge;
use sigla::model::brackets::{Bracket, Context, Judgement, classify};

/// A bracket of the set and the classes that count as right.
#[derive(Deserialize)]
struct Gold {
    file: String,
    start: usize,
    end: usize,
    text: String,
    accept: Vec<String>,
}

/// How many were right, of how many.
#[derive(Default)]
struct Score(usize, usize);

impl Score {
    fn count(&mut self, right: bool) {
        self.0 += usize::from(right);
        self.1 += 1;
    }

    fn share(&self) -> f64 {
        100.0 * self.0 as f64 / self.1.max(1) as f64
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn the_classes_of_brackets_agree_with_two_readers() {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut folders = above.map(|folder| folder.join("shared/data/brackets"));
    let Some(folder) = folders.find(|folder| folder.join("gold.jsonl").is_file()) else {
        println!("skipped: there is no shared/data/brackets beside or above the project");
        return;
    };
    let gold = fs::read_to_string(folder.join("gold.jsonl")).expect("it can be read");
    let knowledge = Knowledge::default();
    let context = Context::of("en", &knowledge);
    let mut all = Score::default();
    let mut tables: [BTreeMap<String, Score>; 4] = Default::default();
    for (at, line) in gold.lines().enumerate() {
        let gold: Gold = serde_json::from_str(line).expect("a line of gold.jsonl is an object");
        let text =
            fs::read_to_string(folder.join("texts").join(&gold.file)).expect("its text is there");
        let judgement = judge(&text, gold.start..gold.end, &context);
        let class = judgement.class.name();
        let right = gold.accept.iter().any(|accepted| accepted == class);
        all.count(right);
        let source = gold.file.split(['_', '.']).next().unwrap_or_default();
        let keys = [
            gold.accept.join("/"),
            format!("{:2}", judgement.rule),
            source.to_owned(),
            format!("half {}", at % 2),
        ];
        for (table, key) in tables.iter_mut().zip(keys) {
            table.entry(key).or_default().count(right);
        }
        if !right {
            let before = text[..gold.start]
                .chars()
                .rev()
                .take(40)
                .collect::<Vec<_>>();
            let before: String = before.into_iter().rev().collect();
            let behind: String = text[gold.end..].chars().take(25).collect();
            println!(
                "{at:3} rule {:2} {class} for {}: {}",
                judgement.rule,
                gold.accept.join("/"),
                format!("{before}«{}»{behind}", gold.text).replace('\n', "⏎")
            );
        }
    }
    for (name, table) in ["class", "rule", "source", "half"].iter().zip(&tables) {
        println!("\nby {name}");
        for (key, score) in table {
            println!(
                "{key:24} {:3} of {:3}  {:5.1} %",
                score.0,
                score.1,
                score.share()
            );
        }
    }
    println!("\n{} of {}, {:.1} %", all.0, all.1, all.share());
    assert!(all.share() >= 92.0, "{:.1} % agree", all.share());
}

/// The judgement on the bracket at this range, in its paragraph.
fn judge(text: &str, range: Range<usize>, context: &Context) -> Judgement {
    let start = text[..range.start].rfind("\n\n").map_or(0, |at| at + 2);
    let end = text[range.end..]
        .find("\n\n")
        .map_or(text.len(), |at| range.end + at);
    let block = &text[start..end];
    let range = range.start - start..range.end - start;
    let inner = block[range.clone()].trim_start_matches('[');
    let label = inner.split_once(':').map(|(label, _)| label);
    let label = label.filter(|label| {
        label
            .chars()
            .all(|c| c.is_alphabetic() || " -.'’".contains(c))
    });
    let opened = |open: i32, c: char| match c {
        '[' => open + 1,
        ']' => (open - 1).max(0),
        _ => open,
    };
    let bracket = Bracket {
        block,
        nested: block[..range.start].chars().fold(0, opened) > 0,
        span: None,
        mark: inner.chars().next().filter(|c| "=+!".contains(*c)),
        label: label.map(|label| range.start + 1..range.start + 1 + label.len()),
        range,
    };
    classify(&bracket, context)
}
