//! Misspelt words, and words in capital letters.

use super::words::{all, is_word};
use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// A slip of the hand in the word where reading stopped or one of the two before it: a misspelt word of the
/// language is first taken for a name, and reading stops a word or two later.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for from_stop in [0, -1, -2] {
        let Some(piece) = trouble.piece(from_stop).filter(|p| p.kind == PieceKind::Word) else { continue };
        let word = piece.of(trouble.text);
        list.extend(capital(piece, word));
        list.extend(near(word).into_iter().map(|(_, meant)| misspelt(piece, word, meant)));
    }
    list
}

/// Words within reach of a slip, nearest first.
fn near(word: &str) -> Vec<(usize, &'static str)> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let lower = word.to_lowercase();
    let mut list: Vec<_> = all().map(|w| (strsim::osa_distance(&lower, w), w)).collect();
    list.retain(|&(distance, w)| distance > 0 && distance <= limit && w != word);
    list.sort();
    list
}

fn misspelt(piece: Piece, word: &str, meant: &'static str) -> Slip {
    let message = if is_word(word) {
        format!("`{word}` does not fit here")
    } else {
        format!("`{word}` is not a word of the language")
    };
    let slip = Slip::new("misspelt-word", piece.start, piece.end, message)
        .help(format!("did you mean `{meant}`?"))
        .mend(Mend::replace(piece.start, piece.end, meant));
    if is_word(word) { slip.weak() } else { slip }
}

fn capital(piece: Piece, word: &str) -> Option<Slip> {
    let lower = word.to_lowercase();
    if lower == word {
        return None;
    }
    let message = if is_word(&lower) {
        "the words of the language are written in small letters"
    } else {
        "names are written in small letters"
    };
    Some(
        Slip::new("capital-letters", piece.start, piece.end, message)
            .help(format!("write `{lower}`; a text that may hold capitals stands in quotes"))
            .mend(Mend::replace(piece.start, piece.end, lower)),
    )
}
