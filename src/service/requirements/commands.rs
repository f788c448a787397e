//! The commands that show what a requirement asks for, made from what does it.

use super::means::Known;
use crate::calendar::to_iso;
use crate::report::{DoneBy, Means};

/// The folder that `duecare demo` writes by default.
const RECORDS: &str = "demo";

/// The commands, the shortest way first: the report where it shows the thing, else what works it out.
pub(super) fn commands(by: &[DoneBy], report: &str, known: &Known<'_>) -> Vec<String> {
    let of = |means: Means| by.iter().filter(move |one| one.means == means).map(|one| one.name.as_str());
    let day = known.reports.iter().find(|r| r.name == report).map(|r| to_iso(r.last_day));
    let on_records = |what: String| {
        let as_at = day.as_ref().map(|day| format!(" --as-at {day}")).unwrap_or_default();
        format!("duecare {what} --records {RECORDS}{as_at}")
    };
    let mut out = Vec::new();
    let in_report = by.iter().any(|one| match one.means {
        Means::Block | Means::Note | Means::Column | Means::Figure => true,
        Means::Measure => known.shows(report, &one.name),
        _ => false,
    });
    if in_report {
        out.push(format!("duecare report --like {report} --invented"));
    }
    let apart: Vec<&str> = of(Means::Measure).filter(|id| !known.shows(report, id)).collect();
    if !apart.is_empty() {
        // A rate needs the population.
        let what = format!("measures {} --authority {RECORDS}/authority.toml", apart.join(" "));
        out.push(on_records(what));
    }
    let named = |option: &str, means| of(means).map(|id| format!(" --{option} {id}")).collect::<String>();
    for (option, means) in [("standard", Means::Standard), ("theme", Means::Theme)] {
        let names = named(option, means);
        if !names.is_empty() {
            out.push(on_records(format!("run{names}")));
        }
    }
    if of(Means::Check).next().is_some() {
        out.push(on_records("run --checks".to_owned()));
    }
    out.extend(of(Means::Command).map(str::to_owned));
    out
}
