//! The order of ids: whole numbers by size, before texts by letters.

use std::cmp::Ordering;

/// Which of two ids comes first.
pub(crate) fn id_order(a: &str, b: &str) -> Ordering {
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x.cmp(&y),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

fn number(id: &str) -> Option<u32> {
    if id.len() > 1 && id.starts_with('0') || !id.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    id.parse().ok().filter(|n| *n < 1 << 31)
}
