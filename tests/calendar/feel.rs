//! Ranges of the Decision Model and Notation: before, after, overlaps, includes, starts, finishes.

use super::differences::FEEL;
use super::relations::{Operand, relation};
use super::tally::{Answered, held};
use super::trials::asked;
use super::{day, json};
use duecare::judge::Tri;
use serde_json::Value as Json;

#[test]
fn ranges_of_days_stand_to_each_other_as_in_feel() {
    let Some(file) = json("conformance/feel_range_algebra.json") else { return };
    let list = file["cases"].as_array().unwrap();
    let mut trials = Vec::new();
    for c in list {
        // There, a range meets another only in that order.
        let op = match c["op"].as_str().unwrap() {
            "meets" => "meets_before",
            "met_by" => "meets_after",
            other => other,
        };
        let (left, right) = (operand(&c["operands"][0]), operand(&c["operands"][1]));
        trials.push(relation(op, left, right).unwrap_or_else(|| panic!("no words for {c}")));
    }
    let answers: Vec<Answered> = list
        .iter()
        .zip(asked(&trials))
        .map(|(c, said)| Answered {
            id: c["id"].as_str().unwrap().to_owned(),
            words: format!("{} {}", c["op"], c["operands"]),
            expected: c["expected"].to_string(),
            said: spelt(said).to_owned(),
        })
        .collect();
    held("FEEL ranges", &answers, 159, FEEL);
}

/// As JSON writes it.
pub fn spelt(t: Tri) -> &'static str {
    match t {
        Tri::Yes => "true",
        Tri::No => "false",
        Tri::Unknown => "null",
    }
}

/// An open bound leaves its own day out.
fn operand(o: &Json) -> Operand {
    if let Some(list) = o["interval"].as_array() {
        let at = |i: usize| day(list[i]["date"].as_str().unwrap());
        let closed = |i: usize| i32::from(!o["closed"][i].as_bool().unwrap());
        return Operand::Stretch((at(0) + closed(0), at(1) - closed(1)));
    }
    Operand::Point(o["date"].as_str().map(day))
}
