//! The children in need census: an XML file.

use crate::faults::{Damage, RowFault, day_of, written_like};
use crate::options::Asked;
use crate::people;
use duecare::calendar::{Day, add_months};
use duecare::demo::NationalFormat;
use std::error::Error;
use std::fmt::Write as _;

/// An element, one to a line in the file: with a text, or with others in it.
#[derive(Debug, Clone, Default)]
struct Part {
    name: String,
    text: String,
    parts: Vec<Part>,
}

/// Elements that are rows of a table.
const ROWS: [&str; 6] =
    ["Child", "CINdetails", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans"];

/// Writes the census and says how many children it has.
pub fn make(asked: &Asked, damage: &mut Damage) -> Result<usize, Box<dyn Error>> {
    let first = add_months(asked.last_day, -12) + 1;
    let (mut whole, mut people) = (Part::default(), Vec::new());
    crate::authorities(asked, NationalFormat::CinCensus, |place, files| {
        for (_, text) in files {
            let mut read = read(&text);
            let made = read.parts.iter_mut().find(|p| p.name == "Children").map(std::mem::take);
            let theirs = made.into_iter().flat_map(|c| c.parts).filter_map(|c| of_year(c, first, place));
            people.extend(theirs);
            whole = read;
        }
        people.len() >= asked.children as usize
    })?;
    people.truncate(asked.children as usize);
    let count = people.len();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n");
    whole.parts.iter().filter(|p| p.name == "Header").for_each(|p| write(p, 1, &mut out));
    out += "  <Children>\n";
    let people = Part { name: "Children".to_owned(), parts: people, ..Part::default() };
    damaged(people, damage).parts.iter().for_each(|p| write(p, 2, &mut out));
    out += "  </Children>\n</Message>\n";
    std::fs::write(asked.out.join("cin_census.xml"), out)?;
    Ok(count)
}

/// The outermost element of a file.
fn read(text: &str) -> Part {
    let mut open: Vec<Part> = vec![Part::default()];
    for line in text.lines().map(str::trim) {
        let Some(tag) = line.strip_prefix('<').filter(|t| !t.starts_with('?')) else { continue };
        if tag.starts_with('/') {
            if let (Some(done), Some(around)) = (open.pop(), open.last_mut()) {
                around.parts.push(done);
            }
        } else if let Some((name, rest)) = tag.split_once('>') {
            let part = Part { name: name.trim_end_matches('/').to_owned(), ..Part::default() };
            match (rest.split_once('<'), name.ends_with('/'), open.last_mut()) {
                (Some((text, _)), _, Some(around)) => {
                    around.parts.push(Part { text: text.to_owned(), ..part });
                }
                (None, true, Some(around)) => around.parts.push(part),
                _ => open.push(part),
            }
        }
    }
    open.pop().and_then(|mut p| p.parts.pop()).unwrap_or_default()
}

fn write(part: &Part, depth: usize, out: &mut String) {
    let Part { name, text, parts } = part;
    let pad = 2 * depth;
    // A text can always be written into a text.
    let _ = match parts.is_empty() {
        true => writeln!(out, "{:pad$}<{name}>{text}</{name}>", ""),
        false => {
            let begun = writeln!(out, "{:pad$}<{name}>", "");
            parts.iter().for_each(|p| write(p, depth + 1, out));
            begun.and_then(|()| writeln!(out, "{:pad$}</{name}>", ""))
        }
    };
}

impl Part {
    fn day(&self, name: &str) -> Option<Day> {
        self.parts.iter().find(|p| p.name == name).and_then(|p| day_of(&p.text))
    }

    /// Whether it went on in the year: it has no such day, or one that is not before the year.
    fn runs(&self, ends: &str, first: Day) -> bool {
        self.day(ends).is_none_or(|d| d >= first)
    }
}

/// A child as the census of one year has it; none where nothing of the year is left.
fn of_year(mut child: Part, first: Day, place: u32) -> Option<Part> {
    child.parts.retain(|p| p.name != "CINdetails" || p.runs("CINclosureDate", first));
    for part in child.parts.iter_mut().filter(|p| p.name == "CINdetails") {
        part.parts.retain(|p| match p.name.as_str() {
            "Assessments" => p.runs("AssessmentAuthorisationDate", first),
            "CINPlanDates" => p.runs("CINPlanEndDate", first),
            "ChildProtectionPlans" => p.runs("CPPendDate", first),
            "Section47" => p.runs("S47ActualStartDate", first) && p.runs("DateOfInitialCPC", first),
            "DateOfInitialCPC" => day_of(&p.text).is_none_or(|d| d >= first),
            _ => true,
        });
    }
    for part in child.parts.iter_mut().filter(|p| p.name == "ChildIdentifiers") {
        let mut mine = String::new();
        for p in &mut part.parts {
            match p.name.as_str() {
                "LAchildID" => {
                    p.text = people::id(&p.text, place);
                    mine.clone_from(&p.text);
                }
                "UPN" => p.text = people::pupil_number(&mine),
                _ => {}
            }
        }
    }
    child.parts.iter().any(|p| p.name == "CINdetails").then_some(child)
}

/// A part with what goes wrong in it.
fn damaged(mut part: Part, damage: &mut Damage) -> Part {
    let mut texts: Vec<&mut String> =
        part.parts.iter_mut().filter(|p| p.parts.is_empty()).map(|p| &mut p.text).collect();
    damage.cells(&mut texts);
    let mut parts = Vec::with_capacity(part.parts.len());
    for inner in part.parts {
        let fault = if ROWS.contains(&inner.name.as_str()) { damage.row() } else { None };
        let inner = damaged(inner, damage);
        match fault {
            Some(RowFault::Twice) => parts.push(inner.clone()),
            Some(RowFault::Overlap) => parts.push(later(inner.clone())),
            // What is inside a child is joined by nesting: it loses what it stands in.
            Some(RowFault::Orphan) if inner.name == "Child" => {
                let named = |p: &Part| p.name != "ChildIdentifiers";
                parts.push(Part { parts: inner.parts.into_iter().filter(named).collect(), ..inner });
                continue;
            }
            Some(RowFault::Orphan) | None => {}
        }
        parts.push(inner);
    }
    part.parts = parts;
    part
}

/// The same, with its first day ten days later.
fn later(mut part: Part) -> Part {
    if let Some(first) = part.parts.iter_mut().find(|p| day_of(&p.text).is_some()) {
        first.text = written_like(&first.text, day_of(&first.text).unwrap_or_default() + 10);
    }
    part
}
