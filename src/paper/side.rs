//! On which side a figure stands and in which colour: by a rule that the report states, or by hand with a reason.

use super::fill::Filling;
use super::layout::{Layout, RowLayout};
use crate::lang::checked::Colour;
use crate::measure::{
    Better, Compared, Figure, Measured, Missing, Side, Standing, StandingWord, Yardstick, standing as stands,
};
use crate::report::target_words;

/// What the colours mean, for the foot of a report.
pub(super) const COLOURS: &str = "Colours, each with its word: green, on target; amber, near it; red (or not green), off it; yellow, off it but better than the last time; grey, not reportable; blue, of an action, completed. A figure without a target is held against the first figure of others beside it; by which rule each has its colour stands in the definitions.";

/// The rule of the sides in words, for the foot of the report.
pub(super) fn rule(layout: &Layout) -> String {
    let yardstick = match layout.comparators.first() {
        Some(name) => format!("no worse than {name}"),
        None => "no worse than the first it is compared with".to_owned(),
    };
    let slack = match layout.tolerance {
        0.0 => String::new(),
        n => format!(" by more than {n}"),
    };
    format!(
        "Better or maintained: on target; without a target, {yardstick}{slack}. All else that can be told is an area of focus. Where there is neither a target nor another's figure it is neither: that it was worse or better last month does not decide. Rows set by hand say why."
    )
}

/// Which way is better: as the authority says, else the layout, else as the measure's target points.
pub(super) fn better(row: &RowLayout, m: &Measured) -> Better {
    m.way.better.or(row.better).unwrap_or_else(|| m.better())
}

/// The side a row was set on by hand, and why: by the authority, else by the layout.
pub(super) fn by_hand<'a>(of: &Filling<'_>, row: &'a RowLayout, m: &'a Measured) -> Option<(Side, &'a str)> {
    let own = m.way.placed.as_ref().map(|(side, why)| (*side, why.as_str()));
    let layout = || row.placed.zip(row.because.as_deref()).filter(|_| of.by_hand);
    own.or_else(layout)
}

/// The side a figure stands on by the rule; none where there is no figure, or nothing to hold it against.
pub(super) fn side(
    of: &Filling<'_>,
    row: &RowLayout,
    m: &Measured,
    now: &Result<Figure, Missing>,
    last: Option<&Figure>,
) -> Option<Side> {
    let on_target = now.as_ref().is_ok_and(|f| f.colour.is_some());
    match standing(of, row, m, now, last)?.word {
        StandingWord::Green => Some(Side::Better),
        // Near another's figure is within the tolerance; near a target is not on it.
        StandingWord::Amber if !on_target => Some(Side::Better),
        StandingWord::Grey => None,
        _ => Some(Side::Focus),
    }
}

/// How a figure stands, and by which rule.
pub(super) fn standing(
    of: &Filling<'_>,
    row: &RowLayout,
    m: &Measured,
    now: &Result<Figure, Missing>,
    last: Option<&Figure>,
) -> Option<Standing> {
    stands(now, last, better(row, m), yardstick(of.layout, m))
}

/// The first figure of others that the measure has, in the layout's order.
fn yardstick<'a>(layout: &'a Layout, m: &'a Measured) -> Option<Yardstick<'a>> {
    let tolerance = m.way.tolerance.unwrap_or(layout.tolerance);
    let one = |c: &'a Compared| Some(Yardstick { group: &c.group, value: c.number()?, tolerance });
    layout.beside(m).find_map(one)
}

/// By which rule a measure's figures have their colour, for its definition.
pub(super) fn colour_rule(layout: &Layout, row: Option<&RowLayout>, m: &Measured) -> String {
    let direction = row.map_or_else(|| m.better(), |row| better(row, m));
    if !m.targets.is_empty() {
        let targets = m.targets.iter().map(target_words).collect::<Vec<_>>().join(", ");
        let amber = m.targets.iter().any(|t| t.colour == Colour::Amber);
        let off = if amber { "red" } else { "not green" };
        return format!("{targets}; else {off}, or yellow if better than the last time");
    }
    let Some(y) = yardstick(layout, m).filter(|_| direction != Better::Neither) else {
        return "none: nothing to hold it against".to_owned();
    };
    let near = match y.tolerance {
        0.0 => String::new(),
        n => format!("; amber worse by up to {n}"),
    };
    format!(
        "green no worse than {} ({}){near}; else red, or yellow if better than the last time",
        y.group, y.value
    )
}
