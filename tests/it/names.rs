//! Names in prose, measured on paragraphs that were marked by hand: `cargo test --test it names -- --nocapture` prints how
//! many of the places found are places, and how many of the places are found.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use sigla::model::document::Document;
use sigla::model::mentions::mentions;
use sigla::registers::gazetteer::Gazetteer;
use sigla::registers::{Registers, Topic};

/// A paragraph with its places.
struct Paragraph {
    /// The file and line that it is from.
    source: String,
    text: String,
    places: Vec<Range<usize>>,
    /// Names that count neither as places nor as something else.
    optional: Vec<Range<usize>>,
}

/// `⟦p:Philadelphia⟧`: a letter for the kind, and the name.
fn paragraphs(set: &str) -> Vec<Paragraph> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("it is in the project");
    let optional = read("optional.tsv");
    let marked = read(&format!("{set}.txt"));
    let pieces = marked.split("## ").skip(1);
    let paragraphs = pieces.map(|piece| {
        let (source, marked) = piece.split_once('\n').expect("a paragraph has a head");
        let (mut text, mut places) = (String::new(), Vec::new());
        let mut rest = marked.trim_end_matches('\n');
        while let Some((before, behind)) = rest.split_once('⟦') {
            let (name, behind) = behind.split_once('⟧').expect("a mark is closed");
            text.push_str(before);
            let start = text.len();
            text.push_str(&name[2..]);
            places.push(start..text.len());
            rest = behind;
        }
        text.push_str(rest);
        let byte = |at: &str| {
            let at: usize = at.parse().expect("a number of characters");
            text.char_indices()
                .nth(at)
                .map_or(text.len(), |(byte, _)| byte)
        };
        let rows = optional
            .lines()
            .map(|row| row.split('\t').collect::<Vec<_>>());
        let optional = rows
            .filter(|row| row[0] == source)
            .map(|row| byte(row[3])..byte(row[4]));
        let optional = optional.collect();
        let source = source.to_owned();
        Paragraph {
            source,
            text,
            places,
            optional,
        }
    });
    paragraphs.collect()
}

/// The sets of paragraphs, in the order in which they were marked; each was measured before anybody looked at it.
const SETS: [&str; 4] = ["tune", "held", "fresh", "last"];

/// What was counted.
#[derive(Default)]
struct Count {
    places: usize,
    held: usize,
    held_and_found: usize,
    found: usize,
    right: usize,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.places += other.places;
        self.held += other.held;
        self.held_and_found += other.held_and_found;
        self.found += other.found;
        self.right += other.right;
    }

    #[allow(clippy::print_stdout, reason = "the figures are what it is for")]
    fn print(&self, set: &str) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole as f64;
        let Count {
            places,
            held,
            held_and_found,
            found,
            right,
        } = *self;
        println!(
            "{set}: {right} of {found} found are places ({:.1} %); {held_and_found} of {held} that the gazetteer holds are found ({:.1} %); {places} places in all",
            share(right, found),
            share(held_and_found, held),
        );
    }
}

#[allow(
    clippy::print_stdout,
    reason = "what is missed and wrong is shown to whoever asks"
)]
fn measure(set: &str, shows: bool) -> Count {
    let registers = Registers::default();
    let mut count = Count::default();
    let overlap =
        |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for paragraph in paragraphs(set) {
        let text = &paragraph.text;
        let document = Document::new(text);
        let found: Vec<Range<usize>> = mentions(&document, &registers)
            .into_iter()
            .filter(|mention| mention.topic() == Some(Topic::Places))
            .map(|mention| mention.range)
            .collect();
        let near = |range: &Range<usize>| {
            let from = text.floor_char_boundary(range.start.saturating_sub(30));
            let to = text.ceil_char_boundary((range.end + 30).min(text.len()));
            let pieces = [
                &text[from..range.start],
                "⟦",
                &text[range.clone()],
                "⟧",
                &text[range.end..to],
            ];
            format!(
                "{}: {}",
                paragraph.source,
                pieces.concat().replace('\n', "↵")
            )
        };
        for place in &paragraph.places {
            let is_found = found.iter().any(|it| overlap(it, place));
            let is_held = Gazetteer::builtin().knows(&text[place.clone()]);
            count.places += 1;
            count.held += usize::from(is_held);
            count.held_and_found += usize::from(is_held && is_found);
            if is_held && !is_found {
                missed.push(near(place));
            }
        }
        for it in &found {
            if paragraph.places.iter().any(|place| overlap(it, place)) {
                count.right += 1;
            } else if paragraph.optional.iter().any(|place| overlap(it, place)) {
                continue;
            } else {
                wrong.push(near(it));
            }
            count.found += 1;
        }
    }
    if shows {
        println!(
            "missed:\n  {}\nwrong:\n  {}",
            missed.join("\n  "),
            wrong.join("\n  ")
        );
    }
    count
}

#[test]
fn places_are_found_in_prose_and_little_else() {
    let shown: HashSet<String> = std::env::var("SHOW").ok().into_iter().collect();
    let mut all = Count::default();
    for set in SETS {
        let count = measure(set, shown.contains(set));
        count.print(set);
        all.add(&count);
    }
    all.print("all");
    // What an editor may rely on: of twenty names nineteen, and of what is named nineteen in twenty.
    assert!(20 * all.right >= 19 * all.found);
    assert!(20 * all.held_and_found >= 19 * all.held);
}
