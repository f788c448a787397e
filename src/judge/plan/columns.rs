//! Simple conditions evaluated column by column, 64 rows at a time: no record is asked one by one.

use super::super::world::World;
use crate::lang::checked::{Base, Cmp, Cond, FieldRef, Leaf, Literal, State, Value, ValueType};
use crate::record::bits::packed;
use crate::record::{Column, FieldId, KindId, Table, TextCode};

/// A truth for every row as two bit rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits {
    /// Rows for which it certainly holds.
    pub(super) yes: Vec<u64>,
    /// Rows for which it may hold: those, and the unknown.
    pub(super) possible: Vec<u64>,
}

impl Bits {
    fn all(rows: u32, value: bool) -> Bits {
        let words = vec![if value { u64::MAX } else { 0 }; (rows as usize).div_ceil(64)];
        Bits { yes: words.clone(), possible: words }
    }

    /// From a column: what one value says, as 0 no, 1 unknown, 2 yes.
    fn of<T: Copy>(column: &[T], says: impl Fn(T) -> u8) -> Bits {
        let words = column.len().div_ceil(64);
        let mut bits = Bits { yes: Vec::with_capacity(words), possible: Vec::with_capacity(words) };
        let mut word = |flags: ([u8; 64], [u8; 64])| {
            bits.yes.push(packed(&flags.0));
            bits.possible.push(packed(&flags.1));
        };
        // Of parts whose length is known the processor looks at many values at once.
        let (parts, rest) = column.as_chunks::<64>();
        parts.iter().for_each(|part| word(flags(part, &says)));
        if !rest.is_empty() {
            word(flags(rest, &says));
        }
        bits
    }

    /// Rows on which `keep` holds, as a plain truth.
    pub(super) fn plain<T: Copy>(column: &[T], keep: impl Fn(T) -> bool) -> Bits {
        Bits::of(column, |v| if keep(v) { 2 } else { 0 })
    }

    /// As `plain`, of two columns.
    pub(super) fn pairs<T: Copy>(a: &[T], b: &[T], keep: impl Fn(T, T) -> bool) -> Bits {
        let flags = |a: &[T], b: &[T]| {
            let mut flags = [0u8; 64];
            for (flag, (a, b)) in flags.iter_mut().zip(a.iter().zip(b)) {
                *flag = u8::from(keep(*a, *b));
            }
            packed(&flags)
        };
        let ((a, last_a), (b, last_b)) = (a.as_chunks::<64>(), b.as_chunks::<64>());
        let last = (!last_a.is_empty()).then(|| flags(last_a, last_b));
        let words = a.iter().zip(b).map(|(a, b)| flags(a, b)).chain(last);
        let yes: Vec<u64> = words.collect();
        Bits { possible: yes.clone(), yes }
    }

    /// As `plain`, asked by row.
    pub(super) fn by_row(rows: u32, keep: impl Fn(u32) -> bool) -> Bits {
        let words = (0..rows.div_ceil(64)).map(|word| {
            let last = rows.min(word.saturating_add(1) * 64);
            (word * 64..last).fold(0u64, |bits, row| bits | u64::from(keep(row)) << (row % 64))
        });
        let yes: Vec<u64> = words.collect();
        Bits { possible: yes.clone(), yes }
    }

    /// Both.
    pub(super) fn and(&mut self, other: &Bits) {
        self.yes.iter_mut().zip(&other.yes).for_each(|(a, b)| *a &= b);
        self.possible.iter_mut().zip(&other.possible).for_each(|(a, b)| *a &= b);
    }

    fn or(&mut self, other: &Bits) {
        self.yes.iter_mut().zip(&other.yes).for_each(|(a, b)| *a |= b);
        self.possible.iter_mut().zip(&other.possible).for_each(|(a, b)| *a |= b);
    }

    fn negate(mut self) -> Bits {
        std::mem::swap(&mut self.yes, &mut self.possible);
        self.yes.iter_mut().chain(self.possible.iter_mut()).for_each(|w| *w = !*w);
        self
    }
}

/// What up to 64 values say: for each whether it certainly holds, and whether it may.
#[inline(always)]
fn flags<T: Copy>(part: &[T], says: impl Fn(T) -> u8) -> ([u8; 64], [u8; 64]) {
    let (mut yes, mut possible) = ([0u8; 64], [0u8; 64]);
    for ((yes, possible), value) in yes.iter_mut().zip(&mut possible).zip(part) {
        let said = says(*value);
        (*yes, *possible) = (u8::from(said == 2), u8::from(said != 0));
    }
    (yes, possible)
}

