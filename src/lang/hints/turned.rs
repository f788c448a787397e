//! Parts of a sentence that stand before one that they belong after.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// Words that begin a timing.
const TIMINGS: [&str; 5] = ["every", "within", "by", "in", "throughout"];

/// Each pair of parts that may stand the wrong way round.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let found = [
        expect(trouble),
        day_of_a_fact(trouble),
        timing_first(trouble),
        where_last(trouble),
        otherwise_first(trouble),
        rest_first(trouble),
    ];
    found.into_iter().flatten().collect()
}

/// The place of the first piece of the next line, counted from a place on.
fn line_end(trouble: &Trouble<'_>, from: usize) -> usize {
    let rest = trouble.pieces.get(from + 1..).unwrap_or_default();
    let next = rest.iter().position(|p| trouble.begins_line(*p));
    next.map_or(trouble.pieces.len(), |n| from + 1 + n)
}

/// Where the piece before a place ends.
fn end_before(trouble: &Trouble<'_>, place: usize) -> Option<usize> {
    Some(trouble.pieces.get(place.checked_sub(1)?)?.end)
}

/// `expect due as at 1 March 2026`.
fn expect(trouble: &Trouble<'_>) -> Option<Slip> {
    let first = trouble.piece(0).filter(|_| trouble.word(0) == "expect")?;
    let end = line_end(trouble, trouble.at);
    let line = trouble.pieces.get(trouble.at..end)?;
    let day = line.iter().find(|p| p.of(trouble.text) == "as")?;
    let last = end_before(trouble, end)?;
    let said = trouble.text.get(first.start..day.start)?.trim();
    let day = trouble.text.get(day.start..last)?;
    let slip =
        Slip::new("wrong-order", first.start, first.end, "`expect` comes after the day that is judged");
    let mended = format!("{day} {said}");
    Some(slip.help(format!("say `{mended}`")).mend(Mend::replace(first.start, last, mended)))
}

/// `given visit with child-seen yes on 2 March 2026`.
fn day_of_a_fact(trouble: &Trouble<'_>) -> Option<Slip> {
    let first = trouble.piece(0).filter(|p| !trouble.begins_line(*p))?;
    if !["on", "from", "to"].contains(&trouble.word(0)) {
        return None;
    }
    let before = trouble.pieces.get(..trouble.at)?;
    let given = before.iter().rposition(|p| p.of(trouble.text) == "given")?;
    let with = before.get(given..)?.iter().find(|p| p.of(trouble.text) == "with")?;
    let end = end_before(trouble, line_end(trouble, trouble.at))?;
    let day = trouble.text.get(first.start..end)?;
    let fields = trouble.text.get(with.start..first.start)?.trim_end();
    let slip = Slip::new("wrong-order", first.start, end, "the day of a fact comes before `with`");
    let mend = Mend::replace(with.start, end, format!("{day} {fields}"));
    Some(slip.help(format!("move `{day}` before `with`")).mend(mend))
}

/// `must every 4 weeks have a visit`.
fn timing_first(trouble: &Trouble<'_>) -> Option<Slip> {
    let first = trouble.piece(0).filter(|_| trouble.word(-1) == "must")?;
    if !TIMINGS.contains(&trouble.word(0)) {
        return None;
    }
    let end = line_end(trouble, trouble.at);
    let line = trouble.pieces.get(trouble.at..end)?;
    let duty = line.iter().find(|p| ["have", "be", "last"].contains(&p.of(trouble.text)))?;
    let timing = trouble.text.get(first.start..duty.start)?.trim_end();
    let last = end_before(trouble, end)?;
    let rest = trouble.text.get(duty.start..last)?;
    let message = "when it falls due comes after what must be there";
    let slip = Slip::new("wrong-order", first.start, first.start + timing.len(), message);
    let mended = format!("{rest} {timing}");
    Some(slip.help(format!("say `must {mended}`")).mend(Mend::replace(first.start, last, mended)))
}

