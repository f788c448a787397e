//! Small numbers of children, from which somebody could be known, are not shown to those outside the team.

use crate::measure::{Figure, Group, MoveCount, Sort};

/// The most children that are still few.
const FEW: f64 = 5.0;

/// What stands for a small number.
pub(super) const HIDDEN: &str = "few";

fn few(n: f64) -> bool {
    n > 0.0 && n <= FEW
}

/// Whether a figure tells of few children: those that fit, those that do not, or all of them.
pub(super) fn is_small(f: &Figure) -> bool {
    let Some(children) = f.children else { return false };
    let (hits, of) = (f.hits.as_f64(), f.of.as_f64());
    match f.sort {
        Sort::Percentage => few(hits) || few(of) || few(of - hits) || few(children.of as f64),
        Sort::Number => few(hits) || few(children.of as f64),
    }
}

/// Which groups of a split are hidden: the small ones, and where one alone is hidden the smallest of the others too, so
/// that nobody takes it from the whole.
pub(super) fn hidden(groups: &[Group]) -> Vec<bool> {
    let mut hidden: Vec<bool> = groups.iter().map(|g| is_small(&g.figure)).collect();
    if hidden.iter().filter(|h| **h).count() == 1 {
        let others = groups.iter().enumerate().zip(&hidden).filter(|(_, h)| !**h).map(|(g, _)| g);
        let counted = others.filter(|(_, g)| g.figure.children.is_some_and(|c| c.of > 0));
        let least = counted.min_by(|a, b| a.1.figure.of.as_f64().total_cmp(&b.1.figure.of.as_f64()));
        if let Some(slot) = least.and_then(|(i, _)| hidden.get_mut(i)) {
            *slot = true;
        }
    }
    hidden
}

/// Which moves are hidden: those of few children, and where one alone of those that moved (or of those that stayed) is
/// hidden the smallest of the others too, so that nobody takes it from how many moved in all.
pub(super) fn hidden_moves(moves: &[MoveCount]) -> Vec<bool> {
    let small = |m: &MoveCount| m.children.is_some_and(|c| few(c as f64) || few(m.number as f64));
    let mut hidden: Vec<bool> = moves.iter().map(small).collect();
    for moved in [true, false] {
        let among = moves.iter().enumerate().filter(|(_, m)| (m.from != m.to) == moved);
        let (few, others): (Vec<_>, Vec<_>) =
            among.partition(|(i, _)| hidden.get(*i).copied().unwrap_or_default());
        let least = others.iter().filter(|(_, m)| m.children.is_some()).min_by_key(|(_, m)| m.number);
        if let ([_], Some(slot)) = (few.as_slice(), least.and_then(|(i, _)| hidden.get_mut(*i))) {
            *slot = true;
        }
    }
    hidden
}
