//! Which cases must change so that the counts are those printed: of each case, whether it is counted on the two days of
//! a figure and whether it fits, and the other way round again.

use super::aim::{Aim, Printed};

/// A case of a figure on two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stand {
    /// Whether it is counted.
    pub(super) counted: [bool; 2],
    /// Whether it fits.
    pub(super) hit: [bool; 2],
    /// Whether it can be neither changed nor left out.
    pub(super) fixed: [bool; 2],
    /// Whether it cannot be left out, though it can be changed.
    pub(super) stays: bool,
    /// Whether what fits on the earlier day fits on the later one too.
    pub(super) lasting: bool,
}

impl Stand {
    /// Two days of a pair by number.
    fn at(self, day: usize) -> (bool, bool, bool) {
        let of = |pair: [bool; 2]| if day == 0 { pair[0] } else { pair[1] };
        (of(self.counted), of(self.hit), of(self.fixed))
    }
}

/// How a case can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// Not at all.
    No,
    /// On each day for itself.
    Each,
    /// It ends: who is left out on the earlier day is on the later one too.
    Ends,
    /// On both days at once.
    Both,
}

/// Sets one of a pair.
fn put(pair: &mut [bool; 2], day: usize, to: bool) {
    let [first, second] = pair;
    *(if day == 0 { first } else { second }) = to;
}

/// How many are counted on a day, and how many of them fit.
pub(super) fn sums(stands: &[Stand], day: usize) -> (u32, u32) {
    stands.iter().map(|s| s.at(day)).filter(|s| s.0).fold((0, 0), |(n, k), s| (n + 1, k + u32::from(s.1)))
}

/// The cases as they are to stand, taken in their order: first so many left out that a number of the rest gives what is
/// printed (where leaving out is possible), then so many changed. What cannot be reached is left as near as it comes.
pub(super) fn settle(stands: &[Stand], aim: &Aim, leave: Leave) -> Vec<Stand> {
    let mut out = stands.to_vec();
    if leave == Leave::Both {
        let feasible = |x: u32, day: usize, printed: Option<Printed>| {
            let (of, _) = sums(&out, day);
            printed.is_none_or(|p| of > x && p.hits(of - x, 0).is_some())
        };
        let [early, late] = aim.printed;
        let spare = (0..60).find(|&x| feasible(x, 0, early) && feasible(x, 1, late)).unwrap_or(0);
        let both =
            out.iter_mut().filter(|s| s.counted == [true, true] && !s.stays && s.fixed == [false, false]);
        both.take(spare as usize).for_each(|s| s.counted = [false, false]);
    }
    for (day, printed) in aim.printed.into_iter().enumerate() {
        let Some(printed) = printed else { continue };
        if matches!(leave, Leave::Each | Leave::Ends) {
            let spare = printed.spare(sums(&out, day).0);
            leave_out(&mut out, day, spare, leave);
        }
        let (of, now) = sums(&out, day);
        let wanted = printed.hits(of, now).unwrap_or(printed.near(of));
        let to = wanted > now;
        let mut left = wanted.abs_diff(now);
        for stand in &mut out {
            let (counted, hit, fixed) = stand.at(day);
            let bound = stand.lasting
                && day == 1
                && !to
                && stand.counted[0]
                && stand.hit[0]
                && aim.printed[0].is_some();
            if left == 0 || !counted || fixed || hit == to || bound {
                continue;
            }
            put(&mut stand.hit, day, to);
            if stand.lasting && day == 0 && to {
                stand.hit[1] = true;
            }
            if stand.lasting && day == 1 && !to {
                stand.hit[0] = false;
            }
            left -= 1;
        }
    }
    out
}

fn leave_out(out: &mut [Stand], day: usize, mut spare: u32, leave: Leave) {
    for stand in out {
        let (counted, _, fixed) = stand.at(day);
        if spare == 0 || !counted || fixed || stand.stays {
            continue;
        }
        put(&mut stand.counted, day, false);
        if leave == Leave::Ends && day == 0 {
            stand.counted[1] = false;
        }
        spare -= 1;
    }
}
