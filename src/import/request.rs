//! A load: where from, in which format, for which kinds.

use super::census;
use super::codes::CodeOverrides;
use super::error::ImportError;
use super::mapping::{BENCH, Mapping, SSD};
use super::report::LoadReport;
use super::tables::{Folder, ReadTables, TableFormat, read_tables};
use crate::record::{Caseload, FieldId, KindId, Vocabulary};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the records are in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SourceKind {
    /// A folder in the shape of the Standard Safeguarding Dataset, with local files beside it.
    Ssd,
    /// A folder in the shape of the side-by-side benchmark.
    Bench,
    /// A children in need census in XML: a file, or a folder of them.
    CinCensus,
    /// A folder in the shape that a mapping file tells.
    Mapping(PathBuf),
    /// Whichever of these it looks like.
    #[default]
    Auto,
}

impl SourceKind {
    /// The kind of a name as it is given on the command line; a path to a `.toml` is a mapping.
    pub fn named(name: &str) -> Option<SourceKind> {
        match name {
            "ssd" => Some(SourceKind::Ssd),
            "bench" => Some(SourceKind::Bench),
            "cin-census" => Some(SourceKind::CinCensus),
            "auto" => Some(SourceKind::Auto),
            path if path.ends_with(".toml") => Some(SourceKind::Mapping(PathBuf::from(path))),
            _ => None,
        }
    }

    /// The names that [`SourceKind::named`] knows.
    pub const NAMES: [&'static str; 4] = ["auto", "ssd", "bench", "cin-census"];
}

/// A load that is wanted.
#[derive(Debug, Clone, Default)]
pub struct LoadRequest {
    /// The format.
    pub from: SourceKind,
    /// The file or folder.
    pub records: PathBuf,
    /// The kinds that are needed, with what they belong to; everything when not said.
    pub only: Option<BTreeSet<KindId>>,
    /// The fields that are needed; every field of the kinds that are read when not said.
    pub fields: Option<BTreeSet<(KindId, FieldId)>>,
    /// The format of tables, where a folder holds several; CSV comes first.
    pub format: Option<TableFormat>,
    /// What the authority's own codes mean.
    pub codes: CodeOverrides,
    /// How many threads read; as many as there are processors when not said.
    pub threads: Option<usize>,
}

/// A load that was done.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The records.
    pub caseload: Caseload,
    /// What became of every file and row.
    pub report: LoadReport,
}

/// Records that were read; owners, links and groups are found when it is finished.
#[derive(Debug)]
pub struct Reading(Read);

#[derive(Debug)]
enum Read {
    Tables(Box<ReadTables>),
    Census(Box<census::ReadCensus>),
}

impl Reading {
    /// Makes the caseload and closes the report.
    pub fn finish(self) -> Loaded {
        let (caseload, report) = match self.0 {
            Read::Tables(t) => t.finish(),
            Read::Census(c) => c.finish(),
        };
        Loaded { caseload, report }
    }
}

/// Loads records. A broken file fails that file, told in the report; an error means that there is nothing to load.
pub fn load(request: &LoadRequest, vocabulary: Arc<Vocabulary>) -> Result<Loaded, ImportError> {
    match request.threads {
        None => Ok(read(request, &vocabulary)?.finish()),
        Some(n) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n).build();
            let pool = pool.map_err(|e| ImportError::Threads(e.to_string()))?;
            pool.install(|| Ok(read(request, &vocabulary)?.finish()))
        }
    }
}

/// Reads records without making the caseload yet.
pub fn read(request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Reading, ImportError> {
    let path = request.records.as_path();
    match &request.from {
        SourceKind::Ssd => tables(request, &mapping("ssd.toml", SSD, vocabulary)?, vocabulary),
        SourceKind::Bench => tables(request, &mapping("bench.toml", BENCH, vocabulary)?, vocabulary),
        SourceKind::Mapping(file) => {
            let text = std::fs::read_to_string(file).map_err(|e| ImportError::read(file, &e))?;
            tables(request, &mapping(&file.display().to_string(), &text, vocabulary)?, vocabulary)
        }
        SourceKind::CinCensus => census::read(path, vocabulary).map(|c| Reading(Read::Census(Box::new(c)))),
        SourceKind::Auto => {
            if census::looks_like_one(path) {
                return census::read(path, vocabulary).map(|c| Reading(Read::Census(Box::new(c))));
            }
            let folder = Folder::list(path)?;
            let mut unfit = None;
            for (name, text) in [("ssd.toml", SSD), ("bench.toml", BENCH)] {
                match mapping(name, text, vocabulary) {
                    Ok(m) if m.recognise.iter().any(|t| folder.has(t)) => {
                        return tables(request, &m, vocabulary);
                    }
                    Ok(_) => {}
                    // Its kinds are not this vocabulary's; told only if nothing else fits.
                    Err(e) => unfit = unfit.or(Some(e)),
                }
            }
            if let Some(e) = unfit {
                return Err(e);
            }
            Err(not_recognised(path))
        }
    }
}

fn mapping(name: &str, text: &str, vocabulary: &Vocabulary) -> Result<Mapping, ImportError> {
    Mapping::parse(name, text, vocabulary)
}

fn tables(
    request: &LoadRequest,
    mapping: &Mapping,
    vocabulary: &Arc<Vocabulary>,
) -> Result<Reading, ImportError> {
    let folder = Folder::list(&request.records)?;
    let read = read_tables(request, &folder, mapping, vocabulary)?;
    Ok(Reading(Read::Tables(Box::new(read))))
}

fn not_recognised(path: &Path) -> ImportError {
    ImportError::NotRecognised {
        path: path.display().to_string(),
        wanted: "a folder with ssd_person.csv, a folder with cin_visits.csv, or a census in XML".to_owned(),
    }
}
