//! Contacts, referrals, assessments.

use super::Scene;
use super::scene::team_cell;
use super::visit::{Kind, Round};
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::life::{Assessed, Contact, ContactEnd, Finding, Household, Kid, Opening};
use crate::demo::profile::{Knob, Service, Story};
use crate::demo::sheet::Book;
use crate::demo::staff::team_id;

/// The rows of all contacts, referrals and assessments of a family.
pub(crate) fn write(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    for found in &house.contacts {
        for kid in scene.kids(house, found.day) {
            contact(book, scene, kid, found, chance);
        }
    }
    for opening in &house.openings {
        for kid in scene.kids(house, opening.referral) {
            contact(book, scene, kid, &opening.contact, chance);
            referral(book, scene, house, kid, opening, chance);
        }
    }
}

fn contact(book: &mut Book, scene: &Scene, kid: &Kid, found: &Contact, chance: &mut Chance) {
    let (word, flag) = match found.end {
        ContactEnd::Referral => ("referral", "OUTCOME_NEW_REFERRAL_FLAG"),
        ContactEnd::EarlyHelp => ("early-help", "OUTCOME_EARLY_HELP_FLAG"),
        ContactEnd::Advice => ("advice", "OUTCOME_ADVICE_FLAG"),
        ContactEnd::NoFurtherAction => ("no-further-action", "OUTCOME_NFA_FLAG"),
    };
    let id = book.id("CON");
    book.put(
        "ssd_contacts",
        &[
            ("cont_contact_id", (&id).into()),
            ("cont_person_id", (&kid.id).into()),
            ("cont_contact_date", found.day.into()),
            ("cont_contact_source_code", (!chance.percent(1)).then_some(found.source).into()),
            ("cont_contact_outcome_json", found.decided.map(|_| format!("{{\"{flag}\":\"Y\"}}")).into()),
        ],
    );
    scene.note(book, chance, "ssd_contacts", &id, found.day);
    if let Some(decided) = found.decided {
        let row = book.id("DEC");
        book.put(
            "decision",
            &[
                ("decision_id", (&row).into()),
                ("child_id", (&kid.id).into()),
                ("ref_kind", "contact".into()),
                ("ref", (&id).into()),
                ("decided_at", decided.into()),
                ("decision", word.into()),
                ("consent_refused", (found.end == ContactEnd::EarlyHelp).then_some(found.refused).into()),
            ],
        );
    }
    if let Some((from, until)) = found.early_help {
        let row = book.id("EH");
        let why = chance.word(&["parenting", "school attendance", "parental mental health", "housing"]);
        book.put(
            "ssd_early_help_episodes",
            &[
                ("earl_episode_id", (&row).into()),
                ("earl_person_id", (&kid.id).into()),
                ("earl_episode_start_date", from.into()),
                ("earl_episode_end_date", until.into()),
                ("earl_episode_reason", why.into()),
                ("earl_episode_end_reason", until.map(|_| "needs met").into()),
                ("earl_episode_organisation", "Family Hub".into()),
            ],
        );
    }
}

