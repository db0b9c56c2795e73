//! Messages as they come over the wire: a header of lengths, a body of JSON, and nothing else.

use std::io::BufRead;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// Reads until the end, or until something comes that is no message. Stops for as long as the gate is locked.
pub fn read_all(
    mut output: impl BufRead,
    gate: &Mutex<()>,
    messages: &Sender<Result<Value, String>>,
) {
    loop {
        let guard = lock(gate);
        drop(guard);
        let message = match read(&mut output) {
            Ok(None) => return,
            Ok(Some(message)) => Ok(message),
            Err(fault) => Err(fault),
        };
        let is_fault = message.is_err();
        if messages.send(message).is_err() || is_fault {
            return;
        }
    }
}

/// A message; `None` at the end of the stream, which may not come within one.
fn read(output: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut length = None;
    loop {
        let mut line = String::new();
        match output
            .read_line(&mut line)
            .map_err(|error| error.to_string())?
        {
            0 if length.is_none() => return Ok(None),
            0 => return Err("the end within a header".to_owned()),
            _ => {}
        }
        match (line.strip_suffix("\r\n"), length) {
            (Some(""), Some(length)) => {
                let mut body = vec![0; length];
                output
                    .read_exact(&mut body)
                    .map_err(|error| error.to_string())?;
                return serde_json::from_slice(&body)
                    .map(Some)
                    .map_err(|error| error.to_string());
            }
            (Some(field), None) => {
                let value = field
                    .strip_prefix("Content-Length: ")
                    .ok_or_else(|| format!("header {field:?}"))?;
                length = Some(value.parse().map_err(|_| format!("length {value:?}"))?);
            }
            _ => return Err(format!("header line {line:?}")),
        }
    }
}

/// The lock, whether somebody panicked with it or not.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
