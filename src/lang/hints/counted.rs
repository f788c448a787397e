//! An amount that is counted from no day.

use super::either::one_line;
use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// What an amount before a day lacks.
pub(crate) const SIDE: &str = "`before` or `after`";

/// Words that a day follows.
const DAY_WORDS: [&str; 6] = ["by", "until", "before", "after", "on", "during"];

/// How far before the stop `within` may stand: two pieces of a unit, a figure, and itself.
const MOST: usize = 4;

/// `within 10 days` of nothing, and `by 5 days`, where the name of a day is wanted.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let slip = match trouble.wants("of") && trouble.wants("before") {
        true => from_no_day(trouble),
        false => no_day(trouble),
    };
    slip.into_iter().collect()
}

/// `within 10 days`: of what?
fn from_no_day(trouble: &Trouble<'_>) -> Option<Slip> {
    let before = trouble.pieces.get(..trouble.at)?;
    let within = before.iter().rev().take(MOST).find(|p| p.of(trouble.text) == "within")?;
    let end = before.last()?.end;
    let said = one_line(trouble.text.get(within.start..end)?);
    let amount = one_line(trouble.text.get(within.end..end)?);
    // In a condition a day may also be compared the other way round.
    let help = if trouble.wants("after") {
        format!("say from which day: `{said} of the start`, `{said} after the start`")
    } else {
        format!(
            "say from which day: `{said} of the start` (of an event `of the date`); or say `in the last {amount}`"
        )
    };
    let slip = Slip::new("missing-day", within.start, end, format!("`{said}` of what?"));
    Some(slip.help(help).mend(stand_in(end, " of the start ")))
}

/// `by 5 days`: an amount, and no day.
fn no_day(trouble: &Trouble<'_>) -> Option<Slip> {
    if !trouble.wants(SIDE) {
        return None;
    }
    let before = trouble.pieces.get(..trouble.at)?;
    let figure = before.iter().rposition(|p| p.kind == PieceKind::Figure)?;
    let word: &Piece = before.get(figure.checked_sub(1)?)?;
    // A figure and its unit: `5 days`, `5 working days`.
    let unit = before.len() - figure - 1;
    if !(1..=2).contains(&unit) || !DAY_WORDS.contains(&word.of(trouble.text)) {
        return None;
    }
    let (end, word_said) = (before.last()?.end, word.of(trouble.text));
    let amount = one_line(trouble.text.get(word.end..end)?);
    let message = format!("`{word_said}` names a day, and `{amount}` is none");
    let help = match word_said {
        "by" => format!("say `within {amount} of the start` or `by {amount} after the start`"),
        _ => format!("say `{word_said} {amount} after the start`"),
    };
    let slip = Slip::new("missing-day", word.start, end, message);
    Some(slip.help(help).mend(stand_in(end, " after the start ")))
}

/// A day that may not be the one meant: the item is read on, and no more is asked of it.
fn stand_in(at: usize, new: &str) -> Mend {
    Mend { drops: true, ..Mend::insert(at, new) }
}
