//! What is found, on its way to the client: pushed for open documents, given for the whole workspace where the client asks.

pub(super) mod publish;
pub(super) mod workspace;
