//! One standard or check: header, scope, duty, reliefs, agreements; a version in as many parts as it has kinds.

use super::example::{Owner, examples};
use super::header::{in_force, severity};
use super::overrides::Overrides;
use super::setting::{agreements, settings};
use super::subject::Subject;
use crate::lang::ast;
use crate::lang::checked::{AgreementRule, Cond, Duty, Relief, Scope, Setting, Standard, Value};
use crate::lang::resolve::{Env, Resolver};
use crate::record::{KindId, Shape};
use crate::text::{Diagnostic, Diagnostics};
use std::collections::BTreeSet;

/// A kind of subject of a standard.
#[derive(Debug, Clone)]
struct Part {
    kind: KindId,
    breach_of: Option<String>,
}

/// Checks one version. Its parts are in order of the kinds said; the version is numbered later.
pub(crate) fn standard(
    s: &ast::Standard,
    env: &Env<'_>,
    overrides: &mut Overrides<'_>,
    out: &mut Diagnostics,
) -> Vec<Standard> {
    let force = in_force(&s.header, out);
    let severity = severity(s, out);
    let mut found = settings(&s.header.settings, out);
    overrides.apply(&s.id.text, force, &mut found, out);
    let varied = agreements(&s.agreements, &found, out);
    let check = s.kind == ast::StandardKind::Check;
    let rules: Vec<AgreementRule> = varied.into_iter().map(|a| a.1).collect();
    let owner = Owner::Standard {
        check,
        from: force.0,
        settings: &found,
        agreements: &rules,
        breaches: s.scope.thing.kinds.iter().any(|k| matches!(k, ast::Kind::BreachOf(..))),
        joined: s.scope.thing.joined.is_some(),
    };
    let examples = examples(&s.examples, env, owner, out);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut parts = Vec::new();
    let kinds = kinds(s, env, out);
    let whole = kinds.len();
    for (i, part) in kinds.into_iter().enumerate() {
        let mut resolver = Resolver::new(env, out).with_settings(&found);
        resolver.check = check;
        let body = body(&mut resolver, s, &part);
        used.extend(resolver.used.iter().copied());
        let Some((scope, duty, until, reliefs)) = body else { continue };
        super::never::never(&duty, s, &found, force, &scope, out);
        parts.push(Standard {
            id: s.id.text.clone(),
            version: 1,
            part: i as u32,
            check,
            title: s.title.text.clone(),
            sources: s.header.sources.iter().map(|t| t.text.clone()).collect(),
            severity,
            warn: s.header.warn.as_ref().map(|w| w.0),
            from: force.0,
            until_day: force.1,
            settings: found.clone(),
            scope,
            duty,
            until,
            agreements: rules.clone(),
            reliefs,
            examples: examples.clone(),
            span: s.span,
            scope_span: s.scope.span,
            duty_span: s.duty.span,
        });
    }
    if parts.len() == whole {
        unused(&found, &used, s, out);
    }
    if s.examples.is_empty() && !check {
        out.push(
            Diagnostic::error("no-example", s.id.span, format!("`{}` has no example", s.id.text)).help(
                "add one that shows a case in time and one that is not: `example \"...\" given ... as at ... expect ...`",
            ),
        );
    }
    parts
}

fn kinds(s: &ast::Standard, env: &Env<'_>, out: &mut Diagnostics) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for kind in &s.scope.thing.kinds {
        match kind {
            ast::Kind::Named(name) => {
                let Some(found) = Resolver::new(env, out).kind(name) else { continue };
                if parts.iter().any(|p| p.kind == found && p.breach_of.is_none()) {
                    let message = format!("`{}` is named twice", name.text);
                    out.push(
                        Diagnostic::error("repeated-kind", name.span, message).help("name each kind once"),
                    );
                    continue;
                }
                parts.push(Part { kind: found, breach_of: None });
            }
            ast::Kind::BreachOf(name, _) => {
                let Some(facts) = env.standards.get(&name.text) else {
                    let help = crate::lang::resolve::did_you_mean(
                        &name.text,
                        env.standards.keys().map(String::as_str),
                    );
                    let message = format!("there is no standard called `{}`", name.text);
                    out.push(Diagnostic::error("unknown-standard", name.span, message).help(
                        help.unwrap_or_else(|| "after `breach of` comes the name of a standard".to_owned()),
                    ));
                    continue;
                };
                if facts.check {
                    let message =
                        format!("`{}` is a check: it is judged once and has no breach day", name.text);
                    out.push(
                        Diagnostic::error("breach-of-check", name.span, message)
                            .help("`breach of` goes with a standard"),
                    );
                    continue;
                }
                let of = &facts.kinds;
                parts.extend(of.iter().map(|k| Part { kind: *k, breach_of: Some(name.text.clone()) }));
            }
        }
    }
    parts
}

type Body = (Scope, crate::lang::checked::Duty, Option<crate::lang::checked::Until>, Vec<Relief>);

