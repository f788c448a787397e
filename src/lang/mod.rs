//! The language: text to tree to checked standards.

pub mod ast;
pub mod checked;
mod hints;
pub mod parse;
