//! Figures of plans: how many begin and are not the first, how many run long, whether they are reviewed in time.

use super::Fit;
use super::aim::{Aim, month_start};
use super::cases::{NEED, PROTECTION, Span};
use super::front::months;
use super::settle::{Leave, Stand, settle};
use super::stocks::PROTECTION_EVENTS;
use crate::calendar::{Day, add_months};
use std::collections::BTreeMap;

const CONFERENCES: &str = "ssd_initial_cp_conference";
const META: &str = "cp_plan_meta";
const REVIEWS: &str = "ssd_cp_reviews";
const REVIEWED: &str = "cppr_cp_review_date";

impl Fit<'_> {
    /// The figures of plans, after how many there are is settled.
    pub(super) fn plans(&mut self) {
        self.repeated();
        self.ended_long();
        self.long_plans();
        self.long_need();
        self.reviews();
        self.reviewed();
        if let Some(aim) = self.aim("protection-seen") {
            self.seen_later(&aim);
        }
    }

    /// A plan and the conference it was made at move to another day.
    pub(super) fn begin_plan(&mut self, span: &Span, day: Day) {
        let plan = self.sheets.first(PROTECTION.0, span.row);
        self.sheets.set_day(PROTECTION.0, span.row, PROTECTION.2, Some(day));
        for row in self.sheets.with(CONFERENCES, "icpc_cp_plan_id", &plan) {
            self.sheets.set_day(CONFERENCES, row, "icpc_icpc_date", Some(day));
        }
    }

    /// So many plans begin in each month that shares of them are as printed; at the other conferences none was made.
    pub(super) fn starts(&mut self) {
        let Some(ever) = self.aim("repeat-plans-ever") else { return };
        let lately = self.aim("repeat-plans-two-years").filter(|a| a.days == ever.days);
        for day in 0..2 {
            let of = |a: &Aim| if day == 0 { (a.days[0], a.printed[0]) } else { (a.days[1], a.printed[1]) };
            let (end, Some(printed)) = of(&ever) else { continue };
            let other = lately.as_ref().and_then(|a| of(a).1);
            let month = month_start(end)..=end;
            let spans: Vec<Span> =
                self.spans(PROTECTION).into_iter().filter(|s| month.contains(&s.from)).collect();
            let have = spans.len() as u32;
            let fits = |n: &u32| printed.hits(*n, 0).is_some();
            let both = |n: &u32| fits(n) && other.is_none_or(|o| o.hits(*n, 0).is_some());
            // Some conferences at which no plan was made leave room for the figures of conferences.
            let some = || (have / 2..=have * 3 / 4).rev();
            let all = || (have / 2..=have).rev();
            // Two figures of the same plans may need more of them than a month has.
            let more = || have + 1..=have * 6;
            let wanted = some()
                .find(both)
                .or_else(|| all().find(both))
                .or_else(|| more().find(both))
                .or_else(|| some().find(fits))
                .or_else(|| all().find(fits))
                .unwrap_or(have);
            if wanted > have {
                self.begun_elsewhere(end, wanted - have);
            }
            let spare = have.saturating_sub(wanted);
            for span in self.mixed("plans begun", spans).into_iter().take(spare as usize) {
                let plan = self.sheets.first(PROTECTION.0, span.row);
                for row in self.sheets.with(CONFERENCES, "icpc_cp_plan_id", &plan) {
                    self.sheets.set(CONFERENCES, row, "icpc_cp_plan_id", "");
                    self.sheets.set(CONFERENCES, row, "icpc_icpc_outcome_cp_flag", "N");
                }
                self.drop_plan(&span);
            }
        }
    }

    /// So many more plans begin in a month: the youngest of those open, as plans of children who moved here with one.
    fn begun_elsewhere(&mut self, end: Day, more: u32) {
        let first = month_start(end);
        let all = self.spans(PROTECTION);
        let single = |s: &Span| all.iter().filter(|o| o.child == s.child).count() == 1;
        let mut spans: Vec<Span> =
            (all.iter()).filter(|s| s.from < first && s.until.is_none() && single(s)).cloned().collect();
        // Those last whose reviews are counted: they fall away with what was before.
        let mut reviewed = |s: &Span| {
            let rows = self.sheets.with(REVIEWS, "cppr_person_id", &s.child).into_iter();
            rows.filter_map(|row| self.sheets.day(REVIEWS, row, REVIEWED)).any(|d| d >= first)
        };
        spans.sort_by_cached_key(|s| (reviewed(s), std::cmp::Reverse(s.from), s.row));
        for (n, span) in spans.into_iter().take(more as usize).enumerate() {
            let day = self.world.diary.on(first + n as Day % (end - first - 3));
            self.no_conference_of(&span.child, span.from);
            self.begin_at(&span, day, &[(PROTECTION, "", "")], &PROTECTION_EVENTS);
            let plan = self.sheets.first(PROTECTION.0, span.row);
            let notified = self.world.diary.back(day - 14);
            for row in self.sheets.with(CONFERENCES, "icpc_cp_plan_id", &plan) {
                let conference = self.sheets.first(CONFERENCES, row);
                self.sheets.set_day(CONFERENCES, row, "icpc_icpc_date", Some(day));
                let target = self.world.diary.after(notified, 15);
                self.sheets.set_day(CONFERENCES, row, "icpc_icpc_target_date", Some(target));
                self.sheets.set(CONFERENCES, row, "icpc_icpc_transfer_in", "Y");
                self.sheets.set(CONFERENCES, row, "icpc_s47_enquiry_id", "");
                for told in self.sheets.with("conference_meta", "conference_id", &conference) {
                    self.sheets.set("conference_meta", told, "kind", "transfer-in");
                    self.sheets.set_day("conference_meta", told, "notified", Some(notified));
                }
            }
        }
    }

    /// Takes a plan out, with what was done under it.
    pub(super) fn drop_plan(&mut self, span: &Span) {
        let plan = self.sheets.first(PROTECTION.0, span.row);
        for row in self.sheets.with(META, "cp_plan_id", &plan) {
            self.sheets.drop(META, row);
        }
        self.sheets.drop(PROTECTION.0, span.row);
        let until = span.until.unwrap_or(Day::MAX);
        self.take_out(&span.child, (span.from, until), &PROTECTION_EVENTS);
    }

    /// Plans that are not the first, ever and within two years.
    fn repeated(&mut self) {
        let (Some(ever), Some(lately)) = (self.aim("repeat-plans-ever"), self.aim("repeat-plans-two-years"))
        else {
            return;
        };
        let births = self.births();
        let all = self.spans(PROTECTION);
        let begun: Vec<Span> =
            all.iter().filter(|s| months(&ever, Some(s.from)) != [false; 2]).cloned().collect();
        let begun = self.mixed("repeat plans", begun);
        let earlier: Vec<Vec<Span>> = (begun.iter())
            .map(|b| all.iter().filter(|s| s.child == b.child && s.from < b.from).cloned().collect())
            .collect();
        let soon = |b: &Span, list: &[Span]| {
            list.iter().any(|s| s.until.is_some_and(|u| u <= b.from && u >= add_months(b.from, -24)))
        };
        let young = |b: &Span| births.get(&b.child).is_none_or(|&d| d > b.from - 900);
        let stand = |b: &Span, hit: bool| Stand {
            counted: months(&ever, Some(b.from)),
            hit: [hit; 2],
            fixed: [young(b) && !hit; 2],
            ..Stand::default()
        };
        let stands: Vec<Stand> =
            begun.iter().zip(&earlier).map(|(b, list)| stand(b, soon(b, list))).collect();
        let late = settle(&stands, &lately, Leave::No);
        let of = |s: &Stand| if s.counted[1] { s.hit[1] } else { s.hit[0] };
        let mut stands_ever = Vec::new();
        for ((b, list), (old, new)) in begun.iter().zip(&earlier).zip(stands.iter().zip(&late)) {
            let mut known = !list.is_empty();
            match (of(old), of(new)) {
                (true, false) => {
                    list.iter().for_each(|span| self.drop_plan(span));
                    known = false;
                }
                (false, true) => {
                    self.plan_before(b);
                    known = true;
                }
                _ => {}
            }
            let fixed = of(new);
            stands_ever.push(Stand { fixed: [fixed || (young(b) && !known); 2], ..stand(b, known) });
        }
        let wanted = settle(&stands_ever, &ever, Leave::No);
        for (((b, list), new), after) in begun.iter().zip(&earlier).zip(wanted).zip(&late) {
            if !of(&new) {
                list.iter().for_each(|span| self.drop_plan(span));
            }
            let plan = self.sheets.first(PROTECTION.0, b.row);
            let told = if of(&new) || of(after) { "1" } else { "0" };
            for row in self.sheets.with(META, "cp_plan_id", &plan) {
                self.sheets.set(META, row, "previous_plans", told);
            }
        }
    }

    /// A plan of the same child that ended within the two years before.
    fn plan_before(&mut self, span: &Span) {
        let old = self.sheets.first(PROTECTION.0, span.row);
        let row = self.sheets.copy(PROTECTION.0, span.row);
        let until = self.world.diary.back(span.from - 240 - span.row as Day % 200);
        let id = format!("PC{}-{}", span.child, until - 260);
        self.sheets.set(PROTECTION.0, row, "cppl_cp_plan_id", &id);
        self.sheets.set(PROTECTION.0, row, "cppl_icpc_id", "");
        self.sheets.set_day(PROTECTION.0, row, PROTECTION.2, Some(self.world.diary.back(until - 260)));
        self.sheets.set_day(PROTECTION.0, row, PROTECTION.3, Some(until));
        for at in self.sheets.with(META, "cp_plan_id", &old) {
            let made = self.sheets.copy(META, at);
            self.sheets.set(META, made, "cp_plan_id", &id);
            self.sheets.set(META, made, "previous_plans", "0");
        }
    }

    /// Plans open past two years: those nearest to it move over it.
    fn long_plans(&mut self) {
        let Some(aim) = self.aim("plans-past-two-years") else { return };
        let spans: Vec<Span> =
            self.spans(PROTECTION).into_iter().filter(|s| aim.days.iter().any(|&d| s.open(d))).collect();
        for (span, from) in self.over(&aim, spans, (24, |_| false), |s, d| s.open(d)) {
            self.begin_plan(&span, from);
        }
    }

    /// Plans that ended in the month after two years or more.
    fn ended_long(&mut self) {
        let Some(aim) = self.aim("plans-ended-two-years") else { return };
        self.ended_more(&aim);
        let mut spans: Vec<Span> =
            self.spans(PROTECTION).into_iter().filter(|s| months(&aim, s.until) != [false; 2]).collect();
        spans.sort_by_key(|s| s.from);
        let stand = |s: &Span| {
            let hit = s.until.is_some_and(|u| add_months(s.from, 24) <= u);
            Stand { counted: months(&aim, s.until), hit: [hit; 2], ..Stand::default() }
        };
        let stands: Vec<Stand> = spans.iter().map(stand).collect();
        for (span, (old, new)) in spans.iter().zip(stands.iter().zip(settle(&stands, &aim, Leave::No))) {
            let (Some(until), true) = (span.until, old.hit != new.hit) else { continue };
            let long = if new.counted[1] { new.hit[1] } else { new.hit[0] };
            let from = add_months(until, -24) + if long { -20 } else { 20 };
            self.begin_plan(span, self.world.diary.back(from));
        }
    }

    /// So many plans ended in the earlier month that a share of them is as printed: some ran on until then.
    fn ended_more(&mut self, aim: &Aim) {
        let Some(printed) = aim.printed[0] else { return };
        let early = aim.days[0];
        let month = month_start(early)..=early;
        let mut spans: Vec<(Day, Span)> =
            self.spans(PROTECTION).into_iter().filter_map(|s| Some((s.until?, s))).collect();
        let have = spans.iter().filter(|s| month.contains(&s.0)).count() as u32;
        let wanted = (have..have + 40).find(|&n| printed.hits(n, 1).is_some_and(|k| k <= 2)).unwrap_or(have);
        spans.retain(|s| s.0 < month_start(early));
        spans.sort_by_key(|s| (std::cmp::Reverse(s.0), s.1.row));
        for (n, (_, span)) in spans.into_iter().take((wanted - have) as usize).enumerate() {
            let day = self.world.diary.on(month_start(early) + 1 + n as Day % 25);
            self.sheets.set_day(PROTECTION.0, span.row, PROTECTION.3, Some(day));
        }
    }

    /// Child in need plans open past twelve months; disabled children are not counted.
    fn long_need(&mut self) {
        let Some(aim) = self.aim("child-in-need-over-a-year") else { return };
        let mut disabled: BTreeMap<String, bool> = BTreeMap::new();
        for row in self.sheets.rows("child_extra") {
            let child = self.sheets.text("child_extra", row, "child_id").to_owned();
            disabled.insert(child, self.sheets.text("child_extra", row, "disabled") == "Y");
        }
        let spans: Vec<Span> = (self.joined(NEED, 7).into_iter())
            .filter(|s| aim.days.iter().any(|&d| s.joins(d, 7)))
            .filter(|s| disabled.get(&s.child) != Some(&true))
            .collect();
        let moved = self.over(&aim, spans, (12, |_| true), |s, d| s.joins(d, 7));
        for (span, from) in moved {
            // The first of the joined plans is the one that begins it.
            for row in self.sheets.with(NEED.0, NEED.1, &span.child) {
                if self.sheets.day(NEED.0, row, NEED.2) == Some(span.from) {
                    self.sheets.set_day(NEED.0, row, NEED.2, Some(from));
                }
            }
        }
    }

    /// The spans that must begin on another day so that the share of those older than so many months is as printed;
    /// those nearest to it first. Who is left out is a child with a disability.
    fn over(
        &mut self,
        aim: &Aim,
        mut spans: Vec<Span>,
        (limit, may_leave): (i32, fn(&Span) -> bool),
        open: impl Fn(&Span, Day) -> bool,
    ) -> Vec<(Span, Day)> {
        let past = |from: Day, day: Day| add_months(from, limit) < day;
        let edge = add_months(aim.days[1], -limit);
        spans.sort_by_key(|s| ((s.from - edge).abs(), s.row));
        let stands: Vec<Stand> = (spans.iter())
            .map(|s| Stand {
                counted: aim.days.map(|d| open(s, d)),
                hit: aim.days.map(|d| past(s.from, d)),
                stays: !may_leave(s),
                // What ends in between is in another figure.
                fixed: [s.until.is_some(); 2],
                lasting: true,
            })
            .collect();
        // Left out are the youngest plans, which no count of long ones needs.
        let mut backwards: Vec<Stand> = stands.iter().rev().copied().collect();
        let leave = if spans.iter().any(may_leave) { Leave::Both } else { Leave::No };
        let none = Aim { printed: aim.printed, ..*aim };
        let left = settle(&backwards, &none, leave);
        for (stand, after) in backwards.iter_mut().zip(left) {
            stand.counted = if after.counted == [false; 2] { after.counted } else { stand.counted };
        }
        let mut out = Vec::new();
        let kept: Vec<Stand> = backwards.into_iter().rev().collect();
        let wanted = settle(&kept, aim, Leave::No);
        let [early, late] = aim.days;
        for (n, (span, (old, new))) in spans.into_iter().zip(stands.iter().zip(&wanted)).enumerate() {
            if old.counted != new.counted {
                for row in self.sheets.with("child_extra", "child_id", &span.child) {
                    self.sheets.set("child_extra", row, "disabled", "Y");
                }
                continue;
            }
            if old.hit == new.hit {
                continue;
            }
            let back = n as Day % 11;
            let from = match new.hit {
                [true, _] => add_months(early, -limit) - 4 - back,
                [false, true] => add_months(early, -limit) + 3 + back.min(late - early - 8),
                [false, false] => add_months(late, -limit) + 4 + back,
            };
            out.push((span, from));
        }
        out
    }

    /// Review conferences in time: the one before moves, so that the next was due earlier or later.
    fn reviews(&mut self) {
        let Some(aim) = self.aim("review-conferences-in-time") else { return };
        self.more_reviews(&aim);
        let mut held = Vec::new();
        let mut stands = Vec::new();
        for span in self.mixed("review-conferences", self.spans(PROTECTION)) {
            let rows = self.sheets.with(REVIEWS, "cppr_person_id", &span.child).into_iter();
            let mut list: Vec<(Day, usize)> = rows
                .filter_map(|row| Some((self.sheets.day(REVIEWS, row, REVIEWED)?, row)))
                .filter(|(d, _)| *d > span.from && span.until.is_none_or(|u| *d <= u))
                .collect();
            list.sort_unstable();
            list.dedup_by_key(|x| x.0);
            let (mut anchor, mut before) = (span.from, None);
            for (n, &(day, row)) in list.iter().enumerate() {
                let due = add_months(anchor, if n == 0 { 3 } else { 6 });
                let counted = months(&aim, Some(day));
                if counted != [false; 2] {
                    let fixed = before.is_none();
                    held.push((row, day, before));
                    stands.push(Stand {
                        counted,
                        hit: [day <= due; 2],
                        fixed: [fixed; 2],
                        ..Stand::default()
                    });
                }
                (anchor, before) = (day, Some(row));
            }
        }
        let wanted = settle(&stands, &aim, Leave::Each);
        for ((row, day, before), (old, new)) in held.into_iter().zip(stands.iter().zip(wanted)) {
            if old.counted != new.counted {
                self.sheets.drop(REVIEWS, row);
                continue;
            }
            let hit = if new.counted[1] { new.hit[1] } else { new.hit[0] };
            if let (Some(before), true) =
                (before, old.hit != new.hit && (new.hit[0] == hit || new.hit[1] == hit))
            {
                let moved = add_months(day, -6) + if hit { 9 } else { -9 };
                self.sheets.redate(REVIEWS, before, REVIEWED, self.world.diary.back(moved));
            }
        }
    }

    /// So many reviews in each month that a number of them is as printed: some were held early.
    fn more_reviews(&mut self, aim: &Aim) {
        for (end, printed) in aim.days.into_iter().zip(aim.printed) {
            let Some(printed) = printed else { continue };
            let month = month_start(end)..=end;
            let (mut have, mut room) = (0, Vec::new());
            for span in self.mixed("review-conferences more", self.spans(PROTECTION)) {
                let rows = self.sheets.with(REVIEWS, "cppr_person_id", &span.child).into_iter();
                let held: Vec<(Day, usize)> = rows
                    .filter_map(|row| Some((self.sheets.day(REVIEWS, row, REVIEWED)?, row)))
                    .filter(|(d, _)| *d > span.from && span.until.is_none_or(|u| *d <= u))
                    .collect();
                have += held.iter().filter(|(d, _)| month.contains(d)).count() as u32;
                let quiet = !held.iter().any(|(d, _)| (end - 75..=end + 62).contains(d));
                let last = held.iter().map(|h| h.0).max();
                // Early is in time: the next is due no sooner than this month's end.
                let ahead = last.map_or(add_months(span.from, 3), |l| add_months(l, 6)) > end;
                if quiet && ahead && span.from + 35 < end && span.until.is_none() {
                    room.push(span);
                }
            }
            let wanted =
                (have..have + room.len() as u32).find(|&n| printed.hits(n, 0).is_some()).unwrap_or(have);
            if wanted - have > printed.spare(have) && printed.spare(have) > 0 {
                continue;
            }
            let like = self.sheets.rows(REVIEWS).first().copied().unwrap_or(usize::MAX);
            for (n, span) in room.into_iter().take((wanted - have) as usize).enumerate() {
                let row = self.sheets.copy(REVIEWS, like);
                let day = self.world.diary.back(end - 2 - n as Day % 20);
                let plan = self.sheets.first(PROTECTION.0, span.row);
                self.sheets.set(REVIEWS, row, "cppr_person_id", &span.child);
                self.sheets.set(REVIEWS, row, "cppr_cp_plan_id", &plan);
                self.sheets.redate(REVIEWS, row, REVIEWED, day);
                self.sheets.set_day(REVIEWS, row, "cppr_cp_review_due", Some(day));
            }
        }
    }
}
