//! Which tables a database holds, in which schema, with their columns and their order.

use super::address::Address;
use super::copy::StoredTable;
use crate::import::error::ImportError;
use crate::import::tables::Folder;
use postgres::{Client, Error};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Every table or view with its columns: those of the key numbered in its order.
const COLUMNS: &str = "SELECT n.nspname, c.relname, a.attname, \
        COALESCE(array_position(k.indkey::int2[], a.attnum), -1)::int4, GREATEST(c.reltuples, 0)::float8 \
    FROM pg_catalog.pg_class c \
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_catalog.pg_index k ON k.indrelid = c.oid AND k.indisprimary \
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') \
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%' \
        AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') \
    ORDER BY n.nspname, c.relname, a.attnum";

/// The schemas that are looked in first, in order.
const PATH: &str =
    "SELECT s::text FROM unnest(current_schemas(false)) WITH ORDINALITY AS p(s, place) ORDER BY place";

/// A table as the catalogue tells it.
#[derive(Default)]
struct Told {
    columns: Vec<String>,
    /// Columns of the key with their places in it.
    key: Vec<(i32, String)>,
    rows: u64,
}

/// Schemas with their tables.
type Schemas = BTreeMap<String, BTreeMap<String, Told>>;

/// The tables of the schema that is asked for, or of the first that holds one of these.
pub(in crate::import) fn tables(address: &str, recognise: &[String]) -> Result<Folder, ImportError> {
    let address = Address::new(address);
    let mut client = address.connect()?;
    let words = |e: Error| address.fault(&super::words(&e));
    let mut schemas = schemas(&mut client).map_err(words)?;
    let schema = match &address.schema {
        Some(schema) => schema.clone(),
        None => {
            choose(&schemas, &path(&mut client).map_err(words)?, recognise).map_err(|e| address.fault(&e))?
        }
    };
    let found = schemas.remove(&schema).ok_or_else(|| {
        address.fault(&format!("there is no schema `{schema}` with tables that this user may read"))
    })?;
    let connection = Arc::new(Mutex::new(client));
    let stored = |(name, told): (String, Told)| {
        let mut key = told.key;
        key.sort();
        StoredTable {
            name,
            schema: schema.clone(),
            columns: told.columns,
            key: key.into_iter().map(|k| k.1).collect(),
            size: told.rows,
            connection: Arc::clone(&connection),
        }
    };
    Ok(Folder::of_tables(found.into_iter().map(stored).collect()))
}

fn schemas(client: &mut Client) -> Result<Schemas, Error> {
    let mut schemas = Schemas::new();
    for row in client.query(COLUMNS, &[])? {
        let (schema, table, column): (String, String, String) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let (place, rows): (i32, f64) = (row.try_get(3)?, row.try_get(4)?);
        let told = schemas.entry(schema).or_default().entry(table).or_default();
        told.rows = rows as u64;
        if place >= 0 {
            told.key.push((place, column.clone()));
        }
        told.columns.push(column);
    }
    Ok(schemas)
}

fn path(client: &mut Client) -> Result<Vec<String>, Error> {
    client.query(PATH, &[])?.iter().map(|row| row.try_get(0)).collect()
}

/// The schema that holds the tables: of the search path the first that does, else the only one that does.
fn choose(schemas: &Schemas, path: &[String], recognise: &[String]) -> Result<String, String> {
    let holds = |schema: &&String| {
        let tables = schemas.get(*schema);
        tables.is_some_and(|t| t.keys().any(|name| recognise.iter().any(|r| *r == name.to_lowercase())))
    };
    if let Some(first) = path.iter().find(holds) {
        return Ok(first.clone());
    }
    let all: Vec<&String> = schemas.keys().filter(holds).collect();
    match all.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(format!(
            "no schema in it that this user may read holds a table `{}`",
            recognise.join("` or `")
        )),
        several => {
            let names: Vec<&str> = several.iter().map(|s| s.as_str()).collect();
            Err(format!("several schemas hold such tables: add ?schema= with one of {}", names.join(", ")))
        }
    }
}
