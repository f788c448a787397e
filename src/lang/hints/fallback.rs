//! What is said when no hint fits.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// Says what does not fit and what could stand there; reading goes on below the line.
pub(super) fn unexpected(trouble: &Trouble<'_>) -> Slip {
    let help = trouble.wanted_words().map(|w| format!("here can stand {w}"));
    let mut slip = match trouble.piece(0) {
        Some(piece) if trouble.at == 0 || at_margin(trouble, piece) => nothing_begins(trouble, piece),
        Some(piece) => {
            let message = format!("`{}` does not fit here", shorten(piece.of(trouble.text)));
            let line_end = trouble.text.get(piece.end..).and_then(|t| t.find('\n'));
            let end = line_end.map_or(trouble.text.len(), |n| piece.end + n);
            Slip::new("unexpected", piece.start, piece.end, message).mend(Mend::drop(piece.start, end))
        }
        None => {
            let last = trouble.pieces.last();
            let (start, end) = last.map_or((0, 0), |p| (p.start, p.end));
            let what = trouble.pieces.first().map_or("text", |p| p.of(trouble.text));
            Slip::new("ends-early", start, end, format!("this `{what}` ends too early"))
        }
    };
    slip.help = slip.help.or(help);
    slip.weak = true;
    slip
}

fn at_margin(trouble: &Trouble<'_>, piece: Piece) -> bool {
    piece.kind == PieceKind::Word
        && trouble.text.get(..piece.start).is_some_and(|t| t.is_empty() || t.ends_with('\n'))
}

const AT_MARGIN: &str =
    "at the margin begins a standard, check, measure, theme, subject, event, period, list, define or plugin";

/// A line at the margin that is no item: it is passed over, up to the next line at the margin.
fn nothing_begins(trouble: &Trouble<'_>, piece: Piece) -> Slip {
    let word = piece.of(trouble.text);
    let rest = trouble.pieces.get(trouble.at + 1..).unwrap_or_default();
    let end = rest.iter().find(|p| at_margin(trouble, **p)).map_or(trouble.text.len(), |p| p.start);
    if !["library", "use"].contains(&word)
        && trouble.at == 0
        && trouble.piece(1).is_some_and(|p| p.kind == PieceKind::Text)
    {
        let message = format!("nothing says what `{}` is", shorten(word));
        let help = "begin with `standard`, `check`, `measure` or `theme`";
        return Slip::new("unexpected", piece.start, piece.end, message).help(help);
    }
    let help = match word {
        "library" | "use" => "leave it out: all files of a folder are read together",
        _ => AT_MARGIN,
    };
    Slip::new("unexpected", piece.start, piece.end, format!("nothing begins with `{}`", shorten(word)))
        .help(help)
        .mend(Mend::drop(piece.start, end))
}

fn shorten(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((at, _)) => format!("{}...", word.get(..at).unwrap_or("")),
        None => word.to_owned(),
    }
}
