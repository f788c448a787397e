//! Choices by condition: in one line, or one arm below the other.

use super::words::{ENTRY, Words};
use super::writer::Writer;
use crate::lang::ast::{AmountExpr, Choice, Expr};

impl Words {
    /// A choice in one line: `6 months where C, 12 months otherwise`.
    pub(super) fn choice<T>(&mut self, choice: &Choice<T>, each: impl Fn(&mut Words, &T)) -> &mut Words {
        for arm in &choice.arms {
            each(self, &arm.value);
            self.say("where").cond(&arm.condition, ENTRY + 1, true).tight(",").may_break(ENTRY);
        }
        each(self, &choice.otherwise);
        if choice.arms.is_empty() { self } else { self.say("otherwise") }
    }

    /// An amount, maybe chosen, in one line.
    pub(super) fn limit(&mut self, limit: &Choice<AmountExpr>) -> &mut Words {
        self.choice(limit, |words, amount| {
            words.amount(amount);
        })
    }
}

/// An amount of a choice.
pub(super) fn amount(words: &mut Words, amount: &AmountExpr) {
    words.amount(amount);
}

/// A figure of a choice.
pub(super) fn figure(words: &mut Words, value: &Expr) {
    words.expr(value, ENTRY, true);
}

impl Writer<'_> {
    /// Arms one below the other, their values in one column, `after` at the end of the last.
    pub(super) fn arms<T>(
        &mut self,
        before: &Words,
        choice: &Choice<T>,
        after: &Words,
        indent: usize,
        each: impl Fn(&mut Words, &T),
    ) {
        let column = indent + before.length() + 1;
        let mut line = before.clone();
        let mut start = indent;
        for arm in &choice.arms {
            line.mark(choice.span);
            each(&mut line, &arm.value);
            line.say("where").cond(&arm.condition, ENTRY, true).tight(",");
            self.clause(start, column + 4, &line);
            line = Words::at(arm.condition.span);
            start = column;
        }
        each(&mut line, &choice.otherwise);
        line.say("otherwise").append(after.clone());
        self.clause(start, column + 4, &line);
    }
}
