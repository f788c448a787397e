//! `duecare` checks children's social care records against practice standards.
//!
//! Standards are written in a small language that reads like English (`lang`), records live in
//! columns (`record`), one sweep yields timeless obligations (`judge`) and the verdict as at any
//! day is read from them. ARCHITECTURE.md tells the whole story.

pub mod calendar;
pub mod cli;
pub mod demo;
pub mod import;
pub mod judge;
pub mod lang;
pub mod measure;
pub mod paper;
pub mod plugin;
pub mod record;
pub mod report;
pub mod scenario;
pub mod service;
pub mod store;
pub mod text;
pub mod web;
