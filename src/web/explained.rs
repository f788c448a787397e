//! An explanation as it goes over the wire: `GET /v1/explain` and `duecare explain --format json`.

use super::wire::{Breach, iso};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::Tri;
use crate::judge::derivation::{EndedBy, Looked, Missing, Source, Step, Why};
use crate::lang::checked::{Quantity, Standard};
use crate::record::Row;
use crate::report::{Book, Explanation, Ids, ListRow, Outcome};
use serde::Serialize;
use utoipa::ToSchema;

/// An obligation with how its verdict came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Explained {
    /// As lists show it.
    pub obligation: Breach,
    /// What the standard asks.
    pub title: String,
    /// The record it is about.
    pub subject: ExplainedRecord,
    /// About the record, in words: its days, what it was joined from, since when the duty applies.
    pub about: Vec<String>,
    /// The version of the standard that asked on the day that decides: of what must hold on every day it may be a later
    /// one than that of the obligation.
    pub asked_by_version: u32,
    /// The days on which the duty applies.
    pub applies: Option<Applies>,
    /// Each step of the count that gives the due day.
    pub clock: Vec<ClockStep>,
    /// How many there were and how many are asked for.
    pub count: Option<Counted>,
    /// Records that were looked at: what started the clock, what counted, what may count, what did not and why.
    pub records: Vec<LookedAt>,
    /// The tests of a `must satisfy`, each with its answer.
    pub tests: Vec<Tested>,
    /// The facts without which it cannot be told; empty for every other verdict.
    pub missing: Vec<MissingFact>,
    /// Exceptions, excuses and agreements that took hold.
    pub relieved: Vec<String>,
    /// How it ended, where it ended without an answer.
    pub outcome: Option<String>,
    /// What answers it, while something can.
    pub closes: Option<String>,
    /// Where the duty is written.
    pub clause: ClauseText,
    /// Law, guidance or procedure.
    pub sources: Vec<String>,
}

/// A record, by where it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExplainedRecord {
    /// What it is.
    pub kind: String,
    /// Its id; the service gives none.
    pub id: Option<String>,
    /// The file it stands in.
    pub file: Option<String>,
    /// The row there.
    pub row: Option<u32>,
}

/// The days on which a duty applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Applies {
    /// The day everything is counted from.
    pub from: Option<String>,
    /// The first day on which the standard is in force.
    pub in_force: Option<String>,
    /// The day it ended.
    pub ended: Option<String>,
    /// What ended it: `subject`, `while`, `until`, `force`.
    pub ended_by: Option<String>,
}

/// A step of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClockStep {
    /// `sum`, `named`, `window`, `not-before`, `nothing`, `sooner`, `later`, `stood`, `gap`.
    pub step: String,
    /// Counted from, or the first day.
    pub from: Option<String>,
    /// How much: `4 weeks`.
    pub amount: Option<String>,
    /// Whether it is counted backwards.
    pub back: bool,
    /// The day it gives, or the last day.
    pub to: Option<String>,
    /// The setting the amount comes from.
    pub setting: Option<String>,
    /// Who set it: the authority; none: the standard.
    pub set_by: Option<String>,
    /// Whether an agreement about this child gives the amount.
    pub agreed: bool,
    /// The days it passed over.
    pub skipped: Vec<SkippedDays>,
    /// In words.
    pub words: String,
}

/// Days a count passed over, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SkippedDays {
    /// `weekend`, a bank holiday's name, `closure`, `no school day`.
    pub why: String,
    /// The days.
    pub days: Vec<String>,
}

/// How many there were and how many are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counted {
    /// The day asked.
    pub day: String,
    /// Certainly so many.
    pub certain: u32,
    /// At most so many.
    pub possible: u32,
    /// `at-least`, `at-most`, `exactly`.
    pub asked: String,
    /// How many are asked for.
    pub number: u32,
    /// In words.
    pub words: String,
}

/// A record that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LookedAt {
    /// `started`, `counted`, `doubtful`, `rejected`.
    pub outcome: String,
    /// The record.
    pub record: ExplainedRecord,
    /// The day it counts by.
    pub day: Option<String>,
    /// Why it did not count: `fails`, `undated`, `impossible`, `early`, `late`, `over`, `elsewhere`, `again`,
    /// `outside`; none where it did or may.
    pub reason: Option<String>,
    /// In words, with the test it failed.
    pub words: String,
}

