//! Counts kept while a file is read: they become the load report.

use super::cell::Said;
use crate::record::TextCode;
use std::collections::{BTreeMap, HashMap};

/// Why a row was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It has more or fewer cells than there are column names.
    Ragged,
    /// A cell that is read is no UTF-8.
    Encoding,
    /// A person, family, team ... without an id.
    NoId,
    /// It names no child (worker, plan ...) it belongs to.
    NoOwner,
    /// It belongs to a record that is not there.
    OwnerMissing,
    /// The value that joins rows to one record is blank.
    NoGroup,
    /// It repeats a row that was read before.
    Repeat,
    /// A person, family, team ... whose id stood before, with other facts: the first is kept.
    SameId,
    /// No record is made of a row like this one: a kind that no standard reads, or nothing in it.
    NotUsed,
    /// The file broke off: nothing of it is kept.
    FileBroken,
    /// A later year tells the same thing anew.
    Replaced,
    /// Another file of the source tells the same record, which is taken from there.
    ToldElsewhere,
    /// A line of an id map that names no record of the sources it is for.
    NamesNobody,
    /// An agreement without a setting, or with a value that is no amount or number.
    AgreementValue,
    /// An agreement without a day on which it was agreed or begins.
    AgreementUndated,
    /// An agreement with a day that cannot be read: it would hold for longer, or from another day, than was agreed.
    AgreementDay,
    /// An agreement that ends before it begins.
    AgreementNeverHolds,
    /// An agreement for a standard that is not among the rules.
    AgreementStandard,
    /// An agreement on a setting that its standard, or every standard, keeps as it is.
    AgreementSetting,
    /// An agreement whose value cannot be held against the setting.
    AgreementUnit,
    /// An agreement on more, or less, than the standard allows.
    AgreementBound,
    /// Published figures of no year or of no area that is known.
    NoArea,
}

impl Refusal {
    /// The name used in data.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Ragged => "ragged",
            Refusal::Encoding => "encoding",
            Refusal::NoId => "no-id",
            Refusal::NoOwner => "no-owner",
            Refusal::OwnerMissing => "owner-missing",
            Refusal::NoGroup => "no-group",
            Refusal::Repeat => "repeat",
            Refusal::SameId => "same-id",
            Refusal::NotUsed => "not-used",
            Refusal::FileBroken => "file-broken",
            Refusal::Replaced => "replaced",
            Refusal::ToldElsewhere => "told-elsewhere",
            Refusal::NamesNobody => "names-nobody",
            Refusal::AgreementValue => "agreement-value",
            Refusal::AgreementUndated => "agreement-undated",
            Refusal::AgreementDay => "agreement-day",
            Refusal::AgreementNeverHolds => "agreement-never-holds",
            Refusal::AgreementStandard => "agreement-standard",
            Refusal::AgreementSetting => "agreement-setting",
            Refusal::AgreementUnit => "agreement-unit",
            Refusal::AgreementBound => "agreement-bound",
            Refusal::NoArea => "no-area",
        }
    }

    /// The words shown.
    pub fn words(self) -> &'static str {
        match self {
            Refusal::Ragged => "more or fewer cells than column names",
            Refusal::Encoding => "letters that are not UTF-8 in a column that is read",
            Refusal::NoId => "no id",
            Refusal::NoOwner => "no id of the child, worker or record it belongs to",
            Refusal::OwnerMissing => "belongs to a record that is not there",
            Refusal::NoGroup => "no id of the record its rows make together",
            Refusal::Repeat => "repeats an earlier row",
            Refusal::SameId => "same id as an earlier row, which is kept",
            Refusal::NotUsed => "nothing in it that any record is made of",
            Refusal::FileBroken => "the file cannot be read to its end",
            Refusal::Replaced => "told anew by a later year, which is kept",
            Refusal::ToldElsewhere => "the same record as one of another file, which is kept",
            Refusal::NamesNobody => "its id stands in no source that it is for",
            Refusal::AgreementValue => "no setting, or a value that is no amount or number",
            Refusal::AgreementUndated => "no day on which it was agreed",
            Refusal::AgreementDay => "`from`, `until`, `agreed` or `recorded` is filled in and is no date",
            Refusal::AgreementNeverHolds => "ends before it begins, and so never holds",
            Refusal::AgreementStandard => "for a standard that is not among the rules",
            Refusal::AgreementSetting => "on a setting that no agreement of a child may vary there",
            Refusal::AgreementUnit => "a value that cannot be compared with what the standard allows",
            Refusal::AgreementBound => "a value outside what the standard allows",
            Refusal::NoArea => "no year, or no country, region or authority",
        }
    }

    /// What to do next, where the words do not say it.
    pub fn help(self) -> Option<&'static str> {
        Some(match self {
            Refusal::AgreementUndated => {
                "fill in `agreed`: an agreement never acts before the day it was agreed"
            }
            Refusal::AgreementDay => {
                "write the day as the other dates of the source; leave `until` blank where it is open"
            }
            Refusal::AgreementNeverHolds => {
                "it begins on the later of `from` and `agreed`: put right whichever of the days is wrong"
            }
            Refusal::AgreementStandard => {
                "write the standard's name as the rules do, or leave it blank: it is then for every standard with that setting"
            }
            Refusal::AgreementSetting => {
                "write the setting as the line `agreement on` of the standard does; without such a line it cannot be varied"
            }
            Refusal::AgreementUnit => {
                "write it in the unit of the bound in the line `agreement on`, for example `12 weeks`"
            }
            Refusal::AgreementBound => {
                "agree to no more than the line `agreement on` of the standard allows, or change the standard"
            }
            _ => return None,
        })
    }
}

