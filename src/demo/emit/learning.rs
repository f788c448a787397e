//! What is not about one child: the improvement plan, incidents, allegations, carers who apply.

use super::Scene;
use crate::calendar::{add_months, from_civil, to_civil};
use crate::demo::chance::Chance;
use crate::demo::diary::{months, working};
use crate::demo::profile::Share;
use crate::demo::sheet::Book;

const ACTIONS: [&str; 12] = [
    "Assessments are authorised in time",
    "Plans are specific, measurable and dated",
    "Children are seen alone",
    "Supervision is recorded on the file",
    "Conferences are held in time",
    "Health assessments follow entry into care",
    "Every child has a worker of their own",
    "Audits are done and acted on",
    "Pathway plans are made with the young person",
    "Permanent staff replace agency staff",
    "Letters before proceedings go out in time",
    "Foster carers are recruited nearby",
];
const RATINGS: [(&str, u32); 6] =
    [("red", 15), ("amber", 30), ("yellow", 10), ("green", 30), ("grey", 8), ("blue", 7)];

/// The rows.
pub(crate) fn write(book: &mut Book, scene: &Scene) {
    let mut chance = scene.world.stream("learning", 0);
    actions(book, scene, &mut chance);
    incidents(book, scene, &mut chance);
    allegations(book, scene, &mut chance);
    carers(book, scene, &mut chance);
}

/// Twelve actions, rated anew each month for half a year; many keep their rating.
fn actions(book: &mut Book, scene: &Scene, chance: &mut Chance) {
    let Some(month) = to_civil(scene.world.last).and_then(|(y, m, _)| from_civil(y, m, 1)) else { return };
    for title in ACTIONS {
        let action = book.id("AC-");
        book.put("improvement_action", &[("action_id", (&action).into()), ("title", title.into())]);
        let mut rating = chance.weighted_word(&RATINGS);
        let mut from = add_months(month, -5);
        for back in (0..5).rev() {
            let next = add_months(month, -back);
            let new = chance.weighted_word(&RATINGS);
            // What is done stays done.
            if rating != "blue" && new != rating && chance.percent(40) {
                rated(book, (&action, rating), from, Some(next));
                (rating, from) = (new, next);
            }
        }
        rated(book, (&action, rating), from, None);
    }
}

fn rated(book: &mut Book, (action, rating): (&str, &str), from: i32, until: Option<i32>) {
    let id = book.id("RA");
    book.put(
        "action_rating",
        &[
            ("rating_id", (&id).into()),
            ("action_id", action.into()),
            ("rating", rating.into()),
            ("from", from.into()),
            ("until", until.into()),
        ],
    );
}

fn incidents(book: &mut Book, scene: &Scene, chance: &mut Chance) {
    let world = scene.world;
    for n in 0..4 {
        let notified = world.diary.back(world.last - 20 - 130 * n);
        let reviewed = world.once(chance, notified, working(15), Share::of(3, 4), 10);
        let local = chance.percent(60);
        let published = world.once(chance, notified, months(6), Share::of(1, 2), 40);
        let id = book.id("SI");
        book.put(
            "serious_incident",
            &[
                ("incident_id", (&id).into()),
                ("notified", notified.into()),
                ("reviewed", world.seen(reviewed).into()),
                ("local_review", local.into()),
                ("published", world.seen(published).filter(|_| local).into()),
            ],
        );
    }
}

fn allegations(book: &mut Book, scene: &Scene, chance: &mut Chance) {
    let world = scene.world;
    for _ in 0..10 {
        let (person, id) = (book.id("PRO"), book.id("AL"));
        let role = chance.word(&["foster carer", "teacher", "residential worker", "coach"]);
        book.put("professional", &[("professional_id", (&person).into()), ("role", role.into())]);
        let day = world.last - chance.between(3, 500);
        let referred = world.once(chance, day, working(1), Share::of(85, 100), 3);
        let concluded = world.diary.on(referred + 5 + chance.spread(32));
        book.put(
            "allegation",
            &[
                ("allegation_id", (&id).into()),
                ("professional_id", (&person).into()),
                ("date", day.into()),
                ("referred", world.seen(referred).into()),
                ("concluded", world.seen(concluded).into()),
                ("recorded", world.seen(referred).unwrap_or(world.last).into()),
            ],
        );
    }
}

fn carers(book: &mut Book, scene: &Scene, chance: &mut Chance) {
    let world = scene.world;
    for _ in 0..16 {
        let from = world.last - chance.between(10, 420);
        let approved = chance
            .percent(60)
            .then(|| world.diary.on(from + 120 + chance.spread(60)))
            .and_then(|d| world.seen(d));
        let stage = match approved {
            Some(_) => "approved",
            None => chance.word(&["enquiry", "stage one", "stage two", "panel"]),
        };
        let id = book.id("FA");
        book.put(
            "carer_application",
            &[
                ("application_id", (&id).into()),
                ("stage", stage.into()),
                ("from", from.into()),
                ("until", approved.into()),
                ("approved", approved.into()),
            ],
        );
    }
}
