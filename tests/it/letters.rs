//! Letters of others: brackets without a partner, counted by the rules and independently.

use std::fs;
use std::path::Path;

use sigla::collection::files;
use sigla::model::document::Document;
use sigla::rules::{self, Settings};

/// How many brackets of a paragraph close nothing, and how many are never closed: a stack, and nothing else.
fn unbalanced(paragraph: &str) -> (usize, usize) {
    let (mut open, mut unopened) = (0, 0);
    for sign in paragraph.chars() {
        match sign {
            '[' => open += 1,
            ']' if open > 0 => open -= 1,
            ']' => unopened += 1,
            _ => {}
        }
    }
    (unopened, open)
}

/// The runs of lines between blank ones.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        match line.trim().is_empty() {
            true => paragraphs.push(String::new()),
            false => paragraphs
                .last_mut()
                .expect("there is a first")
                .extend([line, "\n"]),
        }
    }
    paragraphs
}

#[test]
#[allow(clippy::print_stdout)]
fn an_independent_count_agrees_file_by_file() {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let Some(folder) =
        above.find_map(|folder| fs::read_dir(folder.join("shared/data/letters")).ok())
    else {
        println!("skipped: there is no shared/data/letters beside or above the project");
        return;
    };
    let (mut all, mut total, mut disagreeing) = (0, (0, 0), Vec::new());
    for entry in folder {
        let path = entry.expect("the folder can be read").path();
        let text = files::read(&path).expect("it can be read").text;
        let findings = rules::check(&Document::new(&text), Settings::standard());
        let count = |name| {
            findings
                .iter()
                .filter(|finding| finding.rule.name == name)
                .count()
        };
        let found = (count("brackets/unopened"), count("brackets/unclosed"));
        let counted = paragraphs(&text)
            .iter()
            .map(|paragraph| unbalanced(paragraph))
            .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        all += 1;
        total = (total.0 + found.0, total.1 + found.1);
        if found != counted {
            disagreeing.push(format!(
                "{}: found {found:?}, counted {counted:?}",
                path.display()
            ));
        }
    }
    println!("{all} letters: {} unopened, {} unclosed", total.0, total.1);
    assert!(disagreeing.is_empty(), "{}", disagreeing.join("\n"));
}
