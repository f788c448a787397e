//! Diagnostics drawn for a terminal: two lines of head, the line, the underline, the help.

use super::{Diagnostic, Diagnostics, Level, Sources, Span};
use std::fmt::Write as _;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// No escape codes.
    Plain,
    /// ANSI colours, for a terminal.
    Colour,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Style::Plain => text.to_owned(),
            Style::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// Draws one fault. The first line is `file:line:column: level[code]: message`.
pub fn render(sources: &Sources, d: &Diagnostic, style: Style) -> String {
    let mut out = String::new();
    let colour = match d.level {
        Level::Error => "1;31",
        Level::Warning => "1;33",
    };
    let head = style.paint(colour, &format!("{}[{}]", d.level.word(), d.code));
    let place = d.span.and_then(|s| sources.get(s.source).map(|source| (s, source)));
    if let Some((span, source)) = place {
        let at = source.position(span.start);
        let _ = writeln!(out, "{}:{}:{}: {head}: {}", source.name, at.line, at.column, d.message);
        snippet(&mut out, sources, span, d.label.as_deref(), colour, style);
    } else {
        let _ = writeln!(out, "{head}: {}", d.message);
    }
    for (span, words) in &d.related {
        if let Some(source) = sources.get(span.source) {
            let at = source.position(span.start);
            let _ = writeln!(
                out,
                "  {} {}:{}:{}: {words}",
                style.paint("1;34", "see"),
                source.name,
                at.line,
                at.column
            );
        }
    }
    if let Some(help) = &d.help {
        let _ = writeln!(out, "  {}: {help}", style.paint("1;36", "help"));
    }
    out
}

fn snippet(out: &mut String, sources: &Sources, span: Span, label: Option<&str>, colour: &str, style: Style) {
    let Some(source) = sources.get(span.source) else { return };
    let at = source.position(span.start);
    let end = source.position(span.end.max(span.start));
    let line = source.line(at.line).replace('\t', " ");
    let width = line.chars().count() as u32;
    let last = if end.line == at.line { end.column } else { width + 1 };
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    let marks = "^".repeat(last.saturating_sub(at.column).max(1) as usize);
    let under = format!("{}{}", marks, label.map(|l| format!(" {l}")).unwrap_or_default());
    let _ = writeln!(out, "  {gutter} |");
    let _ = writeln!(out, "  {number} | {line}");
    let indent = " ".repeat(at.column.saturating_sub(1) as usize);
    let _ = writeln!(out, "  {gutter} | {indent}{}", style.paint(colour, &under));
}

/// Draws all, a blank line between.
pub fn render_all(sources: &Sources, all: &Diagnostics, style: Style) -> String {
    all.list.iter().map(|d| render(sources, d, style)).collect::<Vec<_>>().join("\n")
}
