//! The Clinical Quality Language: dates, intervals and three-valued logic.

use super::cql_read::{Asked, point, questions, spelt_days, stretch, yes};
use super::differences::CQL;
use super::feel::spelt;
use super::json;
use super::tally::{Answered, held};
use super::trials::{Trial, asked};
use duecare::calendar::{ALWAYS, NEVER, to_iso};
use duecare::import::england_calendar;
use duecare::judge::Tri;
use serde_json::Value as Json;

#[test]
fn dates_intervals_and_logic_answer_as_in_cql() {
    let Some(file) = json("conformance/cql_dates_intervals_logic.json") else { return };
    let calendar = england_calendar();
    // The others are about the time of day, unknown parts of a date, decimals or sets of intervals.
    let applies = |c: &&Json| c["day_semantics"] == "agree";
    let list: Vec<&Json> = file["cases"].as_array().unwrap().iter().filter(applies).collect();
    let read = |c: &&Json| questions(&c["expr"], &calendar).unwrap_or_else(|| panic!("no words for {c}"));
    let all: Vec<Asked> = list.iter().map(read).collect();
    let mut trials = Vec::new();
    all.iter().for_each(|a| gather(a, &mut trials));
    let answers = asked(&trials);
    let mut at = answers.as_slice();
    let answered = list.iter().zip(&all).map(|(c, a)| Answered {
        id: c["id"].as_str().unwrap().to_owned(),
        words: c["source_text"].as_str().unwrap().to_owned(),
        expected: match c["expr"]["op"].as_str() {
            Some("start_of" | "end_of" | "point_from") => point(&c["expected"]).map(to_iso).unwrap(),
            _ => expected(&c["expected"]),
        },
        said: said(a, &mut at),
    });
    let answered: Vec<Answered> = answered.collect();
    held("CQL", &answered, 245, CQL);
}

fn gather(a: &Asked, out: &mut Vec<Trial>) {
    match a {
        Asked::Truth(t) => out.push(t.clone()),
        Asked::Days(list) | Asked::Sum(_, list) => out.extend(list.iter().map(|q| q.1.clone())),
        Asked::Numbers(list) => out.extend(list.iter().map(|q| q.1.clone())),
        Asked::List(list) => list.iter().for_each(|a| gather(a, out)),
    }
}

fn said(a: &Asked, answers: &mut &[Tri]) -> String {
    let mut take = |n: usize| {
        let (mine, rest) = answers.split_at(n);
        *answers = rest;
        mine
    };
    match a {
        Asked::Truth(_) => spelt(take(1)[0]).to_owned(),
        Asked::Days(list) => spelt_days(&yes(list, take(list.len()))),
        Asked::Numbers(list) => {
            let found = yes(list, take(list.len()));
            found.first().filter(|_| found.len() == 1).map_or("null".to_owned(), ToString::to_string)
        }
        Asked::Sum(NEVER | ALWAYS, list) => {
            take(list.len());
            "null".to_owned()
        }
        Asked::Sum(day, list) => {
            let found = spelt_days(&yes(list, take(list.len())));
            let sum = to_iso(*day);
            if found == sum { sum } else { format!("{sum} by the calendar and {found} by the condition") }
        }
        Asked::List(list) => list.iter().map(|a| said(a, answers)).collect::<Vec<_>>().join(", "),
    }
}

fn expected(e: &Json) -> String {
    if let Some(list) = e["list"].as_array() {
        return list.iter().map(expected).collect::<Vec<_>>().join(", ");
    }
    if let Some((a, b)) = stretch(e) {
        return format!("{} to {}", to_iso(a), to_iso(b));
    }
    match e {
        Json::Number(n) => n.to_string(),
        Json::Object(_) => point(e).map(to_iso).unwrap(),
        other => other.to_string(),
    }
}
