//! Timing: which of the forms of `obligations.md` section 6 a duty has.

use super::duty::limits;
use super::subject::Subject;
use crate::calendar::{add_months, to_long};
use crate::lang::ast;
use crate::lang::checked::{
    Base, DayExpr, Duty, Evidence, Leaf, Limit, Neighbour, Pool, RecordDay, Start, StartKind, Thing, Timing,
    ValueType, Which, Window,
};
use crate::lang::resolve::{Resolver, Use};
use crate::record::Shape;
use crate::text::Span;

impl Resolver<'_, '_> {
    /// Evidence with its timing.
    pub(crate) fn timed(&mut self, mut evidence: Evidence, have: &ast::Have, s: &Subject) -> Option<Duty> {
        let Some(timing) = &have.timing else {
            self.own_answers_once(&evidence, have.evidence.span, "without a time to do it in")?;
            // A period that is asked for at every moment is one that is open then (rulings A7).
            if evidence.thing.by == RecordDay::Plain && self.shape(evidence.thing.kind) == Shape::Period {
                evidence.thing.by = RecordDay::Open;
            }
            return Some(Duty::Have(evidence, Timing::Now));
        };
        match &timing.kind {
            ast::TimingKind::Stages(stages) => {
                self.answers_on_a_day(&evidence, have)?;
                let timing = self.stages(stages, &mut evidence, have.evidence.span, s)?;
                Some(Duty::Have(evidence, timing))
            }
            ast::TimingKind::InEach(name) => {
                let slot = self.slot(name);
                self.says_its_day(&evidence, have, timing.span)?;
                self.own_answers_once(&evidence, have.evidence.span, "`in each`")?;
                if limits(evidence.quantity) {
                    return self.no_limit_here(have.evidence.span, "in each");
                }
                slot?;
                Some(Duty::Have(evidence, Timing::InEach(name.text.clone())))
            }
            ast::TimingKind::Throughout(gaps) => self.throughout(evidence, have, gaps.as_ref(), timing.span),
            ast::TimingKind::Window(window) => {
                let duty = self.windowed(evidence, have, window, s)?;
                Some(duty)
            }
        }
    }

    /// Looks a timing up only for its faults.
    pub(crate) fn timing_faults(
        &mut self,
        timing: &ast::Timing,
        mut stand_in: Evidence,
        have: &ast::Have,
        s: &Subject,
    ) {
        match &timing.kind {
            ast::TimingKind::Stages(stages) => {
                self.stages(stages, &mut stand_in, have.evidence.span, s);
            }
            ast::TimingKind::InEach(name) => {
                self.slot(name);
            }
            ast::TimingKind::Throughout(_) => {}
            ast::TimingKind::Window(window) => {
                if !matches!(window.kind, ast::WindowKind::InLastOf(..)) {
                    self.windowed(stand_in, have, window, s);
                }
            }
        }
    }

    fn throughout(
        &mut self,
        evidence: Evidence,
        have: &ast::Have,
        gaps: Option<&ast::AmountExpr>,
        span: Span,
    ) -> Option<Duty> {
        let gaps = match gaps {
            Some(gaps) => Some(self.gap_amount(gaps, "the gap that is allowed")?),
            None => None,
        };
        self.own_answers_once(&evidence, have.evidence.span, "`throughout`")?;
        let name = self.kind_name(evidence.thing.kind);
        if self.shape(evidence.thing.kind) != Shape::Period {
            return self.refuse(
                "throughout-no-period",
                span,
                format!("`{name}` has one day: it cannot be there throughout"),
                "say how often: `every 4 weeks`, or `in the last 4 weeks`".to_string(),
            );
        }
        match evidence.thing.by {
            // Cover is there on its last day too; what says `open` is not (`obligations.md` 1.7, 6.6; rulings A9).
            RecordDay::Plain | RecordDay::Open => {}
            _ => {
                return self.refuse(
                    "throughout-participle",
                    have.evidence.thing.span,
                    "only a state can hold throughout, not something that is done on a day",
                    format!("say `{name}` alone, or `{name} open`"),
                );
            }
        }
        Some(Duty::Have(evidence, Timing::Throughout(gaps)))
    }

