//! The rows of a file turned into figures.

use super::columns::Columns;
use super::row::{Cell, area, cell, year};
use super::{Area, PublishedFigure};
use crate::import::cell::Said;
use crate::import::csv_rows::{CsvRows, Row};
use crate::import::report::{FileReport, Made};
use crate::import::tally::{FileTally, Refusal};
use crate::record::Texts;
use crate::text::grouped;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Reads a file; its figures join the list unless it breaks off.
pub(super) fn file(path: &Path, name: &str, columns: &Columns, all: &mut Vec<PublishedFigure>) -> FileReport {
    let mut reader = Reader::new(name, columns);
    let done = reader.read(path);
    let Reader { mut tally, texts, figures, not_published, .. } = reader;
    if let Err(why) = done {
        tally.break_off();
        return FileReport { failed: Some(why), ..FileReport::new(name, tally, &texts) };
    }
    let mut report = FileReport::new(name, tally, &texts);
    let records = figures.len() as u64;
    report.made = vec![Made { kind: "published figure".to_owned(), records, undated: 0, impossible: 0 }];
    if not_published > 0 {
        report.notes.push(format!("{} figures are not published", grouped(not_published)));
    }
    all.extend(figures);
    report
}

struct Reader<'c> {
    columns: &'c Columns,
    file: Arc<str>,
    /// The name of each column of figures, and its place in the tally.
    measures: Vec<(usize, Arc<str>, usize)>,
    areas: BTreeSet<Arc<Area>>,
    abouts: BTreeSet<Arc<[String]>>,
    texts: Texts,
    tally: FileTally,
    figures: Vec<PublishedFigure>,
    not_published: u64,
}

impl<'c> Reader<'c> {
    fn new(name: &str, columns: &'c Columns) -> Reader<'c> {
        let mut tally = FileTally::default();
        let measure = |(i, name): &(usize, String)| (*i, Arc::from(name.as_str()), tally.column(name, true));
        Reader {
            columns,
            file: Arc::from(name),
            measures: columns.figures.iter().map(measure).collect(),
            areas: BTreeSet::new(),
            abouts: BTreeSet::new(),
            texts: Texts::default(),
            tally,
            figures: Vec::new(),
            not_published: 0,
        }
    }

    fn read(&mut self, path: &Path) -> Result<(), String> {
        let mut rows = CsvRows::of_file(path)?;
        while let Some(block) = rows.next_block().map_err(|e| e.to_string())? {
            for row in (0..block.len()).filter_map(|i| block.get(i)) {
                let done = self.row(&row);
                self.tally.count(done, row.number());
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Refusal> {
        if row.len() != self.columns.width {
            return Err(Refusal::Ragged);
        }
        let text = |i: usize| std::str::from_utf8(row.cell(i)).map(str::trim).map_err(|_| Refusal::Encoding);
        let year = year(text(self.columns.period)?).ok_or(Refusal::NoArea)?;
        let area = shared(&mut self.areas, area(row, self.columns).ok_or(Refusal::NoArea)?);
        let about: Vec<String> =
            self.columns.about.iter().map(|i| text(*i).map(str::to_owned)).collect::<Result<_, _>>()?;
        let about = match self.abouts.get(about.as_slice()) {
            Some(known) => Arc::clone(known),
            None => {
                let new: Arc<[String]> = Arc::from(about);
                self.abouts.insert(Arc::clone(&new));
                new
            }
        };
        for (i, measure, column) in &self.measures {
            match cell(row.cell(*i)) {
                Cell::Figure(value) => self.figures.push(PublishedFigure {
                    year,
                    area: Arc::clone(&area),
                    about: Arc::clone(&about),
                    measure: Arc::clone(measure),
                    value,
                    file: Arc::clone(&self.file),
                    row: row.number(),
                }),
                Cell::NotPublished => {
                    self.not_published += 1;
                    self.tally.note(*column, Said::StandIn, || row.number());
                }
                Cell::Words => {
                    let written = self.texts.code(&String::from_utf8_lossy(row.cell(*i)));
                    self.tally.note(*column, Said::Refused(written), || row.number());
                }
            }
        }
        Ok(())
    }
}

fn shared(known: &mut BTreeSet<Arc<Area>>, area: Area) -> Arc<Area> {
    if let Some(found) = known.get(&area) {
        return Arc::clone(found);
    }
    let new = Arc::new(area);
    known.insert(Arc::clone(&new));
    new
}
