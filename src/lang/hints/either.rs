//! `whichever is` between more than two.

use super::{Mend, Piece, Slip, Trouble};

/// First words of what `whichever is` chooses between.
const FIRST: [&str; 3] = ["within", "by", "at"];

/// A third deadline before `whichever is`, joined by `or` or by commas.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    third(trouble).into_iter().collect()
}

fn third(trouble: &Trouble<'_>) -> Option<Slip> {
    let is = |piece: &Piece, words: &[&str]| words.contains(&piece.of(trouble.text));
    let (before, after) = trouble.pieces.split_at_checked(trouble.at)?;
    // Reading stops after an `or`, taken for that of `or the next working day`, or at a comma.
    let comma = trouble.word(0) == "," && (FIRST.contains(&trouble.word(1)) || trouble.word(1) == "or");
    if !(comma || trouble.word(-1) == "or" && FIRST.contains(&trouble.word(0))) {
        return None;
    }
    let ends = |p: &&Piece| is(p, &["must", "then", "example", "for", "standard", "check"]);
    let whichever = after.iter().take_while(|p| !ends(p)).position(|p| is(p, &["whichever"]))?;
    let told = after.get(..whichever)?;
    let joined = told.iter().rposition(|p| is(p, &["or"]));
    // What stands between the first two and `whichever`; of a list with commas, what stands before the last.
    let (start, end) = match (comma, joined) {
        (true, Some(or)) => (trouble.piece(0)?.start, told.get(or)?.start),
        (true, None) => return None,
        (false, _) => (trouble.piece(-1)?.start, told.last()?.end),
    };
    let opener = before.iter().rposition(|p| is(p, &["must"]))?;
    let first = before.get(opener..)?.iter().find(|p| is(p, &["within", "by"]))?;
    let which = after.get(whichever..whichever + 3)?;
    let text = |from: usize, to: usize| trouble.text.get(from..to).map(one_line);
    let two = text(first.start, start)?;
    let rest = text(end, which.last()?.end)?;
    let underlined = if comma { trouble.piece(1)? } else { trouble.piece(0)? };
    let slip = Slip::new(
        "more-than-two",
        underlined.start,
        told.last()?.end,
        "`whichever is` chooses between two, and here are more",
    );
    let help = format!("keep two, as in `{two} {rest}`; what else is asked stands in a standard of its own");
    Some(slip.help(help).mend(Mend::replace(start, end, " ")))
}

/// Words that may stand on several lines, on one.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
