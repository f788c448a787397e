//! Names to things: kinds, fields, paths, pools, windows, values and conditions, with every type checked.
//!
//! A [`Resolver`] never stops at the first fault: a part that cannot be understood gives nothing, its neighbours are
//! looked at all the same, and the fault is reported once.

mod amount;
mod built_in;
mod call;
mod code_file;
mod codes;
mod compare;
mod condition;
mod counted;
mod day;
mod define;
mod env;
mod frame;
mod kind;
mod lists;
mod literal;
mod name;
mod owners;
mod path;
mod plugin;
mod pool;
mod simple;
mod thing;
mod ty;
mod value;
mod vocabulary;
mod window;

pub(crate) use built_in::built_ins;
pub use code_file::beside;
pub(crate) use define::{check_defines, collect_defines};
pub(crate) use env::{Env, StandardFacts};
pub(crate) use frame::{Deadlines, Frame, View};
pub(crate) use lists::{lists, written_out};
pub(crate) use name::Found;
pub(crate) use plugin::plugins;
pub(crate) use simple::compares_itself;
pub(crate) use thing::Use;
pub(crate) use ty::{Ty, article, either};
pub(crate) use vocabulary::{VocabularyFacts, vocabulary};

use super::checked::{Cond, Setting};
use crate::record::KindId;
use crate::text::{Diagnostic, Diagnostics, Span, nearest};
use std::collections::BTreeSet;

/// Looks up the names of one standard, measure, theme or definition.
pub(crate) struct Resolver<'a, 'd> {
    /// What all rules share.
    pub(crate) env: &'a Env<'a>,
    /// Where faults go.
    pub(crate) out: &'d mut Diagnostics,
    /// Settings of the standard or measure.
    pub(crate) settings: &'a [Setting],
    /// Those that were named.
    pub(crate) used: BTreeSet<usize>,
    /// It is a check: judged once on the whole of what was sent.
    pub(crate) check: bool,
    /// What holds of the subject whenever the duty is asked: its `where` and `while`.
    pub(crate) given: Vec<Cond>,
    /// Definitions being replaced, to stop a circle.
    stack: Vec<(KindId, String)>,
}

impl<'a, 'd> Resolver<'a, 'd> {
    /// A resolver without settings.
    pub(crate) fn new(env: &'a Env<'a>, out: &'d mut Diagnostics) -> Resolver<'a, 'd> {
        Resolver {
            env,
            out,
            settings: &[],
            used: BTreeSet::new(),
            check: false,
            given: Vec::new(),
            stack: Vec::new(),
        }
    }

    /// With the settings of a standard or measure.
    pub(crate) fn with_settings(self, settings: &'a [Setting]) -> Resolver<'a, 'd> {
        Resolver { settings, ..self }
    }

    /// Reports a fault and gives nothing, so that a caller can `return self.fail(...)`.
    pub(crate) fn fail<T>(&mut self, d: Diagnostic) -> Option<T> {
        self.out.push(d);
        None
    }

    /// Reports a fault of a code at a place.
    pub(crate) fn refuse<T>(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.fail(Diagnostic::error(code, span, message).help(help))
    }

    /// The place of a setting, marked as used.
    pub(crate) fn setting(&mut self, name: &str) -> Option<usize> {
        let at = self.settings.iter().position(|s| s.name == name)?;
        self.used.insert(at);
        Some(at)
    }

    /// The name of a kind, for messages.
    pub(crate) fn kind_name(&self, kind: KindId) -> &'a str {
        self.env.vocabulary.name(kind)
    }
}

/// `did you mean ...`, or nothing.
pub(crate) fn did_you_mean<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let near = nearest(word, names.iter().copied()).or_else(|| within(word, &names));
    near.map(|near| format!("did you mean `{near}`?"))
}

/// The longest name of several words that a word begins or ends with: `protection-plan` of `child-protection-plan`.
fn within<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let inside = |name: &&&str| {
        let rest = word.strip_suffix(**name).map(|rest| rest.ends_with('-'));
        let rest = rest.or_else(|| word.strip_prefix(**name).map(|rest| rest.starts_with('-')));
        name.contains('-') && rest == Some(true)
    };
    names.iter().filter(inside).max_by_key(|name| name.len()).copied()
}
