//! The formats that records come in: one file a format, and the list of all.

mod cin_census;
mod mapped;
mod ssda903;
mod workforce_census;

pub(super) use mapped::Mapped;

use super::database;
use super::error::ImportError;
use super::request::LoadRequest;
use super::unfinished::Unfinished;
use crate::record::{Provides, Vocabulary};
use std::path::Path;
use std::sync::Arc;

/// A format that records come in.
pub(super) trait Format: Sync {
    /// The name it has on the command line.
    fn name(&self) -> &str;
    /// What a file or folder of it is, in a few words.
    fn about(&self) -> &'static str;
    /// Whether a file or folder looks like it.
    fn recognises(&self, records: &Path, vocabulary: &Vocabulary) -> bool;
    /// Reads the records of a request. A broken file fails that file; an error means there is nothing to load.
    fn read(&self, request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError>;
    /// Whether its tables may stand in a database.
    fn reads_databases(&self) -> bool {
        false
    }
    /// Everything that a whole source of the format can hold.
    fn can_hold(&self, vocabulary: &Vocabulary) -> Result<Provides, ImportError>;
}

/// Every format, in the order in which they are tried: both censuses begin alike, and one has a mark of its own.
pub(super) const FORMATS: &[&dyn Format] = &[
    &workforce_census::WorkforceCensus,
    &cin_census::CinCensus,
    &mapped::SSD,
    &mapped::ANNEX_A,
    &mapped::BENCH,
    &ssda903::Ssda903,
];

/// The format of a name.
pub(super) fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}

/// The format that a file or folder looks like.
pub(super) fn recognised(
    records: &Path,
    vocabulary: &Vocabulary,
) -> Result<&'static dyn Format, ImportError> {
    // A database holds the tables of the standard dataset.
    if database::address(records).is_some() {
        return Ok(&mapped::SSD);
    }
    std::fs::metadata(records).map_err(|e| ImportError::read(records, &e))?;
    let found = FORMATS.iter().copied().find(|f| f.recognises(records, vocabulary));
    if let Some(format) = found {
        return Ok(format);
    }
    // A mapping that does not fit the vocabulary recognises nothing: that is then the reason.
    if let Some(unfit) = FORMATS.iter().find_map(|f| f.can_hold(vocabulary).err()) {
        return Err(unfit);
    }
    let known: Vec<&str> = FORMATS.iter().map(|f| f.about()).collect();
    Err(ImportError::NotRecognised { path: database::shown(records), wanted: known.join("; ") })
}
