//! Standards judged: plan, sweep, obligations, verdicts, explanations.

mod absent;
mod ask;
mod asker;
mod attribution;
mod blanks;
mod check;
mod datum;
pub mod derivation;
mod functions;
mod holders;
mod keyed;
mod latest;
mod ledger;
mod made_texts;
mod obligation;
mod plan;
mod plugins;
mod program;
mod said;
mod steps;
mod sweep;
mod tri;
mod verdict;
mod world;

pub use absent::{Absent, absent, lacking_of};
pub use asker::{Asker, Counted};
pub use attribution::{Attribution, Holder, Holding, holder_day, responsible};
pub use blanks::{Blank, blanks};
pub use check::{CheckFound, Failure, Place};
pub use datum::Datum;
pub use functions::{Argument, Functions, NoFunctions, Returned};
pub use holders::Holders;
pub use latest::from_the_last;
pub use ledger::Ledger;
pub use obligation::{Extra, Form, NO_EXTRA, Obligation, Outaged, ValueStep};
pub use plugins::Plugins;
pub use program::{Prepared, Program};
pub use tri::Tri;
pub use verdict::{Verdict, VerdictWord};
pub use world::World;

use ask::ask_quantity;
