//! Whether there is one at least on every day: of records in order of their days that is one look at each.

use super::super::ask::{Ctx, for_each_dated, own_truth};
use super::super::plan::Truth;
use super::super::tri::Tri;
use super::counts::Counting;
use super::{Steps, push};
use crate::calendar::Day;
use crate::lang::checked::{Count, Quantity, Thing};

/// Fills `out` with whether there is one on each day of `from..=to`; says no, with nothing in it, where another quantity
/// is asked, a record is doubtful or the records do not follow each other.
pub(in super::super) fn cover_steps(
    t: &Thing,
    ctx: Ctx<'_>,
    (from, to): (Day, Day),
    (known, asked): (Option<&Truth>, Option<&Quantity>),
    out: &mut Steps,
) -> bool {
    out.clear();
    if asked != Some(&Quantity::AtLeast(Count::Fixed(1))) || t.distinct.is_some() {
        return false;
    }
    let Some(counting) = Counting::of(t, ctx) else { return false };
    let mut cover = Cover { from, last: from, covered: from.saturating_sub(1), out };
    let mut plain = true;
    for_each_dated(t, ctx, |d| {
        let truth = known.map_or_else(|| own_truth(t, ctx, d.row), |k| k.of(d.row));
        if truth == Tri::No || !plain {
            return;
        }
        let Some((first, certain, possible)) = counting.days(&d) else { return };
        if first <= to && possible >= from.max(first) {
            plain = truth == Tri::Yes && certain == possible && cover.see(first.max(from), certain);
        }
    });
    if plain {
        cover.close(to);
    } else {
        out.clear();
    }
    plain
}

/// The days on which there is one, as far as they are told.
struct Cover<'o> {
    from: Day,
    /// The first day of the record told last.
    last: Day,
    /// There is one up to this day.
    covered: Day,
    out: &'o mut Steps,
}

impl Cover<'_> {
    /// One counts on the days `first..=last`; says no where it is told out of order.
    #[inline]
    fn see(&mut self, first: Day, last: Day) -> bool {
        if first < self.last {
            return false;
        }
        self.last = first;
        if first > self.covered.saturating_add(1) {
            push(self.out, self.covered + 1, Tri::No);
            push(self.out, first, Tri::Yes);
        } else if self.out.is_empty() {
            self.out.push((self.from, Tri::Yes));
        }
        self.covered = self.covered.max(last);
        true
    }

    /// Nothing else counts up to the last day asked.
    fn close(self, to: Day) {
        if self.covered < to {
            push(self.out, self.covered + 1, Tri::No);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(days: &[(Day, Day)]) -> (bool, Steps) {
        let mut out = Steps::new();
        let mut cover = Cover { from: 10, last: 10, covered: 9, out: &mut out };
        let told = days.iter().all(|(first, last)| cover.see(*first, *last));
        cover.close(20);
        (told, out)
    }

    #[test]
    fn days_between_records_are_gaps() {
        use Tri::{No, Yes};
        assert_eq!(covered(&[]), (true, vec![(10, No)]));
        assert_eq!(covered(&[(10, 20)]), (true, vec![(10, Yes)]));
        assert_eq!(covered(&[(10, 12), (13, 14), (14, 19)]), (true, vec![(10, Yes), (20, No)]));
        assert_eq!(
            covered(&[(11, 12), (11, 11), (14, 30)]),
            (true, vec![(10, No), (11, Yes), (13, No), (14, Yes)])
        );
        assert!(!covered(&[(12, 12), (11, 13)]).0);
    }
}
