//! A report as one HTML file that needs nothing else: styles and charts stand in it, and every chart has its table.

mod chart;

use super::made::{Block, Paper, Table};
use crate::calendar::to_long;
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");

/// The whole page. An error says which chart could not be drawn.
pub fn paper_html(paper: &Paper) -> Result<String, String> {
    let title = escaped(&paper.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}, {day}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to main content</a>\n<header>\n<h1>{title}</h1>\n<p>",
        day = to_long(paper.as_at)
    );
    if let Some(authority) = &paper.authority {
        let _ = write!(out, "{}, ", escaped(authority));
    }
    let _ = writeln!(out, "as at {}</p>", to_long(paper.as_at));
    if let Some(source) = &paper.source {
        let _ = writeln!(out, "<p>Laid out like: {}</p>", escaped(source));
    }
    out += "</header>\n<nav aria-label=\"Sections\">\n<ol>\n";
    for (i, section) in paper.sections.iter().enumerate() {
        let _ = writeln!(out, "<li><a href=\"#s{i}\">{}</a></li>", escaped(&section.title));
    }
    out += "<li><a href=\"#notes\">Notes and definitions</a></li>\n</ol>\n</nav>\n<main id=\"main\">\n";
    let mut charts = 0;
    for (i, section) in paper.sections.iter().enumerate() {
        let _ = writeln!(
            out,
            "<section aria-labelledby=\"s{i}\">\n<h2 id=\"s{i}\">{}</h2>",
            escaped(&section.title)
        );
        for block in &section.blocks {
            write_block(&mut out, block, &mut charts)?;
        }
        out += "</section>\n";
    }
    out += "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes and definitions</h2>\n";
    write_lines(&mut out, &paper.notes);
    write_table(&mut out, "Every measure, as it is counted", &paper.definitions);
    if !paper.comparators.rows.is_empty() {
        write_table(&mut out, "Figures of others", &paper.comparators);
    }
    out += "</section>\n</main>\n</body>\n</html>\n";
    Ok(out)
}

fn write_block(out: &mut String, block: &Block, charts: &mut usize) -> Result<(), String> {
    let Some(table) = &block.table else {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(&block.title));
        write_lines(out, &block.lines);
        return Ok(());
    };
    if let Some(drawn) = &block.chart {
        *charts += 1;
        let svg = chart::drawn(drawn, &block.title, *charts)?;
        let _ = writeln!(
            out,
            "<figure>\n{svg}<figcaption>{}: the figures stand in the table below.</figcaption>\n</figure>",
            escaped(&block.title)
        );
    }
    write_table(out, &block.title, table);
    write_lines(out, &block.lines);
    Ok(())
}

fn write_lines(out: &mut String, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    *out += "<ul>\n";
    for line in lines {
        let _ = writeln!(out, "<li>{}</li>", escaped(line));
    }
    *out += "</ul>\n";
}

fn write_table(out: &mut String, title: &str, table: &Table) {
    // A wide table scrolls by itself, and by keyboard too.
    let title = escaped(title);
    let _ = writeln!(
        out,
        "<div class=\"wide\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n<table>\n<caption>{title}</caption>\n<thead>\n<tr>"
    );
    for column in &table.columns {
        let class = if column.right { " class=\"n\"" } else { "" };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escaped(&column.name));
    }
    *out += "</tr>\n</thead>\n<tbody>\n";
    for row in &table.rows {
        *out += "<tr>";
        for (i, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let text = escaped(&cell.text);
            let _ = match (i, column.name.as_str(), column.right) {
                (0, ..) => write!(out, "<th scope=\"row\">{text}</th>"),
                (_, "standing", _) if !text.is_empty() => {
                    write!(out, "<td><span class=\"tag {}\">{text}</span></td>", text.replace(' ', "-"))
                }
                (_, _, true) => write!(out, "<td class=\"n\">{text}</td>"),
                _ => write!(out, "<td>{text}</td>"),
            };
        }
        *out += "</tr>\n";
    }
    *out += "</tbody>\n</table>\n</div>\n";
}

/// Text that means nothing to a browser.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            other => out.push(other),
        }
    }
    out
}
