//! What a list is made from: rules, records and the ledger of one sweep over them.

use crate::calendar::{Calendar, Day};
use crate::judge::{Attribution, Ledger};
use crate::lang::checked::{RuleSet, Standard};
use crate::record::{Caseload, KindId, Row};
use crate::text::Sources;

/// Rules, records and the obligations found in them.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    /// The standards.
    pub rules: &'a RuleSet,
    /// The files they were written in.
    pub sources: &'a Sources,
    /// The records.
    pub caseload: &'a Caseload,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Every obligation.
    pub ledger: &'a Ledger,
    /// Who is responsible; `None` where the vocabulary knows no allocations.
    pub attribution: Option<&'a Attribution>,
}

impl<'a> Book<'a> {
    /// A standard by its place.
    pub fn standard(&self, place: u32) -> Option<&'a Standard> {
        self.rules.standards.get(place as usize)
    }

    /// The version of a standard that is in force on a day; the one that is given where none is.
    pub fn version_on(&self, standard: &'a Standard, day: Day) -> &'a Standard {
        let on = |s: &&Standard| s.is_version_of(standard) && (s.from..=s.until_day).contains(&day);
        self.rules.standards.iter().find(on).unwrap_or(standard)
    }

    /// The kind at the top of a standard's subjects: a child, a worker, a team.
    pub fn root_kind(&self, standard: &Standard) -> KindId {
        self.caseload.vocabulary.root(standard.scope.kind)
    }

    /// The id of a record as its source wrote it; empty for a stranger.
    pub fn id(&self, kind: KindId, row: u32) -> String {
        let id = self.caseload.table(kind).and_then(|t| t.ids.get(row as usize));
        id.map(|id| id.text(&self.caseload.texts)).unwrap_or_default()
    }

    /// What people call a team or a worker: its name where the records hold one, else its id.
    pub fn name(&self, kind: KindId, row: u32) -> String {
        let field = self.caseload.vocabulary.kind(kind).and_then(|k| k.field("name"));
        let column = field.and_then(|f| Some(self.caseload.table(kind)?.column(f)));
        let name = column.and_then(|c| c.text(row)).map(|t| self.caseload.texts.text(t).to_owned());
        name.unwrap_or_else(|| self.id(kind, row))
    }

    /// The file (its name only) and row a record was read from; nothing for one that was made.
    pub fn place(&self, row: Row) -> Option<(&'a str, u32)> {
        let (file, n) = self.caseload.table(row.kind)?.place(row.row);
        let path = self.caseload.files.get(usize::from(file)).filter(|_| n > 0)?;
        Some((path.rsplit(['/', '\\']).next().unwrap_or(path), n))
    }

    /// The kind of children, when the vocabulary has one.
    pub fn child_kind(&self) -> Option<KindId> {
        self.caseload.vocabulary.kind_named("child")
    }
}
