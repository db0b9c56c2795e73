//! Standard input, read by a thread of its own that is always at it: the runtime's would be woken for each piece.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::thread;

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc::{Receiver, channel};

/// So many bytes are read at once …
const PIECE: usize = 1 << 16;
/// … and so many pieces ahead.
const AHEAD: usize = 16;

/// The end of the queue that is read from.
#[derive(Debug)]
pub struct Stdin {
    pieces: Receiver<Vec<u8>>,
    piece: Vec<u8>,
    taken: usize,
}

impl Stdin {
    /// Starts the thread; it ends with the input, or with the first piece that nobody wants.
    pub fn open() -> Stdin {
        let (sender, pieces) = channel(AHEAD);
        thread::spawn(move || {
            let mut input = io::stdin().lock();
            let mut piece = vec![0; PIECE];
            loop {
                match input.read(&mut piece) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Ok(length) if length > 0 => {
                        if sender.blocking_send(piece[..length].to_vec()).is_err() {
                            return;
                        }
                    }
                    // An input that cannot be read has ended.
                    Ok(_) | Err(_) => return,
                }
            }
        });
        Stdin {
            pieces,
            piece: Vec::new(),
            taken: 0,
        }
    }
}

impl AsyncRead for Stdin {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        if self.taken == self.piece.len() {
            let Some(piece) = ready!(self.pieces.poll_recv(context)) else {
                return Poll::Ready(Ok(()));
            };
            (self.piece, self.taken) = (piece, 0);
        }
        let left = &self.piece[self.taken..];
        let length = left.len().min(buffer.remaining());
        buffer.put_slice(&left[..length]);
        self.taken += length;
        Poll::Ready(Ok(()))
    }
}
