//! Faults that a test plants through the environment, to prove that the server outlives them.
//!
//! `SIGLA_TEST_FAULT=panic:hover` makes every hover panic, `once:hover` the first one; `stall:documentSymbol` makes it wait until
//! it is cancelled.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

static PLANTED: LazyLock<Option<(String, String)>> = LazyLock::new(|| {
    let fault = std::env::var("SIGLA_TEST_FAULT").ok()?;
    let (kind, place) = fault.split_once(':')?;
    Some((kind.to_owned(), place.to_owned()))
});
static WENT_OFF: AtomicBool = AtomicBool::new(false);

/// Panics here if a test says so.
pub fn pass(place: &str) {
    if planted("panic", place) || planted("once", place) && !WENT_OFF.swap(true, Ordering::SeqCst) {
        panic!("a test planted this panic in {place}");
    }
}

/// Whether a test wants the work at this place to wait for its cancellation.
pub fn stalls(place: &str) -> bool {
    planted("stall", place)
}

fn planted(kind: &str, place: &str) -> bool {
    PLANTED
        .as_ref()
        .is_some_and(|(planted, at)| planted == kind && at == place)
}
