//! Which obligations `cases of S due in the month` are, and how each stands.

use super::answer::Missing;
use super::fraction::MILLION;
use super::ground::Ground;
use super::item::{Item, Standing};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::{Asker, Form, Obligation, Tri, Verdict, VerdictWord, holder_day};
use crate::lang::checked::{CasesWhich, Cond, Standard, Window};
use crate::record::{Row, Shape};

/// An obligation that is counted.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    /// The obligation.
    pub o: &'a Obligation,
    /// Its verdict as it counts here.
    pub word: VerdictWord,
    /// What is counted.
    pub item: Item,
}

/// The cases of a standard on a day.
pub(super) struct Wanted<'a> {
    pub standard: &'a str,
    pub which: CasesWhich,
    pub window: Option<&'a Window>,
    pub conditions: &'a [Cond],
}

/// Finds them, by standard and subject.
pub(super) fn cases<'a>(
    ground: &Ground<'a>,
    asker: &Asker<'_>,
    wanted: &Wanted<'_>,
    day: Day,
) -> Result<Vec<Case<'a>>, Missing> {
    let month = Window::InSlot("month".to_owned());
    let window = wanted.window.unwrap_or(&month);
    if let (Window::InSlot(name), true) = (window, wanted.which != CasesWhich::Open)
        && asker.calendar().slot_of(name, day).is_none()
    {
        return Err(Missing::NoSlot(name.clone()));
    }
    let mut out = Vec::new();
    let places = ground.standards(wanted.standard);
    if wanted.which == CasesWhich::Open {
        for o in latest(ground, &places, day) {
            let Some((_, standard)) = places.iter().find(|(p, _)| *p == o.standard as usize) else {
                continue;
            };
            let Some(verdict) = ground.ledger.verdict(o, day) else { continue };
            let now = ground.ledger.shown_on(o, day);
            if began(asker, standard, o) <= day && is_open(asker, standard, o, verdict, now) {
                let outage = ground.ledger.outage(o, verdict.word).is_some();
                out.extend(case(asker, wanted, standard, (o, outage), (verdict.word, day), day));
            }
        }
        return Ok(out);
    }
    for (place, standard) in places {
        for o in ground.obligations(place) {
            let Some(verdict) = ground.ledger.verdict(o, day) else { continue };
            // In a gap that may yet be bridged nothing falls due and nothing is done.
            let now = ground.ledger.shown_on(o, day);
            let counted = match wanted.which {
                // A state may be put right on the day after the last one it tolerates: that is the day it is settled on.
                CasesWhich::Due if o.form == Form::Standing => {
                    due_day(o).map(|d| d.saturating_add(1)).filter(|d| *d <= now)
                }
                CasesWhich::Due if standard.check => Some(began(asker, standard, o)).filter(|d| *d <= day),
                CasesWhich::Due => due_day(o).filter(|d| *d <= now),
                CasesWhich::Done => done_day(o, verdict, now),
                CasesWhich::Opened | CasesWhich::Open => Some(began(asker, standard, o)),
            };
            let Some(own) = counted.filter(|d| *d != ALWAYS && *d != NEVER) else { continue };
            if asker.day_in(window, own, day) != Tri::Yes {
                continue;
            }
            let word = match wanted.which {
                CasesWhich::Due => settled(ground, o, verdict, now),
                _ => verdict.word,
            };
            let outage = ground.ledger.outage(o, word).is_some();
            out.extend(case(asker, wanted, standard, (o, outage), (word, own), day));
        }
    }
    Ok(out)
}

fn case<'a>(
    asker: &Asker<'_>,
    wanted: &Wanted<'_>,
    standard: &Standard,
    (o, outage): (&'a Obligation, bool),
    (word, own): (VerdictWord, Day),
    day: Day,
) -> Option<Case<'a>> {
    let mut record = asker.record(Row { kind: standard.scope.kind, row: o.subject }, own);
    if standard.scope.breach_of.is_some() {
        (record.start, record.end) = (o.opened, NEVER);
    } else if standard.scope.joined.is_some() {
        record.end = if o.ended <= day { o.last } else { NEVER };
    }
    record.truth = match wanted.conditions.get(standard.part as usize) {
        Some(c) => asker.ask(c, &record, own),
        None => Tri::Yes,
    };
    if record.truth == Tri::No {
        return None;
    }
    let certain = record.truth == Tri::Yes;
    let standing = if certain || !word.counts() { Standing::of(word) } else { Standing::CannotTell };
    let root = asker.root(record.row);
    let vocabulary = &asker.caseload().vocabulary;
    let child = vocabulary.kind_named("child") == Some(root.kind);
    let item = Item {
        part: standard.part as usize,
        standing,
        counts: word.counts(),
        hit: record.truth,
        weight: MILLION,
        figure: None,
        once: None,
        held: holder_day(vocabulary, standard, o, day),
        child: child.then_some(root.row),
        owed: true,
        outage,
        record,
    };
    Some(Case { o, word, item })
}

