//! The way to the client and back: bytes into messages, messages into bytes, whatever either side sends.

pub(super) mod inbox;
pub(super) mod lacks;
pub(super) mod messages;
pub(super) mod outbox;
pub(super) mod partial;
pub(super) mod record;
pub(super) mod stdin;
