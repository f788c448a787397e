//! Texts kept once, known by number.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// The number of a text in one [`Texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextCode(pub u32);

impl TextCode {
    /// "Missing" in a column of codes.
    pub const NONE: TextCode = TextCode(u32::MAX);
}

/// A dictionary of texts.
#[derive(Clone, Default)]
pub struct Texts {
    list: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, u32>,
}

/// How many they are: they are of records, and go into no log.
impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Texts({})", self.list.len())
    }
}

impl Texts {
    /// The number of a text, given now if it is new.
    pub fn code(&mut self, text: &str) -> TextCode {
        if let Some(&c) = self.codes.get(text) {
            return TextCode(c);
        }
        let c = self.list.len() as u32;
        let kept: Arc<str> = text.into();
        self.list.push(Arc::clone(&kept));
        self.codes.insert(kept, c);
        TextCode(c)
    }

    /// Takes in the texts of another dictionary and tells what number each has here.
    pub(super) fn adopt(&mut self, other: &Texts) -> Vec<TextCode> {
        other.list.iter().map(|t| self.code(t)).collect()
    }

    /// The number of a text that is known already.
    pub fn find(&self, text: &str) -> Option<TextCode> {
        self.codes.get(text).map(|&c| TextCode(c))
    }

    /// The text of a number; empty for a stranger or [`TextCode::NONE`].
    pub fn text(&self, code: TextCode) -> &str {
        self.list.get(code.0 as usize).map_or("", |t| t)
    }
}
