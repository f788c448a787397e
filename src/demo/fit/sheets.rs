//! Finished tables, opened again: rows by number, cells by name of column, so that single facts can be moved.

use crate::calendar::{Day, parse_iso, to_iso};
use crate::demo::error::DemoError;
use crate::demo::sheet::Finished;
use crate::demo::tables::Table;
use std::collections::BTreeMap;

/// The tables whose day of entry stands in `recorded`, and the local tables that say it of another.
const ENTERED: [(&str, &str, &str, &str); 5] = [
    ("ssd_cla_placement", "placement_meta", "placement_id", ""),
    ("ssd_cin_visits", "visit_meta", "visit_id", "recorded_at"),
    ("ssd_cp_visits", "visit_meta", "visit_id", "recorded_at"),
    ("ssd_cla_visits", "visit_meta", "visit_id", "recorded_at"),
    ("ssd_cp_reviews", "conference_meta", "conference_id", "recorded"),
];

/// One table.
#[derive(Debug)]
struct Grid {
    table: &'static Table,
    /// A dropped row has no cells.
    rows: Vec<Vec<String>>,
    /// The number of the last id that was made.
    last_id: u64,
}

/// All tables.
#[derive(Debug)]
pub(super) struct Sheets {
    grids: BTreeMap<&'static str, Grid>,
    /// Rows by the value of a column, of the columns that were asked for once.
    index: BTreeMap<(&'static str, &'static str), BTreeMap<String, Vec<usize>>>,
}

impl Sheets {
    /// Opens finished tables.
    pub(super) fn open(files: Vec<Finished>) -> Result<Sheets, DemoError> {
        let mut grids = BTreeMap::new();
        for file in files {
            let faulty =
                |e: csv::Error| DemoError::Unmade { file: file.table.name.to_owned(), reason: e.to_string() };
            let mut reader = csv::Reader::from_reader(file.text.as_slice());
            let mut rows = Vec::with_capacity(file.rows as usize);
            for row in reader.records() {
                rows.push(row.map_err(faulty)?.iter().map(str::to_owned).collect::<Vec<String>>());
            }
            let last_id = rows.iter().filter_map(|r| number(r.first()?)).max().unwrap_or(0);
            grids.insert(file.table.name, Grid { table: file.table, rows, last_id });
        }
        Ok(Sheets { grids, index: BTreeMap::new() })
    }

    /// Closes them.
    pub(super) fn close(self) -> Result<Vec<Finished>, DemoError> {
        let mut out = Vec::new();
        for grid in self.grids.into_values() {
            let name = grid.table.name;
            let faulty = |reason: String| DemoError::Unmade { file: name.to_owned(), reason };
            let mut text = csv::WriterBuilder::new().from_writer(Vec::new());
            text.write_record(grid.table.columns).map_err(|e| faulty(e.to_string()))?;
            let mut count = 0;
            for row in grid.rows.iter().filter(|r| !r.is_empty()) {
                text.write_record(row).map_err(|e| faulty(e.to_string()))?;
                count += 1;
            }
            let text = text.into_inner().map_err(|e| faulty(e.to_string()))?;
            out.push(Finished { table: grid.table, rows: count, text });
        }
        Ok(out)
    }

    /// The numbers of all rows of a table.
    pub(super) fn rows(&self, table: &str) -> Vec<usize> {
        let there =
            |g: &Grid| (0..g.rows.len()).filter(|&r| g.rows.get(r).is_some_and(|x| !x.is_empty())).collect();
        self.grids.get(table).map(there).unwrap_or_default()
    }

    /// The rows whose column holds a value.
    pub(super) fn with(&mut self, table: &'static str, column: &'static str, value: &str) -> Vec<usize> {
        if !self.index.contains_key(&(table, column)) {
            let mut made: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for row in self.rows(table) {
                made.entry(self.text(table, row, column).to_owned()).or_default().push(row);
            }
            self.index.insert((table, column), made);
        }
        self.found(table, column, value)
    }

    /// The rows whose column holds a value, of a column that was asked for before.
    pub(super) fn found(&self, table: &'static str, column: &'static str, value: &str) -> Vec<usize> {
        let found = self.index.get(&(table, column)).and_then(|i| i.get(value)).cloned().unwrap_or_default();
        found.into_iter().filter(|&row| self.text(table, row, column) == value).collect()
    }

    /// A cell; empty for none.
    pub(super) fn text(&self, table: &str, row: usize, column: &str) -> &str {
        let cell = |g: &Grid| -> Option<usize> { g.table.columns.iter().position(|c| *c == column) };
        self.grids.get(table).and_then(|g| g.rows.get(row)?.get(cell(g)?)).map_or("", String::as_str)
    }

    /// A cell as a day.
    pub(super) fn day(&self, table: &str, row: usize, column: &str) -> Option<Day> {
        parse_iso(self.text(table, row, column))
    }

