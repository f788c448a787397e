//! What the guess says: where each column goes, and what it could not place.

use serde_json::{Value, json};
use std::fmt;

/// A draft of a mapping, with what was and what was not placed.
#[derive(Debug, Clone)]
pub struct Guess {
    /// The mapping as TOML: it loads as it stands.
    pub draft: String,
    /// The files in the order of their names.
    pub files: Vec<GuessedFile>,
    /// Kinds that some file feeds, each with the fields that nothing feeds.
    pub unfed_fields: Vec<(String, Vec<String>)>,
    /// Kinds that nothing feeds.
    pub unfed_kinds: Vec<String>,
}

/// What was guessed of a file.
#[derive(Debug, Clone, Default)]
pub struct GuessedFile {
    /// Its name with its ending.
    pub file: String,
    /// What it was taken for.
    pub taken_for: Option<String>,
    /// The kinds that it feeds, the first being what it is mainly.
    pub kinds: Vec<String>,
    /// Where its columns go; a column that feeds several fields stands once for each.
    pub columns: Vec<GuessedColumn>,
    /// Columns that are not placed, with the reason.
    pub unplaced: Vec<(String, String)>,
    /// Why nothing, or not all, is made of the file.
    pub remarks: Vec<String>,
}

/// Where a column goes.
#[derive(Debug, Clone, PartialEq)]
pub struct GuessedColumn {
    /// As the file spells it.
    pub column: String,
    /// The kind it feeds.
    pub kind: String,
    /// The field: `id`, `owner`, `date`, `start`, `end`, `recorded`, one of the kind's own, `key` for a column that joins
    /// two files, or `condition` for one that says which rows count.
    pub field: String,
    /// From 0 to 1; 1 is a name that a shipped format has letter by letter.
    pub certainty: f64,
}

impl Guess {
    /// The guess as data: `{draft, files: [{file, kind, columns: [{column, kind, field, certainty}], unplaced}], ...}`.
    pub fn to_json(&self) -> Value {
        let fields = self.unfed_fields.iter().map(|(kind, f)| json!({ "kind": kind, "fields": f }));
        json!({
            "draft": self.draft,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "unfed_fields": fields.collect::<Vec<_>>(),
            "unfed_kinds": self.unfed_kinds,
        })
    }

    /// What could not be placed, in words: files, columns, fields and kinds.
    pub fn unplaced(&self) -> String {
        let mut out = String::new();
        // Writing into a text never fails.
        let _ = self.write_unplaced(&mut out);
        out
    }

    fn write_unplaced(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let all = |f: &GuessedFile| f.columns.len() + f.unplaced.len();
        let (placed, columns) = self.counts();
        writeln!(out, "{placed} of {columns} columns are placed.")?;
        for f in self.files.iter().filter(|f| all(f) == 0 || !f.unplaced.is_empty() || !f.remarks.is_empty())
        {
            let taken = f.taken_for.as_deref().map_or(String::new(), |t| format!(" (taken for {t})"));
            writeln!(out, "\n{}{taken}", plain(&f.file))?;
            for remark in &f.remarks {
                writeln!(out, "  {}", plain(remark))?;
            }
            for (column, why) in &f.unplaced {
                writeln!(out, "  not placed: `{}`: {}", plain(column), plain(why))?;
            }
        }
        if !self.unfed_fields.is_empty() {
            writeln!(out, "\nFields that nothing feeds")?;
        }
        for (kind, fields) in &self.unfed_fields {
            writeln!(out, "  {kind}: {}", fields.join(", "))?;
        }
        if !self.unfed_kinds.is_empty() {
            writeln!(out, "\nKinds that nothing feeds\n  {}", self.unfed_kinds.join(", "))?;
        }
        Ok(())
    }

    /// How many columns of all files are placed, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        let mut placed = 0;
        let mut columns = 0;
        for file in &self.files {
            let mut names: Vec<&str> = file.columns.iter().map(|c| c.column.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            placed += names.len();
            columns += names.len() + file.unplaced.len();
        }
        (placed, columns)
    }
}

impl fmt::Display for Guess {
    /// The draft, and what could not be placed as remarks below it: the whole loads as it stands.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.draft)?;
        writeln!(out, "# ---- what is not placed")?;
        for line in self.unplaced().lines() {
            writeln!(out, "{}", format!("# {line}").trim_end())?;
        }
        Ok(())
    }
}

fn file(f: &GuessedFile) -> Value {
    let columns = f.columns.iter().map(|c| {
        let certainty = (c.certainty * 100.0).round() / 100.0;
        json!({ "column": c.column, "kind": c.kind, "field": c.field, "certainty": certainty })
    });
    let reasons = f.unplaced.iter().map(|(column, why)| json!({ "column": column, "why": why }));
    json!({
        "file": f.file,
        "taken_for": f.taken_for,
        "kind": f.kinds.first(),
        "kinds": f.kinds,
        "columns": columns.collect::<Vec<_>>(),
        "unplaced": f.unplaced.iter().map(|u| u.0.as_str()).collect::<Vec<_>>(),
        "reasons": reasons.collect::<Vec<_>>(),
        "remarks": f.remarks,
    })
}

fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}
