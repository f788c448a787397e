//! Expressions as values with their types.

use super::literal::{as_value, literal_of, type_of, written};
use super::{Found, Resolver, Ty, View, article};
use crate::lang::ast;
use crate::lang::checked::{DayExpr, Literal, Value};
use crate::text::Span;

impl Resolver<'_, '_> {
    /// A value and its type.
    pub(crate) fn value(&mut self, e: &ast::Expr, view: &View) -> Option<(Value, Ty)> {
        match &e.kind {
            ast::ExprKind::Literal(_) => self.plain_literal(e),
            ast::ExprKind::Path(path) => self.path_value(path, view),
            ast::ExprKind::It => match &view.own {
                Some(own) => Some((Value::Field(own.record()), Ty::Record(own.kind))),
                None => {
                    self.refuse("unknown-name", e.span, "`it` means nothing here", "name a record or a date")
                }
            },
            ast::ExprKind::That | ast::ExprKind::Offset { .. } => {
                let day = self.day(e, view)?;
                Some((Value::Day(day), Ty::Day { happening: false }))
            }
            ast::ExprKind::Age(on) => self.age(on.as_deref(), e.span, view),
            ast::ExprKind::Span(span) => {
                let (from, to) = (self.day(&span.from, view), self.day(&span.to, view));
                let value = Value::Span { unit: span.unit, from: Box::new(from?), to: Box::new(to?) };
                Some((value, Ty::Number(Some(span.unit))))
            }
            ast::ExprKind::Count(counted) => self.counted(counted, view),
            ast::ExprKind::Call(call) => self.call(call, e.span, view),
            ast::ExprKind::PercentOf(percent, of) => {
                let value = self.value_as(of, &Ty::Number(None), view)?;
                Some((Value::PercentOf(percent.to_f64(), Box::new(value)), Ty::Number(None)))
            }
            ast::ExprKind::Sum(first, rest) => self.sum(first, rest, view),
        }
    }

    fn plain_literal(&mut self, e: &ast::Expr) -> Option<(Value, Ty)> {
        let literal = literal_of(e)?;
        let ty = type_of(literal);
        let value = match literal {
            ast::Literal::Number(n) => Literal::Number(n.to_f64()),
            ast::Literal::Percent(n) => Literal::Percent(n.to_f64()),
            ast::Literal::Amount(a) => Literal::Amount(*a),
            ast::Literal::Date(d) => Literal::Day(*d),
            ast::Literal::YesNo(b) => Literal::YesNo(*b),
            other => Literal::Text(written(other)),
        };
        Some((Value::Literal(value), ty))
    }

    fn path_value(&mut self, path: &ast::Path, view: &View) -> Option<(Value, Ty)> {
        if let Some(name) = path.single()
            && self.bare_quietly(name, view).is_none()
            && let Some(at) = self.setting(&name.text)
        {
            let value = self.settings.get(at).and_then(super::amount::first_value)?;
            let ty = match value {
                crate::lang::checked::SettingValue::Amount(a) => Ty::Number(Some(a.unit)),
                crate::lang::checked::SettingValue::Number(_) => Ty::Number(None),
            };
            return Some((Value::Setting(at), ty));
        }
        match self.path(path, view)? {
            Found::Define(frame, define) => self.defined_value(&frame, define, path.span, view),
            found => as_value(&found),
        }
    }

    fn age(&mut self, on: Option<&ast::Expr>, span: Span, view: &View) -> Option<(Value, Ty)> {
        let kind = view.own.as_ref().map(|own| own.kind);
        if kind.is_none_or(|kind| self.born_of(kind).is_none()) {
            return self.no_age(kind, span);
        }
        let on = match on {
            Some(day) => Some(Box::new(self.day(day, view)?)),
            None => None,
        };
        Some((Value::Age(on), Ty::Number(Some(crate::calendar::Unit::Years))))
    }

    fn no_age<T>(&mut self, kind: Option<crate::record::KindId>, span: Span) -> Option<T> {
        let whose = kind.map_or("", |k| self.kind_name(k));
        self.refuse(
            "no-age",
            span,
            format!("{} has no date of birth, so it has no age", article(whose)),
            "age can be asked of a child and of the records of a child",
        )
    }

    fn sum(
        &mut self,
        first: &ast::Expr,
        rest: &[(ast::Sign, ast::Expr)],
        view: &View,
    ) -> Option<(Value, Ty)> {
        let (value, ty) = self.value(first, view)?;
        let Ty::Number(unit) = ty else {
            return self.mismatch(first.span, &Ty::Number(None), &ty);
        };
        let mut parts = vec![(true, value)];
        for (sign, e) in rest {
            parts.push((*sign == ast::Sign::Plus, self.value_as(e, &Ty::Number(unit), view)?));
        }
        Some((Value::Sum(parts), Ty::Number(unit)))
    }

    /// A day that is a value already.
    pub(crate) fn day_of_value(value: Value) -> Option<DayExpr> {
        match value {
            Value::Field(field) => Some(DayExpr::Field(field)),
            Value::Day(day) => Some(day),
            Value::Literal(Literal::Day(d)) => Some(DayExpr::On(d)),
            _ => None,
        }
    }
}
