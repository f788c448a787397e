//! Days: anchors of clocks, edges of windows, sides of comparisons.

use super::{Found, Frame, Resolver, Ty, View};
use crate::lang::ast;
use crate::lang::checked::{Base, DayExpr, Leaf, ValueType};
use crate::record::Shape;
use crate::text::Span;

impl<'a> Resolver<'a, '_> {
    /// A day.
    pub(crate) fn day(&mut self, e: &ast::Expr, view: &View) -> Option<DayExpr> {
        match &e.kind {
            ast::ExprKind::Literal(ast::Literal::Date(day)) => Some(DayExpr::On(*day)),
            ast::ExprKind::That if view.that => Some(DayExpr::That),
            ast::ExprKind::That => self.refuse(
                "no-that",
                e.span,
                "`that` means the day the stage before was answered, and there is no stage before this",
                "say what the time is counted from, for example `of the start`",
            ),
            ast::ExprKind::Offset { amount, side, of } => {
                let (amount, of) = (self.amount(amount, view), self.day(of, view));
                let before = *side == ast::Side::Before;
                Some(DayExpr::Offset { amount: amount?, before, of: Box::new(of?) })
            }
            ast::ExprKind::Path(path) => {
                if let Some(name) = path.single()
                    && self.bare_quietly(name, view).is_none()
                    && self.settings.iter().any(|s| s.name == name.text)
                {
                    return self.refuse(
                        "wrong-type",
                        e.span,
                        format!("`{}` is a setting, and a date is needed here", name.text),
                        format!("say what it is counted from, for example `{} after the start`", name.text),
                    );
                }
                let found = self.path(path, view)?;
                self.day_of(found, e.span, view)
            }
            ast::ExprKind::It => match view.own.clone() {
                Some(own) => self.day_of(Found::Record(own), e.span, view),
                None => self.refuse("unknown-name", e.span, "`it` means nothing here", "name a date"),
            },
            _ => {
                let (_, ty) = self.value(e, view)?;
                self.mismatch(e.span, &Ty::Day { happening: true }, &ty)
            }
        }
    }

    fn day_of(&mut self, found: Found<'a>, span: Span, view: &View) -> Option<DayExpr> {
        match found {
            Found::Day(day) => Some(day),
            Found::Field(field, Ty::Day { .. }) => Some(DayExpr::Field(field)),
            Found::Field(_, ty) => self.mismatch(span, &Ty::Day { happening: true }, &ty),
            Found::Record(frame) | Found::Link(_, frame) => self.day_of_record(frame, span),
            Found::Define(frame, define) => self.defined_day(&frame, define, span, view),
        }
    }

    /// A record that stands where a day is needed: an event is its day; of a period it must be said which.
    fn day_of_record(&mut self, frame: Frame, span: Span) -> Option<DayExpr> {
        if frame.steps.is_empty() {
            match frame.base {
                Base::FirstOf(thing) => return Some(DayExpr::First(thing)),
                Base::LastOf(thing) => return Some(DayExpr::Last(thing)),
                _ => {}
            }
        }
        match self.shape(frame.kind) {
            Shape::Event => Some(DayExpr::Field(frame.read(Leaf::Start, ValueType::HappeningDay))),
            Shape::Period => {
                let name = self.kind_name(frame.kind);
                self.refuse(
                    "which-day",
                    span,
                    format!("`{name}` is a period: it is not said which of its days is meant"),
                    format!("say `start of the {name}` or `end of the {name}`"),
                )
            }
            Shape::Subject => self.mismatch(span, &Ty::Day { happening: true }, &Ty::Record(frame.kind)),
        }
    }
}
