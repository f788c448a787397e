//! Measures.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts, only};
use crate::lang::ast::{
    By, Cohort, Colour, Comparator, Judged, Judgement, Measure, Shows, Stat, StatKind, Target, That, Thing,
    TimeWord,
};

impl Build<'_> {
    pub(super) fn measure(&mut self, pair: Pair<'_>) -> Built<Measure> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let id = self.named(&mut parts, "id of a measure")?;
        let title = self.titled(&mut parts, "title of a measure")?;
        let header = self.header(&mut parts)?;
        let shows = self.shows(only(parts.need(Rule::shows, "what it shows")?, "what it shows")?)?;
        let by = self.by(&mut parts)?;
        let over = match parts.take(Rule::over_) {
            Some(pair) => {
                let place = self.span(&pair);
                let amount = Parts::of(pair).need(Rule::fixed_amount, "over how long")?;
                Some((self.fixed_amount(amount)?.0, place))
            }
            None => None,
        };
        let decimals = match parts.take(Rule::shown) {
            Some(pair) => {
                let place = self.span(&pair);
                let whole = Parts::of(pair).need(Rule::whole, "decimal places")?;
                Some((self.whole(&whole), place))
            }
            None => None,
        };
        let targets = self.each(&mut parts, Rule::target, Build::target)?;
        let compare = match parts.take(Rule::compare_with) {
            Some(pair) => self.each(&mut Parts::of(pair), Rule::comparator, Build::comparator)?,
            None => Vec::new(),
        };
        let examples = self.each(&mut parts, Rule::example, Build::example)?;
        Ok(Measure { id, title, header, shows, by, over, decimals, targets, compare, examples, span })
    }

    fn shows(&mut self, pair: Pair<'_>) -> Built<Shows> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        Ok(match rule {
            Rule::percentage => {
                let cohort = self.cohort_in(&mut parts)?;
                Shows::Percentage(cohort, self.that(&mut parts)?)
            }
            Rule::number_of => Shows::Number(self.cohort_in(&mut parts)?),
            Rule::share => Shows::Share(self.cohort_in(&mut parts)?),
            Rule::rate => {
                let of = self.cohort_in(&mut parts)?;
                let big = parts.need(Rule::big, "per how many")?;
                let per = big.as_str().trim_end().replace(',', "").parse().unwrap_or_else(|_| {
                    self.too_long(&big);
                    1
                });
                Shows::Rate { of, per, population: self.named(&mut parts, "a population")? }
            }
            Rule::stat => Shows::Stat(self.stat(&mut parts)?),
            Rule::moves => {
                let field = self.named(&mut parts, "a field")?;
                Shows::Moves(field, self.cohort_thing(&mut parts)?)
            }
            _ => return Err(Odd("what it shows")),
        })
    }

    fn stat(&mut self, parts: &mut Parts<'_>) -> Built<Stat> {
        let kind = if parts.has(Rule::k_average) {
            StatKind::Average
        } else if parts.has(Rule::k_median) {
            StatKind::Median
        } else if parts.has(Rule::k_total) {
            StatKind::Total
        } else {
            StatKind::Highest(parts.take(Rule::whole).map(|p| self.whole(&p)))
        };
        let figure = parts.need(Rule::figure, "a figure")?;
        let figure = self.choice(figure, Rule::figure_arms, Rule::sum, Build::sum)?;
        Ok(Stat { kind, figure, each: self.cohort_thing(parts)? })
    }

    fn cohort_thing(&mut self, parts: &mut Parts<'_>) -> Built<Thing> {
        let pair = parts.need(Rule::cohort_thing, "each what")?;
        self.thing(pair)
    }

    fn cohort_in(&mut self, parts: &mut Parts<'_>) -> Built<Cohort> {
        let mut parts = Parts::of(parts.need(Rule::cohort, "what is counted")?);
        if let Some(judged) = parts.take(Rule::judged) {
            return self.judged(judged).map(Cohort::Judged);
        }
        let weight = parts.take(Rule::weight).map(|p| self.name_in(p, "a weight")).transpose()?;
        Ok(Cohort::Things(weight, self.cohort_thing(&mut parts)?))
    }

    fn judged(&mut self, pair: Pair<'_>) -> Built<Judged> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let standard = self.named(&mut parts, "a standard")?;
        let word = only(parts.need(Rule::time_word, "which of them")?, "which of them")?;
        let which = match word.as_rule() {
            Rule::k_due => TimeWord::Due,
            Rule::k_done => TimeWord::Done,
            Rule::k_opened => TimeWord::Opened,
            _ => TimeWord::Open,
        };
        let window = self.one_window(&mut parts)?;
        let filter = self.filter(&mut parts)?;
        Ok(Judged { standard, which, window, filter, span })
    }

    fn that(&mut self, parts: &mut Parts<'_>) -> Built<That> {
        let said = parts.need_any(&[Rule::that_are, Rule::that_duty], "what is asked of each")?;
        if said.as_rule() == Rule::that_duty {
            return self.duty(said).map(That::Duty);
        }
        let span = self.span(&said);
        let mut parts = Parts::of(said);
        let not = parts.has(Rule::k_not);
        let in_time = parts.has(Rule::k_time);
        let by = parts.take(Rule::evidence).map(|p| self.evidence(p)).transpose()?;
        let mut verdicts =
            parts.all(Rule::verdict).into_iter().map(|p| self.verdict(p)).collect::<Built<Vec<_>>>()?;
        if by.is_some() {
            verdicts.push(crate::lang::ast::Verdict::Met);
        }
        Ok(That::Are(Judgement { not, in_time, verdicts, by, span }))
    }

    /// The `by` of an item; empty when there is none.
    pub(super) fn by(&mut self, parts: &mut Parts<'_>) -> Built<Vec<By>> {
        match parts.take(Rule::by_) {
            Some(pair) => self.each(&mut Parts::of(pair), Rule::by_item, Build::by_item),
            None => Ok(Vec::new()),
        }
    }

    fn by_item(&mut self, pair: Pair<'_>) -> Built<By> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let what = self.sum_in(&mut parts)?;
        let bands = match parts.take(Rule::bands) {
            Some(pair) => self.each(&mut Parts::of(pair), Rule::value, Build::value)?,
            None => Vec::new(),
        };
        Ok(By { what, bands, span })
    }

    fn target(&mut self, pair: Pair<'_>) -> Built<Target> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let colour = if parts.has(Rule::k_green) { Colour::Green } else { Colour::Amber };
        let side = self.bound_side(&mut parts);
        let value = self.value(parts.need(Rule::value, "a target")?)?;
        let by = parts.take(Rule::date).map(|p| self.date(p)).transpose()?;
        Ok(Target { colour, side, value, by, span })
    }

    fn comparator(&mut self, pair: Pair<'_>) -> Built<Comparator> {
        let mut parts = Parts::of(pair);
        let name = self.titled(&mut parts, "whose figure")?;
        let value = self.value(parts.need(Rule::value, "a figure")?)?;
        Ok(Comparator { name, value })
    }
}
