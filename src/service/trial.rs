//! A rule text tried on the live records: whom it would catch, beside what the live rule of the same name catches.

use super::engine::Engine;
use super::judged::Judged;
use crate::calendar::Day;
use crate::judge::{Absent, Form, Ledger, Plugins, Program, VerdictWord, absent};
use crate::lang::checked::RuleSet;
use crate::lang::load_draft;
use crate::record::Row;
use crate::report::{Book, Choice, Filter, Finding, findings};
use crate::text::{Diagnostics, SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The name a tried text goes by in messages.
const NAME: &str = "your text";

/// How many standards of a text are tried.
const MOST: usize = 50;

/// What came of a text.
pub struct Trial {
    /// The texts that faults point into.
    pub sources: Sources,
    /// Every fault of the text, and those that it causes elsewhere.
    pub diagnostics: Diagnostics,
    /// Which of the texts it is.
    pub own: SourceId,
    /// Its standards, in order of name.
    pub tried: Vec<Tried>,
    /// Why a standard, or every one, was not tried.
    pub untried: Option<NotTried>,
    set: Option<RuleSet>,
}

/// A standard of the text, judged.
#[derive(Debug, Clone)]
pub struct Tried {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// Why it is not judged, or part of it: facts that the records do not hold, values that the authority has not set.
    pub not_judged: Option<String>,
    /// What it finds.
    pub found: Found,
    /// What the live standard of that name finds; nothing where there is none.
    pub live: Option<Found>,
    ledger: Ledger,
}

/// What a standard finds as at a day.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Obligations by verdict.
    pub verdicts: BTreeMap<&'static str, usize>,
    /// The worst breach of each child (worker, team) that has one: overdue, or missed where nothing is done late.
    pub caught: Vec<Finding>,
}

/// Why a text was not tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTried {
    /// It has errors.
    #[error("there are errors to mend first")]
    Errors,
    /// It declares records, fields or codes.
    #[error(
        "the text changes what records are, and the records loaded were read by the vocabulary that is live"
    )]
    Vocabulary,
    /// One of its plug-ins does not compile.
    #[error("a plug-in that the text declares does not compile")]
    Plugin,
    /// It holds no standard.
    #[error("the text holds no standard")]
    NoStandard,
    /// It holds too many.
    #[error("the text holds more than {MOST} standards; only the first {MOST} were tried")]
    TooMany,
    /// The time allowed ran out.
    #[error("trying the text took too long; the standards that are missing here were not tried")]
    Time,
}

impl Found {
    /// The findings of those that another does not catch.
    pub fn beyond<'a>(&'a self, other: &Found) -> Vec<&'a Finding> {
        let theirs: BTreeSet<Row> = other.caught.iter().map(|f| f.root).collect();
        self.caught.iter().filter(|f| !theirs.contains(&f.root)).collect()
    }

    fn new(book: &Book<'_>, places: &[usize], as_at: Day) -> Found {
        let standards = places.iter().map(|p| *p as u32).collect();
        let filter = Filter { standards, verdicts: Choice::all(), ..Filter::default() };
        let mut out = Found::default();
        let mut seen = BTreeSet::new();
        for f in findings(book, &filter, as_at) {
            *out.verdicts.entry(f.verdict.word.code()).or_default() += 1;
            if is_caught(book, &f) && seen.insert(f.root) {
                out.caught.push(f);
            }
        }
        out
    }
}

/// Overdue; or missed, where the duty is one that cannot be done late: there is no other breach of it. What was missed
/// because the record ended is past.
fn is_caught(book: &Book<'_>, f: &Finding) -> bool {
    let form = || book.ledger.obligations().get(f.place as usize).map(|o| o.form);
    match f.verdict.word {
        VerdictWord::Overdue => true,
        VerdictWord::Missed => !matches!(form(), Some(Form::Act | Form::Last | Form::Standing)),
        _ => false,
    }
}

impl Trial {
    /// What the lists of a standard that was tried are made from.
    pub fn book<'a>(&'a self, engine: &'a Engine, judged: &'a Judged, tried: &'a Tried) -> Book<'a> {
        let rules = self.set.as_ref().unwrap_or(&engine.rules.set);
        Book { rules, sources: &self.sources, ledger: &tried.ledger, ..engine.book(judged) }
    }
}

impl Engine {
    /// Tries a text on records. `go_on` is asked before each standard.
    pub fn trial(&self, judged: &Judged, text: &str, as_at: Day, go_on: &dyn Fn() -> bool) -> Trial {
        let files = &self.rules.files;
        let read = |name: &str| files.other(name);
        let (loaded, own) = load_draft(&files.care, (NAME, text), &read, self.rules.settings.as_ref());
        let mut trial = Trial {
            sources: loaded.sources,
            diagnostics: loaded.diagnostics,
            own,
            tried: Vec::new(),
            untried: None,
            set: loaded.rules,
        };
        trial.untried = self.fill(&mut trial, judged, as_at, go_on).err();
        trial
    }

    fn fill(
        &self,
        trial: &mut Trial,
        judged: &Judged,
        as_at: Day,
        go_on: &dyn Fn() -> bool,
    ) -> Result<(), NotTried> {
        let set = trial.set.as_ref().ok_or(NotTried::Errors)?;
        if *set.vocabulary != *self.rules.set.vocabulary {
            return Err(NotTried::Vocabulary);
        }
        let plugins = Plugins::new(set).map_err(|_| NotTried::Plugin)?;
        let mut ids: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, s) in set.standards.iter().enumerate().filter(|(_, s)| s.span.source == trial.own) {
            ids.entry(&s.id).or_default().push(place);
        }
        if ids.is_empty() {
            return Err(NotTried::NoStandard);
        }
        let program =
            Program::with_functions(set, &judged.caseload, &self.calendar, &plugins).checks_on(as_at);
        let prepared = program.prepare();
        let missing = absent(set, &judged.caseload);
        let mut tried = Vec::new();
        let mut stopped = if ids.len() > MOST { Err(NotTried::TooMany) } else { Ok(()) };
        for (id, places) in ids.iter().take(MOST) {
            if !go_on() {
                stopped = Err(NotTried::Time);
                break;
            }
            let held: Vec<usize> =
                places.iter().copied().filter(|p| missing.iter().all(|a| a.standard != *p)).collect();
            let title = places.first().and_then(|p| set.standards.get(*p)).map_or("", |s| &s.title);
            let ledger = prepared.ledger(&held, || ());
            let book = Book { rules: set, sources: &trial.sources, ledger: &ledger, ..self.book(judged) };
            let found = Found::new(&book, &held, as_at);
            tried.push(Tried {
                id: (*id).to_owned(),
                title: title.to_owned(),
                not_judged: not_judged(&missing, places),
                found,
                live: self.live(judged, id, as_at),
                ledger,
            });
        }
        trial.tried = tried;
        stopped
    }

    fn live(&self, judged: &Judged, id: &str, as_at: Day) -> Option<Found> {
        let places: Vec<usize> = self.rules.standards(id).map(|s| s.0).collect();
        (!places.is_empty()).then(|| Found::new(&self.book(judged), &places, as_at))
    }
}

/// Why some standards are not judged, each reason once.
fn not_judged(missing: &[Absent], places: &[usize]) -> Option<String> {
    let words: BTreeSet<String> =
        missing.iter().filter(|a| places.contains(&a.standard)).map(Absent::words).collect();
    (!words.is_empty()).then(|| words.into_iter().collect::<Vec<_>>().join("; "))
}
