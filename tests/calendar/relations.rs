//! How points and stretches of days stand to each other, in the words of this language.

use super::trials::{Stretch, Trial};
use duecare::calendar::{Day, NEVER};

/// What is compared; a day may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    Point(Option<Day>),
    Stretch(Stretch),
}

/// A question about two of them; `None` where this language has no words for it.
pub fn relation(op: &str, left: Operand, right: Operand) -> Option<Trial> {
    use Operand::{Point, Stretch};
    Some(match (left, right) {
        // Two unknown intervals: neither record has a day.
        (Point(None), Point(None)) if points(op).is_none() => {
            let undated = Some((NEVER, NEVER));
            Trial { it: undated, other: undated, ..Trial::of(stretches(op)?) }
        }
        (Point(x), Point(y)) => Trial { x, y, it: Some((0, 0)), ..Trial::of(points(op)?) },
        (Point(x), Stretch(it)) => Trial { x, it: Some(it), ..Trial::of(point_first(op)?) },
        (Stretch(it), Point(x)) => Trial { x, it: Some(it), ..Trial::of(point_second(op)?) },
        (Stretch(it), Stretch(other)) => {
            Trial { it: Some(it), other: Some(other), ..Trial::of(stretches(op)?) }
        }
    })
}

fn points(op: &str) -> Option<&'static str> {
    Some(match op {
        "before" | "lt" => "x is before y",
        "after" | "gt" => "x is after y",
        "same_or_after" | "on_or_after" => "x is on or after y",
        "same_or_before" | "on_or_before" => "x is on or before y",
        "coincides" | "equal" | "same_as" => "x is y",
        _ => return None,
    })
}

fn point_first(op: &str) -> Option<&'static str> {
    Some(match op {
        "before" => "x is before start",
        "after" => "x is after end",
        "on_or_after" => "x is on or after end",
        "on_or_before" => "x is on or before start",
        "during" | "in" | "included_in" => "it covers x",
        "starts" => "x is start",
        "finishes" => "x is end",
        _ => return None,
    })
}

fn point_second(op: &str) -> Option<&'static str> {
    Some(match op {
        "before" => "end is before x",
        "after" => "start is after x",
        "on_or_after" => "start is on or after x",
        "on_or_before" => "end is on or before x",
        "contains" | "includes" => "it covers x",
        "started_by" => "start is x",
        "finished_by" => "end is x",
        _ => return None,
    })
}

fn stretches(op: &str) -> Option<&'static str> {
    Some(match op {
        "before" => "end is before start of other",
        "after" => "start is after end of other",
        "overlaps" => "it overlaps other",
        "overlaps_before" => "it overlaps other and start is before start of other",
        "overlaps_after" => "it overlaps other and end is after end of other",
        "includes" => "it covers start of other and it covers end of other",
        "during" | "included_in" => "other covers start and other covers end",
        "properly_includes" => {
            "it covers start of other and it covers end of other and (start is not start of other or end is not end of other)"
        }
        "properly_included_in" => {
            "other covers start and other covers end and (start is not start of other or end is not end of other)"
        }
        "starts" => "start is start of other and end is on or before end of other",
        "started_by" => "start is start of other and end is on or after end of other",
        "ends" | "finishes" => "end is end of other and start is on or after start of other",
        "finished_by" => "end is end of other and start is on or before start of other",
        "coincides" | "equal" | "equivalent" => "start is start of other and end is end of other",
        "not_equal" => "start is not start of other or end is not end of other",
        "meets_before" => "1 day after end is start of other",
        "meets_after" => "1 day after end of other is start",
        "meets" => "1 day after end is start of other or 1 day after end of other is start",
        _ => return None,
    })
}
