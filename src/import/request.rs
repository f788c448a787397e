//! A load: where from, in which format, for which kinds.

use super::codes::CodeOverrides;
use super::database;
use super::error::ImportError;
use super::format::{self, FORMATS, Format, Mapped};
use super::report::LoadReport;
use super::tables::TableFormat;
use super::together::{self, IdMap};
use super::unfinished::Unfinished;
use crate::calendar::Day;
use crate::record::{AgreementTerms, Caseload, FieldId, KindId, Provides, Vocabulary};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What the records are in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SourceKind {
    /// A format of this name; [`SourceKind::named`] gives those that are known.
    Format(&'static str),
    /// A folder in the shape that a mapping file tells.
    Mapping(PathBuf),
    /// Whichever format it looks like.
    #[default]
    Auto,
}

impl SourceKind {
    /// The kind of a name as it is given on the command line; a path to a `.toml` is a mapping.
    pub fn named(name: &str) -> Option<SourceKind> {
        match name {
            "auto" => Some(SourceKind::Auto),
            path if path.ends_with(".toml") => Some(SourceKind::Mapping(PathBuf::from(path))),
            _ => format::named(name).map(|f| SourceKind::Format(f.name())),
        }
    }

    /// The names that [`SourceKind::named`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once("auto").chain(FORMATS.iter().map(|f| f.name()))
    }
}

/// A load that is wanted.
#[derive(Debug, Clone, Default)]
pub struct LoadRequest {
    /// The format.
    pub from: SourceKind,
    /// The file or folder.
    pub records: PathBuf,
    /// Further sources of the same caseload; where two tell the same fact, the one that stands earlier wins.
    pub also: Vec<AnotherSource>,
    /// A CSV that says which ids of the further sources are which of the first.
    pub id_map: Option<PathBuf>,
    /// The kinds that are needed, with what they belong to; everything when not said.
    pub only: Option<BTreeSet<KindId>>,
    /// The fields that are needed; every field of the kinds that are read when not said.
    pub fields: Option<BTreeSet<(KindId, FieldId)>>,
    /// The format of tables, where a folder holds several; CSV comes first.
    pub format: Option<TableFormat>,
    /// What the authority's own codes mean.
    pub codes: CodeOverrides,
    /// What the rules let agreements vary: others are refused. Each that can be read is kept when it is not said.
    pub agreements: Option<Arc<dyn AgreementTerms>>,
    /// Today: what is dated later has not happened. Days are not looked at when it is not said.
    pub today: Option<Day>,
    /// How many threads read; as many as there are processors when not said.
    pub threads: Option<usize>,
}

/// A source beside the first.
#[derive(Debug, Clone, Default)]
pub struct AnotherSource {
    /// The format.
    pub from: SourceKind,
    /// The file or folder.
    pub records: PathBuf,
}

/// A format, for a list of them.
#[derive(Debug, Clone)]
pub struct FormatInfo {
    /// Its name on the command line.
    pub name: &'static str,
    /// What a file or folder of it is.
    pub about: &'static str,
    /// Everything that a whole source of it can hold; nothing where its mapping does not fit the vocabulary.
    pub can_hold: Option<Provides>,
}

/// Every format that is known.
pub fn formats(vocabulary: &Vocabulary) -> Vec<FormatInfo> {
    let info = |f: &&'static dyn Format| FormatInfo {
        name: f.name(),
        about: f.about(),
        can_hold: f.can_hold(vocabulary).ok(),
    };
    FORMATS.iter().map(info).collect()
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
pub struct Reading {
    records: Unfinished,
    today: Option<Day>,
}

impl Reading {
    /// Makes the caseload and closes the report.
    pub fn finish(self) -> Loaded {
        let (caseload, report) = self.records.finish(self.today);
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
    let mut all = read_one(request, vocabulary)?;
    let mut ids = match &request.id_map {
        Some(path) => IdMap::read(path, vocabulary)?,
        None => IdMap::default(),
    };
    for source in &request.also {
        let (from, records) = (source.from.clone(), source.records.clone());
        let second = LoadRequest { from, records, also: Vec::new(), id_map: None, ..request.clone() };
        together::add(&mut all, read_one(&second, vocabulary)?, &mut ids);
    }
    if request.id_map.is_some() {
        all.others.push(ids.report());
    }
    Ok(Reading { records: all, today: request.today })
}

fn read_one(request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
    match &request.from {
        SourceKind::Mapping(file) => Mapped::of_file(file)?.read(request, vocabulary),
        SourceKind::Format(name) => match format::named(name) {
            Some(format) if !format.reads_databases() && database::address(&request.records).is_some() => {
                Err(ImportError::Database {
                    place: database::shown(&request.records),
                    why: format!(
                        "`{name}` is not read from a database: name `ssd`, or a mapping of your own"
                    ),
                })
            }
            Some(format) => format.read(request, vocabulary),
            None => Err(ImportError::NoFormat { name: (*name).to_owned() }),
        },
        SourceKind::Auto => format::recognised(&request.records, vocabulary)?.read(request, vocabulary),
    }
}
