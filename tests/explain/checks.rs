//! What must hold of every explanation.

use crate::sums;
use duecare::calendar::{Calendar, Day, NEVER, Unit};
use duecare::judge::derivation::{Closes, Derivation, Step, Why};
use duecare::judge::{Form, Ledger, Obligation, Prepared, Tri, VerdictWord};
use duecare::lang::checked::{Cond, Duty, Quantity, RecordDay, RuleSet, Standard, Thing, Timing};
use duecare::record::{Caseload, Row};
use duecare::report::{
    Book, Choice, Explanation, Filter, Finding, Ids, explain, explanation_text, findings, why,
};
use duecare::text::Sources;

/// Rules and records, judged.
pub(crate) struct Judged<'a> {
    pub(crate) rules: &'a RuleSet,
    pub(crate) sources: &'a Sources,
    pub(crate) caseload: &'a Caseload,
    pub(crate) calendar: &'a Calendar,
    pub(crate) ledger: &'a Ledger,
    pub(crate) prepared: &'a Prepared<'a>,
}

impl Judged<'_> {
    pub(crate) fn standard(&self, o: &Obligation) -> &Standard {
        &self.rules.standards[o.standard as usize]
    }

    /// The standard whose words decide: of a state that goes on through versions, the one in force on the day.
    pub(crate) fn asking(&self, d: &Derivation) -> &Standard {
        &self.rules.standards[d.asked_under as usize]
    }

    pub(crate) fn book(&self) -> Book<'_> {
        Book {
            rules: self.rules,
            sources: self.sources,
            caseload: self.caseload,
            calendar: self.calendar,
            ledger: self.ledger,
            attribution: None,
        }
    }

    /// Every obligation as at a day.
    pub(crate) fn found(&self, day: Day) -> Vec<Finding> {
        let filter = Filter { verdicts: Choice::all(), ..Filter::default() };
        findings(&self.book(), &filter, day)
    }
}

/// All faults of one explanation.
pub(crate) fn faults(j: &Judged<'_>, f: &Finding, day: Day) -> (Vec<String>, Option<Explanation>) {
    let o = &j.ledger.obligations()[f.place as usize];
    let Some(e) = explain(&j.book(), j.prepared, f, day, Ids::Shown) else {
        return (vec!["it cannot be explained".to_owned()], None);
    };
    let d = &e.derivation;
    let mut out = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            out.push(what.to_owned());
        }
    };
    must(j.ledger.verdict(o, day) == Some(d.verdict), "another verdict than the ledger's");
    must(d.obligation == *o, "another obligation than the ledger's");
    must(
        d.missing.is_empty() == (d.verdict.word != VerdictWord::CannotTell),
        "a missing fact where and only where it cannot be told",
    );
    must(d.closes.is_some() == closable(d), "what closes it where and only where it runs and something can");
    must(e.closes.is_some() == d.closes.is_some(), "words for what closes it");
    must(e.clock.len() == d.clock.len(), "a line for each step");
    must(e.records.len() == d.looked.len(), "a line for each record");
    must(e.missing.len() == d.missing.len(), "a line for each missing fact");
    must(e.missing.iter().chain(&e.tests).chain(&e.about).all(|w| !w.is_empty()), "words");
    must(!why(&j.book(), f).is_empty(), "a reason in one line");
    must(explanation_text(&j.book(), f, &e, None).lines().count() > 2, "a block");
    // A day that is none would leave a hole in a line.
    let whole = |line: &str| !line.contains("  ") && !line.ends_with(' ') && !line.starts_with(' ');
    let lines = e.clock.iter().map(|c| &c.words).chain(e.records.iter().map(|r| &r.1));
    let lines = lines.chain(&e.about).chain(&e.tests).chain(&e.missing).chain(&e.relieved);
    must(lines.chain(&e.outcome).chain(&e.closes).all(|l| whole(l)), "whole lines");
    must(!why(&j.book(), f).contains("  "), "no day that is none, in the line");
    out.extend(clock(j, d));
    out.extend(skipped(j, &e));
    out.extend(records(j, d));
    out.extend(numbers(d, several_arms(j.standard(o))));
    (out, Some(e))
}

