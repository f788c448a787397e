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
use duecare::judge::{Attribution, Holding, Prepared, Program, Tri};
use duecare::lang::checked::{CasesWhich, Cohort, Cond, RuleSet, Shows};
use duecare::lang::load_rules;
use duecare::record::Caseload;
use rows::{Found, Kept, Row, Teams};
use std::path::Path;

const RULES: [(&str, &str); 2] = [
    ("vocabulary.care", include_str!("../tests/bench/vocabulary.care")),
    ("bench.care", include_str!("../tests/bench/bench.care")),
];

/// One line of the benchmark: a number and the measure that says what is counted.
struct Line {
    number: u8,
    /// Places of the standard's parts, each with the condition asked of its subject.
    parts: Vec<(usize, Cond)>,
    which: CasesWhich,
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
        found.breaches.len()
    );
    Ok(())
}

/// The lines in order of number, from the measures `m01` to `m13`.
fn lines(rules: &RuleSet) -> Vec<Line> {
    let mut out = Vec::new();
    for m in &rules.measures {
        let Shows::Percentage(Cohort::Cases { standard, which, conditions, .. }, _) = &m.shows else {
            continue;
        };
        let places =
            (0..rules.standards.len()).filter(|i| rules.standards.get(*i).is_some_and(|s| s.id == *standard));
        let conditions = conditions.iter().cloned().chain(std::iter::repeat(Cond::TRUE));
        let number = m.id.get(1..3).and_then(|n| n.parse().ok()).unwrap_or(0);
        out.push(Line { number, parts: places.zip(conditions).collect(), which: *which });
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
    let chunks = sweep(&prepared, rules, |ledger| {
        let mut kept = Kept::new(caseload, attribution.as_ref(), ledger, as_at);
        judge_chunk(&program, &lines, &mut kept, as_at);
        (kept.breaches, kept.teams)
    });
    let mut found = Found::default();
    found.breaches.reserve_exact(chunks.iter().map(|c| c.0.len()).sum());
    for (breaches, teams) in chunks {
        found.breaches.extend(breaches);
        found.teams.add(&teams);
    }
    if let Some(a) = &attribution {
        found.count_children(caseload, a, as_at);
    }
    found
}

fn sweep(
    prepared: &Prepared<'_>,
    rules: &RuleSet,
    take: impl Fn(&duecare::judge::Ledger) -> (Vec<Row>, Teams) + Sync,
) -> Vec<(Vec<Row>, Teams)> {
    let places: Vec<usize> = (0..rules.standards.len()).collect();
    prepared.sweep(&places, take)
}

/// Keeps the rows of one chunk's obligations.
fn judge_chunk(program: &Program<'_>, lines: &[Line], kept: &mut Kept<'_>, as_at: Day) {
    for line in lines {
        for (place, condition) in &line.parts {
            let Some(kind) = program.rules().standards.get(*place).map(|s| s.scope.kind) else { continue };
            for o in kept.of_standard(*place as u32) {
                let asked = || {
                    let row = duecare::record::Row { kind, row: o.subject };
                    condition.is_true() || program.ask(condition, row, as_at) == Tri::Yes
                };
                let counted = match line.which {
                    CasesWhich::Open => kept.open_now(o),
                    _ => kept.settled(o),
                };
                if let Some(counted) = counted.filter(|_| asked()) {
                    kept.keep(line.number, kind, o, counted);
                }
            }
        }
    }
}
