//! Comparisons: both sides of one type, days with days, codes that exist.

use super::{Deadlines, Resolver, Ty, View};
use crate::lang::ast;
use crate::lang::checked::{Cmp, Cond, DayExpr, Literal, Value};
use crate::text::Span;

impl Resolver<'_, '_> {
    /// `is ...`, `is at least ...`, `is before ...`, `is one of ...`, `is between ...`, `matches ...`.
    pub(super) fn comparison(
        &mut self,
        e: &ast::Expr,
        p: &ast::Predicate,
        span: Span,
        view: &View,
    ) -> Option<Cond> {
        let (value, ty) = self.value(e, view)?;
        let not = |not: bool, c: Cond| if not { Cond::Not(Box::new(c)) } else { c };
        match p {
            ast::Predicate::Is { not, value: with } => {
                let with = self.value_as(with, &ty, view)?;
                Some(Cond::Compare(if *not { Cmp::IsNot } else { Cmp::Is }, value, with))
            }
            ast::Predicate::OneOf { not: negated, set } => {
                let members = self.members(set, &ty)?;
                Some(not(*negated, Cond::OneOf(value, members)))
            }
            ast::Predicate::Matches(with) => {
                let with = self.value_as(with, &ty, view)?;
                Some(Cond::Matches(value, with))
            }
            ast::Predicate::Compare { compare, with } => {
                self.ordered(value, &ty, *compare, with, e.span, view)
            }
            ast::Predicate::Between { not: negated, low, high } => {
                if !matches!(ty, Ty::Number(_) | Ty::Percent | Ty::Day { .. }) {
                    return self.no_order(e.span, &ty);
                }
                let (low, high) = (self.edge(low, &ty, view), self.edge(high, &ty, view));
                Some(not(*negated, Cond::Between(value, low?, high?)))
            }
            ast::Predicate::Day { not, order, day } => {
                self.on_side(value, &ty, (*order, *not), day, span, view)
            }
            ast::Predicate::Within { amount, side, day } => {
                let amount = self.amount(amount, view);
                let day = self.day(day, view);
                self.within(value, &ty, (amount?, day?), *side, span, view)
            }
            ast::Predicate::Apart { compare, amount, side, day } => {
                let amount = self.amount(amount, view);
                let of = self.day(day, view);
                let x = self.is_a_day(value, &ty, e.span)?;
                let before = *side == ast::Side::Before;
                Some(Cond::Distance { cmp: cmp(*compare), x, amount: amount?, before, of: of? })
            }
            // The other predicates are not comparisons; the caller has dealt with them.
            _ => None,
        }
    }

    fn edge(&mut self, e: &ast::Expr, ty: &Ty, view: &View) -> Option<Value> {
        match ty {
            Ty::Day { .. } => self.day(e, view).map(day_value),
            _ => self.value_as(e, ty, view),
        }
    }

    fn ordered(
        &mut self,
        value: Value,
        ty: &Ty,
        compare: ast::Compare,
        with: &ast::Expr,
        span: Span,
        view: &View,
    ) -> Option<Cond> {
        match ty {
            Ty::Number(_) | Ty::Percent => {
                let with = self.value_as(with, ty, view)?;
                Some(Cond::Compare(cmp(compare), value, with))
            }
            Ty::Day { .. } => {
                let say = match compare {
                    ast::Compare::AtLeast => "on or after",
                    ast::Compare::AtMost => "on or before",
                    ast::Compare::Under => "before",
                    ast::Compare::Over => "after",
                };
                self.refuse(
                    "days-as-numbers",
                    span,
                    "days are compared by `before` and `after`",
                    format!("say `is {say}`"),
                )
            }
            other => self.no_order(span, other),
        }
    }

    fn no_order<T>(&mut self, span: Span, ty: &Ty) -> Option<T> {
        let what = ty.words(self.env.vocabulary);
        self.refuse(
            "no-order",
            span,
            format!("this is {what}: it is neither more nor less than another"),
            "say `is`, `is not` or `is one of (...)`",
        )
    }

