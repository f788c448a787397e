//! How many: numbers in words, a number alone, and `each month`.

use super::{Mend, PieceKind, Slip, Trouble};

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Stretches of the calendar that something is owed in each of.
const SLOTS: [&str; 5] = ["week", "month", "quarter", "term", "year"];

/// What `must have` and `has` are followed by.
const HOW_MANY: &str = "how many (a, no, at least 2)";

/// Slips in saying how many.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list: Vec<Slip> = Vec::new();
    list.extend([0, -1].into_iter().filter_map(|from| in_words(trouble, from)));
    list.extend(alone(trouble));
    list.extend(each(trouble));
    list
}

/// The number that a word means, in figures.
pub(crate) fn in_figures(word: &str) -> Option<usize> {
    NUMBERS.iter().position(|n| *n == word).map(|i| i + 1)
}

/// `at least one visit`, `must have two visits`.
fn in_words(trouble: &Trouble<'_>, from: isize) -> Option<Slip> {
    let piece = trouble.piece(from)?;
    let word = piece.of(trouble.text);
    let number = in_figures(word)?;
    let how_many = ["have", "has"].contains(&trouble.word(from - 1));
    let said = match (how_many, number) {
        (true, 1) => "a".to_owned(),
        (true, n) => format!("at least {n}"),
        (false, n) => n.to_string(),
    };
    let message = format!("numbers are written in figures, and `{word}` is a word");
    let help = match (how_many, number) {
        (true, 1) => "say `a` where one is enough, `exactly 1` where a second is too many".to_owned(),
        (true, n) => format!("say `at least {n}`, `at most {n}` or `exactly {n}`"),
        (false, n) => format!("say `{n}`"),
    };
    let slip = Slip::new("other-words", piece.start, piece.end, message);
    Some(slip.help(help).mend(Mend::replace(piece.start, piece.end, said)))
}

/// `must have 2 visits`.
fn alone(trouble: &Trouble<'_>) -> Option<Slip> {
    let figure = trouble.piece(0).filter(|p| p.kind == PieceKind::Figure && trouble.wants(HOW_MANY))?;
    let n = figure.of(trouble.text);
    let message = format!("`{n}` alone does not say whether more would do");
    let slip = Slip::new("missing-word", figure.start, figure.end, message);
    let help = format!("say `at least {n}`, `at most {n}` or `exactly {n}`");
    Some(slip.help(help).mend(Mend::insert(figure.start, "at least ")))
}

/// `each month`.
fn each(trouble: &Trouble<'_>) -> Option<Slip> {
    let (each, slot) = (trouble.piece(0)?, trouble.word(1));
    if trouble.word(0) != "each" || !SLOTS.contains(&slot) || trouble.word(-1) == "in" {
        return None;
    }
    let message = format!("`in` is missing before `each {slot}`");
    let help = match slot {
        "term" | "quarter" => format!("say `in each {slot}`"),
        _ => format!("say `in each {slot}`, or `every 1 {slot}` to count from the one before"),
    };
    let slip = Slip::new("missing-word", each.start, each.end, message);
    Some(slip.help(help).mend(Mend::insert(each.start, "in ")))
}
