//! Names that are missing, or that are words of the language.

use super::words::is_reserved;
use super::{Mend, PieceKind, Slip, Trouble};

/// A name left out, or one that cannot be a name.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let Some(piece) = trouble.piece(0) else { return Vec::new() };
    let word = piece.of(trouble.text);
    let mut list = vec![
        Slip::new("missing-name", piece.start, piece.end, format!("something is missing before `{word}`"))
            .help("name the kind of record, the field or the setting that is meant")
            .mend(Mend::insert(piece.start, "x "))
            .weak(),
    ];
    if piece.kind == PieceKind::Word && is_reserved(word) {
        list.push(
            Slip::new(
                "reserved-name",
                piece.start,
                piece.end,
                format!("`{word}` is a word of the language and cannot be a name"),
            )
            .help(format!("choose another name, such as `{word}-1`"))
            .mend(Mend::insert(piece.end, "-1"))
            .weak(),
        );
    }
    if piece.kind == PieceKind::Word && word.contains('_') {
        let meant = word.replace('_', "-").to_lowercase();
        list.push(
            Slip::new("capital-letters", piece.start, piece.end, "the parts of a name are joined by hyphens")
                .help(format!("write `{meant}`"))
                .mend(Mend::replace(piece.start, piece.end, meant)),
        );
    }
    list
}
