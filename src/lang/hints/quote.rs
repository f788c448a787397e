//! Texts whose quotes are open, missing or of another kind.

use super::{Mend, Piece, PieceKind, Slip, Trouble};

/// A quote that is not closed on its line, pointed at where it opens.
pub(crate) fn open_quote(text: &str, piece: Piece) -> Slip {
    let words = piece.of(text);
    if words.trim() == "\"" {
        return never_opened(text, piece);
    }
    let end = piece.start + words.trim_end().len();
    Slip::new("open-quote", piece.start, piece.start + 1, "this quote is not closed on its line")
        .label("opens here")
        .help("put a `\"` where the text ends; inside a text use single quotes")
        .mend(Mend::insert(end, "\""))
}

/// Words after which a text begins, and how many names stand between.
const BEFORE_TEXT: [(&str, usize); 7] = [
    ("standard", 1),
    ("check", 1),
    ("measure", 1),
    ("theme", 1),
    ("source", 0),
    ("example", 0),
    ("because", 0),
];

/// A quote at the end of a line that closes a text which no quote opens.
fn never_opened(text: &str, piece: Piece) -> Slip {
    let line = text.get(..piece.start).map_or(0, |t| t.rfind('\n').map_or(0, |n| n + 1));
    let before = text.get(line..piece.start).unwrap_or("");
    let begins = BEFORE_TEXT.iter().filter_map(|(word, names)| {
        let (head, after) = before.split_once(word)?;
        let whole = (head.is_empty() || head.ends_with(' ')) && after.starts_with(' ');
        let mut rest = after.trim_start();
        for _ in 0..*names {
            rest = rest.split_once(' ')?.1.trim_start();
        }
        (whole && !rest.is_empty() && !rest.contains('"')).then(|| piece.start - rest.len())
    });
    let Some(start) = begins.min() else {
        return Slip::new("open-quote", piece.start, piece.end, "this quote opens and closes nothing")
            .help("leave it out, or put another `\"` where the text begins")
            .mend(Mend::replace(piece.start, piece.start + 1, ""));
    };
    let words = text.get(start..piece.start).unwrap_or("");
    Slip::new("open-quote", start, piece.start + 1, "the quote that opens this text is missing")
        .help(format!("write `\"{words}\"`"))
        .mend(Mend::insert(start, "\""))
}

/// A title without quotes, or with quotes of another kind, up to the end of its line.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list: Vec<Slip> = [0, -1].into_iter().filter_map(|i| curled(trouble, i)).collect();
    list.extend(bare(trouble));
    list
}

/// A text in quotes of another kind, up to the quote that closes it.
fn curled(trouble: &Trouble<'_>, from_stop: isize) -> Option<Slip> {
    let piece = trouble.piece(from_stop).filter(|p| p.kind == PieceKind::Mark)?;
    let closing = match piece.of(trouble.text) {
        "\u{201c}" | "\u{201d}" => '\u{201d}',
        "\u{2018}" | "\u{2019}" => '\u{2019}',
        "'" => '\'',
        "`" => '`',
        _ => return None,
    };
    let line = trouble.text.get(piece.end..)?.split('\n').next()?;
    let words = line.get(..line.find([closing, '"'])?)?;
    let closed_by = line.get(words.len()..)?.chars().next()?;
    let end = piece.end + words.len() + closed_by.len_utf8();
    let slip = Slip::new("missing-quotes", piece.start, end, "texts stand in straight double quotes");
    let slip = slip.help(format!("write `\"{words}\"`"));
    Some(slip.mend(Mend::replace(piece.start, end, format!("\"{words}\""))))
}

fn bare(trouble: &Trouble<'_>) -> Vec<Slip> {
    let wants_text = trouble.wants("a text in quotes");
    let Some(piece) = trouble.piece(0).filter(|_| wants_text) else { return Vec::new() };
    let rest = trouble.text.get(piece.start..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("").trim_end();
    let bare = line.trim_matches(['\'', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '`']);
    if bare.is_empty() || bare.contains('"') {
        return Vec::new();
    }
    let end = piece.start + line.len();
    let message = "a text must stand in quotes";
    let slip = Slip::new("missing-quotes", piece.start, end, message).help(format!("write `\"{bare}\"`"));
    vec![slip.mend(Mend::replace(piece.start, end, format!("\"{bare}\"")))]
}
