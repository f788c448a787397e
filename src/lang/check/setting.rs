//! Settings with their dated values and bounds, and what agreements may vary.

use super::spread::{bound_said, said};
use crate::calendar::{ALWAYS, Day};
use crate::lang::ast;
use crate::lang::checked::{AgreementRule, Bound, Setting, SettingValue};
use crate::text::{Diagnostic, Diagnostics, Span};

/// All settings of a standard or measure, in order.
pub(crate) fn settings(list: &[ast::Setting], out: &mut Diagnostics) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::new();
    for s in list {
        if let Some(before) = settings.iter().find(|x| x.name == s.name.text) {
            out.push(
                Diagnostic::error(
                    "duplicate-name",
                    s.name.span,
                    format!("there are two settings called `{}`", s.name.text),
                )
                .related(before.span, "the first is here")
                .help("a value that changes on a day is said in one setting: `6 weeks, 4 weeks from 1 May 2024`"),
            );
            continue;
        }
        settings.extend(setting(s, out));
    }
    settings
}

fn setting(s: &ast::Setting, out: &mut Diagnostics) -> Option<Setting> {
    let mut values: Vec<(Day, SettingValue)> = Vec::new();
    let mut first_type: Option<(SettingValue, Span)> = None;
    let mut before = ALWAYS;
    for (i, dated) in s.values.iter().enumerate() {
        let Some(value) = value_of(&dated.value, out) else {
            continue;
        };
        same_type(value, dated.value.span, &mut first_type, out);
        let said_from = match (i, &dated.from) {
            (_, Some(from)) => from.day,
            (0, None) => ALWAYS,
            (_, None) => {
                out.push(
                    Diagnostic::error(
                        "no-day",
                        dated.value.span,
                        "it is not said from when this value holds",
                    )
                    .help("say for example `4 weeks from 1 May 2024`"),
                );
                continue;
            }
        };
        if i > 0 && said_from <= before {
            out.push(
                Diagnostic::error(
                    "out-of-order",
                    dated.value.span,
                    "this value does not come after the one before it",
                )
                .help("write the values in the order of their days"),
            );
        }
        before = said_from;
        // The first value holds from the beginning of time: there is none before it.
        values.push((if i == 0 { ALWAYS } else { said_from }, value));
    }
    let mut bounds = Vec::new();
    for b in &s.bounds {
        let Some(bound) = bound(b, out) else {
            continue;
        };
        if !same_type(bound.value, b.span, &mut first_type, out) {
            continue;
        }
        for (i, (_, value)) in values.iter().enumerate() {
            let span = s.values.get(i).map_or(s.span, |d| d.value.span);
            let what = format!("the setting `{}`", s.name.text);
            within(&bound, *value, span, Some(b.span), &what, out);
        }
        bounds.push(bound);
    }
    let name = s.name.text.clone();
    // A setting that was refused is kept where it has a value, so that its uses are not reported too.
    (!values.is_empty()).then_some(Setting { name, values, bounds, open: s.open, set_by: None, span: s.span })
}

/// A value of a setting.
pub(crate) fn value_of(v: &ast::Value, out: &mut Diagnostics) -> Option<SettingValue> {
    match &v.literal {
        ast::Literal::Amount(a) => Some(SettingValue::Amount(*a)),
        ast::Literal::Number(n) => Some(SettingValue::Number(n.to_f64())),
        _ => {
            out.push(
                Diagnostic::error("wrong-type", v.span, "a setting is a number or an amount of time")
                    .help("say for example `4 weeks`, `15 working days` or `18`"),
            );
            None
        }
    }
}

fn same_type(
    value: SettingValue,
    span: Span,
    first: &mut Option<(SettingValue, Span)>,
    out: &mut Diagnostics,
) -> bool {
    match *first {
        None => {
            *first = Some((value, span));
            true
        }
        Some((before, at)) => {
            let same = matches!(
                (before, value),
                (SettingValue::Amount(_), SettingValue::Amount(_))
                    | (SettingValue::Number(_), SettingValue::Number(_))
            );
            if !same {
                out.push(
                    Diagnostic::error(
                        "wrong-unit",
                        span,
                        format!("`{}` and `{}` cannot be compared", said(before), said(value)),
                    )
                    .related(at, "the other is here")
                    .help("both are amounts of time, or both are numbers"),
                );
            }
            same
        }
    }
}

