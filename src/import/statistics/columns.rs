//! The columns of a file of figures: where and when, what about, and the figures themselves.

use super::row::{Cell, cell};
use crate::import::csv_rows::CsvRows;
use crate::import::rows::Header;
use std::path::Path;

/// Why a file is left alone.
pub(super) const NOT_IT: &str =
    "it is no table of published figures: there are no columns `time_period` and `geographic_level`";

/// Columns that say where and when.
const PLACES: &[&str] = &[
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
];

/// The columns of one file.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Number of columns.
    pub(super) width: usize,
    pub(super) period: usize,
    pub(super) level: usize,
    pub(super) country: [Option<usize>; 2],
    pub(super) region: [Option<usize>; 2],
    pub(super) authority: [Option<usize>; 2],
    pub(super) old_code: Option<usize>,
    /// Columns that say what a row is about.
    pub(super) about: Vec<usize>,
    /// Columns of figures with their names.
    pub(super) figures: Vec<(usize, String)>,
}

/// What stands in a column, counted.
#[derive(Debug, Default, Clone, Copy)]
struct Held {
    numbers: u64,
    words: u64,
}

/// The columns of a file; nothing when it holds no figures by year and area. The file is read through once: a column
/// holds figures unless most of what is written in it are words.
pub(super) fn of(path: &Path) -> Result<Option<Columns>, String> {
    let mut rows = CsvRows::of_file(path)?;
    let header = Header::new(rows.header());
    let (Some(period), Some(level)) = (header.find("time_period"), header.find("geographic_level")) else {
        return Ok(None);
    };
    let twice = (0..header.len()).map(|i| header.name(i)).find(|n| header.is_repeated(&n.to_lowercase()));
    if let Some(name) = twice {
        return Err(format!("the column `{name}` stands twice"));
    }
    let mut held = vec![Held::default(); header.len()];
    // A file that breaks off further down is told when its rows are read.
    while let Ok(Some(block)) = rows.next_block() {
        for row in (0..block.len()).filter_map(|i| block.get(i)) {
            for (i, h) in held.iter_mut().enumerate() {
                match cell(row.cell(i)) {
                    Cell::Figure(_) => h.numbers += 1,
                    Cell::Words => h.words += 1,
                    Cell::NotPublished => {}
                }
            }
        }
    }
    let pair = |code: &str, name: &str| [header.find(code), header.find(name)];
    let mut columns = Columns {
        width: header.len(),
        period,
        level,
        country: pair("country_code", "country_name"),
        region: pair("region_code", "region_name"),
        authority: pair("new_la_code", "la_name"),
        old_code: header.find("old_la_code"),
        ..Columns::default()
    };
    for (i, h) in held.iter().enumerate() {
        let name = header.name(i);
        if PLACES.contains(&name.to_lowercase().as_str()) || name.is_empty() {
            continue;
        }
        match h.words > h.numbers {
            true => columns.about.push(i),
            false => columns.figures.push((i, name.to_owned())),
        }
    }
    Ok(Some(columns))
}
