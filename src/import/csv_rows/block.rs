//! A block of whole rows: the bytes of their cells, and where rows and cells lie in them.

use super::even::{Even, bare};
use super::stops::stops;

/// Rows that were split. The bytes behind the last whole row are the beginning of the next one.
#[derive(Debug, Default)]
pub(in crate::import) struct Block {
    bytes: Vec<u8>,
    /// How many of the bytes are in use.
    used: usize,
    /// The end of each cell, counted from the first byte of its row.
    ends: Vec<usize>,
    /// How many of the ends are in use.
    used_ends: usize,
    rows: Vec<Mark>,
    /// Where the row begins that is being read.
    open: Mark,
    /// The rows behind those.
    even: Even,
    /// How many cells the first row of the file has; 0 before it is read.
    width: usize,
    utf8: bool,
}

/// What became of rows that could be taken as they stand.
pub(super) enum Added {
    /// They are added: the number of the last, nothing where they cannot be numbered.
    All(Option<u32>),
    /// They are the parser's to read.
    None,
}

/// Where a row begins.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// Its first byte.
    start: usize,
    /// Place of the first cell's end in `ends`.
    first: usize,
    /// Row number.
    number: u32,
    /// Bytes between its cells: the delimiter, where the row was taken as it stands.
    gap: usize,
    /// Whether its cells may stand in quotes.
    quoted: bool,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Row<'b>(Lies<'b>);

/// How the cells of a row lie.
#[derive(Debug, Clone, Copy)]
enum Lies<'b> {
    /// One whose cells are marked.
    Marked {
        /// Its bytes.
        bytes: &'b [u8],
        /// Where its cells end in them.
        ends: &'b [usize],
        /// Its number.
        number: u32,
        /// Bytes between its cells.
        gap: usize,
        /// Whether its cells may stand in quotes.
        quoted: bool,
    },
    /// One of many that are alike.
    Even {
        /// Those.
        of: &'b Even,
        /// The bytes of the block.
        bytes: &'b [u8],
        /// Its place among them.
        row: usize,
    },
}

impl Row<'_> {
    /// As people count: the header is row 1.
    pub(in crate::import) fn number(&self) -> u32 {
        match &self.0 {
            Lies::Marked { number, .. } => *number,
            Lies::Even { of, row, .. } => of.number(*row),
        }
    }

    /// Number of cells.
    #[inline]
    pub(in crate::import) fn len(&self) -> usize {
        match &self.0 {
            Lies::Marked { ends, .. } => ends.len(),
            Lies::Even { of, .. } => of.width(),
        }
    }

    /// A cell; empty where the row has none.
    #[inline]
    pub(in crate::import) fn cell(&self, i: usize) -> &[u8] {
        match &self.0 {
            Lies::Marked { bytes, ends, gap, quoted, .. } => {
                let Some(&end) = ends.get(i) else { return &[] };
                let start = i.checked_sub(1).and_then(|j| ends.get(j)).map_or(0, |end| end + gap);
                bare(bytes.get(start..end).unwrap_or(&[]), *quoted)
            }
            Lies::Even { of, .. } if i >= of.width() => &[],
            Lies::Even { of, bytes, row } => of.cell(bytes, *row, i),
        }
    }
}

impl Block {
    /// Number of rows.
    pub(in crate::import) fn len(&self) -> u32 {
        self.rows.len() as u32 + self.even.len()
    }

    /// The rows, by place, that are known to have so many cells each.
    pub(in crate::import) fn even(&self, width: usize) -> std::ops::Range<u32> {
        match width == self.width {
            true => self.rows.len() as u32..self.len(),
            false => self.len()..self.len(),
        }
    }

