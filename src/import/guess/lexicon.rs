//! The words that are known, and what they mean: slips are mended, joined words parted, synonyms made one.

use super::names::split;
use crate::import::error::ImportError;
use crate::import::toml_read::{Section, TomlText};
use crate::text::{Sources, slips};
use std::collections::{BTreeMap, BTreeSet};

const SYNONYMS: &str = include_str!("../../../rules/mappings/synonyms.toml");

/// Two words with as many slips as this between them are taken for two words.
const FAR: usize = 3;

/// A word of a name after synonyms are made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether it is a word we know.
    pub(super) known: bool,
}

/// Every known word, with how many names have it.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    known: BTreeMap<String, u32>,
    /// By first word: what is read, and what it is read as.
    phrases: BTreeMap<String, Vec<Phrase>>,
    light: BTreeSet<String>,
    opposed: Vec<(String, String)>,
}

#[derive(Debug)]
struct Phrase {
    read: Vec<String>,
    meant: Vec<String>,
}

impl Lexicon {
    /// The lexicon of our synonyms.
    pub(super) fn new() -> Result<Lexicon, ImportError> {
        let mut sources = Sources::default();
        let mut toml = TomlText::new("synonyms.toml", SYNONYMS, &mut sources);
        let table = toml.table();
        let whole = toml.span(0..0);
        let mut file = Section::new(&table, whole, &toml, "a list of synonyms");
        let mut lexicon = Lexicon::default();
        for (word, _) in file.texts("light", &mut toml) {
            lexicon.light.extend(split(word));
        }
        for pair in file.item("opposed").and_then(|i| i.as_list(&toml)).unwrap_or_default() {
            if let [(a, _), (b, _)] = pair.texts(&mut toml, "two words").as_slice() {
                lexicon.opposed.push(((*a).to_owned(), (*b).to_owned()));
            }
        }
        for entry in file.section("words", &mut toml).iter().flat_map(|s| s.entries()) {
            let meant = split(entry.key);
            lexicon.learn(&meant);
            for (phrase, _) in entry.item.texts(&mut toml, "words that mean the same") {
                let read = split(phrase);
                lexicon.learn(&read);
                if let Some(first) = read.first() {
                    let list = lexicon.phrases.entry(first.clone()).or_default();
                    list.push(Phrase { read, meant: meant.clone() });
                }
            }
        }
        file.end(&mut toml);
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.read.len()));
        }
        let faults = toml.finish();
        match faults.has_errors() {
            true => Err(ImportError::Faulty { faults, sources }),
            false => Ok(lexicon),
        }
    }

    /// Adds the words of a name.
    pub(super) fn learn(&mut self, words: &[String]) {
        for word in words {
            *self.known.entry(word.clone()).or_default() += 1;
        }
    }

    /// What a name says.
    pub(super) fn read(&self, name: &str) -> Vec<Word> {
        self.meant(split(name))
    }

    /// What words say: slips mended, joined words parted, synonyms made one.
    pub(super) fn meant(&self, words: Vec<String>) -> Vec<Word> {
        let words: Vec<String> = words.into_iter().flat_map(|w| self.mended(w)).collect();
        // Twice: what one synonym gives may be part of another.
        let once = self.renamed(&words);
        let twice = self.renamed(&once);
        twice.into_iter().map(|text| Word { known: self.known.contains_key(&text), text }).collect()
    }

    fn renamed(&self, words: &[String]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let found =
                self.phrases.get(first).and_then(|list| list.iter().find(|p| rest.starts_with(&p.read)));
            let (taken, meant) = match found {
                Some(phrase) => (phrase.read.len(), phrase.meant.as_slice()),
                None => (1, std::slice::from_ref(first)),
            };
            for word in meant {
                if out.last() != Some(word) {
                    out.push(word.clone());
                }
            }
            rest = rest.get(taken..).unwrap_or_default();
        }
        out
    }

    fn mended(&self, word: String) -> Vec<String> {
        if self.known.contains_key(&word) || word.chars().all(|c| c.is_ascii_digit()) {
            return vec![word];
        }
        let near = self.nearest(&word);
        if let Some((1, near)) = near {
            return vec![near.to_owned()];
        }
        if let Some(parts) = self.parted(&word) {
            return parts;
        }
        match near {
            Some((_, near)) => vec![near.to_owned()],
            None => vec![word],
        }
    }

    /// The known word a slip or two away; of several the one that more names have.
    fn nearest(&self, word: &str) -> Option<(usize, &str)> {
        let length = word.chars().count();
        let (limit, common) = match length {
            0 | 1 => return None,
            2 => (1, 40),
            3 => (1, 8),
            4..=7 => (1, 1),
            _ => (2, 1),
        };
        // Three letters may be four of which one was dropped.
        let likely = |k: &str, n: u32| n >= common || (length == 3 && k.len() == 4);
        let candidates =
            self.known.iter().filter(|(k, n)| likely(k, **n) && k.len().abs_diff(word.len()) <= limit + 1);
        // A slip may have hidden that it was a plural.
        let far = |k: &str| slips(word, k).min(slips(word, &format!("{k}s")));
        let near = candidates.map(|(k, n)| (far(k), std::cmp::Reverse(*n), k.as_str()));
        let best = near.filter(|(d, ..)| *d <= limit).min()?;
        Some((best.0, best.2))
    }

    /// A word that is several known words written together, one of which may have a slip.
    fn parted(&self, word: &str) -> Option<Vec<String>> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 5 || letters.len() > 80 {
            return None;
        }
        // For each place: the least cost up to it, and the last part.
        let mut best: Vec<Option<(u32, usize, String)>> = vec![None; letters.len() + 1];
        if let Some(first) = best.first_mut() {
            *first = Some((0, 0, String::new()));
        }
        for end in 1..=letters.len() {
            for start in end.saturating_sub(16)..end {
                let Some(Some((cost, ..))) = best.get(start) else { continue };
                let part: String = letters.get(start..end).unwrap_or_default().iter().collect();
                let Some((own, part)) = self.cost(&part) else { continue };
                let total = cost + own;
                if let Some(slot) = best.get_mut(end)
                    && slot.as_ref().is_none_or(|(c, ..)| total < *c)
                {
                    *slot = Some((total, start, part));
                }
            }
        }
        let (cost, ..) = best.last()?.as_ref()?;
        if *cost as usize > letters.len() * 4 {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = letters.len();
        while at > 0 {
            let (_, start, part) = best.get(at)?.as_ref()?;
            parts.push(part.clone());
            at = *start;
        }
        parts.reverse();
        Some(parts)
    }

    /// What a part costs: few long words are likelier than many short ones.
    fn cost(&self, part: &str) -> Option<(u32, String)> {
        let length = part.chars().count();
        let singular = super::names::singular(part);
        match self.known.get(&singular) {
            Some(_) if length > 2 => return Some((8, singular)),
            Some(n) if length == 2 && *n > 3 => return Some((10, singular)),
            _ => {}
        }
        if length < 4 {
            return (length == 1).then(|| (14, part.to_owned()));
        }
        match self.nearest(part) {
            Some((d, near)) if d < FAR => Some((8 + 8 * d as u32, near.to_owned())),
            _ => None,
        }
    }

    /// Whether a word says little.
    pub(super) fn is_light(&self, word: &str) -> bool {
        self.light.contains(word)
    }

    /// Whether one name has a word that the other's excludes.
    pub(super) fn are_opposed(&self, a: &[Word], b: &[Word]) -> bool {
        let has = |list: &[Word], word: &str| list.iter().any(|w| w.text == word);
        let differ = |x: &str, y: &str| has(a, x) && !has(a, y) && has(b, y) && !has(b, x);
        self.opposed.iter().any(|(x, y)| differ(x, y) || differ(y, x))
    }
}
