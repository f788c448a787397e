//! The records that were looked at, in words.

use super::clock;
use crate::calendar::{NEVER, to_long};
use crate::judge::derivation::{Derivation, Looked, Why};
use crate::judge::{Form, Tri};
use crate::lang::checked::{Base, Cmp, Cond, Count, Duty, Evidence, FieldRef, Leaf, Quantity, Timing, Value};
use crate::record::{FieldId, Row};
use crate::report::phrase::{Phrase, listed};

/// What became of a record that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It started the clock.
    Started,
    /// It counted.
    Counted,
    /// It may count.
    Doubtful,
    /// It did not count.
    Rejected,
}

/// A line for each record that was looked at.
pub(super) fn words(say: &Phrase<'_>, d: &Derivation) -> Vec<(Outcome, String)> {
    let Duty::Have(e, _) = &say.standard.duty else { return Vec::new() };
    d.looked.iter().map(|l| line(say, e, d, l)).collect()
}

fn line(say: &Phrase<'_>, e: &Evidence, d: &Derivation, l: &Looked) -> (Outcome, String) {
    match &l.why {
        Why::Started => {
            let day = l.day.map(to_long).unwrap_or_default();
            let what = noun(say, e, l.row);
            (Outcome::Started, format!("the last {what} that counts was {day}{}", named(say, l.row)))
        }
        Why::Counted => (Outcome::Counted, counted(say, e, d, l)),
        Why::Doubtful(tests) => {
            let words = says(say, d, tests, l.row);
            let words = format!("may count: {}, {words}{}", on_its_day(say, e, l), say.in_file(l.row));
            (Outcome::Doubtful, words)
        }
        other => {
            let words = test(say, d, other, l.row);
            let words = format!("did not count: {}, {words}{}", on_its_day(say, e, l), say.in_file(l.row));
            (Outcome::Rejected, words)
        }
    }
}

/// A date of the subject itself that is asked for and not there.
pub(super) fn absent(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    let Duty::Have(e, _) = &say.standard.duty else { return None };
    let there = |l: &Looked| matches!(l.why, Why::Counted | Why::Doubtful(_));
    if !say.is_itself(&e.thing) || d.run.is_none() || d.looked.iter().any(there) {
        return None;
    }
    Some(format!("not {} by {}", say.participle(&e.thing)?, to_long(d.day.min(d.obligation.ended))))
}

/// What the evidence is called: its kind, or the date of the subject that is asked for.
fn noun(say: &Phrase<'_>, e: &Evidence, row: Row) -> String {
    match say.is_itself(&e.thing) {
        true => say.participle(&e.thing).unwrap_or_default(),
        false => say.kind(row.kind),
    }
}

fn counted(say: &Phrase<'_>, e: &Evidence, d: &Derivation, l: &Looked) -> String {
    let own = Some(d.obligation.done).filter(|_| e.thing.days);
    let day = own.or(l.day).map(to_long).unwrap_or_default();
    if say.is_itself(&e.thing) {
        let word = say.participle(&e.thing).unwrap_or_default();
        return format!("{word} on {day}");
    }
    let answers = d.obligation.answered_by == l.row.row && d.obligation.done <= d.day;
    match d.obligation.form {
        Form::Act | Form::Window | Form::During if answers => {
            format!("answered on {day} by {}{}", say.record(l.row), say.in_file(l.row))
        }
        _ => format!("counted: {}{}", on_its_day(say, e, l), say.in_file(l.row)),
    }
}

fn named(say: &Phrase<'_>, row: Row) -> String {
    let place = say.place(row).map(|p| format!(", {p}")).unwrap_or_default();
    format!(" ({}{place})", say.record(row))
}

/// `visit v91 on 3 March 2021`, `allocation a3 from 5 January 2021 to 9 March 2021`.
fn on_its_day(say: &Phrase<'_>, e: &Evidence, l: &Looked) -> String {
    let record = say.record(l.row);
    let table = say.book.caseload.table(l.row.kind);
    let period = table.is_some_and(|t| !t.end.is_empty()) && !say.is_itself(&e.thing);
    match (l.day, table) {
        (Some(day), Some(t)) if period && t.start(l.row.row) == day => match t.end(l.row.row) {
            NEVER => format!("{record} from {}", to_long(day)),
            end => format!("{record} from {} to {}", to_long(day), to_long(end)),
        },
        (Some(day), _) => format!("{record} on {}", to_long(day)),
        (None, _) => record,
    }
}

/// Why a record did not count.
fn test(say: &Phrase<'_>, d: &Derivation, why: &Why, row: Row) -> String {
    match why {
        Why::Fails(tests) => says(say, d, tests, row),
        Why::Undated => "it says no day".to_owned(),
        Why::Impossible => "it ends before it starts".to_owned(),
        Why::Early(from) => format!("before {}, the first day that counts", to_long(*from)),
        Why::Late(to) => format!("after {}, the last day that counts", to_long(*to)),
        Why::Over(last) => format!("it was over after {}", to_long(*last)),
        Why::Elsewhere(other) if *other == d.subject => "it answered this one before".to_owned(),
        Why::Elsewhere(other) => format!("it answered {}", say.record(*other)),
        Why::Again(first) => format!("counted once with {}", say.record(*first)),
        Why::Outside | Why::Started | Why::Counted | Why::Doubtful(_) => match among(say) {
            Some(words) => format!("it is not {words}"),
            None => "it is not one the clause asks for".to_owned(),
        },
    }
}

