//! Sigla for a page without a server: one document, and what an editor of the page asks about it, as JSON.
//!
//! The page puts a question into memory that [`sigla_alloc`] gives, calls [`sigla_ask`], and reads the answer where that
//! says. All places in a text are counted in UTF-16 code units from its start, as JavaScript counts.

mod answers;
mod places;

use std::cell::RefCell;

use answers::{Desk, Question};
use serde_json::{Value, json};
use sigla::registers::gazetteer::Gazetteer;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Answers a question: `{"ask": "findings"}`. What cannot be answered is `{"error": …}`.
pub fn ask(question: &[u8]) -> Value {
    match serde_json::from_slice::<Question>(question) {
        Ok(question) => DESK.with_borrow_mut(|desk| desk.answer(question)),
        Err(error) => json!({"error": format!("this is no question: {error}")}),
    }
}

/// Memory for so many bytes; [`sigla_ask`] and [`sigla_places`] free it.
#[unsafe(no_mangle)]
pub extern "C" fn sigla_alloc(length: usize) -> *mut u8 {
    let memory = vec![0u8; length].into_boxed_slice();
    Box::into_raw(memory).cast()
}

/// Answers the question of so many bytes in memory that [`sigla_alloc`] gave for as many; how long the answer is, in bytes. It
/// stands at [`sigla_answer`] until the next question.
///
/// # Safety
///
/// `question` must come from [`sigla_alloc`] with the same length, and is not to be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigla_ask(question: *mut u8, length: usize) -> usize {
    // SAFETY: it was made so by `sigla_alloc`, as the caller promises.
    let question = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(question, length)) };
    let answer = ask(&question).to_string().into_bytes();
    ANSWER.with_borrow_mut(|kept| {
        *kept = answer;
        kept.len()
    })
}

/// Takes a compiled gazetteer in memory that [`sigla_alloc`] gave for as many bytes, before the first question; 1 where it is one.
///
/// # Safety
///
/// As for [`sigla_ask`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigla_places(compiled: *mut u8, length: usize) -> usize {
    // SAFETY: as in `sigla_ask`.
    let compiled = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(compiled, length)) };
    let gazetteer = Gazetteer::open(compiled.into_vec());
    let is_one = gazetteer.is_some();
    gazetteer.into_iter().for_each(Gazetteer::install);
    usize::from(is_one)
}

/// Where the last answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn sigla_answer() -> *const u8 {
    ANSWER.with_borrow(|kept| kept.as_ptr())
}

#[cfg(test)]
mod tests;
