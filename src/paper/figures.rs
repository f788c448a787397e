//! Tables with a row a measure.

use super::cells::Shown;
use super::fill::{Filling, Printed};
use super::layout::{BlockLayout, RowLayout};
use super::made::{Block, Cell, Column, Table};
use super::side::{by_hand, side, standing};
use super::small::{HIDDEN, hidden};
use crate::measure::{Figure, Measured, Missing, Side};
use crate::report::{compared_value, target_words};

/// The columns of a table of figures; after the eighth come the comparators of the layout, each with its own.
pub const FIGURE_COLUMNS: [&str; 10] = [
    "measure",
    "figure",
    "number",
    "out of",
    "exempt",
    "cannot tell",
    "between",
    "last month",
    "target",
    "standing",
];

/// Where the comparators begin in a table of figures.
const COMPARATORS: usize = 8;
/// What stands for a figure that is not there.
const NONE: &str = "none";

/// One measure of a block, or one group of it.
struct Asked<'a> {
    row: &'a RowLayout,
    measured: &'a Measured,
    now: Result<Figure, Missing>,
    last: Result<Figure, Missing>,
    /// Whether the figure is not shown.
    hidden: bool,
}

/// A table of figures.
pub(super) fn figures(of: &Filling<'_>, block: &BlockLayout) -> Block {
    made(of, &block.title, asked(of, block).iter())
}

/// Two tables: what is better or maintained, and what to work on; and a third for what is neither.
pub(super) fn sides(of: &Filling<'_>, block: &BlockLayout) -> Vec<Block> {
    let all = asked(of, block);
    let of_side = |wanted: Option<Side>| {
        let on = all.iter().filter(move |a| {
            // The side of a figure that is not shown would tell of it, as its colour would.
            let set = by_hand(of, a.row, a.measured).map(|(side, _)| side);
            let told = || side(of, a.row, a.measured, &a.now, a.last.as_ref().ok()).filter(|_| !a.hidden);
            set.or_else(told) == wanted
        });
        on.collect::<Vec<_>>()
    };
    let titled = [
        (Some(Side::Better), "better or maintained"),
        (Some(Side::Focus), "area of focus"),
        (None, "neither"),
    ];
    let mut out = Vec::new();
    for (wanted, words) in titled {
        let rows = of_side(wanted);
        if !rows.is_empty() {
            out.push(made(of, &format!("{}: {words}", block.title), rows.into_iter()));
        }
    }
    out
}

fn asked<'a>(of: &Filling<'a>, block: &'a BlockLayout) -> Vec<Asked<'a>> {
    let one = |row: &'a RowLayout| {
        let measured = of.measure(&row.measure)?;
        let (now, last, hidden) = match &row.group {
            None => {
                let hidden = measured.figure.as_ref().is_ok_and(|f| of.shown(row.places).hides(f));
                (measured.figure.clone(), measured.last_month.figure.clone(), hidden)
            }
            Some(group) => {
                let split = measured.by.iter().find(|b| b.by == group.by);
                let groups = split.map_or(&[][..], |b| &b.groups);
                let place = groups.iter().position(|g| {
                    let label = g.label.as_deref();
                    label == Some(&group.is) || of.called(&group.by, label) == group.is
                });
                let found = place.and_then(|i| groups.get(i));
                // Of the groups of one whole, as where they stand in a table of their own.
                let small = place.and_then(|i| hidden(groups).get(i).copied());
                let none = || Missing::NotInSource(vec![format!("{} {}", group.by, group.is)]);
                let now = match (&measured.figure, found) {
                    (Err(why), _) => Err(why.clone()),
                    (Ok(_), Some(g)) => Ok(g.figure.clone()),
                    (Ok(_), None) => Err(none()),
                };
                (now, Err(Missing::NotInSource(Vec::new())), of.hide && small.unwrap_or(false))
            }
        };
        Some(Asked { row, measured, now, last, hidden })
    };
    block.rows.iter().filter_map(one).collect()
}

fn made<'a>(of: &Filling<'_>, title: &str, rows: impl Iterator<Item = &'a Asked<'a>>) -> Block {
    let [measure, counts @ .., standing] = FIGURE_COLUMNS;
    let [figure, number, out_of, exempt, cannot_tell, between, last_month, target] = counts;
    let mut table = Table::new(&[
        (measure, false),
        (figure, true),
        (number, true),
        (out_of, true),
        (exempt, true),
        (cannot_tell, true),
        (between, true),
        (last_month, true),
    ]);
    for name in &of.layout.comparators {
        table.columns.push(Column { name: name.clone(), right: true });
    }
    let more = [target, standing];
    table.columns.extend(more.map(|name| Column { name: name.to_owned(), right: false }));
    if of.printed.is_some() {
        let printed = ["printed", "printed last month", "the same"];
        table.columns.extend(printed.map(|name| Column { name: name.to_owned(), right: true }));
    }
    let mut lines = Vec::new();
    // Rows that are set by hand for one reason are named together.
    let mut set: Vec<(&str, Vec<String>)> = Vec::new();
    for asked in rows {
        let row = asked.row;
        let says = row.says.clone().unwrap_or_else(|| asked.measured.title.clone());
        if let Some((_, because)) = by_hand(of, row, asked.measured) {
            match set.iter_mut().find(|(known, _)| *known == because) {
                Some((_, list)) => list.push(says.clone()),
                None => set.push((because, vec![says.clone()])),
            }
        }
        if let Some(response) = &row.response {
            lines.push(format!("{says}: {response}"));
        }
        let told = asked.now.as_ref().ok().filter(|_| !asked.hidden);
        if let Some(words) = told.and_then(|f| f.tally.outage_words()) {
            lines.push(format!("{says}: {words}"));
        }
        if let Err(why) = &asked.now {
            lines.push(format!("{says}: {}", why.words()));
        }
        table.rows.push(cells(of, asked, says));
    }
    say_none(&mut table, COMPARATORS, of.layout.comparators.len());
    let all = table.rows.len();
    lines.extend(set.into_iter().map(|(because, list)| match list.len() {
        n if n == all => format!("Set here by hand, {because}."),
        _ => format!("Set here by hand, {because}: {}.", list.join("; ")),
    }));
    Block { title: title.to_owned(), table: Some(table.without_empty()), chart: None, lines }
}

