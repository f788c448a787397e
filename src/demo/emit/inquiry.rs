//! Strategy discussions, section 47 enquiries, initial conferences.

use super::Scene;
use super::front::referral_id;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::life::{Household, Inquiry, Kid, Opening};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;
use crate::demo::staff::team_id;

/// The rows of the enquiries of a referral.
pub(crate) fn write(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    chance: &mut Chance,
) {
    for inquiry in &opening.inquiries {
        for kid in scene.kids(house, inquiry.started) {
            strategy(book, scene, kid, inquiry, chance);
            enquiry(book, scene, house, (opening, kid), inquiry, chance);
        }
    }
}

fn strategy(book: &mut Book, scene: &Scene, kid: &Kid, inquiry: &Inquiry, chance: &mut Chance) {
    // A transfer from another authority brings its plan with it: no discussion here.
    if inquiry.notified.is_some() {
        return;
    }
    let id = book.id("ME");
    let outcome = if inquiry.to_conference { "conference" } else { "no-conference" };
    // So grave a thing is recorded at once, or the next day, by most.
    let wait = if chance.percent(85) { chance.between(0, 1) } else { 2 + chance.spread(3) };
    let recorded = (inquiry.strategy + wait).min(scene.world.last);
    book.put(
        "meeting",
        &[
            ("meeting_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("kind", "strategy".into()),
            ("date", inquiry.strategy.into()),
            ("status", "held".into()),
            ("quorate", (!chance.percent(4)).into()),
            ("decision", "section-47".into()),
            ("outcome", inquiry.ended.map(|_| outcome).into()),
            ("reason", "harm".into()),
            ("recorded", recorded.into()),
        ],
    );
    for agency in ["social care", "police", "health"] {
        // Now and then health could not come.
        if agency == "health" && inquiry.strategy % 8 == 0 {
            continue;
        }
        let row = book.id("SAT");
        book.put(
            "strategy_attendance",
            &[
                ("attendance_id", (&row).into()),
                ("meeting_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("date", inquiry.strategy.into()),
                ("agency", agency.into()),
            ],
        );
    }
    if chance.percent(12) || book.rows("critical_event") == 0 {
        let id = book.id("CE");
        let day = inquiry.strategy - chance.between(0, 2);
        let recorded = (day + if chance.percent(85) { chance.between(0, 1) } else { chance.between(2, 6) })
            .min(scene.world.last);
        book.put(
            "critical_event",
            &[
                ("event_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("date", day.into()),
                ("recorded", recorded.into()),
            ],
        );
    }
}

fn enquiry(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    (opening, kid): (&Opening, &Kid),
    inquiry: &Inquiry,
    chance: &mut Chance,
) {
    let id = book.id("S47E");
    let transfer = inquiry.notified.is_some();
    let worker = scene.worker(house, inquiry.strategy);
    if !transfer {
        book.put(
            "ssd_s47_enquiry",
            &[
                ("s47e_s47_enquiry_id", (&id).into()),
                ("s47e_referral_id", referral_id(opening, kid).into()),
                ("s47e_person_id", (&kid.id).into()),
                ("s47e_s47_start_date", inquiry.started.into()),
                ("s47e_s47_end_date", inquiry.ended.into()),
                ("s47e_s47_nfa", inquiry.ended.map(|_| !inquiry.to_conference && chance.percent(45)).into()),
                ("s47e_s47_completed_by_team", team_id(inquiry.team).into()),
                ("s47e_s47_completed_by_worker_id", worker.clone().into()),
            ],
        );
        scene.note(book, chance, "ssd_s47_enquiry", &id, inquiry.started);
        if let Some(ended) = inquiry.ended {
            let row = book.id("DEC");
            let decision = if inquiry.to_conference { "conference" } else { "no-conference" };
            book.put(
                "decision",
                &[
                    ("decision_id", (&row).into()),
                    ("child_id", (&kid.id).into()),
                    ("ref_kind", "s47".into()),
                    ("ref", (&id).into()),
                    ("decided_at", ended.into()),
                    ("decision", decision.into()),
                ],
            );
        }
    }
    let Some(held) = inquiry.conference else { return };
    let conference = conference_id(kid, held);
    let clock = inquiry.notified.unwrap_or(inquiry.strategy);
    book.put(
        "ssd_initial_cp_conference",
        &[
            ("icpc_icpc_id", (&conference).into()),
            ("icpc_s47_enquiry_id", (!transfer).then_some(&id).into()),
            ("icpc_person_id", (&kid.id).into()),
            ("icpc_cp_plan_id", inquiry.plan_made.then(|| plan_id(kid, held)).into()),
            ("icpc_referral_id", referral_id(opening, kid).into()),
            ("icpc_icpc_transfer_in", transfer.into()),
            ("icpc_icpc_target_date", scene.world.diary.after(clock, 15).into()),
            ("icpc_icpc_date", held.into()),
            ("icpc_icpc_outcome_cp_flag", inquiry.plan_made.into()),
            ("icpc_icpc_team", team_id(inquiry.team).into()),
            ("icpc_icpc_worker_id", worker.into()),
        ],
    );
    let kind = if transfer { "transfer-in" } else { "initial" };
    Conference {
        id: &conference,
        kid,
        kind,
        day: held,
        notified: inquiry.notified,
        report: 2,
        team: inquiry.team,
    }
    .write(book, scene, chance);
}

/// The id of a child's initial conference: the same wherever it is asked for.
pub(crate) fn conference_id(kid: &Kid, held: Day) -> String {
    format!("I{}-{held}", kid.id)
}

/// The id of a child's protection plan: the same wherever it is asked for.
pub(crate) fn plan_id(kid: &Kid, from: Day) -> String {
    format!("P{}-{from}", kid.id)
}

/// What the dataset does not say of a conference.
pub(crate) struct Conference<'a> {
    pub(crate) id: &'a str,
    pub(crate) kid: &'a Kid,
    pub(crate) kind: &'static str,
    pub(crate) day: Day,
    pub(crate) notified: Option<Day>,
    /// Working days before it by which the report is due.
    pub(crate) report: i32,
    pub(crate) team: usize,
}

impl Conference<'_> {
    /// Quorum, who came, the report; whether it was quorate.
    pub(crate) fn write(&self, book: &mut Book, scene: &Scene, chance: &mut Chance) -> bool {
        let world = scene.world;
        let quorate = chance.hit(world.team(self.team, Knob::ConferenceQuorate));
        let recorded = scene.recorded(chance, self.day, Knob::OtherRecordedInTime, Some(self.team));
        book.put(
            "conference_meta",
            &[
                ("conference_id", self.id.into()),
                ("child_id", (&self.kid.id).into()),
                ("kind", self.kind.into()),
                ("quorate", quorate.into()),
                ("chair_waiver", (!quorate && chance.percent(40)).into()),
                ("notified", self.notified.into()),
                ("recorded", recorded.into()),
            ],
        );
        let others = ["health", "police", "school", "housing", "probation"];
        let came = if quorate { chance.between(2, 4) as usize } else { chance.between(0, 1) as usize };
        for agency in ["social care"].iter().chain(others.iter().take(came)) {
            let row = book.id("ATT");
            book.put(
                "attendance",
                &[
                    ("attendance_id", (&row).into()),
                    ("conference_id", self.id.into()),
                    ("child_id", (&self.kid.id).into()),
                    ("date", self.day.into()),
                    ("agency", (*agency).into()),
                ],
            );
        }
        let lead = if chance.hit(world.team(self.team, Knob::ReportInTime)) {
            self.report + chance.between(0, 3)
        } else {
            chance.between(0, self.report - 1)
        };
        let mut shared = world.diary.back(self.day);
        for _ in 0..lead {
            shared = world.diary.back(shared - 1);
        }
        let row = book.id("REP");
        book.put(
            "conference_report",
            &[
                ("report_id", (&row).into()),
                ("conference_id", self.id.into()),
                ("child_id", (&self.kid.id).into()),
                ("date", shared.into()),
            ],
        );
        quorate
    }
}
