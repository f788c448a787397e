//! What a sheet holds beside values: told in the report by column, never by value.

use crate::import::rows::Header;
use crate::text::many;
use std::collections::BTreeMap;

/// Counts of one sheet.
#[derive(Debug, Default)]
pub(in crate::import) struct Noted {
    errors: BTreeMap<usize, BTreeMap<&'static str, u64>>,
    unfinished: BTreeMap<usize, u64>,
    outside: u64,
}

impl Noted {
    pub(super) fn error(&mut self, column: usize, sign: &'static str) {
        *self.errors.entry(column).or_default().entry(sign).or_default() += 1;
    }

    pub(super) fn unfinished(&mut self, column: usize) {
        *self.unfinished.entry(column).or_default() += 1;
    }

    pub(super) fn outside(&mut self) {
        self.outside += 1;
    }

    /// The notes for the report; of columns that are read only.
    pub(in crate::import) fn words(self, header: &Header, read: &[usize]) -> Vec<String> {
        let mut out = Vec::new();
        for (column, signs) in self.errors.into_iter().filter(|e| read.contains(&e.0)) {
            let count: u64 = signs.values().sum();
            let signs: Vec<&str> = signs.into_keys().collect();
            out.push(format!(
                "`{}`: {} of Excel ({}), nothing is known there",
                header.name(column),
                many(count, "error"),
                signs.join(", ")
            ));
        }
        for (column, count) in self.unfinished.into_iter().filter(|e| read.contains(&e.0)) {
            out.push(format!(
                "`{}`: {} without a stored result, nothing is known there: open the workbook in Excel and save it",
                header.name(column),
                many(count, "formula"),
            ));
        }
        if self.outside > 0 {
            out.push(format!("{} right of the last column name: not read", many(self.outside, "cell")));
        }
        out
    }
}
