//! The language: text to tree to checked standards.

pub mod checked;
