//! Deadlines and chains: `within`, `by`, `every`, `then`, `whichever is sooner`.

use super::duty::{limits, one};
use super::subject::Subject;
use crate::calendar::AddOptions;
use crate::lang::ast;
use crate::lang::checked::{Base, Duty, Evidence, Passes, Stage, Start, StartKind, Timing, Which, Window};
use crate::lang::resolve::{Found, Resolver, View};
use crate::record::Shape;
use crate::text::Span;

impl Resolver<'_, '_> {
    /// `must be F` with its timing: only what falls due once.
    pub(crate) fn be_timed(&mut self, mut evidence: Evidence, be: &ast::Be, s: &Subject) -> Option<Duty> {
        match &be.timing.kind {
            ast::TimingKind::Stages(stages) if !stages.iter().any(|x| matches!(x, ast::Stage::Every(_))) => {
                let timing = self.stages(stages, &mut evidence, be.field.span, s)?;
                Some(Duty::Have(evidence, timing))
            }
            ast::TimingKind::Window(w) => match &w.kind {
                ast::WindowKind::Between(from, to) => {
                    let (from, to) = (self.edge_day(from, s), self.edge_day(to, s));
                    Some(Duty::Have(evidence, Timing::Between(from?, to?)))
                }
                ast::WindowKind::Before(day) => {
                    let day = self.edge_day(day, s)?;
                    self.over_by_now(&day, w.span)?;
                    evidence.thing.window = Some(Window::BeforeDay(day));
                    let timing = if s.shape == Shape::Event { Timing::Asked } else { Timing::Now };
                    Some(Duty::Have(evidence, timing))
                }
                ast::WindowKind::During(period) if self.period(period, &s.view)?.is_it() => {
                    Some(Duty::Have(evidence, Timing::During))
                }
                _ => self.once_only(be),
            },
            _ => self.once_only(be),
        }
    }

    fn once_only<T>(&mut self, be: &ast::Be) -> Option<T> {
        self.refuse(
            "once-only",
            be.timing.span,
            format!("`{}` is done once: it cannot be asked for again and again", be.field.text),
            "say `within A of` a day, `by` a day, or `between` two days",
        )
    }

    /// Stages as a timing. The evidence gets a window where a limit is counted before a day.
    pub(crate) fn stages(
        &mut self,
        stages: &[ast::Stage],
        evidence: &mut Evidence,
        said: Span,
        s: &Subject,
    ) -> Option<Timing> {
        match stages {
            [ast::Stage::Once(once)] => self.once(once, evidence, said, s),
            [ast::Stage::Either(either)] => {
                if limits(evidence.quantity) {
                    return self.no_limit_here(said, "whichever is");
                }
                let (starts, which) = self.either(either, s)?;
                Some(Timing::Once(starts, which))
            }
            _ => self.stage_chain(stages, evidence, said, s),
        }
    }

    fn once(
        &mut self,
        once: &ast::OneOff,
        evidence: &mut Evidence,
        said: Span,
        s: &Subject,
    ) -> Option<Timing> {
        let limit = limits(evidence.quantity);
        match &once.kind {
            ast::OneOffKind::WithinOf(_) => {
                let start = self.start(once, s)?;
                Some(Timing::Once(vec![start], Which::Sooner))
            }
            ast::OneOffKind::By if limit => self.no_limit_here(said, "by"),
            ast::OneOffKind::By => {
                let start = self.start(once, s)?;
                Some(Timing::Once(vec![start], Which::Sooner))
            }
            ast::OneOffKind::WithinBefore(amount) => {
                self.no_options(once)?;
                let (amount, day) = (self.limit(amount, &s.view), self.anchor(&once.day, s));
                let (amount, day) = (amount?, day?);
                if !limit {
                    return Some(Timing::WithinBefore(amount, day));
                }
                let [arm] = amount.arms.as_slice() else { return self.no_limit_here(said, "where") };
                evidence.thing.window = Some(Window::Before(arm.amount.clone(), day));
                Some(if s.shape == Shape::Event { Timing::Asked } else { Timing::Now })
            }
            ast::OneOffKind::AtLeastBefore(_) if limit => self.no_limit_here(said, "at least A before"),
            ast::OneOffKind::AtLeastBefore(amount) => {
                self.no_options(once)?;
                let (amount, day) = (self.limit(amount, &s.view), self.anchor(&once.day, s));
                Some(Timing::AtLeastBefore(amount?, day?))
            }
        }
    }

