//! Hints: what a slip in a rule most likely is, in words for the person who wrote it.
//!
//! Each file knows one family of slips and offers mends. A mend is believed only if the mended text can be
//! read past the place where reading stopped; of those, the one that reads furthest wins. So a hint is never
//! a mere guess.

mod bracket;
mod clause;
mod comment;
mod counted;
mod date;
mod either;
mod extra;
mod fallback;
mod hyphen;
mod it;
mod many;
mod missing;
mod moved;
mod name;
mod order;
mod piece;
mod quote;
mod say;
mod spelling;
mod trouble;
mod turned;
mod unit;
mod verdict;
mod words;

pub(crate) use counted::SIDE;
pub(crate) use many::in_figures;
pub(crate) use piece::{Piece, PieceKind};
pub(crate) use quote::open_quote;
pub(crate) use trouble::{Mend, Slip, Trouble, Wanted};
pub(crate) use words::is_reserved;
#[cfg(test)]
pub(crate) use words::{RESERVED, SOFT};

/// Explains a stop. `attempt` says how many bytes a mended text leaves unread, or nothing when it may not try
/// more.
pub(crate) fn explain(trouble: &Trouble<'_>, attempt: &mut dyn FnMut(&Mend) -> Option<usize>) -> Slip {
    let clauses = [order::wrong_order, order::too_early, order::expected_first];
    if let Some(slip) = clauses.into_iter().find_map(|found| found(trouble)) {
        return believed(trouble, slip, attempt);
    }
    if let Some(slip) = clause::left_out(trouble) {
        return believed(trouble, slip, attempt);
    }
    if let Some(slip) = bracket::unclosed(trouble) {
        return believed(trouble, slip, attempt);
    }
    let offers: [fn(&Trouble<'_>) -> Vec<Slip>; 19] = [
        comment::slips,
        turned::slips,
        counted::slips,
        either::slips,
        it::slips,
        date::slips,
        unit::slips,
        many::slips,
        moved::slips,
        bracket::codes,
        extra::twice,
        say::slips,
        quote::slips,
        spelling::slips,
        verdict::slips,
        hyphen::slips,
        missing::slips,
        name::slips,
        extra::slips,
    ];
    let mut best: Option<(usize, Slip)> = None;
    for slip in offers.into_iter().flat_map(|offer| offer(trouble)) {
        let Some(left) = slip.mend.as_ref().and_then(&mut *attempt) else { continue };
        let better = best.as_ref().is_none_or(|(least, _)| left < *least);
        if better && left <= trouble.may_leave(slip.weak) {
            best = Some((left, slip));
        }
        if left == 0 {
            break;
        }
    }
    match best {
        Some((_, slip)) => slip,
        None => believed(trouble, fallback::unexpected(trouble), attempt),
    }
}

/// Keeps a slip's mend only if it helps.
fn believed(trouble: &Trouble<'_>, mut slip: Slip, attempt: &mut dyn FnMut(&Mend) -> Option<usize>) -> Slip {
    let passed = match &slip.mend {
        // What is passed over is not read.
        Some(mend) if mend.drops => trouble.text.len().checked_sub(mend.end),
        _ => Some(trouble.may_leave(slip.weak)),
    };
    let left = slip.mend.as_ref().and_then(attempt);
    if left.zip(passed).is_none_or(|(left, passed)| left > passed) {
        slip.mend = None;
    }
    slip
}
