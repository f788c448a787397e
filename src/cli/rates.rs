//! `duecare rates`.

use super::fault::Fault;
use super::open;
use super::options::{DayOptions, Format, OutputOptions, RecordsOptions, RulesOptions};
use super::progress::Progress;
use super::run::{told, unanswered};
use super::screen::{self, remark, width};
use crate::calendar::{Day, to_long};
use crate::measure::Stretch;
use crate::report::{
    Naming, RatesShown, rates_json, rates_table, rates_text, write_json_items, write_rates_csv,
};
use crate::service::{Asked, RatesAsked, RatesFound};
use crate::text::many;
use clap::Args;
use std::io::Write;

/// Which rates.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare rates --records extract --as-at 2021-03-31\n  duecare rates child-in-need-visits --records extract --as-at 2021-03-31 --in quarter --over 4\n  duecare rates child-in-need-visits --records extract --since 2020-10-01 --as-at 2021-03-31 --known-on 2021-04-09"
)]
pub(super) struct RatesArgs {
    /// Only these standards, each shown in full [default: all that anything is owed of, a line each]
    #[arg(value_name = "STANDARD")]
    ids: Vec<String>,
    /// Only the standards of this theme (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    theme: Vec<String>,
    /// Count only what this team is responsible for (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    team: Vec<String>,
    /// The period: month, quarter, year, financial-year or another stretch of the calendar, up to the day asked
    #[arg(long = "in", value_name = "STRETCH", default_value = "month", help_heading = "Days")]
    stretch: String,
    /// The period begins on this day instead
    #[arg(long, value_name = "DATE", value_parser = super::dates::parse_day, conflicts_with = "stretch", help_heading = "Days")]
    since: Option<Day>,
    /// How many periods, the last one among them
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=600), help_heading = "Days")]
    over: u32,
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    #[command(flatten)]
    days: DayOptions,
    #[command(flatten)]
    output: OutputOptions,
}

pub(super) fn rates(args: &RatesArgs) -> Result<(), Fault> {
    let (engine, report) = open::engine(&args.rules, &args.records, &args.days)?;
    let as_at = open::as_at(&args.days, &engine);
    let judged = engine.judged(args.days.known_on);
    let asked = RatesAsked {
        asked: Asked {
            standards: args.ids.clone(),
            themes: args.theme.clone(),
            teams: args.team.clone(),
            ..Asked::default()
        },
        stretch: args.since.map_or_else(|| Stretch::Slot(args.stretch.clone()), Stretch::Since),
        number: args.over,
    };
    let (list, now) = {
        let _shown = Progress::start("counting days");
        let now = args.days.known_on.map(|_| engine.rates(&engine.judged(None), &asked, as_at));
        (engine.rates(&judged, &asked, as_at)?, now.transpose()?.unwrap_or_default())
    };
    told(&report, false);
    let shown: Vec<RatesShown<'_>> = list.iter().map(|found| shown(found, &now)).collect();
    let output = args.output.output.as_deref();
    let mut out = screen::open(output)?;
    let caseload = &judged.caseload;
    let json = |s: &RatesShown<'_>| rates_json(caseload, s, Naming::Ids);
    match args.output.format {
        Format::Table if shown.is_empty() => writeln!(out, "nothing was owed in that period")?,
        Format::Table if !args.ids.is_empty() => {
            for (i, s) in shown.iter().enumerate() {
                let gap = if i > 0 { "\n" } else { "" };
                write!(out, "{gap}{}", rates_text(caseload, s, Naming::Ids, width(output)))?;
            }
        }
        Format::Table => writeln!(out, "{}", rates_table(&shown, width(output)))?,
        Format::Csv => write_rates_csv(&mut out, &shown)?,
        Format::Json => {
            let items = shown.iter().map(json).collect();
            write_json_items(&mut out, &engine.head(as_at, args.days.known_on), items)?;
        }
        Format::Ndjson => {
            for s in &shown {
                writeln!(out, "{}", json(s))?;
            }
        }
    }
    out.flush()?;
    if args.output.format == Format::Table {
        let from = list.iter().find_map(|l| l.1.as_ref().ok()?.periods.last()).map_or(as_at, |p| p.first);
        remark(&format!("{} from {} to {}", many(list.len(), "standard"), to_long(from), to_long(as_at)));
    }
    unanswered(&engine, &judged);
    Ok(())
}

fn shown<'a>((standard, rates): &'a RatesFound, now: &'a [RatesFound]) -> RatesShown<'a> {
    let now = now.iter().find(|n| n.0 == *standard).and_then(|n| n.1.as_ref().ok());
    RatesShown { standard, rates, now }
}
