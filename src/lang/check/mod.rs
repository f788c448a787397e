//! The meaning of standards, measures and themes: every refusal that names alone cannot find.

mod by;
mod cohort;
mod counted;
mod duty;
mod example;
mod fact;
mod facts;
mod header;
mod lint;
mod measure;
mod never;
mod overrides;
mod relief;
mod setting;
mod spread;
mod stage;
mod standard;
mod subject;
mod target;
mod that;
mod theme;
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
    let mut list_decls: Vec<&ast::ListDecl> = Vec::new();
    let mut records: Vec<&ast::RecordDecl> = Vec::new();
    let mut define_decls: Vec<&ast::Define> = Vec::new();
    let mut plugin_decls: Vec<&ast::Plugin> = Vec::new();
    let mut standards: Vec<&ast::Standard> = Vec::new();
    let mut measure_decls: Vec<&ast::Measure> = Vec::new();
    let mut theme_decls: Vec<&ast::Theme> = Vec::new();
    for item in files.iter().flat_map(|f| &f.items) {
        match item {
            Item::List(x) => list_decls.push(x),
            Item::Record(x) => records.push(x),
            Item::Define(x) => define_decls.push(x),
            Item::Plugin(x) => plugin_decls.push(x),
            Item::Standard(x) => standards.push(x),
            Item::Measure(x) => measure_decls.push(x),
            Item::Theme(x) => theme_decls.push(x),
        }
    }

    let code_lists = lists(&list_decls, read, sources, out);
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
    let measures = measure::measures(&measure_decls, &env, &mut overrides, sources, out);
    let themes = theme::themes(&theme_decls, &env, sources, out);
    let settings = named_settings(&standards, &measure_decls);
    let ids = measure_decls.iter().map(|m| m.id.text.clone()).collect();
    let population = |m: &&ast::Measure| match &m.shows {
        ast::Shows::Rate { population, .. } => Some(population.text.clone()),
        _ => None,
    };
    let populations = measure_decls.iter().filter_map(population).collect();
    overrides.unmatched(&settings, (&ids, &populations), out);
    RuleSet {
        standards: versions::numbered(checked),
        measures,
        themes,
        defines,
        lists: code_lists.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
        plugins: signatures,
        vocabulary: Arc::new(vocabulary),
    }
}

/// The settings of every standard and measure, by id.
fn named_settings(
    standards: &[&ast::Standard],
    measures: &[&ast::Measure],
) -> BTreeMap<String, BTreeSet<String>> {
    let of_standards = standards.iter().map(|s| (&s.id.text, &s.header.settings));
    let of_measures = measures.iter().map(|m| (&m.id.text, &m.header.settings));
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, settings) in of_standards.chain(of_measures) {
        out.entry(id.clone()).or_default().extend(settings.iter().map(|x| x.name.text.clone()));
    }
    out
}
