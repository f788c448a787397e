//! The periods of a series of rates: the one that holds the day asked, up to that day, and those before it.

use crate::calendar::{Calendar, Day};

/// How long a period is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// A slot of the calendar: `month`, `quarter`, `financial-year`.
    Slot(String),
    /// From this day on; those before it are as long.
    Since(Day),
}

/// So many periods, the oldest first; the last ends on the day asked. Nothing where the calendar has no such slot on
/// that day; fewer where it has fewer.
pub fn periods(calendar: &Calendar, stretch: &Stretch, as_at: Day, number: u32) -> Option<Vec<(Day, Day)>> {
    let mut out = Vec::new();
    match stretch {
        Stretch::Slot(name) => {
            let (first, _) = calendar.slot_of(name, as_at)?;
            out.push((first, as_at));
            let mut before = first - 1;
            while out.len() < number as usize {
                let Some(slot) = calendar.slot_of(name, before) else { break };
                out.push(slot);
                before = slot.0 - 1;
            }
        }
        Stretch::Since(first) => {
            let length = as_at.checked_sub(*first).filter(|n| *n >= 0)? + 1;
            let back = |k: u32| {
                let shift = length.saturating_mul(k as i32);
                (first.saturating_sub(shift), as_at.saturating_sub(shift))
            };
            out.extend((0..number).map(back));
        }
    }
    out.reverse();
    Some(out)
}
