//! One family's referrals and plans, by the story its record tells.

use super::care::{care, open_care_length};
use super::earlier::plan_before;
use super::front::{assessment, opening, opening_by};
use super::inquiry::{inquiry, transfer_in};
use super::need::{begins, need};
use super::plans::{open_need_length, protection, protection_length};
use super::types::{Finding, Opening, Route};
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::profile::{Knob, Share, Story};
use crate::demo::world::World;

/// The teams that serve a family.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teams {
    pub(crate) front: usize,
    pub(crate) safe: usize,
    pub(crate) disabled: usize,
}

/// The maker of one family's story.
pub(crate) struct Teller<'w> {
    pub(crate) world: &'w World<'w>,
    pub(crate) place: Option<&'w str>,
    pub(crate) teams: Teams,
    /// How many families of the same story came before.
    pub(crate) nth: u64,
    /// Enquiries without a conference for each family that may have one, and conferences without a plan likewise.
    pub(crate) extra: (Share, Share),
}

impl Teller<'_> {
    /// The main referral of a story and any earlier plan; none for a family known by contacts alone.
    /// `adult_on` is the 18th birthday of a care leaver.
    pub(crate) fn tell(&self, chance: &mut Chance, story: Story, adult_on: Day) -> Vec<Opening> {
        let mut list = match story {
            Story::ContactOnly => return Vec::new(),
            Story::Assessed => vec![self.assessed(chance)],
            Story::InAssessment => vec![self.in_assessment(chance)],
            Story::NeedOpen | Story::PrivateFostering => {
                let length = open_need_length(self.world, chance, self.nth);
                vec![self.in_need(chance, self.teams.safe, length, None)]
            }
            Story::DisabledOpen | Story::ShortBreaks => {
                let length = (40 + chance.spread(420)).min(1400);
                vec![self.in_need(chance, self.teams.disabled, length, None)]
            }
            Story::NeedClosed => {
                let end = self.closing_day(chance);
                let length = 40 + chance.spread(self.world.profile.lengths.need as i32);
                vec![self.in_need(chance, self.teams.safe, length, Some(end))]
            }
            Story::ProtectionOpen => {
                let length = protection_length(self.world, chance, Knob::ProtectionOverTwoYears, self.nth);
                self.on_plan(chance, length, None)
            }
            Story::Unborn => {
                let length = 10 + chance.spread(45);
                self.on_plan(chance, length.min(120), None)
            }
            Story::ProtectionClosed => {
                let end = self.closing_day(chance);
                let knob = Knob::ProtectionEndedOverTwoYears;
                let length = protection_length(self.world, chance, knob, self.nth).max(90);
                self.on_plan(chance, length, Some(end))
            }
            Story::CareOpen | Story::Unaccompanied | Story::Adoption => {
                let length = match story {
                    Story::Unaccompanied => (10 + chance.spread(300)).min(900),
                    Story::Adoption => chance.between(340, 720),
                    _ => open_care_length(self.world, chance),
                };
                vec![self.in_care(chance, story, self.world.last - length, None)]
            }
            Story::CareClosed => {
                let end = self.closing_day(chance);
                let length = 8 + chance.spread(self.world.profile.lengths.care as i32 * 6 / 10);
                vec![self.in_care(chance, story, end - length.min(365 * 8), Some(end))]
            }
            Story::Leaver => {
                let length = (110 + chance.spread(950)).min(365 * 8);
                vec![self.in_care(chance, story, adult_on - length, Some(adult_on))]
            }
        };
        for opening in &mut list {
            self.reassess(chance, opening);
        }
        list
    }

    fn closing_day(&self, chance: &mut Chance) -> Day {
        self.world.diary.back(chance.between(self.world.first, self.world.last - 1))
    }

    fn assessed(&self, chance: &mut Chance) -> Opening {
        let end = self.closing_day(chance);
        let mut made = opening_by(self.world, chance, self.teams.front, end, Finding::NoFurtherAction);
        self.enquire(chance, &mut made);
        if let Some(last) = made.assessed.last().and_then(|a| a.authorised) {
            made.closed = self.world.seen(self.world.diary.on(last + chance.between(0, 6)));
            made.reason = "RC8";
        }
        made
    }

    fn in_assessment(&self, chance: &mut Chance) -> Opening {
        let findings = [Finding::ChildInNeed, Finding::NoFurtherAction, Finding::NoFurtherAction];
        // Any day of the last months, as long as the assessment still runs: late ones among them.
        let mut most = 120;
        loop {
            let finding = findings.get(chance.below(3) as usize).copied().unwrap_or(Finding::ChildInNeed);
            let about = self.world.last - chance.between(1, most);
            let mut made = opening(self.world, chance, self.teams.front, about, finding);
            if made.assessed.iter().all(|a| a.authorised.is_none()) || most < 10 {
                self.enquire(chance, &mut made);
                return made;
            }
            most -= 2;
        }
    }

    fn in_need(&self, chance: &mut Chance, team: usize, length: Day, end: Option<Day>) -> Opening {
        let from = end.unwrap_or(self.world.last) - length;
        let mut made = opening_by(self.world, chance, self.teams.front, from - 4, Finding::ChildInNeed);
        if team != self.teams.disabled {
            self.enquire(chance, &mut made);
        }
        self.plan_after_assessment(chance, &mut made, team, end);
        made
    }

    fn plan_after_assessment(&self, chance: &mut Chance, made: &mut Opening, team: usize, end: Option<Day>) {
        let Some(authorised) = made.assessed.last().and_then(|a| a.authorised) else { return };
        let from = begins(self.world, chance, team, authorised);
        if from > self.world.last {
            return;
        }
        let end = end.map(|e| e.max(self.world.diary.on(from + 45)));
        let plan = need(self.world, chance, team, from, end);
        self.close_after(chance, made, plan.until);
        made.needs.push(plan);
    }

    fn close_after(&self, chance: &mut Chance, made: &mut Opening, end: Option<Day>) {
        made.closed = end.and_then(|e| self.world.seen(self.world.diary.on(e + chance.between(0, 7))));
        made.reason = if made.closed.is_some() { "RC7" } else { "" };
    }

    fn on_plan(&self, chance: &mut Chance, length: Day, end: Option<Day>) -> Vec<Opening> {
        let from = end.unwrap_or(self.world.last) - length;
        let mut made = opening(self.world, chance, self.teams.front, from - 32, Finding::Section47);
        let about = made.referral + 1 + chance.spread(8);
        let mut asked = match chance.percent(6) {
            true => transfer_in(self.world, chance, self.teams.front, about),
            false => inquiry(self.world, chance, self.teams.front, about, true),
        };
        asked.plan_made = asked.conference.is_some();
        let held = asked.conference;
        made.inquiries.push(asked);
        let Some(held) = held else { return vec![made] };
        let end = end.map(|e| e.max(held + 80));
        let plan = protection(self.world, chance, self.teams.safe, held, end);
        let until = plan.until;
        made.protections.push(plan);
        if let Some(until) = until {
            self.step_down(chance, &mut made, until);
        }
        let before = plan_before(self.world, chance, (self.teams.front, self.teams.safe), &made, self.nth);
        before.into_iter().chain([made]).collect()
    }

    /// After a protection plan or a return from care, most families have a child in need plan.
    fn step_down(&self, chance: &mut Chance, made: &mut Opening, from: Day) {
        if !chance.percent(75) {
            return self.close_after(chance, made, Some(from));
        }
        let end = self.world.diary.on(from + 95 + chance.spread(60));
        let plan = need(self.world, chance, self.teams.safe, from, Some(end));
        self.close_after(chance, made, plan.until);
        made.needs.push(plan);
    }

    fn in_care(&self, chance: &mut Chance, story: Story, from: Day, end: Option<Day>) -> Opening {
        let route = if matches!(story, Story::CareOpen | Story::CareClosed) {
            chance.weighted(&[45, 25, 30])
        } else {
            0
        };
        // Most come into care on a working day, some at night or at a weekend.
        let from = if chance.percent(12) { from } else { self.world.diary.back(from) };
        let before = match route {
            0 => chance.spread(12),
            1 => 60 + 70 + chance.spread(120),
            _ => 32 + 90 + chance.spread(130),
        };
        let finding = if route == 1 { Finding::ChildInNeed } else { Finding::Section47 };
        let mut made = opening(self.world, chance, self.teams.front, from - before, finding);
        match route {
            1 => self.plan_after_assessment(chance, &mut made, self.teams.safe, Some(from)),
            2 => {
                let about = made.referral + 1 + chance.spread(6);
                let asked = inquiry(self.world, chance, self.teams.front, about, true);
                if let Some(held) = asked.conference.filter(|&held| held + 30 < from) {
                    let mut plan = protection(self.world, chance, self.teams.safe, held, Some(from));
                    (plan.until, plan.removed) = (Some(from), true);
                    made.protections.push(plan);
                }
                made.inquiries.push(super::Inquiry { plan_made: true, ..asked });
            }
            _ => {}
        }
        let from = from.max(made.referral);
        let mut time = care(self.world, chance, self.place, from, end.map(|e| e.max(from + 5)));
        match story {
            Story::Unaccompanied => time.route = Route::Alone,
            Story::Adoption => (time.adoption, time.route) = (true, Route::Court),
            Story::Leaver => time.end = "E5",
            _ => {}
        }
        let (until, home) = (time.until, time.end == "E4A");
        made.cares.push(time);
        (made.closed, made.reason) = (None, "");
        match until {
            Some(until) if home => self.step_down(chance, &mut made, until),
            until => self.close_after(chance, &mut made, until),
        }
        if story == Story::Leaver {
            (made.closed, made.reason) = (until, "RC6");
        }
        made
    }

    /// Enquiries that led to no conference, and conferences that led to no plan.
    fn enquire(&self, chance: &mut Chance, made: &mut Opening) {
        for (share, conference) in [(self.extra.0, false), (self.extra.1, true)] {
            if chance.hit(share) && made.referral + 2 < self.world.last {
                let about = made.referral + 1 + chance.spread(9);
                let mut asked =
                    inquiry(self.world, chance, self.teams.front, about.min(self.world.last), conference);
                asked.plan_made = false;
                if asked.strategy <= self.world.last {
                    made.inquiries.push(asked);
                }
            }
        }
        made.inquiries.sort_by_key(|i| i.strategy);
    }

    /// Long-open children are assessed again about once a year.
    fn reassess(&self, chance: &mut Chance, made: &mut Opening) {
        let end = made.closed.unwrap_or(self.world.last);
        let team =
            made.needs.last().map(|n| n.team).or(made.cares.last().map(|c| c.team)).unwrap_or(made.team);
        while let Some(last) = made.assessed.last().and_then(|a| a.authorised) {
            let wait = if chance.percent(78) { 10 } else { 14 };
            let start = self.world.diary.on(add_months(last, wait) - chance.early(25));
            let again = assessment(self.world, chance, team, start, Finding::StepDown);
            let done = again.authorised.is_some_and(|d| d <= end);
            // What began before the end of the work was finished with it; what runs now may run on.
            if start > end || !(done || made.closed.is_none()) {
                break;
            }
            made.assessed.push(again);
        }
    }
}
