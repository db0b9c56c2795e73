//! A server of our own in another process, and messages to and from it: for looking whether it works, and for replaying a session.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server that is running; it is ended with the value.
pub(super) struct Wire {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
}

impl Wire {
    /// Starts this very program as a server.
    pub fn start() -> io::Result<Wire> {
        let mut server = Command::new(std::env::current_exe()?)
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (input, output) = (server.stdin.take(), server.stdout.take());
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output?);
            while let Some(message) = read(&mut output) {
                sender.send(message).ok()?;
            }
            Some(())
        });
        Ok(Wire {
            server,
            input,
            messages,
        })
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) -> io::Result<()> {
        let body = message.to_string();
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        input.flush()
    }

    /// The next message that is no request of the server's, each of which is answered with nothing. None where there is none in
    /// that time; an error where the server has ended.
    pub fn next(&mut self, within: Duration) -> io::Result<Option<Value>> {
        let end = Instant::now() + within;
        loop {
            match self
                .messages
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(message) if message.get("method").is_some() && message.get("id").is_some() => {
                    self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}))?;
                }
                Ok(message) => return Ok(Some(message)),
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
    }

    /// The answer to a request of ours.
    pub fn answer(&mut self, id: &Value, within: Duration) -> io::Result<Option<Value>> {
        let end = Instant::now() + within;
        while let Some(message) = self.next(end.saturating_duration_since(Instant::now()))? {
            if message.get("id") == Some(id) {
                return Ok(Some(message));
            }
        }
        Ok(None)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.input = None;
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            field => {
                if let Some(value) = field.strip_prefix("Content-Length: ") {
                    length = value.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
