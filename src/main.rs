//! The `duecare` binary.

fn main() -> std::process::ExitCode {
    duecare::cli::main()
}
