//! Breach lists and what stands beside them: found in a ledger, shown as a table, CSV or JSON.

mod book;
mod csv;
mod due;
mod explain;
mod filter;
mod finding;
mod holder;
mod json;
mod rows;
mod table;
mod teams;
mod why;

pub use crate::judge::{Absent, absent};
pub use book::Book;
pub use csv::{COLUMNS, write_csv};
pub use explain::{Explanation, Rejected, explain, explanation_text};
pub use filter::{Choice, Filter};
pub use finding::{Finding, findings, obligations_of};
pub use holder::responsible;
pub use json::{ListHead, row_json, write_json, write_ndjson};
pub use rows::{ListRow, Naming, rows};
pub use table::{list_table, plain_table, teams_table};
pub use teams::{TeamLine, by_team};
pub use why::why;
