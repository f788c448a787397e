//! Values, codes, amounts and choices.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts, only};
use crate::calendar::{Amount, Unit};
use crate::lang::ast::{
    AmountExpr, Arm, Bound, Choice, CodeItem, Cond, Count, Decimal, Limit, Literal, Value,
};
use crate::text::{Diagnostic, Span};

impl Build<'_> {
    /// A `value`: any literal, a bare word included.
    pub(super) fn value(&mut self, pair: Pair<'_>) -> Built<Value> {
        let span = self.span(&pair);
        let literal = self.literal(only(pair, "a value")?)?;
        Ok(Value { literal, span })
    }

    /// The literal of a rule that is one.
    pub(super) fn literal(&mut self, pair: Pair<'_>) -> Built<Literal> {
        Ok(match pair.as_rule() {
            Rule::number => Literal::Number(self.decimal(&pair)),
            Rule::percent => Literal::Percent(self.percent(pair)?),
            Rule::fixed_amount => Literal::Amount(self.fixed_amount(pair)?.0),
            Rule::date => Literal::Date(self.date(pair)?.day),
            Rule::yes_no => Literal::YesNo(Parts::of(pair).has(Rule::k_yes)),
            Rule::text => Literal::Text(self.text(&pair).text),
            Rule::code => Literal::Code(pair.as_str().trim_end().to_owned()),
            Rule::name => Literal::Word(pair.as_str().trim_end().to_owned()),
            _ => return Err(Odd("a literal")),
        })
    }

    pub(super) fn decimal(&mut self, pair: &Pair<'_>) -> Decimal {
        Decimal::parse(pair.as_str().trim_end()).unwrap_or_else(|| {
            self.too_long(pair);
            Decimal::whole(0)
        })
    }

    pub(super) fn percent(&mut self, pair: Pair<'_>) -> Built<Decimal> {
        let number = only(pair, "a percentage")?;
        Ok(self.decimal(&number))
    }

    pub(super) fn fixed_amount(&mut self, pair: Pair<'_>) -> Built<(Amount, Span)> {
        let span = self.span(&pair);
        let words = pair.as_str().trim_end().to_owned();
        let mut parts = Parts::of(pair);
        let count = self.whole(&parts.need(Rule::whole, "number of an amount")?);
        let unit = self.unit(parts.need(Rule::unit, "unit of an amount")?)?;
        let amount = Amount::new(count, unit);
        self.unit_number(&words, amount, span);
        Ok((amount, span))
    }

    /// `15 working day` reads badly aloud; it is not wrong, so it is a warning that the formatter mends.
    fn unit_number(&mut self, words: &str, amount: Amount, span: Span) {
        let plural = words.ends_with('s');
        if plural == (amount.count == 1) {
            let said = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let fault = Diagnostic::warning("unit-number", span, format!("`{said}` should be `{amount}`"));
            self.fault(fault.help("the formatter mends this"));
        }
    }

    pub(super) fn amount(&mut self, pair: Pair<'_>) -> Built<AmountExpr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        if let Some(fixed) = parts.take(Rule::fixed_amount) {
            let (amount, span) = self.fixed_amount(fixed)?;
            return Ok(AmountExpr::Fixed(amount, span));
        }
        let name = self.named(&mut parts, "an amount")?;
        Ok(match parts.take(Rule::unit) {
            Some(unit) => AmountExpr::Counted(name, self.unit(unit)?, span),
            None => match self.bare_unit(&name.text, span) {
                Some(one) => AmountExpr::Fixed(one, span),
                None => AmountExpr::Named(name),
            },
        })
    }

    /// `in the month before X` means one month, and has to say so.
    fn bare_unit(&mut self, word: &str, span: Span) -> Option<Amount> {
        let one = Amount::new(1, Unit::named(word)?);
        let fault =
            Diagnostic::error("missing-number", span, format!("`{word}` here needs a number before it"));
        self.fault(fault.help(format!("say how many: `{one}`")));
        Some(one)
    }

    /// An `amount` that a rule promises.
    pub(super) fn amount_in(&mut self, parts: &mut Parts<'_>) -> Built<AmountExpr> {
        let pair = parts.need(Rule::amount, "an amount")?;
        self.amount(pair)
    }

    pub(super) fn count(&mut self, pair: Pair<'_>) -> Built<Count> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        Ok(match parts.take(Rule::whole) {
            Some(whole) => Count::Number(self.whole(&whole), span),
            None => Count::Named(self.named(&mut parts, "a count")?),
        })
    }

    pub(super) fn limit(&mut self, pair: Pair<'_>) -> Built<Limit> {
        self.choice(pair, Rule::amount_arms, Rule::amount, Build::amount)
    }

    /// `X where C, Y where D, Z otherwise`, or just one X.
    pub(super) fn choice<T>(
        &mut self,
        pair: Pair<'_>,
        arms_rule: Rule,
        value_rule: Rule,
        build: impl Fn(&mut Self, Pair<'_>) -> Built<T>,
    ) -> Built<Choice<T>> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = parts.need(value_rule, "the first of a choice")?;
        let mut values = vec![build(self, first)?];
        let mut conditions: Vec<Cond> = Vec::new();
        if let Some(arms) = parts.take(arms_rule) {
            for part in arms.into_inner() {
                match part.as_rule() {
                    Rule::cond => conditions.push(self.cond(part)?),
                    rule if rule == value_rule => values.push(build(self, part)?),
                    _ => {}
                }
            }
        }
        let otherwise = values.pop().ok_or(Odd("the last of a choice"))?;
        let arms = values.into_iter().zip(conditions).map(|(value, condition)| Arm { value, condition });
        Ok(Choice { arms: arms.collect(), otherwise, span })
    }

    pub(super) fn bound(&mut self, pair: Pair<'_>) -> Built<Bound> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let side = self.bound_side(&mut parts);
        let value = self.value(parts.need(Rule::value, "value of a bound")?)?;
        Ok(Bound { side, value, span })
    }

    /// The items of a `code_list`.
    pub(super) fn codes(&mut self, pair: Pair<'_>) -> Built<Vec<CodeItem>> {
        Parts::of(pair).all(Rule::code_item).into_iter().map(|item| self.code_item(item)).collect()
    }

    fn code_item(&mut self, pair: Pair<'_>) -> Built<CodeItem> {
        let mut parts = Parts::of(pair);
        let first = self.value(parts.need(Rule::value, "a code")?)?;
        Ok(match parts.take(Rule::value) {
            Some(last) => CodeItem::Range(first, self.value(last)?),
            None => CodeItem::One(first),
        })
    }
}