    /// A row by its place in the block.
    pub(in crate::import) fn get(&self, row: u32) -> Option<Row<'_>> {
        let Some(mark) = self.rows.get(row as usize) else {
            let row =
                (row as usize).checked_sub(self.rows.len()).filter(|row| *row < self.even.len() as usize)?;
            return Some(Row(Lies::Even { of: &self.even, bytes: &self.bytes, row }));
        };
        let next = self.rows.get(row as usize + 1).unwrap_or(&self.open);
        Some(Row(Lies::Marked {
            bytes: self.bytes.get(mark.start..next.start)?,
            ends: self.ends.get(mark.first..next.first)?,
            number: mark.number,
            gap: mark.gap,
            quoted: mark.quoted,
        }))
    }

    /// The cell of a row that is known to have so many. Asked for every cell of a file.
    #[inline(always)]
    pub(in crate::import) fn cell(&self, row: u32, column: usize) -> &[u8] {
        if let Some(even) = (row as usize).checked_sub(self.rows.len()) {
            return self.even.cell(&self.bytes, even, column);
        }
        let Some(mark) = self.rows.get(row as usize) else { return &[] };
        let place = mark.first + column;
        let start = match column {
            0 => 0,
            _ => self.ends.get(place - 1).map_or(0, |end| end + mark.gap),
        };
        let end = self.ends.get(place).copied().unwrap_or(0);
        bare(self.bytes.get(mark.start + start..mark.start + end).unwrap_or(&[]), mark.quoted)
    }

    /// A row's number.
    pub(in crate::import) fn number(&self, row: u32) -> u32 {
        match (row as usize).checked_sub(self.rows.len()) {
            Some(even) => self.even.number(even),
            None => self.rows.get(row as usize).map_or(0, |m| m.number),
        }
    }

    /// Whether every byte of its rows is valid UTF-8.
    pub(in crate::import) fn is_utf8(&self) -> bool {
        self.utf8
    }

    /// The bytes and cells of the row that is being read.
    pub(super) fn open_size(&self) -> usize {
        (self.used - self.open.start).max(self.used_ends - self.open.first)
    }

    /// Whether the first row of the file is still to come.
    pub(super) fn is_new(&self) -> bool {
        self.width == 0
    }

    /// Room for more bytes and more ends.
    pub(super) fn room(&mut self) -> (&mut [u8], &mut [usize]) {
        self.mark_even();
        let bytes = self.bytes.get_mut(self.used..).unwrap_or_default();
        (bytes, self.ends.get_mut(self.used_ends..).unwrap_or_default())
    }

    /// Makes room for so many bytes at least.
    pub(super) fn make_room(&mut self, bytes: usize) {
        self.bytes.resize(self.bytes.len().max(self.used + bytes), 0);
    }

    /// Makes room for more ends.
    pub(super) fn make_room_for_ends(&mut self) {
        self.ends.resize(self.ends.len().max(1 << 10) * 2, 0);
    }

    /// Counts what was written into the room.
    pub(super) fn add(&mut self, bytes: usize, ends: usize) {
        self.used += bytes;
        self.used_ends += ends;
    }

    /// Closes the row that is being read.
    pub(super) fn close_row(&mut self, number: u32) {
        self.rows.push(Mark { number, ..self.open });
        self.see_width();
        self.open = Mark { start: self.used, first: self.used_ends, ..Mark::default() };
    }

    /// The first row says how many cells the others will have.
    fn see_width(&mut self) {
        if self.width == 0 {
            self.width = self.used_ends;
        }
    }

    /// Marks the rows that are alike one by one, so that others can follow them.
    fn mark_even(&mut self) {
        let rows = self.even.len() as usize;
        for row in 0..rows {
            let (first, mut end, start) = (self.used_ends, 0, self.even.start(row));
            for column in 0..self.even.width() {
                end += self.even.written(&self.bytes, row, column).len();
                if self.used_ends == self.ends.len() {
                    self.make_room_for_ends();
                }
                if let Some(slot) = self.ends.get_mut(self.used_ends) {
                    *slot = end;
                }
                self.used_ends += 1;
                end += 1;
            }
            let (number, quoted) = (self.even.number(row), self.even.quoted());
            self.rows.push(Mark { start, first, number, gap: 1, quoted });
        }
        if rows > 0 {
            self.even.clear();
            self.open = Mark { start: self.used, first: self.used_ends, ..Mark::default() };
        }
    }

    /// Adds whole rows that are taken as they stand: only the places of their cells are noted. `number` is that of the
    /// row before them.
    pub(super) fn add_tidy(&mut self, text: &[u8], delimiter: u8, quoted: bool, number: u32) -> Added {
        if text.is_empty() {
            return Added::None;
        }
        let base = self.used;
        let even = self.even.len() == 0 && self.even.note(text, (base, self.width), delimiter, quoted);
        if quoted && !even {
            return Added::None;
        }
        self.make_room(text.len());
        if let Some(room) = self.bytes.get_mut(base..base + text.len()) {
            room.copy_from_slice(text);
        }
        if !even {
            return Added::All(self.add_plain(text, delimiter, number));
        }
        self.used = base + text.len();
        self.open = Mark { start: self.used, first: self.used_ends, ..Mark::default() };
        Added::All(self.even.number_after(number))
    }

    /// Marks rows without a quote, whose bytes are there already, one by one. Returns the number of the last; `None`
    /// where they cannot be numbered.
    fn add_plain(&mut self, text: &[u8], delimiter: u8, mut number: u32) -> Option<u32> {
        let base = self.used;
        self.mark_even();
        let mut start = 0;
        for (i, mut stops) in stops(text, delimiter).enumerate() {
            // Room for as many cells as the part can end.
            while self.used_ends + 64 > self.ends.len() {
                self.make_room_for_ends();
            }
            while stops != 0 {
                let at = i * 64 + stops.trailing_zeros() as usize;
                stops &= stops - 1;
                let closes = text.get(at) == Some(&b'\n');
                let carriage = closes && at > start && text.get(at - 1) == Some(&b'\r');
                let end = at - start - usize::from(carriage);
                let blank = closes && end == 0 && self.used_ends == self.open.first;
                if !blank {
                    *self.ends.get_mut(self.used_ends)? = end;
                    self.used_ends += 1;
                }
                if closes {
                    number = number.checked_add(1)?;
                    if !blank {
                        self.rows.push(Mark { number, gap: 1, ..self.open });
                    }
                    start = at + 1;
                    self.open = Mark { start: base + start, first: self.used_ends, ..Mark::default() };
                }
            }
        }
        self.used = base + text.len();
        self.see_width();
        Some(number)
    }

    /// Drops the whole rows; what is behind them moves to the front.
    pub(super) fn drop_rows(&mut self) {
        self.bytes.copy_within(self.open.start..self.used, 0);
        self.ends.copy_within(self.open.first..self.used_ends, 0);
        self.used -= self.open.start;
        self.used_ends -= self.open.first;
        self.open = Mark::default();
        self.rows.clear();
        self.even.clear();
    }

    /// Looks whether the rows are valid UTF-8.
    pub(super) fn settle(&mut self) {
        let rows = self.bytes.get(..self.open.start).unwrap_or_default();
        self.utf8 = std::str::from_utf8(rows).is_ok();
    }

    /// Takes the first row's cells out: the header.
    pub(super) fn pop_first(&mut self) -> Option<Vec<String>> {
        let row = self.get(0)?;
        let names = (0..row.len()).map(|i| String::from_utf8_lossy(row.cell(i)).trim().to_owned()).collect();
        self.rows.remove(0);
        Some(names)
    }
}
