//! One value of a TOML text, with its place.

use super::{Section, TomlText};
use crate::calendar::{Day, from_civil};
use crate::text::{Diagnostic, Span};
use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

/// A value and where it stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Item<'a> {
    value: &'a DeValue<'a>,
    /// Where it stands.
    pub(in crate::import) span: Span,
}

/// A key with its value.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Entry<'a> {
    /// The key.
    pub(in crate::import) key: &'a str,
    /// Where the key stands.
    pub(in crate::import) span: Span,
    /// The value.
    pub(in crate::import) item: Item<'a>,
}

impl<'a> Item<'a> {
    pub(super) fn new(value: &'a Spanned<DeValue<'a>>, toml: &TomlText<'_>) -> Self {
        Item { value: value.get_ref(), span: toml.span(value.span()) }
    }

    /// A text, or nothing when it is of another type.
    pub(in crate::import) fn as_text(self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// A number as it is written, or nothing when it is of another type.
    pub(in crate::import) fn as_number(self) -> Option<&'a str> {
        match self.value {
            DeValue::Integer(n) => Some(n.as_str()),
            DeValue::Float(n) => Some(n.as_str()),
            _ => None,
        }
    }

    /// `true` or `false`, or nothing when it is of another type.
    pub(in crate::import) fn as_flag(self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The parts of a list, or nothing when it is no list.
    pub(in crate::import) fn as_list(self, toml: &TomlText<'_>) -> Option<Vec<Item<'a>>> {
        let list = self.value.as_array()?;
        Some(list.iter().map(|v| Item::new(v, toml)).collect())
    }

    /// A table, or nothing when it is none. `what` names it in messages.
    pub(in crate::import) fn as_section(self, toml: &TomlText<'_>, what: &str) -> Option<Section<'a>> {
        Some(Section::new(self.value.as_table()?, self.span, toml, what))
    }

    /// A text; anything else is a fault.
    pub(in crate::import) fn text(self, toml: &mut TomlText<'_>, what: &str) -> Option<&'a str> {
        let found = self.as_text();
        if found.is_none() {
            self.wrong(toml, what, "a text in quotes");
        }
        found
    }

    /// A day, written as a TOML date or as a text in the same form; anything else is a fault.
    pub(in crate::import) fn day(self, toml: &mut TomlText<'_>, what: &str) -> Option<Day> {
        let found = match self.value {
            DeValue::Datetime(d) => day_of(d),
            DeValue::String(s) => crate::calendar::parse_iso(s.trim()),
            _ => None,
        };
        if found.is_none() {
            self.wrong(toml, what, "a day such as 2026-01-05");
        }
        found
    }

    /// A text, or a list of texts; anything else is a fault.
    pub(in crate::import) fn texts(self, toml: &mut TomlText<'_>, what: &str) -> Vec<(&'a str, Span)> {
        if let Some(one) = self.as_text() {
            return vec![(one, self.span)];
        }
        let Some(list) = self.as_list(toml) else {
            self.wrong(toml, what, "a text in quotes or a list of them");
            return Vec::new();
        };
        list.into_iter().filter_map(|item| Some((item.text(toml, what)?, item.span))).collect()
    }

    /// Says that the value should have been something else.
    pub(in crate::import) fn wrong(self, toml: &mut TomlText<'_>, what: &str, wanted: &str) {
        let message = format!("{what} must be {wanted}");
        let label = format!("this is {}", self.type_words());
        toml.fault(Diagnostic::error("wrong-type", self.span, message).label(label));
    }

    fn type_words(self) -> &'static str {
        match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

fn day_of(d: &Datetime) -> Option<Day> {
    let date = d.date.filter(|_| d.time.is_none())?;
    from_civil(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
