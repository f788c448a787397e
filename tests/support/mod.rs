//! What the worked cases and the two-evaluator properties share.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of this")]

pub(crate) mod cases;
pub(crate) mod compare;
pub(crate) mod figure;
pub(crate) mod generate;
pub(crate) mod naive;
pub(crate) mod shrink;
pub(crate) mod trial;
pub(crate) mod world;
