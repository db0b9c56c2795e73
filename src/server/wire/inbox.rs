//! Standard input without what is no message: that is answered with an error and passed over, and what comes behind it is
//! read.
//!
//! The transport ends at the first bytes that it cannot read, and the server with it. So it is given only what it can read.
//! Behind a message of the wrong length the next one is looked for by its header: JSON holds no line end in its strings, so a
//! header within a message is proof that the message is cut off.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use memchr::memmem;
use serde::Deserialize;
use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use crate::server::wire::outbox::Outbox;

/// What every header begins with.
const HEAD: &[u8] = b"Content-";
const LENGTH: &[u8] = b"Content-Length: ";
/// No message is longer than this; one that says so has the wrong length.
const LONGEST: usize = 1 << 30;
/// No header is longer than this.
const LONGEST_HEADER: usize = 4096;
/// So many bytes are read at once.
const PIECE: usize = 1 << 16;

/// Reads messages of the protocol out of whatever comes.
#[derive(Debug)]
pub struct Inbox<R> {
    input: R,
    complaints: Outbox,
    /// What has come and is no whole message yet.
    come: Vec<u8>,
    /// So many bytes of it hold no header but the first.
    searched: usize,
    /// Messages for the transport; it has those before `taken`.
    good: Vec<u8>,
    taken: usize,
    /// Whether what comes before the next header was complained of.
    lost: bool,
    piece: Box<[u8]>,
}

/// What some bytes begin with.
enum Found {
    /// A message that is not complete.
    Part,
    /// So many bytes that belong to no message.
    Noise(usize),
    /// A message with this body.
    Body(Range<usize>),
}

impl<R> Inbox<R> {
    /// Reads from `input`; errors are said to `complaints`.
    pub fn new(input: R, complaints: Outbox) -> Inbox<R> {
        Inbox {
            input,
            complaints,
            come: Vec::new(),
            searched: 0,
            good: Vec::new(),
            taken: 0,
            lost: false,
            piece: vec![0; PIECE].into_boxed_slice(),
        }
    }

    /// Takes the messages out of what has come.
    fn sort(&mut self) {
        let mut at = 0;
        loop {
            match find(&self.come[at..], self.searched.saturating_sub(at)) {
                Found::Part => break,
                Found::Noise(length) => {
                    let noise = &self.come[at..at + length];
                    if !noise.iter().all(u8::is_ascii_whitespace) && !self.lost {
                        self.lost = true;
                        self.complain(Id::Null, Error::parse_error());
                    }
                    at += length;
                }
                Found::Body(body) => {
                    let body = at + body.start..at + body.end;
                    // What is none may be cut off, and hold the beginning of the next or all of it, from its header on.
                    at = match self.take(body.clone()) {
                        true => body.end,
                        false => at + HEAD.len(),
                    };
                }
            }
        }
        self.come.drain(..at);
        self.searched = self.come.len();
    }

    /// Gives a message to the transport if it can read it; whether it is one.
    fn take(&mut self, body: Range<usize>) -> bool {
        let bytes = &self.come[body];
        let text = std::str::from_utf8(bytes).map(with_whole_characters);
        let complaint = match &text {
            Ok(text) => complaint(text),
            Err(_) => Some((Id::Null, Error::parse_error())),
        };
        match (complaint, text) {
            (None, Ok(text)) => {
                self.lost = false;
                self.good.extend_from_slice(LENGTH);
                let length = format!("{}\r\n\r\n", text.len());
                self.good.extend_from_slice(length.as_bytes());
                self.good.extend_from_slice(text.as_bytes());
                true
            }
            (Some((id, error)), _) if error.code != ErrorCode::ParseError => {
                self.complain(id, error);
                true
            }
            _ => {
                self.lost = true;
                self.complain(Id::Null, Error::parse_error());
                false
            }
        }
    }

