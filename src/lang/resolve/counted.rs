//! `number of X`, `number of days of X`, `number of different f of X`, and quantities in conditions.

use super::thing::Use;
use super::{Resolver, Ty, View};
use crate::calendar::Unit;
use crate::lang::ast;
use crate::lang::checked::{Count, Distinct, Evidence, Quantity, RecordDay, Thing, Value};
use crate::record::Shape;
use crate::text::Span;

impl Resolver<'_, '_> {
    pub(super) fn counted(&mut self, counted: &ast::Counted, view: &View) -> Option<(Value, Ty)> {
        let mut thing = self.thing(&counted.thing, view, Use::Condition)?;
        match &counted.tally {
            ast::Tally::Rows => Some((Value::Number(Box::new(thing)), Ty::Number(None))),
            ast::Tally::Days => {
                self.count_days(&mut thing, counted.thing.span)?;
                Some((Value::DaysOf(Box::new(thing)), Ty::Number(Some(Unit::Days))))
            }
            ast::Tally::Different(name) => {
                let by = self.of_piece(name, thing.kind)?;
                thing.distinct = Some(Distinct { name: name.text.clone(), by });
                Some((Value::Number(Box::new(thing)), Ty::Number(None)))
            }
        }
    }

    /// Makes a thing count days: distinct days on which such a record is open.
    pub(crate) fn count_days(&mut self, thing: &mut Thing, span: Span) -> Option<()> {
        if self.shape(thing.kind) != Shape::Period {
            let name = self.kind_name(thing.kind);
            return self.refuse(
                "days-no-period",
                span,
                format!(
                    "days can be counted only of a period, and `{name}` is {}",
                    super::kind::shape_words(self.shape(thing.kind))
                ),
                format!("leave `days of` out to count the {name} records themselves"),
            );
        }
        if !matches!(thing.by, RecordDay::Plain | RecordDay::Any | RecordDay::Open) {
            let name = self.kind_name(thing.kind);
            return self.refuse(
                "days-participle",
                span,
                format!("the days of {} are those on which it is open", super::article(name)),
                "say `open`",
            );
        }
        if thing.joined.is_some() {
            let name = self.kind_name(thing.kind);
            return self.refuse(
                "days-joined",
                span,
                format!(
                    "the days of {} are counted one by one, whatever they are joined to",
                    super::article(name)
                ),
                "leave `joined` out: a day in a gap is no day on which one of them is open",
            );
        }
        if let Some(distinct) = &thing.distinct {
            let once = distinct.name.clone();
            return self.refuse(
                "days-once",
                span,
                format!("each day counts once, and cannot count each {once} once as well"),
                format!("leave `each {once} once` out, or leave `days of` out to count the records"),
            );
        }
        thing.by = RecordDay::Open;
        thing.days = true;
        Some(())
    }

    /// How many of what in a condition: `has a visit ...`.
    pub(crate) fn evidence(&mut self, e: &ast::Evidence, view: &View, used: Use) -> Option<Evidence> {
        let quantity = self.quantity(&e.quantity);
        let mut thing = self.thing(&e.thing, view, used)?;
        if e.days {
            self.count_days(&mut thing, e.span)?;
        }
        let own = matches!(e.quantity, ast::Quantity::ItsOwn);
        if matches!(e.quantity, ast::Quantity::Another | ast::Quantity::NoOther) {
            let asked = view.own.as_ref().map(|f| f.kind);
            if asked != Some(thing.kind) {
                let (what, whose) = (self.kind_name(thing.kind), asked.map_or("", |k| self.kind_name(k)));
                return self.refuse(
                    "other-kind",
                    e.span,
                    format!(
                        "`another {what}` is said of {}, which is no {what} itself",
                        super::article(whose)
                    ),
                    "say `a` or `no`: there is no record of that kind to leave out",
                );
            }
        }
        Some(Evidence { quantity: quantity?, thing, own })
    }

    /// A quantity.
    pub(crate) fn quantity(&mut self, q: &ast::Quantity) -> Option<Quantity> {
        Some(match q {
            ast::Quantity::A | ast::Quantity::ItsOwn | ast::Quantity::Another => {
                Quantity::AtLeast(Count::Fixed(1))
            }
            ast::Quantity::No | ast::Quantity::NoOther => Quantity::AtMost(Count::Fixed(0)),
            ast::Quantity::AtLeast(n) => Quantity::AtLeast(self.count(n)?),
            ast::Quantity::AtMost(n) => Quantity::AtMost(self.count(n)?),
            ast::Quantity::Exactly(n) => Quantity::Exactly(self.count(n)?),
        })
    }
}
