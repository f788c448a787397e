//! What all rules share: vocabulary, lists, named conditions, plug-ins, the ids of the standards.

use crate::lang::ast;
use crate::lang::checked::{Literal, PluginSignature};
use crate::record::{KindId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a standard before it is checked.
#[derive(Debug, Clone)]
pub(crate) struct StandardFacts {
    /// The kinds of its subjects, one for each part, in order. Empty until they are known, or when they are wrong.
    pub(crate) kinds: Vec<KindId>,
    /// The standards whose breaches it is about.
    pub(crate) breach_of: Vec<String>,
    /// It is a check.
    pub(crate) check: bool,
}

/// Everything names are looked up in.
#[derive(Debug)]
pub(crate) struct Env<'a> {
    /// Kinds.
    pub(crate) vocabulary: &'a Vocabulary,
    /// Lists of codes.
    pub(crate) lists: &'a BTreeMap<String, Vec<Literal>>,
    /// Named conditions and values by kind and name.
    pub(crate) defines: BTreeMap<(KindId, String), &'a ast::Define>,
    /// Plug-ins, then the built-in functions.
    pub(crate) plugins: &'a [PluginSignature],
    /// Standards by id.
    pub(crate) standards: BTreeMap<String, StandardFacts>,
    /// Slots that `in each` and `in the` may name.
    pub(crate) slots: BTreeSet<String>,
    /// Whether a kind may not be told apart from a failed declaration: names of kinds that were refused.
    pub(crate) refused: BTreeSet<String>,
}

impl<'a> Env<'a> {
    /// The codes of a list.
    pub(crate) fn list(&self, name: &str) -> Option<&[Literal]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// A plug-in by name.
    pub(crate) fn plugin(&self, name: &str) -> Option<(usize, &PluginSignature)> {
        self.plugins.iter().enumerate().find(|(_, p)| p.name == name)
    }

    /// The kind of a name, or of the name of a `define` on it or one of its owners.
    pub(crate) fn define(&self, kind: KindId, name: &str) -> Option<&'a ast::Define> {
        self.defines.get(&(kind, name.to_owned())).copied()
    }

    /// The names of all kinds, singular and plural.
    pub(crate) fn kind_names(&self) -> Vec<&str> {
        self.vocabulary.iter().flat_map(|(_, k)| [k.name.as_str(), k.plural.as_str()]).collect()
    }
}