    fn no_options(&mut self, once: &ast::OneOff) -> Option<()> {
        if !once.counting && !once.roll {
            return Some(());
        }
        let what = if once.counting { "counting that day" } else { "or the next working day" };
        self.refuse(
            "counting-back",
            once.span,
            format!("`{what}` cannot be said where time is counted back from a day"),
            "leave it out",
        )
    }

    /// One part of a deadline.
    fn start(&mut self, once: &ast::OneOff, s: &Subject) -> Option<Start> {
        let options = AddOptions { counting: once.counting, roll: once.roll };
        match &once.kind {
            ast::OneOffKind::WithinOf(amount) => {
                let (amount, anchor) = (self.limit(amount, &s.view), self.anchor(&once.day, s));
                Some(Start { kind: StartKind::Within(amount?), anchor: anchor?, options })
            }
            ast::OneOffKind::By => {
                if once.counting {
                    return self.refuse(
                        "counting-by",
                        once.span,
                        "`by` names the last day itself: nothing is counted",
                        "leave `counting that day` out",
                    );
                }
                Some(Start { kind: StartKind::By, anchor: self.anchor(&once.day, s)?, options })
            }
            ast::OneOffKind::WithinBefore(_) | ast::OneOffKind::AtLeastBefore(_) => self.refuse(
                "before-here",
                once.span,
                "a time counted back from a day stands alone: it has no other part and no stage after it",
                "say `by` a day, for example `by 2 working days before the date`",
            ),
        }
    }

    fn either(&mut self, either: &ast::Either, s: &Subject) -> Option<(Vec<Start>, Which)> {
        let (first, second) = (self.start(&either.first, s), self.start(&either.second, s));
        let which = match either.which {
            ast::Which::Sooner => Which::Sooner,
            ast::Which::Later => Which::Later,
        };
        Some((vec![first?, second?], which))
    }

    fn stage_chain(
        &mut self,
        stages: &[ast::Stage],
        evidence: &Evidence,
        said: Span,
        s: &Subject,
    ) -> Option<Timing> {
        let every = stages.iter().find(|x| matches!(x, ast::Stage::Every(_)));
        let span = every.or(stages.last()).map_or(said, ast::Stage::span);
        if s.shape == Shape::Subject {
            let name = self.kind_name(s.kind);
            return self.refuse(
                "no-start",
                span,
                format!("`{name}` is a subject: it has no start for a clock to be counted from"),
                format!("use a period that has one, such as a period of the {name}, or say `in the last` and an amount of time"),
            );
        }
        if every.is_some() && s.shape == Shape::Event {
            let name = self.kind_name(s.kind);
            return self.refuse(
                "no-end",
                span,
                format!("`{name}` is an event: it has one day, and `every` would never stop"),
                "ask it of a period, or say `within` and an amount of time",
            );
        }
        if evidence.own || !one(evidence.quantity) {
            let what = if evidence.own { "`its own`" } else { "a number" };
            return self.refuse(
                "quantity-with-every",
                said,
                format!("{what} cannot be said with `every` or `then`: one answer starts the next clock"),
                "say `a`, or `at least 2 ... in the last 4 weeks`",
            );
        }
        let mut out = Some(Vec::with_capacity(stages.len()));
        let mut past_every = false;
        for (i, stage) in stages.iter().enumerate() {
            if let (true, ast::Stage::Once(once)) = (past_every, stage) {
                out = self.then_after_every(once.span);
                continue;
            }
            past_every |= matches!(stage, ast::Stage::Every(_));
            let found = self.stage(stage, i == 0, i + 1 == stages.len(), s);
            match (found, out.as_mut()) {
                (Some(found), Some(list)) => list.push(found),
                _ => out = None,
            }
        }
        let list = out?;
        if let (Some(every), Some(Stage::First(parts, _))) = (every, list.first())
            && parts.iter().all(|p| p.anchor.is_own_end())
        {
            return self.refuse(
                "every-past-the-end",
                every.span(),
                "the first stage is counted from the end, and `every` after it would never stop",
                "say `then within A of that`, or count the first stage from the start",
            );
        }
        Some(Timing::Stages(list))
    }

