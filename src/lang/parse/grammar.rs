//! The grammar file, compiled; the only place that names the parser generator.

// The derive writes a `Rule` for every rule of the grammar; their explanation is the grammar file itself.
#![allow(missing_docs, unreachable_pub, reason = "the derive writes public, undocumented rules")]

use pest::Parser as _;
use pest::error::{Error, ErrorVariant, InputLocation};

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/care.pest"]
struct Care;

pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;
pub(super) type Pairs<'i> = pest::iterators::Pairs<'i, Rule>;

/// Where reading stopped, and what could have stood there.
pub(super) struct Stopped {
    /// Byte offset.
    pub(super) at: usize,
    /// Rules tried there.
    pub(super) wanted: Vec<Rule>,
}

/// Reads a text by one rule.
pub(super) fn read(rule: Rule, text: &str) -> Result<Pairs<'_>, Stopped> {
    Care::parse(rule, text).map_err(|error: Error<Rule>| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let wanted = match error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => Vec::new(),
        };
        Stopped { at, wanted }
    })
}
