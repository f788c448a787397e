//! How many are on a plan or in care on the two days: some end earlier, some begin later than they were made to.

use super::Fit;
use super::aim::Aim;
use super::cases::{CARE, NEED, PLACEMENTS, PROTECTION, Periods, Span};
use crate::calendar::Day;
use std::collections::BTreeMap;

/// Events of a child: table, columns of the child and of the day, and, where only some are meant, a column and its value.
pub(super) type Events = (&'static str, &'static str, &'static str, Option<(&'static str, &'static str)>);

pub(super) const NEED_EVENTS: [Events; 3] = [
    ("ssd_cin_visits", "cinv_person_id", "cinv_cin_visit_date", None),
    ("meeting", "child_id", "date", Some(("kind", "cin_review"))),
    ("meeting", "child_id", "date", Some(("kind", "plan_review"))),
];
pub(super) const PROTECTION_EVENTS: [Events; 3] = [
    ("ssd_cp_visits", "cppv_person_id", "cppv_cp_visit_date", None),
    ("ssd_cp_reviews", "cppr_person_id", "cppr_cp_review_date", None),
    ("meeting", "child_id", "date", Some(("kind", "core_group"))),
];
const CARE_EVENTS: [Events; 3] = [
    ("ssd_cla_visits", "clav_person_id", "clav_cla_visit_date", None),
    ("ssd_cla_reviews", "clar_cla_person_id", "clar_cla_review_date", None),
    ("ssd_cla_health", "clah_person_id", "clah_health_check_date", None),
];
/// What runs with a time in care, with the reason it ends for.
const CARE_PERIODS: [(Periods, &str, &str); 5] = [
    (CARE, "end_reason", "returned-home"),
    (
        ("ssd_cla_episodes", "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        "clae_cla_episode_ceased_reason",
        "E4A",
    ),
    (
        ("ssd_legal_status", "lega_person_id", "lega_legal_status_start_date", "lega_legal_status_end_date"),
        "",
        "",
    ),
    (PLACEMENTS, "", ""),
    (("care_plan", "child_id", "from", "until"), "", ""),
];

impl Fit<'_> {
    /// Children in need, on a protection plan, in care.
    pub(super) fn stocks(&mut self) {
        self.starts();
        self.stock(
            ("protection-plans", "protection-rate"),
            PROTECTION,
            &[(PROTECTION, "", "")],
            &PROTECTION_EVENTS,
        );
        self.stock(("children-in-need", ""), NEED, &[(NEED, "", "")], &NEED_EVENTS);
        self.stock(("looked-after", "looked-after-rate"), CARE, &CARE_PERIODS, &CARE_EVENTS);
    }

    fn stock(
        &mut self,
        (measure, rate): (&str, &str),
        periods: Periods,
        with: &[(Periods, &'static str, &'static str)],
        events: &[Events],
    ) {
        let Some(aim) = self.aim(measure).or_else(|| self.rate(rate)) else { return };
        let mut of: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for span in self.spans(periods).into_iter().filter(|s| aim.days.iter().any(|&d| s.open(d))) {
            of.entry(span.child.clone()).or_default().push(span);
        }
        let open = |list: &[Span], day: Day| list.iter().any(|s| s.open(day));
        let count = |day: Day| of.values().filter(|l| open(l, day)).count() as u32;
        let [early, late] = aim.days;
        let over = |day: usize| {
            let (printed, day) = if day == 0 { (aim.printed[0], early) } else { (aim.printed[1], late) };
            printed.map(|p| count(day).saturating_sub(p.whole()))
        };
        let later = over(1).unwrap_or(0);
        let earlier = over(0).unwrap_or(later);
        if late - early > 60 {
            return self.apart((measure, [early, late]), [earlier, later], &of, (with, events));
        }
        let single = of.values().filter_map(|l| match l.as_slice() {
            [one] if one.open(early) && one.open(late) => Some(one.clone()),
            _ => None,
        });
        // The newest first: what ends soon after it began, or begins a little later, breaks least.
        let mut pool: Vec<Span> = self.mixed(measure, single.collect());
        pool.retain(|s| s.from < early - 40);
        let both = earlier.min(later);
        let mut chance = self.chance(&format!("{measure} ends"));
        let ends = self.ends_wanted(measure, &aim);
        for n in 0..both + (later - both) {
            let Some(span) = pool.pop() else { return };
            let day = match (n < both, n < ends) {
                (true, true) => chance.between(early - 27, early - 1),
                (true, false) => chance.between(early - 80, early - 32),
                _ => chance.between(early + 2, late - 1),
            };
            let day = self.world.diary.back(day);
            let day = if n >= both && day <= early { early + 1 } else { day };
            self.end_at(&span, day, with, events);
        }
        pool.sort_by_key(|s| s.from);
        for _ in 0..earlier - both {
            let Some(span) = pool.pop() else { return };
            let day = self.world.diary.on(chance.between(early + 1, early + 18));
            self.begin_at(&span, day, with, events);
        }
    }

    /// Of days far apart most are open on one only: so many of each end before it.
    fn apart(
        &mut self,
        (measure, days): (&str, [Day; 2]),
        over: [u32; 2],
        of: &BTreeMap<String, Vec<Span>>,
        (with, events): (&[(Periods, &'static str, &'static str)], &[Events]),
    ) {
        let mut chance = self.chance(&format!("{measure} ends"));
        for (at, (day, over)) in days.into_iter().zip(over).enumerate() {
            let single = of.values().filter_map(|l| match l.as_slice() {
                [one] if days.map(|d| one.open(d)) == [at == 0, at == 1] && one.from < day - 80 => {
                    Some(one.clone())
                }
                _ => None,
            });
            for span in self.mixed(measure, single.collect::<Vec<Span>>()).into_iter().take(over as usize) {
                let end = self.world.diary.back(chance.between(day - 60, day - 1));
                self.end_at(&span, end, with, events);
            }
        }
    }

    /// How many plans of those that end must end in the earlier month, for the share of long ones among them.
    fn ends_wanted(&self, measure: &str, aim: &Aim) -> u32 {
        let long = self.aim("plans-ended-two-years").filter(|_| measure == "protection-plans");
        let Some(printed) = long.and_then(|a| a.printed[0]) else { return u32::MAX };
        let month = super::aim::month_start(aim.days[0])..=aim.days[0];
        let spans = self.spans(PROTECTION);
        let ended = spans.iter().filter(|s| s.until.is_some_and(|u| month.contains(&u))).count() as u32;
        (ended..ended + 40).find(|&n| printed.hits(n, 1).is_some()).map_or(u32::MAX, |n| n - ended)
    }

    /// Ends what runs with a span, and takes out what came after.
    pub(super) fn end_at(
        &mut self,
        span: &Span,
        day: Day,
        with: &[(Periods, &'static str, &'static str)],
        events: &[Events],
    ) {
        for &((table, child, from, until), column, reason) in with {
            for row in self.sheets.with(table, child, &span.child) {
                let begun = self.sheets.day(table, row, from).unwrap_or(day);
                let ended = self.sheets.day(table, row, until);
                if begun < span.from || ended.is_some_and(|u| u <= day) {
                    continue;
                }
                if begun >= day {
                    self.sheets.drop(table, row);
                    continue;
                }
                self.sheets.set_day(table, row, until, Some(day));
                if !column.is_empty() {
                    self.sheets.set(table, row, column, reason);
                }
            }
        }
        self.take_out(&span.child, (day + 1, Day::MAX), events);
    }

    /// A time in care begins on a later day.
    pub(super) fn begin_care(&mut self, span: &Span, day: Day) {
        self.begin_at(span, day, &CARE_PERIODS, &CARE_EVENTS);
    }

    /// Begins what runs with a span on a later day, and takes out what came before.
    pub(super) fn begin_at(
        &mut self,
        span: &Span,
        day: Day,
        with: &[(Periods, &'static str, &'static str)],
        events: &[Events],
    ) {
        for &((table, child, from, until), ..) in with {
            for row in self.sheets.with(table, child, &span.child) {
                let Some(begun) = self.sheets.day(table, row, from).filter(|f| (span.from..day).contains(f))
                else {
                    continue;
                };
                match self.sheets.day(table, row, until).filter(|u| *u > begun && *u <= day) {
                    Some(_) => self.sheets.drop(table, row),
                    None => self.sheets.set_day(table, row, from, Some(day)),
                }
            }
        }
        self.take_out(&span.child, (span.from, day - 1), events);
    }

    /// Takes out a child's events of a stretch.
    pub(super) fn take_out(&mut self, child: &str, (from, until): (Day, Day), events: &[Events]) {
        for &(table, owner, column, only) in events {
            for row in self.sheets.with(table, owner, child) {
                let meant = only.is_none_or(|(column, value)| self.sheets.text(table, row, column) == value);
                let within = self.sheets.day(table, row, column).is_some_and(|d| (from..=until).contains(&d));
                if meant && within {
                    self.sheets.drop(table, row);
                }
            }
        }
    }
}
