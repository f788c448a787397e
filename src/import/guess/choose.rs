//! Which pattern a file is of, and which of its columns is which.

use super::assign::assign;
use super::lexicon::Word;
use super::likeness::{Column, Weights, alike, certainty};
use super::made::list;
use super::pattern::{Pattern, PatternColumn, Patterns};
use super::walk::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Below this a column is not placed.
const ENOUGH: f64 = 0.62;
/// What is enough for a column that nothing can be made without, when no other is like it.
const ENOUGH_LEFT: f64 = 0.4;
/// By how much it must then stand out.
const CLEAR: f64 = 0.12;
/// Two that are nearer to each other than this are a toss-up.
const TOSS_UP: f64 = 0.02;
/// Below this a file is not placed.
const ENOUGH_FILE: f64 = 0.45;
/// What is enough when three of its columns or more tell what it is.
const ENOUGH_UNNAMED: f64 = 0.35;
/// Patterns looked at closely.
const CLOSE_LOOKS: usize = 12;
/// What a file gains that fits the format most of the others are of.
const FAMILY: f64 = 0.1;

/// A file at hand.
#[derive(Debug)]
pub(super) struct Input {
    /// As shown: with its ending.
    pub(super) name: String,
    /// As a mapping names it.
    pub(super) table: String,
    pub(super) words: Vec<Word>,
    pub(super) columns: Vec<Column>,
}

/// A file held against a pattern.
#[derive(Debug, Clone)]
pub(super) struct Match {
    /// Its place among the patterns.
    pub(super) pattern: usize,
    pub(super) score: f64,
    /// Column of the file, column of the pattern, how sure.
    pub(super) pairs: Vec<(usize, usize, f64)>,
    /// Columns that are not placed since it is a toss-up, with what it is between.
    pub(super) between: Vec<(usize, String)>,
}

/// What became of a file.
#[derive(Debug)]
pub(super) enum Choice {
    Made(Match),
    /// Not placed, with the reason.
    Not(String),
}

/// Chooses for every file.
pub(super) fn choose(inputs: &[Input], patterns: &Patterns) -> Vec<Choice> {
    let weights: Vec<Weights> = patterns.list.iter().map(weights_of).collect();
    let close: Vec<Vec<Match>> = inputs.iter().map(|i| close_looks(i, patterns, &weights)).collect();
    let marked = marked_families(inputs, patterns);
    let leading = leading_family(&close, &marked, patterns);
    let choices = inputs.iter().zip(close).map(|(input, mut matches)| {
        for found in &mut matches {
            let Some(pattern) = patterns.list.get(found.pattern) else { continue };
            let Some(family) = pattern.family else { continue };
            found.score += match () {
                () if Some(family) == leading => FAMILY,
                () if marked.contains(family) => 0.0,
                () => is_of_format(input, pattern, found, patterns) - FAMILY,
            };
        }
        matches.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.pattern.cmp(&b.pattern)));
        decide(input, matches, patterns)
    });
    choices.collect()
}

/// The formats of which the folder has a file that tells them.
fn marked_families(inputs: &[Input], patterns: &Patterns) -> BTreeSet<&'static str> {
    let has = |table: &str| inputs.iter().any(|i| i.table == table);
    let marked = patterns.mappings.iter().filter(|(_, m)| list(m.get("recognise")).any(has));
    marked.map(|(family, _)| *family).collect()
}

/// What a file of a format that the folder as a whole is not of gains by a name or by columns that only the format has.
fn is_of_format(input: &Input, pattern: &Pattern, found: &Match, patterns: &Patterns) -> f64 {
    let is_kind = |p: &Pattern| p.family.is_none() && p.names.iter().any(|(name, _)| *name == input.table);
    let own_name = pattern.names.iter().any(|(name, _)| *name == input.table);
    let exact = found.pairs.iter().filter(|pair| pair.2 >= 1.0).count();
    let own_columns = exact >= 3 && exact * 5 >= input.columns.len() * 2;
    match own_columns || (own_name && !patterns.list.iter().any(is_kind)) {
        true => 2.0 * FAMILY,
        false => 0.0,
    }
}

fn weights_of(pattern: &Pattern) -> Weights {
    Weights::of(pattern.columns.iter().filter_map(|c| c.spellings.first().map(Vec::as_slice)))
}

/// The format that the files fit best, all in all.
fn leading_family(
    close: &[Vec<Match>],
    marked: &BTreeSet<&'static str>,
    patterns: &Patterns,
) -> Option<&'static str> {
    let mut totals: BTreeMap<&'static str, f64> = BTreeMap::new();
    for matches in close {
        let mut best: BTreeMap<&'static str, f64> = BTreeMap::new();
        for found in matches {
            if let Some(family) = patterns.list.get(found.pattern).and_then(|p| p.family) {
                let slot = best.entry(family).or_default();
                *slot = slot.max(found.score - ENOUGH_FILE);
            }
        }
        for (family, score) in best {
            *totals.entry(family).or_default() += score.max(0.0);
        }
    }
    totals
        .into_iter()
        .filter(|t| t.1 > 0.0 && marked.contains(t.0))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|t| t.0)
}

