//! `duecare run`.

use super::fault::Fault;
use super::open;
use super::options::{DayOptions, FilterOptions, ListFormat, ListOptions, RecordsOptions, RulesOptions};
use super::screen::{self, remark, width};
use crate::calendar::{Day, to_long};
use crate::import::LoadReport;
use crate::judge::VerdictWord;
use crate::report::{
    Book, Choice, Filter, Naming, OutageCount, findings, list_table, outage_counts, rows, why, write_csv,
    write_json, write_ndjson, write_parquet,
};
use crate::service::{Engine, Judged};
use crate::text::{grouped, many};
use clap::Args;
use std::io::Write;

/// What to judge and what to list.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare run --records extract --as-at 2021-03-31\n  duecare run --records extract --team safeguarding-north --verdict breach --format csv --output breaches.csv\n  duecare run --records extract --verdict all --format parquet --output all.parquet\n  duecare run --from cin-census --records census.xml --as-at 2022-03-31 --verdict all"
)]
pub(super) struct RunArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    #[command(flatten)]
    days: DayOptions,
    #[command(flatten)]
    filter: FilterOptions,
    #[command(flatten)]
    output: ListOptions,
    /// Print what became of every file and row
    #[arg(long, help_heading = "Records")]
    load_report: bool,
}

pub(super) fn run(args: &RunArgs) -> Result<(), Fault> {
    let (engine, report) = open::engine(&args.rules, &args.records, &args.days)?;
    let as_at = open::as_at(&args.days, &engine);
    let judged = engine.judged(args.days.known_on);
    let filter = args.filter.asked().filter(&engine, &judged)?;
    let book = engine.book(&judged);
    let found = findings(&book, &filter, as_at);
    let list = rows(&book, &found, Naming::Ids, |f| why(&book, f));
    told(&report, args.load_report);
    let output = args.output.output.as_deref();
    let mut out = screen::open(output)?;
    match args.output.format {
        ListFormat::Table if list.is_empty() => writeln!(out, "nothing to list as at {}", to_long(as_at))?,
        ListFormat::Table => writeln!(out, "{}", list_table(&list, width(output)))?,
        ListFormat::Csv => write_csv(&mut out, &list)?,
        ListFormat::Json => write_json(&mut out, &engine.head(as_at, args.days.known_on), &list)?,
        ListFormat::Ndjson => write_ndjson(&mut out, &list)?,
        ListFormat::Parquet => write_parquet(&mut out, &list)?,
    }
    out.flush()?;
    if args.output.format == ListFormat::Table {
        remark(&format!("{} listed as at {}", list.len(), to_long(as_at)));
    }
    for OutageCount { outage, exempt, breach } in outage_counts(&book, &filter, as_at) {
        remark(&format!("fell due in a system outage ({outage}): {exempt} exempt, {breach} in breach"));
    }
    unanswered(&engine, &judged);
    if !args.filter.checks {
        failing_checks(&book, as_at);
    }
    Ok(())
}

/// Checks of the data stand in no list of practice: that some fail is said all the same.
fn failing_checks(book: &Book<'_>, as_at: Day) {
    let failing =
        Filter { checks: true, verdicts: vec![Choice::Word(VerdictWord::Missed)], ..Filter::default() };
    let count = findings(book, &failing, as_at).len() as u64;
    if count > 0 {
        remark(&format!("{} of the data: `duecare run --checks` lists them", many(count, "failing check")));
    }
}

