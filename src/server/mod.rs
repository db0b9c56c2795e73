//! The LSP adapter: the only folder that knows LSP.
