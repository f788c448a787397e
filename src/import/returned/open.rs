//! A return from its files: XML, or CSV files named as its tables.

use super::settle::LoadedReturn;
use super::tables::ReturnTables;
use super::{csv_file, xml_file};
use crate::import::error::ImportError;
use crate::import::xml::utf8;
use crate::record::Vocabulary;
use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads a return from files, or folders of files.
pub fn read_return(paths: &[PathBuf], vocabulary: &Arc<Vocabulary>) -> Result<LoadedReturn, ImportError> {
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
    if files.is_empty() {
        let shown = paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(ImportError::NothingThere {
            path: shown,
            source_name: "a return".to_owned(),
            looked_for: "an .xml file, or .csv files named as its tables".to_owned(),
        });
    }
    let mut tables = ReturnTables::new(Arc::clone(vocabulary));
    for path in &files {
        let source = File::open(path).map_err(|e| ImportError::read(path, &e))?;
        let source = utf8(source).map_err(|e| ImportError::read(path, &e))?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if is(path, "xml") {
            xml_file::read(&mut tables, &name, source);
        } else {
            csv_file::read(&mut tables, &name, &stem(&name), source);
        }
    }
    Ok(tables.finish())
}

/// Reads a return from the bytes of files, by name.
pub fn read_return_bytes(files: &[(String, Vec<u8>)], vocabulary: &Arc<Vocabulary>) -> LoadedReturn {
    let mut tables = ReturnTables::new(Arc::clone(vocabulary));
    for (name, bytes) in files {
        let xml = bytes.iter().find(|b| !b.is_ascii_whitespace() && b.is_ascii()) == Some(&b'<');
        let source = match utf8(Cursor::new(bytes.clone())) {
            Ok(source) => source,
            Err(_) => {
                tables.report.broken.push(format!("{name}: it cannot be read; export it again"));
                continue;
            }
        };
        match xml {
            true => xml_file::read(&mut tables, name, source),
            false => csv_file::read(&mut tables, name, &stem(name), source),
        }
    }
    tables.finish()
}

fn is(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}
