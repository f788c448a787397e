//! Amounts of different units set side by side: only where the answer is the same on every day of the calendar.

use crate::calendar::{Amount, Unit, add_months, from_civil};
use crate::lang::checked::{Bound, SettingValue};
use std::cmp::Ordering;

/// How two amounts compare (a year is twelve months, a week seven days); nothing where it depends on the day they are counted from.
pub(crate) fn compare(a: Amount, b: Amount) -> Option<Ordering> {
    if a.unit == b.unit {
        return Some(a.count.cmp(&b.count));
    }
    let (x, y) = (days(a), days(b));
    let by_months = |u| matches!(u, Unit::Months | Unit::Years);
    if by_months(a.unit) && by_months(b.unit) {
        let months = |a: Amount| i64::from(a.count) * if a.unit == Unit::Years { 12 } else { 1 };
        return Some(months(a).cmp(&months(b)));
    }
    if x.0 == x.1 && x == y {
        return Some(Ordering::Equal);
    }
    if x.1 < y.0 {
        return Some(Ordering::Less);
    }
    (x.0 > y.1).then_some(Ordering::Greater)
}

/// The fewest and the most days an amount can be.
fn days(a: Amount) -> (i64, i64) {
    let n = i64::from(a.count);
    match a.unit {
        Unit::Days => (n, n),
        Unit::Weeks => (n * 7, n * 7),
        Unit::Months => months(n),
        Unit::Years => months(n * 12),
        // Counted from a Sunday at best, from a Friday at worst, with a bank holiday or closure every month and
        // four more at Christmas or Easter.
        Unit::WorkingDays => (n + 2 * ((n - 1).max(0) / 5), n + 2 * ((n + 4) / 5) + 4 + n / 20),
        // A summer holiday may lie in between.
        Unit::SchoolDays => (n + 2 * ((n - 1).max(0) / 5), n * 2 + 60),
    }
}

/// The most days an amount can be, its first day counted too.
pub(crate) fn most_days(a: Amount) -> i64 {
    days(a).1 + 1
}

/// Over all first days of four years.
fn months(n: i64) -> (i64, i64) {
    let Some(first) = from_civil(2000, 1, 1) else { return (n * 28, n * 31) };
    let Ok(months) = i32::try_from(n) else { return (n * 28, n * 31) };
    let span = |d: i32| i64::from(add_months(d, months)) - i64::from(d);
    let all = (first..first + 1461).map(span);
    all.fold((i64::MAX, i64::MIN), |(lo, hi), d| (lo.min(d), hi.max(d)))
}

impl Bound {
    /// Whether a value keeps within the bound; nothing where units differ and it depends on the day, or where one is
    /// an amount and the other a number.
    pub fn admits(&self, value: SettingValue) -> Option<bool> {
        let order = match (value, self.value) {
            (SettingValue::Amount(a), SettingValue::Amount(b)) => compare(a, b)?,
            (SettingValue::Number(a), SettingValue::Number(b)) => a.partial_cmp(&b)?,
            _ => return None,
        };
        Some(if self.at_most { order.is_le() } else { order.is_ge() })
    }
}

/// A value as a reader would say it.
pub(crate) fn said(value: SettingValue) -> String {
    match value {
        SettingValue::Amount(a) => a.to_string(),
        SettingValue::Number(n) => n.to_string(),
    }
}

/// A bound as a reader would say it.
pub(crate) fn bound_said(bound: &Bound) -> String {
    format!("{} {}", if bound.at_most { "at most" } else { "at least" }, said(bound.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cmp(a: &str, b: &str) -> Option<Ordering> {
        compare(Amount::parse(a).unwrap(), Amount::parse(b).unwrap())
    }

    #[test]
    fn units_compare_only_where_every_day_agrees() {
        assert_eq!(cmp("6 weeks", "6 months"), Some(Ordering::Less));
        assert_eq!(cmp("10 working days", "4 weeks"), Some(Ordering::Less));
        assert_eq!(cmp("14 days", "2 weeks"), Some(Ordering::Equal));
        assert_eq!(cmp("30 days", "1 month"), None);
        assert_eq!(cmp("4 weeks", "1 month"), None);
        assert_eq!(cmp("12 months", "1 year"), Some(Ordering::Equal));
        assert_eq!(cmp("20 working days", "4 weeks"), None);
        assert_eq!(cmp("2 years", "3 months"), Some(Ordering::Greater));
        assert_eq!(cmp("45 working days", "10 working days"), Some(Ordering::Greater));
    }
}
