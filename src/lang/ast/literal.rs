//! Values written out: numbers, days, codes.

use crate::calendar::{Amount, Day};
use crate::text::Span;
use std::fmt;

/// A decimal number as written, so that thresholds compare exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits as one whole number.
    pub digits: i64,
    /// How many of them stand after the point.
    pub places: u32,
}

impl Decimal {
    /// A whole number.
    pub fn whole(n: i64) -> Decimal {
        Decimal { digits: n, places: 0 }
    }

    /// `-12.50`, keeping the digits after the point; nothing where it has more than 18 digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (whole, after) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{after}");
        if digits.len() > 19 || after.len() > 15 {
            return None;
        }
        Some(Decimal { digits: digits.parse().ok()?, places: after.len() as u32 })
    }

    /// The nearest floating-point number, for figures.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(self.places as i32)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = places + 1);
        match digits.split_at_checked(digits.len() - places) {
            Some((whole, after)) if places > 0 => write!(f, "{sign}{whole}.{after}"),
            _ => write!(f, "{sign}{digits}"),
        }
    }
}

/// A value written out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// `20`, `999.9`.
    Number(Decimal),
    /// `79.7%`.
    Percent(Decimal),
    /// `4 weeks`.
    Amount(Amount),
    /// `5 January 2026`.
    Date(Day),
    /// `yes` or `no`.
    YesNo(bool),
    /// `"social care"`.
    Text(String),
    /// A code as the guidance prints it: `N1`, `3B`, `WBRI`.
    Code(String),
    /// A word: `social-worker`. Only where no field can stand (facts, settings, lists); in an expression
    /// a bare word is a [`super::Path`] and the checker finds out whether it is a field or a value.
    Word(String),
}

/// A literal and its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Value {
    /// What is written.
    pub literal: Literal,
    /// Where.
    pub span: Span,
}

/// One entry of a list of codes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CodeItem {
    /// `A3`, `social-worker`, `"police"`, `4`.
    One(Value),
    /// `A3 to A6`: first and last, both in.
    Range(Value, Value),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_digits() {
        for text in ["0", "-5", "33.3", "0.05", "-0.5", "100", "12.50", "999.9"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Decimal::parse("12345678901234567890"), None);
    }
}
