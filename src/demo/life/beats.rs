//! Things that recur: visits, reviews, meetings, some in time and some missed.

use crate::calendar::{Amount, Day};
use crate::demo::chance::Chance;
use crate::demo::diary::Diary;
use crate::demo::profile::Share;

/// An occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beat {
    pub(crate) day: Day,
    /// Whether it took place; if not, the next is late.
    pub(crate) done: bool,
}

/// How often, and how well kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rhythm {
    pub(crate) first: Amount,
    pub(crate) every: Amount,
    pub(crate) share: Share,
    /// How late a missed occasion is made up, in days in the mean. Without it: so late that the share of days in
    /// time equals the share of occasions in time.
    pub(crate) late: Option<i32>,
}

/// The occasions from the day after `start` to `until`.
pub(crate) fn beats(
    chance: &mut Chance,
    diary: &Diary,
    rhythm: &Rhythm,
    start: Day,
    until: Day,
) -> Vec<Beat> {
    let mut list = Vec::new();
    let (mut anchor, mut amount) = (start, rhythm.first);
    loop {
        let due = diary.add(anchor, amount);
        let length = due - anchor;
        let mut day = diary.back(due - chance.early(length / 5));
        if day <= anchor {
            day = diary.on(anchor + 1);
        }
        let done = chance.hit(rhythm.share);
        if day > until {
            return list;
        }
        list.push(Beat { day, done });
        if !done {
            let late = rhythm.late.unwrap_or_else(|| balanced(rhythm.share, length));
            day = diary.on(due + 1 + chance.spread(late));
            if day > until {
                return list;
            }
            list.push(Beat { day, done: true });
        }
        (anchor, amount) = (day, rhythm.every);
    }
}

/// The mean lateness that makes days in time as frequent as occasions in time: gap + length x missed / kept.
fn balanced(share: Share, length: Day) -> Day {
    let (kept, missed) = (i64::from(share.millionths()), i64::from(share.rest().millionths()));
    let length = i64::from(length);
    let late = length * 9 / 10 + (length * missed).checked_div(kept).unwrap_or(length * 2);
    late.min(length * 2) as Day
}
