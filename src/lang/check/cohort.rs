//! What a measure or theme counts: cases of a standard, or records.

use super::subject::Subject;
use crate::lang::ast;
use crate::lang::checked::{CasesWhich, Cohort, Cond, Leaf, Thing, ValueType, Window};
use crate::lang::resolve::{Frame, Resolver, Use, View, did_you_mean};
use crate::record::{KindId, Shape};
use crate::text::Diagnostic;

/// A cohort and the kinds of record it is about, one subject for each part.
pub(crate) struct Counted {
    /// The checked cohort.
    pub(crate) cohort: Cohort,
    /// Its subjects in order.
    pub(crate) subjects: Vec<Subject>,
    /// Its records are the subjects of a standard's cases.
    pub(crate) judged: bool,
}

impl Resolver<'_, '_> {
    /// A cohort.
    pub(crate) fn cohort(&mut self, c: &ast::Cohort) -> Option<Counted> {
        match c {
            ast::Cohort::Judged(judged) => self.cases(judged),
            ast::Cohort::Things(weight, thing) => {
                let things = self.cohort_things(thing);
                let weight = match weight {
                    Some(name) => self.weight(name, thing).map(Some),
                    None => Some(None),
                };
                let things = things?;
                let subjects =
                    things.iter().map(|t| Subject::new(self, t.kind, false, t.joined.is_some())).collect();
                Some(Counted { cohort: Cohort::Things { weight: weight?, things }, subjects, judged: false })
            }
        }
    }

    /// The things of a cohort, one for each kind.
    pub(crate) fn cohort_things(&mut self, thing: &ast::Thing) -> Option<Vec<Thing>> {
        let nowhere = View::nowhere();
        let found: Vec<Option<Thing>> = thing
            .kinds
            .iter()
            .map(|kind| {
                let found = self.thing_of(thing, kind, &nowhere, Use::Cohort)?;
                let bare = thing.participle.is_none() && found.window.is_none();
                if bare && self.shape(found.kind) == Shape::Period {
                    return self.when_said(kind.name());
                }
                Some(found)
            })
            .collect();
        found.into_iter().collect()
    }

    fn when_said<T>(&mut self, name: &ast::Name) -> Option<T> {
        let said = &name.text;
        self.fail(
            Diagnostic::error("bare-period", name.span, format!("it is not said when: every `{said}` there ever was?"))
                .label("say open, started or ended")
                .help(format!(
                    "`{said} open` are those open on the day asked about; `{said} started in the month` those that began in it"
                )),
        )
    }

    fn weight(&mut self, name: &ast::Name, thing: &ast::Thing) -> Option<crate::lang::checked::FieldRef> {
        let [kind] = thing.kinds.as_slice() else {
            return self.refuse(
                "several-kinds",
                name.span,
                "only one kind can be weighed",
                "write one measure for each kind",
            );
        };
        let kind = self.kind(kind.name())?;
        let field = self.of_piece(name, kind)?;
        if field.value_type == ValueType::Number && matches!(field.leaf, Leaf::Field(_)) {
            return Some(field);
        }
        self.refuse(
            "wrong-type",
            name.span,
            format!("`{}` is no number, so it cannot be added up", name.text),
            self.fields_help(kind),
        )
    }

    fn cases(&mut self, judged: &ast::Judged) -> Option<Counted> {
        let id = &judged.standard;
        let Some(facts) = self.env.standards.get(&id.text) else {
            let ids = self.env.standards.keys().map(String::as_str);
            let help = did_you_mean(&id.text, ids)
                .unwrap_or_else(|| "after `cases of` comes the name of a standard".to_owned());
            return self.refuse(
                "unknown-standard",
                id.span,
                format!("there is no standard called `{}`", id.text),
                help,
            );
        };
        let kinds: Vec<KindId> = facts.kinds.clone();
        let breach = !facts.breach_of.is_empty();
        let subjects: Vec<Subject> = kinds.iter().map(|k| Subject::new(self, *k, breach, false)).collect();
        let window = match &judged.window {
            Some(w) => self.window(w, &View::nowhere()).map(Some),
            None => Some(None),
        };
        let conditions: Vec<Option<Cond>> = subjects
            .iter()
            .map(|s| match &judged.filter {
                Some(c) => self.condition(c, &s.view),
                None => Some(Cond::TRUE),
            })
            .collect();
        let window = window?;
        let which = self.which(judged, window.as_ref())?;
        let conditions = conditions.into_iter().collect::<Option<Vec<Cond>>>()?;
        let cohort = Cohort::Cases { standard: id.text.clone(), which, window, conditions };
        Some(Counted { cohort, subjects, judged: true })
    }

    fn which(&mut self, judged: &ast::Judged, window: Option<&Window>) -> Option<CasesWhich> {
        let which = match judged.which {
            ast::TimeWord::Due => CasesWhich::Due,
            ast::TimeWord::Done => CasesWhich::Done,
            ast::TimeWord::Opened => CasesWhich::Opened,
            ast::TimeWord::Open => CasesWhich::Open,
        };
        match (which, window) {
            (CasesWhich::Open, Some(_)) => {
                let span = judged.window.as_ref().map_or(judged.span, |w| w.span);
                self.refuse(
                    "no-place-here",
                    span,
                    "`open` means now: the case each record has on the day asked about",
                    "leave the time out, or say `due`, `done` or `opened` with it",
                )
            }
            // Without a time the figure is for the period it is asked for.
            _ => Some(which),
        }
    }

    /// The record a path begins from, for each subject of a cohort.
    pub(crate) fn frame_of(s: &Subject) -> Frame {
        Frame { breach: s.breach, ..Frame::it(s.kind) }
    }
}
