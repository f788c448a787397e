//! The header of a file and the first of its rows: what its columns seem to hold.

use crate::import::cell::{RowOf, Rows, Spelling, Value};
use crate::import::mapping::{DateForm, Forms};
use crate::import::rows::Header;
use crate::import::tables::{Sink, TableFile, feed};
use crate::import::tally::Refusal;
use std::collections::{BTreeSet, HashSet};

/// Rows looked at.
const ROWS: usize = 300;

/// A column and what its values seem to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// As the file spells it.
    pub(super) name: String,
    /// Whether another column has the same name.
    pub(super) repeated: bool,
    /// Values that are not blank.
    pub(super) filled: usize,
    pub(super) dates: usize,
    pub(super) flags: usize,
    pub(super) numbers: usize,
    /// Whether no value came twice.
    pub(super) distinct: bool,
    /// Forms of dates other than ISO and day/month/year.
    pub(super) forms: BTreeSet<DateForm>,
}

/// Looks at a file; a sheet's header is the row most of whose names are known. An error says why it cannot be read.
pub(super) fn glance(file: &TableFile, known: &dyn Fn(&str) -> bool) -> Result<Vec<Seen>, String> {
    let mut sink = GlanceSink::new(known);
    match feed(file, &mut sink) {
        // A fault below the header is the load's to tell: the names are known.
        Err(why) if sink.columns.is_empty() => Err(why),
        _ => Ok(sink.columns),
    }
}

struct GlanceSink<'l> {
    /// Whether a name is like one of a column.
    known: &'l dyn Fn(&str) -> bool,
    columns: Vec<Seen>,
    values: Vec<HashSet<Vec<u8>>>,
    rows: usize,
    plain: Spelling,
    compact: Spelling,
    excel: Spelling,
}

impl<'l> GlanceSink<'l> {
    fn new(known: &'l dyn Fn(&str) -> bool) -> Self {
        let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let with = |dates: &[DateForm]| {
            Spelling::new(&Forms {
                dates: dates.iter().copied().collect(),
                yes: words(&["y", "yes", "true", "t", "1", "a) yes"]),
                no: words(&["n", "no", "false", "f", "0", "b) no"]),
                blank: words(&["null", "n/a", "na", "unknown", "#n/a"]),
                lettered: false,
            })
        };
        GlanceSink {
            known,
            columns: Vec::new(),
            values: Vec::new(),
            rows: 0,
            plain: with(&[DateForm::Iso, DateForm::Uk]),
            compact: with(&[DateForm::Compact]),
            excel: with(&[DateForm::Excel]),
        }
    }

    fn look(&mut self, row: RowOf<'_, impl Rows>, scratch: &mut Vec<u8>) {
        for (place, (seen, values)) in self.columns.iter_mut().zip(&mut self.values).enumerate() {
            let value = row.cell(place);
            let is_day = matches!(value, Value::Day(_));
            let text = value.text(scratch);
            if text.is_empty() || self.plain.stands_for_nothing(text) {
                continue;
            }
            seen.filled += 1;
            seen.distinct &= values.insert(text.to_vec());
            seen.flags += usize::from(self.plain.yes_no(text).is_some());
            let is_number = std::str::from_utf8(text).is_ok_and(|t| t.parse::<f64>().is_ok());
            seen.numbers += usize::from(is_number);
            if is_day || self.plain.dates.read(text).is_some() {
                seen.dates += 1;
            } else if self.compact.dates.read(text).is_some() {
                seen.forms.insert(DateForm::Compact);
            } else if self.excel.dates.read(text).is_some() {
                seen.forms.insert(DateForm::Excel);
            }
        }
    }
}

impl Sink for GlanceSink<'_> {
    fn known(&self, header: &Header) -> usize {
        (0..header.len()).filter(|place| (self.known)(header.name(*place))).count()
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        for place in 0..header.len() {
            let name = header.name(place).trim().to_owned();
            let repeated = header.is_repeated(&name.to_lowercase());
            self.columns.push(Seen { name, repeated, distinct: true, ..Seen::default() });
            self.values.push(HashSet::new());
        }
        Ok(())
    }

    fn columns(&self) -> Vec<usize> {
        (0..self.columns.len()).collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], _utf8: bool) {
        let mut scratch = Vec::new();
        for place in sound.iter().take(ROWS.saturating_sub(self.rows)) {
            self.rows += 1;
            self.look(RowOf::new(rows, *place), &mut scratch);
        }
    }

    fn refuse(&mut self, _why: Refusal, _number: u32) {}

    fn is_full(&self) -> bool {
        self.rows >= ROWS
    }
}
