//! Names that are missing, or that are words of the language.

use super::words::is_reserved;
use super::{Mend, PieceKind, Slip, Trouble};

/// A name left out, or one that cannot be a name.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let Some(piece) = trouble.piece(0) else { return Vec::new() };
    if let Some(slip) = other_letters(trouble) {
        return vec![slip];
    }
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

/// A name that holds letters other than a to z: each of them is a piece of its own.
fn other_letters(trouble: &Trouble<'_>) -> Option<Slip> {
    let stop = trouble.piece(0).filter(|p| p.kind == PieceKind::Mark)?;
    if !stop.of(trouble.text).chars().all(char::is_alphabetic) {
        return None;
    }
    let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let before = trouble.text.get(..stop.start)?;
    let start = before.trim_end_matches(inside).len();
    let name = trouble.text.get(start..)?;
    let name = name.get(..name.find(|c| !inside(c)).unwrap_or(name.len()))?;
    let plain: String = name.chars().filter(char::is_ascii).collect();
    let slip = Slip::new(
        "capital-letters",
        start,
        start + name.len(),
        "names are written with the letters a to z, without accents",
    );
    let plain = if plain.is_empty() { "x".to_owned() } else { plain };
    Some(slip.help("write it without accents; a text in quotes may hold any letter").mend(Mend::replace(
        start,
        start + name.len(),
        plain,
    )))
}
