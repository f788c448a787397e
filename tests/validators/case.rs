//! One case: its tables through the loader and all rules, and what came of the one it is about.

use duecare::import::{ReturnTables, england_calendar};
use duecare::report::Ruled;
use duecare::service::ReturnRules;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A case as the file has it.
pub struct Case<'v> {
    pub id: String,
    pub rule: String,
    /// A rule that the newest set does not hold in this form.
    pub of_another_set: bool,
    value: &'v Value,
}

/// What came of it.
pub enum Came {
    /// The failing rows of the rule's own table are those expected.
    Agrees {
        /// And so are those of the other tables.
        others: bool,
    },
    /// They are not.
    Differs(String),
}

/// Columns that cases call otherwise than the return does: the table, theirs, the return's.
const RENAMED: &[(&str, &str, &str)] = &[
    ("Episodes", "DATE_EPISODE_CEASED", "DEC"),
    ("Episodes", "PLACEMENT", "PLACE"),
    ("Header", "UASC_STATUS", "UASC"),
];

/// What the return calls a column.
fn column<'c>(table: &str, named: &'c str) -> &'c str {
    RENAMED.iter().find(|(t, theirs, _)| *t == table && *theirs == named).map_or(named, |(_, _, ours)| ours)
}

type Rows = BTreeMap<String, BTreeSet<u64>>;

impl<'v> Case<'v> {
    pub fn new(value: &'v Value, newest: &str) -> Case<'v> {
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        let of_another_set = value
            .as_object()
            .is_some_and(|o| o.iter().any(|(k, v)| k.starts_with("in_") && v == &Value::Bool(false)))
            || value["collection_years"].as_array().is_some_and(|years| !years.iter().any(|y| y == newest));
        Case { id: text("id"), rule: text("rule"), of_another_set, value }
    }

    fn expected(&self) -> (Rows, bool) {
        let rows = self.value["expected"]["failing_rows"].as_object();
        let rows = rows.into_iter().flatten().map(|(table, rows)| {
            (
                table.clone(),
                rows.as_array().into_iter().flatten().filter_map(|id| self.place(table, id)).collect(),
            )
        });
        (rows.collect(), self.value["expected"]["whole_return_fails"] == Value::Bool(true))
    }

    /// The place in its table, from 0, of the row that a case calls by an id of its own or by its place.
    fn place(&self, table: &str, id: &Value) -> Option<u64> {
        match self.value["input"][table]["row_ids"].as_array() {
            Some(ids) => ids.iter().position(|i| i == id).map(|at| at as u64),
            None => id.as_u64(),
        }
    }
}

/// Runs a case; a panic is a difference.
pub fn run(case: &Case<'_>, rules: &ReturnRules) -> Came {
    catch_unwind(AssertUnwindSafe(|| judged(case, rules)))
        .unwrap_or_else(|_| Came::Differs("a panic".to_owned()))
}

fn judged(case: &Case<'_>, rules: &ReturnRules) -> Came {
    let Some(input) = case.value["input"].as_object() else {
        return Came::Differs("the case has no input".to_owned());
    };
    let mut tables = ReturnTables::new(Arc::clone(rules.vocabulary()));
    let metadata: Vec<(&str, Option<String>)> = case.value["metadata"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(k, v)| (k.as_str(), text(v)))
        .collect();
    if !metadata.is_empty() {
        // What the return is of is no file of it: a case says it beside its tables.
        let columns: Vec<&str> = metadata.iter().map(|(k, _)| *k).collect();
        let Some(sink) = tables.table("metadata", "metadata", &columns) else {
            return Came::Differs("the return has no parameters".to_owned());
        };
        tables.row(&sink, 1, metadata.iter().map(|(_, v)| v.as_deref()));
    }
    for (name, table) in input {
        let columns: Vec<&str> = table["columns"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|c| column(name, c))
            .collect();
        let Some(sink) = tables.table(name, name, &columns) else {
            return Came::Differs(format!("there is no table `{name}`"));
        };
        for (at, row) in table["rows"].as_array().into_iter().flatten().enumerate() {
            let cells: Vec<Option<String>> = row.as_array().into_iter().flatten().map(text).collect();
            tables.row(&sink, at as u32 + 1, cells.iter().map(Option::as_deref));
        }
    }
    let validation = rules.validate(&tables.finish(), &england_calendar());
    let Some(ruled) = validation.rules.iter().find(|r| r.code.eq_ignore_ascii_case(&case.rule)) else {
        return Came::Differs("the set has no such rule".to_owned());
    };
    let own = own_tables(rules, &case.rule);
    let (expected, whole) = case.expected();
    let (places, because) = found(ruled);
    let whole_return = rules.vocabulary().iter().find(|(_, k)| k.owner.is_none() && k.keyed_by.is_none());
    let of_return = whole_return.is_some_and(|(_, k)| own.iter().any(|t| Some(t) == k.table.as_ref()));
    if of_return && (whole || expected.is_empty()) {
        return match whole != ruled.failed.is_empty() {
            true => Came::Agrees { others: true },
            false => Came::Differs(format!("the whole return fails: expected {whole}, {}", words(ruled))),
        };
    }
    let none = BTreeSet::new();
    for table in &own {
        let (want, have) = (expected.get(table).unwrap_or(&none), places.get(table).unwrap_or(&none));
        if want != have {
            return Came::Differs(format!(
                "{table}: expected rows {want:?}, found {have:?}; {}",
                words(ruled)
            ));
        }
    }
    let all: Rows = expected
        .keys()
        .chain(places.keys())
        .chain(because.keys())
        .map(|t| (t.clone(), BTreeSet::new()))
        .collect();
    let both = |t: &String| -> BTreeSet<u64> {
        places.get(t).into_iter().chain(because.get(t)).flatten().copied().collect()
    };
    let others = all.keys().all(|t| expected.get(t).unwrap_or(&none) == &both(t));
    Came::Agrees { others }
}

fn own_tables(rules: &ReturnRules, code: &str) -> Vec<String> {
    let standards = rules.set.standards.iter().filter(|s| super::code(&s.id).eq_ignore_ascii_case(code));
    standards.filter_map(|s| rules.set.vocabulary.kind(s.scope.kind)?.table.clone()).collect()
}

/// Rows from 0, as the cases count them.
fn found(ruled: &Ruled) -> (Rows, Rows) {
    let (mut places, mut because) = (Rows::new(), Rows::new());
    for f in &ruled.failed {
        places.entry(f.table.clone()).or_default().insert(u64::from(f.row).saturating_sub(1));
        for b in &f.because {
            because.entry(b.table.clone()).or_default().insert(u64::from(b.row).saturating_sub(1));
        }
    }
    (places, because)
}

fn words(ruled: &Ruled) -> String {
    format!(
        "{}, {} pass, {} fail, {} not judged",
        ruled.outcome.words(),
        ruled.passed,
        ruled.failed.len(),
        ruled.not_judged
    )
}

/// A cell as it would stand in a file.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(n) => match n.as_f64() {
            Some(whole) if whole.fract() == 0.0 => Some(format!("{whole:.0}")),
            _ => Some(n.to_string()),
        },
        // A case may hold a text without a letter, which is not a missing value there and in no file: something written.
        Value::String(text) if text.is_empty() => Some("''".to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => Some(list.iter().filter_map(text).collect::<Vec<_>>().join(",")),
        Value::Object(_) => Some(value.to_string()),
    }
}
