//! Plans with every review in time.

use super::Fit;
use super::aim::Aim;
use super::cases::{PROTECTION, Span};
use super::settle::{Leave, Stand, settle};
use crate::calendar::{Day, add_months};

const TABLE: &str = "ssd_cp_reviews";
const DATE: &str = "cppr_cp_review_date";

impl Fit<'_> {
    /// Plans open three months or more with every review in time: reviews move, and some are held that were not.
    pub(super) fn reviewed(&mut self) {
        let Some(aim) = self.aim("plans-reviewed-in-time") else { return };
        let Aim { days: [early, late], .. } = aim;
        let spans: Vec<Span> = (self.mixed("plans-reviewed-in-time", self.spans(PROTECTION)).into_iter())
            .filter(|s| aim.days.iter().any(|&d| s.open(d) && add_months(s.from, 3) <= d))
            .collect();
        let mut stands = Vec::new();
        for span in &spans {
            let counted = aim.days.map(|d| span.open(d) && add_months(span.from, 3) <= d);
            let hit = [self.in_time(span, early), self.in_time(span, late)];
            let held = self.reviews_of(span, late).len();
            stands.push(Stand { counted, hit, fixed: [held == 0 && hit[1]; 2], ..Stand::default() });
        }
        let wanted = settle(&stands, &aim, Leave::No);
        for (span, (old, new)) in spans.iter().zip(stands.iter().zip(wanted)) {
            match (old.hit[1], new.hit[1]) {
                (false, true) => self.review_in_time(span, late),
                (true, false) => self.review_late(span, late),
                _ => {}
            }
        }
    }

    /// The reviews of a plan up to a day, the earliest first.
    fn reviews_of(&mut self, span: &Span, day: Day) -> Vec<(Day, usize)> {
        let rows = self.sheets.with(TABLE, "cppr_person_id", &span.child).into_iter();
        let mut list: Vec<(Day, usize)> = rows
            .filter_map(|row| Some((self.sheets.day(TABLE, row, DATE)?, row)))
            .filter(|(d, _)| *d > span.from && *d <= day && span.until.is_none_or(|u| *d <= u))
            .collect();
        list.sort_unstable();
        list.dedup_by_key(|x| x.0);
        list
    }

    /// Whether no review of a plan was late up to a day, or is.
    fn in_time(&mut self, span: &Span, day: Day) -> bool {
        let mut due = add_months(span.from, 3);
        for (held, _) in self.reviews_of(span, day) {
            if held > due {
                return false;
            }
            due = add_months(held, 6);
        }
        due >= day
    }

    /// Every review of a plan is held a few days before it is due.
    fn review_in_time(&mut self, span: &Span, day: Day) {
        let mut due = add_months(span.from, 3);
        for (held, row) in self.reviews_of(span, day) {
            let held = if held > due {
                let moved = self.world.diary.back(due - 2);
                self.sheets.redate(TABLE, row, DATE, moved);
                moved
            } else {
                held
            };
            due = add_months(held, 6);
        }
        while due < day {
            let Some(&like) = self.sheets.rows(TABLE).first() else { return };
            let row = self.sheets.copy(TABLE, like);
            let held = self.world.diary.back(due - 2);
            let plan = self.sheets.first(PROTECTION.0, span.row);
            self.sheets.set(TABLE, row, "cppr_person_id", &span.child);
            self.sheets.set(TABLE, row, "cppr_cp_plan_id", &plan);
            self.sheets.set_day(TABLE, row, "cppr_cp_review_due", Some(due));
            self.sheets.redate(TABLE, row, DATE, held);
            due = add_months(held, 6);
        }
    }

    /// The last review of a plan was held a week late.
    fn review_late(&mut self, span: &Span, day: Day) {
        let list = self.reviews_of(span, day);
        let Some(&(_, row)) = list.last() else { return };
        let before = list.len().checked_sub(2).and_then(|n| list.get(n));
        let due = before.map_or(add_months(span.from, 3), |b| add_months(b.0, 6));
        self.sheets.redate(TABLE, row, DATE, self.world.diary.on(due + 7));
    }
}
