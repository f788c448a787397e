//! Things, evidence and windows.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts, only};
use crate::lang::ast::{
    BoundSide, Choice, Cond, Evidence, Joined, Kind, Name, Quantity, Thing, Window, WindowKind,
};
use crate::text::{Diagnostic, Span};

impl Build<'_> {
    /// Any of the rules that are a thing.
    pub(super) fn thing(&mut self, pair: Pair<'_>) -> Built<Thing> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let joined = parts.take(Rule::k_joined).map(|p| self.span(&p));
        let kinds = self.kinds(&mut parts)?;
        let of = parts.take(Rule::of_the).map(|p| self.name_in(p, "whose records")).transpose()?;
        let participle = self.participle(&mut parts)?;
        let joining = parts.all(Rule::joining);
        let joined = self.joined(joined, joining, span)?;
        let window = self.one_window(&mut parts)?.map(Box::new);
        let filter = self.filter(&mut parts)?.map(Box::new);
        let once = parts.take(Rule::once).map(|p| self.name_in(p, "each what once")).transpose()?;
        Ok(Thing { joined, kinds, of, participle, window, filter, once, span })
    }

    /// The window of a phrase, before or after its `where`.
    pub(super) fn one_window(&mut self, parts: &mut Parts<'_>) -> Built<Option<Window>> {
        let mut windows = parts.all_of(&[Rule::window, Rule::duty_window]).into_iter();
        let window = windows.next().map(|p| self.window(p)).transpose()?;
        if let Some(second) = windows.next() {
            let place = self.span(&second);
            self.two_windows(place);
        }
        Ok(window)
    }

    /// Says that a phrase names two stretches of time.
    pub(super) fn two_windows(&mut self, place: Span) {
        let fault = Diagnostic::error("two-windows", place, "this phrase names two stretches of time");
        self.fault(fault.help("keep one of them; a condition on the other belongs in its own standard"));
    }

    fn kinds(&mut self, parts: &mut Parts<'_>) -> Built<Vec<Kind>> {
        let list = match parts.take(Rule::kinds) {
            Some(kinds) => Parts::of(kinds).all(Rule::kind),
            None => vec![parts.need(Rule::kind, "a kind of record")?],
        };
        list.into_iter().map(|p| self.kind(p)).collect()
    }

    pub(super) fn kind(&mut self, pair: Pair<'_>) -> Built<Kind> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let breach = parts.has(Rule::k_breach);
        let name = self.named(&mut parts, "a kind of record")?;
        Ok(if breach { Kind::BreachOf(name, span) } else { Kind::Named(name) })
    }

    pub(super) fn participle(&mut self, parts: &mut Parts<'_>) -> Built<Option<Name>> {
        parts.take(Rule::participle).map(|p| self.name_in(p, "a participle")).transpose()
    }

    fn joined(&mut self, word: Option<Span>, said: Vec<Pair<'_>>, thing: Span) -> Built<Option<Joined>> {
        let Some(span) = word.or_else(|| said.first().map(|p| self.span(p))) else { return Ok(None) };
        if word.is_none() {
            let fault = Diagnostic::error(
                "joined-missing",
                span,
                "this says how records are joined, but not that they are",
            );
            self.fault(fault.related(thing, "this phrase").help("put `joined` before the kind of record"));
        }
        let mut joined = Joined { same: None, sharing_a_day: false, gaps: None, span };
        for part in said {
            let place = self.span(&part);
            let mut parts = Parts::of(part);
            let twice = if let Some(gaps) = parts.take(Rule::gaps) {
                joined.gaps.replace(self.gaps(gaps)?).is_some()
            } else if let Some(name) = parts.take(Rule::name) {
                joined.same.replace(self.name(&name)).is_some()
            } else {
                std::mem::replace(&mut joined.sharing_a_day, true)
            };
            if twice {
                self.said_twice(place, "how records are joined");
            }
        }
        Ok(Some(joined))
    }

    /// Says that a clause stands twice.
    pub(super) fn said_twice(&mut self, place: Span, what: &str) {
        let fault = Diagnostic::error("said-twice", place, format!("{what} is said twice"));
        self.fault(fault.help("keep one of the two"));
    }

    /// A `gaps`: its amount.
    pub(super) fn gaps(&mut self, pair: Pair<'_>) -> Built<crate::lang::ast::AmountExpr> {
        let mut parts = Parts::of(pair);
        self.amount_in(&mut parts)
    }

    /// The `where` of a phrase, of either kind.
    pub(super) fn filter(&mut self, parts: &mut Parts<'_>) -> Built<Option<Cond>> {
        match parts.take_any(&[Rule::where_, Rule::where_one]) {
            Some(pair) if pair.as_rule() == Rule::where_ => self.cond_in(pair).map(Some),
            Some(pair) => self.where_one(pair).map(Some),
            None => Ok(None),
        }
    }

    /// `evidence` or `inner_evidence`.
    pub(super) fn evidence(&mut self, pair: Pair<'_>) -> Built<Evidence> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let quantity = parts.need(Rule::quantity, "a quantity")?;
        let quantity = self.quantity(quantity)?;
        let days = parts.has(Rule::days_of);
        let thing = self.thing(parts.need_any(&[Rule::duty_thing, Rule::inner_thing], "a thing")?)?;
        Ok(Evidence { quantity, days, thing, span })
    }

    fn quantity(&mut self, pair: Pair<'_>) -> Built<Quantity> {
        let mut parts = Parts::of(pair);
        if let Some(count) = parts.take(Rule::count) {
            let count = self.count(count)?;
            let exactly = parts.has(Rule::k_exactly);
            return Ok(match (exactly, self.bound_side(&mut parts)) {
                (true, _) => Quantity::Exactly(count),
                (false, BoundSide::AtMost) => Quantity::AtMost(count),
                (false, BoundSide::AtLeast) => Quantity::AtLeast(count),
            });
        }
        Ok(match parts.take_first().map(|p| p.as_rule()) {
            Some(Rule::k_no) if parts.has(Rule::k_other) => Quantity::NoOther,
            Some(Rule::k_no) => Quantity::No,
            Some(Rule::k_another) => Quantity::Another,
            Some(Rule::k_its) => Quantity::ItsOwn,
            _ => Quantity::A,
        })
    }

    /// `window` or `duty_window`.
    pub(super) fn window(&mut self, pair: Pair<'_>) -> Built<Window> {
        let span = self.span(&pair);
        let inner = only(pair, "a window")?;
        let rule = inner.as_rule();
        let mut parts = Parts::of(inner);
        let kind = match rule {
            Rule::duty_in_last | Rule::in_last => self.in_last(&mut parts)?,
            Rule::in_any => WindowKind::InAny(self.amount_in(&mut parts)?),
            Rule::around => {
                let amount = self.amount_in(&mut parts)?;
                let side = self.side(&mut parts)?;
                WindowKind::Around { amount, side, day: self.day_in(&mut parts)? }
            }
            Rule::in_slot => WindowKind::InSlot(self.named(&mut parts, "a slot")?),
            Rule::between => {
                let from = self.day_in(&mut parts)?;
                WindowKind::Between(from, self.day_in(&mut parts)?)
            }
            Rule::during => WindowKind::During(self.day_in(&mut parts)?),
            Rule::before_day => WindowKind::Before(self.day_in(&mut parts)?),
            Rule::after_day => WindowKind::After(self.day_in(&mut parts)?),
            Rule::on_day => WindowKind::On(self.day_in(&mut parts)?),
            _ => return Err(Odd("a window")),
        };
        Ok(Window { kind, span })
    }

    fn in_last(&mut self, parts: &mut Parts<'_>) -> Built<WindowKind> {
        if let Some(count) = parts.take(Rule::count) {
            let count = self.count(count)?;
            let thing = parts.need_any(&[Rule::duty_last_thing, Rule::last_thing], "the last things")?;
            return Ok(WindowKind::InLastOf(count, Box::new(self.thing(thing)?)));
        }
        if let Some(limit) = parts.take(Rule::limit) {
            return Ok(WindowKind::InLast(self.limit(limit)?));
        }
        let amount = self.amount_in(parts)?;
        let span = amount.span();
        Ok(WindowKind::InLast(Choice { arms: Vec::new(), otherwise: amount, span }))
    }
}
