//! Arguments to `cli::run`, and its exit code.

use std::process::ExitCode;

/// Facts and trees are many small pieces, made on all threads at once; the system's own allocators are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    sigla::cli::run(std::env::args_os())
}
