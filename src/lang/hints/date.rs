//! Dates: written `5 January 2026`, and in many other ways.

use super::{Mend, Piece, PieceKind, Slip, Trouble};
use crate::calendar::{MONTHS, from_civil, month_named, parse_iso, to_long};

/// Ways to write a date that this language does not read.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for from_stop in [0, -1] {
        let Some(piece) = trouble.piece(from_stop) else { continue };
        list.extend(in_figures(trouble, piece));
        list.extend(ordinal(trouble, piece, from_stop));
        list.extend(month_word(trouble, piece, from_stop));
        list.extend(year(trouble, piece, from_stop));
    }
    list.extend(no_year(trouble));
    list
}

fn slip(start: usize, end: usize, meant: &str) -> Slip {
    Slip::new("written-date", start, end, "dates are written with the month in full")
        .help(format!("say `{meant}`"))
        .mend(Mend::replace(start, end, meant))
}

/// `2026-01-05`, `05/01/2026`, `5.1.2026`.
fn in_figures(trouble: &Trouble<'_>, piece: Piece) -> Option<Slip> {
    let text = piece.of(trouble.text);
    let day = parse_iso(text).or_else(|| {
        let parts: Vec<u32> = text.split(['/', '.', '-']).map_while(|p| p.parse().ok()).collect();
        match parts.as_slice() {
            [day, month, year] => from_civil(full_year(*year) as i32, *month, *day),
            _ => None,
        }
    })?;
    Some(slip(piece.start, piece.end, &to_long(day)))
}

fn full_year(year: u32) -> u32 {
    if year < 100 { 2000 + year } else { year }
}

/// `5th January 2026`.
fn ordinal(trouble: &Trouble<'_>, piece: Piece, from_stop: isize) -> Option<Slip> {
    let text = piece.of(trouble.text);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end))?;
    let after = trouble.word(from_stop + 1);
    let month = full_month(after)?;
    digits.parse::<u32>().ok()?;
    Some(
        Slip::new("written-date", piece.start, piece.end, "days of the month are written as plain numbers")
            .help(format!("say `{digits} {month}`"))
            .mend(Mend::replace(piece.start, piece.end, digits)),
    )
}

/// The month that a short or small spelling means.
fn full_month(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    (lower.len() >= 3).then(|| MONTHS.iter().copied().find(|m| m.to_lowercase().starts_with(&lower)))?
}

/// `5 Jan 2026`, `5 january 2026`, `5 Janaury 2026`.
fn month_word(trouble: &Trouble<'_>, piece: Piece, from_stop: isize) -> Option<Slip> {
    let word = piece.of(trouble.text);
    let before = trouble.piece(from_stop - 1)?;
    if before.kind != PieceKind::Figure || piece.kind != PieceKind::Word || month_named(word).is_some() {
        return None;
    }
    let meant = full_month(word).or_else(|| crate::text::nearest(word, MONTHS))?;
    Some(slip(piece.start, piece.end, meant))
}

/// `5 January 26`, `5 January, 2026`.
fn year(trouble: &Trouble<'_>, piece: Piece, from_stop: isize) -> Option<Slip> {
    month_named(trouble.word(from_stop - 1))?;
    if piece.of(trouble.text) == "," {
        let after = trouble.piece(from_stop + 1)?;
        let year = after.of(trouble.text);
        return (year.len() == 4).then(|| slip(piece.start, after.end, year));
    }
    let year: u32 = piece.of(trouble.text).parse().ok()?;
    (year < 100).then(|| slip(piece.start, piece.end, &full_year(year).to_string()))
}

/// `5 January` and no year.
fn no_year(trouble: &Trouble<'_>) -> Option<Slip> {
    let (day, month_piece) = (trouble.piece(-2)?, trouble.piece(-1)?);
    month_named(month_piece.of(trouble.text)).filter(|_| day.kind == PieceKind::Figure)?;
    Some(
        Slip::new("written-date", day.start, month_piece.end, "this date has no year")
            .help("say the year, as in `5 January 2026`")
            .mend(Mend::insert(month_piece.end, " 2026")),
    )
}
