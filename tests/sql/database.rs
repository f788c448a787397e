//! The exported tables in SQLite, and the queries that stand in files.

use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A figure by split (empty: the whole) and part of it (nothing: not known).
pub type Figures = BTreeMap<(String, Option<String>), Figure>;

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// How many fit; of a rate how many there are, of a mean the sum.
    pub numerator: f64,
    /// Of how many.
    pub denominator: f64,
    /// The figure; nothing where there are no cases.
    pub value: Option<f64>,
    /// In the denominator and not decided.
    pub cannot_tell: f64,
}

/// A query with the definition it was written from.
pub struct Query {
    sql: String,
    /// The comment it begins with.
    pub words: String,
    /// The splits it gives.
    pub splits: BTreeSet<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql")
}

/// The measures that have a file.
pub fn names() -> BTreeSet<String> {
    let files = std::fs::read_dir(folder().join("measures")).unwrap().map(|f| f.unwrap().path());
    files.map(|f| f.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

impl Query {
    pub fn read(id: &str) -> Query {
        let sql = std::fs::read_to_string(folder().join(format!("measures/{id}.sql"))).unwrap();
        let words: Vec<&str> = sql.lines().map_while(|l| l.strip_prefix("--")).collect();
        let splits = sql.split("SELECT '").skip(1).filter_map(|s| s.split('\'').next());
        let splits = splits.filter(|s| !s.is_empty()).map(str::to_owned).collect();
        Query { words: words.join("\n"), splits, sql }
    }

    pub fn run(&self, database: &Connection, as_at: &str) -> Figures {
        let mut query = database.prepare(&self.sql).unwrap();
        let rows = query.query_map(&[(":as_at", as_at)], |r| {
            let n = |place: usize| r.get::<_, Option<f64>>(place);
            let [numerator, denominator] = [n(2)?, n(3)?].map(Option::unwrap_or_default);
            let figure =
                Figure { numerator, denominator, value: n(4)?, cannot_tell: n(5)?.unwrap_or_default() };
            Ok(((r.get(0)?, r.get(1)?), figure))
        });
        let list: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
        let count = list.len();
        let out: Figures = list.into_iter().collect();
        assert_eq!(out.len(), count, "a part is told twice");
        out
    }
}

/// Loads each CSV of a folder as a table of its name, and what else the queries stand on.
pub fn open(records: &Path, populations: &[(&str, &str, f64)]) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    for file in std::fs::read_dir(records).unwrap().map(|f| f.unwrap().path()) {
        if file.extension().is_some_and(|e| e == "csv") {
            table(&database, file.file_stem().unwrap().to_str().unwrap(), &file);
        }
    }
    database
        .execute_batch("CREATE TABLE bank_holidays (day); CREATE TABLE populations (name, begins, value)")
        .unwrap();
    for day in bank_holidays() {
        database.execute("INSERT INTO bank_holidays VALUES (?)", [day]).unwrap();
    }
    for people in populations {
        database.execute("INSERT INTO populations VALUES (?, ?, ?)", *people).unwrap();
    }
    database.execute_batch(&std::fs::read_to_string(folder().join("ground.sql")).unwrap()).unwrap();
    database
}

/// Every column as text, a blank as NULL.
fn table(database: &Connection, name: &str, file: &Path) {
    let mut csv = csv::Reader::from_path(file).unwrap();
    let columns: Vec<String> = csv.headers().unwrap().iter().map(|c| format!("\"{c}\" TEXT")).collect();
    let places = vec!["?"; columns.len()].join(", ");
    database.execute_batch(&format!("BEGIN; CREATE TABLE \"{name}\" ({})", columns.join(", "))).unwrap();
    let mut insert = database.prepare(&format!("INSERT INTO \"{name}\" VALUES ({places})")).unwrap();
    for row in csv.records() {
        let row = row.unwrap();
        insert.execute(params_from_iter(row.iter().map(|c| (!c.is_empty()).then_some(c)))).unwrap();
    }
    drop(insert);
    if columns.iter().any(|c| c == "\"owner\" TEXT") {
        database.execute_batch(&format!("CREATE INDEX \"owner of {name}\" ON \"{name}\" (owner)")).unwrap();
    }
    database.execute_batch("COMMIT").unwrap();
}

/// The days that England's calendar file names, read by nothing but a TOML reader.
fn bank_holidays() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/calendars/england.toml");
    let read: toml::Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
    let days: Vec<String> = read["holidays"].as_table().unwrap().keys().cloned().collect();
    assert!(days.len() > 200, "{} bank holidays", days.len());
    days
}
