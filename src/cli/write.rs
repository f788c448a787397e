//! Records written as plain tables: into a folder that is new, empty, or was written so before.

use super::export::{Place, make, put_tables};
use super::fault::Fault;
use super::screen::remark;
use crate::record::{AGREEMENTS_FILE, Caseload};
use crate::report::{MAPPING_FILE, TableForm, is_own_mapping};
use crate::text::many;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// What the tables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WriteForm {
    /// Comma-separated values
    Csv,
    /// Parquet, days and numbers as such
    Parquet,
}

/// Says why a folder is not written into: nothing of anybody else's is overwritten.
pub(super) fn may_write(folder: &Path) -> Result<(), Fault> {
    stale(folder).map(|_| ())
}

/// Writes the tables and their mapping, in the place of those that were written there before.
pub(super) fn written(caseload: &Caseload, form: WriteForm, folder: &Path) -> Result<(), Fault> {
    let stale = stale(folder)?;
    make(folder)?;
    // The mapping goes first and comes last: a folder that is half written has none, and loads nothing.
    for path in &stale {
        std::fs::remove_file(path).map_err(|e| Fault::usage(format!("{}: {e}", path.display())))?;
    }
    let form = match form {
        WriteForm::Csv => TableForm::Csv,
        WriteForm::Parquet => TableForm::Parquet,
    };
    let Place { files, rows, records, from } = put_tables(caseload, form, folder)?;
    let (files, rows) = (many(files as u64, "file"), many(rows, "row"));
    remark(&format!(
        "{files} with {rows} written; read with `--records {} --from {from}`",
        records.display()
    ));
    Ok(())
}

/// The files of an earlier writing, the mapping first; nothing for a folder that is not there or empty.
fn stale(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let cannot = |e: std::io::Error| Fault::usage(format!("{}: {e}", folder.display()));
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(cannot(e)),
    };
    let mut paths: Vec<PathBuf> =
        entries.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>().map_err(cannot)?;
    if paths.is_empty() {
        return Ok(paths);
    }
    paths.sort();
    let mapping = std::fs::read_to_string(folder.join(MAPPING_FILE)).unwrap_or_default();
    let ours =
        |path: &PathBuf| path.file_name().is_some_and(|n| n == MAPPING_FILE) || is_table(path, &mapping);
    if is_own_mapping(&mapping) && paths.iter().all(ours) {
        paths.sort_by_key(|path| path.file_name().is_some_and(|n| n != MAPPING_FILE));
        return Ok(paths);
    }
    Err(Fault::with_help(
        format!("`{}` is not empty, and holds other files than tables written here", folder.display()),
        "name a folder that is new or empty",
    ))
}

/// Whether a file is a table that the mapping names, or the agreements beside them.
fn is_table(path: &Path, mapping: &str) -> bool {
    let text = |part: Option<&std::ffi::OsStr>| part.and_then(|p| p.to_str()).unwrap_or("").to_owned();
    let (stem, ending) = (text(path.file_stem()), text(path.extension()));
    let named = format!("file = \"{stem}\"");
    path.is_file()
        && matches!(ending.as_str(), "csv" | "parquet")
        && (stem == AGREEMENTS_FILE || mapping.lines().any(|line| line == named))
}
