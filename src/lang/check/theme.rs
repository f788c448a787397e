//! One theme: cohort, sample, standards and questions.

use super::cohort::Counted;
use super::header::only_sources;
use super::subject::Subject;
use crate::lang::ast;
use crate::lang::checked::{AnswerType, Cohort, Literal, Question, Theme};
use crate::lang::resolve::{Env, Resolver, did_you_mean, either};
use crate::text::{Diagnostic, Diagnostics, Sources, Span};
use std::collections::BTreeMap;

/// All themes in order of id.
pub(crate) fn themes(
    list: &[&ast::Theme],
    env: &Env<'_>,
    sources: &Sources,
    out: &mut Diagnostics,
) -> Vec<Theme> {
    let mut by_id: BTreeMap<&str, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for t in list {
        match by_id.get(t.id.text.as_str()) {
            Some(before) => out.push(
                Diagnostic::error(
                    "duplicate-name",
                    t.id.span,
                    format!("there are two themes called `{}`", t.id.text),
                )
                .related(*before, "the first is here")
                .help("give one of them another name, or take it out"),
            ),
            None => {
                by_id.insert(&t.id.text, t.id.span);
            }
        }
        found.extend(theme(t, env, sources, out));
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

fn theme(t: &ast::Theme, env: &Env<'_>, sources: &Sources, out: &mut Diagnostics) -> Option<Theme> {
    only_sources("theme", &t.header, true, out);
    let standards = standards(t, env, out);
    let questions = questions(t, env, out);
    let mut resolver = Resolver::new(env, out);
    if let Some(during) = &t.scope.during {
        resolver.refuse::<()>(
            "no-place-here",
            during.span,
            "a theme looks at records on one day: it has no `while`",
            "say it in the `where`",
        );
    }
    let things = resolver.cohort_things(&t.scope.thing)?;
    let subjects: Vec<Subject> =
        things.iter().map(|x| Subject::new(&resolver, x.kind, false, false)).collect();
    let counted = Counted { cohort: Cohort::Things { weight: None, things }, subjects, judged: false };
    let sample = match &t.sample {
        Some(sample) if sample.count == 0 => {
            return resolver.refuse("wrong-number", sample.span, "a sample of 0 is empty", "say `sample 24`");
        }
        Some(sample) => Some((sample.count, resolver.by(&sample.by, &counted, sources)?)),
        None => None,
    };
    Some(Theme {
        id: t.id.text.clone(),
        title: t.title.text.clone(),
        sources: t.header.sources.iter().map(|s| s.text.clone()).collect(),
        cohort: counted.cohort,
        sample,
        standards: standards?,
        questions: questions?,
        span: t.span,
    })
}

fn standards(t: &ast::Theme, env: &Env<'_>, out: &mut Diagnostics) -> Option<Vec<String>> {
    let mut found = Some(Vec::new());
    for name in &t.standards {
        if env.standards.contains_key(&name.text) {
            if let Some(list) = found.as_mut() {
                list.push(name.text.clone());
            }
            continue;
        }
        let help = did_you_mean(&name.text, env.standards.keys().map(String::as_str))
            .unwrap_or_else(|| "after `check` come names of standards".to_owned());
        let message = format!("there is no standard called `{}`", name.text);
        out.push(Diagnostic::error("unknown-standard", name.span, message).help(help));
        found = None;
    }
    found
}

fn questions(t: &ast::Theme, env: &Env<'_>, out: &mut Diagnostics) -> Option<Vec<Question>> {
    let mut found: Vec<Question> = Vec::new();
    let mut fine = true;
    for q in &t.questions {
        if found.iter().any(|x| x.id == q.id.text) {
            let message = format!("there are two questions called `{}`", q.id.text);
            out.push(
                Diagnostic::error("duplicate-name", q.id.span, message)
                    .help("give one of them another name, or take it out"),
            );
            fine = false;
            continue;
        }
        match answer(&q.answer, env, out) {
            Some(answer) => {
                found.push(Question { id: q.id.text.clone(), words: q.words.text.clone(), answer });
            }
            None => fine = false,
        }
    }
    fine.then_some(found)
}

fn answer(t: &ast::FieldType, env: &Env<'_>, out: &mut Diagnostics) -> Option<AnswerType> {
    let texts = |list: &[Literal]| {
        let text = |l: &Literal| match l {
            Literal::Text(t) => Some(t.clone()),
            _ => None,
        };
        AnswerType::OneOf(list.iter().filter_map(text).collect())
    };
    match &t.kind {
        ast::TypeKind::YesNo => Some(AnswerType::YesNo),
        ast::TypeKind::Number => Some(AnswerType::Number),
        ast::TypeKind::Date | ast::TypeKind::PlannedDate => Some(AnswerType::Date),
        ast::TypeKind::Text => Some(AnswerType::Text),
        ast::TypeKind::OneOf(items) => crate::lang::resolve::written_out(items, out).map(|l| texts(&l)),
        ast::TypeKind::OneOfList(name) => match env.list(&name.text) {
            Some(list) => Some(texts(list)),
            None => {
                let message = format!("there is no list called `{}`", name.text);
                let help = did_you_mean(&name.text, env.lists.keys().map(String::as_str))
                    .unwrap_or_else(|| format!("declare it with `list {} is (...)`", name.text));
                out.push(Diagnostic::error("unknown-list", name.span, message).help(help));
                None
            }
        },
        ast::TypeKind::Kind(name) => {
            let types = ["yes-no", "number", "date", "text"];
            let help = did_you_mean(&name.text, types)
                .unwrap_or_else(|| format!("an answer is {} or `one of (...)`", either(&types)));
            let message = format!("a question cannot be answered with `{}`", name.text);
            out.push(Diagnostic::error("unknown-type", name.span, message).help(help));
            None
        }
    }
}
