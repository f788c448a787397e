//! Plain records, kept as a clerk would list them: the reference evaluator reads nothing else.

mod calendar;
mod holidays;
mod kinds;
mod lines;
mod load;
mod order;

pub(crate) use calendar::{Days, PlainCalendar};
pub(crate) use holidays::england;
pub(crate) use kinds::Kinds;
pub(crate) use lines::{Line, read_line, sort_of_value};
pub(crate) use load::to_caseload;
pub(crate) use order::id_order;

use duecare::calendar::{Amount, Day};
use duecare::lang::checked::SettingValue;
use duecare::record::{FieldId, FieldType, KindId, Shape, Vocabulary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Val {
    Date(Day),
    YesNo(bool),
    Number(f64),
    Text(String),
    /// Another record, by its place in [`World::records`].
    Record(usize),
}

/// One record. Places in the list never change; a record that is not seen is `gone`.
#[derive(Debug, Clone)]
pub(crate) struct Rec {
    pub(crate) kind: KindId,
    pub(crate) id: String,
    pub(crate) owner: Option<usize>,
    pub(crate) start: Option<Day>,
    pub(crate) end: Option<Day>,
    pub(crate) recorded: Option<Day>,
    pub(crate) fields: BTreeMap<FieldId, Val>,
    pub(crate) gone: bool,
}

impl Rec {
    /// Whether it was entered after a day; a blank day of entry counts as the record's own (6.15).
    fn entered_after(&self, day: Day) -> bool {
        self.recorded.or(self.start).is_some_and(|x| x > day)
    }

    /// An end before the start.
    pub(crate) fn impossible(&self) -> bool {
        matches!((self.start, self.end), (Some(a), Some(b)) if b < a)
    }
}

/// What an agreement varies a setting to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Varied {
    Amount(Amount),
    Number(f64),
}

impl From<Varied> for SettingValue {
    fn from(value: Varied) -> SettingValue {
        match value {
            Varied::Amount(a) => SettingValue::Amount(a),
            Varied::Number(n) => SettingValue::Number(n),
        }
    }
}

/// An agreement of one child.
#[derive(Debug, Clone)]
pub(crate) struct Agreed {
    pub(crate) id: String,
    pub(crate) of: usize,
    pub(crate) setting: String,
    pub(crate) value: Varied,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) agreed: Day,
    pub(crate) recorded: Option<Day>,
}

impl Agreed {
    /// The day it begins (`obligations.md` 1.6).
    pub(crate) fn begins(&self) -> Day {
        self.from.max(self.agreed)
    }
}

/// All that is known.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) vocabulary: Arc<Vocabulary>,
    pub(crate) records: Vec<Rec>,
    pub(crate) agreements: Vec<Agreed>,
    pub(crate) calendar: Arc<PlainCalendar>,
    /// Names of the plug-ins, by their place in the rule set.
    pub(crate) functions: Arc<Vec<String>>,
}

impl World {
    /// What could be seen on a day (1.4).
    pub(crate) fn see(&self, day: Day) -> World {
        let mut seen = self.clone();
        for r in &mut seen.records {
            if r.start.is_some_and(|s| s > day) {
                r.gone = true;
            }
            if r.end.is_some_and(|e| e > day) {
                r.end = None;
            }
            let kind = self.vocabulary.kind(r.kind).expect("kinds are of the vocabulary");
            r.fields.retain(|f, v| match (v, &kind.fields[f.0 as usize].field_type) {
                (Val::Date(x), FieldType::Date) => *x <= day,
                _ => true,
            });
        }
        seen.agreements.retain(|a| a.begins() <= day);
        seen
    }

    /// What had been entered by a day (1.3).
    pub(crate) fn known_on(&self, day: Day) -> World {
        let mut known = self.clone();
        for r in &mut known.records {
            if r.entered_after(day) {
                r.gone = true;
            }
        }
        // Somebody entered later whom a record that was known is of, or names, is there: who it is was known, and no more.
        for place in 0..known.records.len() {
            let r = &known.records[place];
            let kind = known.vocabulary.kind(r.kind).expect("kinds are of the vocabulary");
            if !r.gone || kind.owner.is_some() || !known.is_subject(r.kind) {
                continue;
            }
            let names = |i: usize, other: &Rec| {
                let told = (other.fields.values()).any(|v| matches!(v, Val::Record(to) if *to == place));
                // What was itself entered later names nobody yet.
                !self.records[i].entered_after(day)
                    && (told || other.owner.is_some() && known.root(i) == place)
            };
            if known.records.iter().enumerate().any(|(i, other)| names(i, other)) {
                let r = &mut known.records[place];
                (r.gone, r.recorded) = (false, None);
                r.fields.clear();
            }
        }
        known.agreements.retain(|a| a.recorded.unwrap_or(a.begins()) <= day);
        known
    }

    /// Whether records of this kind have no day of their own.
    pub(crate) fn is_subject(&self, kind: KindId) -> bool {
        self.shape(kind) == Shape::Subject
    }

    /// Event, period or subject.
    pub(crate) fn shape(&self, kind: KindId) -> Shape {
        self.vocabulary.kind(kind).map_or(Shape::Subject, |k| k.shape)
    }

    /// The record at the top of the chain of owners.
    pub(crate) fn root(&self, mut rec: usize) -> usize {
        while let Some(up) = self.records[rec].owner {
            rec = up;
        }
        rec
    }

    /// The record so many owners up.
    pub(crate) fn above(&self, rec: usize, up: u8) -> Option<usize> {
        (0..up).try_fold(rec, |at, _| self.records[at].owner)
    }

    /// Every day written anywhere, for the first and the last day that matter.
    pub(crate) fn days(&self) -> Vec<Day> {
        let mut out = Vec::new();
        for r in self.records.iter().filter(|r| !r.gone) {
            out.extend([r.start, r.end].into_iter().flatten());
            out.extend(r.fields.values().filter_map(|v| match v {
                Val::Date(d) => Some(*d),
                _ => None,
            }));
        }
        out.extend(self.agreements.iter().map(Agreed::begins));
        out
    }
}
