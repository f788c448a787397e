//! Rates of a standard that cannot be gamed: subjects and days beside obligations, and all that would flatter them.

mod answer;
mod days;
mod periods;
mod reopened;
mod runs;

pub use answer::{Duties, Longest, Parts, RatePeriod, Rates, Reopening};
pub use periods::{Stretch, periods};
pub use reopened::{REOPENED_WITHIN, opened_again};

use super::answer::Missing;
use super::fraction::MILLION;
use super::ground::Ground;
use super::item::Standing;
use crate::calendar::{ALWAYS, Amount, Calendar, Day, NEVER, Unit};
use crate::judge::{Asker, Form, Obligation, VerdictWord, holder_day};
use crate::lang::checked::Standard;
use crate::record::{Row, Shape};
use days::{Span, counted};
use runs::{About, Sort, runs};

/// What is near, where a standard warns of nothing.
const NEAR: Amount = Amount { count: 7, unit: Unit::Days };

/// A standard over periods (first and last day, the oldest first), for some teams or all. Nothing is judged again.
pub fn rates(ground: &Ground<'_>, id: &str, periods: &[(Day, Day)], teams: &[u32]) -> Result<Rates, Missing> {
    let all: Vec<(usize, &Standard)> = ground.standards(id);
    let lacks: Vec<_> = all.iter().filter_map(|(p, _)| ground.absent(*p)).collect();
    let places: Vec<_> = all.iter().copied().filter(|(p, _)| ground.absent(*p).is_none()).collect();
    if places.is_empty() {
        let mut needs: Vec<String> = lacks.iter().flat_map(|a| a.needs.clone()).collect();
        needs.dedup();
        let unset = lacks.iter().flat_map(|a| a.unset.clone()).collect();
        return Err(if needs.is_empty() { Missing::NotSet(unset) } else { Missing::NotInSource(needs) });
    }
    let asker = ground.program.asker(&[]);
    let last = periods.last().map_or(ALWAYS, |p| p.1);
    let mut words: Vec<String> = lacks.iter().map(|a| a.words()).collect();
    words.dedup();
    let notes = match words.is_empty() {
        true => Vec::new(),
        false => vec![format!("part of {id} is {}", words.join("; "))],
    };
    let warn = places.iter().rev().find_map(|(_, s)| s.warn).unwrap_or(NEAR);
    let counting = Counting { ground, asker, places, teams };
    Ok(Rates {
        standard: id.to_owned(),
        title: ground.title(id, last),
        subjects: counting.called(),
        near: warn.to_string(),
        periods: periods.iter().map(|p| counting.period(*p)).collect(),
        notes,
    })
}

struct Counting<'a, 'g> {
    ground: &'g Ground<'a>,
    asker: Asker<'a>,
    places: Vec<(usize, &'a Standard)>,
    teams: &'g [u32],
}

impl Counting<'_, '_> {
    /// What the subjects are called together.
    fn called(&self) -> String {
        let vocabulary = &self.asker.caseload().vocabulary;
        let mut names = self.places.iter().map(|(_, s)| vocabulary.root(s.scope.kind));
        let first = names.next();
        let one = first.filter(|kind| names.all(|other| other == *kind));
        one.and_then(|kind| vocabulary.kind(kind)).map_or_else(|| "subjects".to_owned(), |k| k.plural.clone())
    }

    fn period(&self, (first, last): (Day, Day)) -> RatePeriod {
        let mut spans = Vec::new();
        let (mut duties, mut longest) = (Duties::default(), Longest::default());
        let mut reopened = Vec::new();
        for (place, standard) in &self.places {
            let list = self.ground.obligations(*place);
            for (i, o) in list.iter().enumerate() {
                let same =
                    |n: &&Obligation| (n.root, n.subject, n.of_ordinal) == (o.root, o.subject, o.of_ordinal);
                let next = list.get(i + 1).filter(same).map_or(NEVER, |n| n.opened);
                if o.opened <= last && !gone(o, first) && self.takes(standard, o, last) {
                    self.add(standard, o, next, (first, last), (&mut spans, &mut duties, &mut longest));
                }
            }
            let found = reopened::reopened(&self.asker, standard, (first, last));
            reopened.extend(found.into_iter().filter(|r| self.holds(r.record, r.began)));
        }
        let (subjects, days) = counted(spans);
        RatePeriod { first, last, subjects, days, duties, longest, reopened }
    }

