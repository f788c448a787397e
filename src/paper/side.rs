//! On which side a figure stands, and which way is better: by a rule that the report states, or by hand with a reason.

use super::layout::{Better, Layout, RowLayout, Side};
use crate::lang::checked::{Compare, Literal};
use crate::measure::{ColourWord, Figure, Measured};

/// The rule in words, for the foot of the report.
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
        "Better or maintained: on target; without a target, {yardstick}{slack}; without either, no worse than last month{slack}. All else that can be told is an area to work on. Rows set by hand say why."
    )
}

/// Which way is better: as the layout says, else as the measure's target points.
pub(super) fn better(row: &RowLayout, m: &Measured) -> Better {
    row.better.unwrap_or_else(|| match m.targets.first() {
        Some(t) if t.at_least => Better::Higher,
        Some(_) => Better::Lower,
        None => Better::Neither,
    })
}

/// The side a figure stands on; none where there is no figure, or nothing to hold it against.
pub(super) fn side(
    layout: &Layout,
    row: &RowLayout,
    m: &Measured,
    now: &Figure,
    last: Option<&Figure>,
) -> Option<Side> {
    if row.placed.is_some() {
        return row.placed;
    }
    let better = better(row, m);
    let value = now.value?.as_f64();
    let good = match now.colour {
        Some(colour) => colour == ColourWord::Green,
        None => {
            let other = yardstick(layout, m).or_else(|| Some(last?.value?.as_f64()))?;
            no_worse(better, value, other, layout.tolerance)?
        }
    };
    Some(if good { Side::Better } else { Side::Focus })
}

/// The first comparator that the measure has, in the layout's order.
fn yardstick(layout: &Layout, m: &Measured) -> Option<f64> {
    let named = layout.comparators.iter().filter_map(|name| m.compare.iter().find(|c| c.name == *name));
    named.chain(&m.compare).find_map(compared)
}

/// A comparator's value.
pub(super) fn compared(c: &Compare) -> Option<f64> {
    match c.value {
        Literal::Percent(n) | Literal::Number(n) => Some(n),
        _ => None,
    }
}

fn no_worse(better: Better, value: f64, other: f64, tolerance: f64) -> Option<bool> {
    match better {
        Better::Higher => Some(value + tolerance >= other),
        Better::Lower => Some(value - tolerance <= other),
        Better::Neither => None,
    }
}

/// How a figure stands, in a word: its colour; yellow where it is off target and better than last time; grey where it
/// cannot be told.
pub(super) fn standing(
    row: &RowLayout,
    m: &Measured,
    now: Option<&Figure>,
    last: Option<&Figure>,
) -> &'static str {
    let Some(now) = now.filter(|f| f.value.is_some()) else { return "grey" };
    let Some(colour) = now.colour else { return "" };
    let values = now.value.zip(last.and_then(|f| f.value)).map(|(a, b)| (a.as_f64(), b.as_f64()));
    let improved = values.is_some_and(|(now, last)| match better(row, m) {
        Better::Higher => now > last,
        Better::Lower => now < last,
        Better::Neither => false,
    });
    match colour {
        ColourWord::Red | ColourWord::NotGreen if improved => "yellow",
        other => other.word(),
    }
}
