//! Types as the checker knows them: finer than [`ValueType`], so that a wrong code or unit can be named.

use crate::calendar::Unit;
use crate::lang::checked::ValueType;
use crate::record::{CodeList, FieldType, KindId, Vocabulary};

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ty {
    /// A day; happening days are unseen before they come.
    Day {
        /// `date`, not `planned date` or written in the rule.
        happening: bool,
    },
    /// Yes or no.
    YesNo,
    /// A number; one that counts days, months ... knows its unit.
    Number(Option<Unit>),
    /// Any text.
    Text,
    /// One of a list of codes.
    Codes(CodeList),
    /// A record.
    Record(KindId),
    /// An amount of time.
    Amount(Unit),
    /// A percentage.
    Percent,
}

impl Ty {
    /// The type of a field.
    pub(crate) fn of_field(t: &FieldType) -> Ty {
        match t {
            FieldType::Date => Ty::Day { happening: true },
            FieldType::PlannedDate => Ty::Day { happening: false },
            FieldType::YesNo => Ty::YesNo,
            FieldType::Number => Ty::Number(None),
            FieldType::Text => Ty::Text,
            FieldType::OneOf(list) => Ty::Codes(list.clone()),
            FieldType::Link(kind) => Ty::Record(*kind),
        }
    }

    /// The type of an argument or an answer of a plug-in.
    pub(crate) fn of_value(t: ValueType) -> Ty {
        match t {
            ValueType::HappeningDay => Ty::Day { happening: true },
            ValueType::PlannedDay => Ty::Day { happening: false },
            ValueType::YesNo => Ty::YesNo,
            ValueType::Number => Ty::Number(None),
            ValueType::Text => Ty::Text,
            ValueType::Link(kind) => Ty::Record(kind),
        }
    }

    /// The type in the checked tree.
    pub(crate) fn value_type(&self) -> ValueType {
        match self {
            Ty::Day { happening: true } => ValueType::HappeningDay,
            Ty::Day { happening: false } => ValueType::PlannedDay,
            Ty::YesNo => ValueType::YesNo,
            Ty::Number(_) | Ty::Amount(_) | Ty::Percent => ValueType::Number,
            Ty::Text | Ty::Codes(_) => ValueType::Text,
            Ty::Record(kind) => ValueType::Link(*kind),
        }
    }

    /// As a reader would say it.
    pub(crate) fn words(&self, vocabulary: &Vocabulary) -> String {
        match self {
            Ty::Day { .. } => "a date".to_owned(),
            Ty::YesNo => "yes or no".to_owned(),
            Ty::Number(None) => "a number".to_owned(),
            Ty::Number(Some(unit)) => format!("a number of {}", unit.plural()),
            Ty::Text => "a text".to_owned(),
            Ty::Codes(_) => "one of a list of codes".to_owned(),
            Ty::Record(kind) => article(vocabulary.name(*kind)),
            Ty::Amount(unit) => format!("an amount of time in {}", unit.plural()),
            Ty::Percent => "a percentage".to_owned(),
        }
    }

    /// Whether two values may be compared.
    pub(crate) fn comparable(&self, other: &Ty) -> bool {
        match (self, other) {
            (Ty::Day { .. }, Ty::Day { .. })
            | (Ty::YesNo, Ty::YesNo)
            | (Ty::Text | Ty::Codes(_), Ty::Text | Ty::Codes(_))
            | (Ty::Percent, Ty::Percent) => true,
            (Ty::Number(a), Ty::Number(b)) => a.is_none() || b.is_none() || a == b,
            (Ty::Number(Some(a)), Ty::Amount(b)) | (Ty::Amount(b), Ty::Number(Some(a))) => a == b,
            (Ty::Record(a), Ty::Record(b)) => a == b,
            _ => false,
        }
    }
}

/// `a visit`, `an allocation`.
pub(crate) fn article(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}

/// `a, b or c`; long lists are cut.
pub(crate) fn either<S: AsRef<str>>(words: &[S]) -> String {
    let shown: Vec<String> = words.iter().take(12).map(|w| format!("`{}`", w.as_ref())).collect();
    let more = words.len().saturating_sub(shown.len());
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some(_) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
