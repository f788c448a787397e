//! Expressions, paths and windows as words.

use super::open;
use super::values::literal;
use super::words::{ENTRY, Words};
use crate::lang::ast::{Expr, ExprKind, Order, Path, Side, Sign, Step, Tally, Window, WindowKind};

impl Words {
    /// An expression. `tail`: something follows that an open end or a bare inner `where` would take hold of.
    pub(super) fn expr(&mut self, e: &Expr, level: u8, tail: bool) -> &mut Words {
        self.mark(e.span);
        match &e.kind {
            ExprKind::Literal(value) => self.say(literal(value)),
            ExprKind::Path(path) => self.path(path, level, tail),
            ExprKind::It => self.say("it"),
            ExprKind::That => self.say("that"),
            ExprKind::Age(None) => self.say("age"),
            ExprKind::Age(Some(day)) => self.say("age on").expr(day, level, tail),
            ExprKind::Span(span) => {
                self.say(format!("{} from", span.unit.plural())).expr(&span.from, level, true).say("to");
                self.expr(&span.to, level, tail)
            }
            ExprKind::Count(counted) => {
                match &counted.tally {
                    Tally::Rows => self.say("number of"),
                    Tally::Days => self.say("number of days of"),
                    Tally::Different(field) => self.say("number of different").name(field).say("of"),
                };
                self.inner_thing(&counted.thing, level, tail)
            }
            ExprKind::Offset { amount, side, of } => self.amount(amount).way(*side).expr(of, level, tail),
            ExprKind::Call(call) => {
                self.say(format!("{}(", call.name.text));
                let mut inside = Words::at(e.span);
                inside.commas(&call.arguments, |w, argument| {
                    w.expr(argument, level + 1, true);
                });
                self.join(inside).tight(")")
            }
            ExprKind::PercentOf(number, of) => self.say(format!("{number}% of")).expr(of, level, tail),
            ExprKind::Sum(first, rest) => {
                self.expr(first, level, true);
                for (i, (sign, part)) in rest.iter().enumerate() {
                    self.may_break(level).say(if *sign == Sign::Plus { "plus" } else { "minus" });
                    self.expr(part, level, tail || i + 1 < rest.len());
                }
                self
            }
        }
    }

    pub(super) fn way(&mut self, side: Side) -> &mut Words {
        self.say(if side == Side::Before { "before" } else { "after" })
    }

    fn path(&mut self, path: &Path, level: u8, tail: bool) -> &mut Words {
        for (i, step) in path.steps.iter().enumerate() {
            if i > 0 {
                self.say("of");
            }
            self.step(step, level, tail || i + 1 < path.steps.len());
        }
        self
    }

    fn step(&mut self, step: &Step, level: u8, tail: bool) -> &mut Words {
        if step.the || step.order.is_some() {
            self.say("the");
        }
        match step.order {
            Some(Order::First) => self.say("first"),
            Some(Order::Last) => self.say("last"),
            Some(Order::Previous) => self.say("previous"),
            Some(Order::Next) => self.say("next"),
            None => self,
        };
        self.name(&step.name);
        if let Some(participle) = &step.participle {
            self.name(participle);
        }
        self.window_and_where(step.window.as_deref(), step.filter.as_deref(), level, tail, false)
    }

    /// A window of anything but a duty.
    pub(super) fn window(&mut self, w: &Window, level: u8, tail: bool) -> &mut Words {
        self.mark(w.span);
        match &w.kind {
            WindowKind::InLast(limit) => self.say("in the last").amount(&limit.otherwise),
            WindowKind::InLastOf(count, thing) => {
                self.say("in the last").count(count).inner_thing(thing, level, tail)
            }
            WindowKind::InAny(amount) => self.say("in any").amount(amount),
            WindowKind::Around { amount, side, day } => {
                self.say("in the").amount(amount).way(*side).expr(day, level, tail)
            }
            WindowKind::InSlot(name) => self.say("in the").name(name),
            WindowKind::Between(from, to) => {
                self.say("between").expr(from, level, true).say("and").expr(to, level, tail)
            }
            WindowKind::During(day) => self.say("during").expr(day, level, tail),
            WindowKind::Before(day) => self.say("before").expr(day, level, tail),
            WindowKind::After(day) => self.say("after").expr(day, level, tail),
            WindowKind::On(day) => self.say("on").expr(day, level, tail),
        }
    }

    /// The window and the inner `where` of a phrase, in the order that keeps them apart.
    pub(super) fn window_and_where(
        &mut self,
        window: Option<&Window>,
        filter: Option<&crate::lang::ast::Cond>,
        level: u8,
        tail: bool,
        once: bool,
    ) -> &mut Words {
        let late = filter.is_some() && window.is_some_and(open::window);
        if let Some(window) = window.filter(|_| !late) {
            self.window(window, level, tail || filter.is_some());
        }
        if let Some(filter) = filter {
            self.inner_where(filter, level, late || (tail && !once), once || late);
        }
        if let Some(window) = window.filter(|_| late) {
            self.window(window, level, tail);
        }
        self
    }

    /// Joins words on without a blank: what stands inside the brackets of a call.
    fn join(&mut self, inside: Words) -> &mut Words {
        let mut list = inside.list.into_iter();
        if let Some(first) = list.next() {
            self.tight(&first.text);
        }
        for word in list {
            self.list.push(crate::lang::format::words::Word { level: ENTRY.max(word.level), ..word });
        }
        self
    }
}
