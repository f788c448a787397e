//! The columns that a `[[record]]` of a mapping names: listed with what they feed, or renamed to those of another file.

use toml::{Table, Value};

/// What a column is there for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It fills `id`, `owner`, `date`, `start`, `end`, `recorded` or a field.
    Fills(String),
    /// It joins two files.
    Key,
    /// It says whether or in which order a row is read.
    Test,
}

/// A column that a record names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) file: String,
    pub(super) column: String,
    pub(super) role: Role,
    /// Whether its codes are turned into others.
    pub(super) coded: bool,
}

/// The keys of a record that hold places of values.
pub(super) const SLOTS: [&str; 6] = ["id", "owner", "date", "start", "end", "recorded"];

/// The text of a key.
pub(super) fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every column that a record names.
pub(super) fn named(record: &Table) -> Vec<Named> {
    let own = text(record, "file").to_lowercase();
    let mut list = List { own: own.clone(), out: Vec::new() };
    for key in SLOTS {
        list.slot(record.get(key), key);
    }
    for (field, slot) in record.get("fields").and_then(Value::as_table).into_iter().flatten() {
        list.slot(Some(slot), field);
    }
    if let Some(group) = record.get("group").and_then(Value::as_str) {
        list.add(&own, group, Role::Fills("id".to_owned()), false);
    }
    for key in ["where", "where-not"] {
        list.keys(record.get(key), &own);
    }
    for column in ["needs", "order"].into_iter().flat_map(|k| texts(record.get(k))) {
        list.add(&own, column, Role::Test, false);
    }
    list.out
}

struct List {
    own: String,
    out: Vec<Named>,
}

impl List {
    fn add(&mut self, file: &str, column: &str, role: Role, coded: bool) {
        let named = Named { file: file.to_owned(), column: column.to_lowercase(), role, coded };
        if !self.out.contains(&named) {
            self.out.push(named);
        }
    }

    fn keys(&mut self, tests: Option<&Value>, file: &str) {
        for column in tests.and_then(Value::as_table).into_iter().flat_map(Table::keys) {
            self.add(file, column, Role::Test, false);
        }
    }

    fn slot(&mut self, slot: Option<&Value>, fills: &str) {
        let own = self.own.clone();
        match slot {
            Some(Value::String(column)) => self.add(&own, column, Role::Fills(fills.to_owned()), false),
            Some(Value::Array(list)) => list.iter().for_each(|part| self.slot(Some(part), fills)),
            Some(Value::Table(part)) => {
                let coded = ["codes", "else", "flags"].iter().any(|k| part.contains_key(*k));
                let file = part.get("file").and_then(Value::as_str).map_or(own.clone(), str::to_lowercase);
                if let Some(column) = part.get("column").and_then(Value::as_str) {
                    self.add(&file, column, Role::Fills(fills.to_owned()), coded);
                }
                for (key, at) in [("key", &file), ("with", &own)] {
                    if let Some(column) = part.get(key).and_then(Value::as_str) {
                        self.add(at, column, Role::Key, false);
                    }
                }
                self.keys(part.get("where"), &file);
                self.keys(part.get("unless"), &own);
            }
            _ => {}
        }
    }
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The names that files and columns of a pattern have in the files at hand.
pub(super) trait Names {
    /// The file's own name, if it is there.
    fn file(&self, file: &str) -> Option<String>;
    /// The column's own name, if it is there.
    fn column(&self, file: &str, column: &str) -> Option<String>;
}

/// The record with the names at hand, without the places that are not there; nothing when it cannot be made.
pub(super) fn renamed(record: &Table, at: &str, names: &dyn Names) -> Option<Table> {
    let own = text(record, "file").to_lowercase();
    let mut out = Table::new();
    for (key, value) in record {
        let new = match key.as_str() {
            "file" => Some(Value::String(at.to_owned())),
            "fields" => Some(Value::Table(fields(value.as_table()?, &own, names))),
            // Rows that it takes cannot be told from others: no record.
            "where" => Some(tests(value, &own, names)?),
            "where-not" => some_tests(value, &own, names),
            "needs" => some_texts(value, |c| names.column(&own, c)),
            "unless-file" | "told-in" => some_texts(value, |f| names.file(f)),
            "group" => Some(Value::String(names.column(&own, value.as_str()?)?)),
            "order" => names.column(&own, value.as_str()?).map(Value::String),
            _ if SLOTS.contains(&key.as_str()) => slot(value, &own, names),
            _ => Some(value.clone()),
        };
        if let Some(new) = new {
            out.insert(key.clone(), new);
        }
    }
    Some(out)
}

fn fields(list: &Table, own: &str, names: &dyn Names) -> Table {
    list.iter().filter_map(|(field, value)| Some((field.clone(), slot(value, own, names)?))).collect()
}

fn slot(value: &Value, own: &str, names: &dyn Names) -> Option<Value> {
    match value {
        Value::String(column) => names.column(own, column).map(Value::String),
        Value::Array(list) => {
            let mut kept: Vec<Value> = list.iter().filter_map(|part| slot(part, own, names)).collect();
            if kept.len() < 2 { kept.pop() } else { Some(Value::Array(kept)) }
        }
        Value::Table(part) => place(part, own, names).map(Value::Table),
        _ => None,
    }
}

fn place(part: &Table, own: &str, names: &dyn Names) -> Option<Table> {
    let file = part.get("file").and_then(Value::as_str).map_or(own.to_owned(), str::to_lowercase);
    let mut out = Table::new();
    for (key, value) in part {
        let new = match key.as_str() {
            "file" => Value::String(names.file(&file)?),
            "column" | "key" => Value::String(names.column(&file, value.as_str()?)?),
            "with" => Value::String(names.column(own, value.as_str()?)?),
            "where" => tests(value, &file, names)?,
            "unless" => tests(value, own, names)?,
            _ => value.clone(),
        };
        out.insert(key.clone(), new);
    }
    Some(out)
}

/// Tests of columns, all of which must be there.
fn tests(value: &Value, file: &str, names: &dyn Names) -> Option<Value> {
    let list = value.as_table()?.iter();
    list.map(|(c, v)| Some((names.column(file, c)?, v.clone()))).collect::<Option<Table>>().map(Value::Table)
}

fn some_tests(value: &Value, file: &str, names: &dyn Names) -> Option<Value> {
    let list = value.as_table()?.iter();
    let kept: Table = list.filter_map(|(c, v)| Some((names.column(file, c)?, v.clone()))).collect();
    (!kept.is_empty()).then_some(Value::Table(kept))
}

fn some_texts(value: &Value, name: impl Fn(&str) -> Option<String>) -> Option<Value> {
    let kept: Vec<Value> = texts(Some(value)).into_iter().filter_map(name).map(Value::String).collect();
    (!kept.is_empty()).then_some(Value::Array(kept))
}
