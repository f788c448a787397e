//! Moves of improvement actions between ratings in the month.

use super::Fit;
use crate::calendar::to_iso;

impl Fit<'_> {
    /// Actions that moved as printed, and none else in the month.
    pub(super) fn actions(&mut self) {
        const TABLE: &str = "action_rating";
        let profile = self.aims.profile;
        let moves: Vec<(String, u32)> = (profile.figures.iter())
            .filter(|f| f.measure.as_deref() == Some("action-moves") && f.part.is_none())
            .filter_map(|f| Some((f.group.first()?.clone(), f.value? as u32)))
            .collect();
        if moves.is_empty() {
            return;
        }
        let before = super::aim::month_before(self.world.last);
        // What moved by chance in the month moved before it.
        for row in self.sheets.rows(TABLE) {
            for column in ["from", "until"] {
                if self.sheets.day(TABLE, row, column).is_some_and(|d| d > before) {
                    self.sheets.set_day(TABLE, row, column, Some(before - 10));
                }
            }
        }
        let turn = to_iso(self.world.diary.on(before + 12));
        let begun = to_iso(before - 120);
        for (n, (words, count)) in moves.iter().enumerate() {
            let Some((from, to)) = words.split_once(" to ") else { continue };
            for _ in 0..*count {
                let title = format!("Step {} of the improvement plan", n + 1);
                let action = self.sheets.add("improvement_action", "AC-", &[("title", title)]);
                let action = self.sheets.first("improvement_action", action);
                let rating = |rating: &str, from: &str, until: &str| {
                    [
                        ("action_id", action.clone()),
                        ("rating", rating.to_owned()),
                        ("from", from.to_owned()),
                        ("until", until.to_owned()),
                    ]
                };
                self.sheets.add(TABLE, "RA", &rating(from, &begun, &turn));
                self.sheets.add(TABLE, "RA", &rating(to, &turn, ""));
            }
        }
    }
}
