//! The files of a folder, found by name whatever their case.

use crate::import::error::ImportError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableFormat {
    /// Comma (or semicolon, tab, bar) separated.
    Csv,
    /// Parquet.
    Parquet,
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct TableFile {
    pub(in crate::import) path: PathBuf,
    /// The name shown: no folder.
    pub(in crate::import) name: String,
    pub(in crate::import) format: TableFormat,
    /// Bytes, to start with the largest.
    pub(in crate::import) size: u64,
}

/// The tables in a folder.
#[derive(Debug, Default)]
pub(in crate::import) struct Folder {
    tables: BTreeMap<String, Vec<TableFile>>,
}

impl Folder {
    /// Lists a folder. Two files that differ only in case are both kept; the first by name is read.
    pub(in crate::import) fn list(path: &Path) -> Result<Folder, ImportError> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(path).map_err(|e| ImportError::read(path, &e))? {
            let entry = entry.map_err(|e| ImportError::read(path, &e))?;
            let Ok(about) = std::fs::metadata(entry.path()) else { continue };
            if about.is_file() {
                found.push((entry.path(), about.len()));
            }
        }
        found.sort();
        let mut tables: BTreeMap<String, Vec<TableFile>> = BTreeMap::new();
        for (path, size) in found {
            let text = |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned());
            let (Some(stem), Some(name)) = (text(path.file_stem()), text(path.file_name())) else { continue };
            let ending = text(path.extension()).unwrap_or_default().to_lowercase();
            let format = match ending.as_str() {
                "csv" | "tsv" => TableFormat::Csv,
                "parquet" => TableFormat::Parquet,
                _ => continue,
            };
            tables.entry(stem.to_lowercase()).or_default().push(TableFile { path, name, format, size });
        }
        Ok(Folder { tables })
    }

    /// The file of a table, in the wanted format if it is there in several.
    pub(in crate::import) fn find(&self, table: &str, wanted: Option<TableFormat>) -> Option<&TableFile> {
        let files = self.tables.get(table)?;
        match wanted {
            Some(format) => files.iter().find(|f| f.format == format),
            None => files.iter().min_by_key(|f| f.format),
        }
    }

    /// Whether a table is there in any format.
    pub(in crate::import) fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    /// Every table with its file's name.
    pub(in crate::import) fn tables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tables.iter().flat_map(|(table, files)| files.iter().map(|f| (table.as_str(), f.name.as_str())))
    }
}
