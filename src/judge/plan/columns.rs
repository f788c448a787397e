//! Simple conditions evaluated column by column: no record is asked one by one.

use super::super::tri::Tri;
use super::super::world::World;
use crate::lang::checked::{Base, Cmp, Cond, FieldRef, Leaf, Literal, RecordDay, State, Value, ValueType};
use crate::record::{Column, FieldId, KindId, Table, TextCode};

/// The truth for every row, or `None` when the condition reads more than plain columns of the row.
pub(super) fn by_columns(c: &Cond, world: &World<'_>, kind: KindId, by: RecordDay) -> Option<Vec<Tri>> {
    let table = world.table(kind)?;
    match c {
        Cond::Always(b) => Some(vec![Tri::of(*b); table.len() as usize]),
        Cond::All(list) => fold(list, world, kind, by, Tri::and),
        Cond::Any(list) => fold(list, world, kind, by, Tri::or),
        Cond::Not(c) => {
            let mut v = by_columns(c, world, kind, by)?;
            v.iter_mut().for_each(|t| *t = !*t);
            Some(v)
        }
        Cond::Compare(cmp @ (Cmp::Is | Cmp::IsNot), Value::Field(f), Value::Literal(l)) => {
            let wanted = [l];
            let mut v = is_one_of(f, &wanted, table, world)?;
            if *cmp == Cmp::IsNot {
                v.iter_mut().for_each(|t| *t = !*t);
            }
            Some(v)
        }
        Cond::OneOf(Value::Field(f), list) => is_one_of(f, &list.iter().collect::<Vec<_>>(), table, world),
        Cond::Is(f, State::Known) => {
            let field = plain_field(f)?;
            let column = table.column(field);
            if !table.invalid.is_empty() || matches!(column, Column::Date(_)) {
                return None;
            }
            Some((0..table.len()).map(|row| Tri::of(column.known(row))).collect())
        }
        _ => None,
    }
}

fn fold(
    list: &[Cond],
    world: &World<'_>,
    kind: KindId,
    by: RecordDay,
    join: impl Fn(Tri, Tri) -> Tri,
) -> Option<Vec<Tri>> {
    let mut parts = list.iter();
    let mut all = by_columns(parts.next()?, world, kind, by)?;
    for c in parts {
        let more = by_columns(c, world, kind, by)?;
        all.iter_mut().zip(more).for_each(|(a, b)| *a = join(*a, b));
    }
    Some(all)
}

/// A field of the row itself that does not depend on the day asked.
fn plain_field(f: &FieldRef) -> Option<FieldId> {
    match (&f.base, f.steps.is_empty(), f.leaf) {
        (Base::It, true, Leaf::Field(field)) if f.value_type != ValueType::HappeningDay => Some(field),
        _ => None,
    }
}

fn is_one_of(f: &FieldRef, wanted: &[&Literal], table: &Table, world: &World<'_>) -> Option<Vec<Tri>> {
    let field = plain_field(f)?;
    if table.invalid.keys().any(|(g, _)| *g == field) {
        return None;
    }
    match table.column(field) {
        Column::YesNo(v) => {
            let yes = wanted.iter().any(|l| **l == Literal::YesNo(true));
            let no = wanted.iter().any(|l| **l == Literal::YesNo(false));
            let all_plain = wanted.iter().all(|l| matches!(l, Literal::YesNo(_)));
            let truth = [Tri::of(no), Tri::of(yes), Tri::Unknown];
            all_plain
                .then(|| v.iter().map(|b| truth.get(*b as usize).copied().unwrap_or(Tri::Unknown)).collect())
        }
        Column::Text(v) => {
            let mut codes = Vec::with_capacity(wanted.len());
            for l in wanted {
                match l {
                    Literal::Text(t) => codes.extend(world.caseload.texts.find(t)),
                    _ => return None,
                }
            }
            let truth =
                |c: &TextCode| if *c == TextCode::NONE { Tri::Unknown } else { Tri::of(codes.contains(c)) };
            Some(v.iter().map(truth).collect())
        }
        Column::Empty => Some(vec![Tri::Unknown; table.len() as usize]),
        _ => None,
    }
}
