//! The draft as a mapping file, with a remark beside each guess that is not certain.

use super::choose::Input;
use super::made::{Made, list};
use super::walk::{self, SLOTS};
use crate::import::mapping::{DateForm, NO, YES};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use toml::{Table, Value};

/// How sure a guess must be to stand without a remark.
pub(super) const CERTAIN: f64 = 0.995;
/// The keys of a record in the order in which they are written; what is not here follows.
const FIRST: [&str; 15] = [
    "kind",
    "file",
    "latest",
    "unless-file",
    "told-in",
    "told-by-day",
    "group",
    "order",
    "id",
    "owner",
    "date",
    "start",
    "end",
    "recorded",
    "needs",
];

/// What a draft is written of.
pub(super) struct Parts<'p> {
    pub(super) name: &'p str,
    pub(super) inputs: &'p [Input],
    pub(super) made: &'p [Made],
    /// By family: the mapping that it ships with.
    pub(super) mappings: &'p BTreeMap<&'static str, Table>,
    /// How sure the guess of a column of a table is.
    pub(super) sure: &'p dyn Fn(&str, &str) -> f64,
    /// Tables that are known to hold nothing for us.
    pub(super) ignored: &'p [String],
}

/// The text of the mapping.
pub(super) fn text(parts: &Parts<'_>) -> String {
    let mut out = String::new();
    // Writing into a text never fails.
    let _ = write(parts, &mut out);
    out
}

fn write(parts: &Parts<'_>, out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "# A draft: look at each line, above all at those with a remark, and correct what is wrong."
    )?;
    writeln!(out, "name = {}", quoted(parts.name))?;
    let mut tables: Vec<&str> = Vec::new();
    for made in parts.made {
        let table = walk::text(&made.record, "file");
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    let few = tables.iter().take(3).map(|t| quoted(t)).collect::<Vec<_>>();
    writeln!(out, "recognise = [{}]", few.join(", "))?;
    if !parts.ignored.is_empty() {
        let all = parts.ignored.iter().map(|t| quoted(t)).collect::<Vec<_>>();
        writeln!(out, "ignore = [{}]", all.join(", "))?;
    }
    forms(parts, out)?;
    let inline = codes(parts, out)?;
    let mut last = None;
    for made in parts.made {
        if last != Some(made.input) {
            last = Some(made.input);
            let name = parts.inputs.get(made.input).map_or("", |i| i.name.as_str());
            writeln!(out, "\n# ---- {}", name.replace(char::is_control, " "))?;
        }
        record(parts, made, &inline, out)?;
    }
    Ok(())
}

fn forms(parts: &Parts<'_>, out: &mut String) -> std::fmt::Result {
    let families: BTreeSet<&str> = parts.made.iter().filter_map(|m| m.family).collect();
    let shipped = families.iter().filter_map(|f| parts.mappings.get(f)?.get("forms")?.as_table());
    let shipped: Vec<&Table> = shipped.collect();
    let mut dates = BTreeSet::from(["iso", "uk"]);
    for column in parts.inputs.iter().flat_map(|i| &i.columns) {
        for form in &column.seen.forms {
            // Whole numbers in an id column look like these too: only where most values do.
            if column.seen.dates == 0 && column.seen.name.to_lowercase().contains("dat") {
                dates.insert(match form {
                    DateForm::Compact => "compact",
                    DateForm::Excel => "excel",
                    DateForm::Iso => "iso",
                    DateForm::Uk => "uk",
                });
            }
        }
    }
    writeln!(out, "\n[forms]")?;
    writeln!(out, "dates = [{}]", dates.iter().map(|d| quoted(d)).collect::<Vec<_>>().join(", "))?;
    for key in ["yes", "no", "blank"] {
        // Those that are read anyway where nothing is said stay readable.
        let mut words: Vec<&str> = match key {
            "yes" => YES.to_vec(),
            "no" => NO.to_vec(),
            _ => Vec::new(),
        };
        for word in shipped.iter().flat_map(|f| list(f.get(key))) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if !words.is_empty() {
            writeln!(out, "{key} = [{}]", words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(", "))?;
        }
    }
    if shipped.iter().any(|f| f.get("lettered").and_then(Value::as_bool) == Some(true)) {
        writeln!(out, "lettered = true")?;
    }
    Ok(())
}

