//! Standard output without waiting: what is said goes to a thread that writes it when the client reads.
//!
//! The transport reads no further while it waits to write. A client that first sends thousands of requests and then
//! reads would wait for the server, and the server for it.

use std::fmt;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use tokio::io::AsyncWrite;

/// The end of the queue that is written to; takes any amount at once, and what it takes at once stays together. A clone
/// writes to the same queue.
#[derive(Clone)]
pub struct Outbox {
    queue: Sender<Said>,
    /// How many are not written yet.
    waiting: Arc<AtomicUsize>,
    output: Arc<Mutex<dyn Write + Send>>,
}

impl fmt::Debug for Outbox {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let waiting = self.waiting.load(Ordering::SeqCst);
        write!(formatter, "Outbox({waiting} waiting)")
    }
}

#[derive(Debug)]
enum Said {
    Bytes(Vec<u8>),
    End,
}

/// Tells when everything has been written.
#[derive(Debug)]
pub struct Written(Receiver<()>);

impl Outbox {
    /// Starts the thread; it ends when the outbox is closed, with its last clone, or when nobody reads any more.
    pub fn open(output: impl Write + Send + 'static) -> (Outbox, Written) {
        let (queue, said) = channel();
        let (done, written) = channel();
        let outbox = Outbox {
            queue,
            waiting: Arc::default(),
            output: Arc::new(Mutex::new(output)),
        };
        let (output, waiting) = (Arc::clone(&outbox.output), Arc::clone(&outbox.waiting));
        thread::spawn(move || {
            while let Ok(Said::Bytes(bytes)) = said.recv() {
                if write(&output, &bytes).is_err() {
                    break;
                }
                waiting.fetch_sub(1, Ordering::SeqCst);
            }
            drop(done);
        });
        (outbox, Written(written))
    }

    /// Says a message of the protocol, given as JSON, behind those that wait.
    pub fn say(&self, json: &str) {
        // Where nobody reads any more, the transport notices.
        let _ = self.send(framed(json));
    }

    /// The same, and waits until it is written, for as long as the client does not read.
    pub fn say_now(&self, json: &str) {
        match self.is_behind() {
            true => self.say(json),
            false => drop(write(&self.output, &framed(json))),
        }
    }

    /// Whether the client has not taken yet what was said to it.
    pub fn is_behind(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Has the thread end once it has written what was said until now.
    pub fn close(&self) {
        let _ = self.queue.send(Said::End);
    }

    fn send(&self, bytes: Vec<u8>) -> io::Result<()> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let sent = self.queue.send(Said::Bytes(bytes));
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

fn framed(json: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{json}", json.len()).into_bytes()
}

fn write(output: &Mutex<dyn Write + Send>, bytes: &[u8]) -> io::Result<()> {
    let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
    output.write_all(bytes).and_then(|()| output.flush())
}

impl Written {
    /// Waits until everything has been written, but no longer than `limit`: the client may have stopped to read.
    pub fn wait(self, limit: Duration) {
        let _ = self.0.recv_timeout(limit);
    }
}

impl AsyncWrite for Outbox {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(self.send(bytes.to_vec()).map(|()| bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
