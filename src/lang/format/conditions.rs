//! Conditions as words.

use super::open;
use super::words::Words;
use crate::lang::ast::{CodeSet, Compare, Cond, CondKind, DayOrder, Expr, ExprKind, Predicate, WithinSide};

impl Words {
    /// A condition. `level`: how willingly its parts go to the next line; `tail` as for [`Words::expr`].
    pub(super) fn cond(&mut self, c: &Cond, level: u8, tail: bool) -> &mut Words {
        match &c.kind {
            CondKind::All(list) => self.parts(list, "and", level, tail),
            CondKind::Any(list) => self.parts(list, "or", level, tail),
            CondKind::Not(inner) => {
                self.mark(c.span).say("not");
                let brackets = open::needs_brackets(inner) || matches!(inner.kind, CondKind::Not(_));
                self.maybe_bracketed(inner, brackets, level, tail)
            }
            CondKind::Has(evidence) => self.mark(c.span).say("has").inner_evidence(evidence, level, tail),
            CondKind::Test(left, predicate) => {
                self.expr(left, level + 1, true);
                if ends_in_once(left) && says_is(predicate) {
                    self.tight(",");
                }
                if matches!(left.kind, ExprKind::Count(_)) {
                    self.may_break(level + 1);
                }
                self.predicate(predicate, level + 1, tail)
            }
            CondKind::Holds(value) => self.expr(value, level + 1, tail),
        }
    }

    fn parts(&mut self, list: &[Cond], word: &str, level: u8, tail: bool) -> &mut Words {
        for (i, part) in list.iter().enumerate() {
            if i > 0 {
                self.may_break_with_its_like(level).say(word);
            }
            self.maybe_bracketed(part, open::needs_brackets(part), level, tail || i + 1 < list.len());
        }
        self
    }

    /// A condition, in brackets or not.
    pub(super) fn maybe_bracketed(&mut self, c: &Cond, brackets: bool, level: u8, tail: bool) -> &mut Words {
        if brackets { self.open().cond(c, level + 2, false).tight(")") } else { self.cond(c, level, tail) }
    }

    /// The `where` of an inner phrase: one test bare, or brackets. `shut`: brackets are needed; `held`: what
    /// follows must not be taken hold of.
    pub(super) fn inner_where(&mut self, c: &Cond, level: u8, shut: bool, held: bool) -> &mut Words {
        let bare = match &c.kind {
            CondKind::Not(inner) => !open::needs_brackets(inner),
            _ => !open::needs_brackets(c),
        };
        let brackets = shut || !bare || (held && open::cond(c));
        self.may_break(level + 3).say("where").maybe_bracketed(c, brackets, level + 3, false)
    }

    /// The `where` of a clause. `held` as above.
    pub(super) fn outer_where(&mut self, c: &Cond, level: u8, held: bool) -> &mut Words {
        self.may_break(level).say("where").maybe_bracketed(c, held && open::cond(c), level + 1, false)
    }

    fn is(&mut self, not: bool) -> &mut Words {
        self.say(if not { "is not" } else { "is" })
    }

    fn predicate(&mut self, p: &Predicate, level: u8, tail: bool) -> &mut Words {
        match p {
            Predicate::Known { not } => self.is(*not).say("known"),
            Predicate::Blank { not } => self.is(*not).say("blank"),
            Predicate::Invalid { not } => self.is(*not).say("invalid"),
            Predicate::Open { not } => self.is(*not).say("open"),
            Predicate::OneOf { not, set } => match set {
                CodeSet::Items(items) => self.is(*not).say("one of").codes(items),
                CodeSet::List(name) => self.is(*not).say("one of").name(name),
            },
            Predicate::Between { not, low, high } => {
                self.is(*not).say("between").expr(low, level, true).say("and").expr(high, level, tail)
            }
            Predicate::Within { amount, side, day } => {
                self.say("is within").amount(amount);
                self.say(match side {
                    WithinSide::Of => "of",
                    WithinSide::Before => "before",
                    WithinSide::After => "after",
                });
                self.expr(day, level, tail)
            }
            Predicate::Apart { compare, amount, side, day } => {
                self.say("is").compare(*compare).amount(amount).way(*side).expr(day, level, tail)
            }
            Predicate::Compare { compare, with } => self.say("is").compare(*compare).expr(with, level, tail),
            Predicate::Day { not, order, day } => {
                self.is(*not).say(match order {
                    DayOrder::Before => "before",
                    DayOrder::After => "after",
                    DayOrder::OnOrBefore => "on or before",
                    DayOrder::OnOrAfter => "on or after",
                });
                self.expr(day, level, tail)
            }
            Predicate::Is { not, value } => self.is(*not).expr(value, level, tail),
            Predicate::Matches(value) => self.say("matches").expr(value, level, tail),
            Predicate::Covers(day) => self.say("covers").expr(day, level, tail),
            Predicate::Overlaps { with, by } => {
                self.say("overlaps").expr(with, level, tail || by.is_some());
                match by {
                    Some(amount) => self.say("by at least").amount(amount),
                    None => self,
                }
            }
            Predicate::Lasted { compare, amount } => self.say("has lasted").compare(*compare).amount(amount),
        }
    }

    fn compare(&mut self, compare: Compare) -> &mut Words {
        self.say(match compare {
            Compare::AtLeast => "at least",
            Compare::AtMost => "at most",
            Compare::Under => "under",
            Compare::Over => "over",
        })
    }
}

fn ends_in_once(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Count(counted) => counted.thing.once.is_some(),
        ExprKind::Sum(first, rest) => ends_in_once(rest.last().map_or(first, |(_, last)| last)),
        ExprKind::PercentOf(_, of) => ends_in_once(of),
        _ => false,
    }
}

fn says_is(p: &Predicate) -> bool {
    !matches!(
        p,
        Predicate::Matches(_) | Predicate::Covers(_) | Predicate::Overlaps { .. } | Predicate::Lasted { .. }
    )
}
