//! `duecare explain`.

use super::fault::Fault;
use super::open;
use super::options::{DayOptions, FilterOptions, RecordsOptions, RulesOptions};
use super::run::told;
use super::screen::write;
use crate::calendar::to_long;
use crate::report::{Choice, explain as explanation, explanation_text, findings};
use clap::Args;
use std::path::PathBuf;

/// What to explain.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare explain --records extract --as-at 2021-03-31 --child 1042\n  duecare explain --records extract --as-at 2021-03-31 --child 1042 --standard child-in-need-visits --verdict overdue"
)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    #[command(flatten)]
    days: DayOptions,
    #[command(flatten)]
    filter: FilterOptions,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(super) fn explain(args: &ExplainArgs) -> Result<(), Fault> {
    let (engine, report) = open::engine(&args.rules, &args.records, &args.days)?;
    let as_at = open::as_at(&args.days, &engine);
    let judged = engine.judged(args.days.known_on);
    let mut filter = args.filter.asked().filter(&engine, &judged)?;
    if filter.verdicts.is_empty() && !filter.children.is_empty() {
        filter.verdicts = Choice::all();
    }
    told(&report, false);
    let book = engine.book(&judged);
    let found = findings(&book, &filter, as_at);
    let blocks: Vec<String> = judged.with(&engine.rules, &engine.calendar, |prepared| {
        let texts = found.iter().filter_map(|f| {
            let e = explanation(&book, prepared, f, as_at)?;
            let child = (Some(f.root.kind) == book.child_kind()).then(|| book.id(f.root.kind, f.root.row));
            Some(explanation_text(&book, f, &e, child.as_deref()))
        });
        texts.collect()
    });
    let text = match blocks.is_empty() {
        true => format!("nothing to explain as at {}\n", to_long(as_at)),
        false => blocks.join("\n"),
    };
    write(args.output.as_deref(), &text)
}
