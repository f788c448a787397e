//! Times in care: the period, legal statuses, episodes; then all that belongs to them.

use super::Scene;
use super::court::{Status, legal};
use super::front::referral_id;
use super::placements::{Placed, chain};
use super::{adoption, education, health, missing, placed, reviews};
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::life::{Care, Household, Kid, Opening, Route};
use crate::demo::profile::{Knob, Story};
use crate::demo::sheet::Book;

/// One child's time in care.
pub(crate) struct Time<'a> {
    pub(crate) house: &'a Household,
    pub(crate) kid: &'a Kid,
    pub(crate) care: &'a Care,
    /// The id of the time in care.
    pub(crate) id: String,
    pub(crate) until: Option<Day>,
    /// The last day that can hold anything: the end, or the last day of the extract.
    pub(crate) stop: Day,
    pub(crate) placements: Vec<Placed>,
}

impl Time<'_> {
    /// Whole years of age on a day.
    pub(crate) fn age(&self, day: Day) -> i32 {
        (0..30).find(|&n| add_months(self.kid.birth, 12 * (n + 1)) > day).unwrap_or(30)
    }
}

/// The rows of the times in care of a referral.
pub(crate) fn write(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    chance: &mut Chance,
) {
    for care in &opening.cares {
        let statuses = legal(scene, house, care);
        for kid in scene.kids(house, care.from).filter(|k| k.birth <= care.from) {
            let adult = add_months(kid.birth, 12 * 18);
            let until = care.until.map_or(adult, |u| u.min(adult));
            let until = scene.world.seen(until);
            let path = adoption::path(scene, house, care, kid, until);
            let moved = path.as_ref().and_then(|p| p.placed);
            let placements = chain(scene.world, chance, (kid, care), until, moved);
            let id = format!("L{}-{}", kid.id, care.from);
            let time =
                Time { house, kid, care, id, until, stop: until.unwrap_or(scene.world.last), placements };
            period(book, scene, &time, chance);
            episodes(book, scene, (&time, opening), &statuses, chance);
            placed::write(book, scene, &time, chance);
            let held = reviews::write(book, scene, &time, chance);
            reviews::visits(book, scene, &time, &held, chance);
            health::write(book, scene, &time, chance);
            education::write(book, scene, &time, chance);
            missing::write(book, scene, &time, chance);
            if let Some(path) = path {
                adoption::write(book, scene, &time, &path, chance);
            }
        }
    }
}

fn period(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    let end = match time.care.end {
        "E4A" => "returned-home",
        "E11" | "E12" => "adopted",
        "E44" => "special-guardianship",
        "E5" => "moved-to-independence",
        _ => "other",
    };
    let home = chance.hit(scene.world.knob(Knob::ReturnHomePlan));
    let permanence = match time.care.adoption {
        true => "adoption",
        false if home => "return-home",
        false => {
            chance.weighted_word(&[("long-term-fostering", 70), ("special-guardianship", 15), ("other", 15)])
        }
    };
    book.put(
        "care_period",
        &[
            ("cla_id", (&time.id).into()),
            ("child_id", (&time.kid.id).into()),
            ("from", time.care.from.into()),
            ("until", time.until.into()),
            ("end_reason", time.until.map(|_| end).into()),
            ("respite_only", false.into()),
            ("section_31a", (time.care.route == Route::Court).into()),
            (
                "remand",
                (time.care.route == Route::Agreed && time.age(time.care.from) > 13 && chance.percent(4))
                    .into(),
            ),
            ("permanence", permanence.into()),
        ],
    );
    let made = scene.world.once(
        chance,
        time.care.from,
        crate::demo::diary::working(10),
        scene.world.team(time.care.team, Knob::CarePlanInTime),
        15,
    );
    if made <= time.stop {
        let id = book.id("CPN");
        book.put(
            "care_plan",
            &[
                ("plan_id", (&id).into()),
                ("cla_id", (&time.id).into()),
                ("child_id", (&time.kid.id).into()),
                ("from", made.into()),
                ("until", time.until.into()),
            ],
        );
        book.put(
            "ssd_cla_care_plan",
            &[
                ("lacp_table_id", (&id).into()),
                ("lacp_person_id", (&time.kid.id).into()),
                ("lacp_cla_care_plan_start_date", made.into()),
                ("lacp_cla_care_plan_end_date", time.until.into()),
                ("lacp_cla_care_plan_json", format!("{{\"PERMANENCE\":\"{permanence}\"}}").into()),
            ],
        );
    }
    let before = matches!(time.house.story, Story::CareOpen | Story::Adoption) && chance.percent(2);
    if before || book.rows("ssd_cla_previous_permanence") == 0 {
        let id = book.id("LP");
        book.put(
            "ssd_cla_previous_permanence",
            &[
                ("lapp_table_id", (&id).into()),
                ("lapp_person_id", (&time.kid.id).into()),
                ("lapp_previous_permanence_option", "P2".into()),
                ("lapp_previous_permanence_order_date", "zz/zz/ZZZZ".into()),
            ],
        );
    }
}

fn episodes(
    book: &mut Book,
    scene: &Scene,
    (time, opening): (&Time, &Opening),
    statuses: &[Status],
    chance: &mut Chance,
) {
    let statuses: Vec<&Status> = statuses.iter().filter(|s| s.from < time.stop).collect();
    for status in &statuses {
        let id = book.id("LS");
        book.put(
            "ssd_legal_status",
            &[
                ("lega_legal_status_id", (&id).into()),
                ("lega_person_id", (&time.kid.id).into()),
                ("lega_legal_status", status.code.into()),
                ("lega_legal_status_start_date", status.from.into()),
                ("lega_legal_status_end_date", status.until.map(|u| u.min(time.stop)).or(time.until).into()),
            ],
        );
    }
    // A new episode with each move and each change of status.
    let moves = time.placements.iter().map(|p| (p.from, "P"));
    let mut starts: Vec<(Day, &str)> =
        moves.chain(statuses.iter().map(|s| (s.from.max(time.care.from), "L"))).collect();
    starts.sort_unstable();
    starts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same && next.1 != kept.1 {
            kept.1 = "B";
        }
        same
    });
    let last_review = time.stop - chance.between(5, 150);
    let ends: Vec<Option<Day>> = starts.iter().skip(1).map(|s| Some(s.0)).chain([time.until]).collect();
    let count = starts.len();
    for (i, (&(from, why), until)) in starts.iter().zip(ends).enumerate() {
        let at = time.placements.iter().position(|p| p.from <= from && p.until.is_none_or(|u| u > from));
        let id = book.id("EP");
        book.put(
            "ssd_cla_episodes",
            &[
                ("clae_cla_episode_id", (&id).into()),
                ("clae_person_id", (&time.kid.id).into()),
                ("clae_cla_placement_id", at.map(|n| placed::placement_id(time, n)).into()),
                ("clae_cla_episode_start_date", from.into()),
                ("clae_cla_episode_start_reason", if i == 0 { "S" } else { why }.into()),
                ("clae_cla_primary_need_code", opening.need_code.into()),
                ("clae_cla_episode_ceased_date", until.into()),
                (
                    "clae_cla_episode_ceased_reason",
                    until.map(|_| if i + 1 < count { "X1" } else { time.care.end }).into(),
                ),
                ("clae_cla_id", (&time.id).into()),
                ("clae_referral_id", referral_id(opening, time.kid).into()),
                (
                    "clae_cla_last_iro_contact_date",
                    (last_review > from).then_some(scene.world.diary.back(last_review)).into(),
                ),
                ("clae_entered_care_date", time.care.from.into()),
            ],
        );
    }
}
