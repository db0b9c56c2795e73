//! Arguments to `cli::run`, and its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    sigla::cli::run(std::env::args_os())
}
