//! How alike two names are, and whether the values under a header fit.

use super::glance::Seen;
use super::lexicon::{Lexicon, Word};
use super::names::squashed;
use super::pattern::{Expects, PatternColumn};
use crate::text::closeness;
use std::collections::BTreeMap;

/// No name that is not the same letter by letter is held for surer than this.
const SUREST: f64 = 0.97;

/// What the words of one file weigh: a word that every column has tells none of them apart.
#[derive(Debug, Default)]
pub(super) struct Weights(BTreeMap<String, f64>);

impl Weights {
    /// The weights among these names.
    pub(super) fn of<'w>(names: impl Iterator<Item = &'w [Word]>) -> Weights {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = 0;
        for name in names {
            all += 1;
            for (i, word) in name.iter().enumerate() {
                if !name.iter().take(i).any(|w| w.text == word.text) {
                    *counts.entry(word.text.clone()).or_default() += 1;
                }
            }
        }
        let share = |n: usize| if all < 3 { 0.0 } else { (n - 1) as f64 / (all - 1) as f64 };
        Weights(counts.into_iter().map(|(w, n)| (w, 1.0 - 0.85 * share(n))).collect())
    }

    fn get(&self, word: &str, lexicon: &Lexicon) -> f64 {
        let own = self.0.get(word).copied().unwrap_or(1.0);
        if lexicon.is_light(word) { own * 0.2 } else { own }
    }
}

/// How much of two names is the same, from 0 to 1.
pub(super) fn alike(lexicon: &Lexicon, a: (&[Word], &Weights), b: (&[Word], &Weights)) -> f64 {
    let ((a, weights_a), (b, weights_b)) = (a, b);
    let mut left: Vec<&Word> = b.iter().collect();
    let (mut same, mut all) = (0.0, 0.0);
    let mut strangers = Vec::new();
    for word in a {
        let own = weights_a.get(&word.text, lexicon);
        all += own;
        match left.iter().position(|w| w.text == word.text) {
            Some(at) => {
                left.swap_remove(at);
                same += own + weights_b.get(&word.text, lexicon);
            }
            None => strangers.push((word, own)),
        }
    }
    all += b.iter().map(|w| weights_b.get(&w.text, lexicon)).sum::<f64>();
    for (word, own) in strangers.into_iter().filter(|(w, _)| !w.known) {
        let near = left.iter().enumerate().map(|(i, w)| (closeness(&word.text, &w.text), i));
        if let Some((close, at)) = near.max_by(|x, y| x.0.total_cmp(&y.0)).filter(|(c, _)| *c >= 0.6) {
            let other = left.swap_remove(at);
            same += close * (own + weights_b.get(&other.text, lexicon));
        }
    }
    if all == 0.0 { 0.0 } else { same / all }
}

/// A column of a file at hand.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) seen: Seen,
    pub(super) words: Vec<Word>,
    pub(super) squashed: String,
}

impl Column {
    /// The column with its name read.
    pub(super) fn new(seen: Seen, lexicon: &Lexicon) -> Column {
        Column { words: lexicon.read(&seen.name), squashed: squashed(&seen.name), seen }
    }
}

/// How sure it is that a column is that of a pattern, from 0 to 1.
pub(super) fn certainty(
    lexicon: &Lexicon,
    column: (&Column, &Weights),
    pattern: (&PatternColumn, &Weights),
) -> f64 {
    let ((column, weights), (wanted, pattern_weights)) = (column, pattern);
    if !column.squashed.is_empty() && column.squashed == wanted.squashed {
        return 1.0;
    }
    let own = &column.words;
    let mut best: f64 = 0.0;
    for (place, spelling) in wanted.spellings.iter().enumerate() {
        let opposed = if lexicon.are_opposed(own, spelling) { 0.35 } else { 0.0 };
        // The name that a format gives a column says more than what it feeds.
        let later = if place == 0 || !wanted.has_name { 0.0 } else { 0.1 };
        let found = alike(lexicon, (own, weights), (spelling, pattern_weights)) - opposed - later;
        best = best.max(found);
    }
    let close = closeness(&column.squashed, &wanted.squashed);
    if close >= 0.8 {
        best = best.max(close - 0.02);
    }
    (best + fit(&column.seen, own, wanted.expects)).clamp(0.0, SUREST)
}

/// What the values, or the name's own words, say for or against a type.
fn fit(seen: &Seen, words: &[Word], expects: Expects) -> f64 {
    let has = |word: &str| words.iter().any(|w| w.text == word);
    if seen.filled >= 3 {
        let share = |n: usize| n as f64 / seen.filled as f64;
        let is_date = share(seen.dates) > 0.6 || !seen.forms.is_empty();
        return match expects {
            Expects::Date if is_date => 0.04,
            Expects::Date => -0.5,
            Expects::Anything if share(seen.dates) > 0.9 => -0.2,
            Expects::Anything => 0.0,
            _ if share(seen.dates) > 0.9 => -0.5,
            Expects::YesNo if share(seen.flags) > 0.6 => 0.04,
            Expects::YesNo => -0.2,
            Expects::Number if share(seen.numbers) > 0.6 => 0.02,
            Expects::Number => -0.3,
            Expects::Id if seen.filled > 20 && share(seen.flags) > 0.9 && !seen.distinct => -0.3,
            Expects::Id => 0.0,
        };
    }
    match expects {
        Expects::Date if has("id") && !has("date") => -0.3,
        Expects::Id | Expects::YesNo | Expects::Number if has("date") && !has("id") => -0.3,
        Expects::YesNo | Expects::Number if has("id") => -0.3,
        _ => 0.0,
    }
}
