//! A share of a whole, kept as a whole number so that chance is the same on every machine.

use serde::{Deserialize, Deserializer, de::Error};

/// A share, written as a percentage in a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Share(u32);

impl Share {
    /// All of it.
    pub(crate) const WHOLE: u32 = 1_000_000;

    /// The share of a percentage, if it is one.
    pub fn from_percent(percent: f64) -> Option<Share> {
        (0.0..=100.0).contains(&percent).then(|| Share((percent * 10_000.0).round() as u32))
    }

    /// The percentage.
    pub fn percent(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// Parts of a million.
    pub(crate) fn millionths(self) -> u32 {
        self.0
    }

    /// What is left of the whole.
    pub(crate) fn rest(self) -> Share {
        Share(Share::WHOLE - self.0)
    }

    /// A share of so many parts in so many, at most the whole.
    pub(crate) fn of(parts: u64, whole: u64) -> Share {
        Share((parts * u64::from(Share::WHOLE)).checked_div(whole).unwrap_or(0).min(u64::from(Share::WHOLE))
            as u32)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let percent = f64::deserialize(from)?;
        Share::from_percent(percent)
            .ok_or_else(|| D::Error::custom(format!("{percent} is not a percentage from 0 to 100")))
    }
}
