//! Visits to children in need made in time, and visits to children in care made in time and alone.

use super::Fit;
use super::aim::{Aim, month_start};
use super::cases::{NEED, PLACEMENTS, PROTECTION, Span};
use super::front::months;
use super::looks::{Place, seen};
use super::settle::{Leave, Stand, settle};
use crate::calendar::{Day, add_months};
use std::collections::BTreeSet;

/// A visit owed: when it was due, and the place in the list of visits of the one that answered it.
#[derive(Debug, Clone, Copy)]
struct Owed {
    anchor: Day,
    due: Day,
    answer: Option<(usize, Day)>,
}

impl Owed {
    fn met(&self) -> bool {
        self.answer.is_some_and(|a| a.1 <= self.due)
    }
}

impl Fit<'_> {
    /// Agreements to visit less often ended before the months of the figures.
    pub(super) fn end_agreements(&mut self, standard: &str, before: Day) {
        for row in self.sheets.rows("agreements") {
            if self.sheets.text("agreements", row, "standard") != standard {
                continue;
            }
            match self.sheets.day("agreements", row, "from") {
                Some(from) if from < before => self.sheets.set_day("agreements", row, "until", Some(before)),
                _ => self.sheets.drop("agreements", row),
            }
        }
    }

    /// Visits to children in need.
    pub(super) fn need_visits(&mut self) {
        let Some(aim) = self.aim("child-in-need-visits-in-time") else { return };
        self.end_agreements("child-in-need-visits", aim.days[0] - 100);
        let spans = self.joined(NEED, 7);
        let spans: Vec<Span> =
            spans.into_iter().filter(|s| s.until.is_none_or(|u| u > aim.days[0] - 70)).collect();
        let spans = self.mixed("child-in-need-visits", spans);
        // Visits to children on a protection plan too are in another figure.
        let plans: BTreeSet<String> = (self.spans(PROTECTION).into_iter())
            .filter(|s| s.until.is_none_or(|u| u > aim.days[0] - 70))
            .map(|s| s.child)
            .collect();
        let free: Vec<Span> = spans.iter().filter(|s| !plans.contains(&s.child)).cloned().collect();
        for (day, (end, printed)) in aim.days.into_iter().zip(aim.printed).enumerate() {
            let Some(printed) = printed else { continue };
            let month = (month_start(end), end);
            let (mut of, mut hits) = (0, 0);
            for span in &spans {
                let (n, k) = self.tally(span, month);
                (of, hits) = (of + n, hits + k);
            }
            let mut order = free.iter();
            let keeps = if day == 1 { Some((month_start(aim.days[0]), aim.days[0])) } else { None };
            // First a number of visits owed of which a number is as printed, then so many of them in time.
            while printed.hits(of, hits).is_none() {
                let Some(span) = order.next() else { break };
                of += self.one_more(span, month, keeps);
            }
            let (to, mut left) = match printed.hits(of, hits) {
                Some(wanted) => (wanted > hits, wanted.abs_diff(hits)),
                None => continue,
            };
            for span in &free {
                if left == 0 {
                    break;
                }
                if self.turn(span, (month, keeps), to) {
                    left -= 1;
                }
            }
        }
    }

    /// The visits owed under a joined plan, as at a day.
    fn owed(&mut self, span: &Span, as_at: Day) -> (Vec<Owed>, Vec<Place>) {
        let visits = seen(&mut self.sheets, &span.child);
        let stop = span.until.unwrap_or(Day::MAX);
        let as_at = span.shown(as_at);
        let mut out = Vec::new();
        let mut anchor = span.from;
        loop {
            let due = anchor + 28;
            let answer = visits
                .iter()
                .enumerate()
                .find(|(_, p)| p.day > anchor && p.day <= as_at && p.day <= stop)
                .map(|(n, p)| (n, p.day));
            match answer {
                Some((_, day)) => {
                    out.push(Owed { anchor, due, answer });
                    anchor = day;
                }
                None => {
                    if due < stop {
                        out.push(Owed { anchor, due, answer: None });
                    }
                    return (out, visits);
                }
            }
        }
    }

    /// How many visits fell due in a month, and how many of them were made in time.
    fn tally(&mut self, span: &Span, month: (Day, Day)) -> (u32, u32) {
        let list = self.owed(span, month.1).0;
        let due = list.iter().filter(|o| (month.0..=span.shown(month.1)).contains(&o.due));
        due.fold((0, 0), |(n, k), o| (n + 1, k + u32::from(o.met())))
    }

    /// One visit more falls due in the month: the one before it was made a little earlier.
    fn one_more(&mut self, span: &Span, month: (Day, Day), keeps: Option<(Day, Day)>) -> u32 {
        let before = self.tally(span, month);
        let kept = keeps.map(|m| self.tally(span, m));
        let (list, visits) = self.owed(span, month.1);
        let Some(last) = list.last().filter(|o| o.answer.is_none()) else { return 0 };
        let early = last.due - month.1;
        let moved = visits.iter().find(|p| p.day == last.anchor && (1..=4).contains(&early));
        let Some(place) = moved.copied() else { return 0 };
        self.sheets.redate(place.table, place.row, place.column, place.day - early);
        if self.tally(span, month) == (before.0 + 1, before.1) && keeps.map(|m| self.tally(span, m)) == kept {
            return 1;
        }
        self.sheets.redate(place.table, place.row, place.column, place.day);
        0
    }

    /// Makes one visit of the month be in time, or late, and nothing else of the figures change.
    fn turn(&mut self, span: &Span, (month, keeps): ((Day, Day), Option<(Day, Day)>), to: bool) -> bool {
        let before = self.tally(span, month);
        let kept = keeps.map(|m| self.tally(span, m));
        let (list, visits) = self.owed(span, month.1);
        let within = |o: &&Owed| (month.0 + 3..month.1).contains(&o.due) && o.met() != to;
        let Some(owed) = list.iter().find(within).copied() else { return false };
        let wanted = if to { (before.0, before.1 + 1) } else { (before.0, before.1.saturating_sub(1)) };
        let day = if to { self.world.diary.back(owed.due) } else { self.world.diary.on(owed.due + 1) };
        if day > month.1 || day <= owed.anchor {
            return false;
        }
        let answered = owed.answer.and_then(|(n, _)| visits.get(n)).copied();
        match answered {
            Some(place) if place.table == "ssd_cin_visits" => {
                self.sheets.redate(place.table, place.row, place.column, day);
                if self.tally(span, month) == wanted && keeps.map(|m| self.tally(span, m)) == kept {
                    return true;
                }
                self.sheets.redate(place.table, place.row, place.column, place.day);
                false
            }
            Some(_) => false,
            None => {
                let own = self.sheets.with("ssd_cin_visits", "cinv_person_id", &span.child);
                let Some(&like) = own.last() else { return false };
                let row = self.sheets.copy("ssd_cin_visits", like);
                self.sheets.set("ssd_cin_visits", row, "cinv_cin_visit_seen", "Y");
                self.sheets.redate("ssd_cin_visits", row, "cinv_cin_visit_date", day);
                if self.tally(span, month) == wanted && keeps.map(|m| self.tally(span, m)) == kept {
                    return true;
                }
                self.sheets.drop("ssd_cin_visits", row);
                false
            }
        }
    }

    /// Children in care seen in time and alone: what is said of the visits changes, not their days.
    pub(super) fn alone(&mut self) {
        let Some(aim) = self.aim("seen-alone-in-time") else { return };
        self.end_agreements("care-visits", aim.days[0] - 100);
        self.owe_alone(&aim);
        let mut answers = Vec::new();
        let mut stands = Vec::new();
        for (as_at, only) in [(aim.days[0], [true, false]), (aim.days[1], [false, true])] {
            for span in self.mixed("seen-alone-in-time", self.spans(PLACEMENTS)) {
                for (due, answer) in self.care_owed(&span, as_at) {
                    let counted = months(&aim, Some(due));
                    if counted != only {
                        continue;
                    }
                    let met = answer.filter(|p| p.day <= due);
                    let hit = met.is_some_and(|p| self.was_alone(&p));
                    let fixed = met.is_none_or(|p| p.table != "ssd_cla_visits");
                    answers.push(met);
                    stands.push(Stand { counted, hit: [hit; 2], fixed: [fixed; 2], ..Stand::default() });
                }
            }
        }
        let wanted = settle(&stands, &aim, Leave::No);
        for (place, (old, new)) in answers.into_iter().zip(stands.iter().zip(wanted)) {
            let hit = if new.counted[1] { new.hit[1] } else { new.hit[0] };
            let was = if old.counted[1] { old.hit[1] } else { old.hit[0] };
            let (Some(place), true) = (place, hit != was) else { continue };
            // A visit that was keyed twice says the same twice.
            let child = self.sheets.text(place.table, place.row, "clav_person_id").to_owned();
            for twin in self.sheets.with("ssd_cla_visits", "clav_person_id", &child) {
                if self.sheets.day(place.table, twin, place.column) != Some(place.day) {
                    continue;
                }
                let id = self.sheets.first(place.table, twin);
                self.sheets.set(place.table, twin, "clav_cla_visit_seen_alone", if hit { "Y" } else { "N" });
                for row in self.sheets.with("visit_meta", "visit_id", &id) {
                    self.sheets.set("visit_meta", row, "alone_reason", "");
                }
            }
        }
    }

    /// How many visits to a child in a placement fell due in a month.
    fn owed_in(&mut self, span: &Span, month: (Day, Day)) -> u32 {
        let owed = self.care_owed(span, month.1);
        owed.iter().filter(|o| (month.0..=month.1).contains(&o.0)).count() as u32
    }

    /// So many visits to children in care fall due in each month that a number of them is as printed: of some the one
    /// before was made a few days later, or earlier.
    fn owe_alone(&mut self, aim: &Aim) {
        for (day, (end, printed)) in aim.days.into_iter().zip(aim.printed).enumerate() {
            let Some(printed) = printed else { continue };
            let month = (month_start(end), end);
            let keeps = (day == 1).then(|| (month_start(aim.days[0]), aim.days[0]));
            let spans = self.mixed("seen-alone due", self.spans(PLACEMENTS));
            let of: u32 = spans.iter().map(|s| self.owed_in(s, month)).sum();
            let fits = |n: &u32| printed.hits(*n, 0).is_some();
            let less = (of.saturating_sub(12)..=of).rev().find(fits).map(|n| of - n);
            let more = (of..of + 60).find(fits).map(|n| n - of);
            let (up, mut left) = match (less, more) {
                (Some(less), Some(more)) if less <= more => (false, less),
                (Some(less), None) => (false, less),
                (_, more) => (true, more.unwrap_or(0)),
            };
            for span in &spans {
                if left == 0 {
                    break;
                }
                left -= u32::from(self.shift_owed(span, (month, keeps), up));
            }
        }
    }

    /// One visit more, or fewer, falls due in the month.
    fn shift_owed(
        &mut self,
        span: &Span,
        (month, keeps): ((Day, Day), Option<(Day, Day)>),
        up: bool,
    ) -> bool {
        let end = month.1;
        let before = (self.owed_in(span, month), keeps.map(|m| self.owed_in(span, m)));
        let owed = self.care_owed(span, end);
        let reach = if up { end + 1..=end + 24 } else { end - 6..=end };
        let pairs = owed.iter().zip(owed.iter().skip(1));
        let found = pairs.filter(|(_, o)| reach.contains(&o.0)).find_map(|(a, o)| Some((a.1?, o.0)));
        let Some((place, due)) = found.filter(|(p, _)| p.table == "ssd_cla_visits") else { return false };
        let by = if up { end - due - 1 } else { end - due + 2 };
        self.sheets.redate(place.table, place.row, place.column, place.day + by);
        let after = (self.owed_in(span, month), keeps.map(|m| self.owed_in(span, m)));
        let wanted = (if up { before.0 + 1 } else { before.0.saturating_sub(1) }, before.1);
        if after == wanted {
            return true;
        }
        self.sheets.redate(place.table, place.row, place.column, place.day);
        false
    }

    /// Whether the child was alone, or the reason is on record.
    fn was_alone(&mut self, place: &Place) -> bool {
        let id = self.sheets.first(place.table, place.row);
        let alone = [
            "clav_cla_visit_seen_alone",
            "cinv_cin_visit_seen_alone",
            "cppv_cp_visit_seen_alone",
            "seen_alone",
        ]
        .into_iter()
        .any(|column| self.sheets.text(place.table, place.row, column) == "Y");
        let reason = self.sheets.with("visit_meta", "visit_id", &id);
        alone || reason.iter().any(|&r| !self.sheets.text("visit_meta", r, "alone_reason").is_empty())
    }

    /// The visits owed in a placement: within a week, every six weeks for a year, then as agreed.
    fn care_owed(&mut self, span: &Span, as_at: Day) -> Vec<(Day, Option<Place>)> {
        let id = self.sheets.first(PLACEMENTS.0, span.row);
        let meta = self.sheets.with("placement_meta", "placement_id", &id).first().copied();
        let says =
            |fit: &Self, column| meta.is_some_and(|m| fit.sheets.text("placement_meta", m, column) == "Y");
        let full = meta.is_some_and(|m| self.sheets.text("placement_meta", m, "approval") == "full");
        if !full || self.sheets.text(PLACEMENTS.0, span.row, "clap_cla_placement_type") == "P1" {
            return Vec::new();
        }
        let (long, grown) = (says(self, "long_term_agreed"), says(self, "intended_until_18"));
        let visits = seen(&mut self.sheets, &span.child);
        let stop = span.until.unwrap_or(Day::MAX);
        let year = add_months(span.from, 12);
        let mut out = Vec::new();
        let (mut anchor, mut due, mut first) = (span.from, span.from + 7, true);
        loop {
            let after = |p: &&Place| {
                (p.day > anchor || (first && p.day == anchor)) && p.day <= as_at && p.day <= stop
            };
            match visits.iter().find(after).copied() {
                Some(place) => {
                    out.push((due, Some(place)));
                    anchor = place.day;
                }
                None => {
                    if due < stop {
                        out.push((due, None));
                    }
                    return out;
                }
            }
            first = false;
            due = match (anchor < year, long, grown) {
                (true, ..) => anchor + 42,
                (_, true, _) => add_months(anchor, 6),
                (_, _, true) => add_months(anchor, 3),
                _ => anchor + 42,
            };
        }
    }
}
