//! A report as data: CSV with a line a cell, JSON with its own shape.

use super::made::{Block, Cell, Chart, Paper, Table};
use crate::calendar::to_iso;
use crate::report::safe_cell;
use serde_json::{Value, json};
use std::io::{self, Write};

/// The columns of the CSV.
pub const PAPER_COLUMNS: [&str; 6] = ["section", "table", "row", "column", "text", "number"];

/// Writes every cell in a line of its own.
pub fn write_paper_csv(out: impl Write, paper: &Paper) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(PAPER_COLUMNS)?;
    let mut table = |section: &str, title: &str, table: &Table| -> io::Result<()> {
        for row in &table.rows {
            let Some(name) = row.first() else { continue };
            for (column, cell) in table.columns.iter().zip(row).skip(1).filter(|(_, c)| !c.text.is_empty()) {
                let number = cell.number.map(|n| n.to_string()).unwrap_or_default();
                let texts = [section, title, &name.text, &column.name, &cell.text].map(safe_cell);
                csv.write_record(texts.iter().map(AsRef::as_ref).chain([number.as_str()]))?;
            }
        }
        Ok(())
    };
    for section in &paper.sections {
        for block in &section.blocks {
            if let Some(made) = &block.table {
                table(&section.title, &block.title, made)?;
            }
        }
    }
    table("Definitions", "Definitions", &paper.definitions)?;
    table("Figures of others", "Figures of others", &paper.comparators)?;
    csv.flush()
}

/// Writes the report as one JSON document.
pub fn write_paper_json(mut out: impl Write, paper: &Paper) -> io::Result<()> {
    let sections: Vec<Value> = paper
        .sections
        .iter()
        .map(|s| json!({"title": s.title, "blocks": s.blocks.iter().map(block).collect::<Vec<_>>()}))
        .collect();
    let whole = json!({
        "name": paper.name,
        "title": paper.title,
        "authority": paper.authority,
        "as_at": to_iso(paper.as_at),
        "source": paper.source,
        "notes": paper.notes,
        "sections": sections,
        "definitions": table(&paper.definitions),
        "comparators": table(&paper.comparators),
    });
    serde_json::to_writer_pretty(&mut out, &whole)?;
    writeln!(out)
}

fn block(b: &Block) -> Value {
    json!({
        "title": b.title,
        "table": b.table.as_ref().map(table),
        "chart": b.chart.as_ref().map(chart),
        "lines": b.lines,
    })
}

fn table(t: &Table) -> Value {
    let cell = |c: &Cell| json!({"text": c.text, "number": c.number});
    json!({
        "columns": t.columns.iter().map(|c| &c.name).collect::<Vec<_>>(),
        "rows": t.rows.iter().map(|r| r.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>(),
    })
}

fn chart(c: &Chart) -> Value {
    let named = |(name, values): &(String, Vec<Option<f64>>)| json!({"name": name, "values": values});
    let mark = |(name, value): &(String, f64)| json!({"name": name, "value": value});
    json!({
        "sort": if c.lines { "lines" } else { "bars" },
        "what": c.what,
        "labels": c.labels,
        "values": c.values.iter().map(named).collect::<Vec<_>>(),
        "marks": c.marks.iter().map(mark).collect::<Vec<_>>(),
    })
}
