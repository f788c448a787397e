//! The benchmark standards judged by the ordinary engine, for the side-by-side benchmark:
//! `peers DATA FORMAT OUT AS_OF EVALUATIONS` reads a folder of tables, judges it as at a day and prints one line of
//! JSON with the seconds. What is counted is said in `tests/bench/bench.care`; nothing here knows a rule but how its
//! row is printed (RULES.md of the benchmark: which day is the due day, who is responsible).
//!
//! The index by child is built while loading; its processor seconds are added to every evaluation, not to the load.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is the line that the benchmark reads"
)]

#[path = "peers/clock.rs"]
mod clock;
#[path = "peers/rows.rs"]
mod rows;

use duecare::calendar::{Calendar, Day, parse_iso};
use duecare::import::{LoadRequest, SourceKind, TableFormat};
use duecare::judge::{Attribution, Form, Holding, Ledger, Obligation, Prepared, Program, Tri};
use duecare::lang::checked::{CasesWhich, Cohort, Cond, RuleSet, Shows, That};
use duecare::lang::load_rules;
use duecare::record::{Caseload, KindId, Row};
use rows::{Counted, Found, Kept, Teams};
use std::path::Path;
use std::sync::Mutex;

const RULES: [(&str, &str); 2] = [
    ("vocabulary.care", include_str!("../tests/bench/vocabulary.care")),
    ("bench.care", include_str!("../tests/bench/bench.care")),
];

/// One line of the benchmark: a number, and what the measures of that number say is counted.
struct Line {
    number: u8,
    parts: Vec<Part>,
}

/// What one measure counts of one kind of record.
enum Part {
    /// Cases of a standard, by its place, of whose subject a condition holds.
    Cases(usize, Cond, CasesWhich),
    /// Records that are open, and what they must satisfy.
    Open(KindId, Cond),
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [data, format, out, as_of, evaluations] = args.as_slice() else {
        return Err("peers DATA FORMAT OUT AS_OF EVALUATIONS".into());
    };
    let as_at = parse_iso(as_of).ok_or("the day is written 2025-03-31")?;
    let evaluations: usize = evaluations.parse()?;
    let loaded = load_rules(&RULES, &|_| None, None);
    let rules = loaded.rules.ok_or("the benchmark's rules have an error")?;

    let start = clock::now();
    let only = rows::kinds_needed(&rules);
    let format = if format == "parquet" { TableFormat::Parquet } else { TableFormat::Csv };
    let request = LoadRequest {
        from: SourceKind::Bench,
        records: data.into(),
        only: Some(only),
        format: Some(format),
        ..LoadRequest::default()
    };
    let reading = duecare::import::read(&request, &rules.vocabulary)?;
    let load = clock::since(start);
    let start = clock::now();
    let caseload = reading.finish().caseload;
    let index = clock::since(start);

    let calendar = duecare::import::england_calendar();
    let mut evals = Vec::new();
    let mut cpus = Vec::new();
    let mut found = Found::default();
    for _ in 0..evaluations.max(1) {
        drop(std::mem::take(&mut found));
        let start = clock::now();
        found = evaluate(&rules, &caseload, &calendar, as_at);
        let spent = clock::since(start);
        evals.push(spent.wall + index.wall);
        cpus.push(spent.cpu + index.cpu);
    }
    std::fs::create_dir_all(out)?;
    found.write(Path::new(out), &caseload)?;
    let seconds = |v: &[f64]| v.iter().map(|s| format!("{s:.3}")).collect::<Vec<_>>().join(", ");
    println!(
        "{{\"load\": {:.3}, \"load_cpu\": {:.3}, \"index_cpu\": {:.3}, \"eval\": [{}], \"eval_cpu\": [{}], \"rss_mb\": {}, \"breaches\": {}}}",
        load.wall,
        load.cpu,
        index.cpu,
        seconds(&evals),
        seconds(&cpus),
        clock::peak_mb(),
        found.len()
    );
    Ok(())
}

