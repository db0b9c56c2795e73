//! Standard output without waiting: what is said goes to a thread that writes it when the client reads.
//!
//! The transport reads no further while it waits to write. A client that first sends thousands of requests and then
//! reads would wait for the server, and the server for it.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use tokio::io::AsyncWrite;

/// The end of the queue that is written to; takes any amount at once.
#[derive(Debug)]
pub struct Outbox(Sender<Vec<u8>>);

/// Tells when everything has been written.
#[derive(Debug)]
pub struct Written(Receiver<()>);

impl Outbox {
    /// Starts the thread; it ends with the outbox, or when nobody reads any more.
    pub fn open(mut output: impl Write + Send + 'static) -> (Outbox, Written) {
        let (outbox, queue) = channel::<Vec<u8>>();
        let (done, written) = channel();
        thread::spawn(move || {
            let _ = queue
                .iter()
                .try_for_each(|bytes| output.write_all(&bytes).and_then(|()| output.flush()));
            drop(done);
        });
        (Outbox(outbox), Written(written))
    }
}

impl Written {
    /// Waits until everything has been written, but no longer than `limit`: the client may have stopped to read.
    pub fn wait(self, limit: Duration) {
        let _ = self.0.recv_timeout(limit);
    }
}

impl AsyncWrite for Outbox {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = self.0.send(bytes.to_vec());
        Poll::Ready(
            sent.map(|()| bytes.len())
                .map_err(|_| io::ErrorKind::BrokenPipe.into()),
        )
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
