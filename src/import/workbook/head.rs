//! The row that holds the column names: the first, or one below titles.

use super::rows::{RowCells, SheetRows};
use crate::import::rows::Header;

/// Rows among which the column names are looked for.
const LOOKED_AT: usize = 40;

/// The column names of a sheet, and the rows below them that were read on the way.
#[derive(Debug)]
pub(in crate::import) struct Head {
    pub(in crate::import) header: Header,
    /// Rows read already that stand below the header, in their order.
    pub(in crate::import) below: Vec<RowCells>,
    /// The header's row.
    pub(in crate::import) row: u32,
    /// Rows above it in which something stands.
    pub(in crate::import) titles: usize,
}

impl Head {
    /// Finds the row in which most column names that are known stand; `known` counts them. Without any it is the first.
    pub(in crate::import) fn find(
        rows: &mut SheetRows<'_>,
        known: impl Fn(&Header) -> usize,
    ) -> Result<Option<Head>, String> {
        let mut first = Vec::new();
        let mut row = RowCells::default();
        while first.len() < LOOKED_AT && rows.next(&mut row)? {
            first.push(row.clone());
        }
        let mut best: Option<(usize, usize, Header)> = None;
        for (place, row) in first.iter().enumerate() {
            let header = Header::new(&row.names());
            let count = known(&header);
            if best.as_ref().is_none_or(|b| count > b.1) {
                best = Some((place, count, header));
            }
        }
        let Some((place, _, header)) = best else { return Ok(None) };
        let number = first.get(place).map_or(1, |r| r.number);
        let below = first.split_off((place + 1).min(first.len()));
        Ok(Some(Head { header, below, row: number, titles: place }))
    }
}
