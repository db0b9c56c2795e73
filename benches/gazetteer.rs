//! What looking up costs among a million names: `cargo bench --bench gazetteer`, after `python3 benches/gazetteer.py`.
//!
//! Prints how long building takes and how much memory it needs, what opening costs, and the median of each kind of look-up beside
//! what it is measured against in the same run: a `HashMap` of the same keys, and a scan of all keys for those that are near.
//! Without the files that the script writes it measures the built-in gazetteer, and says so.

#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

use std::collections::HashMap;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sigla::registers::gazetteer::build::{Builder, Room, draft};
use sigla::registers::gazetteer::source::stream::{self, Item};
use sigla::registers::gazetteer::{Gazetteer, How, fold};

const FOLDER: &str = "/tmp/sigla-gazetteer";
const FILES: [&str; 2] = ["cities500.txt", "subdivisions.txt"];
/// So many names are looked up, chosen evenly from all.
const ASKED: usize = 4000;

/// What the system says of this process, in KB.
fn status(key: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let number = line.and_then(|line| line.trim_start_matches(':').split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

fn build(files: &[PathBuf], target: &Path) {
    let start = Instant::now();
    let room = Room {
        folder: target.parent().map(Path::to_owned),
        memory: 32 << 20,
    };
    let mut builder = Builder::new(room);
    for (number, path) in files.iter().enumerate() {
        let file = File::open(path).expect("the script wrote it");
        let length = file.metadata().expect("it is there").len();
        stream::read(file, length, &mut |item| {
            match item {
                Item::Place {
                    record,
                    ids,
                    parents,
                } => builder.place(draft(number, *record, ids, parents)),
                Item::Name(place, name) => builder.name(place, name),
                Item::Link(place, link) => builder.link(place, link),
                Item::Problem(_) => Ok(()),
            }
            .expect("there is room");
            ControlFlow::Continue(())
        })
        .expect("it is a dump");
    }
    let mut file = BufWriter::new(File::create(target).expect("it can be made"));
    let about = serde_json::json!({ "sources": [] });
    let summary = builder.finish(about, &mut file, &mut |_, _| ControlFlow::Continue(()));
    drop(file);
    let summary = summary.expect("there are places");
    let size = fs::metadata(target).expect("it was written").len();
    println!(
        "built in {:.1} s: {} places, {} names, {} keys, {:.1} MB; most memory ever used {} MB",
        start.elapsed().as_secs_f64(),
        summary.places,
        summary.names,
        summary.keys,
        size as f64 / 1e6,
        status("VmHWM") / 1024,
    );
}

/// The median of what one call costs, over all that are asked.
fn median<T>(asked: &[String], mut ask: impl FnMut(&str) -> T) -> Duration {
    let mut times: Vec<Duration> = asked
        .iter()
        .map(|name| {
            let start = Instant::now();
            black_box(ask(black_box(name)));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn show(what: &str, time: Duration, against: Option<(&str, Duration)>) {
    let micros = |time: Duration| time.as_nanos() as f64 / 1e3;
    match against {
        Some((other, baseline)) => println!(
            "{what:<44} {:9.2} µs   {:8.2} × {other} ({:.2} µs)",
            micros(time),
            time.as_secs_f64() / baseline.as_secs_f64(),
            micros(baseline)
        ),
        None => println!("{what:<44} {:9.2} µs", micros(time)),
    }
}

/// A slip in a name, so that it is one or two letters off.
fn misspelled(name: &str, off: usize) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let fits = if off == 1 { 5..=8 } else { 9..=14 };
    if !name.is_ascii() || !fits.contains(&fold(name).len()) {
        return None;
    }
    let middle = letters.len() / 2;
    letters[middle] = if letters[middle] == 'q' { 'x' } else { 'q' };
    if off == 2 {
        letters.remove(letters.len() - 2);
    }
    Some(letters.into_iter().collect())
}

fn main() {
    let files: Vec<PathBuf> = FILES
        .iter()
        .map(|name| Path::new(FOLDER).join(name))
        .collect();
    let own;
    let gazetteer: &Gazetteer = if files.iter().all(|path| path.is_file()) {
        let target = Path::new(FOLDER).join("full.gaz");
        build(&files, &target);
        let before = status("VmRSS");
        let start = Instant::now();
        own = Gazetteer::map(&target).expect("it was just built");
        println!(
            "opened in {:.3} ms, {} KB more in memory",
            start.elapsed().as_secs_f64() * 1e3,
            status("VmRSS").saturating_sub(before)
        );
        &own
    } else {
        println!(
            "{FOLDER} is not there (python3 benches/gazetteer.py makes it): the built-in gazetteer is measured instead"
        );
        let start = Instant::now();
        let gazetteer = Gazetteer::builtin();
        println!("opened in {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
        gazetteer
    };
    let start = Instant::now();
    black_box(gazetteer.knows("Ghulja"));
    println!(
        "first question {:.2} ms",
        start.elapsed().as_secs_f64() * 1e3
    );

    let all = gazetteer.all_names();
    let asked: Vec<String> = all
        .iter()
        .step_by((all.len() / ASKED).max(1))
        .cloned()
        .collect();
    let keys: HashMap<String, usize> = all
        .iter()
        .enumerate()
        .map(|(n, name)| (fold(name), n))
        .collect();
    println!(
        "{} names, {} keys; {} are asked",
        all.len(),
        keys.len(),
        asked.len()
    );
    let hashed = median(&asked, |name| keys.get(&fold(name)).copied());
    let against = Some(("a HashMap", hashed));
    show(
        "knows",
        median(&asked, |name| gazetteer.knows(name)),
        against,
    );
    show(
        "exact: which places",
        median(&asked, |name| gazetteer.count(name)),
        against,
    );
    show(
        "exact: places with all their names",
        median(&asked, |name| gazetteer.lookup(name)),
        against,
    );
    show(
        "beginnings of a line",
        median(&asked, |name| {
            gazetteer.beginnings(&fold(&format!("{name} and others of it")))
        }),
        None,
    );
    for letters in [1, 2, 3, 5] {
        let typed: Vec<String> = asked
            .iter()
            .step_by(20)
            .map(|name| name.chars().take(letters).collect())
            .collect();
        show(
            &format!("prefix of {letters}"),
            median(&typed, |name| gazetteer.prefix(name, 20)),
            None,
        );
    }
    for off in [1, 2] {
        let slips: Vec<String> = asked
            .iter()
            .filter_map(|name| misspelled(name, off))
            .take(300)
            .collect();
        let near = slips
            .iter()
            .filter(|name| matches!(gazetteer.lookup(name).how, Some(How::Fuzzy { .. })))
            .count();
        let scan: Vec<String> = slips.iter().take(5).cloned().collect();
        let scanned = median(&scan, |name| {
            let key = fold(name);
            keys.keys()
                .filter(|other| {
                    other.len().abs_diff(key.len()) <= off
                        && strsim::levenshtein(other, &key) <= off
                })
                .count()
        });
        println!(
            "{off} off: {} asked, {near} found letters away",
            slips.len()
        );
        show(
            &format!("fuzzy, {off} off: which places"),
            median(&slips, |name| gazetteer.count(name)),
            Some(("a scan", scanned)),
        );
        show(
            &format!("fuzzy, {off} off: places with all their names"),
            median(&slips, |name| gazetteer.lookup(name)),
            Some(("a scan", scanned)),
        );
    }
    let nowhere: Vec<String> = slips_of_nothing();
    show(
        "found nowhere",
        median(&nowhere, |name| gazetteer.lookup(name)),
        None,
    );
    let romanised: Vec<String> = [
        "Kul'dzha",
        "Tschugutschak",
        "I-li-ho",
        "Hsin-chiang",
        "Koenigsberg",
        "Тарбагатай",
    ]
    .map(str::to_owned)
    .to_vec();
    show(
        "another romanisation",
        median(&romanised, |name| gazetteer.lookup(name)),
        None,
    );
    println!(
        "in memory at the end: {} MB, with the HashMap and all names",
        status("VmRSS") / 1024
    );
}

/// Words that are like no name.
fn slips_of_nothing() -> Vec<String> {
    (0..200)
        .map(|n| {
            format!(
                "Xq{}vzkw{}jy",
                (b'a' + (n % 26) as u8) as char,
                (b'a' + (n / 26) as u8) as char
            )
        })
        .collect()
}