    fn complain(&self, id: Id, error: Error) {
        // An error of the protocol's own is made of numbers and strings.
        let answer = serde_json::to_string(&Response::from_error(id, error));
        self.complaints.say(&answer.unwrap_or_default());
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Inbox<R> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        let inbox = self.get_mut();
        loop {
            let left = &inbox.good[inbox.taken..];
            if !left.is_empty() {
                let length = left.len().min(buffer.remaining());
                buffer.put_slice(&left[..length]);
                inbox.taken += length;
                return Poll::Ready(Ok(()));
            }
            inbox.good.clear();
            inbox.taken = 0;
            let mut piece = ReadBuf::new(&mut inbox.piece);
            ready!(Pin::new(&mut inbox.input).poll_read(context, &mut piece))?;
            if piece.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            inbox.come.extend_from_slice(piece.filled());
            inbox.sort();
        }
    }
}

/// What comes first. Of a message that is not complete, the bytes before `searched` hold no further header.
fn find(bytes: &[u8], searched: usize) -> Found {
    // What has come may end within a header.
    let begins = |bytes: &[u8]| {
        let length = bytes.len().min(HEAD.len());
        bytes[..length].eq_ignore_ascii_case(&HEAD[..length])
    };
    if !begins(bytes) {
        let next = (1..bytes.len()).find(|at| begins(&bytes[*at..]));
        return Found::Noise(next.unwrap_or(bytes.len()));
    }
    let longest = &bytes[..bytes.len().min(LONGEST_HEADER)];
    let Some(end) = memmem::find(longest, b"\r\n\r\n") else {
        return match longest.len() < LONGEST_HEADER {
            true => Found::Part,
            false => Found::Noise(HEAD.len()),
        };
    };
    let fields = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
    // Of two, the first was cut off from its message.
    let length = fields.rsplit("\r\n").find_map(|field| {
        let (name, value) = field.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    });
    let start = end + 4;
    match length.filter(|length| *length <= LONGEST) {
        None => Found::Noise(HEAD.len()),
        Some(length) if bytes.len() - start < length => {
            match header_in(bytes, searched.max(start)) {
                Some(next) => Found::Noise(next),
                None => Found::Part,
            }
        }
        Some(length) => Found::Body(start..start + length),
    }
}

/// Where a header begins whose first line ends behind `from`.
fn header_in(bytes: &[u8], from: usize) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    memchr::memchr_iter(b'\r', &bytes[from..]).find_map(|end| {
        let line = &bytes[..from + end];
        let is_digit = |byte: &&u8| byte.is_ascii_digit();
        let digits = line.iter().rev().take_while(is_digit).count();
        let name = line[..line.len() - digits].trim_ascii_end();
        let start = name.len().checked_sub(NAME.len())?;
        (digits > 0 && name[start..].eq_ignore_ascii_case(NAME)).then_some(start)
    })
}

/// What to answer to a message that the transport cannot read, and to whom; none where it can.
fn complaint(text: &str) -> Option<(Id, Error)> {
    #[derive(Deserialize)]
    struct Asked {
        id: Id,
    }
    let error = serde_json::from_str::<Request>(text).err()?;
    if serde_json::from_str::<Response>(text).is_ok() {
        return None;
    }
    if !error.is_data() {
        return Some((Id::Null, Error::parse_error()));
    }
    let asked = serde_json::from_str::<Asked>(text);
    Some((
        asked.map_or(Id::Null, |asked| asked.id),
        Error::invalid_request(),
    ))
}

/// A message with `\ufffd` for each half of a character that stands alone, which editors that count in UTF-16 can send and
/// no text can hold: as long as it was in UTF-16, so that positions hold.
fn with_whole_characters(text: &str) -> Cow<'_, str> {
    let unit = |at: usize| {
        let hex = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(hex, 16).ok()
    };
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(escape) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        let start = at + escape;
        at = match unit(start) {
            Some(0xD800..0xDC00) if matches!(unit(start + 6), Some(0xDC00..0xE000)) => start + 12,
            Some(0xD800..0xE000) => {
                halves.push(start);
                start + 6
            }
            // The sign behind a backslash is no backslash that escapes something.
            _ => (start + 2).min(text.len()),
        };
        if !text.is_char_boundary(at) {
            at = text.ceil_char_boundary(at);
        }
    }
    if halves.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut whole = text.to_owned();
    for half in halves {
        whole.replace_range(half..half + 6, "\\ufffd");
    }
    Cow::Owned(whole)
}
