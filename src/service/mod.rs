//! The engine behind a handle that is swapped whole: rules, records and the obligations found in them.

mod authority;
mod catalogue;
mod changes;
mod comparators;
mod engine;
mod figures;
mod fingerprint;
mod handle;
mod judged;
mod keys;
mod lacking;
mod lint;
mod names;
mod only_checks;
mod paper;
mod rates;
mod requirements;
mod rule_files;
mod rules;
mod trial;
mod validate;

pub use authority::{authority_populations, authority_settings};
pub use catalogue::catalogue;
pub use changes::{Because, Comparison, Difference, OpenedAgain, Terms, Turn, What, compare, compare_some};
pub use comparators::comparators;
pub use engine::{Engine, EngineParts};
pub use figures::MeasuresAsked;
pub use handle::{Handle, Status};
pub use judged::Judged;
pub use keys::{ChildKeys, NoRandomness, Secret};
pub use lint::{Linted, linted};
pub use names::{Asked, UnknownName};
pub use paper::PaperAsked;
pub use rates::{RatesAsked, RatesFound};
pub use requirements::{PrintedFigure, PrintedReport, requirements};
pub use rule_files::{RuleFileError, RuleFiles};
pub use rules::Rules;
pub use trial::{Found, NotTried, Trial, Tried};
pub use validate::{
    ReturnRules, ReturnRulesFault, collection_year, reference_day, validate_as, validate_bytes,
};