fn cells(of: &Filling<'_>, asked: &Asked<'_>, says: String) -> Vec<Cell> {
    let Asked { row, measured: m, now, last, hidden } = asked;
    let shown = of.shown(row.places);
    // Why there is none stands below the table.
    let figure = |f: &Result<Figure, Missing>| match f {
        Err(_) => Cell::words(NONE),
        there => shown.figure(there, &m.targets),
    };
    let mut out = vec![Cell::words(says)];
    out.push(now.as_ref().map_or_else(|_| figure(now), |f| shown.value(f, &m.targets, *hidden)));
    match now {
        Ok(f) => out.extend(beside(shown, f, *hidden)),
        Err(_) => out.extend([const { Cell { text: String::new(), number: None } }; 5]),
    }
    let before = match last {
        Err(Missing::NotInSource(what)) if what.is_empty() => Cell::default(),
        other => figure(other),
    };
    out.push(before.clone());
    for name in &of.layout.comparators {
        let found = m.compare.iter().find(|c| c.group == *name);
        let text = found.map(|c| compared_value(c).unwrap_or_else(|| NONE.to_owned())).unwrap_or_default();
        out.push(Cell { text, number: found.and_then(|c| c.number()) });
    }
    out.push(Cell::words(m.targets.iter().map(target_words).collect::<Vec<_>>().join(", ")));
    let standing = standing(of, row, m, now, last.as_ref().ok()).filter(|_| !*hidden);
    out.push(Cell::words(standing.map_or("", |s| s.word.word())));
    if let Some(printed) = of.printed {
        let found = row.printed.as_ref().and_then(|id| printed.get(id));
        out.extend(against(found, out.get(1), &before));
    }
    out
}

/// The counts beside a figure, and between which values it lies.
fn beside(shown: Shown, f: &Figure, hidden: bool) -> [Cell; 5] {
    let [fit, all] = shown.counts(f, hidden);
    let some = |n: u64| if n == 0 || hidden { Cell::default() } else { Cell::count(n) };
    let range = f.range.as_ref().filter(|_| !hidden).map(|r| format!("{} to {}", r.low, r.high));
    [fit, all, some(f.tally.exempt), some(f.tally.cannot_tell), Cell::words(range.unwrap_or_default())]
}

/// In a column of others' figures in which one stands, each row without one says so.
fn say_none(table: &mut Table, first: usize, columns: usize) {
    for column in first..first + columns {
        let cells = || table.rows.iter().filter_map(|row| row.get(column));
        if cells().all(|cell| cell.text.is_empty()) {
            continue;
        }
        for cell in table.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
            if cell.text.is_empty() {
                *cell = Cell::words(NONE);
            }
        }
    }
}

/// What is printed, and whether it is what was worked out.
fn against(printed: Option<&Printed>, now: Option<&Cell>, last: &Cell) -> [Cell; 3] {
    let Some(p) = printed else { return Default::default() };
    let beside = [(&p.value, now), (&p.last, Some(last))];
    let hides =
        |(told, cell): &(&String, Option<&Cell>)| !told.is_empty() && cell.is_some_and(|c| c.text == HIDDEN);
    let differs = |(told, cell): &(&String, Option<&Cell>)| cell.is_none_or(|c| !as_printed(told, c));
    let word = match p.value.is_empty() {
        true => "",
        // Whether a number that is not shown is the printed one is not shown either.
        false if beside.iter().any(|pair| !hides(pair) && differs(pair)) => "no",
        false if beside.iter().any(hides) => HIDDEN,
        false => "yes",
    };
    [Cell::words(p.value.clone()), Cell::words(p.last.clone()), Cell::words(word)]
}

/// What is printed of a group of a measure, and whether it is what was worked out; the month before is not told of groups.
pub(super) fn group_against(of: &Filling<'_>, measure: &str, label: Option<&str>, now: &Cell) -> [Cell; 2] {
    let mut all = of.printed.into_iter().flatten().map(|(_, p)| p);
    let found = all
        .find(|p| p.group.as_ref().is_some_and(|(of, group)| of == measure && Some(group.as_str()) == label));
    let [value, _, same] = against(
        found.map(|p| Printed { last: String::new(), ..p.clone() }).as_ref(),
        Some(now),
        &Cell::default(),
    );
    [value, same]
}

/// Whether a figure is the one printed, in as many places as are printed. Nothing printed is no other figure.
fn as_printed(printed: &str, cell: &Cell) -> bool {
    let digits = printed.trim_end_matches('%');
    let places = digits.split_once('.').map_or(0, |(_, after)| after.len());
    // A half is printed upwards: 6.25% is 6.3%.
    let units = 10_f64.powi(places as i32);
    let same = |n: f64| format!("{:.places$}", (n * units).round() / units) == digits;
    printed.is_empty() || cell.text == printed || cell.number.is_some_and(same)
}
