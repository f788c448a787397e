//! Tests with their answers, missing facts, excuses and agreements, in words.

use super::records::own_value;
use crate::calendar::{NEVER, Unit, to_long};
use crate::judge::derivation::{Derivation, Missing, Source, Step};
use crate::judge::{Obligation, Tri};
use crate::record::Row;
use crate::report::book::Book;
use crate::report::finding::Finding;
use crate::report::outages::{exempt_until, outage_of};
use crate::report::phrase::Phrase;

/// The tests of a `must satisfy`.
pub(super) fn tests(say: &Phrase<'_>, d: &Derivation) -> Vec<String> {
    d.tests
        .iter()
        .map(|t| {
            let test = say.condition(&t.condition);
            let said = own_value(say, d, &t.condition, d.subject).filter(|words| *words != test);
            let why = said.map(|words| format!(": {words}")).unwrap_or_default();
            match t.answer {
                Some(Tri::Yes) => format!("`{test}` holds"),
                Some(Tri::No) => format!("`{test}` does not hold{why}"),
                Some(Tri::Unknown) => format!("`{test}` cannot be told{why}"),
                None => format!("`{test}` is still open"),
            }
        })
        .collect()
}

/// The missing facts.
pub(super) fn missing(say: &Phrase<'_>, d: &Derivation) -> Vec<String> {
    d.missing.iter().map(|m| fact(say, d, m)).collect()
}

fn fact(say: &Phrase<'_>, d: &Derivation, m: &Missing) -> String {
    let of = |row: &Row| {
        let day = say.book.caseload.table(row.kind).map_or(NEVER, |t| t.start(row.row));
        let on =
            if *row == d.subject || day == NEVER { String::new() } else { format!(" on {}", to_long(day)) };
        format!("{}{on}{}", say.record(*row), say.in_file(*row))
    };
    match m {
        Missing::Field(row, field) => format!("{} of {}", say.field_name(row.kind, *field), of(row)),
        Missing::End(row) => format!("the end of {}", of(row)),
        Missing::Recorded(row) => format!("the day of entry of {}", of(row)),
        Missing::Undated(row) => format!("the day of {}", of(row)),
        Missing::Impossible(row) => format!("an end that is not before the start of {}", of(row)),
        Missing::NoRecord(row, kind) => format!("the {} of {}", say.kind(*kind), of(row)),
        Missing::Calendar(unit, last) => {
            let what = if *unit == Unit::SchoolDays { "school days" } else { "working days" };
            match to_long(*last) {
                day if day.is_empty() || *last < 1 => format!("a calendar of {what}"),
                day => format!("the {what} after {day}: the calendar ends there"),
            }
        }
        Missing::Slots(name, last) => match to_long(*last) {
            day if day.is_empty() => format!("when each {name} begins and ends"),
            day => format!("when each {name} begins and ends after {day}: the calendar ends there"),
        },
        Missing::Earlier(kind) => {
            format!("every {} before the last: this source holds the last only", say.kind(*kind))
        }
        Missing::Plugin(place) => {
            let name = say.book.rules.plugins.get(*place).map_or("", |p| p.name.as_str());
            format!("an answer of the plug-in `{name}`")
        }
    }
}

/// The outage that it fell due in.
pub(super) fn outage(book: &Book<'_>, f: &Finding, o: &Obligation) -> Option<String> {
    let words = outage_of(book, f)?;
    let what = match exempt_until(book, f, o) {
        Some(until) => {
            format!("exempt to {}, where it is not done by then overdue from the day after", to_long(until))
        }
        None => "it counts as a breach".to_owned(),
    };
    Some(format!("fell due in an outage ({words}): {what}"))
}

/// Excuses and agreements.
pub(super) fn relieved(say: &Phrase<'_>, d: &Derivation) -> Vec<String> {
    let mut out = Vec::new();
    for r in &d.relieved {
        let Some(relief) = say.standard.reliefs.get(r.relief) else { continue };
        let why = match &relief.because {
            Some(because) => because.clone(),
            None => say.condition(&relief.condition),
        };
        let days = match (r.from, r.to) {
            (a, NEVER) => format!("from {}", to_long(a)),
            (a, b) if a == b => format!("on {}", to_long(a)),
            (a, b) if b > d.as_at => format!("since {}", to_long(a)),
            (a, b) => format!("from {} to {}", to_long(a), to_long(b)),
        };
        out.push(format!("excused {days}: {why}"));
    }
    for (source, value) in sources(d) {
        out.extend(agreed(say, source, &value));
    }
    out.dedup();
    out
}

/// The amounts and numbers a derivation rests on.
fn sources(d: &Derivation) -> Vec<(&Source, String)> {
    let sums = d.clock.iter().filter_map(|s| match s {
        Step::Sum(sum) => Some((&sum.source, sum.amount.to_string())),
        _ => None,
    });
    sums.chain(d.needed.iter().map(|n| (&n.source, n.number.to_string()))).collect()
}

fn agreed(say: &Phrase<'_>, source: &Source, value: &str) -> Option<String> {
    let a = source.agreement.as_ref()?;
    let texts = &say.book.caseload.texts;
    let name = texts.text(a.setting);
    let until = if a.until == NEVER { String::new() } else { format!(" to {}", to_long(a.until)) };
    let by = a.approved_by.map(|c| format!(", approved by {}", texts.text(c))).unwrap_or_default();
    let id = a.id.text(texts);
    Some(format!("agreed: {name} of {value} from {}{until}{by} (agreement {id})", to_long(a.begins())))
}