    /// Writes a cell.
    pub(super) fn set(&mut self, table: &str, row: usize, column: &'static str, value: &str) {
        let Some(grid) = self.grids.get_mut(table) else { return };
        let Some(at) = grid.table.columns.iter().position(|c| *c == column) else { return };
        let Some(cell) = grid.rows.get_mut(row).and_then(|r| r.get_mut(at)) else { return };
        value.clone_into(cell);
        if let Some(index) = self.index.get_mut(&(grid.table.name, column)) {
            let list = index.entry(value.to_owned()).or_default();
            if !list.contains(&row) {
                list.push(row);
            }
        }
    }

    /// Writes a day into a cell; nothing for none.
    pub(super) fn set_day(&mut self, table: &str, row: usize, column: &'static str, day: Option<Day>) {
        self.set(table, row, column, &day.map(to_iso).unwrap_or_default());
    }

    /// Moves an event to another day, and the day it was entered with it.
    pub(super) fn redate(&mut self, table: &'static str, row: usize, column: &'static str, day: Day) {
        let id = self.first(table, row);
        self.set_day(table, row, column, Some(day));
        for entered in ["recorded", "recorded_at"] {
            self.set_day(table, row, entered, Some(day));
        }
        match ENTERED.iter().find(|e| e.0 == table) {
            Some(&(_, beside, key, entered)) => {
                for at in self.with(beside, key, &id) {
                    self.set_day(beside, at, entered, Some(day));
                }
            }
            None => {
                for at in self.with("recorded", "row_id", &id) {
                    self.set_day("recorded", at, "recorded", Some(day));
                }
            }
        }
    }

    /// Takes a row out, with what says when it was entered.
    pub(super) fn drop(&mut self, table: &'static str, row: usize) {
        let id = self.first(table, row);
        let beside = ENTERED.iter().find(|e| e.0 == table).map_or(("recorded", "row_id"), |e| (e.1, e.2));
        for at in self.with(beside.0, beside.1, &id) {
            self.clear(beside.0, at);
        }
        self.clear(table, row);
    }

    fn clear(&mut self, table: &str, row: usize) {
        if let Some(row) = self.grids.get_mut(table).and_then(|g| g.rows.get_mut(row)) {
            row.clear();
        }
    }

    /// The id of a row: its first cell.
    pub(super) fn first(&self, table: &str, row: usize) -> String {
        self.grids.get(table).and_then(|g| g.rows.get(row)?.first()).cloned().unwrap_or_default()
    }

    /// A row like another under a new id, for one to change; what stands beside it is copied too.
    pub(super) fn copy(&mut self, table: &'static str, row: usize) -> usize {
        let old = self.first(table, row);
        let (new, id) = self.copy_plain(table, row);
        let beside = ENTERED.iter().find(|e| e.0 == table).map_or(("recorded", "row_id"), |e| (e.1, e.2));
        for at in self.with(beside.0, beside.1, &old) {
            let Some(cells) = self.grids.get(beside.0).and_then(|g| g.rows.get(at)).cloned() else {
                continue;
            };
            let Some(grid) = self.grids.get_mut(beside.0) else { continue };
            grid.rows.push(cells);
            let made = grid.rows.len() - 1;
            self.set(beside.0, made, beside.1, &id);
        }
        new
    }

    fn copy_plain(&mut self, table: &'static str, row: usize) -> (usize, String) {
        let Some(grid) = self.grids.get_mut(table) else { return (usize::MAX, String::new()) };
        let Some(mut cells) = grid.rows.get(row).cloned() else { return (usize::MAX, String::new()) };
        grid.last_id += 1;
        let letters = cells.first().map(|c| series(c)).unwrap_or_default();
        let id = format!("{letters}{}", grid.last_id);
        if let Some(first) = cells.first_mut() {
            first.clone_from(&id);
        }
        grid.rows.push(cells);
        let made = grid.rows.len() - 1;
        self.noted(table, made);
        (made, id)
    }

    /// Adds a row; its first cell is an id of this series.
    pub(super) fn add(
        &mut self,
        table: &'static str,
        letters: &str,
        cells: &[(&'static str, String)],
    ) -> usize {
        let Some(grid) = self.grids.get_mut(table) else { return usize::MAX };
        grid.last_id += 1;
        let id = format!("{letters}{}", grid.last_id);
        let mut row = vec![String::new(); grid.table.columns.len()];
        if let Some(first) = row.first_mut() {
            *first = id;
        }
        for (column, value) in cells {
            let at = grid.table.columns.iter().position(|c| c == column);
            if let Some(cell) = at.and_then(|at| row.get_mut(at)) {
                cell.clone_from(value);
            }
        }
        grid.rows.push(row);
        let made = grid.rows.len() - 1;
        self.noted(table, made);
        made
    }

    /// Puts a new row into the indexes of its table.
    fn noted(&mut self, table: &'static str, row: usize) {
        let columns: Vec<&'static str> = self.index.keys().filter(|k| k.0 == table).map(|k| k.1).collect();
        for column in columns {
            let value = self.text(table, row, column).to_owned();
            if let Some(index) = self.index.get_mut(&(table, column)) {
                index.entry(value).or_default().push(row);
            }
        }
    }
}

/// The letters before the number of an id.
fn series(id: &str) -> String {
    id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// The number at the end of an id.
fn number(id: &str) -> Option<u64> {
    let letters = series(id).len();
    id.get(letters..)?.parse().ok()
}
