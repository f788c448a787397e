//! A changed record as the reason of a difference, in words.

use crate::calendar::{Day, NEVER};
use crate::lang::checked::walk::{self, Parts};
use crate::lang::checked::{FieldRef, Standard, Thing};
use crate::record::{Caseload, Change, KindId, Row};
use std::collections::BTreeSet;

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// It says something else: these.
    Changed(Vec<String>),
    /// It is gone.
    Withdrawn,
}

impl What {
    /// `added`, `changed` or `withdrawn`.
    pub fn word(&self) -> &'static str {
        match self {
            What::Added => "added",
            What::Changed(_) => "changed",
            What::Withdrawn => "withdrawn",
        }
    }
}

/// A changed record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What became of it.
    pub what: What,
    /// File and row in the newer extract, or in the older one when it is gone.
    pub place: Option<(String, u32)>,
}

impl Because {
    /// `visit V12: end changed (ssd_cin_visits.csv row 690)`
    pub fn words(&self) -> String {
        let what = match &self.what {
            What::Changed(fields) => format!("{} changed", fields.join(", ")),
            other => other.word().to_owned(),
        };
        let place = self.place.as_ref().map(|(file, row)| format!(" ({file} row {row})"));
        format!("{} {}: {what}{}", self.kind, self.id, place.unwrap_or_default())
    }

    pub(super) fn of(change: &Change, [before, now]: [&Caseload; 2]) -> Option<Because> {
        let what = match (change.before, change.now) {
            (None, _) => What::Added,
            (_, None) => What::Withdrawn,
            _ => What::Changed(change.what.clone()),
        };
        let (caseload, row) = change.now.map(|row| (now, row)).or(change.before.map(|row| (before, row)))?;
        let table = caseload.table(row.kind)?;
        let id = table.ids.get(row.row as usize)?.text(&caseload.texts);
        let kind = caseload.vocabulary.name(row.kind).to_owned();
        Some(Because { kind, id, what, place: place(caseload, row) })
    }
}

fn place(caseload: &Caseload, row: Row) -> Option<(String, u32)> {
    let (file, number) = caseload.table(row.kind)?.place(row.row);
    let name = caseload.files.get(usize::from(file)).filter(|_| number > 0)?;
    Some((name.clone(), number))
}

/// What an obligation rests on in one extract.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rests {
    /// Row of its subject.
    pub(super) subject: u32,
    /// Row of the record that answered it.
    pub(super) answer: u32,
    /// Its days: from the day it opened to the day it was answered or ended, or the day asked.
    pub(super) days: (Day, Day),
}

/// Of the changes that may be why those of kinds that are read; of these those of the subject or the answer itself, or
/// dated in the days of the obligation. Where none is left, all of them: better too many than none.
pub(super) fn because(
    list: Vec<&Change>,
    reads: &BTreeSet<KindId>,
    rests: [Option<Rests>; 2],
    both: [&Caseload; 2],
) -> Vec<Because> {
    let rows = |c: &Change| [c.before, c.now];
    let read = |c: &&Change| rows(c).into_iter().flatten().any(|row| reads.contains(&row.kind));
    let near = |c: &&Change| {
        let sides = rows(c).into_iter().zip(rests).zip(both);
        sides.into_iter().any(|((row, rests), caseload)| match (row, rests) {
            (Some(row), Some(rests)) => {
                let start = caseload.table(row.kind).map_or(NEVER, |t| t.start(row.row));
                let own = row.row == rests.subject || row.row == rests.answer;
                own || (rests.days.0 <= start && start <= rests.days.1)
            }
            _ => false,
        })
    };
    let narrowed = narrow(narrow(list, read), near);
    narrowed.into_iter().filter_map(|c| Because::of(c, both)).collect()
}

/// Those that fit, or all where none does.
fn narrow<'c>(list: Vec<&'c Change>, fits: impl Fn(&&'c Change) -> bool) -> Vec<&'c Change> {
    let some: Vec<&Change> = list.iter().copied().filter(|c| fits(c)).collect();
    if some.is_empty() { list } else { some }
}

/// The kinds that a standard reads.
pub(super) fn kinds_read(standard: &Standard) -> BTreeSet<KindId> {
    struct Kinds(BTreeSet<KindId>);
    impl Parts for Kinds {
        fn thing(&mut self, thing: &Thing) {
            self.0.insert(thing.kind);
        }
        fn field(&mut self, field: &FieldRef) {
            self.0.insert(field.kind);
        }
    }
    let mut kinds = Kinds(BTreeSet::from([standard.scope.kind]));
    walk::standard(standard, &mut kinds);
    kinds.0
}
