//! What happens at each message of the client, whatever it asks: it is recorded, noted and timed, and a panic in it is contained.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_service::Service;

use crate::server::health::faults::{Steps, contained};
use crate::server::health::log::Log;
use crate::server::wire::record::Recorder;

/// What all messages pass by.
pub struct Messages<S> {
    /// Who answers them.
    pub inner: S,
    /// Where they are noted.
    pub log: Arc<Log>,
    /// Where the last of them are kept for a report.
    pub steps: Arc<Steps>,
    /// Where they are recorded.
    pub recorder: Option<Arc<Recorder>>,
}

impl<S> Service<Request> for Messages<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, message: Request) -> Self::Future {
        let start = Instant::now();
        if let Some(recorder) = &self.recorder {
            recorder.record(&message);
        }
        match (message.method(), message.params()) {
            ("$/setTrace", Some(params)) => self.log.follow(params.get("value")),
            ("initialize", Some(params)) => self.log.follow(params.get("trace")),
            _ => {}
        }
        let step = step(&message);
        self.steps.push(step.clone());
        let (name, id) = (Arc::<str>::from(message.method()), message.id().cloned());
        let answer = catch_unwind(AssertUnwindSafe(|| self.inner.call(message)));
        let log = Arc::clone(&self.log);
        Box::pin(async move {
            let answer = match answer {
                Ok(answer) => contained(Arc::clone(&name), answer).await,
                Err(_) => None,
            };
            let answer = answer.unwrap_or_else(|| {
                Ok(id.clone().map(|id| {
                    let mut error = Error::internal_error();
                    error.message = format!("{name} failed on this text; please report it").into();
                    Response::from_error(id, error)
                }))
            });
            if log.is_read() {
                let ended = ended(&answer, &log);
                let took = start.elapsed().as_secs_f64() * 1e3;
                log.note(format!("{name}{ended} after {took:.1} ms"), || step);
            }
            answer
        })
    }
}

/// How a message ended, in words.
fn ended<E>(answer: &Result<Option<Response>, E>, log: &Log) -> String {
    match answer {
        Ok(Some(answer)) => {
            if let Some(encoding) = (answer.result())
                .and_then(|result| result.pointer("/capabilities/positionEncoding"))
            {
                log.note(format!("columns count {encoding}"), String::new);
            }
            match answer.error() {
                // The message of an error may quote what was asked.
                Some(error) => format!(" {}: error {}", answer.id(), error.code.code()),
                None => format!(" {}: answered", answer.id()),
            }
        }
        Ok(None) => ": done".to_owned(),
        Err(_) => ": too late, the server has ended".to_owned(),
    }
}

/// A message in names and numbers: no word and no file name of the client's is in it.
fn step(message: &Request) -> String {
    let mut step = message.method().chars().take(60).collect::<String>();
    if let Some(id) = message.id() {
        step = format!("{step} {id}");
    }
    let Some(params) = message.params() else {
        return step;
    };
    if let Some(version) = params
        .pointer("/textDocument/version")
        .and_then(Value::as_i64)
    {
        step += &format!(" version {version}");
    }
    if let Some(text) = params.pointer("/textDocument/text").and_then(Value::as_str) {
        step += &format!(" of {} bytes in {} lines", text.len(), text.lines().count());
    }
    if let Some(at) = params.get("position") {
        step += &format!(" at {}", position(at));
    }
    if let Some(range) = params.get("range") {
        step += &format!(" in {}", self::range(range));
    }
    let changes = params.get("contentChanges").and_then(Value::as_array);
    for change in changes.into_iter().flatten().take(8) {
        let put = change
            .get("text")
            .and_then(Value::as_str)
            .map_or(0, str::len);
        step += &match change.get("range") {
            Some(range) => format!(", {} becomes {put} bytes", self::range(range)),
            None => format!(", all becomes {put} bytes"),
        };
    }
    step
}

fn position(at: &Value) -> String {
    let number = |key| at.get(key).and_then(Value::as_i64).unwrap_or(-1);
    format!("{}:{}", number("line"), number("character"))
}

fn range(range: &Value) -> String {
    let end = |key| range.get(key).map(position).unwrap_or_default();
    format!("{}-{}", end("start"), end("end"))
}
