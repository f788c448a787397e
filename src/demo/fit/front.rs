//! Figures of the front door: contacts decided, contacts that led to a referral, assessments, repeat referrals.

use super::Fit;
use super::aim::{Aim, Printed, month_start};
use super::settle::{Leave, Stand, settle};
use crate::calendar::{Day, add_months};

const CONTACTS: &str = "ssd_contacts";
const OUTCOME: &str = "cont_contact_outcome_json";
const ASSESSMENTS: &str = "ssd_cin_assessments";
const REFERRALS: &str = "ssd_cin_episodes";

/// In which month of an aim a day lies.
pub(super) fn months(aim: &Aim, day: Option<Day>) -> [bool; 2] {
    aim.days.map(|end| day.is_some_and(|d| d <= end && d >= month_start(end)))
}

impl Fit<'_> {
    /// The figures of the front door.
    pub(super) fn front(&mut self) {
        self.repeats();
        self.led_to_referral();
        self.decided("contacts-decided", (CONTACTS, "cont_contact_date"));
        self.fewer_decisions();
        self.decided("referrals-decided", (REFERRALS, "cine_referral_date"));
        self.assessed();
    }

    /// Contacts in the month that led to a referral: others are added or taken out until the share comes out.
    fn led_to_referral(&mut self) {
        let Some(aim) = self.aim("contacts-to-referral") else { return };
        let decided = self.aim("contacts-decided").filter(|a| a.days == aim.days);
        for (day, printed) in aim.printed.into_iter().enumerate() {
            let (Some(printed), Some(&end)) = (printed, aim.days.get(day)) else { continue };
            let month = month_start(end)..=end;
            let rows: Vec<usize> = (self.sheets.rows(CONTACTS).into_iter())
                .filter(|&r| {
                    self.sheets.day(CONTACTS, r, "cont_contact_date").is_some_and(|d| month.contains(&d))
                })
                .collect();
            let led = |fit: &Self, row: usize| fit.sheets.text(CONTACTS, row, OUTCOME).contains("REFERRAL");
            let hits = rows.iter().filter(|&&r| led(self, r)).count() as u32;
            let mut loose: Vec<usize> = rows.iter().copied().filter(|&r| !led(self, r)).collect();
            self.chance("contacts-to-referral").shuffle(&mut loose);
            let due = self.due_in(end);
            let other = decided.and_then(|a| if day == 0 { a.printed[0] } else { a.printed[1] });
            let Some((of, turned)) = share_of(printed, hits, (rows.len() as u32, due), other) else {
                continue;
            };
            // The outcome of some that led to no referral was a referral that was not recorded, or the other way round.
            for &row in loose.iter().take(turned as usize) {
                self.sheets.set(CONTACTS, row, OUTCOME, "{\"OUTCOME_NEW_REFERRAL_FLAG\":\"Y\"}");
            }
            let loose: Vec<usize> = loose.into_iter().skip(turned as usize).collect();
            let have = rows.len() as u32;
            for &row in loose.iter().rev().take(have.saturating_sub(of) as usize) {
                self.drop_contact(row);
            }
            for n in 0..of.saturating_sub(have) {
                if let Some(&row) = loose.get(n as usize % loose.len().max(1)) {
                    self.add_contact(row, end);
                }
            }
        }
    }

    /// How many contacts are to be decided in the month that ends on a day.
    fn due_in(&self, end: Day) -> u32 {
        let month = month_start(end)..=end;
        let due = |row| {
            let day = self.sheets.day(CONTACTS, row, "cont_contact_date").filter(|d| *d > end - 45)?;
            Some(self.world.diary.after(day, 1))
        };
        self.sheets.rows(CONTACTS).into_iter().filter_map(due).filter(|d| month.contains(d)).count() as u32
    }

    fn drop_contact(&mut self, row: usize) {
        let id = self.sheets.first(CONTACTS, row);
        for at in self.sheets.with("decision", "ref", &id) {
            self.sheets.drop("decision", at);
        }
        self.sheets.drop(CONTACTS, row);
    }

    /// A contact like another about the same child, some days earlier or later in the month.
    fn add_contact(&mut self, like: usize, end: Day) {
        let id = self.sheets.first(CONTACTS, like);
        let row = self.sheets.copy(CONTACTS, like);
        let new = self.sheets.first(CONTACTS, row);
        let day = self.world.diary.on(month_start(end) + 7 + (row as Day % 11));
        self.sheets.redate(CONTACTS, row, "cont_contact_date", day);
        for at in self.sheets.with("decision", "ref", &id) {
            let made = self.sheets.copy("decision", at);
            self.sheets.set("decision", made, "ref", &new);
            self.sheets.set_day("decision", made, "decided_at", Some(day));
        }
    }

    /// Contacts, or referrals, decided within a working day.
    fn decided(&mut self, measure: &str, (table, date): (&'static str, &'static str)) {
        let Some(aim) = self.aim(measure) else { return };
        let mut rows = Vec::new();
        let mut stands = Vec::new();
        for row in self.mixed(measure, self.sheets.rows(table)) {
            let Some(day) = self.sheets.day(table, row, date) else { continue };
            if day < aim.days[0] - 45 {
                continue;
            }
            let due = self.world.diary.after(day, 1);
            let counted = months(&aim, Some(due));
            if counted == [false; 2] {
                continue;
            }
            let id = self.sheets.first(table, row);
            let at = self.sheets.with("decision", "ref", &id).first().copied();
            let done = at.and_then(|at| self.sheets.day("decision", at, "decided_at"));
            let hit = done.is_some_and(|d| d <= due);
            // A late decision must still lie before the last day.
            let end = if counted[1] { aim.days[1] } else { aim.days[0] };
            let fixed = at.is_none() || due + 4 > end;
            rows.push((at, day, due));
            stands.push(Stand { counted, hit: [hit; 2], fixed: [fixed; 2], ..Stand::default() });
        }
        let wanted = settle(&stands, &aim, Leave::No);
        for ((at, day, due), (old, new)) in rows.into_iter().zip(stands.iter().zip(wanted)) {
            let of = |s: &Stand| if s.counted[1] { s.hit[1] } else { s.hit[0] };
            if let (Some(at), true) = (at, of(old) != of(&new)) {
                let done = if of(&new) { self.world.diary.on(day) } else { self.world.diary.after(due, 1) };
                self.sheets.set_day("decision", at, "decided_at", Some(done));
            }
        }
    }

    /// So many decisions about referrals fall due in each month that a number of them is as printed: some referrals that
    /// led nowhere came on the last working day of their month.
    fn fewer_decisions(&mut self) {
        let Some(aim) = self.aim("referrals-decided") else { return };
        for (end, printed) in aim.days.into_iter().zip(aim.printed) {
            let Some(printed) = printed else { continue };
            let month = month_start(end)..=end;
            let (mut due, mut loose) = (0, Vec::new());
            for row in self.mixed("referrals-decided due", self.sheets.rows(REFERRALS)) {
                let Some(day) = self.sheets.day(REFERRALS, row, "cine_referral_date") else { continue };
                if day < end - 45 || !month.contains(&self.world.diary.after(day, 1)) {
                    continue;
                }
                due += 1;
                if month.contains(&day) && self.sheets.text(REFERRALS, row, "cine_referral_nfa") == "Y" {
                    loose.push(row);
                }
            }
            let spare = printed.spare(due);
            if spare as usize > loose.len() {
                // More of them, then: in a month whose referrals no other figure counts.
                let more = (0..due).find(|x| printed.hits(due + x, 0).is_some());
                self.refer(more.unwrap_or(0), end);
                continue;
            }
            let last = self.world.diary.back(end);
            for row in loose.into_iter().take(spare as usize) {
                let id = self.sheets.first(REFERRALS, row);
                self.sheets.redate(REFERRALS, row, "cine_referral_date", last);
                self.sheets.set_day(REFERRALS, row, "cine_close_date", Some(self.world.diary.after(last, 1)));
                for at in self.sheets.with("decision", "ref", &id) {
                    self.sheets.set_day("decision", at, "decided_at", Some(last));
                }
            }
        }
    }

    /// Assessments finished in the month: late ones began later; who is left out was never signed off.
    fn assessed(&mut self) {
        let Some(aim) = self.aim("assessments-in-time") else { return };
        let mut rows = Vec::new();
        let mut stands = Vec::new();
        for row in self.mixed("assessments-in-time", self.sheets.rows(ASSESSMENTS)) {
            let done = self.sheets.day(ASSESSMENTS, row, "cina_assessment_auth_date");
            let counted = months(&aim, done);
            let (Some(start), Some(done)) =
                (self.sheets.day(ASSESSMENTS, row, "cina_assessment_start_date"), done)
            else {
                continue;
            };
            if counted == [false; 2] {
                continue;
            }
            let id = self.sheets.first(ASSESSMENTS, row);
            let meta = self.sheets.with("assessment_meta", "assessment_id", &id);
            // Before the birth nothing is asked.
            if meta.iter().any(|&m| self.sheets.text("assessment_meta", m, "unborn") == "Y") {
                continue;
            }
            let hit = done <= self.world.diary.after(start, 45);
            rows.push((row, done));
            stands.push(Stand { counted, hit: [hit; 2], ..Stand::default() });
        }
        let wanted = settle(&stands, &aim, Leave::Each);
        for ((row, done), (old, new)) in rows.into_iter().zip(stands.iter().zip(wanted)) {
            if old.counted != new.counted {
                self.sheets.set(ASSESSMENTS, row, "cina_assessment_auth_date", "");
                continue;
            }
            let of = |s: &Stand| if s.counted[1] { s.hit[1] } else { s.hit[0] };
            if of(old) != of(&new) {
                // In time: begun so late that 44 working days were enough; late: begun 50 before.
                let back = if of(&new) { 44 } else { 50 };
                let start = self.working_before(done, back);
                self.sheets.set_day(ASSESSMENTS, row, "cina_assessment_start_date", Some(start));
            }
        }
    }

    /// The working day from which so many working days lead to a day.
    pub(super) fn working_before(&self, day: Day, count: i32) -> Day {
        let mut from = self.world.diary.back(day - count);
        while self.world.diary.after(from, count) > day {
            from = self.world.diary.back(from - 1);
        }
        from
    }

    /// So many referrals in each month that a number of them is as printed: some contacts led to one without a case.
    fn more_referrals(&mut self, aim: &Aim) {
        for (end, printed) in aim.days.into_iter().zip(aim.printed) {
            let Some(printed) = printed else { continue };
            let month = month_start(end)..=end;
            let (mut have, mut hits) = (0, 0);
            for row in self.sheets.rows(REFERRALS) {
                let Some(day) =
                    self.sheets.day(REFERRALS, row, "cine_referral_date").filter(|d| month.contains(d))
                else {
                    continue;
                };
                let child = self.sheets.text(REFERRALS, row, "cine_person_id").to_owned();
                have += 1;
                hits += u32::from(self.referred(&child, (add_months(day, -12), day - 1)));
            }
            let fits = |n: &u32| printed.hits(*n, hits).is_some_and(|k| k >= hits);
            let more = (have..have * 2).find(fits).unwrap_or(have) - have;
            self.refer(more, end);
        }
    }

    /// So many contacts of the month that ends on a day lead to a referral without a case.
    fn refer(&mut self, count: u32, end: Day) {
        let month = month_start(end)..=end;
        let mut left = count;
        for row in self.mixed("repeat-referrals more", self.sheets.rows(CONTACTS)) {
            let day = self
                .sheets
                .day(CONTACTS, row, "cont_contact_date")
                .filter(|d| month.contains(d) && d + 2 < end);
            let led = self.sheets.text(CONTACTS, row, OUTCOME).contains("REFERRAL");
            let child = self.sheets.text(CONTACTS, row, "cont_person_id").to_owned();
            let (Some(day), false, true) = (day, led, left > 0) else { continue };
            if self.referred(&child, (Day::MIN, Day::MAX)) {
                continue;
            }
            self.sheets.set(CONTACTS, row, OUTCOME, "{\"OUTCOME_NEW_REFERRAL_FLAG\":\"Y\"}");
            self.referral_without_case(&child, self.world.diary.on(day).min(end));
            left -= 1;
        }
    }

    /// Whether a child was referred between two days.
    fn referred(&mut self, child: &str, (from, until): (Day, Day)) -> bool {
        let rows = self.sheets.with(REFERRALS, "cine_person_id", child).into_iter();
        let mut days = rows.filter_map(|r| self.sheets.day(REFERRALS, r, "cine_referral_date"));
        days.any(|d| from <= d && d <= until)
    }

    fn referral_without_case(&mut self, child: &str, day: Day) {
        let Some(&like) = self.sheets.with(REFERRALS, "cine_referral_nfa", "N").first() else { return };
        let made = self.sheets.copy(REFERRALS, like);
        let id = format!("RC{child}-{day}");
        self.sheets.set(REFERRALS, made, "cine_referral_id", &id);
        self.sheets.set(REFERRALS, made, "cine_person_id", child);
        self.sheets.redate(REFERRALS, made, "cine_referral_date", day);
        self.sheets.set(REFERRALS, made, "cine_referral_nfa", "Y");
        self.sheets.set(REFERRALS, made, "cine_close_reason", "RC8");
        self.sheets.set_day(REFERRALS, made, "cine_close_date", Some(day));
        let day = crate::calendar::to_iso(day);
        let cells = [
            ("child_id", child.to_owned()),
            ("ref_kind", "referral".to_owned()),
            ("ref", id),
            ("decided_at", day.clone()),
            ("decision", "no-further-action".to_owned()),
            ("acknowledged_at", day),
        ];
        self.sheets.add("decision", "DEC", &cells);
    }

    /// Referrals that repeat within twelve months: some had an earlier one, closed since; who is left out has none of its
    /// own in the month.
    fn repeats(&mut self) {
        let Some(aim) = self.aim("repeat-referrals") else { return };
        let births = self.births();
        self.more_referrals(&aim);
        let mut rows = Vec::new();
        let mut stands = Vec::new();
        for row in self.mixed("repeat-referrals", self.sheets.rows(REFERRALS)) {
            let Some(day) = self.sheets.day(REFERRALS, row, "cine_referral_date") else { continue };
            let counted = months(&aim, Some(day));
            if counted == [false; 2] {
                continue;
            }
            let child = self.sheets.text(REFERRALS, row, "cine_person_id").to_owned();
            let earlier = self.sheets.with(REFERRALS, "cine_person_id", &child).into_iter().any(|r| {
                let other = self.sheets.day(REFERRALS, r, "cine_referral_date");
                other.is_some_and(|o| o < day && o >= add_months(day, -12))
            });
            // An earlier referral cannot be taken away, and a baby had none.
            let young = births.get(&child).is_none_or(|&b| b > day - 330);
            let fixed = earlier || young;
            rows.push((row, child, day));
            stands.push(Stand { counted, hit: [earlier; 2], fixed: [fixed; 2], ..Stand::default() });
        }
        let wanted = settle(&stands, &aim, Leave::No);
        for ((row, child, day), (old, new)) in rows.into_iter().zip(stands.iter().zip(wanted)) {
            if old.hit == new.hit {
                continue;
            }
            let from = self.world.diary.back(day - 210 - (row as Day % 60));
            let made = self.sheets.copy(REFERRALS, row);
            let id = format!("RC{child}-{}", from);
            self.sheets.set(REFERRALS, made, "cine_referral_id", &id);
            self.sheets.redate(REFERRALS, made, "cine_referral_date", from);
            self.sheets.set(REFERRALS, made, "cine_referral_nfa", "Y");
            self.sheets.set(REFERRALS, made, "cine_close_reason", "RC8");
            self.sheets.set_day(REFERRALS, made, "cine_close_date", Some(self.world.diary.after(from, 1)));
        }
    }
}

/// How many contacts there must be, and how many more of them lead to a referral, so that the share is as printed and
/// another share of so many can be too.
fn share_of(
    printed: Printed,
    hits: u32,
    (have, due): (u32, u32),
    other: Option<Printed>,
) -> Option<(u32, u32)> {
    let mut best: Option<(u32, u32, u32)> = None;
    for turned in 0..6 {
        for of in have.saturating_sub(have / 2)..have + have / 2 {
            let due = (due + of).saturating_sub(have);
            let both = printed.hits(of, hits + turned) == Some(hits + turned)
                && other.is_none_or(|o| o.hits(due, due).is_some());
            let cost = of.abs_diff(have) + turned * 4;
            if both && best.is_none_or(|b| cost < b.0) {
                best = Some((cost, of, turned));
            }
        }
    }
    best.map(|b| (b.1, b.2))
}
