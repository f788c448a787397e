//! One row of published figures: when, where, and what a cell says.

use super::columns::Columns;
use super::{Area, Level};
use crate::import::csv_rows::Row;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    Figure(f64),
    /// A blank, or one of the symbols that stand for a figure that is not published.
    NotPublished,
    Words,
}

/// The symbols of the statistics: not applicable, suppressed, not available, low, unreliable.
const SYMBOLS: &[&str] = &["z", "c", "x", "u", "k", "low", ":", "~", ".", "..", "-", "*", "n/a"];

/// Reads a cell.
pub(super) fn cell(bytes: &[u8]) -> Cell {
    let Ok(text) = std::str::from_utf8(bytes) else { return Cell::Words };
    let text = text.trim();
    if text.is_empty() || SYMBOLS.iter().any(|s| s.eq_ignore_ascii_case(text)) {
        return Cell::NotPublished;
    }
    let first = text.bytes().next().unwrap_or_default();
    if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.')) {
        return Cell::Words;
    }
    let number = text.trim_end_matches('%').replace(',', "");
    match number.trim().parse::<f64>() {
        Ok(n) if n.is_finite() => Cell::Figure(n),
        _ => Cell::Words,
    }
}

/// The year in which a period ends: `2024`, `202324`.
pub(super) fn year(text: &str) -> Option<u16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first: u16 = text.get(..4)?.parse().ok()?;
    if !(1900..2200).contains(&first) {
        return None;
    }
    match text.get(4..)? {
        "" => Some(first),
        // An academic or financial year, from one year into the next.
        next => (next.parse() == Ok((first + 1) % 100)).then_some(first + 1),
    }
}

/// The area of a row; nothing when its level is not known or it names none.
pub(super) fn area(row: &Row<'_>, columns: &Columns) -> Option<Area> {
    let said = |place: Option<usize>| {
        let text = std::str::from_utf8(row.cell(place?)).ok()?.trim();
        (cell(text.as_bytes()) != Cell::NotPublished).then(|| text.to_owned())
    };
    let level = match said(Some(columns.level))?.to_lowercase().as_str() {
        "national" => Level::National,
        "regional" => Level::Regional,
        "local authority" => Level::Authority,
        _ => return None,
    };
    let [code, name] = match level {
        Level::National => columns.country,
        Level::Regional => columns.region,
        Level::Authority => columns.authority,
    };
    let old_code = said(columns.old_code).filter(|_| level == Level::Authority);
    let (code, name) = (said(code).unwrap_or_default(), said(name)?);
    Some(Area { level, code, old_code, name })
}
