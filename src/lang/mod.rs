//! The language: text to tree to checked standards.

mod agreed;
pub mod ast;
mod authority;
mod check;
pub mod checked;
mod draft;
pub mod format;
mod hints;
pub mod lint;
mod load;
pub mod parse;
mod resolve;

pub use agreed::AgreementLines;
pub use authority::{AuthoritySettings, DatedValue, Place, SettingOverride, TargetOverride};
pub use draft::{load_draft, load_years};
pub use load::{Loaded, load_rules};
pub use resolve::beside;
