//! `duecare measures`.

use super::fault::Fault;
use super::open;
use super::options::{DayOptions, Format, OutputOptions, RecordsOptions, RulesOptions};
use super::progress::Progress;
use super::run::{told, unanswered};
use super::screen::{self, remark, width};
use crate::calendar::to_long;
use crate::report::{
    Naming, figures_table, full_text, write_figures_csv, write_figures_json, write_figures_ndjson,
};
use crate::service::{Asked, MeasuresAsked};
use clap::Args;
use std::io::Write;

/// What to work out.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare measures --records extract --as-at 2021-03-31\n  duecare measures child-in-need-seen --records extract --as-at 2021-03-31\n  duecare measures --records extract --months 24 --format csv --output two-years.csv\n  duecare measures --records extract --theme voice-of-the-child --team T05\n  duecare measures --records extract --authority northmere.toml --format csv --output measures.csv"
)]
pub(super) struct MeasuresArgs {
    /// Only these measures, each shown in full [default: all, a line each]
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Only this measure (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    measure: Vec<String>,
    /// Only measures that count this standard (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    standard: Vec<String>,
    /// Only measures that count a standard of this theme (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    theme: Vec<String>,
    /// Count only what this team is responsible for (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    team: Vec<String>,
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    #[command(flatten)]
    days: DayOptions,
    /// Show this many month ends of every measure, the day asked as the last of them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=120), help_heading = "Days")]
    months: Option<u32>,
    #[command(flatten)]
    output: OutputOptions,
}

pub(super) fn measures(args: &MeasuresArgs) -> Result<(), Fault> {
    let (engine, report) = open::engine(&args.rules, &args.records, &args.days)?;
    let as_at = open::as_at(&args.days, &engine);
    let judged = engine.judged(args.days.known_on);
    let asked = MeasuresAsked {
        measures: args.ids.iter().chain(&args.measure).cloned().collect(),
        asked: Asked {
            standards: args.standard.clone(),
            themes: args.theme.clone(),
            teams: args.team.clone(),
            ..Asked::default()
        },
        months: args.months,
    };
    let list = {
        let _shown = Progress::start("working measures out");
        engine.measures(&judged, &asked, as_at)?
    };
    told(&report, false);
    let output = args.output.output.as_deref();
    let mut out = screen::open(output)?;
    let caseload = &judged.caseload;
    match args.output.format {
        Format::Table if list.is_empty() => writeln!(out, "no measure counts that")?,
        Format::Table if !asked.measures.is_empty() || args.months.is_some() => {
            for (i, m) in list.iter().enumerate() {
                let gap = if i > 0 { "\n" } else { "" };
                write!(out, "{gap}{}", full_text(caseload, m, Naming::Ids, width(output)))?;
            }
        }
        Format::Table => writeln!(out, "{}", figures_table(&list, width(output)))?,
        Format::Csv => write_figures_csv(&mut out, &list)?,
        Format::Json => {
            write_figures_json(&mut out, &engine.head(as_at, args.days.known_on), caseload, &list)?
        }
        Format::Ndjson => write_figures_ndjson(&mut out, caseload, &list)?,
    }
    out.flush()?;
    if args.output.format == Format::Table {
        remark(&format!("{} measures as at {}", list.len(), to_long(as_at)));
    }
    unanswered(&engine, &judged);
    Ok(())
}
