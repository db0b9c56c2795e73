//! Faults of ours: panics, wherever they happen, told to the person once each and with nothing of any document.
//!
//! Who works contains the panic; here it is only heard of, from the hook that the language calls before it unwinds. Its message is
//! dropped, since it may quote the text (`byte index 5 is not a char boundary; it is inside …`).

use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::fmt::Write;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::server::health::log::Log;

/// So many of the last messages are in a report.
const STEPS: usize = 30;
/// So many calls are in a report.
const CALLS: usize = 24;

thread_local! {
    static DOING: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
}

static HEARD: OnceLock<UnboundedSender<Fault>> = OnceLock::new();

/// A panic.
#[derive(Debug)]
struct Fault {
    /// The message that was worked on; none for what the program does in the background.
    doing: Option<Arc<str>>,
    /// The file, line and column of the program.
    place: String,
    /// What called what; names are looked up only where it is read.
    trace: Backtrace,
}

/// What was done last: names of messages and sizes.
#[derive(Debug, Default)]
pub struct Steps(Mutex<VecDeque<String>>);

impl Steps {
    /// Takes note of a step.
    pub fn push(&self, step: String) {
        let mut steps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if steps.len() == STEPS {
            steps.pop_front();
        }
        steps.push_back(step);
    }
}

/// Keeps a report where a person finds it; gives the place in words.
pub type Keep = Box<dyn Fn(&str) -> Option<String> + Send>;

/// From now on, every panic of the program is reported to this log, and nothing of it is written to standard error but its place.
/// A process has one server, so that a second call changes nothing.
pub fn listen(log: Arc<Log>, steps: Arc<Steps>, keep: Option<Keep>) {
    let (sender, mut heard) = unbounded_channel();
    if HEARD.set(sender).is_err() {
        return;
    }
    set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let place = place.unwrap_or_default();
        eprintln!("sigla: a fault of the program at {place}; it goes on");
        let doing = DOING.try_with(|doing| doing.try_borrow().ok()?.clone());
        let trace = Backtrace::force_capture();
        if let Some(heard) = HEARD.get() {
            // The task ends only with the server.
            let _ = heard.send(Fault {
                doing: doing.ok().flatten(),
                place,
                trace,
            });
        }
    }));
    tokio::spawn(async move {
        let mut told = HashSet::new();
        while let Some(fault) = heard.recv().await {
            let what = fault
                .doing
                .as_deref()
                .unwrap_or("work in the background")
                .to_owned();
            if !told.insert((what.clone(), fault.place.clone())) {
                log.note(
                    format!("{what}: the fault at {} again", fault.place),
                    String::new,
                );
                continue;
            }
            let place = fault.place.clone();
            let report = report(fault, &what, &steps).await;
            let kept = keep.as_ref().and_then(|keep| keep(&report));
            let report_is = match kept {
                Some(file) => {
                    format!("Please send the report in {file}, which holds none of your text")
                }
                None => format!(
                    "Please report this: sigla {}, {what}, {}",
                    env!("CARGO_PKG_VERSION"),
                    place
                ),
            };
            let shown = format!(
                "Sigla failed at {what}. Nothing is lost: your document is as you typed it, and the rest works on. {report_is}."
            );
            log.fault(&report, Some(shown));
        }
    });
}

/// What can be said of a fault: the program, the place, what was done before; no name and no word of a document.
async fn report(fault: Fault, what: &str, steps: &Steps) -> String {
    let mut report = format!(
        "sigla {} on {} {}\nfailed at {what}\nin {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        fault.place
    );
    let mut list = |title: &str, lines: &mut dyn Iterator<Item = &String>| {
        report.push_str(title);
        for line in lines {
            // A string takes whatever is written.
            let _ = writeln!(report, "    {line}");
        }
    };
    // Looking the names up reads the whole program.
    let calls = tokio::task::spawn_blocking(move || calls(&fault.trace.to_string())).await;
    list("called by\n", &mut calls.unwrap_or_default().iter());
    let steps = steps.0.lock().unwrap_or_else(PoisonError::into_inner);
    list("the last messages, the latest last\n", &mut steps.iter());
    report
}

/// The calls of the program itself and of what it stands on, without those of the language.
fn calls(trace: &str) -> Vec<String> {
    const TOLD: [&str; 4] = ["sigla", "ropey", "tree_sitter", "tower_lsp"];
    let (mut calls, mut is_told): (Vec<String>, _) = (Vec::new(), false);
    for line in trace.lines().map(str::trim) {
        if let Some(place) = line.strip_prefix("at ") {
            let place = place.rfind("src/").map_or(place, |at| &place[at..]);
            if let Some(call) = calls.last_mut().filter(|_| is_told) {
                *call = format!("{call} {place}");
            }
        } else if let Some((_, call)) = line.split_once(": ") {
            is_told = TOLD.iter().any(|told| call.contains(told));
            if is_told {
                calls.push(call.to_owned());
            }
        }
    }
    // The first are those of the hook.
    let is_hook = |call: &String| call.contains("faults::listen");
    let own = calls.iter().rposition(is_hook).map_or(0, |at| at + 1);
    calls.into_iter().skip(own).take(CALLS).collect()
}

/// Says what a thread works on, for as long as the value lives.
pub struct Doing(Option<Arc<str>>);

/// This thread works on this message now.
pub fn doing(what: &Arc<str>) -> Doing {
    Doing(DOING.with(|doing| doing.replace(Some(Arc::clone(what)))))
}

impl Drop for Doing {
    fn drop(&mut self) {
        let before = self.0.take();
        // A thread that ends has nothing more to say.
        let _ = DOING.try_with(|doing| *doing.borrow_mut() = before);
    }
}

/// A future that ends with none where it panics.
pub struct Contained<F> {
    what: Arc<str>,
    work: Pin<Box<F>>,
}

/// Contains a future, which is boxed; what it does is called `what`.
pub fn contained<F: Future>(what: impl Into<Arc<str>>, work: F) -> Contained<F> {
    Contained {
        what: what.into(),
        work: Box::pin(work),
    }
}

impl<F: Future> Future for Contained<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Option<F::Output>> {
        let _doing = doing(&self.what);
        let work = self.work.as_mut();
        // What panicked is not polled again.
        match catch_unwind(AssertUnwindSafe(|| work.poll(context))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}
