//! What the tries of a standard came to: how often each verdict, and what was never seen that should have been.

use crate::rules::Judged;
use crate::support::naive::Answer;
use duecare::judge::VerdictWord as Word;
use std::collections::BTreeSet;

/// Counts of one standard.
#[derive(Debug, Clone)]
pub struct Seen {
    pub name: String,
    pub tries: u64,
    pub seconds: f64,
    pub obligations: u64,
    words: [u64; 8],
}

impl Seen {
    /// Nothing yet.
    pub fn of(judged: &Judged) -> Seen {
        Seen { name: judged.name(), tries: 0, seconds: 0.0, obligations: 0, words: [0; 8] }
    }

    /// What a try showed.
    pub fn add(&mut self, list: &[Answer]) {
        self.tries += 1;
        let each: BTreeSet<(&str, u32)> = list.iter().map(|a| (a.subject.as_str(), a.ordinal)).collect();
        self.obligations += each.len() as u64;
        for a in list {
            self.words[Word::ALL.iter().position(|w| *w == a.word).unwrap()] += 1;
        }
    }

    fn count(&self, words: &[Word]) -> u64 {
        let places = Word::ALL.iter().enumerate().filter(|(_, w)| words.contains(w));
        places.map(|(i, _)| self.words[i]).sum()
    }

    /// What it should have come to and has not.
    pub fn lacks(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.count(&[Word::Met]) == 0 {
            out.push(format!("{}: never met", self.name));
        }
        if self.count(&[Word::Late, Word::Overdue, Word::Missed]) == 0 {
            out.push(format!("{}: never a breach", self.name));
        }
        out
    }
}

/// A line for each standard, then the sums.
pub fn table(list: &[Seen]) -> String {
    let mut out = format!("{:44}{:>6}{:>6}{:>12}", "standard", "tries", "s", "obligations");
    for w in Word::ALL {
        out += &format!("{:>12}", w.words());
    }
    let row = |name: &str, tries: u64, seconds: f64, obligations: u64, words: &[u64]| {
        let mut line = format!("\n{name:44}{tries:>6}{seconds:>6.1}{obligations:>12}");
        for n in words {
            line += &format!("{n:>12}");
        }
        line
    };
    for s in list {
        out += &row(&s.name, s.tries, s.seconds, s.obligations, &s.words);
    }
    let sum: Vec<u64> = (0..8).map(|i| list.iter().map(|s| s.words[i]).sum()).collect();
    let name = format!("{} standards", list.len());
    let seconds = list.iter().map(|s| s.seconds).sum();
    let obligations = list.iter().map(|s| s.obligations).sum();
    out += &row(&name, list.iter().map(|s| s.tries).sum(), seconds, obligations, &sum);
    out
}
