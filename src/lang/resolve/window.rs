//! Windows: which days count.

use super::thing::Use;
use super::{Found, Resolver, View, did_you_mean};
use crate::calendar::{Amount, Unit};
use crate::lang::ast;
use crate::lang::checked::{DayExpr, Leaf, ValueType, Window};
use crate::record::Shape;
use crate::text::Diagnostic;

impl Resolver<'_, '_> {
    /// A window of a thing of a kind. `view` is the place of the thing, not inside its `where`.
    pub(crate) fn window(&mut self, w: &ast::Window, view: &View) -> Option<Window> {
        match &w.kind {
            ast::WindowKind::InLast(limit) => {
                if let Some(arm) = limit.arms.first() {
                    return self.refuse(
                        "arms-here",
                        arm.condition.span,
                        "an amount chosen by condition can stand only in the timing of a duty",
                        "write one test for each amount and join them with `or`",
                    );
                }
                Some(Window::InLast(self.amount(&limit.otherwise, view)?))
            }
            ast::WindowKind::InLastOf(count, thing) => {
                let n = self.fixed_count(count)?;
                let thing = self.thing(thing, view, Use::Chosen)?;
                Some(Window::InLastOf(n, Box::new(thing)))
            }
            ast::WindowKind::InAny(amount) => Some(Window::InAny(self.amount(amount, view)?)),
            ast::WindowKind::Around { amount, side, day } => {
                let (amount, day) = (self.amount(amount, view), self.day(day, view));
                Some(match side {
                    ast::Side::Before => Window::Before(amount?, day?),
                    ast::Side::After => Window::After(amount?, day?),
                })
            }
            ast::WindowKind::InSlot(name) => {
                self.slot(name)?;
                Some(Window::InSlot(name.text.clone()))
            }
            ast::WindowKind::Between(from, to) => {
                let (from, to) = (self.day(from, view), self.day(to, view));
                Some(Window::Between(from?, to?))
            }
            ast::WindowKind::During(period) => self.during(period, view),
            ast::WindowKind::Before(day) => Some(Window::BeforeDay(self.day(day, view)?)),
            ast::WindowKind::After(day) => Some(Window::AfterDay(self.day(day, view)?)),
            ast::WindowKind::On(day) => Some(Window::OnDay(self.day(day, view)?)),
        }
    }

    /// `during the plan`: the record the rule is about, or an owner from its start to its end.
    fn during(&mut self, period: &ast::Expr, view: &View) -> Option<Window> {
        let frame = self.period(period, view)?;
        if view.this.is_none() && frame.is_it() {
            return Some(Window::During);
        }
        let day = |leaf| DayExpr::Field(frame.read(leaf, ValueType::HappeningDay));
        Some(Window::Between(day(Leaf::Start), day(Leaf::End)))
    }

    /// A period by a path.
    pub(crate) fn period(&mut self, e: &ast::Expr, view: &View) -> Option<super::Frame> {
        let found = match &e.kind {
            ast::ExprKind::It => view.own.clone().map(Found::Record),
            ast::ExprKind::Path(path) => Some(self.path(path, view)?),
            _ => None,
        };
        match found {
            Some(Found::Record(frame) | Found::Link(_, frame)) if self.shape(frame.kind) == Shape::Period => {
                Some(frame)
            }
            Some(Found::Record(frame) | Found::Link(_, frame)) => {
                let name = self.kind_name(frame.kind);
                let what = super::kind::shape_words(self.shape(frame.kind));
                self.refuse(
                    "not-a-period",
                    e.span,
                    format!("`{name}` is {what}: it has no stretch of days"),
                    "name a period, such as the plan or the placement the rule is about",
                )
            }
            _ => self.refuse("not-a-period", e.span, "this is not a period", "name a period by its kind"),
        }
    }

    /// A slot of the calendar.
    pub(crate) fn slot(&mut self, name: &ast::Name) -> Option<()> {
        if self.env.slots.contains(&name.text) {
            return Some(());
        }
        let known: Vec<&str> = self.env.slots.iter().map(String::as_str).collect();
        let help = did_you_mean(&name.text, known.iter().copied()).unwrap_or_else(|| {
            format!(
                "known are {}; others are declared in the authority file under `[calendar]`",
                super::either(&known)
            )
        });
        self.fail(
            Diagnostic::error("unknown-slot", name.span, format!("the calendar has no `{}`", name.text))
                .help(help),
        )
    }

    /// An amount that must be written out here.
    pub(crate) fn fixed_amount(&mut self, a: &ast::AmountExpr, what: &str) -> Option<Amount> {
        match a {
            ast::AmountExpr::Fixed(amount, _) => Some(*amount),
            other => self.refuse(
                "amount-by-name",
                other.span(),
                format!("{what} must be written out"),
                "write the number and its unit, for example `3 days`",
            ),
        }
    }

    /// The length of a gap. A gap has so many whole units in it (`obligations.md` 3.1, 6.6), and a month that has not gone
    /// by is none: whoever says a month means less, so it is asked for in days. A week is seven of them.
    pub(crate) fn gap_amount(&mut self, a: &ast::AmountExpr, what: &str) -> Option<Amount> {
        let amount = self.fixed_amount(a, what)?;
        match amount.unit {
            Unit::Days | Unit::WorkingDays | Unit::SchoolDays => Some(amount),
            Unit::Weeks => Some(Amount::new(amount.count.saturating_mul(7), Unit::Days)),
            Unit::Months | Unit::Years => self.refuse(
                "wrong-unit",
                a.span(),
                format!("{what} is counted in days, working days or weeks"),
                "say how many days, for example `28 days`",
            ),
        }
    }

    /// A count that must be written out here.
    pub(crate) fn fixed_count(&mut self, c: &ast::Count) -> Option<u32> {
        match c {
            ast::Count::Number(n, _) => Some(*n),
            ast::Count::Named(name) => self.refuse(
                "count-by-name",
                name.span,
                format!("the number must be written out here, and `{}` is a name", name.text),
                "write the number itself, for example `in the last 2 visits`",
            ),
        }
    }
}
