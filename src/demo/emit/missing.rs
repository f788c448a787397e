//! Children missing from care, and the talks when they are back.

use super::Scene;
use super::care::Time;
use crate::demo::chance::Chance;
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;

/// The times a child in care went missing: few children, some of them often.
pub(crate) fn write(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    let old_enough = time.age(time.stop) >= 12 && time.stop - time.care.from > 40;
    if !old_enough || !(chance.percent(18) || book.rows("ssd_missing") == 0) {
        return;
    }
    let world = scene.world;
    let mut day = (time.stop - chance.between(20, 320)).max(time.care.from + 3);
    for _ in 0..chance.between(1, 5) {
        let back = day + chance.spread(1);
        if day > time.stop {
            return;
        }
        // The last one may still be out.
        let until = (back <= time.stop && !(back == world.last && chance.percent(30))).then_some(back);
        let declined = until.is_some() && chance.percent(14);
        let id = book.id("MI");
        book.put(
            "ssd_missing",
            &[
                ("miss_table_id", (&id).into()),
                ("miss_person_id", (&time.kid.id).into()),
                ("miss_missing_episode_start_date", day.into()),
                ("miss_missing_episode_type", if chance.percent(88) { "Missing" } else { "Away" }.into()),
                ("miss_missing_episode_end_date", until.into()),
                ("miss_missing_rhi_offered", until.map(|_| "Y").into()),
                ("miss_missing_rhi_accepted", until.map(|_| if declined { "N" } else { "Y" }).into()),
            ],
        );
        book.put(
            "missing_meta",
            &[("missing_id", (&id).into()), ("child_id", (&time.kid.id).into()), ("reported", day.into())],
        );
        if let Some(until) = until.filter(|_| !declined) {
            let wait = match chance.hit(world.team(time.care.team, Knob::ReturnInterviewInTime)) {
                true => chance.between(0, 3),
                false => 4 + chance.spread(6),
            };
            interview(book, scene, time, (&id, until + wait), chance);
        }
        if chance.percent(30) {
            strategy(book, scene, time, world.diary.after(day, chance.between(1, 8)), chance);
        }
        day = back + 2 + chance.spread(25);
    }
}

fn interview(book: &mut Book, scene: &Scene, time: &Time, (missing, day): (&str, i32), chance: &mut Chance) {
    if day > scene.world.last {
        return;
    }
    let id = book.id("RI");
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, Some(time.care.team));
    book.put(
        "return_interview",
        &[
            ("interview_id", (&id).into()),
            ("missing_id", missing.into()),
            ("child_id", (&time.kid.id).into()),
            ("date", day.into()),
            ("recorded", recorded.into()),
        ],
    );
}

/// A strategy discussion about a child who is missing; no enquiry follows.
fn strategy(book: &mut Book, scene: &Scene, time: &Time, day: i32, chance: &mut Chance) {
    if day > scene.world.last {
        return;
    }
    let id = book.id("ME");
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, Some(time.care.team));
    book.put(
        "meeting",
        &[
            ("meeting_id", (&id).into()),
            ("child_id", (&time.kid.id).into()),
            ("kind", "strategy".into()),
            ("date", day.into()),
            ("status", "held".into()),
            ("quorate", true.into()),
            ("decision", "no-section-47".into()),
            ("outcome", "no-conference".into()),
            ("reason", "missing".into()),
            ("recorded", recorded.into()),
        ],
    );
}
