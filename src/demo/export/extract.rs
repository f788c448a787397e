//! The tables of an invented authority, row by row, for the formats that are made of them.

use crate::calendar::{Day, parse_iso};
use crate::demo::error::DemoError;
use crate::demo::make::Authority;
use crate::demo::tables::Table;
use csv::StringRecord;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// All tables. A column or table that is asked for and not there is kept as a fault, told at the end.
pub(super) struct Extract {
    sheets: BTreeMap<&'static str, (&'static Table, Vec<StringRecord>)>,
    fault: RefCell<Option<(&'static str, String)>>,
    /// The last day of the extract.
    pub(super) last: Day,
    /// What the authority is called.
    pub(super) authority: String,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'e> {
    extract: &'e Extract,
    table: &'static Table,
    cells: &'e StringRecord,
}

/// Rows by what stands in one of their columns.
pub(super) type Groups<'e> = BTreeMap<&'e str, Vec<Row<'e>>>;

impl Extract {
    /// Reads the tables back.
    pub(super) fn new(authority: &Authority) -> Result<Extract, DemoError> {
        let mut sheets = BTreeMap::new();
        for file in &authority.files {
            let rows: Result<Vec<StringRecord>, csv::Error> =
                csv::Reader::from_reader(file.text.as_slice()).records().collect();
            let rows = rows
                .map_err(|e| DemoError::Unmade { file: file.table.name.to_owned(), reason: e.to_string() })?;
            sheets.insert(file.table.name, (file.table, rows));
        }
        Ok(Extract {
            sheets,
            fault: RefCell::new(None),
            last: authority.summary.last_day,
            authority: authority.summary.authority.clone(),
        })
    }

    /// The rows of a table in order.
    pub(super) fn rows<'e>(&'e self, table: &'static str) -> impl Iterator<Item = Row<'e>> {
        let found = self.sheets.get(table);
        if found.is_none() {
            self.blame(table, "any column");
        }
        found
            .into_iter()
            .flat_map(move |(table, rows)| rows.iter().map(move |cells| Row { extract: self, table, cells }))
    }

    /// The rows of a table by a column; rows where it is blank stand under the empty text.
    pub(super) fn by(&self, table: &'static str, column: &'static str) -> Groups<'_> {
        let mut out = Groups::new();
        for row in self.rows(table) {
            out.entry(row.get(column)).or_default().push(row);
        }
        out
    }

    fn blame(&self, table: &'static str, column: &str) {
        self.fault.borrow_mut().get_or_insert((table, column.to_owned()));
    }

    /// The first thing that was asked for and is not there.
    pub(super) fn fault(&self) -> Result<(), DemoError> {
        match self.fault.borrow_mut().take() {
            Some((table, column)) => Err(DemoError::Column { table, column }),
            None => Ok(()),
        }
    }
}

impl<'e> Row<'e> {
    /// A cell; blank when nothing stands there.
    pub(super) fn get(self, column: &str) -> &'e str {
        let place = self.table.columns.iter().position(|c| *c == column);
        match place.and_then(|p| self.cells.get(p)) {
            Some(text) => text,
            None => {
                self.extract.blame(self.table.name, column);
                ""
            }
        }
    }

    /// A cell that is not blank.
    pub(super) fn said(self, column: &str) -> Option<&'e str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    /// A day.
    pub(super) fn day(self, column: &str) -> Option<Day> {
        parse_iso(self.get(column))
    }
}

/// The rows of a group, none for a stranger.
pub(super) fn of<'g, 'e>(groups: &'g Groups<'e>, key: &str) -> &'g [Row<'e>] {
    groups.get(key).map_or(&[], Vec::as_slice)
}
