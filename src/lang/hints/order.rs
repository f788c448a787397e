//! Clauses in the wrong order.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

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
        said: "the order is: source, in force, severity, warn, setting, for each, must, agreement, except and excused, example",
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
        said: "the order is: source, setting, what it shows, by, over, shown to, green and amber, compare, example",
    },
    Order {
        items: &["theme"],
        clauses: &[&["source"], &["for"], &["sample"], &["check"], &["ask"]],
        said: "the order is: source, for each, sample, check, ask",
    },
];

/// A clause that stands below one it belongs above.
pub(super) fn wrong_order(trouble: &Trouble<'_>) -> Option<Slip> {
    let stop = trouble.piece(0)?;
    let opener = trouble.pieces.first()?.of(trouble.text);
    let order = ORDERS.iter().find(|o| o.items.contains(&opener))?;
    let rank = |word: &str| order.clauses.iter().position(|c| c.contains(&word));
    let own = rank(stop.of(trouble.text)).filter(|_| first_in_line(trouble.text, stop))?;
    let above = trouble.pieces.get(1..trouble.at)?;
    let clauses = above.iter().filter(|p| p.kind == PieceKind::Word && first_in_line(trouble.text, **p));
    let late = clauses.filter(|p| rank(p.of(trouble.text)).is_some_and(|r| r > own)).next_back()?;
    let (word, before) = (stop.of(trouble.text), late.of(trouble.text));
    let slip = Slip::new("wrong-order", stop.start, stop.end, format!("`{word}` must stand above `{before}`"));
    // The clause is passed over, up to the next line that begins a clause.
    let below = trouble.pieces.get(trouble.at + 1..)?;
    let next = below.iter().find(|p| rank(p.of(trouble.text)).is_some() && first_in_line(trouble.text, **p));
    let end = next.map_or(trouble.end_of_text(), |p| p.start);
    Some(slip.help(order.said).mend(Mend::drop(stop.start, end)))
}

fn first_in_line(text: &str, piece: Piece) -> bool {
    let before = text.get(..piece.start).unwrap_or("");
    before.rsplit('\n').next().unwrap_or("").trim().is_empty()
}
