//! An invented authority in files shaped like the Standard Safeguarding Dataset, the same bytes from the same seed.
//!
//! A profile (`seeds/*.toml`) says how large and how punctual the authority is; `life` tells what happened to its
//! families as plain days, `staff` who held them when, `emit` writes the rows. Nothing here reads a clock, and only
//! [`write_authority`] and [`Profile::load`] touch a file.

mod authority;
mod chance;
mod diary;
mod emit;
mod error;
mod export;
mod fit;
mod life;
mod make;
mod profile;
mod sheet;
mod staff;
mod summary;
mod tables;
mod world;

pub use authority::authority_text;
pub use error::DemoError;
pub use export::{Exported, NationalFormat, export};
pub use make::{Authority, Options, generate, write_authority, write_tables};
pub use profile::{
    Figure, Knob, Lengths, Outage, Part, Profile, Report, Service, ServiceShape, Share, Source, Story,
    TeamShape,
};
pub use sheet::Finished;
pub use summary::{Rows, Summary};
pub use tables::{Table, tables};
