//! Returns in XML: read item by item, so that memory holds one child or worker at a time.

mod element;
mod file;
mod items;
mod maker;
mod strange;

pub(super) use element::Element;
pub(super) use file::{Held, Layout, MESSAGE, Taker, alike, held, looks_like, read, walk};
pub(super) use items::{Frame, Items};
pub(super) use maker::{Given, Maker, date, yes_no};
pub(super) use strange::{Known, Part};
