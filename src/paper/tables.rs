//! Tables of one measure: split, over time, the highest, moves; and a grid of several.

use super::cells::named;
use super::figures::group_against;
use super::fill::Filling;
use super::layout::BlockLayout;
use super::made::{Block, Cell, Chart, Column, Table};
use super::small::{HIDDEN, hidden, hidden_moves};
use crate::calendar::{Day, to_long};
use crate::lang::checked::Literal;
use crate::measure::Measured;
use crate::record::Row;
use std::collections::BTreeMap;

/// The ratings that an action can have.
const RATINGS: [&str; 6] = ["red", "amber", "yellow", "green", "grey", "blue"];

/// A block that says why there is nothing in it.
fn nothing(block: &BlockLayout, why: String) -> Block {
    Block { title: block.title.clone(), table: None, chart: None, lines: vec![why] }
}

/// A row a group, and a bar.
pub(super) fn split(of: &Filling<'_>, block: &BlockLayout) -> Block {
    let found = block.measure.as_deref().and_then(|id| of.measure(id));
    let (Some(m), Some(by)) = (found, block.by.as_deref()) else { return nothing(block, String::new()) };
    if let Err(why) = &m.figure {
        return nothing(block, why.words());
    }
    let Some(split) = m.by.iter().find(|b| b.by == by) else { return nothing(block, m.notes.join("; ")) };
    let mut table = Table::new(&[
        (by, false),
        ("figure", true),
        ("number", true),
        ("out of", true),
        ("cannot tell", true),
        ("standing", false),
    ]);
    if of.printed.is_some() {
        let printed = ["printed", "the same"];
        table.columns.extend(printed.map(|name| Column { name: name.to_owned(), right: true }));
    }
    let shown = of.shown(None);
    let small = if of.hide { hidden(&split.groups) } else { vec![false; split.groups.len()] };
    let mut chart = Chart {
        lines: false,
        what: m.title.clone(),
        labels: Vec::new(),
        values: Vec::new(),
        marks: marks(of, m),
    };
    let mut bars = Vec::new();
    for (group, small) in split.groups.iter().zip(small) {
        let f = &group.figure;
        let label = of.called(by, group.label.as_deref());
        let [fit, all] = shown.counts(f, small);
        let figure = shown.value(f, &m.targets, small);
        bars.push(figure.number);
        chart.labels.push(label.clone());
        let cannot = match f.tally.cannot_tell {
            n if n > 0 && !small => Cell::count(n),
            _ => Cell::default(),
        };
        let colour = match f.colour.filter(|_| !small) {
            Some(colour) => colour.word(),
            // A rating is itself a colour: of an action, not of the figure.
            None => group.label.as_deref().filter(|l| RATINGS.contains(l)).unwrap_or_default(),
        };
        let printed = of.printed.map(|_| group_against(of, &m.id, group.label.as_deref(), &figure));
        let mut row = vec![Cell::words(label), figure, fit, all, cannot, Cell::words(colour)];
        row.extend(printed.into_iter().flatten());
        table.rows.push(row);
    }
    chart.values.push((m.title.clone(), bars));
    let chart = (table.rows.len() > 1).then_some(chart);
    Block { title: block.title.clone(), table: Some(table.without_empty()), chart, lines: m.notes.clone() }
}