/// A test of a `must satisfy`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tested {
    /// `yes`, `no`, `unknown`, `open`.
    pub answer: String,
    /// The day it was asked on.
    pub asked: String,
    /// In words.
    pub words: String,
}

/// A fact that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MissingFact {
    /// `field`, `end`, `recorded`, `day`, `order`, `record`, `calendar`, `slots`, `plug-in`.
    pub what: String,
    /// The record it is missing from.
    pub record: Option<ExplainedRecord>,
    /// The field.
    pub field: Option<String>,
    /// In words.
    pub words: String,
}

/// Where a duty is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClauseText {
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What it says.
    pub words: String,
}

impl Explained {
    /// An explanation beside its row of a list.
    pub fn new(book: &Book<'_>, standard: &Standard, row: ListRow, e: &Explanation, ids: Ids) -> Explained {
        let d = &e.derivation;
        let record = |row: Row| record(book, row, ids);
        let steps = d.clock.iter().zip(&e.clock).map(|(step, line)| {
            let skipped = line
                .skipped
                .iter()
                .map(|s| SkippedDays { why: s.why.clone(), days: s.days.iter().map(|d| iso(*d)).collect() });
            ClockStep { skipped: skipped.collect(), words: line.words.clone(), ..step_of(book, step) }
        });
        let looked = d.looked.iter().zip(&e.records).map(|(l, (outcome, words))| LookedAt {
            outcome: outcome_word(*outcome).to_owned(),
            record: record(l.row),
            day: l.day.and_then(known),
            reason: reason(l).map(str::to_owned),
            words: words.clone(),
        });
        let tests = d.tests.iter().zip(&e.tests).map(|(t, words)| Tested {
            answer: answer_word(t.answer).to_owned(),
            asked: known(t.asked).unwrap_or_default(),
            words: words.clone(),
        });
        let missing = d.missing.iter().zip(&e.missing).map(|(m, words)| {
            let (what, row, field) = fact(book, m);
            let record = row.map(record);
            MissingFact { what: what.to_owned(), record, field, words: words.clone() }
        });
        let count = d.count.zip(d.needed.as_ref()).zip(e.count.clone()).map(|((c, n), words)| Counted {
            day: iso(c.day),
            certain: c.certain,
            possible: c.possible,
            asked: match n.quantity {
                Quantity::AtLeast(_) => "at-least",
                Quantity::AtMost(_) => "at-most",
                Quantity::Exactly(_) => "exactly",
            }
            .to_owned(),
            number: n.number,
            words,
        });
        Explained {
            obligation: Breach::from(row),
            title: standard.title.clone(),
            subject: record(d.subject),
            about: e.about.clone(),
            asked_by_version: book.standard(d.asked_under).unwrap_or(standard).version,
            applies: d.run.map(|r| Applies {
                from: known(r.start),
                in_force: known(r.open),
                ended: known(r.ended),
                ended_by: known(r.ended).map(|_| ended_word(r.ended_by).to_owned()),
            }),
            clock: steps.collect(),
            count,
            records: looked.collect(),
            tests: tests.collect(),
            missing: missing.collect(),
            relieved: e.relieved.clone(),
            outcome: e.outcome.clone().or_else(|| e.absent.clone()),
            closes: e.closes.clone(),
            clause: ClauseText {
                file: e.clause.file.clone(),
                line: e.clause.line,
                words: e.clause.words.clone(),
            },
            sources: e.sources.clone(),
        }
    }
}

fn known(day: Day) -> Option<String> {
    (day != NEVER && day != ALWAYS).then(|| iso(day)).filter(|d| !d.is_empty())
}

fn record(book: &Book<'_>, row: Row, ids: Ids) -> ExplainedRecord {
    let place = book.place(row);
    ExplainedRecord {
        kind: book.caseload.vocabulary.name(row.kind).to_owned(),
        id: (ids == Ids::Shown).then(|| book.id(row.kind, row.row)),
        file: place.map(|p| p.0.to_owned()),
        row: place.map(|p| p.1),
    }
}

