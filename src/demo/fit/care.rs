//! Figures of children in care: health, teeth, placements.

use super::Fit;
use super::aim::{Aim, back};
use super::cases::{CARE, PLACEMENTS};
use super::looks::{Looking, Place};
use super::settle::Leave;
use super::sheets::Sheets;
use super::zones::{Look, arrange, within};
use crate::calendar::{Day, add_months};

const HEALTH: &str = "ssd_cla_health";

impl Fit<'_> {
    /// Health assessments and dental checks of the last twelve months, and how far children are placed.
    pub(super) fn checks(&mut self) {
        self.check("health-up-to-date", 5, &["Initial Health Assessment", "Review Health Assessment"]);
        self.check("dental-up-to-date", 2, &["Dental Check"]);
        self.placed_far();
    }

    /// Who refuses is not counted.
    fn check(&mut self, measure: &str, age: i32, kinds: &'static [&'static str]) {
        let Some(aim) = self.aim(measure) else { return };
        let look: Look = aim.days.map(|day| (back(day, 12), day));
        let births = self.births();
        // Whose age is not known is counted and cannot be told.
        let old = |child: &str, day: Day| births.get(child).is_none_or(|&b| add_months(b, 12 * age) <= day);
        let of = |sheets: &mut Sheets, child: &str, status: &str| -> Vec<Place> {
            let rows = sheets.with(HEALTH, "clah_person_id", child).into_iter();
            rows.filter(|&row| {
                kinds.contains(&sheets.text(HEALTH, row, "clah_health_check_type"))
                    && sheets.text(HEALTH, row, "clah_health_check_status") == status
            })
            .filter_map(|row| {
                let day = sheets.day(HEALTH, row, "clah_health_check_date")?;
                Some(Place { table: HEALTH, row, column: "clah_health_check_date", day })
            })
            .collect()
        };
        let mut refusals = Vec::new();
        let mut cases = Vec::new();
        let spans = self.mixed(measure, self.spans(CARE));
        for span in spans.into_iter().filter(|s| aim.days.iter().any(|&d| s.open(d))) {
            let refused = of(&mut self.sheets, &span.child, "Refused");
            let [early, late] = look.map(|l| refused.iter().any(|p| within(p.day, l)));
            let there = |d: Day| span.open(d) && add_months(span.from, 12) < d && old(&span.child, d);
            let counted = [there(aim.days[0]) && !early, there(aim.days[1]) && !late];
            refusals.push((refused, [early, late]));
            let shut = !births.contains_key(&span.child);
            cases.push(Looking { shut, ..Looking::new(span, counted) });
        }
        let add = |sheets: &mut Sheets, case: &Looking, day: Day, status: &str| {
            let kind = kinds.last().copied().unwrap_or_default();
            let like = sheets.with(HEALTH, "clah_health_check_type", kind).first().copied();
            let Some(row) = like.map(|like| sheets.copy(HEALTH, like)) else { return };
            sheets.set(HEALTH, row, "clah_person_id", &case.span.child);
            sheets.set(HEALTH, row, "clah_health_check_status", status);
            sheets.redate(HEALTH, row, "clah_health_check_date", day);
        };
        let events = |sheets: &mut Sheets, case: &Looking| of(sheets, &case.span.child, "Completed");
        let mut done = |sheets: &mut Sheets, case: &Looking, day: Day| add(sheets, case, day, "Completed");
        let stands = self.look_back(measure, (&aim, look, Leave::Each), &cases, &events, &mut done);
        let mut chance = self.chance(&format!("{measure} refused"));
        for ((case, stand), (refused, was)) in cases.iter().zip(stands).zip(refusals) {
            let wish = [
                was[0] || (case.counted[0] && !stand.counted[0]),
                was[1] || (case.counted[1] && !stand.counted[1]),
            ];
            if wish != was {
                let list: Vec<(usize, Day)> = refused.iter().enumerate().map(|(n, p)| (n, p.day)).collect();
                let moves = arrange(&mut chance, &self.world.diary, &list, (look, wish, case.since));
                for day in moves.added {
                    add(&mut self.sheets, case, day, "Refused");
                }
            }
        }
    }

    /// Placements more than 20 miles away; who is left out has no distance on record.
    fn placed_far(&mut self) {
        const DISTANCE: &str = "clap_cla_placement_distance";
        let Some(aim) = self.aim("placed-far") else { return };
        let miles = |text: &str| text.parse::<f64>().ok();
        // A distance is the same on both days: placements of both, of the earlier only, of the later only.
        let mut groups: [Vec<(usize, bool)>; 3] = Default::default();
        for span in self.spans(PLACEMENTS) {
            let Some(miles) = miles(self.sheets.text(PLACEMENTS.0, span.row, DISTANCE)) else { continue };
            let [both, early, late] = &mut groups;
            let list = match aim.days.map(|d| span.open(d)) {
                [true, true] => both,
                [true, false] => early,
                [false, true] => late,
                _ => continue,
            };
            list.push((span.row, miles > 20.0));
        }
        let mut chance = self.chance("placed-far");
        for list in &mut groups {
            chance.shuffle(list);
        }
        let sizes = groups.each_ref().map(|g| g.len() as u32);
        let far = groups.each_ref().map(|g| g.iter().filter(|x| x.1).count() as u32);
        let Some((kept, hits)) = flat(sizes, far, &aim) else { return };
        for (list, (kept, hits)) in groups.iter().zip(kept.into_iter().zip(hits)) {
            let gone = list.len().saturating_sub(kept as usize);
            for (row, _) in list.iter().take(gone) {
                self.sheets.set(PLACEMENTS.0, *row, DISTANCE, "");
            }
            let rest: Vec<(usize, bool)> = list.iter().skip(gone).copied().collect();
            let now = rest.iter().filter(|x| x.1).count() as u32;
            let turned = rest.iter().filter(|x| x.1 != (hits > now)).take(hits.abs_diff(now) as usize);
            for (row, was) in turned {
                let miles = if *was { chance.between(3, 19) } else { chance.between(22, 70) };
                self.sheets.set(PLACEMENTS.0, *row, DISTANCE, &format!("{miles}.{}", chance.below(10)));
            }
        }
    }
}

