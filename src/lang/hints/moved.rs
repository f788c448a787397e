//! Phrases that stand on the wrong side of `where`.

use super::{Mend, PieceKind, Slip, Trouble};

/// First words of phrases that belong before `where`, and what each says.
const PHRASES: &[(&[&str], &str)] = &[
    (&["sharing", "a", "day"], "how records are joined"),
    (&["with", "the", "same"], "how records are joined"),
    (&["with", "gaps", "of", "at", "most"], "how records are joined"),
];

/// A phrase after the `where` of its thing, moved before it.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    PHRASES.iter().filter_map(|(words, what)| after_where(trouble, words, what)).collect()
}

fn after_where(trouble: &Trouble<'_>, words: &[&str], what: &str) -> Option<Slip> {
    if !words.iter().zip(0..).all(|(w, i)| trouble.word(i) == *w) {
        return None;
    }
    // What follows the fixed words: nothing, a name, or an amount.
    let more = match words.first() {
        Some(&"sharing") => 0,
        _ if words.len() == 3 => 1,
        _ if trouble.piece(5).is_some_and(|p| p.kind == PieceKind::Figure) => match trouble.word(6) {
            "working" | "school" => 3,
            _ => 2,
        },
        _ => 1,
    };
    let first = trouble.piece(0)?;
    let last = trouble.piece(words.len() as isize - 1 + more)?;
    let before = trouble.pieces.get(..trouble.at)?;
    let place = before.iter().rfind(|p| p.of(trouble.text) == "where")?;
    let phrase = trouble.text.get(first.start..last.end)?;
    let condition = trouble.text.get(place.start..first.start)?;
    let slip = Slip::new("wrong-order", first.start, last.end, format!("{what} stands before `where`"));
    let mend = Mend::replace(place.start, last.end, format!("{phrase} {condition}"));
    Some(slip.help(format!("move `{phrase}` before `where`")).mend(mend))
}
