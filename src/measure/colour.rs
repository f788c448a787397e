//! Targets and the colour a figure has against them.

use super::fraction::Fraction;
use super::shown::threshold;
use crate::calendar::Day;
use crate::lang::checked::{Colour, Target};

/// A colour in a word: it is never shown by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColourWord {
    /// On target.
    Green,
    /// Near it.
    Amber,
    /// Off target.
    Red,
    /// Off the one target there is.
    NotGreen,
}

impl ColourWord {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            ColourWord::Green => "green",
            ColourWord::Amber => "amber",
            ColourWord::Red => "red",
            ColourWord::NotGreen => "not green",
        }
    }
}

/// The targets that a figure of a day is held against: of each colour the next one still to come, else the one that
/// names no day, else the last one past.
pub fn aims(targets: &[Target], day: Day) -> Vec<Target> {
    let mut out = Vec::new();
    for colour in [Colour::Green, Colour::Amber, Colour::Red] {
        let all = || targets.iter().filter(|t| t.colour == colour);
        let next = all().filter(|t| t.by.is_some_and(|by| by >= day)).min_by_key(|t| t.by);
        let plain = || all().find(|t| t.by.is_none());
        let past = || all().max_by_key(|t| t.by);
        out.extend(next.or_else(plain).or_else(past).cloned());
    }
    out
}

/// The colour of a value against the targets of its day, compared as exact fractions; nothing without targets.
pub(super) fn colour(value: Fraction, aims: &[Target]) -> Option<ColourWord> {
    let reached = |colour| {
        let target = aims.iter().find(|t| t.colour == colour)?;
        let edge = threshold(target)?;
        Some(if target.at_least { value >= edge } else { value <= edge })
    };
    match (reached(Colour::Green), reached(Colour::Amber)) {
        (Some(true), _) => Some(ColourWord::Green),
        (_, Some(true)) => Some(ColourWord::Amber),
        (_, Some(false)) => Some(ColourWord::Red),
        (Some(false), None) => Some(ColourWord::NotGreen),
        (None, None) => None,
    }
}