/// A row a day, a column a measure, and a line each.
pub(super) fn trend(of: &Filling<'_>, block: &BlockLayout) -> Block {
    let mut table = Table::new(&[("as at", false)]);
    let mut days: BTreeMap<Day, Vec<Cell>> = BTreeMap::new();
    let mut chart = Chart {
        lines: true,
        what: block.title.clone(),
        labels: Vec::new(),
        values: Vec::new(),
        marks: Vec::new(),
    };
    let mut lines = Vec::new();
    let asked: Vec<_> = block.rows.iter().filter_map(|r| Some((r, of.measure(&r.measure)?))).collect();
    for (place, (row, m)) in asked.iter().enumerate() {
        let name = row.says.clone().unwrap_or_else(|| m.title.clone());
        if let Err(why) = &m.figure {
            lines.push(format!("{name}: {}", why.words()));
        }
        table.columns.push(Column { name, right: true });
        for point in &m.series {
            let cells = days.entry(point.day).or_default();
            cells.resize(place, Cell::default());
            cells.push(of.shown(row.places).figure(&point.figure, &m.targets));
        }
        if asked.len() == 1 {
            chart.marks = marks(of, m);
        }
    }
    for (day, mut cells) in days {
        cells.resize(asked.len(), Cell::default());
        chart.labels.push(short(day));
        table.rows.push(std::iter::once(Cell::words(to_long(day))).chain(cells).collect());
    }
    for (place, column) in table.columns.iter().enumerate().skip(1) {
        let values = table.rows.iter().map(|r| r.get(place).and_then(|c| c.number)).collect();
        chart.values.push((column.name.clone(), values));
    }
    Block {
        title: block.title.clone(),
        chart: (table.rows.len() > 1).then_some(chart),
        table: Some(table),
        lines,
    }
}

