//! Who was responsible on a day: the allocation that stood then (`obligations.md` 6.15).

use crate::calendar::{Day, NEVER};
use crate::record::{Caseload, FieldId, FieldType, KindId, Row, Table, Vocabulary};

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
    by: Holder,
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

    /// The kind of allocations.
    pub fn kind(&self) -> KindId {
        self.kind
    }

    /// Who held a root subject at the close of a day. Rows are by start, then id, so the last that fits wins.
    pub fn holder(&self, caseload: &Caseload, root: u32, day: Day) -> Holder {
        let Some(table) = caseload.table(self.kind) else { return Holder::default() };
        let rows = table.group(root).iter().rev();
        self.holding.holder(rows.filter_map(|row| self.held(caseload, table, row)), day)
    }

    /// What an allocation says, where it counts.
    pub(super) fn held(&self, caseload: &Caseload, table: &Table, row: u32) -> Option<Held> {
        let (start, end) = (table.start(row), table.end(row));
        if start == NEVER || end < start || !self.counts(caseload, row) {
            return None;
        }
        let link = |f: Option<FieldId>| f.and_then(|f| table.column(f).link(row));
        Some(Held { start, end, by: Holder { team: link(self.team), worker: link(self.worker) } })
    }

    fn counts(&self, caseload: &Caseload, row: u32) -> bool {
        if self.roles.is_empty() {
            return true;
        }
        let code = self.role.and_then(|f| caseload.table(self.kind)?.column(f).text(row));
        code.is_some_and(|c| self.roles.iter().any(|r| r == caseload.texts.text(c)))
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
