//! A record's id: a whole number or a text, in four bytes.

use super::texts::{TextCode, Texts};
use std::cmp::Ordering;
use std::fmt;

const TEXT: u32 = 1 << 31;

/// An id as the source wrote it. Whole numbers below 2^31 without leading zeros are kept as numbers.
/// `Debug` shows a short hash: an id of a child never reaches a log.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Id(pub(super) u32);

impl Id {
    /// The id of a text.
    pub fn of(text: &str, texts: &mut Texts) -> Id {
        match small_number(text) {
            Some(n) => Id(n),
            None => Id(TEXT | texts.code(text).0),
        }
    }

    /// The id of a text that must be known already.
    pub fn find(text: &str, texts: &Texts) -> Option<Id> {
        match small_number(text) {
            Some(n) => Some(Id(n)),
            None => texts.find(text).map(|c| Id(TEXT | c.0)),
        }
    }

    /// The id of a number; `None` when it is too large to be kept as one.
    pub fn number(n: u32) -> Option<Id> {
        (n < TEXT).then_some(Id(n))
    }

    /// The number, if it is one.
    #[inline]
    pub fn as_number(self) -> Option<u32> {
        (self.0 & TEXT == 0).then_some(self.0)
    }

    /// The text as the source wrote it.
    pub fn text(self, texts: &Texts) -> String {
        match self.as_number() {
            Some(n) => n.to_string(),
            None => texts.text(TextCode(self.0 & !TEXT)).to_owned(),
        }
    }

    /// Puts the texts among ids into the codes of another dictionary.
    pub(super) fn recode(ids: &mut [Id], code: impl Fn(TextCode) -> TextCode) {
        // Most columns of ids are numbers throughout: that is seen many at a time.
        for part in ids.chunks_mut(1024).filter(|part| part.iter().fold(0, |all, id| all | id.0) & TEXT != 0)
        {
            part.iter_mut().for_each(|id| *id = id.recoded(&code));
        }
    }

    /// The same id with the code of its text in another dictionary.
    pub(super) fn recoded(self, code: impl Fn(TextCode) -> TextCode) -> Id {
        if self.0 == u32::MAX || self.0 & TEXT == 0 {
            return self;
        }
        Id(TEXT | code(TextCode(self.0 & !TEXT)).0)
    }

    /// Numbers by size, before texts by letters: the order ties are broken in.
    pub fn order(self, other: Id, texts: &Texts) -> Ordering {
        match (self.as_number(), other.as_number()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => texts.text(TextCode(self.0 & !TEXT)).cmp(texts.text(TextCode(other.0 & !TEXT))),
        }
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id~{:04x}", self.0.wrapping_mul(0x9E37_79B1) >> 16)
    }
}

fn small_number(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 10 || (bytes.len() > 1 && bytes.first() == Some(&b'0')) {
        return None;
    }
    let mut n: u32 = 0;
    for &b in bytes {
        if !b.is_ascii_digit() {
            return None;
        }
        n = n.checked_mul(10)?.checked_add(u32::from(b - b'0'))?;
    }
    (n < TEXT).then_some(n)
}
