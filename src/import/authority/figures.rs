//! Values in an authority file: amounts, numbers, percentages, thresholds, values over time.

use super::{DatedFigure, Figure, Threshold};
use crate::calendar::{ALWAYS, Amount};
use crate::import::toml_read::{Item, TomlText};
use crate::text::Diagnostic;

/// A value as `4 weeks`, `90%` or a number.
pub(in crate::import) fn figure(item: Item<'_>, toml: &mut TomlText<'_>, what: &str) -> Option<Figure> {
    if let Some(digits) = item.as_number() {
        return number(digits, item, toml).map(Figure::Number);
    }
    let text = item.text(toml, what)?;
    words(text, item, toml)
}

fn words(text: &str, item: Item<'_>, toml: &mut TomlText<'_>) -> Option<Figure> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix('%') {
        return number(percent.trim(), item, toml).map(Figure::Percent);
    }
    if let Some(amount) = Amount::parse(text) {
        return Some(Figure::Amount(amount));
    }
    if let Ok(n) = text.parse::<f64>()
        && n.is_finite()
    {
        return Some(Figure::Number(n));
    }
    let fault =
        Diagnostic::error("bad-value", item.span, format!("`{text}` is no amount, number or percentage"));
    toml.fault(fault.help("write \"4 weeks\", \"15 working days\", \"90%\" or 18"));
    None
}

fn number(digits: &str, item: Item<'_>, toml: &mut TomlText<'_>) -> Option<f64> {
    let n = digits.replace('_', "").parse::<f64>().ok().filter(|n| n.is_finite());
    if n.is_none() {
        toml.fault(Diagnostic::error("bad-value", item.span, format!("`{digits}` is no number")));
    }
    n
}

/// `at least 90%`, `at most 5%`.
pub(super) fn threshold(item: Item<'_>, toml: &mut TomlText<'_>, what: &str) -> Option<Threshold> {
    let text = item.text(toml, what)?.trim();
    let (at_least, rest) = if let Some(rest) = text.strip_prefix("at least ") {
        (true, rest)
    } else if let Some(rest) = text.strip_prefix("at most ") {
        (false, rest)
    } else {
        let fault =
            Diagnostic::error("bad-threshold", item.span, format!("{what} must say which way it points"));
        toml.fault(fault.help("write \"at least 90%\" or \"at most 5%\""));
        return None;
    };
    let value = words(rest, item, toml)?;
    Some(Threshold { at_least, value, span: item.span })
}

/// A value of a setting: one value, or a list of values each with the first day it holds.
pub(super) fn over_time(item: Item<'_>, toml: &mut TomlText<'_>, what: &str) -> Vec<DatedFigure> {
    let parts = item.as_list(toml).unwrap_or_else(|| vec![item]);
    let mut out: Vec<DatedFigure> = parts.into_iter().filter_map(|p| dated(p, toml, what)).collect();
    out.sort_by_key(|v| v.from);
    let mut repeated = Vec::new();
    for pair in out.windows(2) {
        if let [a, b] = pair
            && a.from == b.from
        {
            repeated.push(b.span.max(a.span));
        }
    }
    for span in repeated {
        let fault =
            Diagnostic::error("repeated-day", span, format!("{what} has two values from the same day"));
        toml.fault(fault.help("give each value its own `from`"));
    }
    out
}

fn dated(item: Item<'_>, toml: &mut TomlText<'_>, what: &str) -> Option<DatedFigure> {
    let (from, value_item) = match item.as_section(toml, what) {
        None => (ALWAYS, item),
        Some(mut part) => {
            let from = part.day("from", toml).map_or(ALWAYS, |d| d.0);
            let value = part.item("value");
            if value.is_none() {
                part.missing("value", toml);
            }
            part.end(toml);
            (from, value?)
        }
    };
    let value = figure(value_item, toml, what)?;
    if let Figure::Percent(_) = value {
        value_item.wrong(toml, what, "an amount or a number");
        return None;
    }
    Some(DatedFigure { from, value, span: value_item.span })
}
