//! One team through the years: people come and go, families are handed on.

use super::hands::{Hand, Hands};
use super::people::{Person, Role, Staff};
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::profile::Knob;
use crate::demo::world::World;
use std::collections::BTreeMap;

/// A family that the team holds.
#[derive(Debug, Clone, Copy)]
struct Held {
    family: usize,
    kids: u32,
    member: usize,
    from: Day,
}

/// A member of the team.
#[derive(Debug, Clone, Copy)]
struct Member {
    person: usize,
    /// How much of the mean they take, in percent.
    strength: u32,
    load: u32,
    here: bool,
}

/// A team at work.
pub(super) struct Crew<'w> {
    world: &'w World<'w>,
    team: usize,
    role: Role,
    spread: u32,
    members: Vec<Member>,
    held: BTreeMap<usize, Held>,
    desk: Option<usize>,
}

impl<'w> Crew<'w> {
    /// A team without people.
    pub(super) fn new(world: &'w World<'w>, team: usize, role: Role, spread: u32) -> Crew<'w> {
        Crew { world, team, role, spread, members: Vec::new(), held: BTreeMap::new(), desk: None }
    }

    /// How many people the team has.
    pub(super) fn size(&self) -> usize {
        self.members.iter().filter(|m| m.here).count()
    }

    /// How many children it holds.
    pub(super) fn load(&self) -> u32 {
        self.held.values().map(|h| h.kids).sum()
    }

    /// Someone new begins.
    pub(super) fn hire(&mut self, staff: &mut Staff, chance: &mut Chance, day: Day) {
        let day = self.world.diary.on(day);
        let new =
            self.role == Role::SocialWorker && chance.hit(self.world.team(self.team, Knob::NewlyQualified));
        let hours = if chance.hit(self.world.knob(Knob::PartTime)) { 6 + 2 * chance.below(2) } else { 10 };
        let agency = !new && chance.hit(self.world.team(self.team, Knob::Agency));
        let new_until = new.then(|| add_months(day, 12));
        let person = staff.add(Person {
            role: self.role,
            team: self.team,
            from: day,
            until: None,
            agency,
            new_until,
            hours,
        });
        let spread = self.spread as i32;
        let mut strength = (100 + chance.between(-spread, spread)).max(15) as u32 * hours / 10;
        if new {
            strength = strength * 65 / 100;
        }
        self.members.push(Member { person, strength: strength.max(10), load: 0, here: true });
    }

    /// Whoever has most room.
    fn freest(&self, but: Option<usize>) -> Option<usize> {
        let room = |m: &Member| u64::from(m.load + 1) * 10_000 / u64::from(m.strength);
        let free = self.members.iter().enumerate().filter(|(i, m)| m.here && Some(*i) != but);
        free.min_by_key(|(i, m)| (room(m), *i)).map(|(i, _)| i)
    }

    fn weigh(&mut self, member: usize, kids: u32, more: bool) {
        if let Some(m) = self.members.get_mut(member) {
            m.load = if more { m.load + kids } else { m.load.saturating_sub(kids) };
        }
    }

    fn note(&self, hands: &mut Hands, held: Held, until: Option<Day>, reason: &'static str) {
        if until.is_some_and(|u| u <= held.from) {
            return;
        }
        let person = self.members.get(held.member).map(|m| m.person);
        let hand = Hand { team: self.team, person, role: self.role, from: held.from, until, reason };
        hands.add(held.family, hand);
    }

    /// The team takes a family on.
    pub(super) fn take(&mut self, stint: usize, family: usize, kids: u32, day: Day) {
        let Some(member) = self.freest(None) else { return };
        self.weigh(member, kids, true);
        self.held.insert(stint, Held { family, kids, member, from: day });
    }

    /// The team is done with a family.
    pub(super) fn finish(&mut self, stint: usize, hands: &mut Hands, until: Option<Day>) {
        if let Some(held) = self.held.remove(&stint) {
            self.weigh(held.member, held.kids, false);
            self.note(hands, held, until, "");
        }
    }

    /// A family goes from one worker to the next on about a day.
    fn hand_over(
        &mut self,
        stint: usize,
        hands: &mut Hands,
        staff: &mut Staff,
        chance: &mut Chance,
        day: Day,
        why: &'static str,
    ) {
        let Some(&held) = self.held.get(&stint) else { return };
        let Some(next) = self.freest(Some(held.member)) else { return };
        let day = day.max(held.from);
        self.note(hands, held, Some(day), why);
        let mut from = day;
        if !chance.hit(self.world.team(self.team, Knob::HandoverWithoutGap)) {
            from = self.world.diary.on(day + 2 + chance.spread(8)).min(self.world.last);
            if from > day && chance.percent(40) {
                let desk = self.desk(staff);
                let hand = Hand {
                    team: self.team,
                    person: Some(desk),
                    role: self.role,
                    from: day,
                    until: Some(from),
                    reason: "",
                };
                hands.add(held.family, Hand { role: Role::DutyDesk, ..hand });
            }
        }
        self.weigh(held.member, held.kids, false);
        self.weigh(next, held.kids, true);
        self.held.insert(stint, Held { member: next, from, ..held });
    }

    fn desk(&mut self, staff: &mut Staff) -> usize {
        let first = self.world.first - 365 * 9;
        let team = self.team;
        *self.desk.get_or_insert_with(|| {
            staff.add(Person {
                role: Role::DutyDesk,
                team,
                from: first,
                until: None,
                agency: false,
                new_until: None,
                hours: 10,
            })
        })
    }

    fn families_of(&self, member: usize) -> Vec<usize> {
        self.held.iter().filter(|(_, h)| h.member == member).map(|(&s, _)| s).collect()
    }

    /// Someone goes, and their families are handed on. The last of a team stays.
    pub(super) fn leave(
        &mut self,
        member: usize,
        hands: &mut Hands,
        staff: &mut Staff,
        chance: &mut Chance,
        day: Day,
    ) {
        let day = self.world.diary.back(day);
        if self.size() < 2 || self.members.get(member).is_none_or(|m| !m.here) {
            return;
        }
        if let Some(m) = self.members.get_mut(member) {
            m.here = false;
            staff.leave(m.person, day);
        }
        for stint in self.families_of(member) {
            self.hand_over(stint, hands, staff, chance, day, "LEFTRL");
        }
    }

    /// Whoever has least to hand on.
    pub(super) fn lightest(&self) -> Option<usize> {
        self.members
            .iter()
            .enumerate()
            .filter(|(_, m)| m.here)
            .min_by_key(|(i, m)| (m.load, *i))
            .map(|(i, _)| i)
    }

    /// The month's changes: people leave, families change hands for other reasons.
    pub(super) fn month(&mut self, hands: &mut Hands, staff: &mut Staff, chance: &mut Chance, day: Day) {
        let lengths = &self.world.profile.lengths;
        let monthly = |mean: u32| 30 * 1_000 / mean.max(60);
        let (stay, change) = (monthly(lengths.worker_stay), monthly(lengths.worker_change));
        for member in 0..self.members.len() {
            if self.members.get(member).is_some_and(|m| m.here) && chance.below(1000) < stay {
                // A team of one finds the next worker first.
                if self.size() == 1 {
                    self.hire(staff, chance, self.world.diary.back(day));
                }
                self.leave(member, hands, staff, chance, day);
            }
        }
        for stint in self.held.keys().copied().collect::<Vec<_>>() {
            if chance.below(1000) < change {
                self.hand_over(stint, hands, staff, chance, self.world.diary.back(day), "MANAGE");
            }
        }
    }

    /// New people get families from the fullest, until they hold a fair part.
    pub(super) fn even_out(
        &mut self,
        hands: &mut Hands,
        staff: &mut Staff,
        chance: &mut Chance,
        day: Day,
        mean: u32,
    ) {
        for member in 0..self.members.len() {
            while let Some(m) =
                self.members.get(member).filter(|m| m.here && m.load * 100 < mean * m.strength * 6 / 10)
            {
                let fullest = self
                    .members
                    .iter()
                    .enumerate()
                    .filter(|(i, o)| o.here && *i != member && o.load > m.load + 4);
                let fullest = fullest.max_by_key(|(i, o)| (o.load * 100 / o.strength, *i)).map(|(i, _)| i);
                let Some(stint) = fullest.and_then(|f| self.families_of(f).first().copied()) else { break };
                let before = m.load;
                self.hand_over(stint, hands, staff, chance, day, "MANAGE");
                if self.members.get(member).is_none_or(|m| m.load <= before) {
                    break;
                }
            }
        }
    }

    /// What is held at the end stays open.
    pub(super) fn close(mut self, hands: &mut Hands) {
        for stint in self.held.keys().copied().collect::<Vec<_>>() {
            self.finish(stint, hands, None);
        }
    }
}
