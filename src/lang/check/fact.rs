//! Facts of examples: records with their days and fields, and agreements.

use super::example::Owner;
use super::setting::{value_of, within};
use crate::calendar::Day;
use crate::lang::ast;
use crate::lang::checked::{Fact, FactValue, Literal, Setting, SettingValue};
use crate::lang::resolve::{Env, Resolver, Ty, did_you_mean};
use crate::record::{FieldId, FieldType, KindId, Shape};
use crate::text::{Diagnostic, Diagnostics};

/// A fact; an agreement on several settings gives one for each.
pub(crate) fn fact(f: &ast::Fact, env: &Env<'_>, owner: Owner<'_>, out: &mut Diagnostics) -> Vec<Fact> {
    match &f.kind {
        ast::FactKind::Record(kind) => record(f, kind, env, out).into_iter().collect(),
        ast::FactKind::Agreement(_) => agreement(f, owner, out),
    }
}

fn record(f: &ast::Fact, name: &ast::Name, env: &Env<'_>, out: &mut Diagnostics) -> Option<Fact> {
    let mut resolver = Resolver::new(env, out);
    let kind = resolver.kind(name)?;
    let time = days(&mut resolver, f, kind);
    let mut recorded = None;
    let mut fields = Vec::new();
    let mut fine = true;
    for (field, value) in &f.fields {
        if field.text == "recorded" && resolver.shape(kind) != Shape::Subject {
            match resolver.literal_as(&value.literal, value.span, &Ty::Day { happening: true }) {
                Some(Literal::Day(day)) => recorded = Some(day),
                _ => fine = false,
            }
            continue;
        }
        match field_value(&mut resolver, kind, field, value) {
            Some(found) => fields.push(found),
            None => fine = false,
        }
    }
    if let Some(of) = &f.of
        && resolver.declared(kind).is_some_and(|k| k.owner.is_none())
    {
        let message = format!("`{}` belongs to no other record", name.text);
        return resolver.refuse(
            "no-owner",
            of.span,
            message,
            format!("to give it a name say `given {} {}`", name.text, of.text),
        );
    }
    let (start, end) = time?;
    fine.then(|| Fact::Record {
        kind,
        name: f.name.as_ref().map(|n| n.text.clone()),
        of: f.of.as_ref().map(|n| n.text.clone()),
        start,
        end,
        recorded,
        fields,
        span: f.span,
    })
}

type Days = (Option<Day>, Option<Day>);

fn days(resolver: &mut Resolver<'_, '_>, f: &ast::Fact, kind: KindId) -> Option<Days> {
    let name = resolver.kind_name(kind);
    match (resolver.shape(kind), f.time) {
        (_, ast::FactTime::None) => Some((None, None)),
        (Shape::Event, ast::FactTime::On(d)) => Some((Some(d.day), None)),
        (Shape::Period, ast::FactTime::Between(a, b)) => Some((a.map(|d| d.day), b.map(|d| d.day))),
        (Shape::Event, ast::FactTime::Between(a, b)) => {
            let span = a.or(b).map_or(f.span, |d| d.span);
            let message = format!("`{name}` is an event: it has one day");
            resolver.refuse("wrong-day-word", span, message, "say `on` and the day")
        }
        (Shape::Period, ast::FactTime::On(d)) => {
            let message = format!("`{name}` is a period: it has a start and maybe an end");
            resolver.refuse(
                "wrong-day-word",
                d.span,
                message,
                "say `from` and the first day, then `to` and the last",
            )
        }
        (Shape::Subject, time) => {
            let span = match time {
                ast::FactTime::On(d) => d.span,
                ast::FactTime::Between(a, b) => a.or(b).map_or(f.span, |d| d.span),
                ast::FactTime::None => f.span,
            };
            let message = format!("`{name}` is a subject: it has no days of its own");
            resolver.refuse(
                "wrong-day-word",
                span,
                message,
                "leave the day out, or give it as a field after `with`",
            )
        }
    }
}

