//! A layout filled with figures.

use super::cells::{Shown, label};
use super::figures;
use super::layout::{BlockLayout, BlockSort, Layout};
use super::made::{Block, Cell, Paper, Section, Table};
use super::{side, small, tables};
use crate::calendar::{Day, Outage};
use crate::measure::Measured;
use crate::record::Caseload;
use crate::report::{compared_of, compared_value};
use std::collections::BTreeMap;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// The layout.
    pub layout: &'a Layout,
    /// The records, for names of teams.
    pub caseload: &'a Caseload,
    /// The measures that the layout names, worked out.
    pub measured: &'a [Measured],
    /// As at.
    pub as_at: Day,
    /// Whose it is.
    pub authority: Option<&'a str>,
    /// Whether small numbers of children are hidden.
    pub hide: bool,
    /// Whether what the layout sets by hand holds: it speaks of the figures of the report it is laid out like.
    pub by_hand: bool,
    /// Days on which a system was down.
    pub outages: &'a [Outage],
    /// What the report it is laid out like prints, by id; none when it is not to stand beside.
    pub printed: Option<&'a BTreeMap<String, Printed>>,
}

/// A figure as a report prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The value with its unit; empty where it is spoken of without a number.
    pub value: String,
    /// That of the month before.
    pub last: String,
    /// The measure and the one group of it that is meant, as it is labelled; none of a figure of all.
    pub group: Option<(String, String)>,
}

/// Fills a layout.
pub fn fill(of: &Filling<'_>) -> Paper {
    let layout = of.layout;
    let sections = layout.sections.iter().map(|s| Section {
        title: s.title.clone(),
        blocks: s.blocks.iter().flat_map(|b| block(of, b)).collect(),
    });
    let mut notes = layout.notes.clone();
    if layout.sections.iter().flat_map(|s| &s.blocks).any(|b| b.sort == BlockSort::BetterAndFocus) {
        notes.push(side::rule(layout));
    }
    let coloured = |b: &BlockLayout| matches!(b.sort, BlockSort::Figures | BlockSort::BetterAndFocus);
    if layout.sections.iter().flat_map(|s| &s.blocks).any(coloured) {
        notes.push(side::COLOURS.to_owned());
    }
    for outage in of.outages.iter().filter(|o| o.from <= of.as_at) {
        let exempts = match &outage.exempts {
            None => "what fell due in it is exempt up to the day after, and counted apart".to_owned(),
            Some(list) if list.is_empty() => {
                "what fell due in it is counted as always, and told apart".to_owned()
            }
            Some(list) => format!(
                "what fell due in it under {} is exempt up to the day after, and counted apart",
                list.join(", ")
            ),
        };
        notes.push(format!("System outage ({}): {exempts}.", outage.words()));
    }
    if of.hide {
        notes.push(format!(
            "Figures of 1 to 5 children are not shown (\"{}\"), nor is the smallest other group where they could be taken from a whole.",
            small::HIDDEN
        ));
    }
    Paper {
        name: layout.name.clone(),
        title: layout.title.clone(),
        authority: of.authority.map(str::to_owned),
        as_at: of.as_at,
        source: layout.source.clone(),
        notes,
        sections: sections.collect(),
        definitions: definitions(of),
        comparators: comparators(of),
    }
}

fn block(of: &Filling<'_>, layout: &BlockLayout) -> Vec<Block> {
    let plain = |table: Table| Block {
        title: layout.title.clone(),
        table: Some(table),
        chart: None,
        lines: Vec::new(),
    };
    match layout.sort {
        BlockSort::Figures => vec![figures::figures(of, layout)],
        BlockSort::BetterAndFocus => figures::sides(of, layout),
        BlockSort::Trend => vec![tables::trend(of, layout)],
        BlockSort::Split => vec![tables::split(of, layout)],
        BlockSort::Grid => vec![plain(tables::grid(of, layout))],
        BlockSort::Highest => vec![tables::highest(of, layout)],
        BlockSort::Moves => vec![tables::moves(of, layout)],
        BlockSort::Facts => {
            let mut table =
                Table::new(&[("figure", false), ("value", true), ("when", false), ("from", false)]);
            let row = |f: &super::layout::Fact| {
                [&f.what, &f.value, &f.period, &f.source].map(|t| Cell::words(t.clone())).to_vec()
            };
            table.rows = layout.facts.iter().map(row).collect();
            vec![plain(table)]
        }
        BlockSort::Text => {
            vec![Block { title: layout.title.clone(), table: None, chart: None, lines: layout.lines.clone() }]
        }
    }
}

impl<'a> Filling<'a> {
    /// A measure worked out.
    pub(super) fn measure(&self, id: &str) -> Option<&'a Measured> {
        self.measured.iter().find(|m| m.id == id)
    }

    /// How its figures are shown.
    pub(super) fn shown(&self, places: Option<u32>) -> Shown {
        Shown { hide: self.hide, places }
    }

    /// What a group is called: a team or worker by its name, where the records have one.
    pub(super) fn called(&self, by: &str, group: Option<&str>) -> String {
        label(self.caseload, by, group)
    }
}

/// Every measure in words, with which way is better and the rule that gives its colour.
fn definitions(of: &Filling<'_>) -> Table {
    let columns = ["measure", "title", "counted", "better", "colour", "source"];
    let mut table = Table::new(&columns.map(|name| (name, false)));
    let rows = || of.layout.sections.iter().flat_map(|s| &s.blocks).flat_map(|b| &b.rows);
    let row = |m: &Measured| {
        let shown = rows().find(|row| row.measure == m.id);
        let better = shown.map_or_else(|| m.better(), |row| side::better(row, m));
        let texts = [
            m.id.clone(),
            m.title.clone(),
            m.definition.clone(),
            better.word().to_owned(),
            side::colour_rule(of.layout, shown, m),
            m.sources.join("; "),
        ];
        texts.map(Cell::words).to_vec()
    };
    table.rows = of.measured.iter().map(row).collect();
    table
}

/// The figures of others that stand beside the measures, each with its day, age and source; one that is missing says so.
fn comparators(of: &Filling<'_>) -> Table {
    let mut table = Table::new(&[
        ("measure", false),
        ("whose", false),
        ("figure", true),
        ("of", false),
        ("source", false),
    ]);
    for m in of.measured {
        for c in of.layout.beside(m) {
            let source = c.dated().map(|d| d.source.clone()).unwrap_or_default();
            let value = compared_value(c).unwrap_or_else(|| "none".to_owned());
            table.rows.push(vec![
                Cell::words(m.id.clone()),
                Cell::words(c.group.clone()),
                Cell { text: value, number: c.number() },
                Cell::words(compared_of(c, of.as_at)),
                Cell::words(source),
            ]);
        }
    }
    table
}
