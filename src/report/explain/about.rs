//! What an obligation is about: its record, the records it was joined from, the days it applies.

use crate::calendar::{ALWAYS, Day, NEVER, to_long};
use crate::judge::VerdictWord;
use crate::judge::derivation::{Derivation, EndedBy, Run};
use crate::lang::checked::Until;
use crate::record::{Row, Shape};
use crate::report::phrase::{Phrase, listed};

/// The lines about the subject.
pub(super) fn words(say: &Phrase<'_>, d: &Derivation) -> Vec<String> {
    let mut out = vec![subject(say, d)];
    out.extend(joined(say, d));
    out.extend(held(say, d));
    match d.run {
        Some(run) => out.extend(applies(say, d, run)),
        None => out.extend(doubted(say, d)),
    }
    out
}

fn subject(say: &Phrase<'_>, d: &Derivation) -> String {
    let kind = say.kind(d.subject.kind);
    if let Some(about) = &say.standard.scope.breach_of {
        let named = say.record(d.subject);
        return format!("`{about}` was broken on {} ({named}{})", to_long(d.start), comma(say, d.subject));
    }
    let named = format!("({}{})", say.record(d.subject), comma(say, d.subject));
    let shape = say.book.caseload.vocabulary.kind(d.subject.kind).map(|k| k.shape);
    let words = match (shape, d.start) {
        (Some(Shape::Subject), _) => return format!("the {kind} {named}"),
        (_, NEVER | ALWAYS) => format!("the {kind} says no day"),
        (Some(Shape::Event), day) => format!("the {kind} was on {}", to_long(day)),
        (_, day) => {
            let began = format!("the {kind} began {}", to_long(day));
            if d.end < d.start {
                format!("{began} and ended {}, before it began", to_long(d.end))
            } else if d.end <= d.day {
                format!("{began} and ended {}", to_long(d.end))
            } else {
                format!("{began} and was open on {}", to_long(d.day))
            }
        }
    };
    // A spell is named by its pieces.
    if seen(say, d).len() < 2 { format!("{words} {named}") } else { words }
}

fn comma(say: &Phrase<'_>, row: Row) -> String {
    say.place(row).map(|p| format!(", {p}")).unwrap_or_default()
}

/// The pieces of a spell that had begun by the day asked.
fn seen(say: &Phrase<'_>, d: &Derivation) -> Vec<Row> {
    let begun = |p: &&Row| {
        let table = say.book.caseload.table(p.kind);
        table.is_some_and(|t| t.start(p.row) <= d.as_at)
    };
    d.pieces.iter().filter(begun).copied().collect()
}

fn joined(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    let pieces = seen(say, d);
    let table = say.book.caseload.table(d.subject.kind).filter(|_| pieces.len() > 1)?;
    let words: Vec<String> = pieces
        .iter()
        .map(|p| {
            let (from, to) = (table.start(p.row), table.end(p.row));
            let until = if to <= d.as_at { format!("to {}", to_long(to)) } else { "on".to_owned() };
            format!("{} from {} {until}", say.record(*p), to_long(from))
        })
        .collect();
    let gaps = say.standard.scope.joined.as_ref().and_then(|j| j.gaps);
    let gaps = gaps.map(|g| format!(", as gaps of at most {g} are bridged")).unwrap_or_default();
    Some(format!("joined from {}{gaps}", listed(&words, "and")))
}

fn held(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    if d.day == d.as_at {
        return None;
    }
    let kind = say.kind(d.subject.kind);
    let day = to_long(d.day);
    Some(format!("another {kind} may still join the one that ended {day}, so it stands as it did that day"))
}

/// Where it cannot be told whether the standard applies at all: what decides that.
fn doubted(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    let dated = d.start != NEVER && d.end >= d.start;
    if d.verdict.word != VerdictWord::CannotTell || !dated {
        return None;
    }
    let scope = &say.standard.scope;
    let asked = [(" where ", Some(&scope.condition)), (" while ", scope.during.as_ref())];
    let words: Vec<String> = asked
        .iter()
        .filter_map(|(word, c)| c.filter(|c| !c.is_true()).map(|c| format!("{word}{}", say.condition(c))))
        .collect();
    Some(format!("it cannot be told whether the standard applies: it does{}", words.concat()))
}

/// Since when the duty applies, where that is not the subject's own day.
fn applies(say: &Phrase<'_>, d: &Derivation, run: Run) -> Vec<String> {
    let mut out = Vec::new();
    let during = say.standard.scope.during.as_ref().map(|c| say.condition(c));
    let known = |day: Day| day != NEVER && day != ALWAYS;
    if known(run.start) && (run.start != d.start || during.is_some()) {
        let why = during.as_ref().map(|c| format!(": while {c}")).unwrap_or_default();
        out.push(format!("the duty applies from {}{why}", to_long(run.start)));
    }
    if run.open > run.start && known(run.open) {
        out.push(format!("the standard is in force from {}", to_long(run.open)));
    }
    if d.asked_under != d.obligation.standard {
        let (version, from) = (say.standard.version, to_long(say.standard.from));
        out.push(format!("asked by version {version} of the standard, in force from {from}"));
    }
    if run.ended <= d.day {
        let day = to_long(run.ended);
        match run.ended_by {
            EndedBy::Subject => {}
            EndedBy::While => out.push(format!("from {day} that no longer held")),
            EndedBy::Until => out.push(format!("the duty ended {day}{}", until(say))),
            EndedBy::Force => out.push(format!("from {day} the standard is out of force")),
        }
    }
    out
}

fn until(say: &Phrase<'_>) -> String {
    match &say.standard.until {
        Some(Until::Field(f)) => format!(", the day of {}", say.field(f)),
        Some(Until::First(t)) => format!(", with the first {}", say.thing(t)),
        None => String::new(),
    }
}
