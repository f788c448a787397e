//! Standards judged: plan, sweep, obligations, verdicts, explanations.

mod ask;
mod datum;
mod functions;
mod ledger;
mod obligation;
mod plan;
mod steps;
mod tri;
mod verdict;
mod world;

pub use functions::{Argument, Functions, NoFunctions, Returned};
pub use ledger::Ledger;
pub use obligation::{Extra, Form, NO_EXTRA, Obligation, ValueStep};
pub use tri::Tri;
pub use verdict::{Verdict, VerdictWord};
pub use world::World;

use ask::ask_quantity;
