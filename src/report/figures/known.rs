//! What became known since: a figure as known then, as known now, and the difference.

use crate::measure::{Figure, Sort, shown};

/// How much more a figure is now than it was, exactly; nothing where one of the two has no value.
pub fn difference_of(then: &Figure, now: &Figure) -> Option<f64> {
    Some(now.value?.minus(then.value?).as_f64())
}

/// `+3.2 points`, `-4`, `0.0 points`; nothing where one of the two has no value.
pub fn difference_words(then: &Figure, now: &Figure) -> String {
    let (Some(was), Some(is)) = (then.value, now.value) else { return String::new() };
    let places = |f: &Figure| f.digits.split_once('.').map_or(0, |(_, after)| after.len() as u32);
    let digits = shown(is.minus(was), places(then).max(places(now)), &[]);
    let more = if is > was { "+" } else { "" };
    match now.sort {
        Sort::Percentage => format!("{more}{digits} points"),
        Sort::Number => format!("{more}{digits}"),
    }
}