    /// What comes again and again has no one answer that a later stage could be counted from.
    fn then_after_every<T>(&mut self, span: Span) -> Option<T> {
        self.refuse(
            "later-stage",
            span,
            "`then within` cannot follow `every`: there is no one answer it could be counted from",
            "say `then every A`, or put `then within A of that` before `every`",
        )
    }

    fn stage(&mut self, stage: &ast::Stage, first: bool, last: bool, s: &Subject) -> Option<Stage> {
        match stage {
            ast::Stage::Once(once) if first => Some(Stage::First(vec![self.start(once, s)?], Which::Sooner)),
            ast::Stage::Either(either) if first => {
                let (starts, which) = self.either(either, s)?;
                Some(Stage::First(starts, which))
            }
            ast::Stage::Once(once) => {
                let that = Subject { view: View { that: true, ..s.view.clone() }, ..s.clone() };
                match (&once.kind, &once.day.kind) {
                    (ast::OneOffKind::WithinOf(limit), ast::ExprKind::That) => {
                        let limit = self.limit(limit, &that.view)?;
                        Some(Stage::Then(limit, AddOptions { counting: once.counting, roll: once.roll }))
                    }
                    _ => self.refuse(
                        "later-stage",
                        once.span,
                        "a stage after the first is counted from the day that answered the one before",
                        "say `then within A of that`, or `then every A`",
                    ),
                }
            }
            ast::Stage::Either(either) => self.refuse(
                "later-stage",
                either.span,
                "`whichever is` can stand only in the first stage",
                "say `then within A of that`, or `then every A`",
            ),
            ast::Stage::Every(every) => {
                let limit = self.limit(&every.limit, &s.view);
                let passes = match &every.passes {
                    None if last => Some(Passes::No),
                    None => self.refuse(
                        "stage-never-passed",
                        every.span,
                        "nothing says when this stage is over, so the next one is never reached",
                        "say `for the first 1 year` or `until the first ...`",
                    ),
                    Some(_) if last => self.refuse(
                        "stage-without-next",
                        every.span,
                        "this stage is over after a time, and no stage follows it",
                        "say `then every ...`, or leave `for the first` out",
                    ),
                    Some(passes) => self.passes(passes, s),
                };
                let options = AddOptions { counting: every.counting, roll: every.roll };
                Some(Stage::Every { limit: limit?, options, passes: passes? })
            }
        }
    }

    fn passes(&mut self, passes: &ast::Passes, s: &Subject) -> Option<Passes> {
        match passes {
            ast::Passes::ForTheFirst(amount) => {
                self.fixed_amount(amount, "how long this stage goes on").map(Passes::ForFirst)
            }
            ast::Passes::Until(e) => {
                if let ast::ExprKind::Path(path) = &e.kind
                    && let Found::Record(frame) = self.path(path, &s.view)?
                    && let (Base::FirstOf(thing), true) = (frame.base, frame.steps.is_empty())
                {
                    return Some(Passes::UntilFirst(thing));
                }
                self.refuse(
                    "bad-until",
                    e.span,
                    "a stage can pass to the next only at the first of some records",
                    "say `until the first ...`, or `for the first` and an amount of time",
                )
            }
        }
    }
}
