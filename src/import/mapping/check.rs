//! A mapping held against the vocabulary.

use super::{Place, Slot};
use crate::import::toml_read::{Section, TomlText};
use crate::record::{FieldId, FieldType, Kind, Shape};
use crate::text::{Diagnostic, Span, nearest};

/// Checks names and values of one mapping.
#[derive(Debug)]
pub(super) struct Checker<'c, 'i> {
    pub(super) toml: &'c mut TomlText<'i>,
}

impl Checker<'_, '_> {
    /// Whether owner and days are said as the kind needs them: `[owner, date, start, end]` tells which are said.
    pub(super) fn shape(&mut self, kind: &Kind, part: &Section<'_>, said: [bool; 4]) {
        let [owner, date, start, end] = said;
        let wanted = [
            ("owner", owner, kind.owner.is_some()),
            ("date", date, kind.shape == Shape::Event),
            ("start", start, kind.shape == Shape::Period),
            ("end", end, kind.shape == Shape::Period),
        ];
        for (key, is_said, meant) in wanted {
            // A period without an end is a period that stays open.
            if meant && !is_said && key != "end" {
                part.missing(key, self.toml);
            }
            if is_said && !meant {
                let shape = match kind.shape {
                    Shape::Subject => "a subject",
                    Shape::Event => "an event",
                    Shape::Period => "a period",
                };
                let message = format!("`{}` is {shape}: it has no `{key}`", kind.name);
                self.toml.fault(Diagnostic::error("wrong-shape", part.span, message));
            }
        }
    }

    /// The field of a name.
    pub(super) fn field(&mut self, kind: &Kind, name: &str, span: Span) -> Option<(FieldId, FieldType)> {
        let found = kind.field(name).and_then(|f| Some((f, kind.field_at(f)?.field_type.clone())));
        if found.is_none() {
            let message = format!("`{}` has no field `{name}`", kind.name);
            let mut fault = Diagnostic::error("unknown-field", span, message);
            if let Some(near) = nearest(name, kind.fields.iter().map(|f| f.name.as_str())) {
                fault = fault.help(format!("did you mean `{near}`?"));
            }
            self.toml.fault(fault);
        }
        found
    }

    /// Whether every value that the mapping itself gives is of the field's type.
    pub(super) fn values(&mut self, slot: &Slot, field_type: &FieldType, span: Span) {
        for from in &slot.from {
            let constant = match &from.place {
                Place::Constant(value) => Some(value),
                _ => None,
            };
            let given = constant.into_iter().chain(from.codes.values()).chain(&from.otherwise);
            for value in given.chain(from.flags.iter().map(|f| &f.1)) {
                if let Some(wanted) = refuses(field_type, value) {
                    let message = format!("`{value}` is {wanted}");
                    self.toml.fault(Diagnostic::error("wrong-value", span, message));
                }
            }
        }
    }
}

/// Why a type refuses a value; an empty value stands for "not known" in every type.
fn refuses(field_type: &FieldType, value: &str) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    let fits = match field_type {
        FieldType::Date | FieldType::PlannedDate => crate::calendar::parse_iso(value).is_some(),
        FieldType::YesNo => matches!(value, "yes" | "no"),
        FieldType::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        FieldType::Text | FieldType::Link(_) => true,
        FieldType::OneOf(list) => list.codes.iter().any(|c| c == value),
    };
    match field_type {
        _ if fits => None,
        FieldType::OneOf(list) => Some(format!("none of {}", list.codes.join(", "))),
        FieldType::YesNo => Some("neither yes nor no".to_owned()),
        FieldType::Number => Some("no number".to_owned()),
        _ => Some("no day such as 2026-01-05".to_owned()),
    }
}
