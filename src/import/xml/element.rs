//! A small piece of XML: an element with its text and its parts.

/// An element of one item. Attributes and mixed text are of no use to the returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::import) struct Element {
    /// Its name, without a namespace prefix.
    pub(in crate::import) name: String,
    /// The line it begins on.
    pub(in crate::import) line: u32,
    /// Its text, without surrounding blanks.
    pub(in crate::import) text: String,
    /// The elements in it.
    pub(in crate::import) parts: Vec<Element>,
    /// Texts that stood between its parts and say nothing.
    pub(in crate::import) between: u32,
}

impl Element {
    /// The first part of a name.
    pub(in crate::import) fn part(&self, name: &str) -> Option<&Element> {
        self.parts.iter().find(|p| p.name == name)
    }

    /// All parts of a name.
    pub(in crate::import) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.parts.iter().filter(move |p| p.name == name)
    }

    /// Its text, nothing when it is blank.
    pub(in crate::import) fn value(&self) -> Option<&str> {
        Some(self.text.as_str()).filter(|t| !t.is_empty())
    }

    /// The text of a part, nothing when it is not there or blank.
    pub(in crate::import) fn said(&self, name: &str) -> Option<&str> {
        self.part(name).and_then(Element::value)
    }

    /// Whether neither it nor anything in it says something.
    pub(in crate::import) fn is_blank(&self) -> bool {
        self.text.is_empty() && self.parts.iter().all(Element::is_blank)
    }
}
