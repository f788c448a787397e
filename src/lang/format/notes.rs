//! Comments of a source, and the clause that each belongs to.

use super::words::Words;
use crate::lang::hints::{Piece, PieceKind};

/// A comment of the source.
#[derive(Debug, Clone)]
pub(super) struct Note {
    /// Where it stands.
    pub(super) at: u32,
    /// The comment, from its `--`.
    pub(super) text: String,
    /// It has its line to itself.
    pub(super) own_line: bool,
    /// A blank line stands above it.
    pub(super) blank_above: bool,
}

/// Where a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// On lines of its own, before a clause.
    Before(usize),
    /// In a clause, before the word at this place of it.
    Inside(usize, usize),
    /// At the end of a clause.
    After(usize),
    /// Below everything.
    Below,
}

/// The comments of a source, in order.
pub(super) fn notes(source: &str, pieces: &[Piece]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut end = 0;
    for piece in pieces {
        if piece.kind == PieceKind::Note {
            let gap = source.get(end..piece.start).unwrap_or("");
            notes.push(Note {
                at: piece.start as u32,
                text: piece.of(source).trim_end().to_owned(),
                own_line: end == 0 || gap.contains('\n'),
                blank_above: is_blank(gap),
            });
        }
        end = piece.end;
    }
    notes
}

/// Whether a stretch between two pieces holds a blank line.
pub(super) fn is_blank(gap: &str) -> bool {
    gap.matches('\n').count() >= 2
}

/// The spot of each comment. A comment goes with the clause it stands in, at the end of, or above in the
/// source, wherever that clause is written.
pub(super) fn spots(notes: &[Note], clauses: &[&Words]) -> Vec<Spot> {
    let mut starts: Vec<(u32, usize)> =
        clauses.iter().enumerate().filter_map(|(i, words)| Some((words.list.first()?.at, i))).collect();
    starts.sort_unstable();
    let mut spots: Vec<Spot> = Vec::new();
    for note in notes {
        let spot = spot(note, clauses, &starts, note.own_line);
        // A line has room for one comment at its end: the next goes on a line of its own, and so does what follows one
        // that does.
        let aside = self::spot(note, clauses, &starts, true);
        let taken = spots.last().is_some_and(|last| *last == spot || *last == aside);
        spots.push(if matches!(spot, Spot::After(_)) && taken { aside } else { spot });
    }
    spots
}

fn spot(note: &Note, clauses: &[&Words], starts: &[(u32, usize)], own_line: bool) -> Spot {
    let next = starts.partition_point(|&(at, _)| at <= note.at);
    let own = next.checked_sub(1).and_then(|i| starts.get(i)).map(|&(_, clause)| clause);
    let next = starts.get(next).map(|&(_, clause)| clause);
    let inside = own.and_then(|clause| {
        let words = &clauses.get(clause)?.list;
        let word = words.iter().skip(1).position(|w| w.at > note.at)?;
        Some(Spot::Inside(clause, word + 1))
    });
    match (inside, own, next) {
        (Some(spot), _, _) => spot,
        (None, Some(clause), _) if !own_line => Spot::After(clause),
        (None, _, Some(clause)) => Spot::Before(clause),
        (None, _, None) => Spot::Below,
    }
}
