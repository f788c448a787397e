//! Standards, checks and what stands above their `for each`.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts};
use crate::lang::ast::{
    Agreement, Dated, Header, InForce, Relief, ReliefAsked, ReliefWord, Scope, Setting, Standard,
    StandardKind,
};

impl Build<'_> {
    pub(super) fn standard(&mut self, pair: Pair<'_>) -> Built<Standard> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut word = Parts::of(parts.need(Rule::standard_word, "standard or check")?);
        let kind = if word.has(Rule::k_check) { StandardKind::Check } else { StandardKind::Standard };
        let id = self.named(&mut parts, "id of a standard")?;
        let title = self.titled(&mut parts, "title of a standard")?;
        let header = self.header(&mut parts)?;
        let scope = self.scope(parts.need(Rule::scope, "for each what")?)?;
        let duty = self.duty(parts.need(Rule::duty, "a duty")?)?;
        let agreements = self.each(&mut parts, Rule::agreement, Build::agreement)?;
        let reliefs = self.each(&mut parts, Rule::relief, Build::relief)?;
        let examples = self.each(&mut parts, Rule::example, Build::example)?;
        Ok(Standard { kind, id, title, header, scope, duty, agreements, reliefs, examples, span })
    }

    /// Every part of a rule, built.
    pub(super) fn each<T>(
        &mut self,
        parts: &mut Parts<'_>,
        rule: Rule,
        build: impl Fn(&mut Self, Pair<'_>) -> Built<T>,
    ) -> Built<Vec<T>> {
        parts.all(rule).into_iter().map(|p| build(self, p)).collect()
    }

    /// The `header` of an item.
    pub(super) fn header(&mut self, parts: &mut Parts<'_>) -> Built<Header> {
        let mut header = Header::default();
        for part in parts.need(Rule::header, "the lines above")?.into_inner() {
            let place = self.span(&part);
            let twice = match part.as_rule() {
                Rule::source => {
                    let texts = Parts::of(part).all(Rule::text);
                    header.sources.extend(texts.iter().map(|p| self.text(p)));
                    None
                }
                Rule::in_force => {
                    header.in_force.replace(self.in_force(part)?).map(|_| "when it is in force")
                }
                Rule::severity => {
                    let word = self.name_in(part, "a severity")?;
                    header.severity.replace(word).map(|_| "the severity")
                }
                Rule::warn => {
                    let amount = Parts::of(part).need(Rule::fixed_amount, "when to warn")?;
                    let amount = self.fixed_amount(amount)?.0;
                    header.warn.replace((amount, place)).map(|_| "when to warn")
                }
                Rule::setting => {
                    let setting = self.setting(part)?;
                    header.settings.push(setting);
                    None
                }
                _ => return Err(Odd("a line above")),
            };
            if let Some(what) = twice {
                self.said_twice(place, what);
            }
        }
        Ok(header)
    }

    fn in_force(&mut self, pair: Pair<'_>) -> Built<InForce> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut day = |rule| match parts.take(rule) {
            Some(part) => self.dated(&mut Parts::of(part), "a day in force").map(Some),
            None => Ok(None),
        };
        Ok(InForce { from: day(Rule::in_force_from)?, until: day(Rule::in_force_until)?, span })
    }

    fn setting(&mut self, pair: Pair<'_>) -> Built<Setting> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "name of a setting")?;
        let mut values = self.each(&mut parts, Rule::dated, Build::dated_value)?;
        let left = parts.take(Rule::left_open);
        let open = left.is_some();
        if let Some(left) = left {
            let value = self.value(Parts::of(left).need(Rule::value, "value of a setting")?)?;
            values.push(Dated { value, from: None });
        }
        let bounds = self.each(&mut parts, Rule::bound, Build::bound)?;
        Ok(Setting { name, values, open, bounds, span })
    }

    fn dated_value(&mut self, pair: Pair<'_>) -> Built<Dated> {
        let mut parts = Parts::of(pair);
        let value = self.value(parts.need(Rule::value, "value of a setting")?)?;
        let from = parts.take(Rule::date).map(|p| self.date(p)).transpose()?;
        Ok(Dated { value, from })
    }

    /// `scope` or `theme_scope`.
    pub(super) fn scope(&mut self, pair: Pair<'_>) -> Built<Scope> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let thing = self.thing(parts.need_any(&[Rule::scope_thing, Rule::cohort_thing], "for each what")?)?;
        let during = parts.take(Rule::while_).map(|p| self.cond_in(p)).transpose()?;
        Ok(Scope { thing, during, span })
    }

    fn agreement(&mut self, pair: Pair<'_>) -> Built<Agreement> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let setting = self.named(&mut parts, "a setting")?;
        let bounds = self.each(&mut parts, Rule::bound, Build::bound)?;
        let approved_by =
            parts.take(Rule::approved_by).map(|p| self.name_in(p, "who approves")).transpose()?;
        Ok(Agreement { setting, bounds, approved_by, span })
    }

    fn relief(&mut self, pair: Pair<'_>) -> Built<Relief> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let word = if parts.has(Rule::k_except) { ReliefWord::Except } else { ReliefWord::Excused };
        let asked = if parts.has(Rule::k_where) { ReliefAsked::Where } else { ReliefAsked::While };
        let condition = self.cond(parts.need(Rule::cond, "a condition")?)?;
        let because = match parts.take(Rule::because) {
            Some(pair) => Some(self.titled(&mut Parts::of(pair), "a reason")?),
            None => None,
        };
        Ok(Relief { word, asked, condition, because, span })
    }
}
