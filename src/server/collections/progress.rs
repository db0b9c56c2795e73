//! Shows how far a reading has come, and stops it where the user says so.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{sleep, timeout};
use tower_lsp::Client;

use crate::server::lsp::{
    NumberOrString, ProgressToken, WorkDoneProgressCreateParams, request::WorkDoneProgressCreate,
};

/// A shorter work is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(300);
/// The bar moves no more often.
const STEP: Duration = Duration::from_millis(200);
/// So long a client may take to say that it shows one.
const ANSWER: Duration = Duration::from_secs(5);

/// How far a work has come; it is asked to stop here, too.
#[derive(Debug, Default)]
pub struct Progress {
    /// How much there is to do, once that is known.
    pub all: AtomicUsize,
    /// How much is done.
    pub done: AtomicUsize,
    ended: AtomicBool,
    stopped: AtomicBool,
}

impl Progress {
    /// Whether the user does not want it to go on.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Notes that the work has ended.
    pub fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
    }
}

/// The works that are shown, by their tokens.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    works: Arc<Mutex<HashMap<ProgressToken, Arc<Progress>>>>,
    last: Arc<AtomicI32>,
}

impl Shown {
    /// Asks a work to stop.
    pub fn cancel(&self, token: &ProgressToken) {
        let shown = self.works.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(progress) = shown.get(token) {
            progress.stopped.store(true, Ordering::SeqCst);
        }
    }

    /// Shows a work to the client until it ends, unless that is soon.
    pub async fn show(self, client: Client, title: String, progress: Arc<Progress>) {
        sleep(PATIENCE).await;
        let has_ended = || progress.ended.load(Ordering::SeqCst);
        let number = self.last.fetch_add(1, Ordering::SeqCst);
        let token: ProgressToken = NumberOrString::String(format!("sigla/collection/{number}"));
        let create = client.send_request::<WorkDoneProgressCreate>(WorkDoneProgressCreateParams {
            token: token.clone(),
        });
        if has_ended() || !matches!(timeout(ANSWER, create).await, Ok(Ok(()))) {
            return;
        }
        let shown = || self.works.lock().unwrap_or_else(PoisonError::into_inner);
        shown().insert(token.clone(), Arc::clone(&progress));
        let bar = client.progress(token.clone(), title).with_percentage(0);
        let bar = bar.with_cancel_button().begin().await;
        while !has_ended() {
            let [done, all] = [&progress.done, &progress.all].map(|it| it.load(Ordering::SeqCst));
            let percent = u32::try_from(100 * done / all.max(1)).unwrap_or(100);
            let message = format!("{done} of {all} documents");
            bar.report_with_message(message, percent.min(100), Some(true))
                .await;
            sleep(STEP).await;
        }
        shown().remove(&token);
        match progress.is_stopped() {
            true => {
                bar.finish_with_message("stopped; documents are not compared")
                    .await
            }
            false => bar.finish().await,
        }
    }
}
