//! Who was allocated to each child when: workers, advisers, reviewing officers.

use super::Scene;
use super::front::referral_id;
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::diary::working;
use crate::demo::life::{Household, Kid};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;
use crate::demo::staff::{Hand, Role, team_id};

/// A row of an allocation.
struct Row<'a> {
    person: Option<usize>,
    code: &'a str,
    team: usize,
    from: Day,
    until: Option<Day>,
    reason: &'a str,
}

/// The allocations of a family's children.
pub(crate) fn write(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    for hand in scene.hands.of(house.number) {
        let nameless = hand.person.is_none() || chance.hit(scene.world.knob(Knob::WorkerBlank));
        let second = hand.role == Role::SocialWorker && chance.percent(3);
        for kid in scene.kids(house, hand.from) {
            if hand.role == Role::PersonalAdviser && add_months(kid.birth, 12 * 16) > hand.from {
                continue;
            }
            // The social worker's part ends at 18.
            let adult = add_months(kid.birth, 12 * 18);
            if hand.role == Role::SocialWorker && hand.from >= adult {
                continue;
            }
            let person = if nameless { None } else { hand.person };
            let row = Row {
                person,
                code: hand.role.code(),
                team: hand.team,
                from: hand.from,
                until: hand.until,
                reason: hand.reason,
            };
            put(book, scene, house, kid, &row);
            if second {
                beside(book, scene, house, kid, hand, chance);
            }
        }
    }
    reviewing_officers(book, scene, house, chance);
}

fn put(book: &mut Book, scene: &Scene, house: &Household, kid: &Kid, row: &Row) {
    let id = book.id("IN");
    let opening = house.openings.iter().rev().find(|o| o.referral <= row.from && o.open_on(row.from));
    book.put(
        "ssd_involvements",
        &[
            ("invo_involvements_id", (&id).into()),
            ("invo_professional_id", row.person.map(|p| scene.staff.id(p)).into()),
            ("invo_professional_role_id", row.code.into()),
            ("invo_professional_team", team_id(row.team).into()),
            ("invo_person_id", (&kid.id).into()),
            ("invo_involvement_start_date", row.from.into()),
            ("invo_involvement_end_date", row.until.into()),
            ("invo_worker_change_reason", row.reason.into()),
            ("invo_referral_id", opening.map(|o| referral_id(o, kid)).into()),
        ],
    );
}

/// A second worker for some weeks: a student, a family support worker.
fn beside(book: &mut Book, scene: &Scene, house: &Household, kid: &Kid, hand: &Hand, chance: &mut Chance) {
    let from = scene.world.diary.on(hand.from + chance.between(2, 40));
    let until = hand.until.unwrap_or(scene.world.last);
    if from + 10 < until {
        let end = (from + 20 + chance.spread(80)).min(until);
        let others = scene.staff.all_on(Role::SocialWorker, from);
        let person = others.get(chance.below(others.len() as u32) as usize).copied();
        let row =
            Row { person, code: "SW2", team: hand.team, from, until: scene.world.seen(end), reason: "" };
        put(book, scene, house, kid, &row);
    }
}

/// An officer within five working days of coming into care, and another when they go.
fn reviewing_officers(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    let world = scene.world;
    for care in house.openings.iter().flat_map(|o| &o.cares) {
        let share = world.team(care.team, Knob::ReviewingOfficerInTime);
        let mut from = world.once(chance, care.from, working(5), share, 8);
        let stop = care.until.unwrap_or(world.last);
        while from < stop {
            let officers = scene.staff.all_on(Role::ReviewingOfficer, from);
            let at = (house.number % officers.len().max(1) as u64) as usize;
            let Some(&person) = officers.get(at) else { break };
            let gone = scene.staff.get(person).and_then(|p| p.until).filter(|&g| g < stop);
            for kid in scene.kids(house, care.from).filter(|k| k.birth <= care.from) {
                let adult = add_months(kid.birth, 12 * 18);
                let until = gone.or(care.until).map_or(world.seen(adult), |u| Some(u.min(adult)));
                let team = scene.staff.get(person).map_or(care.team, |p| p.team);
                let row = Row { person: Some(person), code: "IRO", team, from, until, reason: "" };
                if from < adult {
                    put(book, scene, house, kid, &row);
                }
            }
            match gone {
                Some(gone) => {
                    from = world.diary.after(gone, if chance.percent(85) { 0 } else { chance.between(1, 9) })
                }
                None => break,
            }
        }
    }
}