fn step_of(book: &Book<'_>, step: &Step) -> ClockStep {
    let empty = |step: &str, from: Option<Day>, to: Option<Day>| ClockStep {
        step: step.to_owned(),
        from: from.and_then(known),
        amount: None,
        back: false,
        to: to.and_then(known),
        setting: None,
        set_by: None,
        agreed: false,
        skipped: Vec::new(),
        words: String::new(),
    };
    match step {
        Step::Sum(s) => {
            let (setting, set_by) = setting_of(book, &s.source);
            ClockStep {
                amount: Some(s.amount.to_string()),
                back: s.back,
                setting,
                set_by,
                agreed: s.source.agreement.is_some(),
                ..empty("sum", Some(s.from), s.known.then_some(s.to))
            }
        }
        Step::Named { day, .. } => empty("named", None, Some(*day)),
        Step::Window { from, to, amount, .. } => {
            ClockStep { amount: amount.map(|a| a.to_string()), ..empty("window", Some(*from), *to) }
        }
        Step::NotBefore(day) => empty("not-before", None, Some(*day)),
        Step::Rolled(day) => empty("next-working-day", None, Some(*day)),
        Step::Nothing(day) => empty("nothing", Some(*day), None),
        Step::Chosen { sooner: true, day } => empty("sooner", None, Some(*day)),
        Step::Chosen { day, .. } => empty("later", None, Some(*day)),
        Step::Stood { until, due } => empty("stood", Some(*until), Some(*due)),
        Step::Gap { from, until, gaps } => {
            ClockStep { amount: gaps.map(|a| a.to_string()), ..empty("gap", Some(*from), Some(*until)) }
        }
    }
}

fn setting_of(book: &Book<'_>, source: &Source) -> (Option<String>, Option<String>) {
    let standard = book.standard(source.standard);
    let setting = standard.zip(source.setting).and_then(|(s, i)| s.settings.get(i));
    (setting.map(|s| s.name.clone()), setting.and_then(|s| s.set_by.clone()))
}

fn outcome_word(o: Outcome) -> &'static str {
    match o {
        Outcome::Started => "started",
        Outcome::Counted => "counted",
        Outcome::Doubtful => "doubtful",
        Outcome::Rejected => "rejected",
    }
}

fn reason(l: &Looked) -> Option<&'static str> {
    Some(match l.why {
        Why::Started | Why::Counted | Why::Doubtful(_) => return None,
        Why::Fails(_) => "fails",
        Why::Undated => "undated",
        Why::Impossible => "impossible",
        Why::Early(_) => "early",
        Why::Late(_) => "late",
        Why::Over(_) => "over",
        Why::Elsewhere(_) => "elsewhere",
        Why::Again(_) => "again",
        Why::Outside => "outside",
    })
}

fn answer_word(answer: Option<Tri>) -> &'static str {
    match answer {
        Some(Tri::Yes) => "yes",
        Some(Tri::No) => "no",
        Some(Tri::Unknown) => "unknown",
        None => "open",
    }
}

fn ended_word(by: EndedBy) -> &'static str {
    match by {
        EndedBy::Subject => "subject",
        EndedBy::While => "while",
        EndedBy::Until => "until",
        EndedBy::Force => "force",
    }
}

fn fact(book: &Book<'_>, m: &Missing) -> (&'static str, Option<Row>, Option<String>) {
    match m {
        Missing::Field(row, field) => {
            let kind = book.caseload.vocabulary.kind(row.kind);
            let name = kind.and_then(|k| k.field_at(*field)).map(|f| f.name.clone());
            ("field", Some(*row), name)
        }
        Missing::End(row) => ("end", Some(*row), None),
        Missing::Recorded(row) => ("recorded", Some(*row), None),
        Missing::Undated(row) => ("day", Some(*row), None),
        Missing::Impossible(row) => ("order", Some(*row), None),
        Missing::NoRecord(row, _) => ("record", Some(*row), None),
        Missing::Calendar(..) => ("calendar", None, None),
        Missing::Slots(..) => ("slots", None, None),
        Missing::Earlier(kind) => ("earlier", None, Some(book.caseload.vocabulary.name(*kind).to_owned())),
        Missing::Plugin(_) => ("plug-in", None, None),
    }
}
