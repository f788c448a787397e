//! One table read as the CSV it would be in an extract.

use super::Connection;
use std::fmt;
use std::io::Read;

/// A table of a database.
pub(in crate::import) struct StoredTable {
    /// Its name.
    pub(in crate::import) name: String,
    pub(super) schema: String,
    /// Its columns in order.
    pub(in crate::import) columns: Vec<String>,
    /// Those of its primary key.
    pub(super) key: Vec<String>,
    /// About how many rows it has.
    pub(in crate::import) size: u64,
    pub(super) connection: Connection,
}

impl fmt::Debug for StoredTable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "StoredTable({}.{})", self.schema, self.name)
    }
}

impl StoredTable {
    /// Hands the rows to somebody who reads CSV; columns that are not wanted are blank. One table is read at a time, and
    /// a table that cannot be read stops no other.
    pub(in crate::import) fn copy(
        &self,
        wanted: &[usize],
        take: impl FnOnce(&mut dyn Read) -> Result<(), String>,
    ) -> Result<(), String> {
        let words = |e: postgres::Error| format!("it cannot be read: {}", super::words(&e));
        let mut client = self.connection.lock().map_err(|_| "the connection was lost".to_owned())?;
        client.batch_execute("SAVEPOINT before").map_err(words)?;
        let done = match client.copy_out(&self.statement(wanted)) {
            Ok(mut rows) => take(&mut rows),
            Err(e) => Err(words(e)),
        };
        let after = if done.is_ok() { "RELEASE SAVEPOINT before" } else { "ROLLBACK TO SAVEPOINT before" };
        done.and(client.batch_execute(after).map_err(words))
    }

    /// Rows in the order of the key, or of all columns where there is none, compared as texts byte for byte: the same
    /// rows are always numbered alike.
    fn statement(&self, wanted: &[usize]) -> String {
        let cell = |(place, name): (usize, &String)| {
            let name = quoted(name);
            if wanted.contains(&place) { name } else { format!("NULL AS {name}") }
        };
        let cells: Vec<String> = self.columns.iter().enumerate().map(cell).collect();
        let order = if self.key.is_empty() { &self.columns } else { &self.key };
        let order: Vec<String> =
            order.iter().map(|c| format!("t.{}::text COLLATE \"C\" NULLS FIRST", quoted(c))).collect();
        format!(
            "COPY (SELECT {} FROM {}.{} AS t ORDER BY {}) TO STDOUT (FORMAT csv, HEADER)",
            cells.join(", "),
            quoted(&self.schema),
            quoted(&self.name),
            order.join(", ")
        )
    }
}

/// A name as it stands in a statement.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
