//! The command line: one file per subcommand.

mod catalogue;
mod check;
mod completions;
mod dates;
mod demo;
mod diff;
mod explain;
mod export;
mod fault;
mod fmt;
mod import;
mod key_file;
mod lines;
mod lint;
mod measures;
mod open;
mod options;
mod progress;
mod rates;
mod records;
mod report;
mod requirements;
mod run;
mod screen;
mod serve;
mod signals;
mod sources;
mod test;
mod validate;
mod write;

use clap::{Parser, Subcommand};
use fault::Fault;
use std::process::ExitCode;

/// Checks children's social care records against practice standards.
#[derive(Debug, Parser)]
#[command(
    name = "duecare",
    version,
    about,
    after_help = "Examples:\n  duecare demo\n  duecare check rules\n  duecare test rules\n  duecare run --records extract --as-at 2021-03-31\n  duecare measures --records extract --as-at 2021-03-31\n  duecare run --from cin-census --records census.xml --as-at 2022-03-31 --verdict all --format csv"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Look for faults in rules: names, types, units, bounds, circles
    Check(check::CheckArgs),
    /// Look for ways of writing a rule that let a figure be flattered
    Lint(lint::LintArgs),
    /// Lay rule files out in the one form
    Fmt(fmt::FmtArgs),
    /// Run the worked examples of the rules and say which stages and arms they reach
    Test(test::TestArgs),
    /// Judge records and list what is overdue, due soon or cannot be told
    Run(run::RunArgs),
    /// Load records and say what became of every file and row
    Import(import::ImportArgs),
    /// Compare two extracts: records that differ, and breaches that came, went or changed
    Diff(diff::DiffArgs),
    /// Print the catalogue: what is asked of practice, and the standards and measures that do it
    Catalogue(catalogue::CatalogueArgs),
    /// Print what the councils' reports ask for, row by row, what does it and the command that shows it
    Requirements(requirements::RequirementsArgs),
    /// List the formats that records may come in, and which standards each can answer
    Sources(sources::SourcesArgs),
    /// Work out measures: figures with their counts, targets and series
    Measures(measures::MeasuresArgs),
    /// Rates of standards that cannot be flattered: children and days out of time, and what stands beside them
    Rates(rates::RatesArgs),
    /// Lay measures out as a report to a panel or board: text, CSV, JSON, Excel or HTML with charts
    Report(report::ReportArgs),
    /// Say why: the clock, the evidence that counted and the evidence that did not
    Explain(explain::ExplainArgs),
    /// Check a return before it is sent: every rule of its year, and where it fails
    Validate(validate::ValidateArgs),
    /// Make an invented authority, judge it and show it in a browser
    Demo(demo::DemoArgs),
    /// Judge records and answer questions about them over HTTP
    Serve(serve::ServeArgs),
    /// Print completions for a shell
    Completions(completions::CompletionsArgs),
}

/// Runs the command the arguments ask for.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Check(args) => check::check(&args),
        Command::Lint(args) => lint::lint(&args),
        Command::Fmt(args) => fmt::fmt(&args),
        Command::Test(args) => test::test(&args),
        Command::Run(args) => run::run(&args),
        Command::Import(args) => import::import(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Catalogue(args) => catalogue::catalogue(&args),
        Command::Requirements(args) => requirements::requirements(&args),
        Command::Sources(args) => sources::sources(&args),
        Command::Measures(args) => measures::measures(&args),
        Command::Rates(args) => rates::rates(&args),
        Command::Report(args) => report::report(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Validate(args) => validate::validate(&args),
        Command::Demo(args) => demo::demo(&args),
        Command::Serve(args) => serve::serve(args),
        Command::Completions(args) => completions::completions(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            if let Fault::Usage { words, help } = &fault {
                screen::remark(&format!("error: {words}"));
                if let Some(help) = help {
                    screen::remark(&format!("  help: {help}"));
                }
            }
            if fault == Fault::NotWhole {
                screen::remark(&format!("error: {fault}"));
            }
            fault.code()
        }
    }
}
