//! A report for a terminal or a text file.

use super::made::{Block, Paper, Table};
use crate::calendar::to_long;
use crate::report::plain_table;
use std::fmt::Write as _;

/// The whole report, its definitions last.
pub fn paper_text(paper: &Paper, width: Option<u16>) -> String {
    let mut out = format!("{}\n", paper.title);
    if let Some(authority) = &paper.authority {
        let _ = writeln!(out, "{authority}");
    }
    let _ = writeln!(out, "as at {}", to_long(paper.as_at));
    if let Some(source) = &paper.source {
        let _ = writeln!(out, "laid out like: {source}");
    }
    for section in &paper.sections {
        let line = "=".repeat(section.title.chars().count());
        let _ = writeln!(out, "\n{}\n{line}", section.title);
        for block in &section.blocks {
            write_block(&mut out, block, width);
        }
    }
    if !paper.notes.is_empty() {
        let _ = writeln!(out, "\nNotes\n=====");
        paper.notes.iter().for_each(|n| _ = writeln!(out, "- {n}"));
    }
    let _ = writeln!(out, "\nDefinitions\n===========\n{}", table_text(&paper.definitions, width));
    if !paper.comparators.rows.is_empty() {
        let _ = writeln!(
            out,
            "\nFigures of others\n=================\n{}",
            table_text(&paper.comparators, width)
        );
    }
    out
}

fn write_block(out: &mut String, block: &Block, width: Option<u16>) {
    let _ = writeln!(out, "\n{}", block.title);
    if let Some(table) = &block.table {
        let _ = writeln!(out, "{}", table_text(table, width));
    }
    for line in &block.lines {
        let _ = writeln!(out, "- {line}");
    }
}

fn table_text(table: &Table, width: Option<u16>) -> String {
    let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let right: Vec<usize> =
        table.columns.iter().enumerate().filter(|(_, c)| c.right).map(|(i, _)| i).collect();
    let rows = table.rows.iter().map(|r| r.iter().map(|c| c.text.clone()).collect());
    plain_table(&names, &right, rows, width)
}