fn decide(input: &Input, mut matches: Vec<Match>, patterns: &Patterns) -> Choice {
    matches.retain(|m| m.score >= ENOUGH_FILE || says_much(m, patterns));
    let mut matches = matches.into_iter();
    let Some(best) = matches.next() else {
        return Choice::Not("nothing we know is like it".to_owned());
    };
    let told = |m: &Match| patterns.list.get(m.pattern).map(title).unwrap_or_default();
    if input.columns.is_empty() {
        return Choice::Not("it has no columns".to_owned());
    }
    if let Some(next) = matches.next()
        && best.score - next.score < TOSS_UP
        && are_apart(&best, &next, patterns)
    {
        return Choice::Not(format!(
            "it may be {} or {}: say which in a record of your own",
            told(&best),
            told(&next)
        ));
    }
    Choice::Made(best)
}

/// Whether the columns alone say what a file is, whatever it is called: many have an id and a date, few a day of birth.
fn says_much(found: &Match, patterns: &Patterns) -> bool {
    let Some(pattern) = patterns.list.get(found.pattern) else { return false };
    let telling = found
        .pairs
        .iter()
        .filter(|pair| pair.2 >= 0.9 && pattern.columns.get(pair.1).is_some_and(|column| !is_core(column)));
    found.score >= ENOUGH_UNNAMED && telling.count() >= 3
}

/// Whether taking one for the other would make other records: of other kinds, or of another file of the same format.
fn are_apart(a: &Match, b: &Match, patterns: &Patterns) -> bool {
    let (Some(a), Some(b)) = (patterns.list.get(a.pattern), patterns.list.get(b.pattern)) else {
        return false;
    };
    let kinds = |p: &Pattern| {
        let uses = p.columns.iter().flat_map(|c| &c.uses);
        uses.map(|u| u.kind.clone()).collect::<BTreeSet<String>>()
    };
    (a.family.is_some() && a.family == b.family) || kinds(a).is_disjoint(&kinds(b))
}

/// What a pattern is called in a report.
pub(super) fn title(pattern: &Pattern) -> String {
    match pattern.family {
        Some(family) => format!("`{}` of {family}", pattern.file),
        None => format!("a file of `{}`", pattern.file),
    }
}

/// The patterns most like a file, held against it column by column.
fn close_looks(input: &Input, patterns: &Patterns, weights: &[Weights]) -> Vec<Match> {
    let own: BTreeSet<&str> = input.columns.iter().flat_map(|c| &c.words).map(|w| w.text.as_str()).collect();
    let squashed: BTreeSet<&str> = input.columns.iter().map(|c| c.squashed.as_str()).collect();
    let mut quick: Vec<(f64, usize)> = Vec::new();
    for (place, pattern) in patterns.list.iter().enumerate() {
        let words = pattern.columns.iter().flat_map(|c| &c.spellings).flatten();
        let words: BTreeSet<&str> = words.map(|w| w.text.as_str()).collect();
        let shared = words.intersection(&own).count() as f64 / own.len().max(1) as f64;
        let exact = pattern.columns.iter().filter(|c| squashed.contains(c.squashed.as_str())).count();
        let exact = exact as f64 / input.columns.len().max(1) as f64;
        quick.push((name_likeness(input, pattern, patterns) + shared + exact, place));
    }
    quick.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    quick.truncate(CLOSE_LOOKS);
    let own = Weights::of(input.columns.iter().map(|c| c.words.as_slice()));
    let places = quick.into_iter().map(|q| q.1);
    places.filter_map(|place| Some(hold(input, &own, place, patterns, weights.get(place)?))).collect()
}

fn name_likeness(input: &Input, pattern: &Pattern, patterns: &Patterns) -> f64 {
    let even = Weights::default();
    let likeness = pattern.names.iter().map(|(name, words)| match *name == input.table {
        true => 1.0,
        false => 0.98 * alike(&patterns.lexicon, (&input.words, &even), (words, &even)),
    });
    likeness.fold(0.0, f64::max)
}

