//! Diagnostics drawn for a terminal: two lines of head, the line, the underline, the help.

use super::{Diagnostic, Diagnostics, Level, Sources, Span};
use std::fmt::Write as _;

/// Most characters of a line that are shown.
const WIDE: usize = 160;

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
    let (line, before) = window(source.line(at.line), at.column);
    let column = at.column.saturating_sub(1) as usize - before.skipped + before.dots;
    let wide = line.chars().count();
    let marked = if end.line == at.line { end.column.saturating_sub(at.column) as usize } else { wide };
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    let marks = "^".repeat(marked.min(wide.saturating_sub(column)).max(1));
    let under = format!("{}{}", marks, label.map(|l| format!(" {l}")).unwrap_or_default());
    let _ = writeln!(out, "  {gutter} |");
    let _ = writeln!(out, "  {number} | {line}");
    let indent = " ".repeat(column);
    let _ = writeln!(out, "  {gutter} | {indent}{}", style.paint(colour, &under));
}

/// What stands before the part of a line that is shown.
struct Before {
    /// Characters left out.
    skipped: usize,
    /// Dots in their place.
    dots: usize,
}

/// The part of a line around a column. A file may be one long line, and each of its many faults shows only its own place.
fn window(line: &str, column: u32) -> (String, Before) {
    const DOTS: &str = "...";
    let column = column.saturating_sub(1) as usize;
    let skipped = if column < WIDE * 3 / 4 { 0 } else { column - WIDE / 2 };
    let dots = if skipped > 0 { DOTS } else { "" };
    let mut left = line.chars().skip(skipped);
    let mut shown = dots.to_owned();
    shown.extend(left.by_ref().take(WIDE).map(|c| if c == '\t' { ' ' } else { c }));
    if left.next().is_some() {
        shown.push_str(DOTS);
    }
    (shown, Before { skipped, dots: dots.len() })
}

/// Draws all, a blank line between.
pub fn render_all(sources: &Sources, all: &Diagnostics, style: Style) -> String {
    all.list.iter().map(|d| render(sources, d, style)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_the_part_at_fault_is_shown() {
        let mut sources = Sources::default();
        let id = sources.add("long.care", &"x".repeat(100_000));
        let drawn = |start: u32, end: u32| {
            let d = Diagnostic::error("slip", Span { source: id, start, end }, "here");
            render(&sources, &d, Style::Plain)
        };
        let line = |text: String, n: usize| text.lines().nth(n).unwrap_or_default().to_owned();
        let middle = drawn(50_000, 50_003);
        assert!(middle.len() < 600, "{}", middle.len());
        let marks = line(middle.clone(), 3);
        let shown = line(middle, 2);
        assert!(shown.starts_with("  1 | ...xxx") && shown.ends_with("xxx..."), "{shown}");
        assert_eq!(marks.trim_end(), format!("    | {}^^^", " ".repeat(83)));
        let all = drawn(0, 100_000);
        assert_eq!(line(all, 3), format!("    | {}", "^".repeat(163)));
        assert!(line(drawn(99_999, 100_000), 3).ends_with(" ^"));
    }
}