    fn windowed(
        &mut self,
        evidence: Evidence,
        have: &ast::Have,
        w: &ast::Window,
        s: &Subject,
    ) -> Option<Duty> {
        let span = have.evidence.span;
        if !matches!(w.kind, ast::WindowKind::InLastOf(..)) {
            self.says_its_day(&evidence, have, w.span)?;
        }
        let limit = limits(evidence.quantity);
        match &w.kind {
            ast::WindowKind::InLast(amount) => {
                self.own_answers_once(&evidence, span, "`in the last`")?;
                let amount = self.limit(amount, &s.view)?;
                Some(Duty::Have(evidence, Timing::InLast(amount)))
            }
            ast::WindowKind::InLastOf(n, things) => {
                self.own_answers_once(&evidence, span, "`in the last`")?;
                let n = self.fixed_count(n);
                let things = self.thing(things, &s.view, Use::Chosen)?;
                let n = n?;
                self.same_things(&evidence, &things, w.span)?;
                Some(Duty::Have(evidence, Timing::InLastOf(n, Box::new(things))))
            }
            ast::WindowKind::InAny(_) => self.refuse(
                "in-any",
                w.span,
                "`in any` looks at the whole of what was sent; a duty is judged day by day",
                "say `in the last` and the amount of time",
            ),
            ast::WindowKind::InSlot(name) => self.refuse(
                "in-slot",
                w.span,
                format!("it is not said which {} is meant", name.text),
                format!("say `in each {}`", name.text),
            ),
            ast::WindowKind::Around { amount, side, day } => {
                let (amount, day) = (self.amount(amount, &s.view), self.anchor(day, s));
                let (amount, day) = (amount?, day?);
                Some(match (side, limit) {
                    (ast::Side::Before, true) => asked(evidence, Window::Before(amount, day), s),
                    (ast::Side::Before, false) => {
                        Duty::Have(evidence, Timing::WithinBefore(Limit::plain(amount), day))
                    }
                    (ast::Side::After, true) => {
                        let kind = StartKind::Within(Limit::plain(amount));
                        let start = Start { kind, anchor: day, options: Default::default() };
                        Duty::Have(evidence, Timing::Once(vec![start], Which::Sooner))
                    }
                    (ast::Side::After, false) => {
                        let to = DayExpr::Offset { amount, before: false, of: Box::new(day.clone()) };
                        Duty::Have(evidence, Timing::Between(day, to))
                    }
                })
            }
            ast::WindowKind::Between(from, to) => {
                let (from, to) = (self.edge_day(from, s), self.edge_day(to, s));
                let (from, to) = (from?, to?);
                Some(match limit {
                    true => asked(evidence, Window::Between(from, to), s),
                    false => Duty::Have(evidence, Timing::Between(from, to)),
                })
            }
            ast::WindowKind::During(period) => self.during_period(evidence, period, span, s),
            ast::WindowKind::Before(day) => {
                let day = self.edge_day(day, s)?;
                if !limit {
                    self.over_by_now(&day, w.span)?;
                }
                Some(asked(evidence, Window::BeforeDay(day), s))
            }
            ast::WindowKind::After(day) => {
                let day = self.edge_day(day, s)?;
                if !limit {
                    let help = match day {
                        DayExpr::On(day) => format!(
                            "say until when: `between {} and {}`",
                            to_long(day.saturating_add(1)),
                            to_long(add_months(day, 1))
                        ),
                        _ => "say `within` and an amount of time, for example `within 10 working days of the date`"
                            .to_owned(),
                    };
                    let message = "it is not said by when: this duty could never be broken";
                    return self.refuse("no-deadline", w.span, message, help);
                }
                Some(asked(evidence, Window::AfterDay(day), s))
            }
            ast::WindowKind::On(day) => {
                let day = self.edge_day(day, s)?;
                Some(match limit {
                    true => asked(evidence, Window::OnDay(day), s),
                    false => Duty::Have(evidence, Timing::Between(day.clone(), day)),
                })
            }
        }
    }

    /// What is asked to come before a day is asked from the first day on: only a day that is over by then may be named.
    pub(crate) fn over_by_now(&mut self, day: &DayExpr, span: Span) -> Option<()> {
        if day.is_own_start() {
            return Some(());
        }
        let help = match day {
            DayExpr::On(day) => format!("say `by {}`", to_long(day.saturating_sub(1))),
            DayExpr::Offset { .. } => "say `by` the last day that is in time".to_owned(),
            _ => "say `by 1 day before` it".to_owned(),
        };
        let message = "`before` a day is no deadline: it would be overdue from the first day on";
        self.refuse("no-deadline", span, message, help)
    }

    fn during_period(
        &mut self,
        evidence: Evidence,
        period: &ast::Expr,
        span: Span,
        s: &Subject,
    ) -> Option<Duty> {
        self.own_answers_once(&evidence, span, "`during`")?;
        // A kind that the subject neither is nor belongs to: the first such period from the start on.
        if let ast::ExprKind::Path(path) = &period.kind {
            let beside = path.single().filter(|n| self.bare_quietly(n, &s.view).is_none());
            if let Some(name) = beside {
                let thing = ast::Thing {
                    joined: None,
                    kinds: vec![ast::Kind::Named(name.clone())],
                    of: None,
                    participle: None,
                    window: None,
                    filter: None,
                    once: None,
                    span: name.span,
                };
                let thing = self.thing(&thing, &s.view, Use::Chosen)?;
                if self.shape(thing.kind) != Shape::Period {
                    let name = self.kind_name(thing.kind);
                    return self.refuse(
                        "not-a-period",
                        period.span,
                        format!("`{name}` has no stretch of days"),
                        "name a period after `during`",
                    );
                }
                return Some(Duty::Have(evidence, Timing::DuringThe(Box::new(thing))));
            }
        }
        let frame = self.period(period, &s.view)?;
        if frame.is_it() {
            return Some(Duty::Have(evidence, Timing::During));
        }
        let day = |leaf| DayExpr::Field(frame.read(leaf, ValueType::HappeningDay));
        let (from, to) = (day(Leaf::Start), day(Leaf::End));
        Some(match limits(evidence.quantity) {
            true => asked(evidence, Window::Between(from, to), s),
            false => Duty::Have(evidence, Timing::Between(from, to)),
        })
    }