/// A row a group, a column a measure.
pub(super) fn grid(of: &Filling<'_>, block: &BlockLayout) -> Table {
    let by = block.by.as_deref().unwrap_or_default();
    let mut table = Table::new(&[(by, false)]);
    let asked: Vec<_> = block.rows.iter().filter_map(|r| Some((r, of.measure(&r.measure)?))).collect();
    let mut labels: Vec<String> = Vec::new();
    for (row, m) in &asked {
        table.columns.push(Column { name: row.says.clone().unwrap_or_else(|| m.title.clone()), right: true });
        let groups = m.by.iter().filter(|b| b.by == by).flat_map(|b| &b.groups);
        for label in groups.map(|g| of.called(by, g.label.as_deref())) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    for label in labels {
        let cell = |(row, m): &(&super::layout::RowLayout, &Measured)| {
            let split = m.by.iter().find(|b| b.by == by)?;
            let small = if of.hide { hidden(&split.groups) } else { Vec::new() };
            let place = split.groups.iter().position(|g| of.called(by, g.label.as_deref()) == label)?;
            let figure = &split.groups.get(place)?.figure;
            Some(of.shown(row.places).value(figure, &m.targets, small.get(place).copied().unwrap_or(false)))
        };
        let cells: Vec<Cell> = asked.iter().map(|a| cell(a).unwrap_or_default()).collect();
        table.rows.push(std::iter::once(Cell::words(label)).chain(cells).collect());
    }
    if block.total {
        let whole = asked.iter().map(|(row, m)| of.shown(row.places).figure(&m.figure, &m.targets));
        table.rows.push(std::iter::once(Cell::words("all")).chain(whole).collect());
    }
    table
}

/// The highest, with the team; whose they are is not shown outside the team.
pub(super) fn highest(of: &Filling<'_>, block: &BlockLayout) -> Block {
    let Some(m) = block.measure.as_deref().and_then(|id| of.measure(id)) else {
        return nothing(block, String::new());
    };
    if let Err(why) = &m.figure {
        return nothing(block, why.words());
    }
    let whose = if of.hide { "place" } else { "whose" };
    let mut table = Table::new(&[(whose, false), ("figure", true), ("team", false)]);
    let kind = of.caseload.vocabulary.kind_named("team");
    for (place, top) in m.highest.iter().enumerate() {
        let team = top.team.zip(kind).map(|(row, kind)| named(of.caseload, Row { kind, row }));
        let who = if of.hide { (place + 1).to_string() } else { named(of.caseload, top.row) };
        let figure = Cell { text: top.digits.clone(), number: top.digits.parse().ok() };
        let team = team.map(|t| of.called("team", Some(&t))).unwrap_or_default();
        table.rows.push(vec![Cell::words(who), figure, Cell::words(team)]);
    }
    Block { title: block.title.clone(), table: Some(table.without_empty()), chart: None, lines: Vec::new() }
}

/// From what to what: a row a value before, a column a value now, and what each gained and lost.
pub(super) fn moves(of: &Filling<'_>, block: &BlockLayout) -> Block {
    let Some(m) = block.measure.as_deref().and_then(|id| of.measure(id)) else {
        return nothing(block, String::new());
    };
    if let Err(why) = &m.figure {
        return nothing(block, why.words());
    }
    let word = |w: &Option<String>| w.clone().unwrap_or_else(|| "none".to_owned());
    let mut values: Vec<String> = m.moves.iter().flat_map(|v| [word(&v.from), word(&v.to)]).collect();
    values.sort();
    values.dedup();
    let mut table = Table::new(&[("from \\ to", false)]);
    table.columns.extend(values.iter().map(|v| Column { name: v.clone(), right: true }));
    table.columns.push(Column { name: "left".to_owned(), right: true });
    let small = if of.hide { hidden_moves(&m.moves) } else { vec![false; m.moves.len()] };
    // How many of some moves, and whether one of them is hidden: then the sum would tell it.
    let sum = |keep: &dyn Fn(&str, &str) -> bool| -> (u64, bool) {
        let kept = m.moves.iter().zip(&small).filter(|(v, _)| keep(&word(&v.from), &word(&v.to)));
        kept.fold((0, false), |(n, hidden), (v, small)| (n + v.number, hidden || *small))
    };
    let told = |(n, hidden): (u64, bool)| if hidden { Cell::words(HIDDEN) } else { Cell::count(n) };
    let left = |v: &str| sum(&|from, to| from == v && to != v);
    let came = |v: &str| sum(&|from, to| to == v && from != v);
    for from in &values {
        let cells = values.iter().map(|to| match sum(&|a, b| a == from && b == to) {
            (0, _) => Cell::default(),
            of => told(of),
        });
        let row = std::iter::once(Cell::words(from.clone())).chain(cells).chain([told(left(from))]);
        table.rows.push(row.collect());
    }
    let foot = |name: &str, cell: &dyn Fn(&str) -> Cell| {
        let cells = values.iter().map(|v| cell(v));
        std::iter::once(Cell::words(name)).chain(cells).chain([Cell::default()]).collect::<Vec<Cell>>()
    };
    table.rows.push(foot("came", &|v| told(came(v))));
    table.rows.push(foot("net", &|v| match (came(v), left(v)) {
        ((came, false), (left, false)) => {
            let net = came as i64 - left as i64;
            Cell { text: format!("{net:+}"), number: Some(net as f64) }
        }
        _ => Cell::words(HIDDEN),
    }));
    Block { title: block.title.clone(), table: Some(table), chart: None, lines: Vec::new() }
}

/// A day as a chart has room for: `31 Dec 20`.
fn short(day: Day) -> String {
    let long = to_long(day);
    let mut words = long.split(' ');
    let (day, month, year) = (words.next(), words.next(), words.next());
    let cut = |w: Option<&str>, skip: usize, n: usize| {
        w.unwrap_or_default().chars().skip(skip).take(n).collect::<String>()
    };
    format!("{} {} {}", day.unwrap_or_default(), cut(month, 0, 3), cut(year, 2, 2))
}

/// Lines across a chart: green targets and comparators.
fn marks(of: &Filling<'_>, m: &Measured) -> Vec<(String, f64)> {
    let number = |l: &Literal| match l {
        Literal::Percent(n) | Literal::Number(n) => Some(*n),
        _ => None,
    };
    let target = m.targets.first().and_then(|t| Some(("target".to_owned(), number(&t.value)?)));
    let others = of.layout.beside(m).filter_map(|c| Some((c.group.clone(), c.number()?)));
    target.into_iter().chain(others).collect()
}
