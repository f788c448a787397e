//! The invented authority's files, in the format that is asked for.

use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use crate::demo::{Authority, NationalFormat, Profile, authority_text, export, write_tables};
use crate::import::{LoadRequest, SourceKind, load};
use crate::record::Caseload;
use crate::report::{MAPPING_FILE, TableForm, table_files};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// What the records are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// Tables of the Standard Safeguarding Dataset, with local files beside them
    Ssd,
    /// Ofsted's Annex A, a workbook of eleven lists
    AnnexA,
    /// The children in need census, an XML file
    CinCensus,
    /// The return about children looked after, a folder of CSV files
    Ssda903,
    /// A table for each kind of the vocabulary, and the mapping that loads them
    Tables,
}

/// The file with the authority's name and population, beside invented records.
const AUTHORITY: &str = "authority.toml";

/// Writes it into the folder of the records, and says where.
pub(super) fn put_authority(profile: &Profile, children: u32, out: &Path) -> Result<PathBuf, Fault> {
    let path = out.join(AUTHORITY);
    put(&path, authority_text(profile, children).as_bytes())?;
    Ok(path)
}

/// Where the records lie, and how they are read.
pub(super) struct Place {
    pub(super) records: PathBuf,
    /// As after `--from`.
    pub(super) from: String,
    pub(super) files: usize,
    /// Rows of all files.
    pub(super) rows: u64,
}

/// Writes an authority into a folder, which is made when it is not there.
pub(super) fn write(
    format: ExportFormat,
    made: &Authority,
    out: &Path,
    rules: &RulesOptions,
) -> Result<Place, Fault> {
    match format {
        ExportFormat::Ssd => {
            write_tables(made, out).map_err(|e| Fault::usage(e.to_string()))?;
            let (files, rows) = (made.files.len(), made.summary.all_rows());
            Ok(Place { records: out.to_owned(), from: "ssd".to_owned(), files, rows })
        }
        ExportFormat::AnnexA => national(NationalFormat::AnnexA, made, out),
        ExportFormat::CinCensus => national(NationalFormat::CinCensus, made, out),
        ExportFormat::Ssda903 => national(NationalFormat::Ssda903, made, out),
        ExportFormat::Tables => plain(made, out, rules),
    }
}

fn national(format: NationalFormat, made: &Authority, out: &Path) -> Result<Place, Fault> {
    let files = export(made, format).map_err(|e| Fault::usage(e.to_string()))?;
    make(out)?;
    for file in &files {
        put(&out.join(&file.name), &file.bytes)?;
    }
    let records = match files.as_slice() {
        [only] => out.join(&only.name),
        _ => out.to_owned(),
    };
    let rows = files.iter().map(|f| f.rows).sum();
    Ok(Place { records, from: format.name().to_owned(), files: files.len(), rows })
}

/// The caseload that the tables of the dataset load to, in tables of its own.
fn plain(made: &Authority, out: &Path, rules: &RulesOptions) -> Result<Place, Fault> {
    let vocabulary = open::rules(rules)?.rules.set.vocabulary;
    let between = Between::new(out.join(".duecare-demo"))?;
    write_tables(made, &between.0).map_err(|e| Fault::usage(e.to_string()))?;
    let request = LoadRequest {
        from: SourceKind::named("ssd").unwrap_or_default(),
        records: between.0.clone(),
        ..LoadRequest::default()
    };
    let loaded = load(&request, vocabulary).map_err(|e| Fault::usage(e.to_string()))?;
    put_tables(&loaded.caseload, TableForm::Csv, out)
}

/// Puts a caseload into a folder that is there, as tables with their mapping.
pub(super) fn put_tables(caseload: &Caseload, form: TableForm, out: &Path) -> Result<Place, Fault> {
    let from = out.join(MAPPING_FILE).display().to_string();
    let mut place = Place { records: out.to_owned(), from, files: 0, rows: 0 };
    for file in table_files(caseload, form) {
        let file = file.map_err(|e| Fault::usage(format!("tables: {e}")))?;
        put(&out.join(&file.name), &file.text)?;
        place.files += 1;
        place.rows += file.rows.unwrap_or(0);
    }
    Ok(place)
}

/// A folder for what lies between: gone when it is no longer needed, whatever happened.
pub(super) struct Between(pub(super) PathBuf);

impl Between {
    pub(super) fn new(folder: PathBuf) -> Result<Between, Fault> {
        make(&folder)?;
        Ok(Between(folder))
    }
}

impl Drop for Between {
    fn drop(&mut self) {
        // What cannot be taken away does no harm: no loader looks into folders of a folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(super) fn make(folder: &Path) -> Result<(), Fault> {
    std::fs::create_dir_all(folder).map_err(|e| Fault::usage(format!("{}: {e}", folder.display())))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    std::fs::write(path, bytes).map_err(|e| Fault::usage(format!("{}: {e}", path.display())))
}
