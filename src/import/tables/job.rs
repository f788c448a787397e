//! One file read: its tables, its texts and what is to be reported.

use super::folder::{TableFile, TableFormat};
use super::settle::of_record;
use super::sink::{LookupSink, RecordSink, Sink};
use super::{csv_file, parquet_file, sheet_file, stored};
use crate::import::lookup::LookupTable;
use crate::import::mapping::{LookupSpec, RecordSpec};
use crate::import::report::{FileReport, Made};
use crate::import::rows::{GroupRows, Holds, Surroundings};
use crate::import::tally::Refusal;
use crate::record::{KindId, RawTable, Texts};
use std::collections::BTreeSet;

/// What was read of a file.
#[derive(Debug)]
pub(super) struct FileLoad {
    pub(super) report: FileReport,
    pub(super) texts: Texts,
    pub(super) tables: Vec<RawTable>,
    /// Kinds and fields that the file can hold.
    pub(super) provides: Vec<(KindId, Holds)>,
    /// The rows of records that several make.
    pub(super) groups: Vec<(KindId, GroupRows)>,
}

/// Feeds a file to a sink, whatever its format; gives notes for the report. What a later year tells anew is refused.
pub(in crate::import) fn feed(file: &TableFile, sink: &mut impl Sink) -> Result<Vec<String>, String> {
    match &file.newest {
        Some(newest) => plain(file, &mut newest.filter(file, sink)),
        None => plain(file, sink),
    }
}

/// Feeds all rows of a file to a sink.
pub(super) fn plain(file: &TableFile, sink: &mut impl Sink) -> Result<Vec<String>, String> {
    if let Some(table) = &file.derived {
        return table.feed(sink);
    }
    match (&file.sheet, &file.stored, file.format) {
        (Some(sheet), _, _) => sheet_file::read(sheet, sink),
        (None, Some(table), _) => stored::read(table, sink).map(|()| Vec::new()),
        (None, None, TableFormat::Parquet) => parquet_file::read(&file.path, sink).map(|()| Vec::new()),
        (None, None, _) => csv_file::read(&file.path, sink).map(|()| Vec::new()),
    }
}

/// Reads the look-ups of a file. Without any its rows are counted, and all refused.
pub(super) fn lookups(
    file: &TableFile,
    specs: Vec<(usize, &LookupSpec)>,
) -> (Vec<(usize, LookupTable)>, FileReport) {
    let unneeded = specs.is_empty();
    let mut sink = LookupSink::new(specs);
    let fed = feed(file, &mut sink);
    let (tables, mut tally) = sink.finish();
    match fed {
        Ok(notes) => {
            let report = FileReport::new(&file.name, tally, &Texts::default());
            (tables, FileReport { notes, unneeded, ..report })
        }
        Err(why) => {
            tally.break_off();
            let report = FileReport::new(&file.name, tally, &Texts::default());
            (Vec::new(), FileReport { failed: Some(why), ..report })
        }
    }
}

/// Reads the records of a file.
pub(super) fn records(file: &TableFile, specs: Vec<&RecordSpec>, around: &Surroundings<'_>) -> FileLoad {
    let dated = Surroundings { spelling: file.spelling(around), ..*around };
    let around = &dated;
    let mut sink = RecordSink::new(specs, around);
    let fed = feed(file, &mut sink);
    let RecordSink { fillers, texts, mut tally, mut notes, .. } = sink;
    let mut load = FileLoad {
        report: FileReport::default(),
        texts: Texts::default(),
        tables: Vec::new(),
        provides: Vec::new(),
        groups: Vec::new(),
    };
    if let Some(own) = file.derived.as_ref().and_then(|table| table.tally.as_ref()) {
        // What was made of rows is no row: the file's own are counted.
        (tally.read, tally.kept, tally.refused) = (own.read, own.kept, own.refused.clone());
        tally.columns.extend(own.columns.iter().cloned());
    }
    match fed {
        Ok(told) => notes.extend(told),
        Err(why) => {
            tally.break_off();
            let report = FileReport::new(&file.name, tally, &texts);
            load.report = FileReport { failed: Some(why), ..report };
            return load;
        }
    }
    let mut gone: BTreeSet<u32> = BTreeSet::new();
    let mut made: Vec<Made> = Vec::new();
    let mut lacks: Vec<String> = Vec::new();
    for filler in fillers {
        lacks.extend(filler.lacks().iter().filter(|l| !lacks.contains(l)).cloned().collect::<Vec<_>>());
        let (filled, repeats) = filler.finish(&texts, &mut tally);
        gone.extend(repeats);
        let kind = filled.raw.kind;
        let (name, records) = (around.vocabulary.name(kind), filled.raw.ids.len() as u64);
        match made.iter_mut().find(|m| m.kind == name) {
            // A file may make a kind in more than one way.
            Some(m) => {
                m.records += records;
                m.undated += filled.undated;
                m.impossible += filled.impossible;
            }
            None => made.push(Made {
                kind: name.to_owned(),
                records,
                undated: filled.undated,
                impossible: filled.impossible,
            }),
        }
        load.provides.push((kind, filled.holds));
        load.groups.push((kind, filled.groups));
        load.tables.push(filled.raw);
    }
    let mut report = FileReport::new(&file.name, tally, &texts);
    report.made = made;
    report.lacks = lacks;
    report.broken_off = file.derived.as_ref().and_then(|table| table.broken_off.clone());
    report.notes = notes;
    load.report = report;
    load.texts = texts;
    load.take_back(Refusal::Repeat, gone);
    load
}

impl FileLoad {
    /// Counts rows as refused whose records were taken out, unless another record is made of them.
    pub(super) fn take_back(&mut self, why: Refusal, mut gone: BTreeSet<u32>) {
        if gone.is_empty() {
            return;
        }
        for table in &self.tables {
            for row in &table.source_row {
                of_record(&self.groups, table.kind, *row, |row| _ = gone.remove(&row));
            }
        }
        for row in gone {
            self.report.take_back(why, row);
        }
    }
}
