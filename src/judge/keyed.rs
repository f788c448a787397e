//! Rows of a return by what they say in a field, so that `where upn is upn of this` looks at those that say the same.

use super::ask::{Asked, Ctx, value_key};
use super::plan::StandardPlan;
use super::world::World;
use crate::calendar::NEVER;
use crate::lang::checked::{Base, Cmp, Cond, FieldRef, Pool, Standard, Step, Thing, Value};
use crate::record::{KindId, Row, Table};
use std::collections::HashMap;
use std::ops::Range;

/// The rows of one kind by the value of a path from them.
#[derive(Debug)]
pub(super) struct KeyIndex {
    kind: KindId,
    path: FieldRef,
    /// By value, then in order; last those of which the value is not known.
    rows: Vec<u32>,
    of: HashMap<u64, Range<u32>>,
    unknown: u32,
}

/// The rows that may satisfy an equality.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidates<'w> {
    /// Those that say the same.
    pub(super) same: &'w [u32],
    /// Those of which it is not known: they may be meant, and none certainly is.
    pub(super) doubtful: &'w [u32],
}

/// The two sides of a test that joins a thing to the record a rule is about: the path from the thing, and ours.
pub(super) fn equality(t: &Thing) -> Option<(&FieldRef, &FieldRef)> {
    // Only where the pool is the whole return: of what belongs to one record there are few.
    if !matches!(t.pool, Pool::Root | Pool::All) {
        return None;
    }
    match &t.condition {
        Cond::All(list) => list.iter().find_map(sides),
        one => sides(one),
    }
}

fn sides(c: &Cond) -> Option<(&FieldRef, &FieldRef)> {
    let Cond::Compare(Cmp::Is, Value::Field(a), Value::Field(b)) = c else { return None };
    let theirs =
        |f: &FieldRef| f.base == Base::It && f.steps.iter().all(|s| matches!(s, Step::Owner | Step::Link(_)));
    match (&a.base, &b.base) {
        (Base::It, Base::This) if theirs(a) => Some((a, b)),
        (Base::This, Base::It) if theirs(b) => Some((b, a)),
        _ => None,
    }
}

impl KeyIndex {
    /// Asks every row of a kind what a path from it says.
    pub(super) fn new(world: &World<'_>, kind: KindId, path: &FieldRef) -> KeyIndex {
        let empty = Standard::empty();
        let plan = StandardPlan::bare(&empty, world, kind);
        let says = |row: u32| {
            let it = Asked::plain(world, Row { kind, row });
            let (root, day, sees) = (world.root_of(it.row), NEVER - 1, NEVER);
            value_key(path, Ctx { world, plan: &plan, it, this: it, root, day, sees })
        };
        let count = world.table(kind).map_or(0, Table::len);
        let mut keyed: Vec<(bool, u64, u32)> = (0..count)
            .map(|row| {
                let key = says(row);
                (key.is_none(), key.unwrap_or(0), row)
            })
            .collect();
        keyed.sort_unstable();
        let known = keyed.iter().take_while(|k| !k.0).count();
        let (mut of, mut from) = (HashMap::new(), 0);
        for part in keyed.get(..known).unwrap_or(&[]).chunk_by(|a, b| a.1 == b.1) {
            let until = from + part.len() as u32;
            of.extend(part.first().map(|first| (first.1, from..until)));
            from = until;
        }
        let rows = keyed.into_iter().map(|k| k.2).collect();
        KeyIndex { kind, path: path.clone(), rows, of, unknown: known as u32 }
    }

    pub(super) fn is_of(&self, kind: KindId, path: &FieldRef) -> bool {
        self.kind == kind && self.path == *path
    }

    /// The rows that may say what a record says; where it says nothing, all of them may.
    pub(super) fn candidates(&self, key: Option<u64>) -> Candidates<'_> {
        let part = |r: Range<u32>| self.rows.get(r.start as usize..r.end as usize).unwrap_or(&[]);
        let all = 0..self.rows.len() as u32;
        match key {
            None => Candidates { same: &[], doubtful: part(all) },
            Some(key) => Candidates {
                same: self.of.get(&key).map_or(&[], |r| part(r.clone())),
                doubtful: part(self.unknown..all.end),
            },
        }
    }
}
