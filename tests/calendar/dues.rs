//! Due days found as a reader of a list sees them: a standard of the amount, judged.

use duecare::calendar::{Calendar, Day};
use duecare::judge::Program;
use duecare::lang::load_rules;
use duecare::record::{CaseloadBuilder, Id, RowInput};
use duecare::text::{Style, render_all};
use std::fmt::Write as _;
use std::sync::Arc;

/// A trigger day and the words of the duty that counts from it.
#[derive(Debug, Clone)]
pub struct Counted {
    pub from: Day,
    /// `within 15 working days of the date counting that day`
    pub timing: String,
}

/// The due day of each: the earliest and the latest it can be, which differ only where the calendar runs out.
pub fn dues(list: &[Counted], calendar: &Calendar) -> Vec<(Day, Day)> {
    let mut timings: Vec<&str> = list.iter().map(|c| c.timing.as_str()).collect();
    timings.sort_unstable();
    timings.dedup();
    let mut text = "subject child (children)\nevent note of child\nevent answer of child\n".to_owned();
    for (i, timing) in timings.iter().enumerate() {
        let _ = write!(
            text,
            "\nstandard s{i} \"Answered\"\n  for each note\n  must have an answer {timing}\n  example \"not yet\"\n    given note on 5 January 2026\n    as at 5 January 2026 expect due\n"
        );
    }
    let loaded = load_rules(&[("dues.care", text.as_str())], &|_| None, None);
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let rules = loaded.rules.unwrap_or_else(|| panic!("{said}"));
    let kind = |name: &str| rules.vocabulary.kind_named(name).unwrap();
    let (child, note) = (kind("child"), kind("note"));
    let mut builder = CaseloadBuilder::new(Arc::clone(&rules.vocabulary));
    for (i, c) in list.iter().enumerate() {
        let root = Id::of(&format!("child{i}"), builder.texts());
        builder.push(child, RowInput { id: Some(root), ..RowInput::default() }, &[]);
        let id = Id::of(&format!("note{i}"), builder.texts());
        builder.push(
            note,
            RowInput { id: Some(id), owner: Some(root), start: c.from, ..RowInput::default() },
            &[],
        );
    }
    let (caseload, _) = builder.finish();
    let program = Program::new(&rules, &caseload, calendar);
    let ledger = program.sweep();
    let due = |(i, c): (usize, &Counted)| {
        let at = timings.binary_search(&c.timing.as_str()).unwrap();
        let id = format!("s{at}");
        let standard = rules.standards.iter().position(|s| s.id == id).unwrap() as u32;
        let row = caseload.find(note, &format!("note{i}")).unwrap();
        let mine = |o: &&duecare::judge::Obligation| o.standard == standard && o.subject == row;
        let o = ledger.obligations().iter().find(mine).unwrap_or_else(|| panic!("{c:?} owes nothing"));
        (o.lo, o.hi)
    };
    list.iter().enumerate().map(due).collect()
}
