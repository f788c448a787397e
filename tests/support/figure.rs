//! A percentage as the worked cases print it (cases S32, S33, S71 to S74), worked out in whole numbers.

use serde_json::Value as Json;

/// The text of a figure: `80.0% (8 of 10), 1 cannot tell`.
pub(crate) fn figure(counts: &Json) -> String {
    let n = |key: &str| counts.get(key).and_then(Json::as_u64).unwrap_or(0);
    let target = |key: &str| counts.get(key).and_then(Json::as_str).and_then(read_target);
    let (green, amber) = (target("green"), target("amber"));
    if let (Some(g), Some(a)) = (green, amber)
        && g.0 != a.0
    {
        return "refused: targets point different ways".to_owned();
    }
    let (met, breach, cannot) = (n("met"), n("breach"), n("cannot"));
    let of = met + breach + cannot;
    if of == 0 {
        return "no cases".to_owned();
    }
    // Tenths of a percent, rounded, but never onto or over a threshold that the fraction does not reach.
    let mut tenths = (met * 1000 + of / 2) / of;
    for (at_least, percent) in [green, amber].into_iter().flatten() {
        let edge = percent * 10;
        let reaches = met * 1000 >= edge * of;
        if at_least && !reaches && tenths >= edge {
            tenths = edge - 1;
        }
        if !at_least && met * 1000 > edge * of && tenths <= edge {
            tenths = edge + 1;
        }
    }
    let reached = |t: Option<(bool, u64)>| {
        t.is_some_and(|(at_least, p)| if at_least { met * 100 >= p * of } else { met * 100 <= p * of })
    };
    let mut out = format!("{}.{}% ({met} of {of})", tenths / 10, tenths % 10);
    if cannot > 0 {
        out += &format!(", {cannot} cannot tell");
    }
    if green.is_some() {
        out += match (reached(green), amber.is_some(), reached(amber)) {
            (true, _, _) => ", green",
            (_, true, true) => ", amber",
            (_, true, false) => ", red",
            _ => ", not green",
        };
    }
    out
}

fn read_target(text: &str) -> Option<(bool, u64)> {
    let at_least = text.strip_prefix("at least ");
    let number = at_least.or_else(|| text.strip_prefix("at most "))?;
    Some((at_least.is_some(), number.trim().trim_end_matches('%').parse().ok()?))
}
