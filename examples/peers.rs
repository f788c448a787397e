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
#[path = "peers/judge.rs"]
mod judge;
#[path = "peers/rows.rs"]
mod rows;

use duecare::calendar::parse_iso;
use duecare::import::{LoadRequest, SourceKind, TableFormat};
use rows::Found;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [data, format, out, as_of, evaluations] = args.as_slice() else {
        return Err("peers DATA FORMAT OUT AS_OF EVALUATIONS".into());
    };
    let as_at = parse_iso(as_of).ok_or("the day is written 2025-03-31")?;
    let evaluations: usize = evaluations.parse()?;
    let rules = judge::rules().ok_or("the benchmark's rules have an error")?;

    let start = clock::now();
    let (kinds, fields) = rows::needed(&rules);
    let format = if format == "parquet" { TableFormat::Parquet } else { TableFormat::Csv };
    let request = LoadRequest {
        from: SourceKind::Format("bench"),
        records: data.into(),
        only: Some(kinds),
        fields: Some(fields),
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
        found = judge::evaluate(&rules, &caseload, &calendar, as_at);
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
