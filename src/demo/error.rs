//! What can go wrong in making an invented authority.

use std::path::PathBuf;

/// Why no authority was made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No profile of this name is built in.
    #[error("there is no profile `{name}`; the profiles are {known}")]
    NoProfile {
        /// The name asked for.
        name: String,
        /// The names there are, joined by commas.
        known: String,
    },
    /// A profile file could not be read.
    #[error("{path} could not be read: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// A profile does not say what a profile must say.
    #[error("profile `{name}`: {reason}")]
    BadProfile {
        /// The profile.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Fewer children than the rarest stories need.
    #[error(
        "an authority needs at least {least} children, so that every kind of story is told; {asked} were asked for"
    )]
    TooFew {
        /// Children asked for.
        asked: u32,
        /// The fewest that do.
        least: u32,
    },
    /// The last day lies outside the years whose working days are known.
    #[error("the last day must lie between 1 January 2010 and 31 December 2030")]
    LastDay,
    /// The built-in calendar could not be made.
    #[error("the calendar of working days could not be made")]
    Calendar,
    /// A row was made for a table or column that the list of tables does not hold.
    #[error("a row was made for `{table}` with `{column}`, which the list of tables does not hold")]
    Column {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// A file of another format could not be made.
    #[error("{file} could not be made: {reason}")]
    Unmade {
        /// The file or table.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A file could not be written.
    #[error("{path} could not be written: {reason}")]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
}
