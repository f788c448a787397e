//! A block of whole rows: the bytes, and where rows and cells lie in them.

/// Rows that were split.
#[derive(Debug, Default)]
pub(in crate::import) struct Block {
    pub(super) bytes: Vec<u8>,
    /// Where the first row begins: after a byte order mark.
    pub(super) begin: usize,
    /// The end of each cell; a cell begins one byte after the end of the one before.
    pub(super) ends: Vec<u32>,
    pub(super) rows: Vec<Mark>,
    /// Whether these rows were given out.
    pub(super) taken: bool,
    /// Whether every byte is valid UTF-8.
    pub(super) utf8: bool,
}

/// A row of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// First byte.
    pub(super) start: u32,
    /// Place of the first cell's end in `ends`.
    pub(super) first: u32,
    /// Row number.
    pub(super) number: u32,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Row<'b> {
    bytes: &'b [u8],
    ends: &'b [u32],
    start: u32,
    number: u32,
}

impl Row<'_> {
    /// As people count: the header is row 1.
    pub(in crate::import) fn number(&self) -> u32 {
        self.number
    }

    /// Number of cells.
    #[inline]
    pub(in crate::import) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty where the row has none.
    #[inline]
    pub(in crate::import) fn cell(&self, i: usize) -> &[u8] {
        let Some(&end) = self.ends.get(i) else { return &[] };
        let start = match i.checked_sub(1).and_then(|j| self.ends.get(j)) {
            Some(&before) => before + 1,
            None => self.start,
        };
        self.bytes.get(start as usize..end as usize).unwrap_or(&[])
    }
}

impl Block {
    /// Number of rows.
    pub(in crate::import) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// A row by its place in the block.
    pub(in crate::import) fn get(&self, row: u32) -> Option<Row<'_>> {
        let mark = self.rows.get(row as usize)?;
        let next = self.rows.get(row as usize + 1).map_or(self.ends.len() as u32, |m| m.first);
        Some(self.row(*mark, next))
    }

    /// The cell of a row that is known to have so many.
    #[inline]
    pub(in crate::import) fn cell(&self, row: u32, column: usize) -> &[u8] {
        let Some(mark) = self.rows.get(row as usize) else { return &[] };
        let place = mark.first as usize + column;
        let start = match column {
            0 => mark.start,
            _ => self.ends.get(place - 1).map_or(0, |e| e + 1),
        };
        let end = self.ends.get(place).copied().unwrap_or(0);
        self.bytes.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// A row's number.
    pub(in crate::import) fn number(&self, row: u32) -> u32 {
        self.rows.get(row as usize).map_or(0, |m| m.number)
    }

    /// Whether every byte is valid UTF-8.
    pub(in crate::import) fn is_utf8(&self) -> bool {
        self.utf8
    }

    pub(super) fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Takes the first row out: the header.
    pub(super) fn pop_first(&mut self) -> Option<Row<'_>> {
        if self.rows.is_empty() {
            return None;
        }
        let mark = self.rows.remove(0);
        let next = self.rows.first().map_or(self.ends.len() as u32, |m| m.first);
        Some(self.row(mark, next))
    }

    fn row(&self, mark: Mark, next: u32) -> Row<'_> {
        let ends = self.ends.get(mark.first as usize..next as usize).unwrap_or(&[]);
        Row { bytes: &self.bytes, ends, start: mark.start, number: mark.number }
    }
}
