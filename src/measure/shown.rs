//! A figure in digits: rounded, but never onto or over a threshold that it does not reach.

use super::answer::Sort;
use super::fraction::Fraction;
use crate::lang::checked::{Literal, Target};

/// The digits of a value with so many decimal places.
pub fn shown(value: Fraction, decimals: u32, targets: &[Target]) -> String {
    let units = 10_i128.saturating_pow(decimals.min(9));
    let mut near = value.times(units).nearest();
    for target in targets {
        let Some(edge) = threshold(target) else { continue };
        let edge_units = edge.times(units);
        let nearest = Fraction::whole(near);
        if target.at_least && value < edge && nearest >= edge_units {
            near = edge_units.below();
        }
        if !target.at_least && value > edge && nearest <= edge_units {
            near = edge_units.above();
        }
    }
    digits(near, units, decimals.min(9))
}

/// A count in digits, with no more places than it has (two at most).
pub fn plain(value: Fraction) -> String {
    shown(value, 2, &[]).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The number a target names.
pub(super) fn threshold(target: &Target) -> Option<Fraction> {
    number(&target.value).map(Fraction::of)
}

/// A number or percentage as written.
pub(super) fn number(l: &Literal) -> Option<f64> {
    match l {
        Literal::Number(n) | Literal::Percent(n) => Some(*n),
        _ => None,
    }
}

/// Digits with the sign of what they count.
pub fn with_unit(digits: &str, sort: Sort) -> String {
    match sort {
        Sort::Percentage => format!("{digits}%"),
        Sort::Number => digits.to_owned(),
    }
}

fn digits(n: i128, units: i128, decimals: u32) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let n = n.abs();
    if decimals == 0 {
        return format!("{sign}{n}");
    }
    format!("{sign}{}.{:0width$}", n / units, n % units, width = decimals as usize)
}
