//! An explanation as a block to read.

use super::{Explanation, Outcome, clock};
use crate::calendar::to_long;
use crate::judge::VerdictWord;
use crate::judge::derivation::Step;
use crate::report::phrase::{Ids, Phrase};
use crate::report::rows::verdict_words;
use crate::report::{Book, Finding};

/// The most lines of one sort that are shown; the data hold all.
const SHOWN: usize = 12;

/// The explanation as a block to read. `child` is the name the reader knows the child by.
pub fn explanation_text(book: &Book<'_>, f: &Finding, e: &Explanation, child: Option<&str>) -> String {
    let Some(standard) = book.standard(f.standard) else { return String::new() };
    let asked = book.standard(e.derivation.asked_under).unwrap_or(standard);
    let say = Phrase { book, standard: asked, ids: Ids::Shown };
    let mut out = format!("{} {}", verdict_words(standard, f.verdict.word).to_uppercase(), standard.id);
    if standard.version > 1 {
        out.push_str(&format!(" v{}", standard.version));
    }
    if let Some(child) = child {
        out.push_str(&format!("  child {child}"));
    }
    if let Some(when) = when(f) {
        out.push_str(&format!("  {when}"));
    }
    let mut lines = vec![standard.title.clone()];
    lines.extend(e.about.iter().cloned());
    lines.extend(of(e, Outcome::Started));
    let place = format!("{} line {}", e.clause.file, e.clause.line);
    let mut clause = Some(place);
    let decides = deciding(e);
    for (i, line) in e.clock.iter().enumerate() {
        let mut words = line.words.split('\n');
        let first = words.next().unwrap_or_default();
        if first.is_empty() {
            continue;
        }
        let set = match e.derivation.clock.get(i) {
            Some(Step::Sum(sum)) => clock::setting(&say, &sum.source, &sum.amount.to_string()),
            _ => None,
        };
        let cited = if decides == Some(i) { clause.take() } else { None };
        let notes: Vec<String> = set.into_iter().chain(cited).collect();
        lines.push(noted(first, &notes));
        lines.extend(words.map(str::to_owned));
    }
    if let Some(count) = &e.count {
        lines.push(noted(count, clause.take().as_slice()));
    }
    lines.extend(clause.map(|c| format!("the clause: must {}    [{c}]", e.clause.words)));
    lines.extend(e.tests.iter().cloned());
    lines.extend(e.relieved.iter().cloned());
    for outcome in [Outcome::Counted, Outcome::Doubtful, Outcome::Rejected] {
        shown(&of(e, outcome), &mut lines);
    }
    lines.extend(e.absent.clone());
    shown(&e.missing.iter().map(|m| format!("missing: {m}")).collect::<Vec<_>>(), &mut lines);
    lines.extend(e.outcome.clone());
    lines.extend(e.closes.as_ref().map(|c| format!("closes {c}")));
    lines.extend(e.sources.first().map(|s| format!("source: {s}")));
    for line in lines {
        out.push_str(&format!("\n  {line}"));
    }
    out.push('\n');
    out
}

/// The lines about records of which one thing became.
fn of(e: &Explanation, outcome: Outcome) -> Vec<String> {
    e.records.iter().filter(|r| r.0 == outcome).map(|r| r.1.clone()).collect()
}

/// The step that gives the due day: the last sum, or the choice between several.
fn deciding(e: &Explanation) -> Option<usize> {
    let steps = &e.derivation.clock;
    let gives =
        |s: &Step| matches!(s, Step::Sum(_) | Step::Chosen { .. } | Step::Window { .. } | Step::Nothing(_));
    steps.iter().rposition(gives).filter(|_| e.count.is_none())
}

/// A line with what stands behind it in brackets.
fn noted(line: &str, notes: &[String]) -> String {
    match (notes, line.strip_suffix(']')) {
        ([], _) => line.to_owned(),
        (_, Some(open)) => format!("{open}; {}]", notes.join("; ")),
        _ => format!("{line}    [{}]", notes.join("; ")),
    }
}

/// The latest of some lines: they matter most.
fn shown(list: &[String], out: &mut Vec<String>) {
    let cut = list.len().saturating_sub(SHOWN);
    if cut > 0 {
        out.push(format!("({cut} more before these)"));
    }
    out.extend(list.iter().skip(cut).cloned());
}

fn when(f: &Finding) -> Option<String> {
    let day = to_long(f.verdict.day?);
    let days = |n: i32| format!("{n} {}", if n == 1 { "day" } else { "days" });
    Some(match f.verdict.word {
        VerdictWord::Overdue => format!("since {day} ({})", days(f.days_overdue.unwrap_or(0))),
        VerdictWord::Due => format!("by {day}{}", if f.soon { " (soon)" } else { "" }),
        VerdictWord::Late => match f.days_overdue {
            Some(n) => format!("on {day} ({} late)", days(n)),
            None => format!("on {day}"),
        },
        _ => format!("on {day}"),
    })
}
