//! A table that was made of the rows of a file, where a mapping alone cannot say what they mean.

use super::sink::Sink;
use crate::calendar::Day;
use crate::import::cell::{Rows, Value};
use crate::import::rows::Header;
use crate::import::tally::FileTally;

/// What stands in a cell of it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) enum Derived {
    Missing,
    Text(Box<str>),
    Day(Day),
}

/// The table, with what became of the rows of its file.
#[derive(Debug, Default)]
pub(in crate::import) struct DerivedTable {
    names: Vec<String>,
    cells: Vec<Derived>,
    numbers: Vec<u32>,
    /// The counts of the file's own rows, where what was made of them is no row.
    pub(in crate::import) tally: Option<FileTally>,
    /// What a reader should know beside them.
    pub(in crate::import) notes: Vec<String>,
    /// Why the file could not be read to its end, when what came before is here.
    pub(in crate::import) broken_off: Option<String>,
    /// Why the file could not be read.
    pub(in crate::import) failed: Option<String>,
}

impl DerivedTable {
    /// An empty table with these columns.
    pub(in crate::import) fn new(names: &[&str]) -> DerivedTable {
        let names = names.iter().map(|n| (*n).to_owned()).collect();
        DerivedTable { names, ..DerivedTable::default() }
    }

    /// Adds a row by the number of the file's row it begins with.
    pub(in crate::import) fn push(&mut self, number: u32, cells: impl IntoIterator<Item = Derived>) {
        self.numbers.push(number);
        self.cells.extend(cells);
        self.cells.resize(self.numbers.len() * self.names.len(), Derived::Missing);
    }

    /// How many rows it has.
    pub(in crate::import) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Gives the rows to a sink.
    pub(super) fn feed(&self, sink: &mut impl Sink) -> Result<Vec<String>, String> {
        if let Some(why) = &self.failed {
            return Err(why.clone());
        }
        sink.begin(&Header::new(&self.names))?;
        let all: Vec<u32> = (0..self.numbers.len() as u32).collect();
        sink.rows(self, &all, true);
        Ok(self.notes.clone())
    }
}

impl Rows for DerivedTable {
    fn cell(&self, row: u32, column: usize) -> Value<'_> {
        match self.cells.get(row as usize * self.names.len() + column) {
            Some(Derived::Text(text)) => Value::Bytes(text.as_bytes()),
            Some(Derived::Day(day)) => Value::Day(*day),
            Some(Derived::Missing) | None => Value::Missing,
        }
    }

    fn number(&self, row: u32) -> u32 {
        self.numbers.get(row as usize).copied().unwrap_or(0)
    }
}