/// Whether an obligation runs and something can answer it.
fn closable(d: &Derivation) -> bool {
    let o = &d.obligation;
    let open = match d.verdict.word {
        VerdictWord::Due | VerdictWord::Overdue => true,
        VerdictWord::CannotTell => o.done > d.day && o.ended_seen > d.day && o.form != Form::Doubt,
        _ => false,
    };
    let told = d.verdict.word != VerdictWord::CannotTell;
    open && match o.form {
        Form::Act | Form::Last | Form::Standing | Form::Value => true,
        Form::Window | Form::During => told,
        Form::Limit | Form::LimitDuring | Form::Keep | Form::Doubt | Form::Excused | Form::Asked => false,
    }
}

/// Every sum again, and the due day from the last step.
fn clock(j: &Judged<'_>, d: &Derivation) -> Vec<String> {
    let mut out = Vec::new();
    let calendar = j.calendar;
    for step in &d.clock {
        let Step::Sum(s) = step else { continue };
        let again = match s.back {
            true => sums::back(calendar, s.from, s.amount),
            false => sums::add(calendar, s.from, s.amount, s.options),
        };
        if s.known && again != Some(s.to) {
            out.push(format!("{} from {} gives {again:?}, not {}", s.amount, s.from, s.to));
        }
        // Of the day before the first that the calendar knows nothing is known either.
        let within = s.from >= j.calendar.working.first;
        if !s.known && again.is_some() && within && !s.options.roll && !s.back {
            out.push(format!("{} from {} is known: {again:?}", s.amount, s.from));
        }
    }
    let o = &d.obligation;
    let due = match o.form {
        Form::Act | Form::Last | Form::Window | Form::Limit => j.ledger.due(o, d.day),
        Form::Keep => o.lo,
        _ => return out,
    };
    if due == NEVER || d.run.is_none() {
        return out;
    }
    let given = d.clock.iter().rev().find_map(|s| match s {
        Step::Sum(s) => Some(s.to),
        Step::Named { day, .. } | Step::NotBefore(day) | Step::Rolled(day) | Step::Chosen { day, .. } => {
            Some(*day)
        }
        Step::Window { to, .. } => *to,
        Step::Nothing(day) => Some(day - 1),
        Step::Stood { .. } | Step::Gap { .. } => None,
    });
    // An amount that the record does not say leaves the due day open.
    let open = given.is_none() && o.hi == NEVER;
    if given != Some(due) && !open {
        out.push(format!("the clock gives {given:?}, the ledger {due}"));
    }
    out
}

/// Start, amount and skipped days add up.
fn skipped(j: &Judged<'_>, e: &Explanation) -> Vec<String> {
    let mut out = Vec::new();
    for (step, line) in e.derivation.clock.iter().zip(&e.clock) {
        let Step::Sum(s) = step else { continue };
        let counted = matches!(s.amount.unit, Unit::WorkingDays | Unit::SchoolDays);
        if !s.known || !counted {
            continue;
        }
        let passed: usize = line.skipped.iter().map(|s| s.days.len()).sum();
        let days = match s.back {
            true => s.from - s.to,
            false => s.to - s.from + i32::from(s.options.counting),
        };
        let all = days - passed as i32;
        // Rolled on, or stepped back over days that do not count: more days pass than are counted.
        let loose = s.options.roll || s.back;
        let n = s.amount.count as i32;
        if all != n && !(loose && all >= n) {
            out.push(format!("{} days, {passed} skipped, but {}", days, s.amount));
        }
        let off = line.skipped.iter().flat_map(|s| &s.days);
        if off.clone().any(|d| sums::counts(j.calendar, *d, s.amount.unit) != Some(0)) {
            out.push("a skipped day counts".to_owned());
        }
    }
    out
}

