//! Files of several years that are one table: `2017-episodes.csv` beside `2021-episodes.csv`.

use super::folder::{Folder, TableFile};
use super::job::plain;
use super::sink::Sink;
use crate::import::cell::{RowOf, Rows, Spelling};
use crate::import::mapping::Mapping;
use crate::import::rows::Header;
use crate::import::tally::Refusal;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How late a row is: its year, then its file among those of the table. What says no year is the latest.
pub(in crate::import) type Lateness = (u32, u32);

/// Columns that say of which year a row is.
const YEAR_COLUMNS: [&str; 4] = ["collection year", "collection_year", "year", "return year"];

/// Which rows of a table are the latest told of what they tell.
#[derive(Debug)]
pub(in crate::import) struct Newest {
    columns: Vec<String>,
    spelling: Spelling,
    best: HashMap<u64, Lateness>,
}

impl Folder {
    /// Puts the files that a mapping calls yearly under their tables, the latest first, and finds which of their rows are
    /// told anew by a later year.
    pub(in crate::import) fn gather(&mut self, mapping: &Mapping) {
        let named: Vec<(&str, &str)> = mapping
            .yearly
            .keys()
            .flat_map(|table| mapping.names(table).map(move |n| (n, table.as_str())))
            .collect();
        self.rename(|stem| {
            let found = named.iter().filter(|(name, _)| stands_in(stem, name));
            found.max_by_key(|(name, _)| name.len()).map(|(_, table)| (*table).to_owned())
        });
        for (table, columns) in &mapping.yearly {
            let files = self.files_mut(table);
            files.sort_by_key(|f| (std::cmp::Reverse(year(&f.name)), f.format));
            let count = files.len() as u32;
            for (place, file) in files.iter_mut().enumerate() {
                file.lateness = (year(&file.name), count - place as u32);
            }
            let Some(newest) = Newest::of(files, columns, mapping) else { continue };
            let newest = Arc::new(newest);
            files.iter_mut().for_each(|f| f.newest = Some(Arc::clone(&newest)));
        }
    }
}

/// Whether a name stands in a file's name as a word of its own.
fn stands_in(stem: &str, name: &str) -> bool {
    stem.match_indices(name).any(|(at, _)| {
        let before = stem.get(..at).and_then(|s| s.chars().next_back());
        let after = stem.get(at + name.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The year in a name; the latest when there is none.
fn year(text: &str) -> u32 {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4);
    let years = numbers.filter_map(|n| n.parse::<u32>().ok()).filter(|y| (1990..2100).contains(y));
    years.max().unwrap_or(u32::MAX)
}

impl Newest {
    /// Looks through the files; nothing when each row stands for itself: one file that says no years.
    fn of(files: &[TableFile], columns: &[String], mapping: &Mapping) -> Option<Newest> {
        let spelling = Spelling::of_sheets(&mapping.forms);
        let mut newest = Newest { columns: columns.to_vec(), spelling, best: HashMap::new() };
        for file in files {
            let alone = files.len() == 1;
            let mut keys = Keys { newest: &mut newest, file, alone, keyed: Keyed::default() };
            // A file that cannot be read is told when its records are.
            let _ = plain(file, &mut keys);
        }
        (!newest.best.is_empty()).then_some(newest)
    }

    /// A sink that refuses what a later year tells anew.
    pub(super) fn filter<'s, S: Sink>(&'s self, file: &'s TableFile, inner: &'s mut S) -> OnlyNewest<'s, S> {
        OnlyNewest { newest: self, file, inner, keyed: Keyed::default() }
    }

    fn key(&self, row: RowOf<'_, impl Rows>, places: &[usize]) -> u64 {
        let mut hasher = DefaultHasher::new();
        let mut scratch = Vec::new();
        for place in places {
            let value = row.cell(*place);
            let text = value.text(&mut scratch);
            match self.spelling.dates.read(text) {
                Some((day, _)) => (1u8, day).hash(&mut hasher),
                None => (0u8, text.to_ascii_lowercase()).hash(&mut hasher),
            }
        }
        hasher.finish()
    }
}

/// The places of the columns in one file.
#[derive(Debug, Default)]
struct Keyed {
    places: Vec<usize>,
    year: Option<usize>,
}

impl Keyed {
    fn find(header: &Header, columns: &[String]) -> Option<Keyed> {
        let places = columns.iter().map(|c| header.find(c)).collect::<Option<Vec<_>>>()?;
        Some(Keyed { places, year: year_column(header) })
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        self.places.iter().copied().chain(self.year)
    }

    fn lateness(&self, row: RowOf<'_, impl Rows>, file: &TableFile) -> Lateness {
        lateness(row, self.year, file)
    }
}

/// The column that says of which year a row is.
pub(in crate::import) fn year_column(header: &Header) -> Option<usize> {
    YEAR_COLUMNS.iter().find_map(|c| header.find(c))
}

/// How late a row is.
pub(in crate::import) fn lateness(
    row: RowOf<'_, impl Rows>,
    column: Option<usize>,
    file: &TableFile,
) -> Lateness {
    let Some(column) = column else { return file.lateness };
    let mut scratch = Vec::new();
    let value = row.cell(column);
    let said = std::str::from_utf8(value.text(&mut scratch)).map_or(u32::MAX, year);
    (if said == u32::MAX { file.lateness.0 } else { said }, file.lateness.1)
}

/// Notes how late each thing is told.
struct Keys<'k> {
    newest: &'k mut Newest,
    file: &'k TableFile,
    alone: bool,
    keyed: Keyed,
}

