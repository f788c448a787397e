//! The benchmark's lines counted from the obligations that the ordinary engine yields.

use super::rows::{Counted, Found, Kept, Teams};
use duecare::calendar::{Calendar, Day};
use duecare::judge::{Attribution, Form, Holding, Ledger, Obligation, Prepared, Program, Tri};
use duecare::lang::checked::{CasesWhich, Cohort, Cond, RuleSet, Shows, That};
use duecare::lang::load_rules;
use duecare::record::{Caseload, KindId, Row};
use std::sync::Mutex;

const RULES: [(&str, &str); 2] = [
    ("vocabulary.care", include_str!("../../tests/bench/vocabulary.care")),
    ("bench.care", include_str!("../../tests/bench/bench.care")),
];

/// The benchmark's rules; nothing when they have an error.
pub fn rules() -> Option<RuleSet> {
    load_rules(&RULES, &|_| None, None).rules
}

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

/// Judges the caseload and counts the lines as at a day.
pub fn evaluate(rules: &RuleSet, caseload: &Caseload, calendar: &Calendar, as_at: Day) -> Found {
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
        let (breaches, teams) = kept.done();
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
    let (more, teams) = kept.done();
    let mut found = Found { breaches, teams };
    found.breaches.push(more);
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
    asks: (usize, &Cond, CasesWhich),
    rules: &RuleSet,
    kept: &mut Kept<'_>,
) {
    // The rows of these are printed each in a way of its own, those of all others alike.
    match number {
        8 => cases_of::<8>(prepared, number, asks, rules, kept),
        11 => cases_of::<11>(prepared, number, asks, rules, kept),
        12 => cases_of::<12>(prepared, number, asks, rules, kept),
        13 => cases_of::<13>(prepared, number, asks, rules, kept),
        _ => cases_of::<0>(prepared, number, asks, rules, kept),
    }
}

fn cases_of<const OWN: u8>(
    prepared: &Prepared<'_>,
    number: u8,
    (place, condition, which): (usize, &Cond, CasesWhich),
    rules: &RuleSet,
    kept: &mut Kept<'_>,
) {
    let Some(kind) = rules.standards.get(place).map(|s| s.scope.kind) else { return };
    let Some(table) = kept.caseload.table(kind) else { return };
    let everyone = condition.is_true();
    for o in kept.of_standard(place as u32) {
        let asked = || everyone || prepared.ask_about(o, condition, kept.as_at) == Tri::Yes;
        let counted = match which {
            CasesWhich::Open => kept.open_now(o),
            _ => kept.settled(o),
        };
        if let Some(counted) = counted.filter(|_| asked()) {
            kept.keep::<OWN>(number, (kind, table), o, counted);
        }
    }
}

/// Keeps the records of a kind that are open, by whether they satisfy a condition.
fn records(program: &Program<'_>, number: u8, kind: KindId, condition: &Cond, kept: &mut Kept<'_>) {
    let Some(table) = program.caseload().table(kind) else { return };
    for row in kept.open_records(kind) {
        let root = table.root_of(row);
        let o = Obligation { subject: row, root, ..Obligation::new(Form::Standing, kept.as_at) };
        let counted = match program.ask(condition, Row { kind, row }, kept.as_at) {
            Tri::Yes => Counted::Met,
            _ => Counted::Breach,
        };
        kept.keep_any(number, (kind, table), &o, counted);
    }
}
