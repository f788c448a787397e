//! `it` where a day or a stretch of time is wanted: the record is said by the name of its kind.

use super::{Mend, PieceKind, Slip, Trouble};

/// `during it`, `before it`.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let stands = trouble.piece(0).filter(|p| p.of(trouble.text) == "it");
    let Some((piece, kind)) = stands.zip(about(trouble)) else { return Vec::new() };
    let (message, said) = match trouble.word(-1) {
        "during" => ("`it` does not say during what", format!("the {kind}")),
        "of" | "before" | "after" | "by" | "until" | "on" => ("`it` is no day", "the start".to_owned()),
        _ => return Vec::new(),
    };
    let help = format!("say `{} {said}`", trouble.word(-1));
    let slip = Slip::new("reserved-name", piece.start, piece.end, message).help(help);
    // Of an event the day has another name: no more is asked of the item.
    let mend = Mend::replace(piece.start, piece.end, said);
    vec![slip.mend(Mend { drops: trouble.word(-1) != "during", ..mend })]
}

/// The kind that the rule is about.
fn about<'t>(trouble: &Trouble<'t>) -> Option<&'t str> {
    let before = trouble.pieces.get(..trouble.at)?;
    let word = |at: usize| before.get(at).map_or("", |p| p.of(trouble.text));
    let each = (0..before.len()).find(|&at| word(at) == "for" && word(at + 1) == "each")? + 2;
    let at = if word(each) == "joined" { each + 1 } else { each };
    let plain = word(at) != "breach" && before.get(at)?.kind == PieceKind::Word;
    plain.then(|| word(at))
}
