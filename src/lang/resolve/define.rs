//! `define`: a named condition or value; each use is replaced by what it says.

use super::{Env, Found, Frame, Resolver, Ty, View};
use crate::lang::ast;
use crate::lang::checked::{Base, Cond, DayExpr, Define, FieldRef, Value, walk};
use crate::record::{KindId, Vocabulary};
use crate::text::{Diagnostic, Diagnostics, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// All definitions by kind and name.
pub(crate) fn collect_defines<'a>(
    decls: &[&'a ast::Define],
    vocabulary: &Vocabulary,
    refused: &BTreeSet<String>,
    out: &mut Diagnostics,
) -> BTreeMap<(KindId, String), &'a ast::Define> {
    let mut defines: BTreeMap<(KindId, String), &'a ast::Define> = BTreeMap::new();
    for decl in decls {
        let Some(kind) = vocabulary.kind_named(&decl.of.text) else {
            if !refused.contains(&decl.of.text) {
                let names: Vec<&str> = vocabulary.iter().map(|(_, k)| k.name.as_str()).collect();
                let d = Diagnostic::error(
                    "unknown-kind",
                    decl.of.span,
                    format!("there is no kind of record called `{}`", decl.of.text),
                );
                let near = super::did_you_mean(&decl.of.text, names);
                out.push(d.help(near.unwrap_or_else(|| "declare it in the vocabulary".to_owned())));
            }
            continue;
        };
        let name = &decl.name;
        if super::vocabulary::is_reserved(&name.text) {
            out.push(super::vocabulary::reserved(name));
            continue;
        }
        let taken = vocabulary.kind(kind).is_some_and(|k| k.field(&name.text).is_some());
        if taken {
            out.push(
                Diagnostic::error(
                    "duplicate-name",
                    name.span,
                    format!("`{}` already has a field called `{}`", decl.of.text, name.text),
                )
                .help("give the definition another name"),
            );
            continue;
        }
        let key = (kind, name.text.clone());
        match defines.get(&key) {
            Some(before) => out.push(super::vocabulary::twice("definition", name, before.name.span)),
            None => {
                defines.insert(key, decl);
            }
        }
    }
    defines
}

/// Checks every definition, used or not, and keeps its words for the reference page.
pub(crate) fn check_defines(env: &Env<'_>, sources: &Sources, out: &mut Diagnostics) -> Vec<Define> {
    let mut kept = Vec::new();
    for ((kind, name), decl) in &env.defines {
        let view = View::of(Frame::it(*kind));
        let mut resolver = Resolver::new(env, out);
        resolver.stack.push((*kind, name.clone()));
        match &decl.body.kind {
            ast::CondKind::Holds(e) if !is_condition(e, env, &view) => {
                resolver.value(e, &view);
            }
            _ => {
                resolver.condition(&decl.body, &view);
            }
        }
        let words = sources.get(decl.body.span.source).map_or("", |s| s.slice(decl.body.span));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        kept.push(Define { name: name.clone(), kind: *kind, words });
    }
    kept
}

/// A lone expression in a definition may be the name of a condition.
fn is_condition(e: &ast::Expr, env: &Env<'_>, view: &View) -> bool {
    let mut quiet = Diagnostics::default();
    let resolver = Resolver::new(env, &mut quiet);
    let name = super::literal::bare_word(e);
    matches!(name.and_then(|n| resolver.bare_quietly(n, view)), Some(Found::Define(..)))
}

impl<'a> Resolver<'a, '_> {
    /// A definition used as a condition.
    pub(super) fn defined_condition(
        &mut self,
        frame: &Frame,
        define: &'a ast::Define,
        span: Span,
        view: &View,
    ) -> Option<Cond> {
        let deadlines = view.deadlines;
        let c = self.replaced(frame, define, |r, inner| {
            r.condition(&define.body, &View { deadlines, ..inner.clone() })
        })?;
        let mut found = ReadsThis(false);
        walk::condition(&c, &mut found);
        self.of_this_alone(found.0, view, define, span)?;
        Some(c)
    }

    /// A definition used as a value.
    pub(super) fn defined_value(
        &mut self,
        frame: &Frame,
        define: &'a ast::Define,
        span: Span,
        view: &View,
    ) -> Option<(Value, Ty)> {
        let ast::CondKind::Holds(e) = &define.body.kind else {
            return self.condition_as_value(define, span);
        };
        let (value, ty) = self.replaced(frame, define, |r, inner| r.value(e, inner))?;
        let mut found = ReadsThis(false);
        walk::value(&value, &mut found);
        self.of_this_alone(found.0, view, define, span)?;
        Some((value, ty))
    }

    /// A definition used as a day.
    pub(super) fn defined_day(
        &mut self,
        frame: &Frame,
        define: &'a ast::Define,
        span: Span,
        view: &View,
    ) -> Option<DayExpr> {
        let ast::CondKind::Holds(e) = &define.body.kind else {
            return self.condition_as_value(define, span);
        };
        let day = self.replaced(frame, define, |r, inner| r.day(e, inner))?;
        let mut found = ReadsThis(false);
        walk::day(&day, &mut found);
        self.of_this_alone(found.0, view, define, span)?;
        Some(day)
    }

    /// Looks a body up from the record it is defined of. Its faults are reported where it is written, not here.
    fn replaced<T>(
        &mut self,
        frame: &Frame,
        define: &'a ast::Define,
        look: impl FnOnce(&mut Resolver<'a, '_>, &View) -> Option<T>,
    ) -> Option<T> {
        let key = (frame.kind, define.name.text.clone());
        if self.stack.contains(&key) {
            return self.refuse(
                "circle",
                define.name.span,
                format!("the definition of `{}` leads back to itself", define.name.text),
                "say what it means without naming it",
            );
        }
        let mut quiet = Diagnostics::default();
        let mut stack = self.stack.clone();
        stack.push(key);
        let mut inner = Resolver {
            env: self.env,
            out: &mut quiet,
            settings: &[],
            used: BTreeSet::new(),
            check: self.check,
            given: Vec::new(),
            stack,
        };
        let view = View::of(frame.clone());
        let found = look(&mut inner, &view);
        let told = quiet.list.into_iter().filter(|d| TOLD_WHERE_USED.contains(&d.code));
        self.out.list.extend(told);
        found
    }

    fn condition_as_value<T>(&mut self, define: &ast::Define, span: Span) -> Option<T> {
        let name = &define.name.text;
        self.refuse(
            "wrong-type",
            span,
            format!("`{name}` is a condition, not a value"),
            format!("say `{name}` alone, or `not {name}`"),
        )
    }

    /// Inside the `where` of another record `this` would mean the rule's record, not the definition's.
    fn of_this_alone(&mut self, reads: bool, view: &View, define: &ast::Define, span: Span) -> Option<()> {
        if !reads || view.this.is_none() {
            return Some(());
        }
        let name = &define.name.text;
        self.refuse(
            "define-inside",
            span,
            format!("`{name}` compares other records with its own, so it cannot be asked inside a `where`"),
            "ask it of the record the rule is about, or write out here what it says",
        )
    }
}

/// Faults that only the place of use can show, or that a circle makes.
const TOLD_WHERE_USED: [&str; 3] = ["circle", "negated-deadline", "too-far"];

struct ReadsThis(bool);

impl walk::Parts for ReadsThis {
    fn field(&mut self, field: &FieldRef) {
        self.0 |= field.base == Base::This;
    }
}
