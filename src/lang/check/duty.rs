//! Duties: `must have`, `must be`, `must last`, `must satisfy`, and `until`.

use super::subject::Subject;
use crate::lang::ast;
use crate::lang::checked::{
    Base, Cmp, Cond, Count, DayExpr, Duty, Evidence, Leaf, Limit, LimitArm, Pool, Quantity, RecordDay, Thing,
    Until, ValueType,
};
use crate::lang::resolve::{Deadlines, Found, Frame, Resolver, Ty, Use, View};
use crate::record::Shape;
use crate::text::Diagnostic;

impl<'a> Resolver<'a, '_> {
    /// A duty and when it ends before its subject does.
    pub(crate) fn duty(&mut self, d: &ast::Duty, s: &Subject) -> Option<(Duty, Option<Until>)> {
        let duty = match &d.form {
            ast::DutyForm::Have(have) => self.have(have, s),
            ast::DutyForm::Be(be) => self.be(be, s),
            ast::DutyForm::Last(last) => self.last(last, d, s),
            ast::DutyForm::Satisfy(c) => {
                let deadlines = if self.check { Deadlines::Plain } else { Deadlines::Tests };
                self.condition(c, &View { deadlines, ..s.view.clone() }).map(Duty::Satisfy)
            }
        };
        let until = match &d.until {
            Some(until) => self.until(until, s),
            None => Some(None),
        };
        Some((duty?, until?))
    }

    fn have(&mut self, have: &ast::Have, s: &Subject) -> Option<Duty> {
        let evidence = self.evidence(&have.evidence, &s.view, Use::Evidence);
        match evidence {
            Some(evidence) => self.timed(evidence, have, s).and_then(|duty| self.counts_as_said(duty, have)),
            None => {
                // The timing is looked at all the same, so that its faults are told in the same pass.
                if let (Some(timing), Some(stand_in)) = (&have.timing, self.stand_in(s)) {
                    self.timing_faults(timing, stand_in, have, s);
                }
                None
            }
        }
    }

    /// Something to put in the place of evidence that could not be understood.
    fn stand_in(&self, s: &Subject) -> Option<Evidence> {
        let thing = Thing {
            kind: s.kind,
            pool: Pool::Root,
            joined: None,
            by: RecordDay::Started,
            window: None,
            condition: Cond::TRUE,
            distinct: None,
            days: false,
        };
        Some(Evidence { quantity: Quantity::AtLeast(Count::Fixed(1)), thing, own: false })
    }

    fn be(&mut self, be: &ast::Be, s: &Subject) -> Option<Duty> {
        if s.breach || s.joined {
            let what = if s.breach { "a breach" } else { "a joined spell" };
            return self.refuse(
                "be-of-no-record",
                be.field.span,
                format!("{what} has no field of its own that could be filled in"),
                "say `must have a ...` with the record that answers it",
            );
        }
        let by = match be.field.text.as_str() {
            "open" => {
                return self.refuse(
                    "open-as-answer",
                    be.field.span,
                    "`open` is a state and lasts; it is not done on a day",
                    "say `must last at least ...`, or `must be ended within ...`",
                );
            }
            _ => self.participle(&be.field, s.kind),
        };
        let thing = Thing {
            kind: s.kind,
            pool: Pool::Itself,
            joined: None,
            by: by?,
            window: None,
            condition: Cond::TRUE,
            distinct: None,
            days: false,
        };
        let evidence = Evidence { quantity: Quantity::AtLeast(Count::Fixed(1)), thing, own: false };
        self.be_timed(evidence, be, s)
    }

    fn last(&mut self, last: &ast::LastFor, d: &ast::Duty, s: &Subject) -> Option<Duty> {
        let limit = self.limit(&last.limit, &s.view);
        if s.shape != Shape::Period {
            let name = self.kind_name(s.kind);
            let what = if s.breach { "a breach has one day".to_owned() } else { self.shape_said(s) };
            return self.refuse(
                "lasts-no-period",
                d.span,
                format!("only a period can last, and {what}"),
                format!("ask it of a period, not of `{name}`"),
            );
        }
        if self.check {
            return self.lasted(limit?, last, s);
        }
        match last.side {
            ast::BoundSide::AtMost => limit.map(Duty::LastAtMost),
            ast::BoundSide::AtLeast => limit.map(Duty::LastAtLeast),
        }
    }

    /// A check looks once: what is open has lasted up to the day it looks, and may yet last long enough.
    fn lasted(&mut self, limit: Limit, last: &ast::LastFor, s: &Subject) -> Option<Duty> {
        let [LimitArm { amount, condition: None }] = limit.arms.as_slice() else {
            return self.refuse(
                "arms-here",
                last.limit.span,
                "a check looks once, and its amount cannot hang on a condition",
                "write a check for each amount, with `where` after `for each`",
            );
        };
        let day = |leaf| DayExpr::Field(Frame::it(s.kind).read(leaf, ValueType::HappeningDay));
        Some(Duty::Satisfy(match last.side {
            ast::BoundSide::AtMost => Cond::Lasted(Cmp::AtMost, amount.clone()),
            ast::BoundSide::AtLeast => Cond::Distance {
                cmp: Cmp::AtLeast,
                x: day(Leaf::End),
                amount: amount.clone(),
                before: false,
                of: day(Leaf::Start),
            },
        }))
    }

    /// `` `visit` is an event: it has one day ``.
    pub(crate) fn shape_said(&self, s: &Subject) -> String {
        let name = self.kind_name(s.kind);
        match s.shape {
            Shape::Event => format!("`{name}` is an event: it has one day"),
            Shape::Period => format!("`{name}` is a period"),
            Shape::Subject => format!("`{name}` is a subject: it has no days of its own"),
        }
    }

    /// `until`; nothing where it is the subject's own end, which is meant anyway.
    fn until(&mut self, e: &ast::Expr, s: &Subject) -> Option<Option<Until>> {
        if let ast::ExprKind::Path(path) = &e.kind {
            match self.path(path, &s.view)? {
                Found::Field(field, Ty::Day { happening: true }) => {
                    return match field.leaf {
                        Leaf::End if field.steps.is_empty() => Some(None),
                        Leaf::Start if field.steps.is_empty() => self.refuse(
                            "never-asked",
                            e.span,
                            "a duty that lasts until the start is over before it begins",
                            "say `until the end`, or leave `until` out",
                        ),
                        _ => Some(Some(Until::Field(field))),
                    };
                }
                Found::Field(_, Ty::Day { happening: false }) => {
                    return self.refuse(
                        "planned-date",
                        e.span,
                        "a duty ends when something happens, and this is only a planned date",
                        "name a field that is declared `as date`, or `the first` of some records",
                    );
                }
                Found::Record(frame) => {
                    if let (Base::FirstOf(thing), true) = (frame.base, frame.steps.is_empty()) {
                        return Some(Some(Until::First(thing)));
                    }
                }
                _ => {}
            }
        }
        self.fail(
            Diagnostic::error("bad-until", e.span, "a duty cannot end here").help(
                "it can last `until the end`, until a date field of the subject, or `until the first` of some records; a rule that ends on a day says so with `in force from ... until ...`",
            ),
        )
    }
}

/// Whether a quantity limits: something breaks it, nothing answers it.
pub(crate) fn limits(q: Quantity) -> bool {
    matches!(q, Quantity::AtMost(_) | Quantity::Exactly(_))
}

/// Whether one answers.
pub(crate) fn one(q: Quantity) -> bool {
    matches!(q, Quantity::AtLeast(Count::Fixed(1)))
}
