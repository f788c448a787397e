//! Measures as a table for a terminal.

use super::known::difference_words;
use super::words::{figure_words, target_words};
use crate::measure::{Figure, Measured, Missing, Point};
use crate::report::plain_table;

/// A line for each measure: the figure, the target and its colour in a word, what cannot be told, last month.
pub fn figures_table(list: &[Measured], width: Option<u16>) -> String {
    let mut header =
        vec!["measure", "figure", "target", "colour", "cannot tell", "exempt", "last month", "over time"];
    let known = list.iter().any(|m| m.known_now.is_some());
    if known {
        header.extend(["as known now", "difference"]);
    }
    let lines = list.iter().map(|m| {
        let mut cells = vec![
            m.id.clone(),
            m.figure.as_ref().map_or_else(Missing::words, |f| figure_words(m, f)),
            m.targets.first().map(target_words).unwrap_or_default(),
            m.standing.as_ref().map_or("", |s| s.word.word()).to_owned(),
            m.figure.as_ref().map_or_else(|_| String::new(), |f| many(f.tally.cannot_tell)),
            m.figure.as_ref().map_or_else(|_| String::new(), |f| many(f.tally.exempt)),
            m.last_month.figure.as_ref().map_or_else(|_| String::new(), Figure::text),
            trend(&m.series),
        ];
        if let (Ok(then), Some(now)) = (&m.figure, &m.known_now) {
            cells.extend([now.text(), difference_words(then, now)]);
        }
        cells
    });
    plain_table(&header, &[4, 5], lines, width)
}

fn many(n: u64) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

/// The first, middle and last of a series.
fn trend(series: &[Point]) -> String {
    let text = |p: &Point| p.figure.as_ref().ok().map(Figure::text);
    let all: Vec<String> = series.iter().filter_map(text).collect();
    match (all.first(), all.get(all.len() / 2), all.last()) {
        (Some(first), Some(middle), Some(last)) if all.len() > 2 => format!("{first}, {middle}, {last}"),
        (Some(first), _, Some(last)) if all.len() == 2 => format!("{first}, {last}"),
        _ => String::new(),
    }
}
