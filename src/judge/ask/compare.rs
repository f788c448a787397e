//! Two values compared.

use super::super::datum::Datum;
use super::super::tri::Tri;
use super::Ctx;
use crate::lang::checked::{Cmp, Literal};
use std::cmp::Ordering;

/// Compares two values of one type; unknown where either is.
pub(super) fn compare(cmp: Cmp, left: Datum, right: Datum) -> Tri {
    match (left, right) {
        (Datum::Unknown, _) | (_, Datum::Unknown) => Tri::Unknown,
        (Datum::Number(a), Datum::Number(b)) => Tri::of(holds(cmp, a.partial_cmp(&b))),
        (Datum::Day(a), Datum::Day(b)) => Tri::of(holds(cmp, Some(a.cmp(&b)))),
        (Datum::Text(a), Datum::Text(b)) => equality(cmp, a == b),
        (Datum::YesNo(a), Datum::YesNo(b)) => equality(cmp, a == b),
        (Datum::Row(a), Datum::Row(b)) => equality(cmp, a == b),
        (a, b) => match (range(a), range(b)) {
            (Some(a), Some(b)) => spread(cmp, a, b),
            _ => Tri::Unknown,
        },
    }
}

/// Compares a value with a text written in the rule.
pub(super) fn compare_text(ctx: Ctx<'_>, cmp: Cmp, left: Datum, right: &str) -> Tri {
    match left {
        Datum::Text(code) => equality(cmp, ctx.world.text(code) == right),
        Datum::Row(row) => match ctx.world.returned {
            true => {
                let key = ctx.world.key_code(row);
                key.map_or(Tri::Unknown, |key| equality(cmp, ctx.world.text(key) == right))
            }
            false => {
                let table = ctx.world.table(row.kind);
                let id = table.and_then(|t| t.ids.get(row.row as usize));
                id.map_or(Tri::Unknown, |id| equality(cmp, id.text(&ctx.world.caseload.texts) == right))
            }
        },
        _ => Tri::Unknown,
    }
}

/// A literal as a value; texts are compared as written, never looked up.
pub(super) fn literal(l: &Literal) -> Datum {
    match l {
        Literal::Number(n) | Literal::Percent(n) => Datum::Number(*n),
        Literal::YesNo(b) => Datum::YesNo(*b),
        Literal::Day(d) => Datum::Day(*d),
        Literal::Amount(a) => Datum::Number(f64::from(a.count)),
        Literal::Text(_) => Datum::Unknown,
    }
}

fn equality(cmp: Cmp, same: bool) -> Tri {
    match cmp {
        Cmp::Is => Tri::of(same),
        Cmp::IsNot => Tri::of(!same),
        // Texts and yes-no have no order; the checker refuses the comparison.
        _ => Tri::Unknown,
    }
}

fn holds(cmp: Cmp, order: Option<Ordering>) -> bool {
    let Some(order) = order else { return false };
    match cmp {
        Cmp::Is => order.is_eq(),
        Cmp::IsNot => order.is_ne(),
        Cmp::Under => order.is_lt(),
        Cmp::AtMost => order.is_le(),
        Cmp::Over => order.is_gt(),
        Cmp::AtLeast => order.is_ge(),
    }
}

fn range(d: Datum) -> Option<(f64, f64)> {
    match d {
        Datum::Number(n) => Some((n, n)),
        Datum::Between(a, b) => Some((a, b)),
        Datum::Day(d) => Some((f64::from(d), f64::from(d))),
        Datum::Days(a, b) => Some((f64::from(a), f64::from(b))),
        _ => None,
    }
}

/// True if it holds for every pair of the two ranges, false if for none.
fn spread(cmp: Cmp, a: (f64, f64), b: (f64, f64)) -> Tri {
    let all_any = |all: bool, any: bool| {
        if all {
            Tri::Yes
        } else if any {
            Tri::Unknown
        } else {
            Tri::No
        }
    };
    match cmp {
        Cmp::Under => all_any(a.1 < b.0, a.0 < b.1),
        Cmp::AtMost => all_any(a.1 <= b.0, a.0 <= b.1),
        Cmp::Over => all_any(a.0 > b.1, a.1 > b.0),
        Cmp::AtLeast => all_any(a.0 >= b.1, a.1 >= b.0),
        Cmp::Is => all_any(a.0 == a.1 && b.0 == b.1 && a.0 == b.0, a.0 <= b.1 && b.0 <= a.1),
        Cmp::IsNot => !spread(Cmp::Is, a, b),
    }
}
