//! What takes the rows of a file: look-ups, records or agreements.

use crate::import::cell::{RowOf, Rows};
use crate::import::lookup::{LookupFiller, LookupTable};
use crate::import::mapping::{LookupSpec, RecordSpec};
use crate::import::rows::{Desk, Filler, Header, Offer, Surroundings, bind};
use crate::import::tally::{FileTally, Refusal};
use crate::record::Texts;
use std::collections::BTreeSet;

/// Takes the rows of one file.
pub(in crate::import) trait Sink {
    /// How many of the columns it reads a header has: tells which row of a sheet is the header.
    fn known(&self, header: &Header) -> usize;
    /// Looks at the header, and says why nothing can be made of the file.
    fn begin(&mut self, header: &Header) -> Result<(), String>;
    /// The columns that are read.
    fn columns(&self) -> Vec<usize>;
    /// Takes the rows that have as many cells as the header; `utf8` says that every cell is known to be readable.
    fn rows(&mut self, rows: &impl Rows, sound: &[u32], utf8: bool);
    /// Refuses a row unseen.
    fn refuse(&mut self, why: Refusal, number: u32);
    /// Whether it has seen enough and the rest of the file need not be read.
    fn is_full(&self) -> bool {
        false
    }
}

/// Fills look-ups.
#[derive(Debug, Default)]
pub(super) struct LookupSink<'m> {
    specs: Vec<(usize, &'m LookupSpec)>,
    fillers: Vec<LookupFiller>,
    pub(super) tally: FileTally,
}

impl<'m> LookupSink<'m> {
    pub(super) fn new(specs: Vec<(usize, &'m LookupSpec)>) -> Self {
        LookupSink { specs, ..LookupSink::default() }
    }

    pub(super) fn finish(self) -> (Vec<(usize, LookupTable)>, FileTally) {
        (self.fillers.into_iter().map(LookupFiller::finish).collect(), self.tally)
    }
}

impl Sink for LookupSink<'_> {
    fn known(&self, header: &Header) -> usize {
        let names = self.specs.iter().flat_map(|(_, s)| [s.key.as_str(), s.column.as_str()]);
        names.filter(|n| header.find(n).is_some()).count()
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        self.fillers =
            self.specs.iter().filter_map(|(i, spec)| LookupFiller::new(*i, spec, header)).collect();
        match (self.fillers.is_empty(), self.specs.first()) {
            (true, Some((_, spec))) => Err(format!("it has no columns `{}` and `{}`", spec.key, spec.column)),
            _ => Ok(()),
        }
    }

    fn columns(&self) -> Vec<usize> {
        self.fillers.iter().flat_map(LookupFiller::columns).collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], _utf8: bool) {
        for place in sound {
            self.tally.read += 1;
            let row = RowOf::new(rows, *place);
            let mut used = false;
            for filler in &mut self.fillers {
                used |= filler.offer(row);
            }
            match used {
                true => self.tally.kept += 1,
                false => self.tally.refuse(Refusal::NotUsed, row.number()),
            }
        }
    }

    fn refuse(&mut self, why: Refusal, number: u32) {
        self.tally.read += 1;
        self.tally.refuse(why, number);
    }
}

/// Fills the records of a file.
#[derive(Debug)]
pub(super) struct RecordSink<'m> {
    specs: Vec<&'m RecordSpec>,
    around: &'m Surroundings<'m>,
    pub(super) fillers: Vec<Filler>,
    pub(super) texts: Texts,
    pub(super) tally: FileTally,
    /// Records that the file cannot give, with the reason.
    pub(super) notes: Vec<String>,
}

impl<'m> RecordSink<'m> {
    pub(super) fn new(specs: Vec<&'m RecordSpec>, around: &'m Surroundings<'m>) -> Self {
        RecordSink {
            specs,
            around,
            fillers: Vec::new(),
            texts: Texts::default(),
            tally: FileTally::default(),
            notes: Vec::new(),
        }
    }
}

impl Sink for RecordSink<'_> {
    fn known(&self, header: &Header) -> usize {
        let names: BTreeSet<&str> = self.specs.iter().flat_map(|s| s.column_names()).collect();
        names.into_iter().filter(|n| header.find(n).is_some()).count()
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        let mut first = None;
        for spec in &self.specs {
            match bind(spec, header, self.around, &mut self.texts, &mut self.tally) {
                Ok(bound) => self.fillers.push(Filler::new(bound, self.around.vocabulary)),
                Err(why) => {
                    let kind = self.around.vocabulary.name(spec.kind);
                    self.notes.push(format!("no `{kind}` is made of it: {why}"));
                    first = first.or(Some(why));
                }
            }
        }
        match (self.fillers.is_empty(), first) {
            (true, Some(why)) => Err(why),
            _ => Ok(()),
        }
    }

    fn columns(&self) -> Vec<usize> {
        self.fillers.iter().flat_map(|f| f.columns().iter().copied()).collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], utf8: bool) {
        self.tally.read += sound.len() as u64;
        let mut offers = vec![Offer::NotMine; sound.len()];
        let mut desk = Desk { texts: &mut self.texts, tally: &mut self.tally };
        for filler in &mut self.fillers {
            filler.take(rows, sound, utf8, &mut offers, &mut desk);
        }
        for (place, offer) in sound.iter().zip(offers) {
            match offer {
                Offer::Taken => self.tally.kept += 1,
                Offer::NotMine => self.tally.refuse(Refusal::NotUsed, rows.number(*place)),
                Offer::Refused(why) => self.tally.refuse(why, rows.number(*place)),
            }
        }
    }

    fn refuse(&mut self, why: Refusal, number: u32) {
        self.tally.read += 1;
        self.tally.refuse(why, number);
    }
}
