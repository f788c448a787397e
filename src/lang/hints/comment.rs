//! Comments that begin as they do elsewhere, or with the dash that a word processor makes of two hyphens.

use super::{Mend, PieceKind, Slip, Trouble};

/// A sign that begins a comment elsewhere, with the rest of its line.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    slip(trouble).into_iter().collect()
}

fn slip(trouble: &Trouble<'_>) -> Option<Slip> {
    let mark = trouble.piece(0).filter(|p| p.kind == PieceKind::Mark)?;
    let sign = mark.of(trouble.text);
    let (before, after) = (trouble.text.get(..mark.start)?, trouble.text.get(mark.end..)?);
    let alone = before.is_empty() || before.ends_with(char::is_whitespace);
    let length = match sign {
        "#" => 1,
        "/" if after.starts_with(['/', '*']) => 2,
        "-" | "–" | "—" | "•" if alone && after.starts_with(char::is_whitespace) => 1,
        "–" | "—" if alone => 1,
        _ => return None,
    };
    let message = match sign {
        "–" | "—" => format!("`{sign}` is one long dash, and a comment begins with two hyphens: `--`"),
        _ => "a comment begins with two hyphens: `--`".to_owned(),
    };
    let end = mark.start + sign.len() + length - 1;
    let line_end = after.find('\n').map_or(trouble.text.len(), |n| mark.end + n);
    let slip = Slip::new("comment-sign", mark.start, end, message);
    Some(slip.help("write `--` instead").mend(Mend::replace(mark.start, line_end, "")))
}
