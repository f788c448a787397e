//! The files of a folder, found by name whatever their case.

use super::derived::DerivedTable;
use super::yearly::{Lateness, Newest};
use crate::import::cell::Spelling;
use crate::import::database::StoredTable;
use crate::import::error::ImportError;
use crate::import::rows::Surroundings;
use crate::import::workbook::{Book, Sheet};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableFormat {
    /// Comma (or semicolon, tab, bar) separated.
    Csv,
    /// Parquet.
    Parquet,
    /// A sheet of an Excel workbook.
    Sheet,
    /// A table of a database.
    Database,
}

/// A file of a table.
#[derive(Debug, Clone)]
pub(in crate::import) struct TableFile {
    pub(in crate::import) path: PathBuf,
    /// The name shown: no folder.
    pub(in crate::import) name: String,
    pub(in crate::import) format: TableFormat,
    /// Bytes, to start with the largest.
    pub(in crate::import) size: u64,
    /// The sheet, when the file is a workbook.
    pub(in crate::import) sheet: Option<Sheet>,
    /// The table made of the file's rows, when it is read by way of one.
    pub(in crate::import) derived: Option<Arc<DerivedTable>>,
    /// How late it is among the files of a table.
    pub(super) lateness: Lateness,
    /// Which rows of its table a later year tells anew.
    pub(super) newest: Option<Arc<Newest>>,
    /// The table itself, when it is one of a database.
    pub(in crate::import) stored: Option<Arc<StoredTable>>,
}

impl TableFile {
    fn new(path: PathBuf, name: String, format: TableFormat, size: u64) -> TableFile {
        let (sheet, stored, derived, newest) = (None, None, None, None);
        TableFile { path, name, format, size, sheet, stored, derived, lateness: (u32::MAX, 0), newest }
    }

    /// Gives the rows of a table in the place of its own.
    pub(in crate::import) fn read_by_way_of(&mut self, table: Arc<DerivedTable>) {
        self.newest = None;
        self.derived = Some(table);
    }

    /// How dates and the like are spelt in it.
    pub(super) fn spelling<'s>(&self, around: &Surroundings<'s>) -> &'s Arc<Spelling> {
        if self.sheet.is_some() { around.sheet_spelling } else { around.spelling }
    }
}

/// The tables in a folder.
#[derive(Debug, Default)]
pub(in crate::import) struct Folder {
    tables: BTreeMap<String, Vec<TableFile>>,
    /// The tables that are the only sheets of their workbooks, by the names of these.
    only_sheets: BTreeMap<String, String>,
    /// Workbooks whose sheets cannot be listed, with the reason.
    broken: Vec<(String, String)>,
}

impl Folder {
    /// Lists a folder, or the sheets of one workbook. Two files that differ only in case are both kept; the first by
    /// name is read.
    pub(in crate::import) fn list(path: &Path) -> Result<Folder, ImportError> {
        let mut found = Vec::new();
        if path.is_file() {
            return Folder::workbook(path);
        }
        for entry in std::fs::read_dir(path).map_err(|e| ImportError::read(path, &e))? {
            let entry = entry.map_err(|e| ImportError::read(path, &e))?;
            let Ok(about) = std::fs::metadata(entry.path()) else { continue };
            if about.is_file() {
                found.push((entry.path(), about.len()));
            }
        }
        found.sort();
        let mut folder = Folder::default();
        for (path, size) in found {
            folder.add(path, size);
        }
        Ok(folder)
    }

    /// The sheets of a workbook that stands alone. What is none has no tables.
    fn workbook(path: &Path) -> Result<Folder, ImportError> {
        let mut folder = Folder::default();
        let size = std::fs::metadata(path).map_err(|e| ImportError::read(path, &e))?.len();
        if ending(path) == "xlsx" {
            folder.add(path.to_owned(), size);
        }
        match folder.broken.pop() {
            Some((_, why)) => Err(ImportError::Read { path: path.display().to_string(), why }),
            None => Ok(folder),
        }
    }

