//! A place a value comes from, found in one file.

use super::Desk;
use crate::import::cell::{Converter, Lettered, RowOf, Rows, Said, Value};
use crate::import::lookup::LookupTable;
use crate::import::mapping::{Take, Test};
use crate::record::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A test of a column that is there.
#[derive(Debug, Clone)]
pub(in crate::import) struct BoundTest {
    pub(in crate::import) column: Option<usize>,
    codes: Vec<Vec<u8>>,
    not: bool,
    /// Whether codes stand behind a letter.
    lettered: bool,
    /// What the authority's own codes mean, in lower case.
    local: Vec<(Vec<u8>, Vec<u8>)>,
}

impl BoundTest {
    /// A test of a column of a file.
    pub(in crate::import) fn new(
        test: &Test,
        column: Option<usize>,
        local: Option<&BTreeMap<String, String>>,
        lettered: bool,
    ) -> BoundTest {
        let local = local.into_iter().flatten();
        BoundTest {
            column,
            codes: test.codes.iter().map(|c| c.as_bytes().to_vec()).collect(),
            not: test.not,
            lettered,
            local: local.map(|(k, v)| (k.as_bytes().to_vec(), v.to_lowercase().into_bytes())).collect(),
        }
    }

    /// Whether the row passes. A column that is not there is blank.
    pub(in crate::import) fn passes(&self, row: RowOf<'_, impl Rows>) -> bool {
        let mut scratch = Vec::new();
        let value = self.column.map_or(Value::Missing, |c| row.cell(c));
        let text = value.text(&mut scratch);
        let known_here = self.local.iter().find(|(code, _)| same_code(code, text));
        let text = known_here.map_or(text, |(_, meant)| meant.as_slice());
        let is_one = |text: &[u8]| self.codes.iter().any(|c| same_code(c, text));
        let found = is_one(text) || self.lettered && Lettered::of(text).candidates().any(is_one);
        found != self.not
    }
}

/// Codes are compared whatever their case, in any letters.
fn same_code(code: &[u8], text: &[u8]) -> bool {
    if code.eq_ignore_ascii_case(text) {
        return true;
    }
    !text.is_ascii() && std::str::from_utf8(text).is_ok_and(|t| t.to_lowercase().as_bytes() == code)
}

/// Where the cell stands.
#[derive(Debug, Clone)]
pub(super) enum Found {
    Column(usize),
    Lookup { with: usize, table: Arc<LookupTable>, take: Take },
    Constant(Said),
}

/// A place with the way to read it.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) found: Found,
    pub(super) converter: Converter,
    pub(super) unless: Vec<BoundTest>,
    /// Place of the column's counts.
    pub(super) tally: usize,
}

impl Source {
    /// The column, when the value is simply what stands in it.
    pub(super) fn plain_column(&self) -> Option<usize> {
        match self.found {
            Found::Column(i) if self.unless.is_empty() => Some(i),
            _ => None,
        }
    }

    fn said(&mut self, row: RowOf<'_, impl Rows>, desk: &mut Desk<'_>) -> Said {
        if !self.unless.is_empty() && self.unless.iter().any(|t| t.passes(row)) {
            return Said::Blank;
        }
        match &self.found {
            Found::Column(i) => self.converter.read(row.cell(*i), desk.texts),
            Found::Constant(said) => *said,
            Found::Lookup { with, table, take } => {
                let mut scratch = Vec::new();
                let key = row.cell(*with);
                let mut best = Said::Blank;
                for value in table.values(key.text(&mut scratch)) {
                    let said = self.converter.read(Value::Bytes(value), desk.texts);
                    best = better(best, said, *take);
                }
                best
            }
        }
    }
}

/// Of two things a look-up found, the one to take.
fn better(a: Said, b: Said, take: Take) -> Said {
    let cell = |said| match said {
        Said::Is(c) | Said::Tidied(c) => Some(c),
        _ => None,
    };
    let (Some(x), Some(y)) = (cell(a), cell(b)) else {
        return if matches!(a, Said::Blank | Said::StandIn) { b } else { a };
    };
    let order = match (x, y) {
        (Cell::Date(x), Cell::Date(y)) => x.cmp(&y),
        (Cell::Number(x), Cell::Number(y)) => x.total_cmp(&y),
        (Cell::YesNo(x), Cell::YesNo(y)) => x.cmp(&y),
        _ => std::cmp::Ordering::Equal,
    };
    match take {
        Take::Least if order.is_gt() => b,
        Take::Greatest if order.is_lt() => b,
        _ => a,
    }
}

/// What the first place that says something says.
pub(super) fn first(sources: &mut [Source], row: RowOf<'_, impl Rows>, desk: &mut Desk<'_>) -> Said {
    for source in sources {
        let said = source.said(row, desk);
        desk.tally.note(source.tally, said, || row.number());
        if !matches!(said, Said::Blank | Said::StandIn) {
            return said;
        }
    }
    Said::Blank
}
