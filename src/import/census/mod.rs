//! The children in need census in XML, streamed child by child.

mod codes;
mod known;
mod record;

use super::error::ImportError;
use super::unfinished::Unfinished;
use super::xml::{self, Layout};
use crate::record::{Provides, Vocabulary};
use std::path::Path;
use std::sync::Arc;

const LAYOUT: Layout = Layout {
    source: "cin-census",
    called: "children in need census",
    item: "Child",
    must: &["Message", "Children"],
    around: xml::MESSAGE,
    unread: &[],
    known: known::CHILD,
};

/// Whether a path is an XML file whose beginning says `Message`, or a folder that holds one.
pub(super) fn looks_like_one(path: &Path) -> bool {
    xml::looks_like(path, |start| start.contains("<Message"))
}

/// Reads a census file, or the one XML file of a folder.
pub(super) fn read(path: &Path, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
    xml::read(path, vocabulary, LAYOUT, &mut record::Census::default())
}

/// What a census of the latest year can hold.
pub(super) fn can_hold(vocabulary: &Vocabulary) -> Provides {
    record::can_hold(vocabulary, true)
}
