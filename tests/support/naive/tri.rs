//! Four values: false, not yet, unknown, true (2.1).

use duecare::lang::checked::Cmp;

/// In this order `and` is the least, `or` the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tri {
    False,
    NotYet,
    Unknown,
    True,
}

impl Tri {
    pub(crate) fn of(b: bool) -> Tri {
        if b { Tri::True } else { Tri::False }
    }

    pub(crate) fn not(self) -> Tri {
        match self {
            Tri::True => Tri::False,
            Tri::False => Tri::True,
            other => other,
        }
    }

    /// True when all of some answers hold, false when none does.
    pub(crate) fn among(answers: impl IntoIterator<Item = bool>) -> Tri {
        let (mut some, mut all) = (false, true);
        for a in answers {
            some |= a;
            all &= a;
        }
        match (some, all) {
            (true, true) => Tri::True,
            (true, false) => Tri::Unknown,
            _ => Tri::False,
        }
    }
}

/// Two values compared.
pub(crate) fn compare<T: PartialOrd>(cmp: Cmp, a: T, b: T) -> bool {
    match cmp {
        Cmp::Is => a == b,
        Cmp::IsNot => a != b,
        Cmp::Under => a < b,
        Cmp::AtMost => a <= b,
        Cmp::Over => a > b,
        Cmp::AtLeast => a >= b,
    }
}
