//! Workers, and who held which family when.

mod crew;
mod hands;
mod managers;
mod people;
mod roster;

pub(crate) use hands::{Hand, Hands};
pub(crate) use people::{Person, Role, Staff, team_id};
pub(crate) use roster::engage;
