//! Texts whose quotes are open, missing or of another kind.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// A quote that is not closed on its line, pointed at where it opens.
pub(crate) fn open_quote(text: &str, piece: Piece) -> Slip {
    let words = piece.of(text);
    let end = piece.start + words.trim_end().len();
    Slip::new("open-quote", piece.start, piece.start + 1, "this quote is not closed on its line")
        .label("opens here")
        .help("put a `\"` where the text ends; inside a text use single quotes")
        .mend(Mend::insert(end, "\""))
}

/// A title without quotes, or with quotes of another kind, up to the end of its line.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let wants_text = trouble.wants("a text in quotes");
    let Some(piece) = trouble.piece(0).filter(|_| wants_text) else { return Vec::new() };
    let rest = trouble.text.get(piece.start..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("").trim_end();
    let bare = line.trim_matches(['\'', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '`']);
    if bare.is_empty() || bare.contains('"') {
        return Vec::new();
    }
    let end = piece.start + line.len();
    let other = piece.kind == PieceKind::Mark && bare.len() < line.len();
    let message = if other { "texts stand in straight double quotes" } else { "a text must stand in quotes" };
    let slip = Slip::new("missing-quotes", piece.start, end, message).help(format!("write `\"{bare}\"`"));
    vec![slip.mend(Mend::replace(piece.start, end, format!("\"{bare}\"")))]
}
