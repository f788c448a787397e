//! Figures that the Department for Education publishes, by year and area: what a measure may be compared with.

mod columns;
mod read;
mod row;

use super::database;
use super::error::ImportError;
use super::report::{FileReport, LoadReport};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the format.
pub const STATISTICS: &str = "dfe-statistics";

/// How large an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// England.
    National,
    /// A region of England.
    Regional,
    /// An authority.
    Authority,
}

/// A country, region or authority.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// How large it is.
    pub level: Level,
    /// Its code in national statistics: `E06000047`; empty where the file says none.
    pub code: String,
    /// The older code of an authority: `840`.
    pub old_code: Option<String>,
    /// Its name.
    pub name: String,
}

/// One published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedFigure {
    /// The year in which the period ends: 2024 for `2024` and for `202324`.
    pub year: u16,
    /// The area.
    pub area: Arc<Area>,
    /// What the figure is about, from the columns that are no figures: `Section 47`, `Section 47s in the year`.
    pub about: Arc<[String]>,
    /// The column.
    pub measure: Arc<str>,
    /// The figure.
    pub value: f64,
    /// The file.
    pub file: Arc<str>,
    /// Its row, the header being row 1.
    pub row: u32,
}

/// Reads a file of published figures, or all of a folder. A broken file fails that file, told in the report; an error
/// means that there is nothing to read.
pub fn read_statistics(path: &Path) -> Result<(Vec<PublishedFigure>, LoadReport), ImportError> {
    let files = files(path)?;
    let mut figures = Vec::new();
    let mut report = LoadReport { source: STATISTICS.to_owned(), ..LoadReport::default() };
    for file in files {
        let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        match columns::of(&file) {
            // A folder may hold notes and other tables beside the figures.
            Ok(None) if path.is_dir() => report.unknown.push(name),
            Ok(None) => report.files.push(failed(name, columns::NOT_IT.to_owned())),
            Ok(Some(columns)) => report.files.push(read::file(&file, &name, &columns, &mut figures)),
            Err(why) => report.files.push(failed(name, why)),
        }
    }
    if report.files.is_empty() {
        return Err(ImportError::NothingThere {
            path: database::shown(path),
            source_name: STATISTICS.to_owned(),
            looked_for: "a .csv file with the columns `time_period` and `geographic_level`".to_owned(),
        });
    }
    Ok((figures, report))
}

fn failed(file: String, why: String) -> FileReport {
    FileReport { file, failed: Some(why), ..FileReport::default() }
}

fn files(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let about = std::fs::metadata(path).map_err(|e| ImportError::read(path, &e))?;
    if about.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|e| ImportError::read(path, &e))? {
        let file = entry.map_err(|e| ImportError::read(path, &e))?.path();
        if file.is_file() && file.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
