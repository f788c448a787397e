//! Records that opened again what had been closed, and did not in the older extract.

use super::Terms;
use super::touched::Touched;
use crate::calendar::Day;
use crate::measure::opened_again;
use crate::record::{Caseload, KindId};
use std::collections::BTreeSet;

/// A record that began soon after one of the same subject had ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenedAgain {
    /// The kind of record.
    pub kind: String,
    /// The child (worker, team ...) it is of.
    pub of: String,
    /// The last day of the one before.
    pub ended: Day,
    /// Its first day.
    pub began: Day,
}

/// Those of the newer extract that the older one has not, of the kinds that standards are about.
pub(super) fn reopened(terms: &Terms<'_>, both: [&Caseload; 2], touched: &Touched) -> Vec<OpenedAgain> {
    let standards = terms.rules.set.standards.iter().filter(|s| !s.check && s.scope.breach_of.is_none());
    let kinds: BTreeSet<KindId> = standards.map(|s| s.scope.kind).collect();
    let [before, now] = both.map(|caseload| found(terms, caseload, &kinds, touched));
    now.difference(&before).cloned().collect()
}

fn found(
    terms: &Terms<'_>,
    caseload: &Caseload,
    kinds: &BTreeSet<KindId>,
    touched: &Touched,
) -> BTreeSet<OpenedAgain> {
    let mut out = BTreeSet::new();
    for (root, id) in touched.subjects.keys() {
        let Some(row) = caseload.find(*root, id) else { continue };
        for kind in kinds.iter().filter(|k| caseload.vocabulary.root(**k) == *root && *k != root) {
            let name = caseload.vocabulary.name(*kind);
            let all = opened_again(caseload, *kind, row, terms.as_at, |_, _| true);
            let one = |r: crate::measure::Reopening| OpenedAgain {
                kind: name.to_owned(),
                of: id.clone(),
                ended: r.ended,
                began: r.began,
            };
            out.extend(all.map(one));
        }
    }
    out
}