/// What became of the rows: all of it when asked, else the totals and what went wrong.
pub(super) fn told(report: &LoadReport, whole: bool) {
    if whole {
        remark(&report.to_string());
        return;
    }
    let (read, kept, refused) = report.totals();
    let (rows, kept, refused_rows) = (many(read, "row"), grouped(kept), grouped(refused));
    remark(&format!("{rows} read, {kept} kept, {refused_rows} refused ({})", report.source));
    for file in &report.files {
        if let Some(why) = &file.failed {
            remark(&format!("  {} could not be read, and nothing of it is judged: {why}", file.file));
        } else if let Some(why) = &file.broken_off {
            remark(&format!("  {} breaks off, and what follows is not judged: {why}", file.file));
        }
        for lack in &file.lacks {
            remark(&format!("  {} lacks {lack}", file.file));
        }
    }
    if !report.is_whole() {
        remark("  `duecare import` says which rows and why");
    }
}

/// Days after the end of the calendar, standards that the loaded sources cannot answer, and rows without a day of entry.
pub(super) fn unanswered(engine: &Engine, judged: &Judged) {
    let end = engine.calendar.working.last;
    if engine.as_at > end {
        remark(&format!(
            "the calendar of this version of duecare ends on {}: what is counted in working days, or asked in each \
             month, quarter or year, cannot be told after it; a later version has a longer one",
            to_long(end)
        ));
    }
    let mut ids: Vec<(String, Vec<String>)> = Vec::new();
    let mut in_part: Vec<(String, Vec<String>)> = Vec::new();
    let is_absent = |place: usize| judged.absent.iter().any(|a| a.standard == place);
    let mut unset: Vec<(String, Vec<String>)> = Vec::new();
    for a in &judged.absent {
        let Some(s) = engine.rules.set.standards.get(a.standard) else { continue };
        if !a.unset.is_empty() && unset.iter().all(|(id, _)| *id != s.id) {
            unset.push((s.id.clone(), a.unset.clone()));
        }
        if a.needs.is_empty() {
            continue;
        }
        // Of several kinds of subject, or versions, those that can be are judged.
        let list = match engine.rules.standards(&s.id).all(|(place, _)| is_absent(place)) {
            true => &mut ids,
            false => &mut in_part,
        };
        match list.last_mut().filter(|l| l.0 == s.id) {
            // Another kind of subject, or another version, of the same standard.
            Some((_, needs)) => {
                let more: Vec<String> = a.needs.iter().filter(|n| !needs.contains(n)).cloned().collect();
                needs.extend(more);
            }
            None => list.push((s.id.clone(), a.needs.clone())),
        }
    }
    if !ids.is_empty() {
        let are = if ids.len() == 1 { "is" } else { "are" };
        remark(&format!("{} {are} not in this source:", many(ids.len(), "standard")));
        for (id, needs) in ids {
            remark(&format!("  {id}: it holds no {}", needs.join(", ")));
        }
    }
    if !in_part.is_empty() {
        let are = if in_part.len() == 1 { "is" } else { "are" };
        remark(&format!("{} {are} in this source in part:", many(in_part.len(), "standard")));
        for (id, needs) in in_part {
            remark(&format!("  {id}: it holds no {}", needs.join(", ")));
        }
    }
    if !unset.is_empty() {
        let are = if unset.len() == 1 { "leaves" } else { "leave" };
        remark(&format!(
            "{} {are} a value to each authority, and none is set; set it in the file of --authority:",
            many(unset.len(), "standard")
        ));
        for (id, names) in unset {
            let keys: Vec<String> = names.iter().map(|name| format!("{name} = ...")).collect();
            remark(&format!("  [settings.{id}] {}", keys.join(", ")));
        }
    }
    let roles = engine.book(judged).attribution.map_or(0, |by| by.roles_unsaid(&judged.caseload));
    if roles > 1 {
        remark(&format!(
            "allocations name {roles} roles, and each counts as holding the case; say which do in the file of \
             --authority: [roles] allocated = [...]"
        ));
    }
    if judged.blank_recorded > 0 {
        let own = match judged.blank_recorded {
            1 => "says no day of entry and counts as known on its own day",
            _ => "say no day of entry and count as known on their own day",
        };
        remark(&format!("{} {own}", many(judged.blank_recorded, "row")));
    }
}
