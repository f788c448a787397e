//! Phrases that stand on the wrong side of another: of `where`, or of how records are joined.

use super::{Mend, PieceKind, Slip, Trouble};

/// First words of phrases that belong before `where`, and what each says.
const PHRASES: &[(&[&str], &str)] = &[
    (&["sharing", "a", "day"], "how records are joined"),
    (&["with", "the", "same"], "how records are joined"),
    (&["with", "gaps", "of", "at", "most"], "how records are joined"),
];

/// Words that follow the kind of record itself.
const PARTICIPLES: [&str; 3] = ["open", "started", "ended"];

/// A phrase after the `where` of its thing, moved before it; a participle after how records are joined, moved before that.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let moved = |(words, what): &(&[&str], &str)| {
        after_where(trouble, words, what).or_else(|| after_joining(trouble, words))
    };
    PHRASES.iter().filter_map(moved).collect()
}

/// The number of pieces of a phrase that begins at a piece counted from the stop: its words, and what follows them:
/// nothing, a name, or an amount.
fn length(trouble: &Trouble<'_>, words: &[&str], from: isize) -> Option<isize> {
    if !words.iter().zip(from..).all(|(w, i)| trouble.word(i) == *w) {
        return None;
    }
    let after = from + words.len() as isize;
    let more = match words.first() {
        Some(&"sharing") => 0,
        _ if words.len() == 3 => 1,
        _ if trouble.piece(after).is_some_and(|p| p.kind == PieceKind::Figure) => {
            match trouble.word(after + 1) {
                "working" | "school" => 3,
                _ => 2,
            }
        }
        _ => 1,
    };
    Some(words.len() as isize + more)
}

fn after_where(trouble: &Trouble<'_>, words: &[&str], what: &str) -> Option<Slip> {
    let length = length(trouble, words, 0)?;
    let first = trouble.piece(0)?;
    let last = trouble.piece(length - 1)?;
    let before = trouble.pieces.get(..trouble.at)?;
    let place = before.iter().rfind(|p| p.of(trouble.text) == "where")?;
    let phrase = trouble.text.get(first.start..last.end)?;
    let condition = trouble.text.get(place.start..first.start)?;
    let slip = Slip::new("wrong-order", first.start, last.end, format!("{what} stands before `where`"));
    let mend = Mend::replace(place.start, last.end, format!("{phrase} {condition}"));
    Some(slip.help(format!("move `{phrase}` before `where`")).mend(mend))
}

fn after_joining(trouble: &Trouble<'_>, words: &[&str]) -> Option<Slip> {
    let (word, place) = (trouble.word(0), trouble.piece(0)?);
    if !PARTICIPLES.contains(&word) {
        return None;
    }
    let back = (1..=8).find(|back| length(trouble, words, -back) == Some(*back))?;
    let (first, last) = (trouble.piece(-back)?, trouble.piece(-1)?);
    let phrase = trouble.text.get(first.start..last.end)?;
    let message = format!("`{word}` stands before how records are joined");
    let mend = Mend::replace(first.start, place.end, format!("{word} {phrase}"));
    let slip = Slip::new("wrong-order", place.start, place.end, message);
    Some(slip.help(format!("move `{word}` before `{phrase}`")).mend(mend))
}
