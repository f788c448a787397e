//! Who was responsible on a day: the allocation that stood then (`obligations.md` 6.15).

use super::obligation::{Form, Obligation};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::lang::checked::{Duty, Standard};
use crate::record::{
    Caseload, Column, FieldId, FieldType, KindId, NO_ROW, Row, Shape, Table, TextCode, Vocabulary,
};
use std::collections::BTreeSet;

/// Which allocation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Holding {
    /// Of those open on the day the one that started last, then the greatest id.
    #[default]
    Open,
    /// Of those started by the day the one that started last, then the greatest id; nobody, when it is not open.
    Latest,
}

/// An allocation that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) start: Day,
    pub(super) end: Day,
    pub(super) by: Holder,
}

impl Holding {
    /// Who holds at the close of a day, of allocations in the order of their starts, the last first.
    pub(super) fn holder(self, mut last_first: impl Iterator<Item = Held>, day: Day) -> Holder {
        let stands = |h: &Held| h.start <= day && (h.end > day || self == Holding::Latest);
        last_first.find(stands).filter(|h| h.end > day).map_or(Holder::default(), |h| h.by)
    }
}

/// How team and worker are found.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    kind: KindId,
    team: Option<FieldId>,
    worker: Option<FieldId>,
    role: Option<FieldId>,
    /// Roles that count as allocated; empty: every role.
    pub roles: Vec<String>,
    /// Which allocation counts.
    pub holding: Holding,
}

/// Rows of the team and worker responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Holder {
    /// Row of the team.
    pub team: Option<u32>,
    /// Row of the worker.
    pub worker: Option<u32>,
}

impl Attribution {
    /// By the kind `allocation` with its fields `team`, `worker` and `role`; `None` where the vocabulary has none.
    pub fn new(vocabulary: &Vocabulary) -> Option<Attribution> {
        let kind = vocabulary.kind_named("allocation")?;
        let k = vocabulary.kind(kind)?;
        Some(Attribution {
            kind,
            team: k.field("team"),
            worker: k.field("worker"),
            role: k.field("role"),
            roles: Vec::new(),
            holding: Holding::Open,
        })
    }

    /// How many different roles allocations name, where nobody has said which of them hold a case: then all do.
    pub fn roles_unsaid(&self, caseload: &Caseload) -> usize {
        let table = caseload.table(self.kind);
        match table.zip(self.role).map(|(table, role)| table.column(role)) {
            Some(Column::Text(roles)) if self.roles.is_empty() => {
                let named: BTreeSet<u32> =
                    roles.iter().filter(|r| **r != TextCode::NONE).map(|r| r.0).collect();
                named.len()
            }
            _ => 0,
        }
    }

    /// The kind of allocations.
    pub fn kind(&self) -> KindId {
        self.kind
    }

    /// The allocations of a caseload, ready to be read; nothing where there is no table of them.
    pub(super) fn allocations<'a>(&'a self, caseload: &'a Caseload) -> Option<Allocations<'a>> {
        let table = caseload.table(self.kind)?;
        let rows = |f: Option<FieldId>| match f.map(|f| table.column(f)) {
            Some(Column::Link(rows)) => rows.as_slice(),
            _ => &[],
        };
        let (team, worker) = (rows(self.team), rows(self.worker));
        Some(Allocations { caseload, by: self, table, team, worker })
    }

    /// Who held a root subject at the close of a day. Rows are by start, then id, so the last that fits wins.
    pub fn holder(&self, caseload: &Caseload, root: u32, day: Day) -> Holder {
        let Some(all) = self.allocations(caseload) else { return Holder::default() };
        self.holding.holder(all.of(root).rev(), day)
    }
}

/// The allocations of a caseload.
pub(super) struct Allocations<'a> {
    caseload: &'a Caseload,
    by: &'a Attribution,
    table: &'a Table,
    team: &'a [u32],
    worker: &'a [u32],
}

impl Allocations<'_> {
    /// What the allocations of a root subject say, in the order of their starts: those that count.
    pub(super) fn of(&self, root: u32) -> impl DoubleEndedIterator<Item = Held> {
        self.table.group(root).iter().filter_map(|row| self.held(row))
    }

    /// How many there are of the root subjects `first..=last`.
    pub(super) fn count(&self, (first, last): (u32, u32)) -> usize {
        self.table.group(last).end.saturating_sub(self.table.group(first).start) as usize
    }

    #[inline]
    fn held(&self, row: u32) -> Option<Held> {
        let (start, end) = (self.table.start(row), self.table.end(row));
        if start == NEVER || end < start || !self.counts(row) {
            return None;
        }
        let link = |rows: &[u32]| rows.get(row as usize).copied().filter(|r| *r != NO_ROW);
        Some(Held { start, end, by: Holder { team: link(self.team), worker: link(self.worker) } })
    }

    fn counts(&self, row: u32) -> bool {
        if self.by.roles.is_empty() {
            return true;
        }
        let code = self.by.role.and_then(|f| self.table.column(f).text(row));
        code.is_some_and(|c| self.by.roles.iter().any(|r| r == self.caseload.texts.text(c)))
    }
}

/// The team and worker a root subject belongs to on a day: of a child, those of the allocation open then; of a worker,
/// the worker and its team; of a team, the team; of anything else nobody.
pub fn responsible(caseload: &Caseload, by: Option<&Attribution>, root: Row, day: Day) -> Holder {
    let vocabulary = &caseload.vocabulary;
    if vocabulary.kind_named("worker") == Some(root.kind) {
        return Holder { team: team_field(caseload, root), worker: Some(root.row) };
    }
    if vocabulary.kind_named("team") == Some(root.kind) {
        return Holder { team: Some(root.row), worker: None };
    }
    match by {
        Some(a) if vocabulary.root(a.kind()) == root.kind => a.holder(caseload, root.row, day),
        _ => Holder::default(),
    }
}

/// The day whose holder an obligation is counted for as at a day: its due day, where that has come. What is asked once,
/// or of a stretch on its first day, has no due day and stays with who held then, also where it cannot be told or is
/// excused; a check asks on the day itself.
pub fn holder_day(vocabulary: &Vocabulary, standard: &Standard, o: &Obligation, as_at: Day) -> Day {
    let asked = match o.form {
        _ if o.lo != NEVER || o.opened == ALWAYS || standard.check => false,
        Form::Asked | Form::Value => true,
        Form::Doubt | Form::Excused => asks_once(vocabulary, standard),
        _ => false,
    };
    let day = if asked { o.opened } else { o.lo };
    day.min(as_at)
}

/// Whether a standard asks once of each stretch: a condition, or a question of an event on its day.
fn asks_once(vocabulary: &Vocabulary, standard: &Standard) -> bool {
    let scope = &standard.scope;
    let event =
        || scope.breach_of.is_some() || vocabulary.kind(scope.kind).is_some_and(|k| k.shape == Shape::Event);
    match &standard.duty {
        Duty::Satisfy(_) => true,
        Duty::Have(_, timing) => timing.is_state() && event(),
        Duty::LastAtMost(_) | Duty::LastAtLeast(_) => false,
    }
}

/// The team a record itself names, where its kind has a link called `team`.
pub(super) fn team_field(caseload: &Caseload, at: Row) -> Option<u32> {
    let vocabulary = &caseload.vocabulary;
    let team = vocabulary.kind_named("team")?;
    let kind = vocabulary.kind(at.kind)?;
    let field = kind.field("team")?;
    match kind.field_at(field)?.field_type {
        FieldType::Link(to) if to == team => caseload.table(at.kind)?.column(field).link(at.row),
        _ => None,
    }
}
