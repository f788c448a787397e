//! Exact fractions: what targets are compared with.

use std::cmp::Ordering;

/// What a decimal number is kept in: millionths, exact for every figure that records and rules hold.
pub(super) const MILLION: i128 = 1_000_000;

/// A number of the records or rules in millionths.
pub(super) fn millionths(n: f64) -> i128 {
    let scaled = (n * MILLION as f64).round();
    // Beyond this no figure of social care goes; the cast saturates.
    scaled as i128
}

/// A fraction; its denominator is greater than 0.
#[derive(Debug, Clone, Copy)]
pub struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    /// A fraction; nothing where the denominator is not greater than 0.
    pub fn new(over: i128, under: i128) -> Option<Fraction> {
        (under > 0).then_some(Fraction { over, under })
    }

    /// A whole number.
    pub fn whole(n: i128) -> Fraction {
        Fraction { over: n, under: 1 }
    }

    /// A number as it is written, to the millionth.
    pub fn of(n: f64) -> Fraction {
        Fraction { over: millionths(n), under: MILLION }
    }

    /// So many times as much.
    #[must_use]
    pub fn times(self, n: i128) -> Fraction {
        Fraction { over: self.over.saturating_mul(n), under: self.under }
    }

    /// Less another.
    #[must_use]
    pub fn minus(self, other: Fraction) -> Fraction {
        let (a, b) = (self.over.saturating_mul(other.under), other.over.saturating_mul(self.under));
        Fraction { over: a.saturating_sub(b), under: self.under.saturating_mul(other.under) }
    }

    /// Divided by another that is greater than 0.
    pub fn over(self, other: Fraction) -> Option<Fraction> {
        Fraction::new(self.over.saturating_mul(other.under), self.under.saturating_mul(other.over))
    }

    /// Whether nothing stands after the point.
    pub(super) fn is_whole(self) -> bool {
        self.over % self.under == 0
    }

    /// As a decimal, for programs that read it.
    pub fn as_f64(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    /// The nearest whole number of units (halves away from zero).
    pub(super) fn nearest(self) -> i128 {
        let twice = self.over.saturating_mul(2);
        let double = self.under.saturating_mul(2);
        let up = (twice.abs() + self.under).div_euclid(double);
        if self.over < 0 { -up } else { up }
    }

    /// The greatest whole number that is less.
    pub(super) fn below(self) -> i128 {
        let floor = self.over.div_euclid(self.under);
        if floor * self.under == self.over { floor - 1 } else { floor }
    }

    /// The least whole number that is greater.
    pub(super) fn above(self) -> i128 {
        self.over.div_euclid(self.under) + 1
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        self.over.saturating_mul(other.under).cmp(&other.over.saturating_mul(self.under))
    }
}
