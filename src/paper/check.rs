//! A layout read and held against the rules: every measure, group and column that it names must be there.

use super::layout::{BlockLayout, BlockSort, Layout, RowLayout};
use crate::lang::checked::{Measure, RuleSet, Shows};
use crate::measure::{Comparators, Reach};
use crate::text::nearest;
use std::collections::BTreeSet;

/// What is wrong with a layout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// It is no layout: a key is missing or unknown.
    #[error("`{file}` cannot be read as a layout: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// The reason with its line.
        reason: String,
    },
    /// Nobody is called so.
    #[error("`{file}`, `comparators`: nobody is called \"{name}\": {reason}")]
    Comparator {
        /// The file.
        file: String,
        /// The name.
        name: String,
        /// What to do.
        reason: String,
    },
    /// A block asks for what is not there.
    #[error("`{file}`, section \"{section}\", block \"{block}\": {reason}")]
    Block {
        /// The file.
        file: String,
        /// The section's title.
        section: String,
        /// The block's title.
        block: String,
        /// What is wrong.
        reason: String,
    },
}

impl Layout {
    /// Reads a layout and holds it against the rules; `file` is what messages call it.
    pub fn parse(
        file: &str,
        text: &str,
        rules: &RuleSet,
        comparators: &Comparators,
    ) -> Result<Layout, LayoutError> {
        let unreadable =
            |e: toml::de::Error| LayoutError::Unreadable { file: file.to_owned(), reason: e.to_string() };
        let layout: Layout = toml::from_str(text).map_err(unreadable)?;
        for name in &layout.comparators {
            group(name, rules, comparators).map_err(|reason| LayoutError::Comparator {
                file: file.to_owned(),
                name: name.clone(),
                reason,
            })?;
        }
        for section in &layout.sections {
            for block in &section.blocks {
                checked(block, rules).map_err(|reason| LayoutError::Block {
                    file: file.to_owned(),
                    section: section.title.clone(),
                    block: block.title.clone(),
                    reason,
                })?;
            }
        }
        Ok(layout)
    }