    /// Whether one of the teams was responsible on the due day.
    fn takes(&self, standard: &Standard, o: &Obligation, last: Day) -> bool {
        let day = holder_day(&self.asker.caseload().vocabulary, standard, o, last);
        self.holds(Row { kind: standard.scope.kind, row: o.subject }, day)
    }

    fn holds(&self, record: Row, day: Day) -> bool {
        let team = || self.asker.responsible(record, self.ground.attribution, day).team;
        self.teams.is_empty() || team().is_some_and(|t| self.teams.contains(&t))
    }

    fn add(
        &self,
        standard: &Standard,
        o: &Obligation,
        next: Day,
        (first, last): (Day, Day),
        (spans, duties, longest): (&mut Vec<Span>, &mut Duties, &mut Longest),
    ) {
        let ledger = self.ground.ledger;
        let Some(verdict) = ledger.verdict(o, last) else { return };
        let root = self.asker.root(Row { kind: standard.scope.kind, row: o.subject });
        let shape = self.asker.caseload().vocabulary.kind(standard.scope.kind).map(|k| k.shape);
        let lasts = standard.scope.breach_of.is_none() && shape != Some(Shape::Event);
        // A record without a day: nothing can be told of it, and it has no days.
        let undated = o.opened == ALWAYS;
        let all = if undated { Vec::new() } else { runs(ledger, o, About { lasts, next }, last) };
        let before = spans.len();
        spans.extend(
            all.iter()
                .filter(|r| r.last >= first)
                .map(|r| Span { root, run: runs::Run { first: r.first.max(first), ..*r } }),
        );
        if undated {
            let run = runs::Run { sort: Sort::CannotTell, first: NEVER, last: NEVER - 1 };
            spans.push(Span { root, run });
        }
        if spans.len() == before {
            return;
        }
        duties.tally.add(Standing::of(verdict.word));
        duties.running += u64::from(verdict.word == VerdictWord::Due);
        if verdict.word == VerdictWord::Lapsed {
            lapsed(duties, self.asker.calendar(), standard, o);
        }
        let out = all.iter().filter(|r| r.sort == Sort::Out);
        let (from, to) = out.fold((NEVER, ALWAYS), |(a, b), r| (a.min(r.first), b.max(r.last)));
        if to >= first {
            let length = u64::from(to.abs_diff(from)) + 1;
            longest.any = longest.any.max(length);
            if verdict.word == VerdictWord::Overdue {
                longest.open = longest.open.max(length);
            }
        }
    }
}

/// Whether it is over before a day for sure: what is answered has no days after, and what was answered before it opened
/// is of the day it opened.
fn gone(o: &Obligation, first: Day) -> bool {
    o.done.max(o.opened) < first && matches!(o.form, Form::Act | Form::Window | Form::During)
}

/// Counts one that lapsed: whether so near its due day as the standard warns, and how likely that was by chance.
fn lapsed(duties: &mut Duties, calendar: &Calendar, standard: &Standard, o: &Obligation) {
    let warn = standard.warn.unwrap_or(NEAR);
    let near = |day: Day| calendar.add_plain(day, warn).lo >= o.lo;
    duties.lapsed_near += u64::from(near(o.ended));
    let span = i128::from(o.lo.saturating_sub(o.opened)) + 1;
    let soon = (o.opened..=o.lo).rev().take_while(|day| near(*day)).count() as i128;
    duties.chance += soon * MILLION / span.max(1);
}
