//! A file cut at the words that open its items, so that one bad standard does not hide the next.

use crate::lang::hints::{Piece, PieceKind, is_reserved};
use crate::text::nearest;
use std::ops::Range;

const OPENERS: [&str; 10] =
    ["standard", "check", "measure", "theme", "event", "period", "subject", "list", "define", "plugin"];

/// Byte ranges that hold an item each (or what stands before the first), in order, without gaps.
pub(super) fn chunks(text: &str, pieces: &[Piece]) -> Vec<Range<usize>> {
    let words: Vec<Piece> = pieces.iter().copied().filter(|p| p.kind != PieceKind::Note).collect();
    let mut starts = vec![0];
    for (i, piece) in words.iter().enumerate() {
        let before = text.get(..piece.start).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let first_in_line = line.trim().is_empty();
        if first_in_line && piece.start > 0 && opens(text, &words, i, line.is_empty()) {
            starts.push(piece.start);
        }
    }
    let ends = starts.iter().copied().skip(1).chain(std::iter::once(text.len()));
    starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect()
}

/// Whether the word at `i`, first of its line, opens an item. Away from the margin it must look like one.
fn opens(text: &str, words: &[Piece], i: usize, at_margin: bool) -> bool {
    let word = |k: usize| words.get(i + k).map_or("", |p| p.of(text));
    let kind = |k: usize| words.get(i + k).map(|p| p.kind);
    if kind(0) != Some(PieceKind::Word) || kind(1) != Some(PieceKind::Word) {
        return false;
    }
    let titled = kind(2) == Some(PieceKind::Text) || kind(2) == Some(PieceKind::OpenText);
    // A field may be called `theme` or `list`: what follows is then a word of the language.
    if ["theme", "list"].contains(&word(0)) && is_reserved(word(1)) {
        return false;
    }
    let declares = ["of", "has", "is", "from", "like", "keyed", "("].contains(&word(2));
    match word(0) {
        "event" | "period" | "subject" => true,
        "standard" | "measure" | "define" | "plugin" if at_margin => true,
        "check" | "theme" if at_margin => titled || ![",", "ask"].contains(&word(2)),
        "list" if at_margin => true,
        "standard" | "measure" | "check" | "theme" => titled,
        "define" | "plugin" | "list" => declares,
        other => at_margin && (titled || declares) && nearest(&other.to_lowercase(), OPENERS).is_some(),
    }
}
