//! A text cut into pieces: words, figures, texts, marks and comments.

use super::grammar::{Pair, Rule, read};
use crate::lang::hints::{Piece, PieceKind};

/// Cuts a text into its pieces; blanks are dropped.
pub(crate) fn cut(text: &str) -> Vec<Piece> {
    // The rule takes any text whatever; should it not, there are no pieces and so no comments and no hints.
    let Ok(mut pairs) = read(Rule::pieces, text) else { return Vec::new() };
    let inner = pairs.next().map(Pair::into_inner);
    inner.into_iter().flatten().filter_map(piece).collect()
}

fn piece(pair: Pair<'_>) -> Option<Piece> {
    let kind = match pair.as_rule() {
        Rule::note => PieceKind::Note,
        Rule::text => PieceKind::Text,
        Rule::open_text => PieceKind::OpenText,
        Rule::figure_piece => PieceKind::Figure,
        Rule::word => PieceKind::Word,
        Rule::mark => PieceKind::Mark,
        _ => return None,
    };
    let span = pair.as_span();
    Some(Piece { kind, start: span.start(), end: span.end() })
}
