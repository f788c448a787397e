//! Brackets that do not pair.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// A bracket that was opened and never closed, or closed and never opened.
pub(super) fn unclosed(trouble: &Trouble<'_>) -> Option<Slip> {
    let mut open: Vec<Piece> = Vec::new();
    for piece in trouble.pieces.iter().filter(|p| p.kind == PieceKind::Mark) {
        match piece.of(trouble.text) {
            "(" => open.push(*piece),
            ")" if open.pop().is_none() => {
                let slip = Slip::new("unclosed-bracket", piece.start, piece.end, "this bracket closes nothing");
                let mend = Mend::replace(piece.start, piece.end, "");
                return Some(slip.help("leave it out, or open it before the part that belongs together").mend(mend));
            }
            _ => {}
        }
    }
    let piece = open.last()?;
    let slip = Slip::new("unclosed-bracket", piece.start, piece.end, "this bracket is never closed");
    let mend = Mend::insert(trouble.start(), ") ");
    Some(slip.label("opens here").help("put a `)` after the part that belongs together").mend(mend))
}
