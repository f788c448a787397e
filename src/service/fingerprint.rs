//! A short name for the records of a run: the same records give the same one.

use crate::record::{Caseload, Column, Table};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// The hash of everything judging reads of the records.
pub(super) fn fingerprint(caseload: &Caseload) -> [u8; 32] {
    let tables: Vec<[u8; 32]> = caseload.tables.par_iter().map(|t| table(t, caseload)).collect();
    let mut hash = Sha256::new();
    tables.iter().for_each(|t| hash.update(t));
    for a in &caseload.agreements {
        hash.update(format!("{:?}{:?}{:?}{}", a.root, a.value, a.setting, caseload.texts.text(a.setting)));
        [a.from, a.until, a.agreed, a.recorded].iter().for_each(|d| hash.update(d.to_le_bytes()));
    }
    hash.finalize().into()
}

fn table(t: &Table, caseload: &Caseload) -> [u8; 32] {
    let mut hash = Sha256::new();
    for id in &t.ids {
        match id.as_number() {
            Some(n) => hash.update(n.to_le_bytes()),
            None => hash.update(id.text(&caseload.texts)),
        }
    }
    let mut days = |list: &[i32]| list.iter().for_each(|d| hash.update(d.to_le_bytes()));
    days(&t.start);
    days(&t.end);
    days(t.recorded.as_deref().unwrap_or(&[]));
    for c in &t.columns {
        match c {
            Column::Date(v) => v.iter().for_each(|d| hash.update(d.to_le_bytes())),
            Column::YesNo(v) => hash.update(v),
            Column::Number(v) => v.iter().for_each(|n| hash.update(n.to_le_bytes())),
            Column::Text(v) => v.iter().for_each(|c| hash.update(caseload.texts.text(*c))),
            Column::Link(v) => v.iter().for_each(|r| hash.update(r.to_le_bytes())),
            Column::Empty => hash.update([0]),
        }
    }
    hash.finalize().into()
}