/// A bound.
pub(crate) fn bound(b: &ast::Bound, out: &mut Diagnostics) -> Option<Bound> {
    let value = value_of(&b.value, out)?;
    Some(Bound { at_most: b.side == ast::BoundSide::AtMost, value })
}

/// Whether a value keeps within a bound; reports it where it does not or where nobody can say.
pub(crate) fn within(
    bound: &Bound,
    value: SettingValue,
    span: Span,
    bound_at: Option<Span>,
    what: &str,
    out: &mut Diagnostics,
) -> bool {
    let d = match bound.admits(value) {
        Some(true) => return true,
        Some(false) => {
            let side = if bound.at_most { "more" } else { "less" };
            let message = format!("{what} is {}, and it may be {}", said(value), bound_said(bound));
            let help = match bound_at {
                Some(_) => "change the value, or the bound if the law or procedure it comes from has changed",
                None => "the bound is set in the line `agreement on` of the standard",
            };
            Diagnostic::error("outside-bound", span, message)
                .label(format!("{side} than the bound"))
                .help(help)
        }
        None => {
            let message = format!(
                "`{}` cannot be held against `{}`: which is longer depends on the day",
                said(value),
                bound_said(bound)
            );
            Diagnostic::error("wrong-unit", span, message).help("say both in the same unit")
        }
    };
    out.push(match bound_at {
        Some(at) => d.related(at, "the bound is set here"),
        None => d,
    });
    false
}

/// `agreement on X`.
pub(crate) fn agreements(
    list: &[ast::Agreement],
    settings: &[Setting],
    out: &mut Diagnostics,
) -> Vec<(usize, AgreementRule)> {
    let mut rules: Vec<(usize, AgreementRule)> = Vec::new();
    for a in list {
        let name = &a.setting.text;
        let Some(at) = settings.iter().position(|s| s.name == *name) else {
            let names: Vec<&str> = settings.iter().map(|s| s.name.as_str()).collect();
            let help =
                crate::lang::resolve::did_you_mean(name, names.iter().copied()).unwrap_or_else(
                    || match names.as_slice() {
                        [] => format!("declare it above with `setting {name} is ...` and use it in the duty"),
                        _ => format!(
                            "the settings here are {}",
                            crate::lang::resolve::either(&names).replace(" or ", " and ")
                        ),
                    },
                );
            out.push(
                Diagnostic::error(
                    "unknown-setting",
                    a.setting.span,
                    format!("an agreement varies a setting, and there is no setting called `{name}`"),
                )
                .help(help),
            );
            continue;
        };
        if rules.iter().any(|(i, _)| *i == at) {
            out.push(
                Diagnostic::error(
                    "duplicate-agreement",
                    a.setting.span,
                    format!("agreements on `{name}` are said twice"),
                )
                .help("keep one of the two lines"),
            );
            continue;
        }
        if a.bounds.is_empty() {
            out.push(
                Diagnostic::error(
                    "agreement-without-bound",
                    a.span,
                    format!("nothing says how far an agreement may change `{name}`"),
                )
                .help(format!(
                    "say for example `agreement on {name}, at most 6 months, approved by head-of-service`"
                )),
            );
            continue;
        }
        let mut bounds = Vec::new();
        for b in &a.bounds {
            let Some(found) = bound(b, out) else { continue };
            let mut first = settings.get(at).and_then(|s| Some((s.values.first()?.1, s.span)));
            if same_type(found.value, b.span, &mut first, out) {
                bounds.push(found);
            }
        }
        let approved_by = a.approved_by.as_ref().map(|n| n.text.clone());
        rules.push((at, AgreementRule { setting: at, bounds, approved_by, span: a.span }));
    }
    rules
}
