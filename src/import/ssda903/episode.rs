//! The rows of Episodes as they stand.

use crate::calendar::Day;
use crate::import::cell::{RowOf, Rows, Spelling};
use crate::import::rows::Header;
use crate::import::tables::Sink;
use crate::import::tally::{ColumnTally, FileTally, Refusal};

/// A short code in capitals; a longer text is cut, and is no code of any list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Code {
    bytes: [u8; 12],
    length: u8,
}

impl Code {
    pub(super) fn of(text: &[u8]) -> Code {
        let mut code = Code::default();
        for (slot, byte) in code.bytes.iter_mut().zip(text.iter().filter(|b| b.is_ascii_graphic())) {
            *slot = byte.to_ascii_uppercase();
            code.length += 1;
        }
        code
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length)).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// One episode.
#[derive(Debug, Clone, Default)]
pub(super) struct Episode {
    pub(super) file: usize,
    pub(super) row: u32,
    pub(super) start: Option<Day>,
    pub(super) end: Option<Day>,
    pub(super) rne: Code,
    pub(super) ls: Code,
    pub(super) place: Code,
    pub(super) provider: Code,
    pub(super) rec: Code,
    pub(super) urn: Code,
}

impl Episode {
    /// Episodes in their order: by first day, then by last.
    pub(super) fn order(&self) -> (Option<Day>, Day, usize, u32) {
        (self.start, self.end.unwrap_or(Day::MAX), self.file, self.row)
    }

    /// Whether it says nothing that another does not.
    pub(super) fn repeats(&self, other: &Episode) -> bool {
        let said = |e: &Episode| (e.start, e.end, [e.rne, e.ls, e.place, e.provider, e.rec, e.urn]);
        said(self) == said(other)
    }

    /// Whether it is a series of short breaks and no time in care.
    pub(super) fn is_respite(&self) -> bool {
        matches!(self.ls.as_str(), "V3" | "V4")
    }

    /// Whether it ends for a reason other than that another follows.
    pub(super) fn ends_care(&self) -> bool {
        self.end.is_some() && !matches!(self.rec.as_str(), "" | "X1")
    }

    /// Whether its reason says that the placement is new on its first day.
    pub(super) fn is_new_placement(&self) -> bool {
        matches!(self.rne.as_str(), "S" | "P" | "T" | "B" | "U")
    }

    /// Whether its reason says that the legal status is new on its first day.
    pub(super) fn is_new_status(&self) -> bool {
        matches!(self.rne.as_str(), "S" | "L" | "B" | "U")
    }
}

const NAMES: [&[&str]; 9] = [
    &["child", "child id"],
    &["decom"],
    &["dec"],
    &["rne"],
    &["ls"],
    &["place", "pl"],
    &["place_provider", "place provider"],
    &["rec"],
    &["urn"],
];

/// Takes the rows of one file.
pub(super) struct EpisodeSink<'s> {
    file: usize,
    spelling: &'s Spelling,
    places: [Option<usize>; NAMES.len()],
    pub(super) episodes: Vec<(Box<str>, Episode)>,
    tally: FileTally,
    unread: [ColumnTally; 2],
}

impl<'s> EpisodeSink<'s> {
    pub(super) fn new(file: usize, spelling: &'s Spelling) -> EpisodeSink<'s> {
        EpisodeSink {
            file,
            spelling,
            places: [None; NAMES.len()],
            episodes: Vec::new(),
            tally: FileTally::default(),
            unread: ["DECOM", "DEC"].map(|c| ColumnTally { column: c.to_owned(), ..ColumnTally::default() }),
        }
    }

    /// The counts of the rows.
    pub(super) fn tally(self) -> FileTally {
        let mut tally = self.tally;
        tally.columns.extend(self.unread.into_iter().filter(|c| c.refused.count > 0));
        tally
    }

    fn day(&mut self, row: RowOf<'_, impl Rows>, which: usize) -> Option<Day> {
        let mut scratch = Vec::new();
        let place = self.places.get(which + 1).copied().flatten()?;
        let value = row.cell(place);
        let text = value.text(&mut scratch);
        if text.is_empty() || self.spelling.stands_for_nothing(text) {
            return None;
        }
        let read = self.spelling.dates.read(text).map(|d| d.0);
        if let (None, Some(column)) = (read, self.unread.get_mut(which)) {
            column.refused.add(row.number());
        }
        read
    }

    fn episode(&mut self, row: RowOf<'_, impl Rows>) -> Result<(Box<str>, Episode), Refusal> {
        let mut scratch = Vec::new();
        let child = self.places.first().copied().flatten().ok_or(Refusal::NoOwner)?;
        let value = row.cell(child);
        let child = std::str::from_utf8(value.text(&mut scratch)).map_err(|_| Refusal::Encoding)?;
        if child.is_empty() || self.spelling.stands_for_nothing(child.as_bytes()) {
            return Err(Refusal::NoOwner);
        }
        let child = Box::from(child);
        let (start, end) = (self.day(row, 0), self.day(row, 1));
        let mut code = |which: usize| {
            let value = self.places.get(which).copied().flatten().map(|c| row.cell(c));
            value.map_or(Code::default(), |v| Code::of(v.text(&mut scratch)))
        };
        let [rne, ls, place, provider, rec, urn] = [3, 4, 5, 6, 7, 8].map(&mut code);
        let (file, row) = (self.file, row.number());
        Ok((child, Episode { file, row, start, end, rne, ls, place, provider, rec, urn }))
    }
}

impl Sink for EpisodeSink<'_> {
    fn known(&self, header: &Header) -> usize {
        NAMES.iter().filter(|names| names.iter().any(|n| header.find(n).is_some())).count()
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        for (place, names) in self.places.iter_mut().zip(NAMES) {
            *place = names.iter().find_map(|n| header.find(n));
            let name = names.first().copied().unwrap_or("");
            if place.is_none() && matches!(name, "child" | "decom" | "dec" | "rne" | "ls" | "place" | "rec") {
                return Err(format!("it has no column `{}`", name.to_uppercase()));
            }
            if header.is_repeated(name) {
                return Err(format!("the column `{}` stands twice: take one out", name.to_uppercase()));
            }
        }
        Ok(())
    }

    fn columns(&self) -> Vec<usize> {
        self.places.iter().copied().flatten().collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], _utf8: bool) {
        for place in sound {
            let row = RowOf::new(rows, *place);
            let found = self.episode(row);
            self.episodes.extend(self.tally.count(found, row.number()));
        }
    }

    fn refuse(&mut self, why: Refusal, number: u32) {
        self.tally.read += 1;
        self.tally.refuse(why, number);
    }
}
