//! The meaning of standards, measures and themes: every refusal that names alone cannot find.

mod duty;
mod example;
mod fact;
mod facts;
mod header;
mod lint;
mod never;
mod overrides;
mod relief;
mod setting;
mod spread;
mod stage;
mod standard;
mod subject;
mod timing;
mod versions;

use super::ast::{self, Item};
use super::authority::AuthoritySettings;
use super::checked::{PluginSignature, RuleSet};
use super::resolve::{
    Env, VocabularyFacts, built_ins, check_defines, collect_defines, lists, plugins, vocabulary,
};
use crate::text::{Diagnostics, SourceId, Sources};
use overrides::Overrides;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Slots that every calendar has, and those the rules of England name.
const SLOTS: [&str; 7] = ["month", "quarter", "year", "week", "term", "collection-year", "financial-year"];

/// Checks all files together. The rule set holds what could be understood; it may be used only when no diagnostic
/// is an error.
pub(crate) fn check(
    files: &[ast::File],
    sources: &mut Sources,
    read: &dyn Fn(&str) -> Option<String>,
    authority: Option<(&AuthoritySettings, SourceId)>,
    out: &mut Diagnostics,
) -> RuleSet {
    let items = || files.iter().flat_map(|f| &f.items);
    let list_decls: Vec<&ast::ListDecl> =
        items().filter_map(|i| if let Item::List(x) = i { Some(x) } else { None }).collect();
    let records: Vec<&ast::RecordDecl> =
        items().filter_map(|i| if let Item::Record(x) = i { Some(x) } else { None }).collect();
    let define_decls: Vec<&ast::Define> =
        items().filter_map(|i| if let Item::Define(x) = i { Some(x) } else { None }).collect();
    let plugin_decls: Vec<&ast::Plugin> =
        items().filter_map(|i| if let Item::Plugin(x) = i { Some(x) } else { None }).collect();
    let standards: Vec<&ast::Standard> =
        items().filter_map(|i| if let Item::Standard(x) = i { Some(&**x) } else { None }).collect();

    let code_lists = lists(&list_decls, read, out);
    let VocabularyFacts { vocabulary, refused } = vocabulary(&records, &code_lists, out);
    let mut signatures: Vec<PluginSignature> = plugins(&plugin_decls, &vocabulary, read, sources, out);
    signatures.extend(built_ins());
    let facts = facts::facts(&standards, &vocabulary, out);
    let mut slots: BTreeSet<String> = SLOTS.iter().map(|s| (*s).to_owned()).collect();
    slots.extend(authority.iter().flat_map(|(a, _)| a.slots.iter().cloned()));
    let env = Env {
        vocabulary: &vocabulary,
        lists: &code_lists,
        defines: collect_defines(&define_decls, &vocabulary, &refused, out),
        plugins: &signatures,
        standards: facts,
        slots,
        refused,
    };
    let defines = check_defines(&env, sources, out);
    let mut overrides = Overrides { file: authority, matched: BTreeSet::new() };
    let mut checked = Vec::new();
    for s in &standards {
        checked.extend(standard::standard(s, &env, &mut overrides, out));
    }
    versions::versions(&standards, out);
    let mut settings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for s in &standards {
        let names = s.header.settings.iter().map(|x| x.name.text.clone());
        settings.entry(s.id.text.clone()).or_default().extend(names);
    }
    overrides.unmatched(&settings, &BTreeSet::new(), out);
    RuleSet {
        standards: versions::numbered(checked),
        measures: Vec::new(),
        themes: Vec::new(),
        defines,
        lists: code_lists.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
        plugins: signatures,
        vocabulary: Arc::new(vocabulary),
    }
}
