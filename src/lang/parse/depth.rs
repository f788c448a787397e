//! How deep a text nests, counted before it is read, so that no text can exhaust the stack.
//!
//! The grammar nests only through brackets, an inner `where` and the order words. A run of the latter is over
//! at `and`, at `or`, and at a comma by one; `between` owns the next `and`, and `on or before` owns its `or`.

use crate::lang::hints::{Piece, PieceKind};

/// Deeper than this is refused; the deepest rule of the census validators nests four times.
pub(super) const LIMIT: usize = 20;

#[derive(Default, Clone, Copy)]
struct Level {
    run: usize,
    betweens: usize,
}

/// The first piece that nests too deep.
pub(super) fn too_deep(text: &str, pieces: &[Piece]) -> Option<Piece> {
    let mut levels = vec![Level::default()];
    let mut before = "";
    for piece in pieces.iter().filter(|p| matches!(p.kind, PieceKind::Word | PieceKind::Mark)) {
        let word = piece.of(text);
        match word {
            "(" => levels.push(Level::default()),
            ")" if levels.len() > 1 => {
                levels.pop();
            }
            _ => {
                if let Some(level) = levels.last_mut() {
                    count(level, word, before);
                }
            }
        }
        let depth: usize = levels.iter().map(|level| level.run + 1).sum();
        if depth > LIMIT {
            return Some(*piece);
        }
        before = word;
    }
    None
}

fn count(level: &mut Level, word: &str, before: &str) {
    match word {
        "where" | "first" | "last" | "previous" | "next" => level.run += 1,
        "between" => level.betweens += 1,
        "and" if level.betweens > 0 => level.betweens -= 1,
        "," => level.run = level.run.saturating_sub(1),
        "or" if before == "on" => {}
        "and" | "or" | "must" | "given" | "expect" | "example" | "except" | "excused" | "then" => {
            level.run = 0
        }
        _ => {}
    }
}
