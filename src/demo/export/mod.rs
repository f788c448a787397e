//! The invented authority in the formats that councils send to others, made from its Standard Safeguarding tables.

mod annex_a;
mod census;
mod extract;
mod invent;
mod people;
mod period;
mod sheet;
mod ssda903;

use super::error::DemoError;
use super::make::Authority;
use extract::Extract;

/// A national format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NationalFormat {
    /// Ofsted's Annex A, a workbook of eleven lists.
    AnnexA,
    /// The children in need census, an XML file.
    CinCensus,
    /// The return about children looked after, a folder of CSV files.
    Ssda903,
}

impl NationalFormat {
    /// Its name, as after `--from`.
    pub fn name(self) -> &'static str {
        match self {
            NationalFormat::AnnexA => "annex-a",
            NationalFormat::CinCensus => "cin-census",
            NationalFormat::Ssda903 => "ssda903",
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
        NationalFormat::AnnexA => annex_a::files(&extract),
        NationalFormat::CinCensus => census::files(&extract),
        NationalFormat::Ssda903 => ssda903::files(&extract),
    }?;
    extract.fault()?;
    Ok(files)
}