/// Of facts that are the same on both days: how many to keep of those of both days, of the earlier and of the later one
/// only, and how many of each must fit.
fn flat(sizes: [u32; 3], now: [u32; 3], aim: &Aim) -> Option<([u32; 3], [u32; 3])> {
    let mut best: Option<(u32, [u32; 3], [u32; 3])> = None;
    for gone in 0..24 {
        for early_gone in 0..=sizes[1].min(3) {
            for late_gone in 0..=sizes[2].min(3) {
                let kept = [sizes[0].saturating_sub(gone), sizes[1] - early_gone, sizes[2] - late_gone];
                for early in 0..=kept[1] {
                    for late in 0..=kept[2] {
                        let wish = |own| now[0].min(kept[0]) + own;
                        let k1 = aim.printed[1].map(|p| p.hits(kept[0] + kept[2], wish(late)));
                        let both = match k1 {
                            Some(k) => k.and_then(|k| k.checked_sub(late)),
                            None => Some(now[0]),
                        };
                        let Some(both) = both.filter(|b| *b <= kept[0]) else { continue };
                        let fits = |p: super::aim::Printed| {
                            p.hits(kept[0] + kept[1], both + early) == Some(both + early)
                        };
                        if !aim.printed[0].is_none_or(fits) {
                            continue;
                        }
                        let hits = [both, early, late];
                        let cost = (gone + early_gone + late_gone) * 3
                            + now.iter().zip(hits).map(|(a, b)| a.abs_diff(b)).sum::<u32>();
                        if best.is_none_or(|b| cost < b.0) {
                            best = Some((cost, kept, hits));
                        }
                    }
                }
            }
        }
    }
    best.map(|b| (b.1, b.2))
}