/// Rows of which only the first few are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowList {
    /// How many.
    pub count: u64,
    /// The first few, the header being row 1.
    pub first: Vec<u32>,
}

/// How many rows are named.
const NAMED: usize = 10;

impl RowList {
    pub(super) fn add(&mut self, row: u32) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(row);
        }
    }
}

/// What was noticed in one column.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnTally {
    /// The column as the header spells it.
    pub(super) column: String,
    /// Values that stand for nothing.
    pub(super) stand_ins: u64,
    /// Values that held more than is kept: a time of day, blanks around them.
    pub(super) tidied: u64,
    /// Values that the type refuses.
    pub(super) refused: RowList,
    /// Whether refused values are codes, and so may be counted one by one.
    pub(super) codes: bool,
    /// Refused codes.
    pub(super) unknown: HashMap<TextCode, RowList>,
}

impl ColumnTally {
    #[inline]
    pub(super) fn note(&mut self, said: Said, row: u32) {
        match said {
            Said::Is(_) | Said::Blank => {}
            Said::StandIn => self.stand_ins += 1,
            Said::Tidied(_) => self.tidied += 1,
            Said::Refused(text) => {
                self.refused.add(row);
                if self.codes {
                    self.unknown.entry(text).or_default().add(row);
                }
            }
        }
    }
}

/// All counts of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct FileTally {
    /// Rows read: every row below the header.
    pub(super) read: u64,
    /// Rows of which something was kept.
    pub(super) kept: u64,
    /// Rows refused, by reason.
    pub(super) refused: BTreeMap<Refusal, RowList>,
    /// Columns.
    pub(super) columns: Vec<ColumnTally>,
    /// Rows with an id that stood before but with other facts: kept.
    pub(super) same_id: RowList,
}

impl FileTally {
    pub(super) fn refuse(&mut self, why: Refusal, row: u32) {
        self.refused.entry(why).or_default().add(row);
    }

    /// Counts a row by what became of it, and gives what was made of it.
    pub(super) fn count<T>(&mut self, made: Result<T, Refusal>, row: u32) -> Option<T> {
        self.read += 1;
        match made {
            Ok(made) => {
                self.kept += 1;
                Some(made)
            }
            Err(why) => {
                self.refuse(why, row);
                None
            }
        }
    }

    /// Adds a column and gives its place.
    pub(super) fn column(&mut self, name: &str, codes: bool) -> usize {
        let same = |c: &ColumnTally| c.column == name && c.codes == codes;
        if let Some(i) = self.columns.iter().position(same) {
            return i;
        }
        self.columns.push(ColumnTally { column: name.to_owned(), codes, ..ColumnTally::default() });
        self.columns.len() - 1
    }

    #[inline]
    pub(super) fn note(&mut self, column: usize, said: Said, row: impl Fn() -> u32) {
        if !matches!(said, Said::Is(_) | Said::Blank)
            && let Some(c) = self.columns.get_mut(column)
        {
            c.note(said, row());
        }
    }

    /// A file that broke off keeps nothing.
    pub(super) fn break_off(&mut self) {
        self.kept = 0;
        let refused: u64 = self.refused.values().map(|r| r.count).sum();
        let rest = self.read.saturating_sub(refused);
        if rest > 0 {
            self.refused.entry(Refusal::FileBroken).or_default().count += rest;
        }
    }
}