/// The day an obligation falls due. What is asked once, and what never could be told, counts on the day it opened; a
/// state that holds is never due.
fn due_day(o: &Obligation) -> Option<Day> {
    match o.form {
        Form::Doubt | Form::Excused | Form::Asked => Some(o.opened),
        Form::Value => Some(if o.lo == NEVER { o.opened } else { o.lo }),
        _ => Some(o.lo).filter(|d| *d != NEVER),
    }
}

/// The day an obligation began. A check tells on the day it looks also of what is dated later: it counts by the start of
/// its own record, before which there is nothing to count.
fn began(asker: &Asker<'_>, standard: &Standard, o: &Obligation) -> Day {
    let own = || asker.caseload().table(standard.scope.kind).map(|t| t.start(o.subject));
    let own = standard.check.then(own).flatten();
    own.filter(|day| *day != NEVER).unwrap_or(o.opened)
}

/// The verdict of an obligation whose due day has come: what is not done at its close can no longer be in time, though
/// the breach begins only the day after.
fn settled(ground: &Ground<'_>, o: &Obligation, verdict: Verdict, day: Day) -> VerdictWord {
    match verdict.word {
        // A limit that was kept to the close of its last day is kept.
        VerdictWord::Due if matches!(o.form, Form::Limit | Form::LimitDuring) => {
            ground.ledger.verdict(o, day.saturating_add(1)).map_or(verdict.word, |v| v.word)
        }
        VerdictWord::Due if o.exempt <= day.saturating_add(1) => VerdictWord::Exempt,
        VerdictWord::Due if ground.ledger.outage(o, VerdictWord::Exempt).is_some() => VerdictWord::Exempt,
        VerdictWord::Due if o.ended <= day => VerdictWord::Lapsed,
        VerdictWord::Due if o.form != Form::Value && o.hi > day => VerdictWord::CannotTell,
        VerdictWord::Due => VerdictWord::Overdue,
        word => word,
    }
}

/// The day an obligation was answered, as far as can be seen.
fn done_day(o: &Obligation, verdict: Verdict, day: Day) -> Option<Day> {
    let found = match o.form {
        Form::Asked => o.opened,
        Form::Keep if o.ended_seen <= day => o.ended,
        Form::Last if o.ended_seen <= day => o.done,
        Form::Act | Form::Window | Form::During | Form::Standing => o.done,
        Form::Limit | Form::LimitDuring => o.done.min(o.lo),
        Form::Value => match verdict.word {
            VerdictWord::Met | VerdictWord::Late | VerdictWord::Missed => verdict.day?,
            _ => return None,
        },
        _ => return None,
    };
    Some(found).filter(|d| *d <= day)
}

/// The latest obligation of each subject, over all versions.
fn latest<'a>(ground: &Ground<'a>, places: &[(usize, &Standard)], day: Day) -> Vec<&'a Obligation> {
    let mut all: Vec<(u32, u32, u32, Day, u32, u32, &Obligation)> = Vec::new();
    for (place, s) in places {
        let list = ground.obligations(*place).iter();
        let opened = list.filter(|o| o.opened <= ground.ledger.shown_on(o, day));
        all.extend(opened.map(|o| (s.part, o.subject, o.of_ordinal, o.opened, s.version, o.ordinal, o)));
    }
    all.sort_by_key(|x| (x.0, x.1, x.2, x.3, x.4, x.5));
    let last = |i: usize, x: &(u32, u32, u32, Day, u32, u32, &Obligation)| {
        all.get(i + 1).is_none_or(|next| (next.0, next.1, next.2) != (x.0, x.1, x.2))
    };
    all.iter().enumerate().filter(|(i, x)| last(*i, x)).map(|(_, x)| x.6).collect()
}

/// Whether a subject has this obligation now: its stretch is not over and its record is open; of what is over or has
/// one day only, whether something is still owed.
fn is_open(asker: &Asker<'_>, standard: &Standard, o: &Obligation, verdict: Verdict, day: Day) -> bool {
    if o.ended_seen <= day {
        return false;
    }
    let scope = &standard.scope;
    let shape = match scope.breach_of {
        Some(_) => Shape::Event,
        None => asker.caseload().vocabulary.kind(scope.kind).map_or(Shape::Subject, |k| k.shape),
    };
    let fixed = matches!(o.form, Form::Doubt | Form::Excused | Form::Value | Form::Asked);
    let owed = match verdict.word {
        VerdictWord::Due | VerdictWord::Overdue => true,
        VerdictWord::CannotTell | VerdictWord::Exempt => !fixed && o.done > day,
        _ => false,
    };
    match shape {
        Shape::Subject => true,
        Shape::Event => owed,
        // The end of a spell is seen only when nothing can follow it any more (`obligations.md` 3.1); a record that is no
        // piece of one stands until its own end.
        Shape::Period if scope.joined.is_some() => true,
        Shape::Period => owed || asker.caseload().table(scope.kind).is_some_and(|t| t.end(o.subject) > day),
    }
}
