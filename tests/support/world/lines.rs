//! Record lines: `kind id day`, `kind id from..to`, then `of=c`, `recorded=day`, `field=value`.

use duecare::calendar::{Amount, Day, parse_iso};
use std::fmt;

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineError(pub(crate) String);

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A record or agreement line, its words told apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) start: Option<Day>,
    pub(crate) end: Option<Day>,
    pub(crate) of: Option<String>,
    pub(crate) pairs: Vec<(String, String)>,
}

/// Reads one line.
pub(crate) fn read_line(text: &str) -> Result<Line, LineError> {
    let wrong = |what: &str| LineError(format!("{what} in record line `{text}`"));
    let mut words = text.split_whitespace().peekable();
    let kind = words.next().ok_or_else(|| wrong("no kind"))?.to_owned();
    let id = words.next().ok_or_else(|| wrong("no id"))?.to_owned();
    let day = |t: &str| match t {
        "" | "-" => Ok(None),
        t => parse_iso(t).map(Some).ok_or_else(|| wrong("not a day")),
    };
    let (mut start, mut end) = (None, None);
    if words.peek().is_some_and(|w| !w.contains('=')) {
        let when = words.next().unwrap_or("-");
        (start, end) = match when.split_once("..") {
            Some((a, b)) => (day(a)?, day(b)?),
            None => (day(when)?, None),
        };
    }
    let mut line = Line { kind, id, start, end, of: None, pairs: Vec::new() };
    for word in words {
        let (key, value) = word.split_once('=').ok_or_else(|| wrong("not key=value"))?;
        match key {
            "of" => line.of = Some(value.to_owned()),
            _ => line.pairs.push((key.to_owned(), value.to_owned())),
        }
    }
    Ok(line)
}

/// The type a value looks like, for a field no list names.
pub(crate) fn sort_of_value(value: &str) -> &'static str {
    if parse_iso(value).is_some() {
        "date"
    } else if matches!(value, "yes" | "no") {
        "yes-no"
    } else if value.parse::<f64>().is_ok() {
        "number"
    } else {
        "text"
    }
}

impl Line {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|p| p.0 == key).map(|p| p.1.as_str())
    }

    /// The day of a key.
    pub(crate) fn day(&self, key: &str) -> Result<Option<Day>, LineError> {
        self.get(key)
            .map(|v| parse_iso(v).ok_or_else(|| LineError(format!("`{key}={v}` is not a day"))))
            .transpose()
    }

    /// The amount of a key.
    pub(crate) fn amount(&self, key: &str) -> Option<Amount> {
        self.get(key).and_then(Amount::parse)
    }
}
