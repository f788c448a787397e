//! Brackets that do not pair.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// Codes without the brackets they stand in, up to the last that a comma or `to` joins on.
pub(super) fn codes(trouble: &Trouble<'_>) -> Vec<Slip> {
    let wanted = trouble.wants("a list of codes in brackets");
    let (Some(first), true) = (trouble.piece(0), wanted) else { return Vec::new() };
    let mut last = 0;
    while [",", "to"].contains(&trouble.word(last + 1)) {
        last += 2;
    }
    let Some(end) = trouble.piece(last).map(|p| p.end) else { return Vec::new() };
    let codes = trouble.text.get(first.start..end).unwrap_or("");
    let slip = Slip::new("missing-brackets", first.start, end, "a list of codes stands in brackets");
    vec![slip.help(format!("write `({codes})`")).mend(Mend::replace(first.start, end, format!("({codes})")))]
}

/// A bracket that was opened and never closed, or closed and never opened.
pub(super) fn unclosed(trouble: &Trouble<'_>) -> Option<Slip> {
    let mut open: Vec<Piece> = Vec::new();
    for piece in trouble.pieces.iter().filter(|p| p.kind == PieceKind::Mark) {
        match piece.of(trouble.text) {
            "(" => open.push(*piece),
            ")" if open.pop().is_none() => {
                let slip =
                    Slip::new("unclosed-bracket", piece.start, piece.end, "this bracket closes nothing");
                let mend = Mend::replace(piece.start, piece.end, "");
                return Some(
                    slip.help("leave it out, or open it before the part that belongs together").mend(mend),
                );
            }
            _ => {}
        }
    }
    let piece = open.last()?;
    let slip = Slip::new("unclosed-bracket", piece.start, piece.end, "this bracket is never closed");
    let mend = Mend::insert(trouble.start(), ") ");
    Some(slip.label("opens here").help("put a `)` after the part that belongs together").mend(mend))
}
