//! The plug-ins of the shipped rules, worked out a second time: plain sums with the figures of their tables.

use crate::support::world::Val;

/// What a plug-in gives for some values; `None` where it has no answer.
pub(crate) fn call(name: &str, given: &[Val]) -> Option<Val> {
    match (name, given) {
        ("caseload-points", [children, protection, looked_after, under_five, far_away]) => {
            let heavier = [(protection, 1.0), (looked_after, 0.5), (under_five, 0.5), (far_away, 0.5)];
            let mut points = number(children)?;
            for (children, more) in heavier {
                points += number(children)? * more;
            }
            Some(Val::Number(points))
        }
        ("caseload-cap", [share, Val::YesNo(newly_qualified)]) => {
            let full_time = if *newly_qualified { 12.0 } else { 18.0 };
            Some(Val::Number(number(share)? * full_time))
        }
        _ => panic!("the reference has no plug-in `{name}` of {given:?}"),
    }
}

fn number(value: &Val) -> Option<f64> {
    match value {
        Val::Number(n) => Some(*n),
        _ => None,
    }
}
