//! The load report as a page of text.

use super::{Agreeing, ColumnReport, FileReport, LoadReport, RowList};
use crate::calendar::to_long;
use crate::text::{grouped, many};
use std::fmt::{self, Display};

impl Display for LoadReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (read, kept, refused) = self.totals();
        writeln!(out, "Loaded from {}", self.source)?;
        writeln!(
            out,
            "{}: {} read, {} kept, {} refused",
            many(self.files.len() as u64, "file"),
            many(read, "row"),
            grouped(kept),
            grouped(refused)
        )?;
        for file in &self.files {
            write_file(out, file)?;
        }
        for agreeing in &self.agreeing {
            write_agreeing(out, agreeing)?;
        }
        names(out, "not there", &self.missing)?;
        names(out, "not needed", &self.not_needed)?;
        names(out, "no mapping", &self.unknown)
    }
}

fn write_agreeing(out: &mut fmt::Formatter<'_>, a: &Agreeing) -> fmt::Result {
    let (same, only) = (grouped(a.same), grouped(a.only_second));
    writeln!(out, "\n{}: {same} in both {} and {}, {only} only in {}", a.kind, a.first, a.second, a.second)?;
    if a.filled > 0 {
        writeln!(out, "  {} taken from {} where {} says nothing", many(a.filled, "fact"), a.second, a.first)?;
    }
    for d in &a.differing {
        let times = many(d.count, "record");
        writeln!(out, "  {} differs in {times}: {} stands", d.field, a.first)?;
        for (first, second) in &d.rows {
            writeln!(out, "    {first} against {second}")?;
        }
    }
    Ok(())
}

fn names(out: &mut fmt::Formatter<'_>, what: &str, list: &[String]) -> fmt::Result {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{what}: {}", list.join(", "))
}

fn write_file(out: &mut fmt::Formatter<'_>, file: &FileReport) -> fmt::Result {
    writeln!(out)?;
    if let Some(why) = &file.failed {
        writeln!(out, "{}  FAILED: {why}", file.file)?;
    } else {
        writeln!(out, "{}", file.file)?;
    }
    if let Some(why) = &file.broken_off {
        writeln!(out, "  BREAKS OFF: {why}; what comes before that place is kept")?;
    }
    let made: Vec<String> = file.made.iter().map(|m| format!("{} {}", grouped(m.records), m.kind)).collect();
    let makes = if made.is_empty() { String::new() } else { format!("   makes {}", made.join(", ")) };
    writeln!(
        out,
        "  read {}   kept {}   refused {}{makes}",
        grouped(file.read),
        grouped(file.kept),
        grouped(file.refused)
    )?;
    for (why, rows) in &file.reasons {
        writeln!(out, "  refused {}: {}{}", grouped(rows.count), why.words(), places(rows))?;
        if let Some(help) = why.help() {
            writeln!(out, "    help: {help}")?;
        }
    }
    for m in &file.made {
        if m.undated > 0 {
            writeln!(out, "  {} without a day: {}", m.kind, grouped(m.undated))?;
        }
        if m.impossible > 0 {
            writeln!(out, "  {} that ends before it starts: {}", m.kind, grouped(m.impossible))?;
        }
    }
    for column in &file.columns {
        write_column(out, column)?;
    }
    if file.same_id.count > 0 {
        let words = "id of an earlier row with other facts, both kept";
        writeln!(out, "  {}: {words}{}", grouped(file.same_id.count), places(&file.same_id))?;
    }
    if file.orphans.count > 0 {
        let words = "of somebody who stands in no file, added with nothing known";
        writeln!(out, "  {}: {words}{}", grouped(file.orphans.count), places(&file.orphans))?;
    }
    for (field, count) in &file.strays {
        let words = "of somebody who stands in no file, added with nothing known";
        writeln!(out, "  {field}: {} {words}", grouped(*count))?;
    }
    let days = [(&file.too_early, "dated before such records began"), (&file.too_late, "dated after today")];
    for (list, words) in days.into_iter().filter(|d| d.0.count > 0) {
        writeln!(out, "  {}: {words}{}", grouped(list.count), places(list))?;
    }
    if let Some(newest) = file.newest {
        writeln!(out, "  newest day {}", to_long(newest))?;
    }
    for lack in &file.lacks {
        writeln!(out, "  LACKS {lack}")?;
    }
    for note in &file.notes {
        writeln!(out, "  note: {note}")?;
    }
    Ok(())
}

fn write_column(out: &mut fmt::Formatter<'_>, c: &ColumnReport) -> fmt::Result {
    if c.changed > 0 {
        writeln!(out, "  {}: {} tidied or standing for nothing", c.column, many(c.changed, "value"))?;
    }
    if c.unreadable.count > 0 && c.unknown_codes.is_empty() {
        let values = many(c.unreadable.count, "value");
        writeln!(out, "  {}: {values} not readable, the fact is unknown{}", c.column, places(&c.unreadable))?;
    }
    for unknown in &c.unknown_codes {
        let count = grouped(unknown.rows.count);
        match &unknown.code {
            Some(code) => writeln!(out, "  {}: unknown code `{code}` {count} times", c.column)?,
            None => {
                writeln!(out, "  {}: {count} with rare unknown codes{}", c.column, places(&unknown.rows))?
            }
        }
    }
    Ok(())
}

/// ` (rows 2, 17, ...)`
fn places(rows: &RowList) -> String {
    if rows.first.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = rows.first.iter().map(u32::to_string).collect();
    let more = if rows.count > shown.len() as u64 { ", ..." } else { "" };
    let word = if shown.len() == 1 { "row" } else { "rows" };
    format!(" ({word} {}{more})", shown.join(", "))
}
