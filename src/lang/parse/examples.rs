//! Examples and themes.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts};
use crate::lang::ast::{
    Example, Expectation, Expected, ExpectedVerdict, Fact, FactKind, FactTime, Name, Preposition, Question,
    Sample, Theme, Value, Verdict,
};

impl Build<'_> {
    pub(super) fn example(&mut self, pair: Pair<'_>) -> Built<Example> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let title = self.titled(&mut parts, "title of an example")?;
        let facts = self.each(&mut parts, Rule::fact, Build::fact)?;
        let expectations = self.each(&mut parts, Rule::expectation, Build::expectation)?;
        Ok(Example { title, facts, expectations, span })
    }

    fn fact(&mut self, pair: Pair<'_>) -> Built<Fact> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let kind = match parts.take(Rule::k_agreement) {
            Some(word) => FactKind::Agreement(self.span(&word)),
            None => FactKind::Record(self.named(&mut parts, "kind of a fact")?),
        };
        let name = parts.take(Rule::fact_name).map(|p| self.name_in(p, "name of a fact")).transpose()?;
        let of = parts.take(Rule::owner).map(|p| self.name_in(p, "whose fact")).transpose()?;
        let time = parts.take(Rule::fact_time).map_or(Ok(FactTime::None), |p| self.fact_time(p))?;
        let fields = self.each(&mut parts, Rule::fact_field, Build::fact_field)?;
        Ok(Fact { kind, name, of, time, fields, span })
    }

    fn fact_time(&mut self, pair: Pair<'_>) -> Built<FactTime> {
        let mut parts = Parts::of(pair);
        let on = parts.has(Rule::k_on);
        let day = parts.take(Rule::date).map(|p| self.date(p)).transpose()?;
        let to = parts.take(Rule::fact_to).map(|p| self.dated(&mut Parts::of(p), "last day")).transpose()?;
        match (on, day) {
            (true, Some(day)) => Ok(FactTime::On(day)),
            (false, from) => Ok(FactTime::Between(from, to)),
            (true, None) => Err(Odd("day of a fact")),
        }
    }

    fn fact_field(&mut self, pair: Pair<'_>) -> Built<(Name, Value)> {
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "field of a fact")?;
        Ok((name, self.value(parts.need(Rule::value, "value of a field")?)?))
    }

    fn expectation(&mut self, pair: Pair<'_>) -> Built<Expectation> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let as_at = self.dated(&mut parts, "day of an expectation")?;
        let only = parts.has(Rule::k_only);
        let expected = if parts.has(Rule::no_cases) {
            Expected::Nothing
        } else if let Some(value) = parts.take(Rule::expected_value) {
            Expected::Value(self.value(value)?)
        } else {
            Expected::Verdicts(self.each(&mut parts, Rule::expected, Build::expected)?)
        };
        Ok(Expectation { as_at, only, expected, span })
    }

    fn expected(&mut self, pair: Pair<'_>) -> Built<ExpectedVerdict> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let verdict = self.verdict(parts.need(Rule::verdict, "a verdict")?)?;
        let word = parts.take_any(&[Rule::k_on, Rule::k_by, Rule::k_from]).map(|p| match p.as_rule() {
            Rule::k_on => Preposition::On,
            Rule::k_by => Preposition::By,
            _ => Preposition::From,
        });
        let date = parts.take(Rule::date).map(|p| self.date(p)).transpose()?;
        Ok(ExpectedVerdict { verdict, day: word.zip(date), span })
    }

    pub(super) fn verdict(&mut self, pair: Pair<'_>) -> Built<Verdict> {
        Ok(match Parts::of(pair).take_first().map(|p| p.as_rule()) {
            Some(Rule::k_met) => Verdict::Met,
            Some(Rule::k_due) => Verdict::Due,
            Some(Rule::k_late) => Verdict::Late,
            Some(Rule::k_overdue) => Verdict::Overdue,
            Some(Rule::k_missed) => Verdict::Missed,
            Some(Rule::k_lapsed) => Verdict::Lapsed,
            Some(Rule::k_exempt) => Verdict::Exempt,
            Some(Rule::k_cannot) => Verdict::CannotTell,
            Some(Rule::k_fail) => Verdict::Fail,
            Some(Rule::k_pass) => Verdict::Pass,
            _ => return Err(Odd("a verdict")),
        })
    }

    pub(super) fn theme(&mut self, pair: Pair<'_>) -> Built<Theme> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let id = self.named(&mut parts, "id of a theme")?;
        let title = self.titled(&mut parts, "title of a theme")?;
        let header = self.header(&mut parts)?;
        let scope = self.scope(parts.need(Rule::theme_scope, "for each what")?)?;
        let sample = parts.take(Rule::sample).map(|p| self.sample(p)).transpose()?;
        let standards = match parts.take(Rule::theme_checks) {
            Some(pair) => Parts::of(pair).all(Rule::name).iter().map(|p| self.name(p)).collect(),
            None => Vec::new(),
        };
        let questions = self.each(&mut parts, Rule::question, Build::question)?;
        Ok(Theme { id, title, header, scope, sample, standards, questions, span })
    }

    fn sample(&mut self, pair: Pair<'_>) -> Built<Sample> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let count = self.whole(&parts.need(Rule::whole, "size of a sample")?);
        Ok(Sample { count, by: self.by(&mut parts)?, span })
    }

    fn question(&mut self, pair: Pair<'_>) -> Built<Question> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let id = self.named(&mut parts, "id of a question")?;
        let words = self.titled(&mut parts, "a question")?;
        let answer = self.field_type(parts.need(Rule::field_type, "how it is answered")?)?;
        Ok(Question { id, words, answer, span })
    }
}
