//! Language servers over the real wire, side by side: `cargo bench --bench server`.
//!
//! The same driver, on texts of 10 KB to 10 MB: Sigla's server, a bare one that only keeps rope and tree in step (the limit),
//! and `rumdl server` and `typos-lsp` on the same text as Markdown, where they are installed; `RUMDL` and `TYPOS_LSP` say
//! where else they lie. `SERVER` measures another command too, `SIZES` other sizes: `SIZES=10000,1000000`.
//! Prints the tables of `docs/performance.md`, and the ratios that the project promises.

#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

mod bare;
mod measure;
mod text;
mod wire;

use std::process::{Command, Stdio};

use measure::{Figures, measure};

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// A server to measure.
struct Candidate {
    name: &'static str,
    command: Vec<String>,
    /// How its documents end.
    ending: &'static str,
}

fn candidates() -> Vec<Candidate> {
    let own = |program: &str, argument: &str| vec![program.to_owned(), argument.to_owned()];
    let this = std::env::current_exe().expect("the bench lies somewhere");
    let mut candidates = vec![
        Candidate {
            name: "sigla",
            command: own(env!("CARGO_BIN_EXE_sigla"), "lsp"),
            ending: "sigla",
        },
        Candidate {
            name: "bare",
            command: own(&this.to_string_lossy(), bare::ARGUMENT),
            ending: "sigla",
        },
    ];
    let others = [
        ("rumdl", "RUMDL", "rumdl", "server", "pip install rumdl"),
        (
            "typos-lsp",
            "TYPOS_LSP",
            "typos-lsp",
            "",
            "cargo install typos-lsp",
        ),
        ("SERVER", "SERVER", "", "", "a command"),
    ];
    for (name, variable, program, argument, how) in others {
        let given = std::env::var(variable).ok();
        let program = given.unwrap_or_else(|| program.to_owned());
        let mut command: Vec<String> = program.split(' ').map(str::to_owned).collect();
        command.extend((!argument.is_empty()).then(|| argument.to_owned()));
        match is_there(&command[0]) {
            true => candidates.push(Candidate {
                name,
                command,
                ending: "md",
            }),
            false if program.is_empty() => {}
            false => println!(
                "{name}: skipped, it is not installed ({how}; or say where it lies: {variable}=…)"
            ),
        }
    }
    candidates
}

fn is_there(program: &str) -> bool {
    let mut version = Command::new(program);
    version
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    match version.output() {
        Ok(output) => {
            println!("{}", String::from_utf8_lossy(&output.stdout).trim());
            true
        }
        Err(_) => false,
    }
}

fn sizes() -> Vec<usize> {
    let chosen = std::env::var("SIZES").unwrap_or_default();
    let chosen: Vec<usize> = chosen
        .split(',')
        .filter_map(|size| size.parse().ok())
        .collect();
    match chosen.is_empty() {
        true => SIZES.to_vec(),
        false => chosen,
    }
}

fn size_name(bytes: usize) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} KB", bytes / 1000),
    }
}

fn main() {
    if std::env::args().any(|argument| argument == bare::ARGUMENT) {
        return bare::serve();
    }
    let candidates = candidates();
    println!("\n{}", Figures::HEAD);
    let mut all: Vec<(&str, usize, Figures)> = Vec::new();
    for bytes in sizes() {
        let (text, _) = text::text(bytes);
        for candidate in &candidates {
            let name = candidate.name;
            match measure(&candidate.command, candidate.ending, &text) {
                Some(figures) => {
                    println!("{}", figures.row(name, &size_name(bytes)));
                    all.push((name, bytes, figures));
                }
                None => println!("| {name} | {} | went silent |", size_name(bytes)),
            }
        }
    }
    let figures = |name: &str, bytes: usize| {
        let mut all = all.iter();
        all.find(|it| it.0 == name && it.1 == bytes).map(|it| &it.2)
    };
    println!();
    let promise = |what: &str, value: Option<f64>, goal: &str| {
        if let Some(value) = value {
            println!("{what:<72} {value:8.2} ({goal})");
        }
    };
    let key = |name, bytes| Some(figures(name, bytes)?.key.median.as_secs_f64());
    let ratio = |a: Option<f64>, b: Option<f64>| Some(a? / b?);
    let small = key("sigla", 10_000);
    promise(
        "a key at 1 MB, against 10 KB",
        ratio(key("sigla", 1_000_000), small),
        "goal: at most 2",
    );
    promise(
        "a key at 10 MB, against 10 KB",
        ratio(key("sigla", 10_000_000), small),
        "goal: at most 4",
    );
    for bytes in [1_000_000, 10_000_000] {
        let what = format!("a key at {}, against the bare server", size_name(bytes));
        promise(
            &what,
            ratio(key("sigla", bytes), key("bare", bytes)),
            "the limit: 1",
        );
    }
    let faster = ratio(key("rumdl", 1_000_000), key("sigla", 1_000_000));
    promise(
        "a key at 1 MB: so many times faster than rumdl",
        faster,
        "goal: at least 50",
    );
    let burst = |name| figures(name, 1_000_000);
    let settled = burst("sigla").map(|it| it.settled.as_secs_f64() * 1e3);
    promise(
        "1,000 edits at 1 MB, settled, in ms",
        settled,
        "goal: at most 150",
    );
    let hover = |name| Some(burst(name)?.hover?.as_secs_f64());
    promise(
        "hover behind them, against rumdl's",
        ratio(hover("sigla"), hover("rumdl")),
        "goal: at most 0.1",
    );
}