fn body(resolver: &mut Resolver<'_, '_>, s: &ast::Standard, part: &Part) -> Option<Body> {
    let thing = &s.scope.thing;
    let subject = Subject::new(resolver, part.kind, part.breach_of.is_some(), thing.joined.is_some());
    let said_well = scope_words(resolver, thing, part);
    let joined = match &thing.joined {
        Some(_) if subject.breach => {
            let span = thing.joined.as_ref().map_or(thing.span, |j| j.span);
            resolver.refuse(
                "joined-no-period",
                span,
                "a breach has one day: there is nothing to join",
                "leave `joined` out",
            )
        }
        Some(j) => resolver.joined(j, part.kind).map(Some),
        None => Some(None),
    };
    let condition = match &thing.filter {
        Some(filter) => resolver.condition(filter, &subject.view),
        None => Some(Cond::TRUE),
    };
    let during = match &s.scope.during {
        Some(during) => {
            let found = resolver.condition(during, &subject.view);
            if let Some(found) = &found {
                super::lint::plain_field_in_while(resolver, found, during.span);
            }
            found.map(Some)
        }
        None => Some(None),
    };
    resolver.given = given(condition.as_ref(), during.as_ref().and_then(Option::as_ref));
    let duty = resolver.duty(&s.duty, &subject);
    let reliefs: Vec<Option<Relief>> = s.reliefs.iter().map(|r| resolver.relief(r, &subject)).collect();
    said_well?;
    let scope = Scope {
        kind: part.kind,
        breach_of: part.breach_of.clone(),
        joined: joined?,
        condition: condition?,
        during: during?,
    };
    let (duty, until) = duty?;
    if matches!(&duty, Duty::Have(evidence, _) if evidence.own) && thing.kinds.len() > 1 {
        return resolver.refuse(
            "own-here",
            s.duty.span,
            "`its own` cannot be said of several kinds: one record could answer for one of each",
            "write a standard for each kind, or say `a`",
        );
    }
    if until.is_some() && subject.shape == Shape::Event {
        let said = resolver.shape_said(&subject);
        return resolver.refuse(
            "no-end",
            s.duty.span,
            format!("`until` needs a stretch of days, and {said}"),
            "leave `until` out",
        );
    }
    Some((scope, duty, until, reliefs.into_iter().collect::<Option<_>>()?))
}

/// What a scope may not say: it is asked of every record of its kind.
fn scope_words(resolver: &mut Resolver<'_, '_>, thing: &ast::Thing, part: &Part) -> Option<()> {
    let name = resolver.kind_name(part.kind);
    if let Some(word) = &thing.participle {
        let help = match word.text.as_str() {
            "open" => format!("leave `open` out: what is asked of a {name} ends with it anyway"),
            _ => "say it in the `where`, for example `where authorised is known`".to_owned(),
        };
        return resolver.refuse(
            "scope-participle",
            word.span,
            format!("a standard is asked of every {name}, not only of those `{}`", word.text),
            help,
        );
    }
    if let Some(of) = &thing.of {
        return resolver.refuse(
            "scope-of",
            of.span,
            format!("a standard is asked of every {name}, whoever it is of"),
            "leave this out, or say it in the `where`",
        );
    }
    let window = thing.window.as_ref().map(|w| w.span);
    if let Some(span) = window.or(thing.once.as_ref().map(|o| o.span)) {
        return resolver.refuse(
            "scope-window",
            span,
            format!("a standard is asked of every {name}, whenever it was"),
            "leave this out; from which day a rule holds is said with `in force from`",
        );
    }
    Some(())
}

/// What holds of the subject whenever its duty is asked. Tests of its age are true only of the day they were asked on.
fn given(condition: Option<&Cond>, during: Option<&Cond>) -> Vec<Cond> {
    let parts = |c: &Cond| match c {
        Cond::All(list) => list.clone(),
        other => vec![other.clone()],
    };
    let lasting = |c: &Cond| match c {
        Cond::Compare(_, Value::Field(_), _)
        | Cond::OneOf(Value::Field(_), _)
        | Cond::Holds(Value::Field(_)) => true,
        Cond::Any(list) => list
            .iter()
            .all(|c| matches!(c, Cond::Compare(_, Value::Field(_), _) | Cond::OneOf(Value::Field(_), _))),
        _ => false,
    };
    let mut out: Vec<Cond> = condition.map(parts).unwrap_or_default().into_iter().filter(lasting).collect();
    out.extend(during.map(parts).unwrap_or_default());
    out
}

fn unused(settings: &[Setting], used: &BTreeSet<usize>, s: &ast::Standard, out: &mut Diagnostics) {
    for (i, setting) in settings.iter().enumerate() {
        if used.contains(&i) {
            continue;
        }
        let span = s
            .header
            .settings
            .iter()
            .find(|x| x.name.text == setting.name)
            .map_or(setting.span, |x| x.name.span);
        let message = format!("the setting `{}` is not used", setting.name);
        out.push(
            Diagnostic::warning("unused-setting", span, message).help("use it in the duty, or take it out"),
        );
    }
}
