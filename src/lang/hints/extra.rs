//! Words and signs too many.

use super::{Mend, PieceKind, Slip, Trouble};

/// A word said twice.
pub(super) fn twice(trouble: &Trouble<'_>) -> Vec<Slip> {
    let pairs = [(0, -1), (1, 0)].into_iter().filter(|&(a, b)| trouble.word(a) == trouble.word(b));
    let slip = |(again, _): (isize, isize)| {
        let piece = trouble.piece(again).filter(|p| p.kind == PieceKind::Word)?;
        let message = format!("`{}` is said twice", piece.of(trouble.text));
        let mend = Mend::replace(piece.start, piece.end, "");
        Some(Slip::new("extra-word", piece.start, piece.end, message).help("leave one out").mend(mend))
    };
    pairs.filter_map(slip).collect()
}

/// The piece where reading stopped, or the one before, left out.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for from_stop in [0, -1] {
        let Some(piece) = trouble.piece(from_stop) else { continue };
        let word = piece.of(trouble.text);
        let message = match piece.kind {
            PieceKind::Text => "a text in quotes has no place here".to_owned(),
            PieceKind::Mark => format!("`{word}` has no meaning here"),
            _ => format!("`{word}` does not fit here"),
        };
        let slip = Slip::new("extra-word", piece.start, piece.end, message).help("leave it out");
        list.push(slip.mend(Mend::replace(piece.start, piece.end, "")).weak());
    }
    list
}