impl Sink for Keys<'_> {
    fn known(&self, header: &Header) -> usize {
        self.newest.columns.iter().filter(|c| header.find(c).is_some()).count()
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        let keyed = Keyed::find(header, &self.newest.columns).ok_or_else(String::new)?;
        if self.alone && keyed.year.is_none() {
            return Err(String::new());
        }
        self.keyed = keyed;
        Ok(())
    }

    fn columns(&self) -> Vec<usize> {
        self.keyed.columns().collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], _utf8: bool) {
        for place in sound {
            let row = RowOf::new(rows, *place);
            let late = self.keyed.lateness(row, self.file);
            let key = self.newest.key(row, &self.keyed.places);
            let best = self.newest.best.entry(key).or_insert(late);
            *best = (*best).max(late);
        }
    }

    fn refuse(&mut self, _: Refusal, _: u32) {}
}

/// Gives a sink the rows that no later year tells anew.
pub(super) struct OnlyNewest<'s, S> {
    newest: &'s Newest,
    file: &'s TableFile,
    inner: &'s mut S,
    keyed: Keyed,
}

impl<S: Sink> Sink for OnlyNewest<'_, S> {
    fn known(&self, header: &Header) -> usize {
        self.inner.known(header)
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        // Without the columns nothing is known to be told anew.
        self.keyed = Keyed::find(header, &self.newest.columns).unwrap_or_default();
        self.inner.begin(header)
    }

    fn columns(&self) -> Vec<usize> {
        self.inner.columns().into_iter().chain(self.keyed.columns()).collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], utf8: bool) {
        let (newest, keyed) = (self.newest, &self.keyed);
        let is_old = |place: u32| {
            let row = RowOf::new(rows, place);
            let best = newest.best.get(&newest.key(row, &keyed.places));
            !keyed.places.is_empty() && best.is_some_and(|b| *b > keyed.lateness(row, self.file))
        };
        let (old, new): (Vec<u32>, Vec<u32>) = sound.iter().copied().partition(|place| is_old(*place));
        for place in old {
            self.inner.refuse(Refusal::Replaced, rows.number(place));
        }
        self.inner.rows(rows, &new, utf8);
    }

    fn refuse(&mut self, why: Refusal, number: u32) {
        self.inner.refuse(why, number);
    }
}

#[cfg(test)]
mod tests {
    use super::{stands_in, year};

    #[test]
    fn names_of_tables_are_found_in_names_of_files() {
        for stem in ["episodes", "2017-episodes", "episodes_2018", "ssda903 episodes 2020", "2017episodes"] {
            assert!(stands_in(stem, "episodes"), "{stem}");
        }
        assert!(
            stands_in("2017-oc2", "oc2")
                && !stands_in("oc21", "oc2")
                && !stands_in("subepisodes", "episodes")
        );
        assert_eq!([year("2017-episodes"), year("x_2017_2018"), year("episodes")], [2017, 2018, u32::MAX]);
    }
}
