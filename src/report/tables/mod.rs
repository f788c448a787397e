//! A caseload as plain tables: a CSV or Parquet file for each kind of record, and the mapping that loads them back.

mod agreements;
mod columns;
mod mapping;
mod rows;

use crate::record::{AGREEMENTS_FILE, Caseload, FieldId, Kind, KindId, Shape};
use std::io::Result;

pub use mapping::is_own as is_own_mapping;
pub use rows::write_table;

/// The mapping's file name.
pub const MAPPING_FILE: &str = "mapping.toml";

/// A file of a caseload written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableText {
    /// Its name: `visits.csv`, `mapping.toml`.
    pub name: String,
    /// Rows after the header; none for the mapping.
    pub rows: Option<u64>,
    /// The whole file.
    pub text: Vec<u8>,
}

/// How the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableForm {
    /// Comma-separated values.
    Csv,
    /// Parquet, days and numbers as such.
    Parquet,
}

impl TableForm {
    fn ending(self) -> &'static str {
        match self {
            TableForm::Csv => "csv",
            TableForm::Parquet => "parquet",
        }
    }
}

/// Every file of a caseload as CSV: see [`table_files`].
pub fn tables(caseload: &Caseload) -> Result<Vec<TableText>> {
    table_files(caseload, TableForm::Csv).collect()
}

/// Every file of a caseload, made one at a time: a table of each kind that its sources hold, the agreements, and last the
/// mapping. What loads back from them is judged alike, and what the sources cannot hold these files do not hold either.
pub fn table_files(caseload: &Caseload, form: TableForm) -> impl Iterator<Item = Result<TableText>> {
    let kinds = sheets(caseload).map(move |sheet| {
        let mut text = Vec::new();
        let rows = match form {
            TableForm::Csv => rows::write(&mut text, caseload, &sheet)?,
            TableForm::Parquet => columns::write(&mut text, caseload, &sheet)?,
        };
        Ok(TableText { name: format!("{}.{}", sheet.file, form.ending()), rows: Some(rows), text })
    });
    let agreed = (!caseload.agreements.is_empty()).then_some(()).into_iter().map(move |()| {
        let mut text = Vec::new();
        let rows = match form {
            TableForm::Csv => agreements::write(&mut text, caseload)?,
            TableForm::Parquet => agreements::write_parquet(&mut text, caseload)?,
        };
        Ok(TableText { name: format!("{AGREEMENTS_FILE}.{}", form.ending()), rows: Some(rows), text })
    });
    let mapping = std::iter::once_with(|| {
        let text = mapping::text(&sheets(caseload).collect::<Vec<_>>()).into_bytes();
        Ok(TableText { name: MAPPING_FILE.to_owned(), rows: None, text })
    });
    kinds.chain(agreed).chain(mapping)
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Id,
    Owner,
    /// The day of an event, the first day of a period.
    Start,
    End,
    Recorded,
    Field(FieldId),
}

/// One kind's file, with the columns that the sources can fill.
struct Sheet<'c> {
    kind: KindId,
    declared: &'c Kind,
    file: String,
    columns: Vec<(String, Part)>,
    /// Whether the sources hold the latest of them only.
    latest: bool,
    /// Fields that the sources may leave blank where the fact is known.
    partial: Vec<FieldId>,
}

/// The sheets of a caseload, in the order of the vocabulary.
fn sheets(caseload: &Caseload) -> impl Iterator<Item = Sheet<'_>> {
    caseload.vocabulary.iter().filter(|(id, _)| caseload.provides.kind(*id)).map(|(id, kind)| Sheet {
        kind: id,
        declared: kind,
        file: match kind.plural.to_lowercase() {
            plural if plural == AGREEMENTS_FILE => format!("{AGREEMENTS_FILE}-of-the-vocabulary"),
            plural => plural,
        },
        columns: columns(caseload, id, kind),
        latest: caseload.provides.latest.contains(&id),
        partial: caseload.provides.partial.iter().filter(|p| p.0 == id).map(|p| p.1).collect(),
    })
}

fn columns(caseload: &Caseload, id: KindId, kind: &Kind) -> Vec<(String, Part)> {
    let provides = &caseload.provides;
    let start = if kind.shape == Shape::Event { "date" } else { "start" };
    let own = [
        ("id", Part::Id, true),
        ("owner", Part::Owner, kind.owner.is_some()),
        (start, Part::Start, kind.shape != Shape::Subject),
        ("end", Part::End, kind.shape == Shape::Period && provides.end(id)),
        ("recorded", Part::Recorded, provides.recorded(id)),
    ];
    let own: Vec<(String, Part)> =
        own.into_iter().filter(|c| c.2).map(|(name, part, _)| (name.to_owned(), part)).collect();
    let is_own = |name: &str| own.iter().any(|(own, _)| own == name);
    let fields = (0u16..).map(FieldId).zip(&kind.fields).filter(|(field, _)| provides.field(id, *field));
    let fields = fields.map(|(field, declared)| {
        let name = declared.name.to_lowercase();
        (if is_own(&name) { format!("{name}-field") } else { name }, Part::Field(field))
    });
    let fields: Vec<(String, Part)> = fields.collect();
    own.into_iter().chain(fields).collect()
}
