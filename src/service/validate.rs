//! A return checked by the rules of its year.

use super::lacking;
use super::rule_files::{RuleFileError, RuleFiles};
use crate::calendar::{Calendar, Day, NEVER, parse_iso, to_iso, year_of};
use crate::import::{LoadedReturn, england_calendar, read_return_bytes, return_kind_of};
use crate::judge::{CheckFound, Plugins, Program, absent};
use crate::lang::checked::{RuleSet, Standard};
use crate::record::{Caseload, Column, FieldId, FieldType, KindId, Vocabulary};
use crate::report::{Ruled, Validation, ruled};
use crate::text::{Diagnostics, Sources};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// The rules of a return as they are in a year.
pub struct ReturnRules {
    /// Which return: `cin`.
    pub of: String,
    /// The year: `2025-26`.
    pub year: String,
    /// What was checked.
    pub set: RuleSet,
    /// The texts, for places in them.
    pub sources: Sources,
    plugins: Plugins,
}

/// Why the rules of a return cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReturnRulesFault {
    /// There are none for such a return.
    #[error("there are no rules for a return called `{of}`; there are some for {known}")]
    NoReturn {
        /// What was asked for.
        of: String,
        /// What there is.
        known: String,
    },
    /// A year is not written as one.
    #[error("`{year}` is no year of a return: write it as 2025-26")]
    NoYear {
        /// What was asked for.
        year: String,
    },
    /// The rule files cannot be read.
    #[error(transparent)]
    Files(#[from] RuleFileError),
    /// They have errors.
    #[error("the rules have errors")]
    Faulty {
        /// The errors.
        faults: Diagnostics,
        /// The texts they point into.
        sources: Sources,
    },
    /// A plug-in does not compile.
    #[error("{0}")]
    Plugin(String),
}

impl ReturnRules {
    /// The rules the binary carries for a return, in a year: the newest that is not later, else the first there is.
    pub fn carried(of: &str, year: Option<&str>) -> Result<ReturnRules, ReturnRulesFault> {
        if let Some(year) = year.filter(|y| !is_year(y)) {
            return Err(ReturnRulesFault::NoYear { year: year.to_owned() });
        }
        let returns = RuleFiles::carried_returns();
        let Some(years) = returns.get(of) else {
            let known = returns.keys().cloned().collect::<Vec<_>>().join(", ");
            return Err(ReturnRulesFault::NoReturn { of: of.to_owned(), known });
        };
        let newest = years.iter().rfind(|y| year.is_none_or(|wanted| y.as_str() <= wanted));
        let found = newest.or(years.first()).map_or("", String::as_str);
        ReturnRules::of_files(of, found, &RuleFiles::carried_return(of, found))
    }

    /// The rules of a folder `checks/RETURN/YEAR`.
    pub fn folder(folder: &Path) -> Result<ReturnRules, ReturnRulesFault> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let name = |p: Option<&Path>| {
            p.and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let files = RuleFiles::folder(&folder)?;
        ReturnRules::of_files(&name(folder.parent()), &name(Some(&folder)), &files)
    }

    fn of_files(of: &str, year: &str, files: &RuleFiles) -> Result<ReturnRules, ReturnRulesFault> {
        let loaded = files.load(None);
        let Some(set) = loaded.rules else {
            return Err(ReturnRulesFault::Faulty { faults: loaded.diagnostics, sources: loaded.sources });
        };
        let plugins = Plugins::new(&set).map_err(|faults| {
            ReturnRulesFault::Plugin(faults.first().map(|(_, f)| f.to_string()).unwrap_or_default())
        })?;
        Ok(ReturnRules { of: of.to_owned(), year: year.to_owned(), set, sources: loaded.sources, plugins })
    }

