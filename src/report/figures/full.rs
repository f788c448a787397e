//! One measure in full: its counts, its range, its splits and its series.

use super::known::difference_words;
use super::words::{compare_words, figure_words, range_words, record_name, target_words};
use crate::calendar::to_long;
use crate::measure::{Figure, Group, Measured, Point, Sort, Top, plain};
use crate::record::{Caseload, Row};
use crate::report::{Naming, plain_table};
use std::fmt::Write as _;

/// Everything that is known of a measure, for reading.
pub fn full_text(caseload: &Caseload, m: &Measured, naming: Naming<'_>, width: Option<u16>) -> String {
    let mut out = format!("{}: {}\n  definition: {}\n", m.id, m.title, m.definition);
    for (id, title) in &m.standards {
        let _ = writeln!(out, "  {id}: {title}");
    }
    let _ = writeln!(out, "  as at {}", to_long(m.as_at));
    match &m.figure {
        Err(why) => {
            let _ = writeln!(out, "  {}", why.words());
        }
        Ok(f) => {
            let colour = f.colour.map(|c| format!(", {}", c.word())).unwrap_or_default();
            let _ = writeln!(out, "  {}{colour}", figure_words(m, f));
            if let Some(range) = range_words(f) {
                let _ = writeln!(out, "  {range}, whatever is missing turns out to be");
            }
            counts(&mut out, f);
            if let Some(now) = &m.known_now {
                let _ = writeln!(
                    out,
                    "  as known now: {}, difference {}",
                    now.long_text(),
                    difference_words(f, now)
                );
            }
        }
    }
    let last = match &m.last_month.figure {
        Ok(f) => f.long_text(),
        Err(why) => why.words(),
    };
    let _ = writeln!(out, "  as at {}: {last}", to_long(m.last_month.day));
    for target in &m.targets {
        let _ = writeln!(out, "  target: {}", target_words(target));
    }
    for other in &m.compare {
        let _ = writeln!(out, "  compare: {}", compare_words(other, m.as_at));
    }
    if let Some(standing) = &m.standing {
        let _ = writeln!(out, "  stands: {}, {}", standing.word.word(), standing.rule);
    }
    for source in &m.sources {
        let _ = writeln!(out, "  source: {source}");
    }
    for note in &m.notes {
        let _ = writeln!(out, "  note: {note}");
    }
    for split in &m.by {
        let header = [split.by.as_str(), "figure", "colour", "cannot tell", "exempt"];
        let _ = writeln!(out, "\n{}", plain_table(&header, &[3, 4], split.groups.iter().map(group), width));
    }
    if !m.highest.is_empty() {
        let kind = caseload.vocabulary.kind_named("team");
        let team = |t: &Top| Some(record_name(caseload, Row { kind: kind?, row: t.team? }, naming));
        let lines = m.highest.iter().map(|t| {
            vec![record_name(caseload, t.row, naming), t.digits.clone(), team(t).unwrap_or_default()]
        });
        let _ = writeln!(out, "\n{}", plain_table(&["highest", "figure", "team"], &[1], lines, width));
    }
    if !m.moves.is_empty() {
        let word = |w: &Option<String>| w.clone().unwrap_or_else(|| "none".to_owned());
        let lines = m.moves.iter().map(|v| vec![word(&v.from), word(&v.to), v.number.to_string()]);
        let _ = writeln!(out, "\n{}", plain_table(&["from", "to", "number"], &[2], lines, width));
    }
    if !m.series.is_empty() {
        let lines = m.series.iter().map(point);
        let _ = writeln!(out, "\n{}", plain_table(&["as at", "figure", "cannot tell"], &[2], lines, width));
    }
    out
}

fn counts(out: &mut String, f: &Figure) {
    let t = &f.tally;
    let [numerator, denominator] = [f.hits, f.of].map(plain);
    let (unknown, exempt) = (t.cannot_tell, t.exempt);
    let _ = writeln!(
        out,
        "  numerator {numerator}, denominator {denominator}, {unknown} cannot tell, {exempt} exempt"
    );
    let judged = [
        (t.in_time, "in time"),
        (t.breach_open, "open breaches"),
        (t.breach_closed, "closed breaches"),
        (t.lapsed, "lapsed"),
    ];
    if judged.iter().any(|(n, _)| *n > 0) {
        let words: Vec<String> = judged.iter().map(|(n, what)| format!("{n} {what}")).collect();
        let _ = writeln!(out, "  {}", words.join(", "));
    }
    if let Some(words) = t.outage_words() {
        let _ = writeln!(out, "  {words}");
    }
    let Some(c) = f.children else { return };
    let judged = t.in_time + t.breach_open + t.breach_closed > 0;
    let _ = match (f.sort, judged) {
        (_, true) => writeln!(out, "  children: {} of {} in time", c.fit, c.of),
        (Sort::Percentage, false) => writeln!(out, "  children: {} of {}", c.fit, c.of),
        (Sort::Number, false) => writeln!(out, "  children: {}", c.of),
    };
}

fn group(g: &Group) -> Vec<String> {
    vec![
        g.label.clone().unwrap_or_else(|| "not known".to_owned()),
        g.figure.long_text(),
        g.figure.colour.map_or("", |c| c.word()).to_owned(),
        some(g.figure.tally.cannot_tell),
        some(g.figure.tally.exempt),
    ]
}

/// A number that is worth a look.
fn some(n: u64) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn point(p: &Point) -> Vec<String> {
    let (text, unknown) = match &p.figure {
        Ok(f) if p.groups.is_empty() => (f.long_text(), f.tally.cannot_tell),
        Ok(f) => {
            let parts = p.groups.iter().map(|g| {
                let label = g.label.clone().unwrap_or_else(|| "not known".to_owned());
                format!("{label} {}", g.figure.text())
            });
            (parts.collect::<Vec<String>>().join(", "), f.tally.cannot_tell)
        }
        Err(why) => (why.words(), 0),
    };
    vec![to_long(p.day), text, some(unknown)]
}
