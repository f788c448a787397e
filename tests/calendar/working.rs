//! Working days of England, added and counted: the calendar, a duty and a condition must all say the same.

use super::dues::{Counted, dues};
use super::tally::{Answered, held};
use super::trials::{Trial, asked};
use super::{day, json};
use duecare::calendar::{Amount, Unit, to_iso};
use duecare::import::england_calendar;
use duecare::judge::Tri;
use serde_json::Value as Json;

#[test]
fn working_days_are_added_and_counted_as_worked_out() {
    let Some(file) = json("conformance/working_days_england.json") else { return };
    let list = file["cases"].as_array().unwrap();
    let (added, elapsed): (Vec<&Json>, Vec<&Json>) = list.iter().partition(|c| c["op"] == "add_working_days");
    let mut answers = sums(&added);
    answers.extend(counts(&elapsed));
    held("working days of England", &answers, 470, &[]);
}

fn sums(list: &[&Json]) -> Vec<Answered> {
    let calendar = england_calendar();
    let number = |c: &Json| c["operands"][1].as_u64().unwrap() as u32;
    let from = |c: &Json| day(c["operands"][0].as_str().unwrap());
    let amount = |c: &Json| Amount::new(number(c), Unit::WorkingDays);
    let timing = |c: &Json| format!("within {} of the date", amount(c));
    let counted: Vec<Counted> = list.iter().map(|c| Counted { from: from(c), timing: timing(c) }).collect();
    let due = dues(&counted, &calendar);
    let condition = |c: &Json| Trial {
        x: Some(from(c)),
        y: c["expected"].as_str().map(day),
        it: Some((0, 0)),
        ..Trial::of(&format!("{} after x is y", amount(c)))
    };
    let told = asked(&list.iter().map(|c| condition(c)).collect::<Vec<_>>());
    let said = |((c, due), told): ((&&Json, (i32, i32)), Tri)| {
        let sum = calendar.add_plain(from(c), amount(c));
        let same = (sum.lo, sum.hi) == due && sum.lo == sum.hi && told == Tri::Yes;
        let said = if same { to_iso(sum.lo) } else { format!("{sum:?}, due {due:?}, {told:?}") };
        answered(c, c["expected"].as_str().unwrap(), said)
    };
    list.iter().zip(due).zip(told).map(said).collect()
}

fn counts(list: &[&Json]) -> Vec<Answered> {
    let calendar = england_calendar();
    let at = |c: &Json, i: usize| day(c["operands"][i].as_str().unwrap());
    let condition = |c: &Json| Trial {
        x: Some(at(c, 0)),
        y: Some(at(c, 1)),
        m: c["expected"].as_f64(),
        it: Some((0, 0)),
        ..Trial::of("working days from x to y is m")
    };
    let told = asked(&list.iter().map(|c| condition(c)).collect::<Vec<_>>());
    let said = |(c, told): (&&Json, Tri)| {
        let between = calendar.working.between(at(c, 0), at(c, 1));
        let said = match (between, told) {
            (Some(n), Tri::Yes) => n.to_string(),
            other => format!("{other:?}"),
        };
        answered(c, &c["expected"].to_string(), said)
    };
    list.iter().zip(told).map(said).collect()
}

fn answered(c: &Json, expected: &str, said: String) -> Answered {
    Answered {
        id: c["id"].as_str().unwrap().to_owned(),
        words: format!("{} {}", c["op"], c["operands"]),
        expected: expected.to_owned(),
        said,
    }
}