/// Writes the lists of codes that records name. Those of a second format under a name that is taken are given back, to
/// be written where they are used.
fn codes<'p>(
    parts: &Parts<'p>,
    out: &mut String,
) -> Result<BTreeMap<(&'static str, String), &'p Value>, std::fmt::Error> {
    let mut taken: BTreeMap<String, &Value> = BTreeMap::new();
    let mut inline = BTreeMap::new();
    for made in parts.made {
        let Some(family) = made.family else { continue };
        for name in code_names(&made.record) {
            let shared = parts.mappings.get(family).and_then(|m| m.get("codes")?.get(&name));
            let Some(list) = shared else { continue };
            match taken.get(&name) {
                Some(known) if *known == list => {}
                Some(_) => drop(inline.insert((family, name), list)),
                None => {
                    writeln!(out, "\n[codes.{name}]")?;
                    for (code, meant) in list.as_table().into_iter().flatten() {
                        writeln!(out, "{} = {meant}", quoted(code))?;
                    }
                    taken.insert(name, list);
                }
            }
        }
    }
    Ok(inline)
}

/// The names of lists of codes in a record.
fn code_names(record: &Table) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest: Vec<&Table> = vec![record];
    while let Some(table) = rest.pop() {
        for (key, value) in table {
            match value {
                Value::String(name) if key == "codes" => out.push(name.clone()),
                Value::Table(inner) => rest.push(inner),
                Value::Array(list) => rest.extend(list.iter().filter_map(Value::as_table)),
                _ => {}
            }
        }
    }
    out.sort();
    out.dedup();
    out
}

fn record(
    parts: &Parts<'_>,
    made: &Made,
    inline: &BTreeMap<(&'static str, String), &Value>,
    out: &mut String,
) -> std::fmt::Result {
    writeln!(out, "\n[[record]]")?;
    let table = walk::text(&made.record, "file").to_owned();
    let keys =
        FIRST.iter().copied().chain(made.record.keys().map(String::as_str).filter(|k| !FIRST.contains(k)));
    for key in keys.filter(|k| *k != "fields") {
        let Some(value) = made.record.get(key) else { continue };
        let part = if SLOTS.contains(&key) { with_codes(value, made, inline) } else { value.clone() };
        let remark = remark(parts, &table, Table::from_iter([(key.to_owned(), value.clone())]));
        writeln!(out, "{key} = {part}{remark}")?;
    }
    for (field, value) in made.record.get("fields").and_then(Value::as_table).into_iter().flatten() {
        let alone = Table::from_iter([(field.clone(), value.clone())]);
        let remark = remark(parts, &table, Table::from_iter([("fields".to_owned(), Value::Table(alone))]));
        writeln!(out, "fields.{field} = {}{remark}", with_codes(value, made, inline))?;
    }
    Ok(())
}

fn with_codes(value: &Value, made: &Made, inline: &BTreeMap<(&'static str, String), &Value>) -> Value {
    match value {
        Value::Array(list) => Value::Array(list.iter().map(|v| with_codes(v, made, inline)).collect()),
        Value::Table(part) => {
            let mut part = part.clone();
            let key = made.family.zip(part.get("codes").and_then(Value::as_str));
            let found = key.and_then(|(family, name)| inline.get(&(family, name.to_owned())));
            if let Some(list) = found {
                part.insert("codes".to_owned(), (*list).clone());
            }
            Value::Table(part)
        }
        other => other.clone(),
    }
}

/// The remark beside a line whose columns are not certain.
fn remark(parts: &Parts<'_>, table: &str, mut line: Table) -> String {
    line.insert("file".to_owned(), Value::String(table.to_owned()));
    let mut unsure = Vec::new();
    for named in walk::named(&line) {
        let sure = (parts.sure)(&named.file, &named.column);
        if sure < CERTAIN {
            unsure.push(format!("{} {} (a guess: {:.0}%)", word(sure), plain(&named.column), sure * 100.0));
        }
    }
    if unsure.is_empty() { String::new() } else { format!("  # {}", unsure.join("; ")) }
}

fn word(sure: f64) -> &'static str {
    if sure >= 0.85 { "probably" } else { "perhaps" }
}

fn plain(name: &str) -> String {
    name.replace(char::is_control, " ")
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