    fn same_things(&mut self, evidence: &Evidence, things: &Thing, span: Span) -> Option<()> {
        if evidence.thing.kind == things.kind {
            return Some(());
        }
        let (asked, among) = (self.kind_name(evidence.thing.kind), self.kind_name(things.kind));
        self.refuse(
            "other-things",
            span,
            format!("a {asked} cannot be one of the last {among} records"),
            format!("say `in the last ... {asked} where ...`"),
        )
    }

    /// `its own` answers one obligation; that has no meaning where nothing is answered.
    pub(crate) fn own_answers_once(&mut self, evidence: &Evidence, span: Span, timing: &str) -> Option<()> {
        if !evidence.own {
            return Some(());
        }
        self.refuse(
            "own-here",
            span,
            format!("`its own` cannot be said {}", if timing.starts_with('`') { format!("with {timing}") } else { timing.to_owned() }),
            "say `a`; `its own` goes with a duty that falls due once, such as `within 5 working days of the date`",
        )
    }

    fn says_its_day(&mut self, evidence: &Evidence, have: &ast::Have, window: Span) -> Option<()> {
        let bare = evidence.thing.by == RecordDay::Plain
            && evidence.thing.pool != Pool::Itself
            && self.shape(evidence.thing.kind) == Shape::Period;
        if !bare {
            return Some(());
        }
        match have.evidence.thing.kinds.first() {
            Some(kind) => self.bare_period(kind.name(), window),
            None => None,
        }
    }

    /// What answers a deadline is done on a day; `open` is a state.
    fn answers_on_a_day(&mut self, evidence: &Evidence, have: &ast::Have) -> Option<()> {
        let open = have.evidence.thing.participle.as_ref().filter(|p| p.text == "open");
        match open {
            Some(p) if evidence.thing.by == RecordDay::Open && !evidence.thing.days => self.refuse(
                "open-as-answer",
                p.span,
                "`open` is a state and lasts; a deadline is answered by something done on a day",
                "say `started`, or leave the word out: a period answers on the day it starts",
            ),
            _ => Some(()),
        }
    }

    pub(crate) fn no_limit_here<T>(&mut self, span: Span, timing: &str) -> Option<T> {
        self.refuse(
            "limit-here",
            span,
            format!("`no`, `at most` and `exactly` cannot be said with `{timing}`"),
            "they go with `within A of` a day, `during`, `in the last`, `throughout`, or no timing at all",
        )
    }

    /// A day a window begins or ends on: it may not move while days pass.
    pub(crate) fn edge_day(&mut self, e: &ast::Expr, s: &Subject) -> Option<DayExpr> {
        let day = self.day(e, &s.view)?;
        if moves(&day, false) { self.moving(e.span) } else { Some(day) }
    }

    /// A day a clock is counted from: `the last X` moves with every new X and is refused.
    pub(crate) fn anchor(&mut self, e: &ast::Expr, s: &Subject) -> Option<DayExpr> {
        let day = self.day(e, &s.view)?;
        if moves(&day, true) { self.moving(e.span) } else { Some(day) }
    }

    fn moving<T>(&mut self, span: Span) -> Option<T> {
        self.refuse(
            "moving-day",
            span,
            "this day moves as time passes, so nothing can be counted from it",
            "`every` already counts from the last one; otherwise count from the start, a date field or `the first` of something",
        )
    }
}

/// Whether a day moves: the day asked about, or the last of some things (in a window it stands still when it must lie
/// before a day that does).
fn moves(day: &DayExpr, as_anchor: bool) -> bool {
    match day {
        DayExpr::AsAt => true,
        DayExpr::Last(thing) => {
            as_anchor
                || !matches!(
                    thing.window,
                    Some(Window::BeforeDay(_) | Window::Before(..) | Window::Between(..))
                )
        }
        DayExpr::Offset { of, .. } => moves(of, as_anchor),
        DayExpr::Field(f) => match &f.base {
            Base::Neighbour(which, _) => *which == Neighbour::Last,
            Base::LastOf(thing) => moves(&DayExpr::Last(thing.clone()), as_anchor),
            _ => false,
        },
        _ => false,
    }
}

/// A quantity in a window without a timing: asked of an event on its day, of anything else at every moment.
fn asked(mut evidence: Evidence, window: Window, s: &Subject) -> Duty {
    evidence.thing.window = Some(window);
    let timing = if s.shape == Shape::Event { Timing::Asked } else { Timing::Now };
    Duty::Have(evidence, timing)
}
