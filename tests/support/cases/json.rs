//! Small steps into a JSON tree, each with a fault in words.

use duecare::calendar::{Amount, Day, parse_iso};
use serde_json::{Map, Value as Json};
use std::fmt;

/// What is wrong with a tree. A field that no kind has yet is told apart: it may be added and tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) words: String,
    pub(crate) missing: Option<(String, String)>,
}

impl Fault {
    pub(crate) fn new(words: impl Into<String>) -> Fault {
        Fault { words: words.into(), missing: None }
    }

    pub(crate) fn no_field(kind: &str, field: &str) -> Fault {
        Fault {
            words: format!("no field `{field}` of {kind}"),
            missing: Some((kind.to_owned(), field.to_owned())),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

pub(crate) type Read<T> = Result<T, Fault>;

/// An object all of whose keys are known.
pub(crate) fn object<'a>(tree: &'a Json, what: &str, keys: &[&str]) -> Read<&'a Map<String, Json>> {
    let map = tree.as_object().ok_or_else(|| Fault::new(format!("{what} is not an object: {tree}")))?;
    match map.keys().find(|k| !keys.contains(&k.as_str())) {
        Some(key) => Err(Fault::new(format!("unknown key `{key}` in {what}"))),
        None => Ok(map),
    }
}

pub(crate) fn list<'a>(tree: &'a Json, what: &str) -> Read<&'a Vec<Json>> {
    tree.as_array().ok_or_else(|| Fault::new(format!("{what} is not a list: {tree}")))
}

pub(crate) fn text<'a>(tree: &'a Json, what: &str) -> Read<&'a str> {
    tree.as_str().ok_or_else(|| Fault::new(format!("{what} is not a text: {tree}")))
}

pub(crate) fn flag(tree: Option<&Json>, what: &str) -> Read<bool> {
    match tree {
        None | Some(Json::Null) => Ok(false),
        Some(Json::Bool(b)) => Ok(*b),
        Some(other) => Err(Fault::new(format!("{what} is not true or false: {other}"))),
    }
}

pub(crate) fn day(tree: &Json, what: &str) -> Read<Day> {
    parse_iso(text(tree, what)?).ok_or_else(|| Fault::new(format!("{what} is not a day: {tree}")))
}

pub(crate) fn amount(tree: &Json, what: &str) -> Read<Amount> {
    Amount::parse(text(tree, what)?).ok_or_else(|| Fault::new(format!("{what} is not an amount: {tree}")))
}

/// Item `i` of a list.
pub(crate) fn at<'a>(items: &'a [Json], i: usize, what: &str) -> Read<&'a Json> {
    items.get(i).ok_or_else(|| Fault::new(format!("{what} has no item {i}")))
}

/// A pair of days.
pub(crate) fn pair(tree: &Json, what: &str) -> Read<(Day, Day)> {
    let items = list(tree, what)?;
    Ok((day(at(items, 0, what)?, what)?, day(at(items, 1, what)?, what)?))
}
