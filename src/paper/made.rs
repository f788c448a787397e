//! A report made: tables, charts and words, whatever it is written as.

use crate::calendar::Day;

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The layout's name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whose it is; none where no authority file says.
    pub authority: Option<String>,
    /// As at.
    pub as_at: Day,
    /// The report it is laid out like.
    pub source: Option<String>,
    /// What a reader must know: of the layout, of small numbers, of how sides are told.
    pub notes: Vec<String>,
    /// Sections.
    pub sections: Vec<Section>,
    /// Every measure shown, in words, with the rule of its colour.
    pub definitions: Table,
    /// The figures of others beside them, each with its day, age and source.
    pub comparators: Table,
}

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub blocks: Vec<Block>,
}

/// A table with what stands around it, or words alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its title.
    pub title: String,
    /// The table.
    pub table: Option<Table>,
    /// Its picture.
    pub chart: Option<Chart>,
    /// Words below.
    pub lines: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Column names; the first column names the row.
    pub columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether numbers stand in it.
    pub right: bool,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// As it is shown.
    pub text: String,
    /// The exact number, where it is one that may be shown.
    pub number: Option<f64>,
}

/// A picture of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Lines over time, or a bar a group.
    pub lines: bool,
    /// What is counted, for the axis.
    pub what: String,
    /// Days or groups.
    pub labels: Vec<String>,
    /// Each line (or the one row of bars): its name and a value for each label.
    pub values: Vec<(String, Vec<Option<f64>>)>,
    /// Lines across: targets and comparators.
    pub marks: Vec<(String, f64)>,
}

impl Table {
    /// A table with these columns; those marked hold numbers.
    pub(super) fn new(columns: &[(&str, bool)]) -> Table {
        let column = |&(name, right): &(&str, bool)| Column { name: name.to_owned(), right };
        Table { columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Takes out columns, the first aside, in which nothing stands.
    pub(super) fn without_empty(mut self) -> Table {
        let filled: Vec<bool> = (0..self.columns.len())
            .map(|i| i == 0 || self.rows.iter().any(|r| r.get(i).is_some_and(|c| !c.text.is_empty())))
            .collect();
        fn keep<T>(list: &mut Vec<T>, filled: &[bool]) {
            let mut filled = filled.iter();
            list.retain(|_| filled.next().copied().unwrap_or(true));
        }
        keep(&mut self.columns, &filled);
        self.rows.iter_mut().for_each(|row| keep(row, &filled));
        self
    }
}

impl Cell {
    /// Words.
    pub(super) fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), number: None }
    }

    /// A count.
    pub(super) fn count(n: u64) -> Cell {
        Cell { text: crate::text::grouped(n), number: Some(n as f64) }
    }
}