    fn is_a_day(&mut self, value: Value, ty: &Ty, span: Span) -> Option<DayExpr> {
        match (ty, Self::day_of_value(value)) {
            (Ty::Day { .. }, Some(day)) => Some(day),
            (other, _) => self.mismatch(span, &Ty::Day { happening: true }, other),
        }
    }

    fn on_side(
        &mut self,
        value: Value,
        ty: &Ty,
        (order, not): (ast::DayOrder, bool),
        day: &ast::Expr,
        span: Span,
        view: &View,
    ) -> Option<Cond> {
        if let Ty::Number(_) = ty {
            let say = match order {
                ast::DayOrder::Before | ast::DayOrder::OnOrBefore => "`is under` or `is at most`",
                ast::DayOrder::After | ast::DayOrder::OnOrAfter => "`is over` or `is at least`",
            };
            return self.refuse(
                "numbers-as-days",
                span,
                "`before` and `after` compare days, and this is a number",
                format!("say {say}"),
            );
        }
        let y = self.day(day, view);
        if !matches!(ty, Ty::Day { .. }) {
            return self.mismatch(span, &Ty::Day { happening: true }, ty);
        }
        let cmp = match (order, not) {
            (ast::DayOrder::Before, false) | (ast::DayOrder::OnOrAfter, true) => Cmp::Under,
            (ast::DayOrder::Before, true) | (ast::DayOrder::OnOrAfter, false) => Cmp::AtLeast,
            (ast::DayOrder::After, false) | (ast::DayOrder::OnOrBefore, true) => Cmp::Over,
            (ast::DayOrder::After, true) | (ast::DayOrder::OnOrBefore, false) => Cmp::AtMost,
        };
        let y = y?;
        if cmp == Cmp::AtMost
            && !self.check
            && let (Value::Field(x), Ty::Day { happening: true }) = (&value, ty)
        {
            match view.deadlines {
                Deadlines::Tests => return Some(Cond::By { x: x.clone(), day: y }),
                Deadlines::Negated => return self.negated_deadline(span),
                Deadlines::Plain => {}
            }
        }
        Some(Cond::Compare(cmp, value, day_value(y)))
    }

    fn within(
        &mut self,
        value: Value,
        ty: &Ty,
        (amount, of): (crate::lang::checked::LimitAmount, DayExpr),
        side: ast::WithinSide,
        span: Span,
        view: &View,
    ) -> Option<Cond> {
        let before = side == ast::WithinSide::Before;
        let Ty::Day { happening } = *ty else {
            return self.mismatch(span, &Ty::Day { happening: true }, ty);
        };
        let field = match &value {
            Value::Field(x) => Some(x.clone()),
            _ => None,
        };
        if view.deadlines == Deadlines::Negated && happening && field.is_some() && !self.check {
            return self.negated_deadline(span);
        }
        match field {
            Some(x) if !self.check => Some(Cond::Within { x, amount, of, before }),
            // A check never fails on a blank: both sides are compared plainly.
            _ => {
                let x = Self::day_of_value(value)?;
                let (low, high) = if before { (x, of) } else { (of, x) };
                Some(Cond::All(vec![
                    Cond::Compare(Cmp::AtLeast, day_value(high.clone()), day_value(low.clone())),
                    Cond::Distance { cmp: Cmp::AtMost, x: high, amount, before: false, of: low },
                ]))
            }
        }
    }

    fn negated_deadline<T>(&mut self, span: Span) -> Option<T> {
        self.refuse(
            "negated-deadline",
            span,
            "a deadline cannot stand under `not`: while the day is still to come the answer is neither yes nor no",
            "say what must happen instead of what must not, or use `must have no ...`",
        )
    }
}

/// A comparison word.
pub(crate) fn cmp(c: ast::Compare) -> Cmp {
    match c {
        ast::Compare::AtLeast => Cmp::AtLeast,
        ast::Compare::AtMost => Cmp::AtMost,
        ast::Compare::Under => Cmp::Under,
        ast::Compare::Over => Cmp::Over,
    }
}

/// A day as one side of a comparison.
pub(crate) fn day_value(day: DayExpr) -> Value {
    match day {
        DayExpr::Field(field) => Value::Field(field),
        DayExpr::On(d) => Value::Literal(Literal::Day(d)),
        other => Value::Day(other),
    }
}
