//! What the tries have found, small: records under a shipped standard and the verdicts both evaluators must give.

use crate::judge::{Try, show_both};
use crate::rules::Shipped;
use crate::support::world::{PlainCalendar, Rec, Val, World, read_line};
use duecare::calendar::parse_iso;
use duecare::record::{FieldType, Shape, Vocabulary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why it is so, the standard, the records in order with their owners before them, the day, the verdicts.
type Worked = (&'static str, &'static str, &'static [&'static str], &'static str, &'static [&'static str]);

const WORKED: &[Worked] = &[
    (
        "days are counted of no record, however little is known of the window: none (2.2)",
        "pathway-plan-by-time-in-care",
        &["child c", "placement p 2030-03-27.. of=c kind=with-parents"],
        "2030-03-27",
        &[],
    ),
    (
        "where the window is not known, days may lie in it, and fewer than are asked for cannot",
        "pathway-plan-by-time-in-care",
        &[
            "child c",
            "placement p 2026-03-02.. of=c kind=fostering",
            "care-period k 2026-03-02.. of=c respite-only=no",
        ],
        "2026-05-30",
        &[],
    ),
    (
        "from the day on which they may be as many as are asked for, it cannot be told",
        "pathway-plan-by-time-in-care",
        &[
            "child c",
            "placement p 2026-03-02.. of=c kind=fostering",
            "care-period k 2026-03-02.. of=c respite-only=no",
        ],
        "2026-05-31",
        &["p#1 cannot tell"],
    ),
    (
        "a date before its own record begins is no evidence: on that day there is no such record (1.4, 2.3)",
        "reassessment",
        &["child c", "case p 2016-12-11.. of=c", "assessment v 2017-09-26.. of=c authorised=2017-06-05"],
        "2017-10-01",
        &["p#1 due 2017-12-11"],
    ),
    (
        "the last conference before a day cannot come any more: no such plan (6.1)",
        "bedroom-between-conferences",
        &["child c", "conference k 2024-11-05 of=c kind=review"],
        "2024-11-05",
        &["k#1 cannot tell"],
    ),
    (
        "who attended for an agency that is not said may be a second one",
        "conference-agencies",
        &[
            "child c",
            "conference k 2030-08-23 of=c",
            "attendance a 2030-08-23 of=k",
            "attendance b 2030-08-15 of=k",
        ],
        "2030-08-23",
        &["k#1 cannot tell"],
    ),
    (
        "on its last day a plan is over at the close: one that begins then is not open together with it (1.7)",
        "one-plan-at-a-time",
        &[
            "child c",
            "child-in-need-plan p 2023-08-16..2023-09-02 of=c",
            "protection-plan q 2023-09-02.. of=c",
        ],
        "2023-09-02",
        &["p#1 due 2023-09-02"],
    ),
    (
        "a check tells on the day it looks what it cannot tell, also of a record dated later (6.13)",
        "adoption-visit-says-who",
        &["child c", "visit v 2022-05-30 of=c"],
        "2022-05-29",
        &["v#1 cannot tell"],
    ),
    (
        "a clock that an excuse had stopped opens again in its own stage, also under a later version (5.5, 6.11)",
        "care-visits",
        &[
            "child c",
            "placement p 2020-05-24.. of=c kind=fostering approval=full",
            "absence-abroad a 2020-05-24..2020-11-24 of=c",
        ],
        "2020-11-26",
        &["p#1 exempt", "p#2 due 2020-11-30"],
    ),
];

/// Records of the shipped vocabulary.
fn world(vocabulary: &Arc<Vocabulary>, lines: &[&str]) -> World {
    let mut records: Vec<Rec> = Vec::new();
    for text in lines {
        let line = read_line(text).unwrap();
        let kind = vocabulary.kind_named(&line.kind).unwrap();
        let of = vocabulary.kind(kind).unwrap();
        let place = |id: &str| records.iter().position(|r| r.id == id);
        let mut fields = BTreeMap::new();
        for (name, written) in line.pairs.iter().filter(|p| p.0 != "recorded") {
            let field = of.field(name).unwrap();
            let value = match of.field_at(field).unwrap().field_type {
                FieldType::Date | FieldType::PlannedDate => Val::Date(parse_iso(written).unwrap()),
                FieldType::YesNo => Val::YesNo(written == "yes"),
                FieldType::Number => Val::Number(written.parse().unwrap()),
                FieldType::Text | FieldType::OneOf(_) => Val::Text(written.replace('_', " ")),
                FieldType::Link(_) => Val::Record(place(written).unwrap()),
            };
            fields.insert(field, value);
        }
        let owner = line.of.as_deref().map(|id| place(id).unwrap());
        let end = line.end.filter(|_| of.shape == Shape::Period);
        let recorded = line.day("recorded").unwrap();
        records.push(Rec { kind, id: line.id, owner, start: line.start, end, recorded, fields, gone: false });
    }
    World {
        vocabulary: vocabulary.clone(),
        records,
        agreements: Vec::new(),
        calendar: Arc::new(PlainCalendar::england()),
        functions: Arc::default(),
    }
}

/// Both evaluators give what is expected.
pub fn all_hold(shipped: &Shipped) {
    let mut wrong = Vec::new();
    for (why, id, lines, day, expected) in WORKED {
        let judged = shipped.judged.iter().find(|j| j.id == *id).unwrap();
        let mut world = world(&shipped.set.vocabulary, lines);
        world.functions = shipped.names.clone();
        let day = parse_iso(day).unwrap();
        let rules = judged.rules.clone();
        let t = Try { id: judged.id.clone(), rules, world, known_on: None, days: vec![day], cut: vec![day] };
        let (engine, reference) = show_both(shipped, &t, day);
        // Not every page shows a day beside every verdict.
        let is = |said: &[String]| {
            said.len() == expected.len() && said.iter().zip(*expected).all(|(s, e)| s.starts_with(e))
        };
        if !is(&engine) || !is(&reference) {
            wrong.push(format!(
                "{id}: {why}\n  expected {expected:?}\n  engine {engine:?}\n  reference {reference:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