/// Records asked again.
fn records(j: &Judged<'_>, d: &Derivation) -> Vec<String> {
    let mut out = Vec::new();
    let standard = j.asking(d);
    let Duty::Have(e, _) = &standard.duty else { return out };
    let this = Row { kind: standard.scope.kind, row: d.obligation.subject };
    let place = d.asked_under as usize;
    for l in &d.looked {
        let day = own_day(j.caseload, &e.thing, l.row);
        let ask = |c: &Cond| j.prepared.ask(place, c, l.row, this, day);
        // What is asked of a spell is not asked of its first record.
        let spell = !d.pieces.is_empty() && l.row == this || e.thing.joined.is_some();
        match &l.why {
            Why::Counted | Why::Started if !spell && ask(&e.thing.condition) != Tri::Yes => {
                out.push("a record counted that fails its test".to_owned());
            }
            Why::Fails(tests)
                if tests.is_empty()
                    || tests.iter().any(|(c, a)| *a != Tri::No || !spell && ask(c) != Tri::No) =>
            {
                out.push("a record rejected by a test it does not fail".to_owned());
            }
            Why::Doubtful(tests)
                if tests.iter().any(|(c, a)| *a != Tri::Unknown || !spell && ask(c) != Tri::Unknown) =>
            {
                out.push("a record doubted by a test that can be told".to_owned());
            }
            Why::Undated if day != NEVER => out.push("a dated record called undated".to_owned()),
            Why::Early(from) if l.day.is_none_or(|d| d >= *from) => out.push("not early".to_owned()),
            Why::Late(to) if l.day.is_none_or(|d| d <= *to) => out.push("not late".to_owned()),
            _ => {}
        }
        if l.day.is_some_and(|x| x > d.as_at) && !matches!(e.thing.pool, duecare::lang::checked::Pool::Itself)
        {
            out.push("a record of a later day".to_owned());
        }
    }
    out
}

fn own_day(caseload: &Caseload, t: &Thing, row: Row) -> Day {
    let table = caseload.table(row.kind).unwrap();
    match t.by {
        RecordDay::Ended => table.end(row.row),
        RecordDay::Field(f) => table.column(f).date(row.row),
        RecordDay::Recorded => table.recorded(row.row),
        _ => table.start(row.row),
    }
}

fn several_arms(s: &Standard) -> bool {
    matches!(&s.duty, Duty::Have(_, Timing::InLast(limit)) if limit.arms.len() > 1)
}

/// Numbers counted and asked for.
fn numbers(d: &Derivation, arms: bool) -> Vec<String> {
    let mut out = Vec::new();
    let o = &d.obligation;
    let counted = d.looked.iter().filter(|l| l.why == Why::Counted).count() as u32;
    let done = matches!(d.verdict.word, VerdictWord::Met | VerdictWord::Late);
    if let (Form::Act | Form::Window | Form::During, true, Some(needed)) = (o.form, done, &d.needed) {
        let counted = d.count.map_or(counted, |c| c.certain);
        let answer = d.looked.iter().any(|l| l.row.row == o.answered_by && l.why == Why::Counted);
        if counted < needed.number || !answer {
            out.push(format!("answered, but {counted} of {} counted", needed.number));
        }
    }
    let (Some(c), Some(needed)) = (d.count, &d.needed) else { return out };
    let n = needed.number;
    let (sure, fails) = match needed.quantity {
        Quantity::AtLeast(_) => (c.certain >= n, c.possible < n),
        Quantity::AtMost(_) => (c.possible <= n, c.certain > n),
        Quantity::Exactly(_) => (c.certain == n && c.possible == n, c.possible < n || c.certain > n),
    };
    // Where the arm is in doubt each may say something else.
    let doubted = arms && d.verdict.word == VerdictWord::CannotTell;
    let told = doubted
        || match (o.form, d.verdict.word) {
            // A gap at the very end that is let pass.
            (Form::Standing, VerdictWord::Met) => sure || o.gap <= d.day,
            (Form::Standing, VerdictWord::CannotTell) => true,
            (Form::Standing, _) => !sure,
            (Form::Asked, VerdictWord::Met) => sure,
            (Form::Asked, VerdictWord::Missed) => fails,
            (Form::Asked, _) => !sure && !fails,
            (Form::Limit | Form::LimitDuring, VerdictWord::Met) => sure,
            (Form::Limit | Form::LimitDuring, VerdictWord::Missed) => fails,
            _ => true,
        };
    if !told {
        out.push(format!(
            "{:?}: {} to {} counted, {:?} {n} asked for",
            o.form, c.certain, c.possible, needed.quantity
        ));
    }
    if let Some(Closes::With { more, .. }) = &d.closes
        && *more == 0
    {
        out.push("closes with nothing".to_owned());
    }
    out
}
