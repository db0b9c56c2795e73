//! Arguments to `cli::run`, and its exit code.

fn main() {}
