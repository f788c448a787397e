//! The language: text to tree to checked standards.