/// `every 4 weeks where age is under 5, otherwise 6 weeks`.
fn otherwise_first(trouble: &Trouble<'_>) -> Option<Slip> {
    let first = trouble.piece(0).filter(|_| trouble.word(0) == "otherwise" && trouble.word(-1) == ",")?;
    // `6 weeks`, `10 working days`; a figure has no unit.
    let unit = (2..=3).find(|n| is_unit(trouble.word(*n))).unwrap_or(1);
    let number = trouble.piece(1)?;
    let last = trouble.piece(unit)?;
    let amount = trouble.text.get(number.start..last.end)?;
    let mended = format!("{amount} otherwise");
    let slip = Slip::new("wrong-order", first.start, first.end, "`otherwise` comes after its amount");
    Some(slip.help(format!("say `{mended}`")).mend(Mend::replace(first.start, last.end, mended)))
}

/// `every 6 weeks, 2 weeks where age is under 5`.
fn rest_first(trouble: &Trouble<'_>) -> Option<Slip> {
    let comma = trouble.piece(0).filter(|_| trouble.word(0) == "," && is_unit(trouble.word(-1)))?;
    let is_number = |at: isize| trouble.piece(at).is_some_and(|p| p.kind == PieceKind::Figure);
    let number = (2..=3).find(|n| is_number(-n))?;
    let unit = (2..=3).find(|n| is_unit(trouble.word(*n)))?;
    let chosen = is_number(1) && trouble.word(unit + 1) == "where";
    let (rest, first) = (trouble.piece(-number)?, trouble.piece(1).filter(|_| chosen)?);
    let end = end_before(trouble, line_end(trouble, trouble.at))?;
    let said = trouble.text.get(rest.start..comma.start)?.trim_end();
    let mended = format!("{}, {said} otherwise", trouble.text.get(first.start..end)?);
    let message = "what holds otherwise comes last";
    let slip = Slip::new("wrong-order", rest.start, rest.start + said.len(), message);
    Some(slip.help(format!("say `{mended}`")).mend(Mend::replace(rest.start, end, mended)))
}

/// Whether a word is a unit of time.
fn is_unit(word: &str) -> bool {
    let units = ["day", "week", "month", "year"];
    units.iter().any(|unit| word.strip_prefix(unit).is_some_and(|s| s.is_empty() || s == "s"))
}

/// `must have a visit every 4 weeks where seen is yes`: read as an amount that is chosen, which never ends; or
/// `within 4 weeks of the start where seen is yes`.
fn where_last(trouble: &Trouble<'_>) -> Option<Slip> {
    let word = |p: &Piece| p.of(trouble.text);
    let read = trouble.pieces.get(..=trouble.at).unwrap_or(trouble.pieces);
    let duty = read.iter().rposition(|p| word(p) == "have")?;
    let inside = read.get(duty..)?;
    // One condition alone: the timing is in front of it.
    let place = duty + inside.iter().position(|p| word(p) == "where")?;
    let from = duty + inside.iter().position(|p| TIMINGS.contains(&word(p)))?;
    let (timing, condition) = (trouble.pieces.get(from)?, trouble.pieces.get(place)?);
    // The condition goes on to the next clause, and is no choice.
    let clause = |p: &Piece| {
        trouble.begins_line(*p) && ["agreement", "except", "excused", "example"].contains(&word(p))
    };
    let rest = trouble.pieces.get(place + 1..)?;
    let next = rest.iter().position(clause).map_or(trouble.pieces.len(), |n| place + 1 + n);
    let asked = trouble.pieces.get(place + 1..next)?;
    if from >= place || asked.iter().any(|p| ["where", "otherwise", "then", "until"].contains(&word(p))) {
        return None;
    }
    let end = end_before(trouble, next)?;
    let said = trouble.text.get(timing.start..condition.start)?.trim_end();
    let asked = trouble.text.get(condition.start..end)?;
    let message = format!("a condition comes before `{said}`, not after it");
    let slip = Slip::new("wrong-order", condition.start, condition.end, message);
    let help = format!("move `{said}` after the condition");
    Some(slip.help(help).mend(Mend::replace(timing.start, end, format!("{asked} {said}"))))
}
