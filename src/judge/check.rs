//! What a check found: who failed it, where, and because of what.

use super::ledger::Ledger;
use super::program::Prepared;
use super::sweep::{Looked, Sweeper};
use crate::lang::checked::Leaf;
use crate::record::{Row, Table};

/// A cell of a record: a field, or one of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The record.
    pub row: Row,
    /// What of it was read; the record itself where it was only counted.
    pub leaf: Leaf,
}

/// A record that fails a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The record the check is about; of a joined spell the first piece.
    pub row: Row,
    /// The cells of the record that the conditions read which came out false.
    pub cells: Vec<Place>,
    /// Cells of other records that made it so: what was found or counted, owners, neighbours.
    pub because: Vec<Place>,
}

/// What became of the records a check is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckFound {
    /// How many hold to it.
    pub passed: u32,
    /// Those that do not, in order of row.
    pub failed: Vec<Failure>,
    /// Those of which it cannot be told, in order of row.
    pub not_judged: Vec<Row>,
}

impl Prepared<'_> {
    /// Asks the check at a place about the whole return.
    pub fn check(&self, place: usize) -> CheckFound {
        let Some(plan) = self.plans().get(place) else { return CheckFound::default() };
        let mut sweeper = Sweeper::new(self.world(), plan, self.truths(), self.plans());
        sweeper.blames = Some(Looked::default());
        // Where the scope cannot be told, an obligation says so.
        let mut doubts = Ledger::default();
        let roots = self.world().table(plan.root_kind).map_or(0, Table::len);
        for root in 0..roots {
            sweeper.root(root, &[], &mut doubts);
        }
        let Looked { passed, failed, mut not_judged } = sweeper.blames.take().unwrap_or_default();
        let kind = plan.standard.scope.kind;
        not_judged.extend(doubts.obligations().iter().map(|o| Row { kind, row: o.subject }));
        let mut found = CheckFound { passed, failed, not_judged };
        // In the order of the return: rows of a caseload lie by day.
        let sent = |row: &Row| self.world().table(row.kind).map_or((0, 0), |t| t.place(row.row));
        found.failed.sort_by_key(|f| sent(&f.row));
        found.not_judged.sort_by_key(sent);
        found
    }
}