fn referral(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    kid: &Kid,
    opening: &Opening,
    chance: &mut Chance,
) {
    let id = referral_id(opening, kid);
    let worker = scene.worker(house, opening.referral);
    let nothing = opening.reason == "RC8" && opening.inquiries.is_empty();
    book.put(
        "ssd_cin_episodes",
        &[
            ("cine_referral_id", (&id).into()),
            ("cine_person_id", (&kid.id).into()),
            ("cine_referral_date", opening.referral.into()),
            ("cine_cin_primary_need_code", opening.need_code.into()),
            ("cine_referral_source_code", opening.contact.source.into()),
            ("cine_referral_nfa", opening.assessed.is_empty().into()),
            ("cine_close_reason", opening.closed.map(|_| opening.reason).into()),
            ("cine_close_date", opening.closed.into()),
            ("cine_referral_team", team_id(opening.team).into()),
            ("cine_referral_worker_id", worker.into()),
        ],
    );
    scene.note(book, chance, "ssd_cin_episodes", &id, opening.referral);
    let last = opening.closed.map_or(scene.world.last, |c| c - 1);
    let team = scene.team(house, last).unwrap_or(opening.team);
    let service = scene.world.profile.teams.get(team).map(|t| t.service);
    book.put(
        "case_extra",
        &[
            ("referral_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("team_id", team_id(team).into()),
            ("disabled_service", (service == Some(Service::DisabledChildren)).into()),
        ],
    );
    if opening.decided.is_some() || opening.acknowledged.is_some() {
        let row = book.id("DEC");
        book.put(
            "decision",
            &[
                ("decision_id", (&row).into()),
                ("child_id", (&kid.id).into()),
                ("ref_kind", "referral".into()),
                ("ref", (&id).into()),
                ("decided_at", opening.decided.into()),
                (
                    "decision",
                    if opening.assessed.is_empty() { "no-further-action" } else { "assessment" }.into(),
                ),
                ("acknowledged_at", opening.acknowledged.into()),
            ],
        );
    }
    for found in &opening.assessed {
        assessment(book, scene, house, kid, (opening, found, nothing), chance);
    }
}

fn assessment(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    kid: &Kid,
    (opening, found, nothing): (&Opening, &Assessed, bool),
    chance: &mut Chance,
) {
    let id = book.id("ASM");
    let unborn = house.story == Story::Unborn && kid.birth > found.start;
    let done: Option<Day> = found.authorised;
    let worker = scene.worker(house, done.unwrap_or(found.start));
    let team = scene.team(house, found.start).or(Some(found.team));
    book.put(
        "ssd_cin_assessments",
        &[
            ("cina_assessment_id", (&id).into()),
            ("cina_person_id", (&kid.id).into()),
            ("cina_referral_id", referral_id(opening, kid).into()),
            ("cina_assessment_start_date", found.start.into()),
            ("cina_assessment_child_seen", done.map(|_| found.seen && !unborn).into()),
            ("cina_assessment_auth_date", done.into()),
            ("cina_assessment_outcome_nfa", done.map(|_| nothing).into()),
            ("cina_assessment_team", team_cell(team).into()),
            ("cina_assessment_worker_id", worker.into()),
        ],
    );
    let outcome = match found.finding {
        Finding::ChildInNeed => "child-in-need",
        Finding::Section47 => "section-47",
        Finding::NoFurtherAction => "no-further-action",
        Finding::StepDown => "step-down",
    };
    let recorded = scene.recorded(chance, done.unwrap_or(found.start), Knob::OtherRecordedInTime, None);
    book.put(
        "assessment_meta",
        &[
            ("assessment_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            // Only the first assessment answers the referral; later ones are about a child who is open.
            (
                "referred",
                (opening.assessed.first().map(|a| a.start) == Some(found.start))
                    .then_some(opening.referral)
                    .into(),
            ),
            ("agreed_date", found.agreed.into()),
            ("outcome", done.map(|_| outcome).into()),
            ("unborn", unborn.into()),
            ("recorded", recorded.into()),
        ],
    );
    if done.is_some() {
        let row = book.id("FAC");
        let factor = chance.weighted_word(&[
            ("3B", 30),
            ("4B", 25),
            ("1B", 10),
            ("2B", 10),
            ("16A", 12),
            ("18B", 8),
            ("11A", 5),
        ]);
        book.put(
            "ssd_assessment_factors",
            &[
                ("cinf_table_id", (&row).into()),
                ("cinf_assessment_id", (&id).into()),
                ("cinf_assessment_factors_json", format!("[\"{factor}\"]").into()),
            ],
        );
    }
    let round = Round { kind: Kind::Need, house, kid, under: "", team: found.team, adoptive: false };
    for &day in &found.visits {
        round.one(book, scene, day, true, chance);
    }
}

/// The id of a child's referral: the same wherever it is asked for.
pub(crate) fn referral_id(opening: &Opening, kid: &Kid) -> String {
    format!("R{}-{}", kid.id, opening.referral)
}
