//! `duecare explain`.

use super::fault::Fault;
use super::open;
use super::options::{DayOptions, FilterOptions, RecordsOptions, RulesOptions};
use super::run::told;
use super::screen;
use crate::calendar::to_long;
use crate::report::{
    Book, Choice, Finding, Ids, Naming, explain as explanation, explanation_text, findings, rows,
    write_json_items,
};
use crate::web::Explained;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;

/// What to explain.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare explain --records extract --as-at 2021-03-31 --child 1042\n  duecare explain --records extract --as-at 2021-03-31 --child 1042 --standard child-in-need-visits --verdict overdue\n  duecare explain --records extract --as-at 2021-03-31 --child 1042 --format json"
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
    /// In which form
    #[arg(long, value_enum, default_value_t = Form::Words, help_heading = "Output")]
    format: Form,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A block to read for each
    Words,
    /// One JSON document: the same as data
    Json,
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
    let mut out = screen::open(args.output.as_deref())?;
    judged.with(&engine.rules, &engine.calendar, |prepared| -> Result<(), Fault> {
        let explained = found.iter().filter_map(|f| {
            let e = explanation(&book, prepared, f, as_at, Ids::Shown)?;
            Some((f, e))
        });
        if args.format == Form::Json {
            let items = explained
                .filter_map(|(f, e)| {
                    let row =
                        rows(&book, std::slice::from_ref(f), Naming::Ids, |f| crate::report::why(&book, f));
                    let (row, standard) = (row.into_iter().next()?, book.standard(f.standard)?);
                    serde_json::to_value(Explained::new(&book, standard, row, &e, Ids::Shown)).ok()
                })
                .collect();
            write_json_items(&mut out, &engine.head(as_at, args.days.known_on), items)?;
            return Ok(());
        }
        if found.is_empty() {
            writeln!(out, "nothing to explain as at {}", to_long(as_at))?;
        }
        for (i, (f, e)) in explained.enumerate() {
            let gap = if i == 0 { "" } else { "\n" };
            write!(out, "{gap}{}", explanation_text(&book, f, &e, child(&book, f).as_deref()))?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(())
}

fn child(book: &Book<'_>, f: &Finding) -> Option<String> {
    (Some(f.root.kind) == book.child_kind()).then(|| book.id(f.root.kind, f.root.row))
}
