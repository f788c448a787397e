//! The nearest known name, for "did you mean" and for headers with slips of the hand.

/// The candidate nearest to `word`, if it is near enough to be a slip of the hand.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|c| (slips(word, c), c))
        .filter(|&(d, c)| d <= limit && c != word)
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, c)| c)
}

/// How many letters were dropped, doubled, changed or swapped between two words.
pub fn slips(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// How much of two words is the same, from 0 to 1, slips of the hand being forgiven in part.
pub fn closeness(a: &str, b: &str) -> f64 {
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 {
        return 1.0;
    }
    1.0 - slips(a, b) as f64 / longest as f64
}