/// The lines in order of number, from the measures `m01` to `m13`.
fn lines(rules: &RuleSet) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for m in &rules.measures {
        let number = m.id.get(1..3).and_then(|n| n.parse().ok()).unwrap_or(0);
        let parts: Vec<Part> = match &m.shows {
            Shows::Percentage(Cohort::Cases { standard, which, conditions, .. }, _) => {
                let is = |place: &usize| rules.standards.get(*place).is_some_and(|s| s.id == *standard);
                let places = (0..rules.standards.len()).filter(is);
                let conditions = conditions.iter().cloned().chain(std::iter::repeat(Cond::TRUE));
                places.zip(conditions).map(|(place, c)| Part::Cases(place, c, *which)).collect()
            }
            Shows::Percentage(Cohort::Things { things, .. }, That::Satisfy(conditions)) => {
                things.iter().zip(conditions).map(|(t, c)| Part::Open(t.kind, c.clone())).collect()
            }
            _ => Vec::new(),
        };
        match out.last_mut() {
            Some(line) if line.number == number => line.parts.extend(parts),
            _ => out.push(Line { number, parts }),
        }
    }
    out
}

fn evaluate(rules: &RuleSet, caseload: &Caseload, calendar: &Calendar, as_at: Day) -> Found {
    let program = Program::new(rules, caseload, calendar);
    let prepared = program.prepare();
    let mut attribution = Attribution::new(&caseload.vocabulary);
    if let Some(a) = &mut attribution {
        a.holding = Holding::Latest;
    }
    let lines = lines(rules);
    let teams = caseload.vocabulary.kind_named("team").and_then(|k| caseload.table(k)).map_or(0, |t| t.len());
    // Each thread counts in a table of its own, handed from chunk to chunk.
    let counts: Mutex<Vec<Teams>> = Mutex::new(Vec::new());
    let places: Vec<usize> = (0..rules.standards.len()).collect();
    let breaches = prepared.sweep(&places, |ledger| {
        let teams = take(&counts).unwrap_or_else(|| Teams::new(lines.len(), teams));
        let mut kept = Kept::new(caseload, attribution.as_ref(), ledger, as_at, teams);
        for line in &lines {
            for part in &line.parts {
                if let Part::Cases(place, condition, which) = part {
                    cases(&prepared, line.number, (*place, condition, *which), rules, &mut kept);
                }
            }
        }
        let Kept { breaches, teams, .. } = kept;
        put(&counts, teams);
        breaches
    });
    let teams = take(&counts).unwrap_or_else(|| Teams::new(lines.len(), teams));
    let empty = Ledger::default();
    let mut kept = Kept::new(caseload, attribution.as_ref(), &empty, as_at, teams);
    for line in &lines {
        for part in &line.parts {
            if let Part::Open(kind, condition) = part {
                records(&program, line.number, *kind, condition, &mut kept);
            }
        }
    }
    let mut found = Found { breaches, teams: kept.teams };
    found.breaches.push(kept.breaches);
    while let Some(more) = take(&counts) {
        found.teams.add(&more);
    }
    if let Some(a) = &attribution {
        found.count_children(caseload, a, as_at);
    }
    found
}

fn take<T>(list: &Mutex<Vec<T>>) -> Option<T> {
    list.lock().ok()?.pop()
}

fn put<T>(list: &Mutex<Vec<T>>, item: T) {
    if let Ok(mut list) = list.lock() {
        list.push(item);
    }
}

/// Keeps the cases of one standard among one chunk's obligations.
fn cases(
    prepared: &Prepared<'_>,
    number: u8,
    (place, condition, which): (usize, &Cond, CasesWhich),
    rules: &RuleSet,
    kept: &mut Kept<'_>,
) {
    let Some(kind) = rules.standards.get(place).map(|s| s.scope.kind) else { return };
    for o in kept.of_standard(place as u32) {
        let row = Row { kind, row: o.subject };
        let asked =
            || condition.is_true() || prepared.ask(place, condition, row, row, kept.as_at) == Tri::Yes;
        let counted = match which {
            CasesWhich::Open => kept.open_now(o),
            _ => kept.settled(o),
        };
        if let Some(counted) = counted.filter(|_| asked()) {
            kept.keep(number, kind, o, counted);
        }
    }
}

/// Keeps the records of a kind that are open, by whether they satisfy a condition.
fn records(program: &Program<'_>, number: u8, kind: KindId, condition: &Cond, kept: &mut Kept<'_>) {
    for row in kept.open_records(kind) {
        let root = program.caseload().table(kind).map_or(0, |t| t.root_of(row));
        let o = Obligation { subject: row, root, ..Obligation::new(Form::Standing, kept.as_at) };
        let counted = match program.ask(condition, Row { kind, row }, kept.as_at) {
            Tri::Yes => Counted::Met,
            _ => Counted::Breach,
        };
        kept.keep(number, kind, &o, counted);
    }
}
