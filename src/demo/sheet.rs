//! Rows on their way to CSV: values by column name, one sheet a table, in memory.

use super::error::DemoError;
use super::tables::{Table, tables};
use crate::calendar::{Day, to_iso};
use std::collections::BTreeMap;

/// A value of a row. A plain `i32` is always a day; numbers are unsigned.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Blank,
    Text(&'a str),
    Owned(String),
    Day(Day),
    Number(u64),
    Flag(bool),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Owned(text)
    }
}

impl From<Day> for Value<'_> {
    fn from(day: Day) -> Self {
        Value::Day(day)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Number(u64::from(number))
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Blank, Into::into)
    }
}

/// A number with one decimal, from tenths.
pub(crate) fn tenths(n: u32) -> String {
    format!("{}.{}", n / 10, n % 10)
}

/// The rows of one table.
#[derive(Debug)]
struct Sheet {
    table: &'static Table,
    rows: u64,
    text: csv::Writer<Vec<u8>>,
}

/// All sheets, the numbers given to records so far, and the first row that did not fit its table.
#[derive(Debug)]
pub(crate) struct Book {
    sheets: BTreeMap<&'static str, Sheet>,
    numbers: BTreeMap<&'static str, u64>,
    fault: Option<DemoError>,
}

/// A table that is ready to be written.
#[derive(Debug)]
pub struct Finished {
    /// Which table.
    pub table: &'static Table,
    /// Rows after the header.
    pub rows: u64,
    /// The whole file.
    pub text: Vec<u8>,
}

impl Book {
    /// Empty sheets with their headers.
    pub(crate) fn new() -> Book {
        let mut book = Book { sheets: BTreeMap::new(), numbers: BTreeMap::new(), fault: None };
        for table in tables() {
            let mut text = csv::WriterBuilder::new().from_writer(Vec::new());
            if text.write_record(table.columns).is_err() {
                book.blame(table.name, "header");
            }
            book.sheets.insert(table.name, Sheet { table, rows: 0, text });
        }
        book
    }

    fn blame(&mut self, table: &'static str, column: &str) {
        self.fault.get_or_insert(DemoError::Column { table, column: column.to_owned() });
    }

    /// The next number of a series, with the letters of the series before it.
    pub(crate) fn id(&mut self, series: &'static str) -> String {
        let n = self.numbers.entry(series).or_insert(0);
        *n += 1;
        format!("{series}{n}")
    }

    /// Adds a row; columns not named stay blank.
    pub(crate) fn put(&mut self, table: &'static str, cells: &[(&str, Value)]) {
        let Some(sheet) = self.sheets.get_mut(table) else {
            return self.blame(table, "any column");
        };
        let mut used = 0;
        let mut good = true;
        for column in sheet.table.columns {
            let value = cells.iter().find(|(name, _)| name == column).map(|(_, value)| value);
            used += usize::from(value.is_some());
            good &= match value.unwrap_or(&Value::Blank) {
                Value::Blank => sheet.text.write_field(""),
                Value::Text(text) => sheet.text.write_field(text),
                Value::Owned(text) => sheet.text.write_field(text),
                Value::Day(day) => sheet.text.write_field(to_iso(*day)),
                Value::Number(n) => sheet.text.write_field(n.to_string()),
                Value::Flag(flag) => sheet.text.write_field(if *flag { "Y" } else { "N" }),
            }
            .is_ok();
        }
        good &= sheet.text.write_record(None::<&[u8]>).is_ok();
        sheet.rows += 1;
        if used != cells.len() || !good {
            let columns = sheet.table.columns;
            let stranger =
                cells.iter().find(|(name, _)| !columns.contains(name)).map_or("a column twice", |x| x.0);
            self.blame(table, stranger);
        }
    }

    /// Rows so far.
    pub(crate) fn rows(&self, table: &str) -> u64 {
        self.sheets.get(table).map_or(0, |s| s.rows)
    }

    /// The files, in order of name.
    pub(crate) fn finish(self) -> Result<Vec<Finished>, DemoError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        self.sheets
            .into_values()
            .map(|sheet| match sheet.text.into_inner() {
                Ok(text) => Ok(Finished { table: sheet.table, rows: sheet.rows, text }),
                Err(_) => Err(DemoError::Column { table: sheet.table.name, column: "all".to_owned() }),
            })
            .collect()
    }
}