fn hold(input: &Input, own: &Weights, place: usize, patterns: &Patterns, weights: &Weights) -> Match {
    let mut found = Match { pattern: place, score: 0.0, pairs: Vec::new(), between: Vec::new() };
    let Some(pattern) = patterns.list.get(place) else { return found };
    let lexicon = &patterns.lexicon;
    let worth: Vec<Vec<f64>> = input
        .columns
        .iter()
        .map(|column| {
            let sure = pattern.columns.iter().map(|c| match column.seen.repeated {
                // The mapping could not say which of the two it means.
                true => 0.0,
                false => certainty(lexicon, (column, own), (c, weights)),
            });
            sure.collect()
        })
        .collect();
    let enough = |row: &Vec<f64>| row.iter().map(|s| if *s < ENOUGH { 0.0 } else { *s }).collect();
    let given = assign(&worth.iter().map(enough).collect::<Vec<Vec<f64>>>());
    let at = |c: usize, p: usize| worth.get(c).and_then(|r| r.get(p)).copied().unwrap_or(0.0);
    let taken: BTreeSet<usize> = given.iter().flatten().copied().collect();
    let named = |p: usize| pattern.columns.get(p).map(|c| c.name.as_str()).unwrap_or_default();
    let mut tossed = BTreeSet::new();
    let header = |c: usize| input.columns.get(c).map(|c| c.seen.name.as_str()).unwrap_or_default();
    for (column, wanted) in given.iter().enumerate().filter_map(|(c, p)| Some((c, (*p)?))) {
        let sure = at(column, wanted);
        let near = |other: f64| sure < 1.0 && other > sure - TOSS_UP;
        let rival = (0..input.columns.len()).find(|c| given.get(*c) == Some(&None) && near(at(*c, wanted)));
        let other = (0..pattern.columns.len()).find(|p| !taken.contains(p) && near(at(column, *p)));
        if let Some(rival) = rival {
            let words =
                format!("`{}` and `{}` are as like `{}`", header(column), header(rival), named(wanted));
            found.between.push((column, words.clone()));
            found.between.push((rival, words));
            tossed.insert(wanted);
        } else if let Some(other) = other {
            found.between.push((column, format!("it may be `{}` or `{}`", named(wanted), named(other))));
            tossed.extend([wanted, other]);
        } else {
            found.pairs.push((column, wanted, sure));
        }
    }
    by_elimination(input, pattern, &worth, &tossed, &mut found);
    found.score = score(input, pattern, &found.pairs, name_likeness(input, pattern, patterns));
    found
}

/// Whether nothing, or not the right rows, can be made without the column.
fn is_core(column: &PatternColumn) -> bool {
    let core = |role: &Role| match role {
        Role::Fills(fills) => matches!(fills.as_str(), "id" | "owner" | "date" | "start"),
        Role::Key | Role::Test => true,
    };
    column.uses.iter().any(|u| core(&u.role))
}

/// A column without which no record can be made is found among what is left, if one alone is somewhat like it.
fn by_elimination(
    input: &Input,
    pattern: &Pattern,
    worth: &[Vec<f64>],
    tossed: &BTreeSet<usize>,
    found: &mut Match,
) {
    let at = |c: usize, p: usize| worth.get(c).and_then(|r| r.get(p)).copied().unwrap_or(0.0);
    let left = |found: &Match, c: usize| {
        !found.pairs.iter().any(|pair| pair.0 == c) && !found.between.iter().any(|b| b.0 == c)
    };
    for (place, column) in pattern.columns.iter().enumerate() {
        if found.pairs.iter().any(|pair| pair.1 == place) || tossed.contains(&place) || !is_core(column) {
            continue;
        }
        let mut near: Vec<(f64, usize)> =
            (0..input.columns.len()).filter(|c| left(found, *c)).map(|c| (at(c, place), c)).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let [(sure, best), rest @ ..] = near.as_slice() else { continue };
        let next = rest.first().map_or(0.0, |r| r.0);
        let free =
            (0..pattern.columns.len()).filter(|p| *p != place && !found.pairs.iter().any(|m| m.1 == *p));
        let other = free.map(|p| at(*best, p)).fold(0.0, f64::max);
        if *sure >= ENOUGH_LEFT && *sure - next.max(other) >= CLEAR {
            found.pairs.push((*best, place, *sure));
        }
    }
}

fn score(input: &Input, pattern: &Pattern, pairs: &[(usize, usize, f64)], name: f64) -> f64 {
    let total: f64 = pairs.iter().map(|p| p.2).sum();
    let of_file = total / input.columns.len().max(1) as f64;
    let sure = |place: usize| pairs.iter().find(|p| p.1 == place).map_or(0.0, |p| p.2);
    // What a record cannot be made without; the other fields are many in some patterns and few in others.
    let core = pattern.columns.iter().enumerate().filter(|(_, column)| is_core(column));
    let core: Vec<f64> = core.map(|(place, _)| sure(place)).collect();
    let of_pattern = core.iter().sum::<f64>() / core.len().max(1) as f64;
    let shipped = if pattern.family.is_some() { 0.03 } else { 0.0 };
    0.45 * name + 0.3 * of_file + 0.25 * of_pattern + shipped
}
