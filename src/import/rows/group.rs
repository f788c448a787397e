//! Rows that make one record together: episodes of one period of care, children of one family.

use super::bind::Bound;
use crate::calendar::{Day, NEVER};
use crate::import::mapping::Take;
use crate::record::{Id, RawColumn, RawTable, TextCode, Texts};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The rows of each group of several, found by the first of them.
#[derive(Debug, Default)]
pub(in crate::import) struct GroupRows {
    /// The first row of each group and where its rows begin and end, in order.
    groups: Vec<(u32, u32, u32)>,
    rows: Vec<u32>,
}

impl GroupRows {
    fn of(groups: &[Vec<usize>], raw: &RawTable) -> GroupRows {
        let mut out = GroupRows::default();
        for group in groups.iter().filter(|g| g.len() > 1) {
            let begin = out.rows.len() as u32;
            out.rows.extend(group.iter().filter_map(|r| raw.source_row.get(*r)));
            out.groups.push((least_row(raw, group), begin, out.rows.len() as u32));
        }
        out.groups.sort_unstable();
        out
    }

    /// The rows of a group: nothing where the row makes its record alone.
    pub(in crate::import) fn of_first(&self, first: u32) -> &[u32] {
        let found = self.groups.binary_search_by_key(&first, |g| g.0);
        let place = found.ok().and_then(|i| self.groups.get(i));
        place.and_then(|g| self.rows.get(g.1 as usize..g.2 as usize)).unwrap_or_default()
    }
}

/// Reduces a table whose ids are those of the groups.
pub(super) fn reduce(bound: &Bound, raw: &mut RawTable, order: &[Day], texts: &Texts) -> GroupRows {
    let groups = groups(raw, order, texts);
    let day = |v: &[Day], take| pick(v, &groups, take, NEVER, Ord::cmp);
    let (mut columns, mut invalid) = (Vec::new(), std::collections::BTreeMap::new());
    for (place, column) in raw.columns.iter().enumerate() {
        let take =
            bound.fields.iter().find(|f| usize::from(f.0.0) == place).map_or(Take::First, |f| f.1.take);
        columns.push(match column {
            RawColumn::Date(v) => RawColumn::Date(day(v, take)),
            RawColumn::YesNo(v) => RawColumn::YesNo(pick(v, &groups, take, 2, Ord::cmp)),
            RawColumn::Number(v) => RawColumn::Number(numbers(v, &groups, take)),
            RawColumn::Text(v) => {
                RawColumn::Text(pick(v, &groups, take, TextCode::NONE, |_, _| Ordering::Equal))
            }
            RawColumn::Link(v) => {
                RawColumn::Link(pick(v, &groups, take, RawTable::NO_ID, |_, _| Ordering::Equal))
            }
        });
    }
    for (new, group) in groups.iter().enumerate() {
        for row in group {
            for place in 0..raw.columns.len() {
                let field = crate::record::FieldId(place as u16);
                if let Some(text) = raw.invalid.get(&(field, *row as u32)) {
                    invalid.entry((field, new as u32)).or_insert(*text);
                }
            }
        }
    }
    let rows = GroupRows::of(&groups, raw);
    raw.ids = groups.iter().filter_map(|g| raw.ids.get(*g.first()?).copied()).collect();
    raw.owners = pick(&raw.owners, &groups, Take::First, RawTable::NO_ID, |_, _| Ordering::Equal);
    raw.start = day(&raw.start, bound.start.take);
    raw.end = day(&raw.end, bound.end.take);
    raw.recorded = day(&raw.recorded, bound.recorded.take);
    raw.source_row = groups.iter().map(|g| least_row(raw, g)).collect();
    (raw.columns, raw.invalid) = (columns, invalid);
    rows
}

/// The rows of each group in their order; groups in order of id.
fn groups(raw: &RawTable, order: &[Day], texts: &Texts) -> Vec<Vec<usize>> {
    let mut by_id: HashMap<Id, Vec<usize>> = HashMap::new();
    for (row, id) in raw.ids.iter().enumerate() {
        by_id.entry(*id).or_default().push(row);
    }
    let mut groups: Vec<(Id, Vec<usize>)> = by_id.into_iter().collect();
    groups.sort_by(|a, b| a.0.order(b.0, texts));
    let day = |row: &usize| order.get(*row).copied().unwrap_or(NEVER);
    let started = |row: &usize| raw.start.get(*row).copied().unwrap_or(NEVER);
    let ended = |row: &usize| raw.end.get(*row).copied().unwrap_or(NEVER);
    groups
        .into_iter()
        .map(|(_, mut rows)| {
            rows.sort_by_key(|r| (day(r), started(r), ended(r), *r));
            rows
        })
        .collect()
}

fn least_row(raw: &RawTable, group: &[usize]) -> u32 {
    group.iter().filter_map(|r| raw.source_row.get(*r).copied()).min().unwrap_or(0)
}

/// One value a group; a column with no values gives none.
fn pick<T: Copy + PartialEq>(
    values: &[T],
    groups: &[Vec<usize>],
    take: Take,
    missing: T,
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    if values.is_empty() {
        return Vec::new();
    }
    let one = |group: &Vec<usize>| {
        let mut all = group.iter().filter_map(|r| values.get(*r).copied());
        if take == Take::Last {
            return all.next_back().unwrap_or(missing);
        }
        let mut said = all.filter(|v| *v != missing);
        let found = match take {
            Take::First | Take::Last => said.next(),
            Take::Least => said.min_by(&order),
            Take::Greatest => said.max_by(&order),
        };
        found.unwrap_or(missing)
    };
    groups.iter().map(one).collect()
}

fn numbers(values: &[f64], groups: &[Vec<usize>], take: Take) -> Vec<f64> {
    let bits: Vec<Option<u64>> = values.iter().map(|n| (!n.is_nan()).then(|| n.to_bits())).collect();
    let order = |a: &Option<u64>, b: &Option<u64>| {
        let number = |x: &Option<u64>| x.map_or(f64::NAN, f64::from_bits);
        number(a).total_cmp(&number(b))
    };
    let picked = pick(&bits, groups, take, None, order);
    picked.into_iter().map(|b| b.map_or(f64::NAN, f64::from_bits)).collect()
}
