//! Why a load did not happen at all. A broken file inside a load is no such error: the report tells it.

use crate::text::{Diagnostics, Sources, Style, render_all};

/// A load, mapping, calendar or authority file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or folder that could not be read.
    #[error("`{path}` cannot be read: {why}")]
    Read {
        /// The path as it was given.
        path: String,
        /// What the system said.
        why: String,
    },
    /// A TOML file with faults, each with its place.
    #[error("{}", render_all(.sources, .faults, Style::Plain))]
    Faulty {
        /// The faults.
        faults: Diagnostics,
        /// The texts they point into.
        sources: Sources,
    },
    /// An id map with a slip: half of one would join the wrong records.
    #[error("`{path}` row {row}: {why}")]
    IdMap {
        /// The path as it was given.
        path: String,
        /// The row, the header being row 1.
        row: usize,
        /// What is wrong.
        why: String,
    },
    /// There is no format of that name.
    #[error("there is no format `{name}`")]
    NoFormat {
        /// The name.
        name: String,
    },
    /// Nothing in the place is of a format that is known.
    #[error(
        "`{path}` is no format known here ({wanted}): name its format with `--from`, or draft a mapping for it with `duecare import --guess`"
    )]
    NotRecognised {
        /// The path as it was given.
        path: String,
        /// What was looked for.
        wanted: String,
    },
    /// None of the files that the format needs is there.
    #[error("`{path}` holds no file that `{source_name}` reads ({looked_for})")]
    NothingThere {
        /// The path as it was given.
        path: String,
        /// The name of the mapping.
        source_name: String,
        /// A few of the names looked for.
        looked_for: String,
    },
    /// A folder with several census files: which one is meant?
    #[error("`{path}` holds several census files, whose years overlap: name one of {names}")]
    Several {
        /// The path as it was given.
        path: String,
        /// The files.
        names: String,
    },
    /// A database that cannot be reached or holds no tables to read.
    #[error("the database `{place}`: {why}")]
    Database {
        /// Where it is, without a password.
        place: String,
        /// What is wrong, and what to do.
        why: String,
    },
    /// The number of threads could not be had.
    #[error("reading in parallel could not start: {0}")]
    Threads(String),
}

impl ImportError {
    pub(super) fn read(path: &std::path::Path, error: &std::io::Error) -> ImportError {
        ImportError::Read { path: super::database::shown(path), why: plain_reason(error) }
    }
}

/// The reason of a failed read in plain words, without the number of the error.
pub fn plain_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it is not there".to_owned(),
        std::io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::NotADirectory => "it is no folder".to_owned(),
        other => other.to_string(),
    }
}
