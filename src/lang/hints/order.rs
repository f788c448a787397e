//! Clauses in the wrong order.

use super::{Mend, PieceKind, Slip, Trouble};

struct Order {
    /// The words that open such an item.
    items: &'static [&'static str],
    /// First words of its clauses, in order; clauses that may stand in any order share a place.
    clauses: &'static [&'static [&'static str]],
    /// The order, said.
    said: &'static str,
}

const ORDERS: &[Order] = &[
    Order {
        items: &["standard", "check"],
        clauses: &[
            &["source", "severity", "warn", "setting"],
            &["for"],
            &["must"],
            &["agreement"],
            &["except", "excused"],
            &["example"],
        ],
        said: "the order is: source, in force, severity, warn, setting, for each, must, agreement, except, \
               example",
    },
    Order {
        items: &["measure"],
        clauses: &[
            &["source", "setting"],
            &["percentage", "number", "share", "rate", "average", "median", "total", "highest", "moves"],
            &["by"],
            &["over"],
            &["shown"],
            &["green", "amber"],
            &["compare"],
            &["example"],
        ],
        said: "the order is: source, setting, what it shows, by, over, shown to, green and amber, compare, \
               example",
    },
    Order {
        items: &["theme"],
        clauses: &[&["source"], &["for"], &["sample"], &["check"], &["ask"]],
        said: "the order is: source, for each, sample, check, ask",
    },
];

/// A clause that stands below one it belongs above.
pub(super) fn wrong_order(trouble: &Trouble<'_>) -> Option<Slip> {
    wrong_at(trouble, trouble.at).or_else(|| wrong_at(trouble, trouble.at.checked_sub(1)?))
}

fn wrong_at(trouble: &Trouble<'_>, at: usize) -> Option<Slip> {
    let stop = trouble.pieces.get(at).copied()?;
    let opener = trouble.pieces.first()?.of(trouble.text);
    let order = ORDERS.iter().find(|o| o.items.contains(&opener))?;
    let rank = |word: &str| order.clauses.iter().position(|c| c.contains(&word));
    let own = rank(stop.of(trouble.text)).filter(|_| trouble.begins_line(stop))?;
    let above = trouble.pieces.get(1..at)?;
    let mut clauses = above.iter().filter(|p| p.kind == PieceKind::Word && trouble.begins_line(**p));
    let late = clauses.rfind(|p| rank(p.of(trouble.text)).is_some_and(|r| r > own))?;
    let (word, before) = (said(stop.of(trouble.text)), said(late.of(trouble.text)));
    let slip =
        Slip::new("wrong-order", stop.start, stop.end, format!("`{word}` must stand above `{before}`"));
    // The clause is passed over, up to the next line that begins a clause.
    let below = trouble.pieces.get(at + 1..)?;
    let next = below.iter().find(|p| rank(p.of(trouble.text)).is_some() && trouble.begins_line(**p));
    let end = next.map_or(trouble.end_of_text(), |p| p.start);
    Some(slip.help(order.said).mend(Mend::drop(stop.start, end)))
}

/// A clause by its first words.
fn said(word: &str) -> &str {
    if word == "for" { "for each" } else { word }
}
