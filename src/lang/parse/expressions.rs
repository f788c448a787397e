//! Expressions, days and paths.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts, only};
use crate::lang::ast::{
    AmountExpr, Call, Counted, Expr, ExprKind, Literal, Order, Path, Side, Sign, SpanExpr, Step, Tally,
};
use crate::text::Span;

impl Build<'_> {
    /// `X plus Y`, or just X.
    pub(super) fn sum(&mut self, pair: Pair<'_>) -> Built<Expr> {
        let span = self.span(&pair);
        let (mut first, mut rest, mut sign) = (None, Vec::new(), Sign::Plus);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::k_minus => sign = Sign::Minus,
                Rule::k_plus => sign = Sign::Plus,
                _ if first.is_none() => first = Some(self.operand(part)?),
                _ => rest.push((sign, self.operand(part)?)),
            }
        }
        let first = first.ok_or(Odd("a sum"))?;
        if rest.is_empty() {
            return Ok(first);
        }
        Ok(Expr { kind: ExprKind::Sum(Box::new(first), rest), span })
    }

    /// The `sum` of a rule.
    pub(super) fn sum_in(&mut self, parts: &mut Parts<'_>) -> Built<Expr> {
        let pair = parts.need(Rule::sum, "a value")?;
        self.sum(pair)
    }

    /// An `operand`.
    pub(super) fn operand(&mut self, pair: Pair<'_>) -> Built<Expr> {
        let inner = only(pair, "an operand")?;
        self.plain(inner)
    }

    /// The `operand` of a rule.
    pub(super) fn operand_in(&mut self, parts: &mut Parts<'_>) -> Built<Expr> {
        let pair = parts.need(Rule::operand, "a value")?;
        self.operand(pair)
    }

    fn plain(&mut self, pair: Pair<'_>) -> Built<Expr> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::percent_of => self.percent_of(pair)?,
            Rule::call => self.call(pair)?,
            Rule::span => self.span_expr(pair)?,
            Rule::counted => ExprKind::Count(Box::new(self.counted(pair)?)),
            Rule::age => match Parts::of(pair).take(Rule::day) {
                Some(day) => ExprKind::Age(Some(Box::new(self.day(day)?))),
                None => ExprKind::Age(None),
            },
            Rule::moved => return self.moved(pair),
            Rule::k_it => ExprKind::It,
            Rule::path => ExprKind::Path(self.path(pair)?),
            _ => ExprKind::Literal(self.literal(pair)?),
        };
        Ok(Expr { kind, span })
    }

    fn percent_of(&mut self, pair: Pair<'_>) -> Built<ExprKind> {
        let mut parts = Parts::of(pair);
        let percent = self.percent(parts.need(Rule::percent, "a percentage")?)?;
        parts.has(Rule::k_of);
        let of = self.plain(parts.take_first().ok_or(Odd("a percentage of something"))?)?;
        Ok(ExprKind::PercentOf(percent, Box::new(of)))
    }

    fn call(&mut self, pair: Pair<'_>) -> Built<ExprKind> {
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "name of a function")?;
        let arguments = parts.all(Rule::sum).into_iter().map(|p| self.sum(p)).collect::<Built<_>>()?;
        Ok(ExprKind::Call(Call { name, arguments }))
    }

    fn span_expr(&mut self, pair: Pair<'_>) -> Built<ExprKind> {
        let mut parts = Parts::of(pair);
        let unit = self.unit(parts.need(Rule::unit, "unit of a span")?)?;
        let from = self.day_in(&mut parts)?;
        let to = self.day_in(&mut parts)?;
        Ok(ExprKind::Span(Box::new(SpanExpr { unit, from, to })))
    }

    fn counted(&mut self, pair: Pair<'_>) -> Built<Counted> {
        let mut parts = Parts::of(pair);
        let tally = if parts.has(Rule::days_of) {
            Tally::Days
        } else if parts.has(Rule::k_different) {
            Tally::Different(self.named(&mut parts, "field that differs")?)
        } else {
            Tally::Rows
        };
        let thing = self.thing(parts.need(Rule::inner_thing, "what is counted")?)?;
        Ok(Counted { tally, thing })
    }

    /// `3 months before X`, where X has the offsets that follow.
    fn moved(&mut self, pair: Pair<'_>) -> Built<Expr> {
        let end = self.end(&pair);
        let (mut moves, mut amount, mut base) = (Vec::new(), None, None);
        for part in pair.into_inner() {
            let start = part.as_span().start();
            match part.as_rule() {
                Rule::fixed_amount => {
                    let (fixed, span) = self.fixed_amount(part)?;
                    amount = Some((start, AmountExpr::Fixed(fixed, span)));
                }
                Rule::side => {
                    let side = if Parts::of(part).has(Rule::k_before) { Side::Before } else { Side::After };
                    let (start, amount) = amount.take().ok_or(Odd("an offset"))?;
                    moves.push((start, amount, side));
                }
                _ => base = Some(self.day_base(part)?),
            }
        }
        Ok(self.offsets(moves, base.ok_or(Odd("a day"))?, end))
    }

    /// A `day`: an anchor.
    pub(super) fn day(&mut self, pair: Pair<'_>) -> Built<Expr> {
        let end = self.end(&pair);
        let (mut moves, mut base) = (Vec::new(), None);
        for part in pair.into_inner() {
            if part.as_rule() == Rule::offset {
                let start = part.as_span().start();
                let mut parts = Parts::of(part);
                let amount = self.amount_in(&mut parts)?;
                moves.push((start, amount, self.side(&mut parts)?));
            } else {
                base = Some(self.day_base(part)?);
            }
        }
        Ok(self.offsets(moves, base.ok_or(Odd("a day"))?, end))
    }

    /// The `day` of a rule.
    pub(super) fn day_in(&mut self, parts: &mut Parts<'_>) -> Built<Expr> {
        let pair = parts.need(Rule::day, "a day")?;
        self.day(pair)
    }

    fn day_base(&mut self, pair: Pair<'_>) -> Built<Expr> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::k_that => ExprKind::That,
            Rule::date => ExprKind::Literal(Literal::Date(self.date(pair)?.day)),
            _ => ExprKind::Path(self.path(pair)?),
        };
        Ok(Expr { kind, span })
    }

    fn offsets(&self, moves: Vec<(usize, AmountExpr, Side)>, base: Expr, end: usize) -> Expr {
        moves.into_iter().rev().fold(base, |of, (start, amount, side)| {
            let span = self.place(start, end);
            Expr { kind: ExprKind::Offset { amount, side, of: Box::new(of) }, span }
        })
    }

    pub(super) fn path(&mut self, pair: Pair<'_>) -> Built<Path> {
        let span: Span = self.span(&pair);
        let steps =
            Parts::of(pair).all(Rule::step).into_iter().map(|p| self.step(p)).collect::<Built<_>>()?;
        Ok(Path { steps, span })
    }

    fn step(&mut self, pair: Pair<'_>) -> Built<Step> {
        let mut parts = Parts::of(pair);
        let the = parts.has(Rule::k_the);
        let order = match parts.take(Rule::order) {
            Some(order) => Some(match only(order, "an order")?.as_rule() {
                Rule::k_first => Order::First,
                Rule::k_last => Order::Last,
                Rule::k_previous => Order::Previous,
                _ => Order::Next,
            }),
            None => None,
        };
        let name = self.named(&mut parts, "a step of a path")?;
        let participle = self.participle(&mut parts)?;
        let window = self.one_window(&mut parts)?.map(Box::new);
        let filter = match parts.take(Rule::where_one) {
            Some(filter) => Some(Box::new(self.where_one(filter)?)),
            None => None,
        };
        Ok(Step { the, order, name, participle, window, filter })
    }
}
