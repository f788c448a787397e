//! A return through both evaluators, and a difference made small.

use crate::make::last_day;
use crate::sheet::{Sheet, told};
use crate::slow::{Book, Outcome, outcomes};
use crate::support::world::PlainCalendar;
use duecare::calendar::Calendar;
use duecare::import::{LoadedReturn, ReturnTables};
use duecare::judge::{CheckFound, Plugins, Program};
use duecare::lang::checked::RuleSet;
use duecare::record::{Caseload, Row};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

/// How many rows of each check pass, fail and are not judged.
pub type Counts = BTreeMap<String, [u64; 3]>;

/// A check of which the two say different things.
pub struct Difference {
    pub check: String,
    pub seed: u64,
}

/// What one evaluator says of a check: how many pass, and the rows that fail and that are not judged.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    passed: u64,
    failed: Vec<u32>,
    not_judged: Vec<u32>,
}

static CALENDAR: LazyLock<(PlainCalendar, Calendar)> = LazyLock::new(|| {
    let plain = PlainCalendar::england();
    let calendar = plain.to_calendar().unwrap();
    (plain, calendar)
});

/// Every check of a return, judged twice; the counts are the reference's.
pub fn differences(
    rules: &RuleSet,
    plugins: &Plugins,
    sheets: &[Sheet],
    seed: u64,
) -> (Counts, Vec<Difference>) {
    let mut counts = Counts::new();
    let mut out = Vec::new();
    for (check, engine, reference) in judged(rules, plugins, sheets) {
        if let Ok(said) = &reference {
            let sum = counts.entry(check.clone()).or_insert([0; 3]);
            sum[0] += said.passed;
            sum[1] += said.failed.len() as u64;
            sum[2] += said.not_judged.len() as u64;
        }
        if engine != reference {
            out.push(Difference { check, seed });
        }
    }
    out.dedup_by(|a, b| a.check == b.check);
    (counts, out)
}

type Judged = (String, Result<Said, String>, Result<Said, String>);

fn judged(rules: &RuleSet, plugins: &Plugins, sheets: &[Sheet]) -> Vec<Judged> {
    let (plain, calendar) = &*CALENDAR;
    let caseload = tables(rules, sheets).caseload;
    let program = Program::with_functions(rules, &caseload, calendar, plugins).checks_on(last_day());
    let prepared = program.prepare();
    let book = Book::read(rules, plugins, plain, sheets, last_day());
    let checks = rules.standards.iter().enumerate().filter(|(_, s)| s.check);
    checks
        .map(|(place, check)| {
            let engine = caught(|| engine(&caseload, &prepared.check(place)));
            let reference = caught(|| reference(&outcomes(&book, check)));
            let part = if check.part == 0 { String::new() } else { format!("/{}", check.part) };
            (format!("{}{part}", check.id), engine, reference)
        })
        .collect()
}

/// One that panics says so.
fn caught(ask: impl FnOnce() -> Said) -> Result<Said, String> {
    catch_unwind(AssertUnwindSafe(ask)).map_err(|fault| {
        let text = fault.downcast_ref::<String>().cloned();
        text.or_else(|| fault.downcast_ref::<&str>().map(|t| (*t).to_owned())).unwrap_or_default()
    })
}

/// The calendar that both evaluators count with.
pub fn calendar() -> &'static Calendar {
    &CALENDAR.1
}

/// A return through the importer.
pub fn tables(rules: &RuleSet, sheets: &[Sheet]) -> LoadedReturn {
    let mut tables = ReturnTables::new(Arc::clone(&rules.vocabulary));
    for sheet in sheets {
        let columns: Vec<&str> = sheet.columns.iter().map(String::as_str).collect();
        let rows = tables.table(&sheet.table, &sheet.table, &columns).unwrap();
        for (at, row) in sheet.rows.iter().enumerate() {
            tables.row(&rows, at as u32 + 1, row.iter().map(|c| Some(c.as_str())));
        }
    }
    tables.finish()
}

fn engine(caseload: &Caseload, found: &CheckFound) -> Said {
    let row = |r: &Row| caseload.table(r.kind).unwrap().place(r.row).1;
    let mut failed: Vec<u32> = found.failed.iter().map(|f| row(&f.row)).collect();
    let mut not_judged: Vec<u32> = found.not_judged.iter().map(row).collect();
    failed.sort_unstable();
    not_judged.sort_unstable();
    Said { passed: u64::from(found.passed), failed, not_judged }
}

fn reference(found: &[(u32, Outcome)]) -> Said {
    let of = |wanted| found.iter().filter(|(_, o)| *o == wanted).map(|(row, _)| *row).collect::<Vec<u32>>();
    Said {
        passed: of(Outcome::Passes).len() as u64,
        failed: of(Outcome::Fails),
        not_judged: of(Outcome::NotJudged),
    }
}

/// The return of a difference with everything taken away that does not matter, and what the two say of it.
pub fn shrunk(
    rules: &RuleSet,
    plugins: &Plugins,
    d: &Difference,
    make: impl Fn(u64) -> Vec<Sheet>,
) -> String {
    let differs = |sheets: &[Sheet]| {
        judged(rules, plugins, sheets).into_iter().find(|(check, a, b)| *check == d.check && a != b)
    };
    let mut sheets = make(d.seed);
    let mut table = 0;
    while table < sheets.len() {
        let mut row = 0;
        while row < sheets[table].rows.len() {
            let mut without = sheets.clone();
            without[table].rows.remove(row);
            match differs(&without) {
                Some(_) => sheets = without,
                None => row += 1,
            }
        }
        table += 1;
    }
    for table in 0..sheets.len() {
        for row in 0..sheets[table].rows.len() {
            for cell in 0..sheets[table].rows[row].len() {
                let mut blank = sheets.clone();
                blank[table].rows[row][cell].clear();
                if differs(&blank).is_some() {
                    sheets = blank;
                }
            }
        }
    }
    let said = differs(&sheets);
    sheets.retain(|s| !s.rows.is_empty());
    let (engine, reference) = said.map_or_else(
        || ("nothing".to_owned(), "nothing".to_owned()),
        |(_, a, b)| (format!("{a:?}"), format!("{b:?}")),
    );
    format!("  engine    {engine}\n  reference {reference}\n  (seed {})\n{}", d.seed, told(&sheets))
}
