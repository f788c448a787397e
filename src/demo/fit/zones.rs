//! Events in the time that a figure looks back on: put where they are wanted on two days, taken from where they are not.

use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::diary::Diary;

/// What is looked back on from two days: from the first to the last day, both counted.
pub(super) type Look = [(Day, Day); 2];

/// What to do with the events of one case.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// Events with the day they move to.
    pub(super) moved: Vec<(usize, Day)>,
    /// Events that go.
    pub(super) dropped: Vec<usize>,
    /// Days of new ones.
    pub(super) added: Vec<Day>,
}

/// Whether an event lies in a stretch.
pub(super) fn within(day: Day, (from, until): (Day, Day)) -> bool {
    (from..=until).contains(&day)
}

/// The moves that make a look back from each day find something or nothing, as wanted. `events` are numbered days;
/// nothing is put before `since`.
pub(super) fn arrange(
    chance: &mut Chance,
    diary: &Diary,
    events: &[(usize, Day)],
    (look, wanted, since): (Look, [bool; 2], Day),
) -> Moves {
    let [early, late] = look;
    let shared = (late.0.max(early.0), early.1.min(late.1));
    let overlap = shared.0 <= shared.1;
    let only = [(early.0, early.1.min(late.0 - 1)), (late.0.max(early.1 + 1), late.1)];
    let zones: Vec<(Day, Day)> = match wanted {
        [true, true] if overlap && shared.1 >= since => vec![shared],
        [true, true] => only.to_vec(),
        [true, false] => vec![only[0]],
        [false, true] => vec![only[1]],
        [false, false] => Vec::new(),
    };
    let allowed = |day: Day| wanted == [true, true] || zones.iter().any(|&z| within(day, z));
    let looked = |day: Day| within(day, early) || within(day, late);
    let mut moves = Moves::default();
    let mut stray: Vec<usize> = events.iter().filter(|e| looked(e.1) && !allowed(e.1)).map(|e| e.0).collect();
    let fits = |look: (Day, Day)| events.iter().any(|e| within(e.1, look) && allowed(e.1));
    // Both are wanted and both are there already, wherever they stand.
    if wanted == [true, true] && fits(early) && fits(late) {
        return moves;
    }
    for zone in zones {
        if events.iter().any(|e| within(e.1, zone)) {
            continue;
        }
        let from = zone.0.max(since);
        let day = diary.on(chance.between(from, zone.1));
        let day = if day > zone.1 { diary.back(zone.1).max(from) } else { day };
        match stray.pop() {
            Some(event) => moves.moved.push((event, day)),
            None => moves.added.push(day),
        }
    }
    moves.dropped = stray;
    moves
}