/// Which ones a duty counts among others: `among the last 2 visits where ...`.
fn among(say: &Phrase<'_>) -> Option<String> {
    match &say.standard.duty {
        Duty::Have(_, Timing::InLastOf(n, things)) => {
            Some(format!("among the last {n} {}", say.several(things, *n != 1)))
        }
        Duty::Have(e, _) => e.thing.window.as_ref().map(|w| say.window(w)),
        _ => None,
    }
}

/// What a record says where tests fail: `child-seen is no`.
fn says(say: &Phrase<'_>, d: &Derivation, tests: &[(Cond, Tri)], row: Row) -> String {
    let words: Vec<String> = tests.iter().map(|(c, answer)| said(say, d, c, row, *answer)).collect();
    match words.is_empty() {
        true => match among(say) {
            Some(words) => format!("it cannot be told whether it is {words}"),
            None => "it cannot be told whether it is one the clause asks for".to_owned(),
        },
        false => listed(&words, "and"),
    }
}

/// What a record says where one test fails.
fn said(say: &Phrase<'_>, d: &Derivation, c: &Cond, row: Row, answer: Tri) -> String {
    own_value(say, d, c, row).unwrap_or_else(|| match (answer, contrary(c)) {
        (Tri::Unknown, _) => format!("it cannot be told whether {}", say.condition(c)),
        (_, Some(other)) => say.condition(&other),
        (_, None) => format!("it is not so that {}", say.condition(c)),
    })
}

/// The value of the record's own field that a test reads: `child-seen is no`.
pub(super) fn own_value(say: &Phrase<'_>, d: &Derivation, c: &Cond, row: Row) -> Option<String> {
    let field = own_field(c)?;
    let name = say.field_name(row.kind, field);
    Some(match say.shown(row, field, d.day) {
        Some(value) => format!("{name} is {value}"),
        None => format!("{name} is not recorded"),
    })
}

/// What holds where a test does not.
fn contrary(c: &Cond) -> Option<Cond> {
    let one = Count::Fixed(1);
    Some(match c {
        Cond::Not(inner) => (**inner).clone(),
        Cond::Compare(cmp, a, b) => {
            let other = match cmp {
                Cmp::Is => Cmp::IsNot,
                Cmp::IsNot => Cmp::Is,
                Cmp::Under => Cmp::AtLeast,
                Cmp::AtMost => Cmp::Over,
                Cmp::Over => Cmp::AtMost,
                Cmp::AtLeast => Cmp::Under,
            };
            Cond::Compare(other, a.clone(), b.clone())
        }
        Cond::Has(e) => {
            let quantity = match e.quantity {
                Quantity::AtLeast(n) if n == one => Quantity::AtMost(Count::Fixed(0)),
                Quantity::AtMost(Count::Fixed(0)) => Quantity::AtLeast(one),
                _ => return None,
            };
            Cond::Has(Box::new(Evidence { quantity, ..(**e).clone() }))
        }
        Cond::OneOf(..) | Cond::Is(..) | Cond::By { .. } => Cond::Not(Box::new(c.clone())),
        _ => return None,
    })
}

/// The field of the record itself that a test reads, when it reads only that.
fn own_field(c: &Cond) -> Option<FieldId> {
    let of = |f: &FieldRef| match (&f.base, f.steps.is_empty(), f.leaf) {
        (Base::It, true, Leaf::Field(id)) => Some(id),
        _ => None,
    };
    match c {
        Cond::Compare(_, Value::Field(f), Value::Literal(_) | Value::Setting(_)) => of(f),
        Cond::OneOf(Value::Field(f), _) | Cond::Holds(Value::Field(f)) | Cond::Is(f, _) => of(f),
        Cond::Within { x, .. } | Cond::By { x, .. } => of(x),
        Cond::Not(inner) => own_field(inner),
        _ => None,
    }
}

/// How many there were and how many are asked for.
pub(super) fn count(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    let (count, needed) = (d.count?, d.needed.as_ref()?);
    let Duty::Have(e, _) = &say.standard.duty else { return None };
    let n = match (count.certain, count.possible, e.thing.days) {
        (1, 1, true) => "1 day".to_owned(),
        (a, b, true) if a == b => format!("{a} days"),
        (a, b, true) => format!("{a} days for certain, up to {b}"),
        (0, 0, _) => "none counts".to_owned(),
        (1, 1, _) => "1 counts".to_owned(),
        (a, b, _) if a == b => format!("{a} count"),
        (0, b, _) => format!("none counts for certain, up to {b} may"),
        (a, b, _) => format!("{a} count for certain, up to {b} may"),
    };
    let allowed = matches!(needed.quantity, Quantity::AtMost(_));
    let word = if allowed { "allowed" } else { "asked for" };
    Some(format!("on {}: {n}; {} {word}{}", to_long(count.day), asked(needed), by_setting(say, d)))
}

fn asked(needed: &crate::judge::derivation::Needed) -> String {
    let n = needed.number;
    match needed.quantity {
        Quantity::AtMost(_) if n == 0 => "none is".to_owned(),
        Quantity::AtMost(_) => format!("at most {n} {}", if n == 1 { "is" } else { "are" }),
        Quantity::AtLeast(_) => format!("at least {n} {}", if n == 1 { "is" } else { "are" }),
        Quantity::Exactly(_) => format!("exactly {n} {}", if n == 1 { "is" } else { "are" }),
    }
}

fn by_setting(say: &Phrase<'_>, d: &Derivation) -> String {
    let Some(needed) = &d.needed else { return String::new() };
    let words = clock::setting(say, &needed.source, &needed.number.to_string());
    words.map(|w| format!("    [{w}]")).unwrap_or_default()
}
