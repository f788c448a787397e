//! Ends of phrases that would take hold of what is written after them, and so need brackets.
//!
//! `where has a visit` followed by `in the last 6 months` would be read as one phrase; with brackets it is
//! two.

use crate::lang::ast::{
    Cond, CondKind, Evidence, Expr, ExprKind, Literal, Path, Predicate, Window, WindowKind,
};

/// Whether a condition would take hold of a window or of `each X once` written after it.
pub(super) fn cond(c: &Cond) -> bool {
    match &c.kind {
        CondKind::All(list) | CondKind::Any(list) => {
            list.last().is_some_and(|c| !needs_brackets(c) && cond(c))
        }
        CondKind::Not(inner) => !needs_brackets(inner) && cond(inner),
        CondKind::Has(evidence) => self::evidence(evidence),
        CondKind::Test(_, predicate) => self::predicate(predicate),
        CondKind::Holds(value) => expr(value),
    }
}

/// Whether a condition is bracketed inside another.
pub(super) fn needs_brackets(c: &Cond) -> bool {
    matches!(c.kind, CondKind::All(_) | CondKind::Any(_))
}

fn evidence(e: &Evidence) -> bool {
    e.thing.once.is_none()
}

fn predicate(p: &Predicate) -> bool {
    match p {
        Predicate::Known { .. }
        | Predicate::Blank { .. }
        | Predicate::Invalid { .. }
        | Predicate::Open { .. }
        | Predicate::OneOf { .. }
        | Predicate::Lasted { .. }
        | Predicate::Overlaps { by: Some(_), .. } => false,
        // `is at least limit` and then `before X` would be a distance.
        Predicate::Compare { with, .. } => expr(with) || matches!(with.kind, ExprKind::Path(_)),
        Predicate::Between { high: value, .. }
        | Predicate::Within { day: value, .. }
        | Predicate::Apart { day: value, .. }
        | Predicate::Day { day: value, .. }
        | Predicate::Is { value, .. }
        | Predicate::Matches(value)
        | Predicate::Covers(value)
        | Predicate::Overlaps { with: value, by: None } => expr(value),
    }
}

/// Whether an expression would take hold of a window written after it.
pub(super) fn expr(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Literal(literal) => matches!(literal, Literal::Amount(_)),
        ExprKind::Path(path) => ordered(path),
        ExprKind::It | ExprKind::That | ExprKind::Call(_) => false,
        ExprKind::Age(None) => true,
        ExprKind::Age(Some(of)) | ExprKind::Offset { of, .. } | ExprKind::PercentOf(_, of) => expr(of),
        ExprKind::Span(span) => expr(&span.to),
        ExprKind::Count(counted) => counted.thing.once.is_none(),
        ExprKind::Sum(first, rest) => expr(rest.last().map_or(first, |(_, last)| last)),
    }
}

fn ordered(path: &Path) -> bool {
    path.steps.last().is_some_and(|step| step.order.is_some())
}

/// Whether a window would take hold of a `where` written after it.
pub(super) fn window(w: &Window) -> bool {
    match &w.kind {
        WindowKind::InLast(limit) => !limit.arms.is_empty(),
        WindowKind::InLastOf(..) => true,
        WindowKind::InAny(_) | WindowKind::InSlot(_) => false,
        WindowKind::Between(_, day)
        | WindowKind::Around { day, .. }
        | WindowKind::During(day)
        | WindowKind::Before(day)
        | WindowKind::After(day)
        | WindowKind::On(day) => expr(day),
    }
}
