//! Conditions and what is said of an expression.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts};
use crate::lang::ast::{CodeSet, Compare, Cond, CondKind, DayOrder, Expr, ExprKind, Predicate, WithinSide};
use crate::text::{Diagnostic, Span};

impl Build<'_> {
    /// A whole condition.
    pub(super) fn cond(&mut self, pair: Pair<'_>) -> Built<Cond> {
        let span = self.span(&pair);
        let (mut list, mut joins): (Vec<Cond>, Vec<(Rule, Span)>) = (Vec::new(), Vec::new());
        let mut end = 0;
        for part in pair.into_inner() {
            match part.as_rule() {
                rule @ (Rule::k_and | Rule::k_or) => {
                    let place = self.span(&part);
                    if self.open_wheres.contains(&end) {
                        self.says_two_things(rule, place);
                    }
                    joins.push((rule, place));
                }
                _ => {
                    end = self.end(&part);
                    list.push(self.single(part)?);
                }
            }
        }
        let Some(&(first, _)) = joins.first() else { return list.pop().ok_or(Odd("a condition")) };
        if let Some(&(_, place)) = joins.iter().find(|(rule, _)| *rule != first) {
            self.mixed(place);
        }
        let kind = if first == Rule::k_and { CondKind::All(list) } else { CondKind::Any(list) };
        Ok(Cond { kind, span })
    }

    /// The `cond` of a rule.
    pub(super) fn cond_in(&mut self, pair: Pair<'_>) -> Built<Cond> {
        let inner = Parts::of(pair).need(Rule::cond, "a condition")?;
        self.cond(inner)
    }

    fn mixed(&mut self, place: Span) {
        self.fault(
            Diagnostic::error("and-or-brackets", place, "`and` and `or` stand side by side without brackets")
                .label("could belong to either side")
                .help("put brackets round the part that belongs together: `a and (b or c)`"),
        );
    }

    fn says_two_things(&mut self, rule: Rule, place: Span) {
        let word = if rule == Rule::k_and { "and" } else { "or" };
        let message = format!("this `{word}` could belong to the inner `where` or to what stands before it");
        let inside = format!("`where (... {word} ...)`");
        let help = format!(
            "put brackets round what belongs to the inner `where`: `where (...) {word} ...` or {inside}"
        );
        self.fault(Diagnostic::error("inner-where", place, message).help(help));
    }

    /// The condition of a `where_one`; remembers where an unbracketed one ends.
    pub(super) fn where_one(&mut self, pair: Pair<'_>) -> Built<Cond> {
        let end = self.end(&pair);
        let single = Parts::of(pair).need(Rule::single, "a test")?;
        if !is_bracketed(&single) {
            self.open_wheres.push(end);
        }
        self.single(single)
    }

    fn single(&mut self, pair: Pair<'_>) -> Built<Cond> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let not = parts.has(Rule::k_not);
        let inner = parts.need_any(&[Rule::bracket, Rule::has_cond, Rule::test], "a test")?;
        let inner_span = self.span(&inner);
        let cond = match inner.as_rule() {
            Rule::bracket => self.cond_in(inner)?,
            Rule::has_cond => {
                let evidence = Parts::of(inner).need(Rule::inner_evidence, "what it has")?;
                Cond { kind: CondKind::Has(Box::new(self.evidence(evidence)?)), span: inner_span }
            }
            _ => Cond { kind: self.test(inner)?, span: inner_span },
        };
        Ok(if not { Cond { kind: CondKind::Not(Box::new(cond)), span } } else { cond })
    }

    fn test(&mut self, pair: Pair<'_>) -> Built<CondKind> {
        let mut parts = Parts::of(pair);
        let left = self.sum_in(&mut parts)?;
        let Some(predicate) = parts.take(Rule::predicate) else {
            self.stands_alone(&left);
            return Ok(CondKind::Holds(Box::new(left)));
        };
        let said = Parts::of(predicate).need_any(PREDICATES, "a predicate")?;
        let mut predicate = self.predicate(said)?;
        if left.kind == ExprKind::It {
            predicate = open_of_it(predicate);
        }
        Ok(CondKind::Test(Box::new(left), Box::new(predicate)))
    }

    /// A number is no condition: often an inner `where` has taken the comparison for itself.
    fn stands_alone(&mut self, left: &Expr) {
        let number = matches!(
            left.kind,
            ExprKind::Count(_)
                | ExprKind::Age(_)
                | ExprKind::Span(_)
                | ExprKind::Sum(..)
                | ExprKind::PercentOf(..)
        );
        if number && !self.defining {
            let fault =
                Diagnostic::error("no-comparison", left.span, "nothing says what this number must be");
            self.fault(fault.help(
                "say `is at least`, `is at most`, `is under` or `is over`; a `where` before it needs brackets",
            ));
        }
    }

    fn predicate(&mut self, pair: Pair<'_>) -> Built<Predicate> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        let not = parts.has(Rule::k_not);
        Ok(match rule {
            Rule::is_state if parts.has(Rule::k_known) => Predicate::Known { not },
            Rule::is_state if parts.has(Rule::k_blank) => Predicate::Blank { not },
            Rule::is_state => Predicate::Invalid { not },
            Rule::is_one_of => Predicate::OneOf { not, set: self.code_set(&mut parts)? },
            Rule::is_between => {
                let low = self.operand_in(&mut parts)?;
                Predicate::Between { not, low, high: self.operand_in(&mut parts)? }
            }
            Rule::is_within => {
                let amount = self.amount_in(&mut parts)?;
                let side = match parts.take_any(&[Rule::k_before, Rule::k_after]).map(|p| p.as_rule()) {
                    Some(Rule::k_before) => WithinSide::Before,
                    Some(_) => WithinSide::After,
                    None => WithinSide::Of,
                };
                Predicate::Within { amount, side, day: self.day_in(&mut parts)? }
            }
            Rule::is_apart => {
                let compare = self.compare(&mut parts)?;
                let amount = self.amount_in(&mut parts)?;
                let side = self.side(&mut parts)?;
                Predicate::Apart { compare, amount, side, day: self.day_in(&mut parts)? }
            }
            Rule::is_compare => {
                let compare = self.compare(&mut parts)?;
                Predicate::Compare { compare, with: self.sum_in(&mut parts)? }
            }
            Rule::is_order => {
                let order = self.day_order(&mut parts)?;
                Predicate::Day { not, order, day: self.operand_in(&mut parts)? }
            }
            Rule::is_value => Predicate::Is { not, value: self.sum_in(&mut parts)? },
            Rule::matches => Predicate::Matches(self.sum_in(&mut parts)?),
            Rule::covers => Predicate::Covers(self.operand_in(&mut parts)?),
            Rule::overlaps => {
                let with = self.operand_in(&mut parts)?;
                let by = parts.take(Rule::amount).map(|p| self.amount(p)).transpose()?;
                Predicate::Overlaps { with, by }
            }
            Rule::lasted => {
                let compare = self.compare(&mut parts)?;
                Predicate::Lasted { compare, amount: self.amount_in(&mut parts)? }
            }
            _ => return Err(Odd("a predicate")),
        })
    }

    fn code_set(&mut self, parts: &mut Parts<'_>) -> Built<CodeSet> {
        match parts.take(Rule::code_list) {
            Some(list) => Ok(CodeSet::Items(self.codes(list)?)),
            None => Ok(CodeSet::List(self.named(parts, "a list")?)),
        }
    }

    fn compare(&self, parts: &mut Parts<'_>) -> Built<Compare> {
        let mut words = Parts::of(parts.need(Rule::compare, "a comparison")?);
        Ok(if words.has(Rule::k_least) {
            Compare::AtLeast
        } else if words.has(Rule::k_most) {
            Compare::AtMost
        } else if words.has(Rule::k_under) {
            Compare::Under
        } else {
            Compare::Over
        })
    }

    fn day_order(&self, parts: &mut Parts<'_>) -> Built<DayOrder> {
        let mut words = Parts::of(parts.need(Rule::day_order, "an order of days")?);
        Ok(match (words.has(Rule::k_on), words.has(Rule::k_before)) {
            (true, true) => DayOrder::OnOrBefore,
            (true, false) => DayOrder::OnOrAfter,
            (false, true) => DayOrder::Before,
            (false, false) => DayOrder::After,
        })
    }
}

const PREDICATES: &[Rule] = &[
    Rule::is_state,
    Rule::is_one_of,
    Rule::is_between,
    Rule::is_within,
    Rule::is_apart,
    Rule::is_compare,
    Rule::is_order,
    Rule::is_value,
    Rule::matches,
    Rule::covers,
    Rule::overlaps,
    Rule::lasted,
];

/// `it is open`: of the record itself, `open` is no value.
fn open_of_it(predicate: Predicate) -> Predicate {
    match predicate {
        Predicate::Is { not, value: Expr { kind: ExprKind::Path(path), .. } }
            if path.single().is_some_and(|name| name.text == "open") =>
        {
            Predicate::Open { not }
        }
        other => other,
    }
}

fn is_bracketed(single: &Pair<'_>) -> bool {
    single.clone().into_inner().any(|p| p.as_rule() == Rule::bracket)
}
