//! A return as its tables: columns and rows of text, as a council would send them.

/// One table.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub table: String,
    pub columns: Vec<String>,
    /// A blank is an empty text.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.eq_ignore_ascii_case(name))
    }

    /// A cell, trimmed.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows[row].get(column).map_or("", |t| t.trim())
    }
}

/// The whole in lines, for the message of a difference.
pub fn told(sheets: &[Sheet]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        out += &format!("  {}: {}\n", sheet.table, sheet.columns.join(","));
        for row in &sheet.rows {
            out += &format!("    {}\n", row.join(","));
        }
    }
    out
}
