//! Visits, of every kind, with what the dataset cannot say of them.

use super::Scene;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::life::{Beat, Household, Kid};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;

/// Which table a visit stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Need,
    Protection,
    Care,
}

/// Visits of one child under one plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round<'a> {
    pub(crate) kind: Kind,
    pub(crate) house: &'a Household,
    pub(crate) kid: &'a Kid,
    /// The id of the protection plan or the time in care.
    pub(crate) under: &'a str,
    pub(crate) team: usize,
    pub(crate) adoptive: bool,
}

impl Round<'_> {
    /// All visits of a list of occasions: done ones, some of the missed ones as attempts, some keyed twice.
    pub(crate) fn write(&self, book: &mut Book, scene: &Scene, beats: &[Beat], chance: &mut Chance) {
        for beat in beats {
            if beat.done {
                let seen = !chance.percent(1);
                self.one(book, scene, beat.day, seen, chance);
                if chance.hit(scene.world.knob(Knob::Duplicate)) {
                    self.one(book, scene, beat.day, seen, chance);
                }
            } else if chance.percent(45) {
                self.one(book, scene, beat.day, false, chance);
            }
        }
    }

    /// One visit.
    pub(crate) fn one(&self, book: &mut Book, scene: &Scene, day: Day, seen: bool, chance: &mut Chance) {
        let world = scene.world;
        let unborn = self.kid.birth > day;
        let seen = seen && !unborn;
        let alone = seen && chance.hit(world.team(self.team, self.alone_knob()));
        let young = day - self.kid.birth < 3 * 365;
        let reason = (seen && !alone && chance.percent(75)).then(|| match young {
            true => "too-young",
            false => chance.word(&["declined", "inappropriate"]),
        });
        let said_seen = scene.flag(chance, Knob::SeenBlank, seen);
        let said_alone = scene.flag(chance, Knob::SeenAloneBlank, alone);
        let bedroom = (!chance.percent(6))
            .then(|| seen && chance.hit(world.team(self.team, Knob::ProtectionBedroomSeen)));
        let date = scene.dated(chance, day);
        let (id, kid) = match self.kind {
            Kind::Need => (book.id("NV"), &self.kid.id),
            Kind::Protection => (book.id("PV"), &self.kid.id),
            Kind::Care => (book.id("LV"), &self.kid.id),
        };
        match self.kind {
            Kind::Need => book.put(
                "ssd_cin_visits",
                &[
                    ("cinv_cin_visit_id", (&id).into()),
                    ("cinv_person_id", kid.into()),
                    ("cinv_cin_visit_date", date.into()),
                    ("cinv_cin_visit_seen", said_seen.into()),
                    ("cinv_cin_visit_seen_alone", said_alone.into()),
                    ("cinv_cin_visit_bedroom", bedroom.into()),
                ],
            ),
            Kind::Protection => book.put(
                "ssd_cp_visits",
                &[
                    ("cppv_cp_visit_id", (&id).into()),
                    ("cppv_person_id", kid.into()),
                    ("cppv_cp_plan_id", self.under.into()),
                    ("cppv_cp_visit_date", date.into()),
                    ("cppv_cp_visit_seen", said_seen.into()),
                    ("cppv_cp_visit_seen_alone", said_alone.into()),
                    ("cppv_cp_visit_bedroom", bedroom.into()),
                ],
            ),
            Kind::Care => book.put(
                "ssd_cla_visits",
                &[
                    ("clav_cla_visit_id", (&id).into()),
                    ("clav_cla_id", self.under.into()),
                    ("clav_person_id", kid.into()),
                    ("clav_cla_visit_date", date.into()),
                    ("clav_cla_visit_seen", said_seen.into()),
                    ("clav_cla_visit_seen_alone", said_alone.into()),
                ],
            ),
        }
        let recorded = scene.recorded(chance, day, Knob::VisitRecordedInTime, Some(self.team));
        let worker = scene.worker(self.house, day);
        book.put(
            "visit_meta",
            &[
                ("visit_id", (&id).into()),
                ("child_id", kid.into()),
                ("recorded_at", recorded.into()),
                ("worker_id", worker.into()),
                ("purpose", self.purpose().into()),
                ("alone_reason", reason.into()),
                ("adopter_seen", self.adoptive.then_some(seen).into()),
                ("mother_seen", unborn.then(|| chance.percent(92)).into()),
                ("by_social_worker", (!chance.percent(7)).into()),
                ("mode", "in-person".into()),
            ],
        );
    }

    fn alone_knob(&self) -> Knob {
        if self.kind == Kind::Care { Knob::CareSeenAlone } else { Knob::ProtectionSeenAlone }
    }

    fn purpose(&self) -> &'static str {
        match self.kind {
            Kind::Need => "child-in-need",
            Kind::Protection => "protection",
            Kind::Care if self.adoptive => "adoption",
            Kind::Care => "care",
        }
    }
}
