//! A small piece of XML: an element with its text and its parts.

/// An element of one child. Attributes and mixed text are of no use to the census.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, without a namespace prefix.
    pub(super) name: String,
    /// The line it begins on.
    pub(super) line: u32,
    /// Its text, without surrounding blanks.
    pub(super) text: String,
    /// The elements in it.
    pub(super) parts: Vec<Element>,
}

impl Element {
    /// The first part of a name.
    pub(super) fn part(&self, name: &str) -> Option<&Element> {
        self.parts.iter().find(|p| p.name == name)
    }

    /// All parts of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.parts.iter().filter(move |p| p.name == name)
    }

    /// The text of a part, nothing when it is not there or blank.
    pub(super) fn said(&self, name: &str) -> Option<&str> {
        self.part(name).map(|p| p.text.as_str()).filter(|t| !t.is_empty())
    }
}
