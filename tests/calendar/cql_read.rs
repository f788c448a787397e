//! An expression of the Clinical Quality Language, turned into questions in this language.

use super::day;
use super::relations::{Operand, relation};
use super::trials::{Stretch, Trial};
use duecare::calendar::{Amount, Calendar, Day, NEVER, Unit, from_civil, to_iso};
use duecare::judge::Tri;
use serde_json::Value as Json;

/// Questions, and how their answers make one.
#[derive(Debug, Clone)]
pub enum Asked {
    /// One question, yes, no or unknown.
    Truth(Trial),
    /// One question of each day; the days that answer yes are the answer: one stretch, or nothing.
    Days(Vec<(Day, Trial)>),
    /// One question of each number; the number that answers yes is the answer.
    Numbers(Vec<(i64, Trial)>),
    /// A sum of days, and questions that find it again.
    Sum(Day, Vec<(Day, Trial)>),
    /// A list of others.
    List(Vec<Asked>),
}

/// The questions an expression asks; `None` where this language has no words for it.
pub fn questions(e: &Json, calendar: &Calendar) -> Option<Asked> {
    let Some(op) = e["op"].as_str() else { return Some(echo(e)) };
    let (a, b) = (&e["args"][0], &e["args"][1]);
    Some(match op {
        "and" | "or" | "xor" | "implies" | "not" => logic(op, a, b),
        "fn:IsNull" | "fn:IsTrue" | "fn:IsFalse" => state(op, a),
        "add" | "subtract" => {
            let (words, sum) = shifted(op, a, b, calendar);
            let near = (sum.saturating_sub(40)..=sum.saturating_add(40)).filter(|d| *d < NEVER - 1);
            Asked::Sum(sum, near.map(|d| (d, Trial { y: Some(d), ..words.clone() })).collect())
        }
        "equal" if !a["op"].is_null() => {
            let (words, _) = shifted(a["op"].as_str()?, &a["args"][0], &a["args"][1], calendar);
            Asked::Truth(Trial { y: Some(point(b)?), ..words })
        }
        "difference_between" | "duration_between" => {
            let condition = format!("{}s from x to y is m", e["precision"].as_str()?);
            let asked = Trial { x: point(a), y: point(b), it: Some((0, 0)), ..Trial::of(&condition) };
            numbers(&asked)
        }
        "width_of" => numbers(&Trial { it: stretch(a), ..Trial::of("days from start to end is m") }),
        "start_of" => days(stretch(a)?, None, "start is x"),
        "end_of" => days(stretch(a)?, None, "end is x"),
        "point_from" => days(stretch(a)?, None, "start is x and end is x"),
        "union" => days(stretch(a)?, stretch(b), "it covers x or other covers x"),
        "intersect" => days(stretch(a)?, stretch(b), "it covers x and other covers x"),
        "except" => days(stretch(a)?, stretch(b), "it covers x and not other covers x"),
        _ => Asked::Truth(relation(op, operand(a), operand(b))?),
    })
}

/// A value written alone: what this engine makes of it.
fn echo(e: &Json) -> Asked {
    if let Some(list) = e["list"].as_array() {
        return Asked::List(list.iter().map(echo).collect());
    }
    match stretch(e) {
        Some(it) => days(it, None, "it covers x"),
        None => {
            let y = point(e);
            let near = y.map_or(0..=0, |d| d - 2..=d + 2);
            let asked = |d| (d, Trial { x: Some(d), y, it: Some((0, 0)), ..Trial::of("x is y") });
            Asked::Days(near.map(asked).collect())
        }
    }
}

fn logic(op: &str, a: &Json, b: &Json) -> Asked {
    let condition = match op {
        "and" => "p is yes and q is yes",
        "or" => "p is yes or q is yes",
        "xor" => "(p is yes or q is yes) and not (p is yes and q is yes)",
        "implies" => "not p is yes or q is yes",
        _ => "not p is yes",
    };
    Asked::Truth(Trial { it: Some((0, 0)), p: a.as_bool(), q: b.as_bool(), ..Trial::of(condition) })
}

fn state(op: &str, a: &Json) -> Asked {
    let condition = match (op, a.is_number()) {
        ("fn:IsNull", true) => "m is not known",
        ("fn:IsNull", false) => "p is not known",
        ("fn:IsTrue", _) => "p is known and p is yes",
        _ => "p is known and p is no",
    };
    Asked::Truth(Trial { it: Some((0, 0)), p: a.as_bool(), m: a.as_f64(), ..Trial::of(condition) })
}

/// `5 years after x is y`, and what the calendar makes of it.
fn shifted(op: &str, from: &Json, by: &Json, calendar: &Calendar) -> (Trial, Day) {
    let (count, unit) = (by["duration"][0].as_u64().unwrap(), by["duration"][1].as_str().unwrap());
    let amount = Amount::new(count as u32, Unit::named(unit).unwrap());
    let x = point(from).unwrap();
    let (word, sum) = match op {
        "add" => ("after", calendar.add_plain(x, amount)),
        _ => ("before", calendar.sub(x, amount)),
    };
    assert_eq!(sum.lo, sum.hi);
    (Trial { x: Some(x), it: Some((0, 0)), ..Trial::of(&format!("{amount} {word} x is y")) }, sum.lo)
}

fn numbers(asked: &Trial) -> Asked {
    Asked::Numbers((0..60).map(|n| (n, Trial { m: Some(n as f64), ..asked.clone() })).collect())
}

fn days(it: Stretch, other: Option<Stretch>, condition: &str) -> Asked {
    let all = [Some(it), other];
    let ends = || all.iter().flatten().flat_map(|s| [s.0, s.1]).filter(|d| *d != NEVER);
    let (first, last) = (ends().min().unwrap() - 2, ends().max().unwrap() + 2);
    let asked = |d| (d, Trial { it: Some(it), other, x: Some(d), ..Trial::of(condition) });
    Asked::Days((first..=last).map(asked).collect())
}

fn operand(e: &Json) -> Operand {
    stretch(e).map_or_else(|| Operand::Point(point(e)), Operand::Stretch)
}

/// A day; a whole number is so many days after a day chosen once.
pub fn point(e: &Json) -> Option<Day> {
    let number = |n: i64| from_civil(2020, 1, 1).unwrap() + n as Day;
    e.as_i64().map(number).or_else(|| e["date"].as_str().map(day))
}

/// An interval. One without an end is open; one without a beginning begins before all.
pub fn stretch(e: &Json) -> Option<Stretch> {
    let list = e["interval"].as_array()?;
    let closed = |i: usize| i32::from(!e["closed"][i].as_bool().unwrap());
    let start = point(&list[0]).map_or_else(|| from_civil(1900, 1, 1).unwrap(), |d| d + closed(0));
    Some((start, point(&list[1]).map_or(NEVER, |d| d - closed(1))))
}

/// The one stretch that some days make, spelt.
pub fn spelt_days(days: &[Day]) -> String {
    match (days.first(), days.last()) {
        (Some(a), Some(b)) if *b - *a + 1 == days.len() as i32 && a == b => to_iso(*a),
        (Some(a), Some(b)) if *b - *a + 1 == days.len() as i32 => format!("{} to {}", to_iso(*a), to_iso(*b)),
        _ => "null".to_owned(),
    }
}

/// Those that answer yes.
pub fn yes<T: Copy>(asked: &[(T, Trial)], answers: &[Tri]) -> Vec<T> {
    asked.iter().zip(answers).filter(|(_, a)| **a == Tri::Yes).map(|(q, _)| q.0).collect()
}
