//! Why a verdict is what it is, in words and as data: made from the derivation that judging gives.

mod about;
mod clock;
mod closing;
mod facts;
mod records;
mod skipped;
mod text;

pub use records::Outcome;
pub use skipped::Skipped;
pub use text::explanation_text;

use super::book::Book;
use super::finding::Finding;
use super::phrase::{Ids, Phrase};
use crate::judge::Prepared;
use crate::judge::derivation::Derivation;

/// How a verdict came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The same as data: what the words are made from.
    pub derivation: Derivation,
    /// The record it is about, what it was joined from, and since when the duty applies.
    pub about: Vec<String>,
    /// Each step of the count that gives the due day, in the order of the derivation's.
    pub clock: Vec<ClockLine>,
    /// How many were counted, and how many are asked for, where a number decides.
    pub count: Option<String>,
    /// A line for each record that was looked at, in the order of the derivation's.
    pub records: Vec<(Outcome, String)>,
    /// A date of the subject itself that is asked for and not there: `not authorised by 31 March 2021`.
    pub absent: Option<String>,
    /// A line for each test of a `must satisfy`, in the order of the derivation's.
    pub tests: Vec<String>,
    /// A line for each fact without which it cannot be told, in the order of the derivation's.
    pub missing: Vec<String>,
    /// Exceptions, excuses and agreements that took hold.
    pub relieved: Vec<String>,
    /// How it ended, where it ended without an answer.
    pub outcome: Option<String>,
    /// What answers it.
    pub closes: Option<String>,
    /// Where the duty is written, and what it says.
    pub clause: Clause,
    /// Law, guidance or procedure.
    pub sources: Vec<String>,
}

/// A step of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockLine {
    /// In words; empty where another line says it already.
    pub words: String,
    /// The days the count passed over.
    pub skipped: Vec<Skipped>,
}

/// A clause of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clause {
    /// The file.
    pub file: String,
    /// The line it begins on.
    pub line: usize,
    /// What it says.
    pub words: String,
}

/// The explanation of a finding as at a day, from the same plan that judged it.
pub fn explain(
    book: &Book<'_>,
    prepared: &Prepared<'_>,
    f: &Finding,
    as_at: crate::calendar::Day,
    ids: Ids,
) -> Option<Explanation> {
    let o = book.ledger.obligations().get(f.place as usize)?;
    let standard = book.standard(f.standard)?;
    let derivation = prepared.derive(book.ledger, o, as_at)?;
    let asked = book.standard(derivation.asked_under).unwrap_or(standard);
    let say = Phrase { book, standard: asked, ids };
    let d = &derivation;
    Some(Explanation {
        about: about::words(&say, d),
        clock: clock::words(&say, d),
        count: records::count(&say, d),
        records: records::words(&say, d),
        absent: records::absent(&say, d),
        tests: facts::tests(&say, d),
        missing: facts::missing(&say, d),
        relieved: facts::relieved(&say, d).into_iter().chain(facts::outage(book, f, o)).collect(),
        outcome: closing::outcome(&say, d),
        closes: closing::closes(&say, d),
        clause: clause(book, asked),
        sources: asked.sources.clone(),
        derivation,
    })
}

fn clause(book: &Book<'_>, standard: &crate::lang::checked::Standard) -> Clause {
    let span = standard.duty_span;
    let Some(source) = book.sources.get(span.source) else { return Clause::default() };
    let written = source.text.get(span.start as usize..span.end as usize).unwrap_or_default();
    let words: Vec<&str> = written.split_whitespace().collect();
    Clause {
        file: source.name.to_string(),
        line: source.position(span.start).line as usize,
        words: words.join(" "),
    }
}
