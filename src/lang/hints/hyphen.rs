//! Names of several words, written apart.

use super::words::{is_reserved, is_word};
use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// The longest name that is put together.
const MOST: isize = 5;

/// Words of the language that names hold in their middle.
const INSIDE: [&str; 7] = ["in", "of", "to", "by", "at", "and", "the"];

/// Words that follow a name: without one of them two names side by side may as well lack a word between.
const FOLLOW: [&str; 8] = ["is", "on", "from", "where", "while", "within", "every", "by"];

/// Two to five words around the stop, joined as the name they may have been meant as: `child in need plan`.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for count in (2..=MOST).rev() {
        // The name begins before the stop and holds the word it stopped at.
        list.extend((1 - count..0).filter_map(|from| joined(trouble, from, count)));
    }
    list
}

fn joined(trouble: &Trouble<'_>, from: isize, count: isize) -> Option<Slip> {
    let pieces: Vec<Piece> = (from..from + count).map_while(|i| trouble.piece(i)).collect();
    let (first, last) = (pieces.first()?, pieces.last()?);
    let words: Vec<&str> = pieces.iter().map(|p| p.of(trouble.text)).collect();
    let one_line = !trouble.text.get(first.start..last.end)?.contains('\n');
    let plain = pieces.iter().all(|p| p.kind == PieceKind::Word) && pieces.len() as isize == count;
    // A name neither begins with a word of the language nor ends with one that is never a name.
    let name = !words.first().is_some_and(|w| is_word(w)) && !words.last().is_some_and(|w| is_reserved(w));
    let inner = words.get(1..words.len() - 1).unwrap_or_default();
    let meant = match inner {
        [] => FOLLOW.contains(&trouble.word(from + count)),
        _ => inner.iter().all(|w| !is_reserved(w) || INSIDE.contains(w)),
    };
    if !(one_line && plain && name && meant) {
        return None;
    }
    let (apart, meant) = (words.join(" "), words.join("-"));
    let slip = Slip::new("name-apart", first.start, last.end, format!("`{apart}` is read as {count} words"));
    let slip = slip.help(format!("join the words of a name with hyphens: `{meant}`"));
    Some(slip.mend(Mend::replace(first.start, last.end, meant)).weak())
}
