//! Rules, a layout and figures made by hand.

use duecare::calendar::{Day, parse_iso};
use duecare::lang::checked::{Colour, Literal, RuleSet, Target};
use duecare::lang::load_rules;
use duecare::measure::{
    Breakdown, Children, Comparator, Comparators, Compared, Dated, Figure, Fraction, Group, Measured,
    Missing, MoveCount, Point, Way,
};
use duecare::paper::{Filling, Layout, LayoutError, Paper, Printed, Table, fill};
use duecare::record::{Caseload, CaseloadBuilder};
use duecare::text::{Style, render_all};
use std::collections::BTreeMap;
use std::sync::Arc;

const RULES: &str = "
subject child (children)
subject team has service as text
subject worker
subject action
event visit of child has seen as yes-no, team as team
period post has vacant as yes-no
period allocation of child has worker as worker, team as team
period rating-span of action has rating as text
measure seen \"Children seen\"
  source \"A <report> & its quotes\"
  percentage of visits in the month that satisfy seen is yes
  by team
  over 3 months
  green at least 90%
  amber at least 80%
measure visits \"Visits made\"
  number of visits in the month
  by team
  compare \"England\" 50
measure posts \"Vacant posts\"
  number of posts open where vacant is yes
  over 3 months
measure changes \"Moves\"
  moves of rating for each action in the month
";

pub fn rules() -> RuleSet {
    let loaded = load_rules(&[("rules.care", RULES)], &|_| None, None);
    let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    loaded.rules.unwrap_or_else(|| panic!("{faults}"))
}

pub fn layout(blocks: &str) -> Result<Layout, LayoutError> {
    let text = format!(
        "name = \"ours\"\ntitle = \"Our <report>\"\ncomparators = [\"England\"]\ntolerance = 2\n[[section]]\ntitle = \"First\"\n{blocks}"
    );
    let groups = Comparators::new(vec!["England".to_owned()], Vec::new());
    Layout::parse("ours.toml", &text, &rules(), &groups)
}

pub fn day(text: &str) -> Day {
    parse_iso(text).unwrap()
}

/// `hits` of `of` children, as a percentage.
pub fn percent(hits: i128, of: i128, green: Option<f64>) -> Figure {
    let targets: Vec<Target> = green.into_iter().flat_map(targets).collect();
    let million = 1_000_000;
    let figure = Figure::percentage((hits * million, of * million, 0), None, &targets);
    Figure { children: Some(Children { of: of as u64, fit: hits as u64 }), ..figure }
}

pub fn targets(green: f64) -> [Target; 2] {
    let target = |colour, n| Target { colour, at_least: true, value: Literal::Percent(n), by: None };
    [target(Colour::Green, green), target(Colour::Amber, green - 10.0)]
}

/// A count, of children or not.
pub fn count(n: i128, of_children: bool) -> Figure {
    let figure = percent(n, n, None);
    let value = Fraction::whole(n);
    Figure {
        sort: duecare::measure::Sort::Number,
        value: Some(value),
        digits: n.to_string(),
        hits: value,
        of: value,
        children: of_children.then_some(Children { of: n as u64, fit: n as u64 }),
        ..figure
    }
}

pub fn measured(id: &str, now: Figure, last: Option<Figure>) -> Measured {
    let of = rules();
    let rule = of.measures.iter().find(|m| m.id == id).unwrap();
    Measured {
        id: id.to_owned(),
        title: rule.title.clone(),
        definition: "the part seen".to_owned(),
        standards: Vec::new(),
        sources: rule.sources.clone(),
        as_at: day("2026-01-31"),
        figure: Ok(now),
        known_now: None,
        last_month: Point {
            day: day("2025-12-31"),
            figure: last.ok_or(Missing::NotInSource(vec!["visit".to_owned()])),
            groups: Vec::new(),
        },
        by: Vec::new(),
        series: Vec::new(),
        highest: Vec::new(),
        moves: Vec::new(),
        targets: rule.targets.clone(),
        compare: Comparators::default().beside(rule, day("2026-01-31")),
        way: Way::default(),
        standing: None,
        notes: Vec::new(),
    }
}

pub fn split(by: &str, groups: &[(&str, Figure)]) -> Breakdown {
    let group =
        |(label, figure): &(&str, Figure)| Group { label: Some((*label).to_owned()), figure: figure.clone() };
    Breakdown { by: by.to_owned(), groups: groups.iter().map(group).collect() }
}

pub fn moved(from: &str, to: &str, number: u64) -> MoveCount {
    MoveCount { from: Some(from.to_owned()), to: Some(to.to_owned()), number, children: None }
}

pub fn england(value: f64) -> Vec<Compared> {
    let dated = Dated {
        to: day("2025-03-31"),
        published: day("2025-10-30"),
        period: "a year".to_owned(),
        source: "The <statistics>".to_owned(),
    };
    let found = Comparator { value: Literal::Percent(value), dated: Some(dated) };
    vec![Compared { group: "England".to_owned(), found: Ok(found) }]
}

pub fn paper(blocks: &str, measured: &[Measured], hide: bool) -> Paper {
    beside(blocks, measured, hide, None)
}

pub fn beside(
    blocks: &str,
    measured: &[Measured],
    hide: bool,
    printed: Option<&BTreeMap<String, Printed>>,
) -> Paper {
    let set = rules();
    let layout = layout(blocks).unwrap_or_else(|e| panic!("{e}"));
    let caseload: Caseload = CaseloadBuilder::new(Arc::clone(&set.vocabulary)).finish().0;
    fill(&Filling {
        layout: &layout,
        caseload: &caseload,
        measured,
        as_at: day("2026-01-31"),
        authority: Some("Northmere"),
        hide,
        by_hand: true,
        outages: &[],
        printed,
    })
}

/// Every row of a table as `column=text`, empty cells left out.
pub fn rows(table: &Table) -> Vec<String> {
    let row = |r: &Vec<duecare::paper::Cell>| {
        let cells = table.columns.iter().zip(r).filter(|(_, c)| !c.text.is_empty());
        cells.map(|(column, c)| format!("{}={}", column.name, c.text)).collect::<Vec<_>>().join(" ")
    };
    table.rows.iter().map(row).collect()
}

/// The rows of every block, under its title.
pub fn told(paper: &Paper) -> Vec<(String, Vec<String>)> {
    let blocks = paper.sections.iter().flat_map(|s| &s.blocks);
    blocks.map(|b| (b.title.clone(), b.table.as_ref().map(rows).unwrap_or_default())).collect()
}
