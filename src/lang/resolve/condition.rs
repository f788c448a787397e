//! Conditions: all parts are looked at, so that every fault is found in one pass.

use super::simple::contradict;
use super::thing::Use;
use super::{Deadlines, Found, Resolver, Ty, View};
use crate::lang::ast;
use crate::lang::checked::{Cond, Evidence, FieldRef, State};
use crate::text::Span;

impl<'a> Resolver<'a, '_> {
    /// A condition asked of the record bare names belong to.
    pub(crate) fn condition(&mut self, c: &ast::Cond, view: &View) -> Option<Cond> {
        match &c.kind {
            ast::CondKind::All(list) => {
                let parts = self.parts(list, view)?;
                if contradict(&parts.iter().collect::<Vec<_>>()) {
                    return self.refuse(
                        "contradiction",
                        c.span,
                        "these can never all be true",
                        "look at what is asked of one field twice: it has only one value. If either will do, say `or`, or `is one of (...)`",
                    );
                }
                Some(Cond::All(parts))
            }
            ast::CondKind::Any(list) => self.parts(list, view).map(Cond::Any),
            ast::CondKind::Not(inner) => {
                let deadlines = match view.deadlines {
                    Deadlines::Plain => Deadlines::Plain,
                    Deadlines::Tests | Deadlines::Negated => Deadlines::Negated,
                };
                let inner = self.condition(inner, &View { deadlines, ..view.clone() })?;
                Some(Cond::Not(Box::new(inner)))
            }
            ast::CondKind::Has(evidence) => {
                let evidence: Evidence = self.evidence(evidence, view, Use::Condition)?;
                Some(Cond::Has(Box::new(evidence)))
            }
            ast::CondKind::Test(e, predicate) => self.test(e, predicate, c.span, view),
            ast::CondKind::Holds(e) => self.holds(e, view),
        }
    }

    fn parts(&mut self, list: &[ast::Cond], view: &View) -> Option<Vec<Cond>> {
        let found: Vec<Option<Cond>> = list.iter().map(|c| self.condition(c, view)).collect();
        found.into_iter().collect()
    }

    /// Something that stands alone: a yes-no field, a named condition, a yes-no function.
    fn holds(&mut self, e: &ast::Expr, view: &View) -> Option<Cond> {
        if let ast::ExprKind::Path(path) = &e.kind
            && let Found::Define(frame, define) = self.path(path, view)?
        {
            return self.defined_condition(&frame, define, e.span, view);
        }
        let (value, ty) = self.value(e, view)?;
        match ty {
            Ty::YesNo => Some(Cond::Holds(value)),
            other => {
                let what = other.words(self.env.vocabulary);
                self.refuse(
                    "no-condition",
                    e.span,
                    format!("this is {what}, not a condition"),
                    "say what must be true of it: `is ...`, `is known`, `is at least ...`",
                )
            }
        }
    }

    fn test(&mut self, e: &ast::Expr, p: &ast::Predicate, span: Span, view: &View) -> Option<Cond> {
        let negated = |not: bool, c: Cond| if not { Cond::Not(Box::new(c)) } else { c };
        match p {
            ast::Predicate::Known { not } => self.state(e, State::Known, view).map(|c| negated(*not, c)),
            ast::Predicate::Blank { not } => self.state(e, State::Blank, view).map(|c| negated(*not, c)),
            ast::Predicate::Invalid { not } => self.state(e, State::Invalid, view).map(|c| negated(*not, c)),
            ast::Predicate::Open { not } => {
                self.it_alone(e, "is open", view)?;
                Some(negated(*not, Cond::Open))
            }
            ast::Predicate::Lasted { compare, amount } => {
                self.it_alone(e, "has lasted", view)?;
                Some(Cond::Lasted(super::compare::cmp(*compare), self.amount(amount, view)?))
            }
            ast::Predicate::Covers(day) => {
                let (period, day) = (self.period(e, view), self.day(day, view));
                Some(Cond::Covers(period?.record(), day?))
            }
            ast::Predicate::Overlaps { with, by } => {
                let (period, other) = (self.period(e, view), self.period(with, view));
                let by = match by {
                    Some(by) => Some(self.amount(by, view)?),
                    None => None,
                };
                Some(Cond::Overlaps(period?.record(), other?.record(), by))
            }
            _ => self.comparison(e, p, span, view),
        }
    }

    /// `is known`, `is blank`, `is invalid`: of a field or a record only.
    fn state(&mut self, e: &ast::Expr, state: State, view: &View) -> Option<Cond> {
        let found = match &e.kind {
            ast::ExprKind::Path(path) => Some(self.path(path, view)?),
            ast::ExprKind::It => view.own.clone().map(Found::Record),
            _ => None,
        };
        let field: Option<FieldRef> = match found {
            Some(Found::Field(field, _) | Found::Link(field, _)) => Some(field),
            Some(Found::Record(frame)) => Some(frame.record()),
            _ => None,
        };
        match field {
            Some(field) => Some(Cond::Is(field, state)),
            None => self.refuse(
                "state-of-no-field",
                e.span,
                "only a field can be known, blank or invalid",
                "name the field it is worked out from; age, for example, is known where `born is known`",
            ),
        }
    }

    /// Tests that only the record itself can be asked.
    fn it_alone(&mut self, e: &ast::Expr, said: &str, view: &View) -> Option<()> {
        let frame = self.period(e, view)?;
        let asked = view.own.as_ref().is_some_and(|own| *own == frame) && frame.is_it();
        if asked {
            return Some(());
        }
        self.refuse(
            "only-of-it",
            e.span,
            format!("`{said}` can be asked only of the record itself"),
            format!("say `it {said} ...`, inside the `where` of the record that is meant"),
        )
    }
}
