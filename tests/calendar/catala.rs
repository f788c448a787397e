//! Sums of days as the date library of Catala takes them: exact ones agree; where it refuses to choose, we take the
//! last day of the month.

use super::tally::{Answered, held};
use super::{day, json};
use duecare::calendar::{Amount, Calendar, Day, Unit, to_iso};
use duecare::import::england_calendar;
use serde_json::Value as Json;

#[test]
fn sums_of_days_agree_with_catala_rounding_down() {
    let Some(file) = json("conformance/catala_dates_calc.json") else { return };
    let calendar = england_calendar();
    let answers: Vec<Answered> = file["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| {
            let from = day(c["operands"][0].as_str().unwrap());
            let down = &c["expected_if_round_down"];
            let expected = if down.is_null() { &c["expected"] } else { down };
            Answered {
                id: c["id"].as_str().unwrap().to_owned(),
                words: format!("{} {}", c["op"], c["operands"]),
                expected: expected.as_str().unwrap().to_owned(),
                said: to_iso(match c["op"].as_str().unwrap() {
                    "add" => sum(from, &c["operands"][1], &calendar),
                    "first_day_of_month" => calendar.slot_of("month", from).unwrap().0,
                    "last_day_of_month" => calendar.slot_of("month", from).unwrap().1,
                    other => panic!("{other}"),
                }),
            }
        })
        .collect();
    held("Catala", &answers, 34, &[]);
}

/// An amount has one unit here; each of these has one that is not 0.
fn sum(from: Day, by: &Json, calendar: &Calendar) -> Day {
    let parts = [("years", Unit::Years), ("months", Unit::Months), ("days", Unit::Days)];
    let parts: Vec<Amount> = parts
        .iter()
        .map(|(name, unit)| Amount::new(by[*name].as_u64().unwrap() as u32, *unit))
        .filter(|a| a.count > 0)
        .collect();
    let [amount] = parts.as_slice() else { panic!("{by} mixes units") };
    calendar.add_plain(from, *amount).lo
}
