//! One measure: what it shows, by what, over how long, against which targets.

use super::cohort::Counted;
use super::example::{Owner, examples};
use super::header::only_sources;
use super::overrides::Overrides;
use super::setting::settings;
use super::subject::Subject;
use super::target::{comparators, targets};
use crate::calendar::{ALWAYS, NEVER};
use crate::lang::ast;
use crate::lang::checked::{
    Base, FieldRef, Figure, FigureArm, Leaf, Measure, Pool, RecordDay, Shows, Thing, Value,
};
use crate::lang::checked::{Cohort, Cond};
use crate::lang::resolve::{Env, Frame, Resolver, Ty, View, either};
use crate::record::{FieldId, KindId, Shape};
use crate::text::{Diagnostic, Diagnostics, Sources};
use std::collections::BTreeMap;

/// All measures in order of id.
pub(crate) fn measures(
    list: &[&ast::Measure],
    env: &Env<'_>,
    overrides: &mut Overrides<'_>,
    sources: &Sources,
    out: &mut Diagnostics,
) -> Vec<Measure> {
    let mut by_id: BTreeMap<&str, &ast::Measure> = BTreeMap::new();
    let mut found = Vec::new();
    for m in list {
        match by_id.get(m.id.text.as_str()) {
            Some(before) => {
                out.push(
                    Diagnostic::error(
                        "duplicate-name",
                        m.id.span,
                        format!("there are two measures called `{}`", m.id.text),
                    )
                    .related(before.id.span, "the first is here")
                    .help("give one of them another name, or take it out"),
                );
            }
            None => {
                by_id.insert(&m.id.text, m);
            }
        }
        found.extend(measure(m, env, overrides, sources, out));
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

fn measure(
    m: &ast::Measure,
    env: &Env<'_>,
    overrides: &mut Overrides<'_>,
    sources: &Sources,
    out: &mut Diagnostics,
) -> Option<Measure> {
    only_sources("measure", &m.header, false, out);
    let mut found = settings(&m.header.settings, out);
    for setting in found.iter().filter(|s| s.open) {
        let message = format!("a measure has no setting that is left to the authority: `{}`", setting.name);
        out.push(
            Diagnostic::error("open-setting", setting.span, message)
                .help("give it a value; an authority can set another, or a target of its own"),
        );
    }
    overrides.apply(&m.id.text, (ALWAYS, NEVER), &mut found, out);
    let targets = targets(m, overrides, out);
    let compare = comparators(m, out);
    let examples = examples(&m.examples, env, Owner::Measure, out);
    let mut resolver = Resolver::new(env, out).with_settings(&found);
    let shown = resolver.shows(&m.shows);
    let by = match &shown {
        Some((_, counted)) => resolver.by(&m.by, counted, sources),
        None => None,
    };
    if let (ast::Shows::Share(_), true) = (&m.shows, m.by.is_empty()) {
        resolver.refuse::<()>(
            "share-by-nothing",
            m.id.span,
            "a share is split by something, and it is not said by what",
            "add a line such as `by category`",
        );
    }
    let used = resolver.used.clone();
    if shown.is_some() {
        for (i, setting) in found.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
            let span = m.header.settings.get(i).map_or(setting.span, |s| s.name.span);
            let message = format!("the setting `{}` is not used", setting.name);
            out.push(
                Diagnostic::warning("unused-setting", span, message)
                    .help("use it in the measure, or take it out"),
            );
        }
    }
    Some(Measure {
        id: m.id.text.clone(),
        title: m.title.text.clone(),
        sources: m.header.sources.iter().map(|t| t.text.clone()).collect(),
        settings: found,
        shows: shown?.0,
        definition: crate::lang::format::shown(&m.shows),
        by: by?,
        over: m.over.map(|o| o.0),
        targets,
        compare,
        precision: m.decimals.map(|d| d.0),
        examples,
        span: m.span,
    })
}

impl Resolver<'_, '_> {
    fn shows(&mut self, shows: &ast::Shows) -> Option<(Shows, Counted)> {
        match shows {
            ast::Shows::Percentage(cohort, that) => {
                let counted = self.cohort(cohort)?;
                let that = self.that(that, &counted)?;
                Some((Shows::Percentage(counted.cohort.clone(), that), counted))
            }
            ast::Shows::Number(cohort) => {
                let counted = self.cohort(cohort)?;
                Some((Shows::Number(counted.cohort.clone()), counted))
            }
            ast::Shows::Share(cohort) => {
                let counted = self.cohort(cohort)?;
                Some((Shows::Share(counted.cohort.clone()), counted))
            }
            ast::Shows::Rate { of, per, population } => {
                let counted = self.cohort(of)?;
                let shows = Shows::Rate {
                    of: counted.cohort.clone(),
                    per: *per,
                    population: population.text.clone(),
                };
                Some((shows, counted))
            }
            ast::Shows::Stat(stat) => self.stat(stat),
            ast::Shows::Moves(name, thing) => {
                let (each, counted) = self.each(thing)?;
                let field = self.moving_field(name, each.kind)?;
                Some((Shows::Moves(field, each), counted))
            }
        }
    }

    /// Each what, of one kind.
    fn each(&mut self, thing: &ast::Thing) -> Option<(Thing, Counted)> {
        if let Some(second) = thing.kinds.get(1) {
            return self.refuse(
                "several-kinds",
                second.span(),
                "a figure is worked out for each record of one kind",
                "write one measure for each kind",
            );
        }
        let each = self.cohort_things(thing)?.into_iter().next()?;
        let subjects = vec![Subject::new(self, each.kind, false, each.joined.is_some())];
        let cohort = Cohort::Things { weight: None, things: vec![each.clone()] };
        Some((each, Counted { cohort, subjects, judged: false }))
    }

    fn stat(&mut self, stat: &ast::Stat) -> Option<(Shows, Counted)> {
        let (each, counted) = self.each(&stat.each)?;
        let view = View::of(Frame::it(each.kind));
        let mut arms = Some(Vec::new());
        for arm in &stat.figure.arms {
            let (value, condition) = (self.figure(&arm.value, &view), self.condition(&arm.condition, &view));
            match (value, condition, arms.as_mut()) {
                (Some(value), Some(condition), Some(list)) => {
                    list.push(FigureArm { value, condition: Some(condition) });
                }
                _ => arms = None,
            }
        }
        let last = self.figure(&stat.figure.otherwise, &view);
        let mut arms = arms?;
        arms.push(FigureArm { value: last?, condition: None });
        let figure = Figure { arms };
        let shows = match stat.kind {
            ast::StatKind::Average => Shows::Average(figure, each),
            ast::StatKind::Median => Shows::Median(figure, each),
            ast::StatKind::Total => Shows::Total(figure, each),
            ast::StatKind::Highest(Some(0)) => {
                return self.refuse(
                    "wrong-number",
                    stat.figure.span,
                    "the highest 0 are none",
                    "say `highest 10 of`",
                );
            }
            ast::StatKind::Highest(n) => Shows::Highest(n.unwrap_or(1), figure, each),
        };
        Some((shows, counted))
    }

    fn figure(&mut self, e: &ast::Expr, view: &View) -> Option<Value> {
        let (value, ty) = self.value(e, view)?;
        match ty {
            Ty::Number(_) => Some(value),
            other => self.mismatch(e.span, &Ty::Number(None), &other),
        }
    }

    /// A value that moves: a field of the periods of each record, read on the first and last day of the time.
    fn moving_field(&mut self, name: &ast::Name, each: KindId) -> Option<FieldRef> {
        let vocabulary = self.env.vocabulary;
        let mut found: Vec<(KindId, FieldId)> = Vec::new();
        for (id, kind) in vocabulary.iter() {
            if kind.owner == Some(each) && kind.shape == Shape::Period {
                found.extend(kind.field(&name.text).map(|f| (id, f)));
            }
        }
        match found.as_slice() {
            [(kind, field)] => {
                let pool = if vocabulary.root(*kind) == each { Pool::Root } else { Pool::Owned { up: 1 } };
                let thing = Thing {
                    kind: *kind,
                    pool,
                    joined: None,
                    by: RecordDay::Started,
                    window: None,
                    condition: Cond::TRUE,
                    distinct: None,
                    days: false,
                };
                let ty = self
                    .declared(*kind)
                    .and_then(|k| k.field_at(*field))
                    .map(|f| Ty::of_field(&f.field_type))?;
                let base = Base::LastOf(Box::new(thing));
                let value_type = ty.value_type();
                Some(FieldRef { base, steps: Vec::new(), kind: *kind, leaf: Leaf::Field(*field), value_type })
            }
            [] => {
                let whose = self.kind_name(each);
                let periods: Vec<&str> = vocabulary
                    .iter()
                    .filter(|(_, k)| k.owner == Some(each) && k.shape == Shape::Period)
                    .flat_map(|(_, k)| k.fields.iter().map(|f| f.name.as_str()))
                    .collect();
                let help = match periods.as_slice() {
                    [] => format!("the vocabulary has no period `of {whose}` whose fields could change"),
                    list => format!("what can move is {}", either(list)),
                };
                self.refuse(
                    "no-history",
                    name.span,
                    format!("`{}` has no history for a {whose}, so it cannot move", name.text),
                    help,
                )
            }
            _ => self.refuse(
                "two-links",
                name.span,
                format!("more than one kind of period has a field called `{}`", name.text),
                "give the field another name in one of them",
            ),
        }
    }
}
