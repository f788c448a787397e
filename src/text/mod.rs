//! Sources, spans and diagnostics: faults are data, rendered once, at the edge.

mod count;
mod diagnostic;
mod near;
mod render;
mod source;

pub use count::{grouped, many};
pub use diagnostic::{Diagnostic, Diagnostics, Level};
pub use near::{closeness, nearest, slips};
pub use render::{Style, render, render_all};
pub use source::{Position, Source, SourceId, Sources, Span};