    /// Every measure that it shows, each once.
    pub fn measures(&self) -> Vec<String> {
        let blocks = self.sections.iter().flat_map(|s| &s.blocks);
        let mut ids: Vec<String> =
            blocks.flat_map(|b| b.rows.iter().map(|r| r.measure.clone()).chain(b.measure.clone())).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// A group of the files of comparators, or one that a measure names itself.
fn group(name: &str, rules: &RuleSet, comparators: &Comparators) -> Result<(), String> {
    let own = rules.measures.iter().flat_map(|m| &m.compare).map(|c| c.name.as_str());
    let known: BTreeSet<&str> = comparators.groups().iter().map(String::as_str).chain(own).collect();
    if known.contains(name) {
        return Ok(());
    }
    Err(match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "name it in `groups` of a file of comparators, or of the authority file".to_owned(),
    })
}

fn checked(block: &BlockLayout, rules: &RuleSet) -> Result<(), String> {
    let rows = || block.rows.iter().map(|r| found(&r.measure, rules).map(|m| (r, m)));
    let none = |there: bool, key: &str| match there {
        true => Err(format!("`{key}` says nothing in such a block")),
        false => Ok(()),
    };
    let needed = |there: bool, key: &str| match there {
        true => Ok(()),
        false => Err(format!("it needs `{key}`")),
    };
    let sort = block.sort;
    let with_rows =
        matches!(sort, BlockSort::Figures | BlockSort::BetterAndFocus | BlockSort::Trend | BlockSort::Grid);
    let with_measure = matches!(sort, BlockSort::Split | BlockSort::Highest | BlockSort::Moves);
    let with_by = matches!(sort, BlockSort::Split | BlockSort::Grid);
    for (wanted, there, key) in [
        (with_rows, !block.rows.is_empty(), "rows"),
        (with_measure, block.measure.is_some(), "measure"),
        (with_by, block.by.is_some(), "by"),
        (sort == BlockSort::Facts, !block.facts.is_empty(), "facts"),
        (sort == BlockSort::Text, !block.lines.is_empty(), "lines"),
    ] {
        if wanted { needed(there, key) } else { none(there, key) }?;
    }
    none(block.total && sort != BlockSort::Grid, "total")?;
    for row in rows() {
        let (row, measure) = row?;
        if row.placed.is_some() != row.because.is_some() {
            return Err(format!("`{}`: `placed` and `because` go together", row.measure));
        }
        if let Some(group) = &row.group {
            split(measure, &group.by)?;
        }
        unless_figures(row, sort)?;
        match (sort, &block.by) {
            (BlockSort::Grid, Some(by)) => split(measure, by)?,
            (BlockSort::Trend, _) if measure.over.is_none() => {
                return Err(format!("`{}` has no series: write `over 18 months` in it", measure.id));
            }
            _ => {}
        }
    }
    if sort == BlockSort::Trend {
        one_reach(block, rules)?;
    }
    let Some(id) = &block.measure else { return Ok(()) };
    let measure = found(id, rules)?;
    match (sort, &block.by) {
        (BlockSort::Split, Some(by)) => split(measure, by),
        (BlockSort::Highest, _) if !matches!(measure.shows, Shows::Highest(..)) => {
            Err(format!("`{id}` is no measure of the highest"))
        }
        (BlockSort::Moves, _) if !matches!(measure.shows, Shows::Moves(..)) => {
            Err(format!("`{id}` is no measure of moves"))
        }
        _ => Ok(()),
    }
}

/// What was during a time and how things stand on a day answer different questions: never in one series.
fn one_reach(block: &BlockLayout, rules: &RuleSet) -> Result<(), String> {
    let mut of: [Option<&str>; 2] = [None; 2];
    for row in &block.rows {
        let reach = Reach::of(found(&row.measure, rules)?);
        if let Some(slot) = of.get_mut(usize::from(reach == Reach::Snapshot)) {
            *slot = Some(&row.measure);
        }
    }
    match of {
        [Some(flow), Some(snapshot)] => Err(format!(
            "`{flow}` counts what was during a time, `{snapshot}` how things stand on a day: show them in two blocks"
        )),
        _ => Ok(()),
    }
}

/// Keys that only a row of figures can follow.
fn unless_figures(row: &RowLayout, sort: BlockSort) -> Result<(), String> {
    if matches!(sort, BlockSort::Figures | BlockSort::BetterAndFocus) {
        return Ok(());
    }
    let keys = [
        (row.group.is_some(), "group"),
        (row.better.is_some(), "better"),
        (row.placed.is_some(), "placed"),
        (row.response.is_some(), "response"),
        (row.printed.is_some(), "printed"),
    ];
    match keys.into_iter().find(|k| k.0) {
        Some((_, key)) => Err(format!("`{}`: `{key}` says nothing in such a block", row.measure)),
        None => Ok(()),
    }
}

fn found<'r>(id: &str, rules: &'r RuleSet) -> Result<&'r Measure, String> {
    rules.measures.iter().find(|m| m.id == id).ok_or_else(|| {
        let near = nearest(id, rules.measures.iter().map(|m| m.id.as_str()));
        let help = near.map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
        format!("there is no measure `{id}`{help}")
    })
}

fn split(measure: &Measure, by: &str) -> Result<(), String> {
    if measure.by.iter().any(|b| b.name == by) {
        return Ok(());
    }
    let known: Vec<&str> = measure.by.iter().map(|b| b.name.as_str()).collect();
    let known = if known.is_empty() {
        "it is not split".to_owned()
    } else {
        format!("it is split by {}", known.join(", "))
    };
    Err(format!("`{}` is not split by `{by}`: {known}", measure.id))
}
