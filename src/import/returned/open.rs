//! A return from its files: XML, or CSV files named as its tables; and what is told beside it.

use super::names::{return_of, table_of};
use super::postcodes::Postcodes;
use super::settle::LoadedReturn;
use super::tables::ReturnTables;
use super::{csv_file, xml_file};
use crate::calendar::{Day, to_iso};
use crate::import::encoding::{marked, utf8};
use crate::import::error::ImportError;
use crate::record::Vocabulary;
use std::fs::File;
use std::io::{BufRead, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The table of a list of providers.
const PROVIDERS: &str = "metadata.provider_info";
/// The column that names a provider.
const NUMBER: &str = "URN";

/// A return as it lies there, and what some of its rules need beside it.
#[derive(Debug, Clone, Default)]
pub struct ReturnSource {
    /// Its files, or folders of them.
    pub files: Vec<PathBuf>,
    /// Those of last year's return.
    pub last_year: Vec<PathBuf>,
    /// A list of providers, in CSV.
    pub providers: Option<PathBuf>,
    /// A list of postcodes, in CSV.
    pub postcodes: Option<PathBuf>,
    /// The code of the council, as the list of postcodes has it.
    pub council: Option<String>,
}

/// Which return the files are of, by their names or how they begin; nothing where none of them says.
pub fn return_kind(files: &[PathBuf]) -> Option<&'static str> {
    let files = listed(files).ok()?;
    files.iter().find_map(|path| {
        let mut start = Vec::new();
        // What cannot be read is told when the return is.
        let _told_later = File::open(path).ok()?.take(4096).read_to_end(&mut start);
        return_of(&stem(&path.to_string_lossy()), &start)
    })
}

/// Which return a file is of, by its name or how it begins.
pub fn return_kind_of(name: &str, bytes: &[u8]) -> Option<&'static str> {
    return_of(&stem(name), bytes.get(..4096).unwrap_or(bytes))
}

/// Reads a return; the year is that of its collection, where the return does not say it.
pub fn read_return(
    source: &ReturnSource,
    vocabulary: &Arc<Vocabulary>,
    year: Option<(Day, Day)>,
) -> Result<LoadedReturn, ImportError> {
    let files = listed(&source.files)?;
    if files.is_empty() {
        let shown = source.files.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(ImportError::NothingThere {
            path: shown,
            source_name: "a return".to_owned(),
            looked_for: "an .xml file, or .csv files named as its tables".to_owned(),
        });
    }
    let mut tables = ReturnTables::new(Arc::clone(vocabulary));
    for (last_year, path) in
        files.iter().map(|p| (false, p)).chain(listed(&source.last_year)?.iter().map(|p| (true, p)))
    {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let xml = is(path, "xml");
        let text = opened(path, xml)?;
        match xml {
            true => xml_file::read(&mut tables, &name, last_year, text),
            false => read_csv(&mut tables, &name, last_year, text),
        }
    }
    if let Some(path) = &source.providers {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        csv_file::read(&mut tables, &name, PROVIDERS, opened(path, false)?);
        let lists = tables
            .report
            .tables
            .last()
            .is_some_and(|t| t.table == PROVIDERS && t.missing.iter().any(|c| c == NUMBER));
        if lists {
            tables.report.broken.push(format!(
                "{name}: it needs the column {NUMBER}, and POSTCODE, REG_END, PLACE_CODES, PROVIDER_CODES and LA_CODE_INFERRED for \
                 the rules that ask for them, as a list of providers has them"
            ));
        }
    }
    if let Some(path) = &source.postcodes {
        let wanted = tables.postcodes();
        match Postcodes::read(opened(path, false)?, &wanted) {
            Ok(postcodes) => tables.places(&postcodes, source.council.as_deref()),
            Err(why) => {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                tables.report.broken.push(format!("{name}: {why}"));
            }
        }
    }
    let in_xml = files.iter().any(|p| is(p, "xml"));
    tables.collection(&told(year, source.council.as_deref(), in_xml));
    Ok(tables.finish())
}

/// Reads a return from the bytes of files, by name.
pub fn read_return_bytes(
    files: &[(String, Vec<u8>)],
    vocabulary: &Arc<Vocabulary>,
    year: Option<(Day, Day)>,
) -> LoadedReturn {
    let mut tables = ReturnTables::new(Arc::clone(vocabulary));
    let mut in_xml = false;
    for (name, bytes) in files {
        let xml = bytes.iter().find(|b| !b.is_ascii_whitespace() && b.is_ascii()) == Some(&b'<');
        in_xml |= xml;
        let source = Cursor::new(bytes.clone());
        let source = match if xml { utf8(source) } else { marked(source) } {
            Ok(source) => source,
            Err(_) => {
                tables.report.broken.push(format!("{name}: it cannot be read; export it again"));
                continue;
            }
        };
        match xml {
            true => xml_file::read(&mut tables, name, false, source),
            false => read_csv(&mut tables, name, false, source),
        }
    }
    tables.collection(&told(year, None, in_xml));
    tables.finish()
}

fn read_csv(tables: &mut ReturnTables, name: &str, last_year: bool, source: impl Read) {
    let stem = stem(name);
    match table_of(&tables.shapes, &stem, last_year) {
        None if last_year => {
            tables.report.notes.push(format!("{name}: no rule asks for it of last year's return"))
        }
        table => csv_file::read(tables, name, &table.unwrap_or(stem), source),
    }
}

/// What the return does not say of itself, by the columns of its own table.
fn told(year: Option<(Day, Day)>, council: Option<&str>, in_xml: bool) -> Vec<(&'static str, String)> {
    let days =
        year.map(|(first, last)| [("collection_start", to_iso(first)), ("collection_end", to_iso(last))]);
    let mut out: Vec<(&str, String)> = days.into_iter().flatten().collect();
    out.extend(council.map(|c| ("localAuthority", c.to_owned())));
    out.push(("file_format", if in_xml { "xml" } else { "csv" }.to_owned()));
    out
}

/// The files of some paths; of a folder those in CSV and XML, in order of name.
fn listed(paths: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let list = std::fs::read_dir(path).map_err(|e| ImportError::read(path, &e))?;
            let mut inside: Vec<PathBuf> = list.filter_map(|e| e.ok().map(|e| e.path())).collect();
            inside.retain(|p| p.is_file() && (is(p, "csv") || is(p, "xml")));
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn opened(path: &Path, xml: bool) -> Result<Box<dyn BufRead>, ImportError> {
    let read = |source| if xml { utf8(source) } else { marked(source) };
    File::open(path).and_then(read).map_err(|e| ImportError::read(path, &e))
}

fn is(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}
