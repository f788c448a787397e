//! What happens to invented families, as plain days: no files, no workers yet.

mod beats;
mod care;
mod earlier;
mod front;
mod household;
mod inquiry;
mod need;
mod plans;
mod stories;
mod types;

pub(crate) use beats::{Beat, Rhythm, beats};
pub(crate) use household::households;
pub(crate) use types::{
    Assessed, Care, Contact, ContactEnd, Finding, Household, Inquiry, Kid, Opening, Protection, Route, Stint,
};
