//! Rule files in, checked rules out: the one way in.

use super::ast::File;
use super::authority::AuthoritySettings;
use super::check::check;
use super::checked::RuleSet;
use super::parse::parse;
use crate::text::{Diagnostic, Diagnostics, Sources};

/// What came of a load.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// All texts that diagnostics point into, the authority's file among them.
    pub sources: Sources,
    /// The rules; nothing when any file has an error, so that half a set never goes live.
    pub rules: Option<RuleSet>,
    /// All problems of all files, in order of file and place.
    pub diagnostics: Diagnostics,
}

/// Reads and checks rule files together: (name, text) of each. `read` gives the text of a script, table or code list
/// that a rule names, from beside the rules. `authority` changes settings, targets and comparators within their bounds.
pub fn load_rules<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    read: &dyn Fn(&str) -> Option<String>,
    authority: Option<&AuthoritySettings>,
) -> Loaded {
    let (trees, sources, diagnostics) = parsed(files);
    finish(&trees, sources, diagnostics, read, authority, |_| ())
}

/// The trees of rule files, in their order.
pub(super) fn parsed<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)]) -> (Vec<File>, Sources, Diagnostics) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut trees = Vec::with_capacity(files.len());
    for (name, text) in files {
        let source = sources.add(name.as_ref(), text.as_ref());
        let (tree, found) = parse(source, text.as_ref());
        diagnostics.list.extend(found.list);
        trees.push(tree);
    }
    (trees, sources, diagnostics)
}

/// Checks trees together; `judge` may change how bad a fault is.
pub(super) fn finish(
    trees: &[File],
    mut sources: Sources,
    mut diagnostics: Diagnostics,
    read: &dyn Fn(&str) -> Option<String>,
    authority: Option<&AuthoritySettings>,
    judge: impl Fn(&mut Diagnostic),
) -> Loaded {
    let authority = authority.map(|a| (a, sources.add(&a.name, &a.text)));
    let rules = check(trees, &mut sources, read, authority, &mut diagnostics);
    diagnostics.list.iter_mut().for_each(judge);
    diagnostics.sort();
    let rules = (!diagnostics.has_errors()).then_some(rules);
    Loaded { sources, rules, diagnostics }
}
