//! Warnings: rules that load, but should be looked at.

use crate::lang::checked::{Cond, FieldRef, Leaf, Thing, ValueType, walk};
use crate::lang::resolve::Resolver;
use crate::text::{Diagnostic, Span};

/// A fact that changes is a period: a plain field in `while` shows today's value for every past day.
pub(crate) fn plain_field_in_while(resolver: &mut Resolver<'_, '_>, c: &Cond, span: Span) {
    let mut found = Plain::default();
    match c {
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| own_fields(c, &mut found)),
        other => own_fields(other, &mut found),
    }
    let Some(field) = found.fields.iter().find(|f| !found.elsewhere.contains(f)) else { return };
    let Leaf::Field(id) = field.leaf else { return };
    let declared = resolver.declared(field.kind);
    let name = declared.and_then(|k| Some(k.field_at(id)?.name.clone())).unwrap_or_default();
    resolver.out.push(
        Diagnostic::warning(
            "plain-field-in-while",
            span,
            format!("`{name}` has no history: today's value would be taken for every day in the past"),
        )
        .help("record what changes as a period and say `while has a ... open`; if it never changes, say `where`"),
    );
}

/// The fields a condition reads of the record itself; what it looks for among other records has days of its own.
fn own_fields(c: &Cond, found: &mut Plain) {
    match c {
        Cond::Has(_) => {}
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| own_fields(c, found)),
        Cond::Not(inner) => own_fields(inner, found),
        other => walk::condition(other, found),
    }
}

/// Fields read, and those read of records looked for (counted, added up): these have days of their own.
#[derive(Default)]
struct Plain {
    fields: Vec<FieldRef>,
    elsewhere: Vec<FieldRef>,
}

impl walk::Parts for Plain {
    fn thing(&mut self, thing: &Thing) {
        let mut inside = Inside(Vec::new());
        walk::thing(thing, &mut inside);
        self.elsewhere.extend(inside.0);
    }

    fn field(&mut self, field: &FieldRef) {
        let day = matches!(field.value_type, ValueType::HappeningDay | ValueType::PlannedDay);
        if matches!(field.leaf, Leaf::Field(_)) && !day {
            self.fields.push(field.clone());
        }
    }
}

struct Inside(Vec<FieldRef>);

impl walk::Parts for Inside {
    fn field(&mut self, field: &FieldRef) {
        self.0.push(field.clone());
    }
}
