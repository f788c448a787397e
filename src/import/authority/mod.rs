//! The authority file: one council's calendar, settings, targets, comparators and role codes.

mod calendar;
mod figures;
mod read;
#[cfg(test)]
mod tests;

pub(super) use figures::figure;

use super::codes::CodeOverrides;
use super::comparators::ComparatorFile;
use super::error::ImportError;
use crate::calendar::{Amount, Calendar, Day};
use crate::import::placed::Placed;
use crate::text::{Diagnostics, Sources, Span};
use std::path::Path;

/// A value an authority gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// `4 weeks`.
    Amount(Amount),
    /// `18`.
    Number(f64),
    /// `90%`: ninety.
    Percent(f64),
}

/// A value of a setting from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DatedFigure {
    /// The first day it holds; [`crate::calendar::ALWAYS`] when not said.
    pub from: Day,
    /// The value: an amount or a number.
    pub value: Figure,
    /// Where it is written.
    pub span: Span,
}

/// A setting of a standard that the authority sets otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingOverride {
    /// The standard.
    pub standard: Placed,
    /// The setting.
    pub setting: Placed,
    /// Its values in order of their first day.
    pub values: Vec<DatedFigure>,
}

/// A threshold: `at least 90%`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// `at least`, not `at most`.
    pub at_least: bool,
    /// The value.
    pub value: Figure,
    /// Where it is written.
    pub span: Span,
}

/// The authority's target for a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetOverride {
    /// The measure.
    pub measure: Placed,
    /// On target from here.
    pub green: Option<Threshold>,
    /// Near it from here.
    pub amber: Option<Threshold>,
    /// By when.
    pub by: Option<Day>,
}

/// What an authority file says. The checker applies settings and targets, with the faults it finds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthorityFile {
    /// The authority.
    pub name: String,
    /// The calendar: holidays, closures, outages, school days, slots, leap birthdays.
    pub calendar: Calendar,
    /// The standards that its outages name.
    pub outage_standards: Vec<Placed>,
    /// Settings set otherwise.
    pub settings: Vec<SettingOverride>,
    /// Targets.
    pub targets: Vec<TargetOverride>,
    /// Figures of others, and who stands beside its measures.
    pub comparators: ComparatorFile,
    /// Numbers of people that rates are worked out with, by name, each in order of its first day.
    pub populations: Vec<(Placed, Vec<DatedFigure>)>,
    /// The roles whose open allocation makes a worker the one a breach goes to.
    pub allocated_roles: Vec<Placed>,
    /// What local codes in the records mean.
    pub codes: CodeOverrides,
}

impl AuthorityFile {
    /// Reads the text of an authority file. The text joins `sources`, so that the checker's faults can point into it.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> (AuthorityFile, Diagnostics) {
        read::read(name, text, sources)
    }

    /// Reads an authority file from a path.
    pub fn open(path: &Path, sources: &mut Sources) -> Result<AuthorityFile, ImportError> {
        let text = std::fs::read_to_string(path).map_err(|e| ImportError::read(path, &e))?;
        let (file, faults) = AuthorityFile::parse(&path.display().to_string(), &text, sources);
        match faults.has_errors() {
            true => Err(ImportError::Faulty { faults, sources: sources.clone() }),
            false => Ok(file),
        }
    }
}
