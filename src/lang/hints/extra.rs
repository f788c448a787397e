//! Words and signs too many.

use super::{Mend, PieceKind, Slip, Trouble};

/// The piece where reading stopped, or the one before, left out.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for from_stop in [0, -1] {
        let Some(piece) = trouble.piece(from_stop) else { continue };
        let word = piece.of(trouble.text);
        let message = match (piece.kind, from_stop > -1 && trouble.word(from_stop - 1) == word) {
            (PieceKind::Text, _) => "a text in quotes has no place here".to_owned(),
            (_, true) => format!("`{word}` is said twice"),
            (PieceKind::Mark, _) => format!("`{word}` has no meaning here"),
            _ => format!("`{word}` does not fit here"),
        };
        let slip = Slip::new("extra-word", piece.start, piece.end, message).help("leave it out");
        list.push(slip.mend(Mend::replace(piece.start, piece.end, "")).weak());
    }
    list
}