fn field_value(
    resolver: &mut Resolver<'_, '_>,
    kind: KindId,
    field: &ast::Name,
    value: &ast::Value,
) -> Option<(FieldId, FactValue)> {
    let declared = resolver.declared(kind)?;
    let day = match (field.text.as_str(), declared.shape) {
        ("start", Shape::Period) | ("date", Shape::Event) => {
            declared.start_column.as_ref().map(|_| FieldId::START)
        }
        ("end", Shape::Period) => declared.end_column.as_ref().map(|_| FieldId::END),
        _ => None,
    };
    // A day of a return that cannot be read.
    if let (Some(day), ast::Literal::Text(written)) = (day, &value.literal) {
        return Some((day, FactValue::Written(written.clone())));
    }
    let Some(id) = declared.field(&field.text) else {
        let kind_name = declared.name.clone();
        let names: Vec<String> = declared.fields.iter().map(|f| f.name.clone()).collect();
        let help = did_you_mean(&field.text, names.iter().map(String::as_str))
            .unwrap_or_else(|| resolver.fields_help(kind));
        let message =
            format!("{} has no field called `{}`", crate::lang::resolve::article(&kind_name), field.text);
        return resolver.refuse("unknown-field", field.span, message, help);
    };
    let ty = Ty::of_field(&declared.field_at(id)?.field_type);
    if let Ty::Record(_) = ty {
        let name = match &value.literal {
            ast::Literal::Word(t) | ast::Literal::Text(t) | ast::Literal::Code(t) => Some(t.clone()),
            ast::Literal::Number(n) => Some(n.to_string()),
            _ => None,
        };
        return match name {
            Some(name) => Some((id, FactValue::Record(name))),
            None => {
                let message = format!("`{}` names a record", field.text);
                resolver.refuse(
                    "wrong-type",
                    value.span,
                    message,
                    "give it a name, for example `with worker ann`",
                )
            }
        };
    }
    // In a return anything may be written; in an example it stands in quotes.
    if let (ast::Literal::Text(written), true) = (&value.literal, declared.field_at(id)?.column.is_some()) {
        let refused = match &declared.field_at(id)?.field_type {
            FieldType::OneOf(list) => !list.codes.contains(written),
            FieldType::Text | FieldType::Link(_) => false,
            FieldType::Date | FieldType::PlannedDate | FieldType::YesNo | FieldType::Number => true,
        };
        if refused {
            return Some((id, FactValue::Written(written.clone())));
        }
    }
    let literal = resolver.literal_as(&value.literal, value.span, &ty)?;
    Some((id, FactValue::Literal(literal)))
}

fn agreement(f: &ast::Fact, owner: Owner<'_>, out: &mut Diagnostics) -> Vec<Fact> {
    let ast::FactTime::Between(Some(from), until) = f.time else {
        out.push(
            Diagnostic::error("wrong-day-word", f.span, "it is not said from when the agreement holds")
                .help("say `given agreement from 5 January 2026 with interval 12 weeks`"),
        );
        return Vec::new();
    };
    let mut agreed = None;
    for (name, value) in &f.fields {
        if let ("agreed", ast::Literal::Date(day)) = (name.text.as_str(), &value.literal) {
            agreed = Some(*day);
        }
    }
    let mut facts = Vec::new();
    for (name, value) in &f.fields {
        if matches!(name.text.as_str(), "agreed" | "approved-by") {
            continue;
        }
        let Some(found) = value_of(value, out) else { continue };
        if !varies(name, value, found, owner, out) {
            continue;
        }
        let literal = match found {
            SettingValue::Amount(a) => Literal::Amount(a),
            SettingValue::Number(n) => Literal::Number(n),
        };
        facts.push(Fact::Agreement {
            setting: name.text.clone(),
            value: literal,
            from: from.day,
            until: until.map(|d| d.day),
            agreed,
            of: f.of.as_ref().map(|n| n.text.clone()),
            span: f.span,
        });
    }
    if f.fields.is_empty() {
        out.push(
            Diagnostic::error("wrong-day-word", f.span, "it is not said what was agreed")
                .help("say for example `with interval 12 weeks`"),
        );
    }
    facts
}

/// Whether an agreement may give a setting that value.
fn varies(
    name: &ast::Name,
    value: &ast::Value,
    found: SettingValue,
    owner: Owner<'_>,
    out: &mut Diagnostics,
) -> bool {
    let Owner::Standard { settings, agreements, breaches, .. } = owner else { return true };
    let Some(at) = settings.iter().position(|s| s.name == name.text) else {
        if breaches {
            return true;
        }
        let names: Vec<&str> = settings.iter().map(|s: &Setting| s.name.as_str()).collect();
        let help = did_you_mean(&name.text, names)
            .unwrap_or_else(|| "an agreement varies a setting of the standard".to_owned());
        let message = format!("there is no setting called `{}`", name.text);
        out.push(Diagnostic::error("unknown-setting", name.span, message).help(help));
        return false;
    };
    let Some(rule) = agreements.iter().find(|a| a.setting == at) else {
        out.push(
            Diagnostic::error("no-agreement", name.span, format!("no agreement may vary `{}`", name.text))
                .help(format!("add `agreement on {}, at most ...` to the standard", name.text)),
        );
        return false;
    };
    let what = format!("the agreed `{}`", name.text);
    rule.bounds.iter().all(|bound| within(bound, found, value.span, None, &what, out))
}
