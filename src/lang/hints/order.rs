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
            &["source", "in", "severity", "warn", "setting"],
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
            &["source", "in", "setting"],
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
    let own = rank(stop.of(trouble.text)).filter(|_| begins_clause(trouble, stop))?;
    let above = trouble.pieces.get(1..at)?;
    let mut clauses = above.iter().filter(|p| p.kind == PieceKind::Word && trouble.begins_line(**p));
    let late = clauses.rfind(|p| rank(p.of(trouble.text)).is_some_and(|r| r > own))?;
    let (word, before) = (said(stop.of(trouble.text)), said(late.of(trouble.text)));
    let slip =
        Slip::new("wrong-order", stop.start, stop.end, format!("`{word}` must stand above `{before}`"));
    // The clause is passed over, up to the next line that begins a clause.
    let below = trouble.pieces.get(at + 1..)?;
    let next = below.iter().find(|p| rank(p.of(trouble.text)).is_some() && begins_clause(trouble, **p));
    let end = next.map_or(trouble.end_of_text(), |p| p.start);
    Some(slip.help(order.said).mend(Mend::drop(stop.start, end)))
}

/// A clause that stands above one it belongs below: `must` above `for each`.
pub(super) fn too_early(trouble: &Trouble<'_>) -> Option<Slip> {
    let stop = trouble.piece(0)?;
    let opener = trouble.pieces.first()?.of(trouble.text);
    let order = ORDERS.iter().find(|o| o.items.contains(&opener))?;
    let rank = |p: &Piece| {
        let rank = order.clauses.iter().position(|c| c.contains(&p.of(trouble.text)));
        rank.filter(|_| begins_clause(trouble, *p))
    };
    let own = rank(&stop)?;
    let below = trouble.pieces.get(trouble.at + 1..)?;
    let place = below.iter().position(|p| rank(p).is_some_and(|r| r < own))?;
    let early = below.get(place)?;
    let next = below.get(place + 1..)?.iter().find(|p| rank(p).is_some());
    let end = next.map_or(trouble.end_of_text(), |p| p.start);
    let (word, before) = (said(stop.of(trouble.text)), said(early.of(trouble.text)));
    let message = format!("`{word}` must stand below `{before}`");
    let slip = Slip::new("wrong-order", stop.start, stop.end, message).help(order.said);
    let (one, other) = (trouble.text.get(stop.start..early.start)?, trouble.text.get(early.start..end)?);
    Some(slip.mend(Mend::replace(stop.start, end, format!("{other}\n{one}"))))
}

/// What is expected of an example above what is given.
pub(super) fn expected_first(trouble: &Trouble<'_>) -> Option<Slip> {
    let first = trouble.piece(0).filter(|_| trouble.word(0) == "as" && trouble.word(1) == "at")?;
    if !trouble.wants("given") || trouble.wants("as") {
        return None;
    }
    let below = trouble.pieces.get(trouble.at + 1..)?;
    let begins = |p: &&Piece, words: &[&str]| trouble.begins_line(**p) && words.contains(&p.of(trouble.text));
    let example = below.iter().position(|p| begins(&p, &["example"])).unwrap_or(below.len());
    let inside = below.get(..example)?;
    let given = inside.iter().position(|p| begins(&p, &["given"]))?;
    let facts = inside.get(given)?;
    let next = inside.get(given + 1..)?.iter().find(|p| begins(p, &["as"]));
    let end = next.or(below.get(example)).map_or(trouble.end_of_text(), |p| p.start);
    let (one, other) = (trouble.text.get(first.start..facts.start)?, trouble.text.get(facts.start..end)?);
    let message = "`as at` must stand below `given`";
    let slip = Slip::new("wrong-order", first.start, first.end, message);
    let slip = slip.help("an example gives its facts first, then says what is expected");
    Some(slip.mend(Mend::replace(first.start, end, format!("{other}\n{one}"))))
}

/// Whether a piece is the first of its line; `in` begins a clause only with `force`.
fn begins_clause(trouble: &Trouble<'_>, piece: Piece) -> bool {
    let next = || trouble.pieces.iter().find(|p| p.start >= piece.end).map(|p| p.of(trouble.text));
    trouble.begins_line(piece) && (piece.of(trouble.text) != "in" || next() == Some("force"))
}

/// A clause by its first words.
fn said(word: &str) -> &str {
    match word {
        "for" => "for each",
        "in" => "in force",
        word => word,
    }
}
