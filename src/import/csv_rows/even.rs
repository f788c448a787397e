//! Rows that have as many cells as the first row of the file each: only where their cells begin is noted. Nearly every
//! row of a file is such a one.

use super::stops::{stops, stops_outside};

/// Rows that follow each other in a block, taken as they stand.
#[derive(Debug, Default)]
pub(super) struct Even {
    rows: u32,
    /// The number of the first.
    number: u32,
    /// Cells of a row.
    width: usize,
    /// Where each cell begins, and where the row behind the last would.
    starts: Vec<u32>,
    /// Bytes of a line end.
    line_end: usize,
    /// Whether cells may stand in quotes.
    quoted: bool,
}

/// A cell without the quotes that it may stand in.
#[inline(always)]
pub(super) fn bare(cell: &[u8], quoted: bool) -> &[u8] {
    match cell {
        [b'"', text @ .., b'"'] if quoted => text,
        _ => cell,
    }
}

impl Even {
    /// Number of rows.
    pub(super) fn len(&self) -> u32 {
        self.rows
    }

    /// Drops the rows.
    pub(super) fn clear(&mut self) {
        self.rows = 0;
    }

    /// Notes the rows of a tidy text, which lies in its block from `base` on; says whether it could: each must have so
    /// many cells, and all one kind of line end.
    pub(super) fn note(
        &mut self,
        text: &[u8],
        (base, width): (usize, usize),
        delimiter: u8,
        quoted: bool,
    ) -> bool {
        let Some(end) = u32::try_from(base + text.len()).ok().filter(|_| width > 1) else { return false };
        self.starts.clear();
        self.starts.push(end - text.len() as u32);
        match quoted {
            true => self.note_ends(base, stops_outside(text, delimiter)),
            false => self.note_ends(base, stops(text, delimiter)),
        }
        let before = |next: &u32, back: usize| text.get((*next as usize - base).wrapping_sub(back)).copied();
        let closes = |next: &u32| before(next, 1) == Some(b'\n');
        let lines = match quoted {
            true => self.starts.iter().skip(1).filter(|next| closes(next)).count(),
            false => memchr::memchr_iter(b'\n', text).count(),
        };
        if self.starts.len() != lines * width + 1 {
            return false;
        }
        let carriage = |next: &u32| before(next, 2) == Some(b'\r');
        let mut ends = self.starts.iter().skip(width).step_by(width);
        let with = ends.clone().next().is_some_and(carriage);
        if !ends.all(|next| closes(next) && carriage(next) == with) {
            return false;
        }
        self.line_end = 1 + usize::from(with);
        self.width = width;
        self.rows = lines as u32;
        self.quoted = quoted;
        true
    }

    /// Notes where the cell behind each end begins.
    fn note_ends(&mut self, base: usize, ends: impl Iterator<Item = u64>) {
        let mut first = base as u32 + 1;
        let mut used = self.starts.len();
        for mut stops in ends {
            let count = stops.count_ones() as usize;
            if used + 64 > self.starts.len() {
                // Room for as many cells as a part can end, and for many parts more.
                self.starts.resize((self.starts.len() + 64).next_power_of_two().max(1 << 12), 0);
            }
            let room = self.starts.get_mut(used..used + count).unwrap_or_default();
            for slot in room {
                *slot = first.wrapping_add(stops.trailing_zeros());
                stops &= stops.wrapping_sub(1);
            }
            used += count;
            first = first.wrapping_add(64);
        }
        self.starts.truncate(used);
    }

    /// Numbers the rows that were noted from the one after `before`; returns the number of the last, `None` where they
    /// cannot be numbered.
    pub(super) fn number_after(&mut self, before: u32) -> Option<u32> {
        self.number = before.checked_add(1)?;
        before.checked_add(self.rows)
    }

    /// A row's number.
    pub(super) fn number(&self, row: usize) -> u32 {
        self.number.saturating_add(row as u32)
    }

    /// Where a row begins in the bytes of the block.
    pub(super) fn start(&self, row: usize) -> usize {
        self.starts.get(row * self.width).map_or(0, |start| *start as usize)
    }

    /// Whether cells may stand in quotes.
    pub(super) fn quoted(&self) -> bool {
        self.quoted
    }

    /// A cell of a row, in the bytes of the block. Asked for every cell of a file.
    #[inline(always)]
    pub(super) fn cell<'b>(&self, bytes: &'b [u8], row: usize, column: usize) -> &'b [u8] {
        bare(self.written(bytes, row, column), self.quoted)
    }

    /// A cell as it is written, with its quotes.
    #[inline(always)]
    pub(super) fn written<'b>(&self, bytes: &'b [u8], row: usize, column: usize) -> &'b [u8] {
        let place = row * self.width + column;
        let (Some(from), Some(next)) = (self.starts.get(place), self.starts.get(place + 1)) else {
            return &[];
        };
        let gap = if column + 1 == self.width { self.line_end } else { 1 };
        bytes.get(*from as usize..(*next as usize).wrapping_sub(gap)).unwrap_or(&[])
    }

    /// Cells of each row.
    pub(super) fn width(&self) -> usize {
        self.width
    }
}
