//! The engine's verdicts, in the reference's words.

use super::naive::{self, Answer, Book};
use super::world::{World, to_caseload};
use duecare::calendar::{Calendar, Day, to_iso};
use duecare::judge::{Functions, Ledger, NoFunctions, Program, Tri, VerdictWord};
use duecare::lang::checked::{Cond, RuleSet, Standard};
use duecare::record::{Caseload, Id, Row};
use std::sync::Arc;

/// Records and standards as the engine takes them.
pub(crate) struct Engine {
    rules: Arc<RuleSet>,
    caseload: Caseload,
    calendar: Arc<Calendar>,
    functions: Arc<dyn Functions + Send>,
}

/// One sweep.
pub(crate) struct Swept<'e> {
    engine: &'e Engine,
    ledger: Ledger,
}

impl Engine {
    pub(crate) fn new(world: &World, rules: &[Standard]) -> Engine {
        Engine::with_functions(world, rules, Arc::new(NoFunctions))
    }

    /// One whose standards may call plug-ins.
    pub(crate) fn with_functions(
        world: &World,
        rules: &[Standard],
        functions: Arc<dyn Functions + Send>,
    ) -> Engine {
        let calendar = world.calendar.to_calendar().expect("the calendar is in order");
        Engine {
            rules: Arc::new(rule_set(world, rules)),
            caseload: to_caseload(world),
            calendar: Arc::new(calendar),
            functions,
        }
    }

    /// The same rules and calendar over other records.
    pub(crate) fn of(&self, world: &World) -> Engine {
        Engine {
            rules: self.rules.clone(),
            caseload: to_caseload(world),
            calendar: self.calendar.clone(),
            functions: self.functions.clone(),
        }
    }

    /// The same over what had been entered by a day.
    pub(crate) fn known_on(mut self, day: Day) -> Engine {
        self.caseload = self.caseload.known_on(day).0;
        self
    }

    pub(crate) fn sweep(&self) -> Swept<'_> {
        let functions = self.functions.as_ref();
        let ledger = Program::with_functions(&self.rules, &self.caseload, &self.calendar, functions).sweep();
        Swept { engine: self, ledger }
    }

    /// What a check says of each record, looked at on a day; no days, no ordinals.
    pub(crate) fn checked(&self, id: &str, day: Day) -> Vec<Answer> {
        let functions = self.functions.as_ref();
        let program = Program::with_functions(&self.rules, &self.caseload, &self.calendar, functions);
        let swept = Swept { engine: self, ledger: program.checks_on(day).sweep() };
        let plain = |a: Answer| Answer { ordinal: 1, opened: day, day: None, ..a };
        swept.answers(id, day).into_iter().map(plain).collect()
    }

    /// Standards, records and calendar.
    pub(crate) fn parts(&self) -> (&RuleSet, &Caseload, &Calendar) {
        (&self.rules, &self.caseload, &self.calendar)
    }

    /// Asks a condition of a record.
    pub(crate) fn holds(&self, world: &World, cond: &Cond, rec: usize, day: Day) -> Tri {
        let kind = world.records[rec].kind;
        let table = self.caseload.table(kind).expect("a table for every kind");
        let id = Id::find(&world.records[rec].id, &self.caseload.texts).expect("a known id");
        let row = table.ids.iter().position(|i| *i == id).expect("a row") as u32;
        Program::new(&self.rules, &self.caseload, &self.calendar).ask(cond, Row { kind, row }, day)
    }
}

fn rule_set(world: &World, rules: &[Standard]) -> RuleSet {
    RuleSet {
        vocabulary: world.vocabulary.clone(),
        standards: rules.to_vec(),
        measures: Vec::new(),
        themes: Vec::new(),
        plugins: Vec::new(),
        defines: Vec::new(),
        lists: Vec::new(),
    }
}

impl Swept<'_> {
    /// The obligations themselves.
    pub(crate) fn into_ledger(self) -> Ledger {
        self.ledger
    }

    /// The verdicts of all versions of a standard as at a day.
    pub(crate) fn answers(&self, id: &str, day: Day) -> Vec<Answer> {
        let mut out: Vec<Answer> = Vec::new();
        for o in self.ledger.obligations() {
            let standard = &self.engine.rules.standards[o.standard as usize];
            if standard.id != id {
                continue;
            }
            let v = self.ledger.verdict(o, day);
            // A word told alone is the verdict's.
            assert_eq!(self.ledger.word(o, day), v.map(|v| v.word));
            let Some(v) = v else { continue };
            let table = self.engine.caseload.table(standard.scope.kind).expect("a table for every kind");
            let mut subject = table.ids[o.subject as usize].text(&self.engine.caseload.texts);
            if standard.scope.breach_of.is_some() {
                subject = format!("{subject}#{}", o.of_ordinal);
            }
            out.push(Answer {
                subject,
                rec: o.subject as usize,
                ordinal: o.ordinal,
                opened: o.opened,
                word: v.word,
                day: v.day,
            });
        }
        let versions = self.engine.rules.standards.iter().filter(|s| s.id == id).count();
        if versions > 1 {
            number_across(&mut out);
        }
        out
    }
}

/// Numbers the obligations of all versions of a standard by the day they opened, as if it were one (6.11).
fn number_across(list: &mut [Answer]) {
    list.sort_by_key(|a| (a.rec, a.opened, a.ordinal));
    let mut before = (usize::MAX, 0);
    for a in list {
        before = if before.0 == a.rec { (a.rec, before.1 + 1) } else { (a.rec, 1) };
        a.ordinal = before.1;
    }
}

/// In order of subject, then ordinal.
pub(crate) fn in_order(mut list: Vec<Answer>) -> Vec<Answer> {
    list.sort_by(|a, b| (&a.subject, a.ordinal).cmp(&(&b.subject, b.ordinal)));
    list
}

/// Whether two lists of verdicts say the same, days included where both evaluators give one.
pub(crate) fn same(a: &[Answer], b: &[Answer]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(x, y)| {
            let day = match x.word {
                // A due day that is not known yet must not be shown.
                VerdictWord::Due => x.day == y.day,
                // These words show no day, or one that no page needs.
                VerdictWord::CannotTell | VerdictWord::Lapsed | VerdictWord::Exempt => true,
                _ => x.day == y.day || x.day.is_none() || y.day.is_none(),
            };
            x.subject == y.subject
                && x.ordinal == y.ordinal
                && x.word == y.word
                && day
                && x.opened == y.opened
        })
}

/// `p#2 late 2026-02-03`.
pub(crate) fn show(list: &[Answer]) -> Vec<String> {
    list.iter()
        .map(|a| {
            let day = a.day.map(|d| format!(" {}", to_iso(d))).unwrap_or_default();
            format!("{}#{} {}{day}", a.subject, a.ordinal, a.word.words())
        })
        .collect()
}

/// The reference's verdicts, in order.
pub(crate) fn reference(world: &World, rules: &[Standard], id: &str, day: Day, book: &Book) -> Vec<Answer> {
    in_order(naive::answers(world, rules, id, day, book))
}