    /// What the tables of the return are.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.set.vocabulary
    }

    /// Checks a return by all its rules.
    pub fn validate(&self, loaded: &LoadedReturn, calendar: &Calendar) -> Validation {
        let caseload = &loaded.caseload;
        let day = reference_day(caseload).unwrap_or(NEVER - 1);
        let program = Program::with_functions(&self.set, caseload, calendar, &self.plugins).checks_on(day);
        let prepared = program.prepare();
        let missing = absent(&self.set, caseload);
        let lacks = |place: usize| missing.iter().find(|a| a.standard == place).map_or(&[][..], |a| &a.needs);
        let last_year = lacking::has_last_year(self.vocabulary(), |kind| caseload.provides.kind(kind));
        let checks: Vec<(usize, &Standard)> =
            self.set.standards.iter().enumerate().filter(|(_, s)| s.check).collect();
        let rules: Vec<&[(usize, &Standard)]> = checks.chunk_by(|a, b| a.1.id == b.1.id).collect();
        let mut done: Vec<Ruled> = rules
            .par_iter()
            .filter_map(|parts| {
                let found: Vec<(&Standard, CheckFound)> =
                    parts.iter().map(|(place, s)| (*s, prepared.check(*place))).collect();
                let needs = parts.iter().flat_map(|(place, _)| lacks(*place)).map(String::as_str);
                ruled(caseload, &found, &lacking::reason(self.vocabulary(), last_year, needs))
            })
            .collect();
        done.sort_by_key(|r| (number(&r.code), r.code.clone()));
        let mut broken = loaded.report.broken.clone();
        if loaded.report.rows() == 0 {
            broken.push(format!("no row of a {} return is in what was given", self.of));
        }
        let notes = self.notes(loaded);
        Validation { of: self.of.clone(), year: self.year.clone(), rules: done, broken, notes }
    }

    /// The first and last day of the collection year a return of these rules is of: that of another year where one is asked.
    pub fn collection(&self, year: Option<&str>) -> Option<(Day, Day)> {
        let first = [year, Some(self.year.as_str())]
            .into_iter()
            .flatten()
            .find_map(|y| y.get(..4)?.parse::<i32>().ok())?;
        Some((parse_iso(&format!("{first:04}-04-01"))?, parse_iso(&format!("{:04}-03-31", first + 1))?))
    }

    fn notes(&self, loaded: &LoadedReturn) -> Vec<String> {
        let report = &loaded.report;
        let mut out: Vec<String> = Vec::new();
        match reference_day(&loaded.caseload).and_then(|day| collection_year(day).map(|year| (day, year))) {
            None => out.push(format!(
                "the return does not say which day it is of: the rules of {} were taken, and what needs the day is not judged",
                self.year
            )),
            Some((_, year)) if year != self.year => {
                out.push(format!("this return is of {year}; the rules of {} were taken", self.year));
            }
            Some((day, year)) if report.year_told => out.push(format!(
                "a return of this kind does not say its year: that of {year} is taken, up to {}; another is asked for with --year",
                to_iso(day)
            )),
            Some(_) => {}
        }
        out.extend(report.notes.iter().cloned());
        if !report.absent.is_empty() {
            out.push(format!("not sent: {}", report.absent.join(", ")));
        }
        for t in &report.tables {
            if !t.unknown.is_empty() {
                out.push(format!("{}: columns that no rule knows: {}", t.file, t.unknown.join(", ")));
            }
            if !t.missing.is_empty() {
                out.push(format!("{}: columns that are not there: {}", t.file, t.missing.join(", ")));
            }
        }
        out
    }
}

/// Checks the return in some bytes, the one that is named or that the files say, by the carried rules of a year, else of the year it is of.
pub fn validate_bytes(
    of: Option<&str>,
    year: Option<&str>,
    files: &[(String, Vec<u8>)],
) -> Result<Validation, ReturnRulesFault> {
    let read = |rules: &ReturnRules| Ok(read_return_bytes(files, rules.vocabulary(), rules.collection(year)));
    let said = || files.iter().find_map(|(name, bytes)| return_kind_of(name, bytes));
    validate_as(of.or_else(said).unwrap_or("cin"), year, read)
}

/// Checks a return by the carried rules of a year, else of the year it is of; `read` reads it by the tables that the
/// rules know, once more where its own year has others.
pub fn validate_as<E: From<ReturnRulesFault>>(
    of: &str,
    year: Option<&str>,
    read: impl Fn(&ReturnRules) -> Result<LoadedReturn, E>,
) -> Result<Validation, E> {
    let mut rules = ReturnRules::carried(of, year)?;
    let mut loaded = read(&rules)?;
    let said = reference_day(&loaded.caseload).and_then(collection_year);
    if let Some(said) = said.filter(|said| year.is_none() && *said != rules.year) {
        let of_year = ReturnRules::carried(of, Some(&said))?;
        if of_year.year != rules.year {
            rules = of_year;
            loaded = read(&rules)?;
        }
    }
    let mut found = rules.validate(&loaded, &england_calendar());
    if let Some(asked) = year.filter(|asked| *asked != rules.year) {
        found.notes.insert(0, format!("there are no rules of {asked}: those of {} were taken", rules.year));
    }
    Ok(found)
}

/// Whether a year is written as `2025-26`.
fn is_year(year: &str) -> bool {
    let digits = |t: &str, n: usize| (t.len() == n).then(|| t.parse::<u32>().ok()).flatten();
    let (first, last) = year.split_once('-').unwrap_or_default();
    digits(first, 4).zip(digits(last, 2)).is_some_and(|(first, last)| (first + 1) % 100 == last)
}

/// The year of rules a return asks for, by the day it is of: `2025-26` of 31 March 2026.
pub fn collection_year(day: Day) -> Option<String> {
    let year = year_of(day)?;
    Some(format!("{}-{:02}", year - 1, year.rem_euclid(100)))
}

/// The day a return is of: the first date of its own table.
pub fn reference_day(caseload: &Caseload) -> Option<Day> {
    let vocabulary = &caseload.vocabulary;
    let (id, kind) =
        vocabulary.iter().find(|(_, k)| k.owner.is_none() && k.keyed_by.is_none() && k.table.is_some())?;
    let date = |id: KindId, field: FieldId| match caseload.table(id)?.column(field) {
        Column::Date(days) => days.iter().copied().find(|d| *d != NEVER),
        _ => None,
    };
    let fields = kind.fields.iter().enumerate().filter(|(_, f)| f.field_type == FieldType::Date);
    fields.map(|(at, _)| FieldId(at as u16)).find_map(|f| date(id, f))
}

fn number(code: &str) -> u32 {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u32::MAX)
}
