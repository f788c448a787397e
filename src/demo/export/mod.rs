//! The invented authority in the formats that councils send to others, made from its Standard Safeguarding tables.

mod census;
mod extract;
mod invent;
mod people;

use super::error::DemoError;
use super::make::Authority;
use extract::Extract;

/// A national format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NationalFormat {
    /// The children in need census, an XML file.
    CinCensus,
}

impl NationalFormat {
    /// Its name, as after `--from`.
    pub fn name(self) -> &'static str {
        match self {
            NationalFormat::CinCensus => "cin-census",
        }
    }
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its name.
    pub name: String,
    /// Rows after the headers, or children of an XML file.
    pub rows: u64,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// An authority's files in a national format. What the format asks for and the authority lacks (a pupil number, the
/// postcode of a placement) is invented, always alike; no name is.
pub fn export(authority: &Authority, format: NationalFormat) -> Result<Vec<Exported>, DemoError> {
    let extract = Extract::new(authority)?;
    let files = match format {
        NationalFormat::CinCensus => census::files(&extract),
    }?;
    extract.fault()?;
    Ok(files)
}
