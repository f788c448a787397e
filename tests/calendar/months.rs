//! One month after the 31st, as other systems have it, and where this one stands among them.

use super::differences::MONTHS;
use super::tally::{Answered, held};
use super::{day, json};
use duecare::calendar::{Amount, to_iso};
use duecare::import::england_calendar;

#[test]
fn months_end_as_in_cql_and_openfisca_and_not_otherwise() {
    let Some(file) = json("conformance/month_end_divergence.json") else { return };
    let calendar = england_calendar();
    let mut answers = Vec::new();
    for row in file["rows"].as_array().unwrap() {
        let text = |name: &str| row[name].as_str().unwrap();
        let id = format!("{}: {}", text("system"), text("case"));
        let (said, expected) = match text("case") {
            // Nothing to ask: those have no months.
            "-" => ("months are months".to_owned(), text("result").to_owned()),
            "2024-01-01T00:00:00Z + P1Y" => {
                (answer("2024-01-01 + 1 year", &calendar), first_day(text("result")))
            }
            sum => (answer(sum, &calendar), first_day(text("result"))),
        };
        answers.push(Answered { id, words: text("case").to_owned(), expected, said });
    }
    held("month ends", &answers, 9, MONTHS);
}

/// `2020-02-29 - 3 years`
fn answer(sum: &str, calendar: &duecare::calendar::Calendar) -> String {
    let words: Vec<&str> = sum.split(' ').collect();
    let [from, sign, count, unit] = words.as_slice() else { panic!("{sum}") };
    let amount = Amount::parse(&format!("{count} {unit}")).unwrap();
    let reach = match *sign {
        "+" => calendar.add_plain(day(from), amount),
        _ => calendar.sub(day(from), amount),
    };
    to_iso(reach.lo)
}

fn first_day(result: &str) -> String {
    result.get(..10).unwrap_or(result).to_owned()
}
