//! Short breaks, private fostering, stays abroad and in hospital.

use super::Scene;
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::diary::{weeks, working};
use crate::demo::life::{Household, Kid, Rhythm, beats};
use crate::demo::profile::{Knob, Story};
use crate::demo::sheet::Book;

/// The rows of a family.
pub(crate) fn write(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    let Some(opening) = house.openings.last() else { return };
    let (from, team) = opening.needs.last().map_or((opening.referral, opening.team), |n| (n.from, n.team));
    for kid in scene.kids(house, from) {
        match house.story {
            Story::ShortBreaks => short_breaks(book, scene, kid, from, chance),
            Story::PrivateFostering => private_fostering(book, scene, house, (kid, from, team), chance),
            _ => {}
        }
    }
    away(book, scene, house, chance);
}

fn short_breaks(book: &mut Book, scene: &Scene, kid: &Kid, from: Day, chance: &mut Chance) {
    let last = scene.world.last;
    let start = (last - 700).max(from + 20);
    let mut day = start + chance.between(0, 20);
    let every = chance.between(14, 40);
    while day < last {
        let long = chance.percent(4);
        let until = day + if long { chance.between(8, 19) } else { chance.between(1, 4) };
        let id = book.id("SB");
        book.put(
            "short_break",
            &[
                ("break_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("from", day.into()),
                ("until", scene.world.seen(until).into()),
                ("agreed_plan", chance.percent(92).into()),
            ],
        );
        day = until + every + chance.spread(6);
    }
    respite(book, kid, start.min(last));
}

/// A series of breaks is one time in care under legal status V4, and nothing else.
fn respite(book: &mut Book, kid: &Kid, from: Day) {
    let id = format!("L{}-{from}", kid.id);
    book.put(
        "care_period",
        &[
            ("cla_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("from", from.into()),
            ("respite_only", true.into()),
            ("section_31a", false.into()),
            ("remand", false.into()),
            ("permanence", "return-home".into()),
        ],
    );
    let plan = book.id("CPN");
    book.put(
        "care_plan",
        &[
            ("plan_id", (&plan).into()),
            ("cla_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("from", from.into()),
        ],
    );
    book.put(
        "ssd_cla_care_plan",
        &[
            ("lacp_table_id", (&plan).into()),
            ("lacp_person_id", (&kid.id).into()),
            ("lacp_cla_care_plan_start_date", from.into()),
        ],
    );
    let (status, episode) = (book.id("LS"), book.id("EP"));
    book.put(
        "ssd_legal_status",
        &[
            ("lega_legal_status_id", (&status).into()),
            ("lega_person_id", (&kid.id).into()),
            ("lega_legal_status", "V4".into()),
            ("lega_legal_status_start_date", from.into()),
        ],
    );
    book.put(
        "ssd_cla_episodes",
        &[
            ("clae_cla_episode_id", (&episode).into()),
            ("clae_person_id", (&kid.id).into()),
            ("clae_cla_episode_start_date", from.into()),
            ("clae_cla_episode_start_reason", "S".into()),
            ("clae_cla_primary_need_code", "N2".into()),
            ("clae_cla_id", (&id).into()),
            ("clae_entered_care_date", from.into()),
        ],
    );
}

fn private_fostering(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    (kid, from, team): (&Kid, Day, usize),
    chance: &mut Chance,
) {
    let world = scene.world;
    let ended = (chance.percent(30)).then(|| from + 200 + chance.spread(200)).and_then(|d| world.seen(d));
    let ended = ended.or_else(|| world.seen(add_months(kid.birth, 12 * 16)).filter(|&d| d > from));
    let id = book.id("PF");
    let recorded = scene.recorded(chance, from, Knob::OtherRecordedInTime, Some(team));
    book.put(
        "private_fostering",
        &[
            ("arrangement_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("from", from.into()),
            ("until", ended.into()),
            ("notified", (from - chance.between(0, 4)).into()),
            ("recorded", recorded.into()),
        ],
    );
    let share = world.team(team, Knob::PrivateFosteringVisitInTime);
    let year = add_months(from, 12);
    let stop = ended.unwrap_or(world.last);
    let first = Rhythm { first: working(7), every: weeks(6), share, late: None };
    let mut list = beats(chance, &world.diary, &first, from, year.min(stop));
    let turn = list.last().map_or(from, |b| b.day);
    let later = Rhythm { first: weeks(6), every: weeks(12), share, late: None };
    list.extend(beats(chance, &world.diary, &later, turn, stop).into_iter().filter(|b| b.day > year));
    for beat in list.into_iter().filter(|b| b.done) {
        let id = book.id("OV");
        let alone = chance.hit(world.team(team, Knob::ProtectionSeenAlone));
        let recorded = scene.recorded(chance, beat.day, Knob::VisitRecordedInTime, Some(team));
        let worker = scene.worker(house, beat.day);
        book.put(
            "other_visit",
            &[
                ("visit_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("date", beat.day.into()),
                ("kind", "private-fostering".into()),
                ("seen", true.into()),
                ("seen_alone", alone.into()),
                ("alone_reason", (!alone && chance.percent(60)).then_some("inappropriate").into()),
                ("worker_id", worker.into()),
                ("recorded_at", recorded.into()),
            ],
        );
    }
}

/// A few children with a plan were abroad, or in hospital, for some days.
fn away(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    let last = scene.world.last;
    let Some(opening) = house.openings.last() else { return };
    let (from, stop) = (opening.referral, opening.closed.unwrap_or(last));
    if stop - from < 120
        || opening.needs.is_empty() && opening.protections.is_empty() && opening.cares.is_empty()
    {
        return;
    }
    for (table, series, id_column) in
        [("absence_abroad", "AB", "absence_id"), ("hospital_stay", "HS", "stay_id")]
    {
        if chance.percent(2) || book.rows(table) == 0 {
            let day = chance.between(from + 60, stop - 40);
            let until = day + chance.between(4, 30);
            for kid in scene.kids(house, from) {
                let id = book.id(series);
                book.put(
                    table,
                    &[
                        (id_column, (&id).into()),
                        ("child_id", (&kid.id).into()),
                        ("from", day.into()),
                        ("until", until.into()),
                    ],
                );
            }
        }
    }
}