    fn add(&mut self, path: PathBuf, size: u64) {
        let text = |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned());
        let (Some(stem), Some(name)) = (text(path.file_stem()), text(path.file_name())) else { return };
        let format = match ending(&path).as_str() {
            "csv" | "tsv" => TableFormat::Csv,
            "parquet" => TableFormat::Parquet,
            // While a workbook is open, Excel keeps a file `~$name` beside it.
            "xlsx" if !name.starts_with("~$") => return self.sheets(path, &stem, &name, size),
            _ => return,
        };
        let table = self.tables.entry(stem.to_lowercase()).or_default();
        table.push(TableFile::new(path, name, format, size));
    }

    /// Each sheet is a table by its name; the only sheet of a workbook by the workbook's too.
    fn sheets(&mut self, path: PathBuf, stem: &str, name: &str, size: u64) {
        let sheets = match Book::sheets(&path) {
            Ok(sheets) => sheets,
            Err(why) => return self.broken.push((name.to_owned(), why)),
        };
        if let [only] = sheets.as_slice() {
            self.only_sheets.insert(stem.to_lowercase(), table_name(only));
        }
        for sheet in sheets {
            let own = table_name(&sheet);
            let shown = format!("{name}: {}", sheet.name);
            let table = TableFile::new(path.clone(), shown, TableFormat::Sheet, size);
            let table = TableFile { sheet: Some(sheet), ..table };
            self.tables.entry(own).or_default().push(table);
        }
    }

    /// Adds a table that was made of a file which is none.
    pub(in crate::import) fn add_made(&mut self, table: &str, path: &Path, name: String, made: DerivedTable) {
        let mut file = TableFile::new(path.to_owned(), name, TableFormat::Csv, 0);
        file.read_by_way_of(Arc::new(made));
        self.tables.entry(table.to_owned()).or_default().push(file);
    }

    /// Workbooks whose sheets cannot be listed, with the reason.
    pub(in crate::import) fn broken(&self) -> &[(String, String)] {
        &self.broken
    }

    /// The tables of a database, which are called as the files of an extract would be.
    pub(in crate::import) fn of_tables(stored: Vec<StoredTable>) -> Folder {
        let mut folder = Folder::default();
        for table in stored {
            let (key, name) = (table.name.to_lowercase(), format!("{}.csv", table.name));
            let file = TableFile::new(PathBuf::new(), name, TableFormat::Database, table.size);
            folder.tables.entry(key).or_default().push(TableFile { stored: Some(Arc::new(table)), ..file });
        }
        folder
    }

    /// The file of a table, in the wanted format if it is there in several.
    pub(in crate::import) fn find(&self, table: &str, wanted: Option<TableFormat>) -> Option<&TableFile> {
        let files = self.files(table)?;
        match wanted {
            Some(format) => files.iter().find(|f| f.format == format),
            None => files.iter().min_by_key(|f| f.format),
        }
    }

    /// Puts each table under another name, where `change` gives one.
    pub(super) fn rename(&mut self, change: impl Fn(&str) -> Option<String>) {
        let only_sheets = std::mem::take(&mut self.only_sheets);
        for (key, files) in std::mem::take(&mut self.tables) {
            let by_workbook =
                || only_sheets.iter().find(|(_, t)| **t == key).and_then(|(stem, _)| change(stem));
            let name = change(&key).or_else(by_workbook);
            self.tables.entry(name.unwrap_or(key)).or_default().extend(files);
        }
        self.only_sheets = only_sheets;
    }

    /// The files of a table, to be changed.
    pub(in crate::import) fn files_mut(&mut self, table: &str) -> &mut [TableFile] {
        self.tables.get_mut(table).map_or(&mut [], Vec::as_mut_slice)
    }

    /// Every file of a table.
    pub(in crate::import) fn all(&self, table: &str) -> &[TableFile] {
        self.files(table).map_or(&[], Vec::as_slice)
    }

    fn files(&self, table: &str) -> Option<&Vec<TableFile>> {
        self.tables.get(table).or_else(|| self.tables.get(self.only_sheets.get(table)?))
    }

    /// Whether a table is there in any format.
    pub(in crate::import) fn has(&self, table: &str) -> bool {
        self.files(table).is_some()
    }

    /// The files of all tables that go by none of these names.
    pub(in crate::import) fn strangers(
        &self,
        known: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = &TableFile> {
        let by_workbook = self.only_sheets.iter().filter(|(stem, _)| known(stem)).map(|(_, table)| table);
        let by_workbook: Vec<&String> = by_workbook.collect();
        let tables = self.tables.iter().filter(move |(t, _)| !known(t) && !by_workbook.contains(t));
        tables.flat_map(|(_, files)| files)
    }

    /// Every table with the file that is read for it.
    pub(in crate::import) fn each(&self) -> impl Iterator<Item = (&str, &TableFile)> {
        self.tables
            .iter()
            .filter_map(|(table, files)| Some((table.as_str(), files.iter().min_by_key(|f| f.format)?)))
    }
}

fn table_name(sheet: &Sheet) -> String {
    sheet.name.trim().to_lowercase()
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}
