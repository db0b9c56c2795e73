//! One file per editor feature, in words of an editor; no LSP types.
