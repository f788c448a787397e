//! Measures as CSV: a row for each figure, one for each group, one for each day of a series.

use super::known::difference_of;
use crate::calendar::{Day, to_iso};
use crate::measure::{Figure, Measured, Missing, Sort};
use crate::report::safe_cell;
use std::io::Write;

/// The columns.
pub const FIGURE_COLUMNS: [&str; 22] = [
    "measure",
    "as_at",
    "by",
    "group",
    "figure",
    "unit",
    "numerator",
    "denominator",
    "low",
    "high",
    "colour",
    "in_time",
    "breach_open",
    "breach_closed",
    "cannot_tell",
    "exempt",
    "lapsed",
    "children",
    "why",
    "definition",
    "known_now",
    "difference",
];

/// Writes measures with their header.
pub fn write_figures_csv(out: impl Write, list: &[Measured]) -> std::io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(FIGURE_COLUMNS)?;
    for m in list {
        csv.write_record(row(m, m.as_at, ("", ""), &m.figure))?;
        for split in &m.by {
            for g in &split.groups {
                let label = g.label.as_deref().unwrap_or("not known");
                csv.write_record(row(m, m.as_at, (&split.by, label), &Ok(g.figure.clone())))?;
            }
        }
        for v in &m.moves {
            let word = |w: &Option<String>| w.clone().unwrap_or_else(|| "none".to_owned());
            let mut cells = vec![String::new(); FIGURE_COLUMNS.len()];
            let filled = [
                m.id.clone(),
                to_iso(m.as_at),
                "moves".to_owned(),
                safe_cell(&format!("{} to {}", word(&v.from), word(&v.to))),
                v.number.to_string(),
                "number".to_owned(),
            ];
            cells.iter_mut().zip(filled).for_each(|(cell, text)| *cell = text);
            csv.write_record(cells)?;
        }
        for p in m.series.iter().filter(|p| p.day != m.as_at) {
            csv.write_record(row(m, p.day, ("", ""), &p.figure))?;
        }
        if m.series.is_empty() {
            csv.write_record(row(m, m.last_month.day, ("", ""), &m.last_month.figure))?;
        }
    }
    csv.flush()
}

fn row(m: &Measured, day: Day, (by, group): (&str, &str), figure: &Result<Figure, Missing>) -> Vec<String> {
    let mut out = vec![m.id.clone(), to_iso(day), by.to_owned(), safe_cell(group)];
    match figure {
        Err(why) => {
            out.resize(FIGURE_COLUMNS.len() - 4, String::new());
            out.push(why.words());
        }
        Ok(f) => {
            let (low, high) = f.range.clone().map_or_else(Default::default, |r| (r.low, r.high));
            let t = &f.tally;
            let unit = match f.sort {
                Sort::Percentage => "percent",
                Sort::Number => "number",
            };
            out.extend([f.digits.clone(), unit.to_owned()]);
            out.extend([f.hits.as_f64(), f.of.as_f64()].map(|n| n.to_string()));
            out.extend([low, high, f.colour.map_or("", |c| c.word()).to_owned()]);
            let counts = [t.in_time, t.breach_open, t.breach_closed, t.cannot_tell, t.exempt, t.lapsed]
                .map(|n| n.to_string());
            out.extend(counts);
            out.push(f.children.map(|c| c.of.to_string()).unwrap_or_default());
            out.push(if f.value.is_none() { "no cases".to_owned() } else { String::new() });
        }
    }
    out.push(m.definition.clone());
    // Of the figure itself: what is known now is worked out for no group and no other day.
    let known = m.known_now.as_ref().filter(|_| by.is_empty() && day == m.as_at);
    let difference = known.zip(figure.as_ref().ok()).and_then(|(now, then)| difference_of(then, now));
    out.push(known.map(|now| now.digits.clone()).unwrap_or_default());
    out.push(difference.map(|d| d.to_string()).unwrap_or_default());
    out
}
