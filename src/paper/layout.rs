//! What a report to a panel shows, as data: sections, tables and their rows, each naming a measure.

use crate::measure::{Better, Compared, Measured, Side};
use serde::Deserialize;

/// The layout of a report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Layout {
    /// Its name, as `--like` takes it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The report it is laid out like.
    pub source: Option<String>,
    /// What a reader must know.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Who stands beside every figure, in the order of the columns.
    #[serde(default)]
    pub comparators: Vec<String>,
    /// How much worse than its yardstick a figure may be and still be taken for maintained, in its own unit.
    #[serde(default)]
    pub tolerance: f64,
    /// Sections in order.
    #[serde(rename = "section")]
    pub sections: Vec<SectionLayout>,
}

impl Layout {
    /// Who stands beside a measure: the comparators of the layout in their order; all where it names none.
    pub(super) fn beside<'a>(&'a self, m: &'a Measured) -> impl Iterator<Item = &'a Compared> {
        let all = self.comparators.is_empty();
        let named = self.comparators.iter().filter_map(|name| m.compare.iter().find(|c| c.group == *name));
        named.chain(m.compare.iter().filter(move |_| all))
    }
}

/// A section.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SectionLayout {
    /// Its title.
    pub title: String,
    /// What it shows, in order.
    #[serde(rename = "block")]
    pub blocks: Vec<BlockLayout>,
}

/// How a block shows its measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockSort {
    /// A row a measure: figure, counts, last month, comparators, target, colour.
    Figures,
    /// The same in two tables: what is better or maintained, and what to work on.
    BetterAndFocus,
    /// One measure split, a row a group.
    Split,
    /// Measures over time, a row a day, and a chart.
    Trend,
    /// A row a group, a column a measure.
    Grid,
    /// The highest of a measure.
    Highest,
    /// From what to what, of a measure of moves.
    Moves,
    /// Figures that no record yields: taken from a source that is named.
    Facts,
    /// Words.
    Text,
}

/// A table, a chart or words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BlockLayout {
    /// How it shows them.
    pub sort: BlockSort,
    /// Its title.
    pub title: String,
    /// Rows of figures, or the columns of a trend or grid.
    #[serde(default)]
    pub rows: Vec<RowLayout>,
    /// The measure of a split, the highest or moves.
    pub measure: Option<String>,
    /// What a split or grid is by.
    pub by: Option<String>,
    /// Whether a grid ends in a row for all.
    #[serde(default)]
    pub total: bool,
    /// Imported figures.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// Words, a line each.
    #[serde(default)]
    pub lines: Vec<String>,
}

/// One measure of a block.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RowLayout {
    /// The measure.
    pub measure: String,
    /// What it is called here; its own title without.
    pub says: Option<String>,
    /// Only one group of it.
    pub group: Option<GroupLayout>,
    /// Places after the point; the measure's own without.
    pub places: Option<u32>,
    /// Which way is better; that of the measure's target without.
    pub better: Option<Better>,
    /// Set by hand on one side, whatever the rule says; needs `because`.
    pub placed: Option<Side>,
    /// Why it is set so by hand.
    pub because: Option<String>,
    /// What is done about it, as the report answers a figure.
    pub response: Option<String>,
    /// The figure of the report it stands for, by the id that the report's profile gives it.
    pub printed: Option<String>,
}

/// A group of a measure that is split.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GroupLayout {
    /// By what it is split.
    pub by: String,
    /// Which group.
    pub is: String,
}

/// A figure that is imported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fact {
    /// What is counted.
    pub what: String,
    /// The value, as printed.
    pub value: String,
    /// For when.
    pub period: String,
    /// Where it stands.
    pub source: String,
}
