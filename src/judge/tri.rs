//! Three-valued logic: no, unknown, yes (`obligations.md` 2.1).

/// A truth value; the order makes `and` the least and `or` the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tri {
    /// Definitely not.
    No = 0,
    /// A fact it needs is missing.
    Unknown = 1,
    /// Definitely.
    Yes = 2,
}

impl Tri {
    /// Yes or no.
    #[inline]
    pub fn of(b: bool) -> Tri {
        if b { Tri::Yes } else { Tri::No }
    }

    /// Both.
    #[inline]
    #[must_use]
    pub fn and(self, other: Tri) -> Tri {
        self.min(other)
    }

    /// Either.
    #[inline]
    #[must_use]
    pub fn or(self, other: Tri) -> Tri {
        self.max(other)
    }

    /// The number of things lies between `certain` and `possible`: is it at least `n`?
    pub fn at_least(certain: u32, possible: u32, n: u32) -> Tri {
        if certain >= n {
            Tri::Yes
        } else if possible < n {
            Tri::No
        } else {
            Tri::Unknown
        }
    }

    /// Is it at most `n`?
    pub fn at_most(certain: u32, possible: u32, n: u32) -> Tri {
        !Tri::at_least(certain, possible, n.saturating_add(1))
    }

    /// Is it exactly `n`?
    pub fn exactly(certain: u32, possible: u32, n: u32) -> Tri {
        Tri::at_least(certain, possible, n).and(Tri::at_most(certain, possible, n))
    }
}

impl std::ops::Not for Tri {
    type Output = Tri;

    #[inline]
    fn not(self) -> Tri {
        match self {
            Tri::No => Tri::Yes,
            Tri::Unknown => Tri::Unknown,
            Tri::Yes => Tri::No,
        }
    }
}
