//! `duecare completions`.

use super::Cli;
use super::fault::Fault;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Which shell.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  duecare completions bash > ~/.local/share/bash-completion/completions/duecare"
)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn completions(args: &CompletionsArgs) -> Result<(), Fault> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "duecare", &mut text);
    super::screen::write(None, &String::from_utf8_lossy(&text))
}
