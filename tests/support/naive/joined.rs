//! Things that say `joined`: `where` chooses the pieces, then they are joined; what asks for days of its own is asked of
//! the spell (2.2, 3.1).

use super::Reading;
use super::cond::Ask;
use super::evidence::MANY;
use super::subject::Subject;
use super::tri::Tri;
use super::value::It;
use duecare::calendar::NEVER;
use duecare::lang::checked::{Base, Cond, Joined, Leaf, RecordDay, Thing, Value, Window};

/// So many readings are tried: with and without each of six pieces that may be none.
const READINGS: usize = 64;

impl Reading<'_> {
    /// How many spells there are on the day asked, over every reading of which records are pieces.
    pub(crate) fn count_joined(&self, thing: &Thing, joined: &Joined, ask: &Ask) -> (i64, i64) {
        assert!(thing.distinct.is_none(), "the reference does not look into {thing:?}");
        let all = match &thing.condition {
            Cond::All(list) => list.iter().collect(),
            one => vec![one],
        };
        let (of_spell, of_piece): (Vec<&Cond>, Vec<&Cond>) = all.into_iter().partition(|c| own_days(c));
        let mut readings: Vec<Vec<usize>> = vec![Vec::new()];
        for rec in self.pool(thing, ask) {
            let Some(day) = self.world.records[rec].start.filter(|s| *s <= ask.day) else { continue };
            let at = Ask { it: It::Record(rec), this: ask.this, day };
            let without = match of_piece.iter().map(|c| self.tri(c, &at)).min().unwrap_or(Tri::True) {
                Tri::False => continue,
                Tri::True => Vec::new(),
                _ => readings.clone(),
            };
            readings.iter_mut().for_each(|r| r.push(rec));
            readings.extend(without);
            if readings.len() > READINGS {
                return (0, MANY);
            }
        }
        let counts: Vec<(i64, i64)> =
            readings.into_iter().map(|r| self.spells_there(thing, joined, &of_spell, &r, ask)).collect();
        let least = counts.iter().map(|c| c.0).min().unwrap_or(0);
        (least, counts.iter().map(|c| c.1).max().unwrap_or(0))
    }

    fn spells_there(
        &self,
        thing: &Thing,
        joined: &Joined,
        asked: &[&Cond],
        pieces: &[usize],
        ask: &Ask,
    ) -> (i64, i64) {
        let pieces = pieces.iter().map(|r| Subject::of_record(self.world, *r)).collect();
        let (mut sure, mut perhaps) = (0, 0);
        for mut spell in self.joined_of(pieces, joined) {
            let there = self.is_there(thing, &spell, ask);
            // On the days of a gap it is as on the day before it; when its end is seen, as it was on that day.
            let end = spell
                .pieces
                .iter()
                .map(|p| self.world.records[*p].end.unwrap_or(NEVER))
                .max()
                .unwrap_or(NEVER);
            if spell.end_seen <= ask.day {
                spell.end_seen = end;
            }
            let at = Ask { it: It::Subject(&spell), this: ask.this, day: ask.day.min(end) };
            let counts = asked.iter().map(|c| self.tri(c, &at)).min().unwrap_or(Tri::True).min(there);
            sure += i64::from(counts == Tri::True);
            perhaps += i64::from(counts != Tri::False);
        }
        (sure, perhaps)
    }

    /// Whether a spell counts on the day asked: by its first day, by an end that is seen, by being open as far as can be
    /// seen, or by covering the day.
    fn is_there(&self, thing: &Thing, spell: &Subject, ask: &Ask) -> Tri {
        let (Some(start), end) = (spell.start, spell.end_on(self.world, ask.day)) else { return Tri::False };
        let from = match (&thing.window, thing.by, end) {
            (None, RecordDay::Plain, end) => return Tri::of(end.is_none_or(|e| e == ask.day)),
            (None, RecordDay::Open, end) => return Tri::of(end.is_none()),
            (None, RecordDay::Ended, end) => return Tri::of(end.is_some()),
            (None, _, _) => return Tri::True,
            (_, RecordDay::Open, None) => ask.day,
            (_, RecordDay::Open, Some(e)) if e > start => e - 1,
            (_, RecordDay::Open, Some(_)) | (_, RecordDay::Ended, None) => return Tri::False,
            (_, RecordDay::Ended, Some(e)) => e,
            _ => start,
        };
        let Some(window @ Window::InLast(_)) = &thing.window else {
            panic!("the reference does not look into {thing:?}")
        };
        self.day_in(window, from, ask)
    }
}

/// Whether a condition asks how long something lasted, whether it is open, or when it began or ended.
fn own_days(c: &Cond) -> bool {
    let day = |v: &Value| {
        matches!(v, Value::Field(f) if f.base == Base::It && f.steps.is_empty()
            && matches!(f.leaf, Leaf::Start | Leaf::End))
    };
    match c {
        Cond::Lasted(..) | Cond::Open => true,
        Cond::All(list) | Cond::Any(list) => list.iter().any(own_days),
        Cond::Not(c) => own_days(c),
        Cond::Compare(_, a, b) => day(a) || day(b),
        _ => false,
    }
}
