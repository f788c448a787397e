//! Tables straight from PostgreSQL: one connection, read-only, one picture of the data, streamed.

mod address;
mod catalogue;
mod copy;

pub(super) use address::{address, shown};
pub(super) use catalogue::tables;
pub(super) use copy::StoredTable;

use std::sync::{Arc, Mutex};

/// The connection, which one table at a time is read from.
type Connection = Arc<Mutex<postgres::Client>>;

/// What the server said, in words without values: only its own short message, never details, hints or statements.
fn words(error: &postgres::Error) -> String {
    if let Some(said) = error.as_db_error() {
        return match said.code().code() {
            // Connections refused, unknown databases, rights: the message holds names of the database's own.
            code if code.starts_with("28") || code.starts_with("3D") || code.starts_with("42") => {
                said.message().to_owned()
            }
            code => format!("the server stopped with its error {code}"),
        };
    }
    let reason = std::error::Error::source(error).and_then(|e| e.downcast_ref::<std::io::Error>());
    match reason {
        Some(io) => super::error::plain_reason(io),
        None => "the connection failed".to_owned(),
    }
}