/// The truth for every row, or `None` when the condition reads more than plain columns of the row. Bits behind the
/// last row mean nothing.
pub(super) fn by_columns(c: &Cond, world: &World<'_>, kind: KindId) -> Option<Bits> {
    let table = world.table(kind)?;
    match c {
        Cond::Always(b) => Some(Bits::all(table.len(), *b)),
        Cond::All(list) => fold(list, world, kind, Bits::and),
        Cond::Any(list) => fold(list, world, kind, Bits::or),
        Cond::Not(c) => by_columns(c, world, kind).map(Bits::negate),
        Cond::Compare(Cmp::Is, Value::Field(f), Value::Literal(l)) => is_one_of(f, &[l], table, world),
        Cond::Compare(Cmp::IsNot, Value::Field(f), Value::Literal(l)) => {
            is_one_of(f, &[l], table, world).map(Bits::negate)
        }
        Cond::OneOf(Value::Field(f), list) => is_one_of(f, &list.iter().collect::<Vec<_>>(), table, world),
        Cond::Is(f, State::Known) => known(f, table),
        _ => None,
    }
}

fn fold(list: &[Cond], world: &World<'_>, kind: KindId, join: fn(&mut Bits, &Bits)) -> Option<Bits> {
    let mut parts = list.iter();
    let mut all = by_columns(parts.next()?, world, kind)?;
    for c in parts {
        join(&mut all, &by_columns(c, world, kind)?);
    }
    Some(all)
}

/// A field of the row itself that does not depend on the day asked, with nothing invalid in it.
fn plain_field(f: &FieldRef, table: &Table) -> Option<FieldId> {
    match (&f.base, f.steps.is_empty(), f.leaf) {
        (Base::It, true, Leaf::Field(field)) if f.value_type != ValueType::HappeningDay => {
            let whole = table.invalid.range((field, 0)..=(field, u32::MAX)).next().is_none();
            whole.then_some(field)
        }
        _ => None,
    }
}

fn known(f: &FieldRef, table: &Table) -> Option<Bits> {
    let yes_no = |b: bool| if b { 2 } else { 0 };
    match table.column(plain_field(f, table)?) {
        Column::YesNo(v) => Some(Bits::of(v, |b| yes_no(b < 2))),
        Column::Number(v) => Some(Bits::of(v, |n: f64| yes_no(!n.is_nan()))),
        Column::Text(v) => Some(Bits::of(v, |c| yes_no(c != TextCode::NONE))),
        Column::Link(v) => Some(Bits::of(v, |r| yes_no(r != crate::record::NO_ROW))),
        Column::Date(v) => Some(Bits::of(v, |d| yes_no(d != crate::calendar::NEVER))),
        Column::Empty => Some(Bits::all(table.len(), false)),
    }
}

fn is_one_of(f: &FieldRef, wanted: &[&Literal], table: &Table, world: &World<'_>) -> Option<Bits> {
    match table.column(plain_field(f, table)?) {
        Column::YesNo(v) => {
            if !wanted.iter().all(|l| matches!(l, Literal::YesNo(_))) {
                return None;
            }
            let says = |b: bool| if wanted.iter().any(|l| **l == Literal::YesNo(b)) { 2 } else { 0 };
            let (no, yes) = (says(false), says(true));
            Some(Bits::of(v, |b| {
                if b == 0 {
                    no
                } else if b == 1 {
                    yes
                } else {
                    1
                }
            }))
        }
        Column::Text(v) => {
            let mut codes = Vec::with_capacity(wanted.len());
            for l in wanted {
                match l {
                    Literal::Text(t) => codes.extend(world.caseload.texts.find(t)),
                    _ => return None,
                }
            }
            if let [code] = codes.as_slice() {
                let code = *code;
                return Some(Bits::of(v, |c| if c == code { 2 } else { u8::from(c == TextCode::NONE) }));
            }
            Some(Bits::of(v, |c| if codes.contains(&c) { 2 } else { u8::from(c == TextCode::NONE) }))
        }
        Column::Empty => {
            let mut unknown = Bits::all(table.len(), false);
            unknown.possible.iter_mut().for_each(|w| *w = u64::MAX);
            Some(unknown)
        }
        _ => None,
    }
}
