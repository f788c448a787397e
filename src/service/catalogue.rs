//! The catalogue against the rules that are loaded.

use super::Rules;
use crate::import::{CatalogueEntry, CatalogueFile, OtherRules, Placed};
use crate::lang::checked::Standard;
use crate::report::{Catalogue, CatalogueRow, DescribedRule, OtherRow, RuleKind};
use crate::text::{Diagnostic, Diagnostics, Sources, Span, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Every rule that a catalogue may name, described.
struct Known {
    standards: BTreeMap<String, DescribedRule>,
    measures: BTreeMap<String, DescribedRule>,
    themes: BTreeMap<String, DescribedRule>,
    /// Where each is written, in the order of the rules.
    places: Vec<(String, Span)>,
}

/// The catalogue of the loaded rules with what they say of each row; nothing where their folder holds none. What it
/// names and the rules lack is a fault, and so is a rule that stands nowhere in it.
pub fn catalogue(rules: &mut Rules) -> Option<(Catalogue, Diagnostics)> {
    let (name, text) = rules.files.catalogue()?;
    let (file, mut faults) = CatalogueFile::parse(name, text, &mut rules.sources);
    let known = known(rules);
    let rows = file.rows.iter().map(|row| shown(row, &known, &mut faults)).collect();
    let others = file.others.iter().map(|other| apart(other, &known, &mut faults)).collect();
    left_out(&file, &known, &mut faults);
    faults.sort();
    Some((Catalogue { rows, others }, faults))
}

fn known(rules: &Rules) -> Known {
    let mut known = Known {
        standards: BTreeMap::new(),
        measures: BTreeMap::new(),
        themes: BTreeMap::new(),
        places: Vec::new(),
    };
    // The parts of a version, one for each kind it is about, share title and examples.
    for s in rules.set.standards.iter().filter(|s| s.part == 0) {
        let kind = if s.check { RuleKind::Check } else { RuleKind::Standard };
        let before = known.standards.get(&s.id);
        let (versions, examples) = before.map_or((0, 0), |d| (d.versions, d.examples));
        if before.is_none() {
            known.places.push((s.id.clone(), s.span));
        }
        let described = DescribedRule {
            kind,
            id: s.id.clone(),
            title: s.title.clone(),
            duty: duty(s, &rules.sources),
            versions: versions + 1,
            examples: examples + s.examples.len(),
        };
        known.standards.insert(s.id.clone(), described);
    }
    for m in &rules.set.measures {
        known.places.push((m.id.clone(), m.span));
        let described = plain(RuleKind::Measure, &m.id, &m.title, m.examples.len());
        known.measures.insert(m.id.clone(), described);
    }
    for t in &rules.set.themes {
        known.themes.insert(t.id.clone(), plain(RuleKind::Theme, &t.id, &t.title, 0));
    }
    known
}

fn plain(kind: RuleKind, id: &str, title: &str, examples: usize) -> DescribedRule {
    DescribedRule { kind, id: id.to_owned(), title: title.to_owned(), duty: None, versions: 1, examples }
}

/// `for each ... must ...`, as the rule says it, in one line.
fn duty(standard: &Standard, sources: &Sources) -> Option<String> {
    let text = &sources.get(standard.duty_span.source)?.text;
    let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let (start, from, to) =
        (place(standard.span.start), place(standard.duty_span.start), place(standard.duty_span.end));
    let head = text.get(start..from)?;
    let scope = head.get(head.rfind("for each")?..)?;
    let words: Vec<&str> = scope.split_whitespace().chain(text.get(from..to)?.split_whitespace()).collect();
    Some(words.join(" "))
}

fn shown(row: &CatalogueEntry, known: &Known, faults: &mut Diagnostics) -> CatalogueRow {
    let mut rules = found(&row.standards, "standard", &[&known.standards], faults);
    rules.extend(found(&row.measures, "measure", &[&known.measures], faults));
    rules.extend(found(&row.themes, "theme", &[&known.themes], faults));
    CatalogueRow { id: row.id.text.clone(), title: row.title.clone(), rules, reason: row.reason.clone() }
}

fn apart(other: &OtherRules, known: &Known, faults: &mut Diagnostics) -> OtherRow {
    let all = [&known.standards, &known.measures];
    OtherRow { rules: found(&other.names, "standard or measure", &all, faults), reason: other.reason.clone() }
}

/// The rules of these names; one that there is not is told with the nearest.
fn found(
    names: &[Placed],
    what: &str,
    among: &[&BTreeMap<String, DescribedRule>],
    faults: &mut Diagnostics,
) -> Vec<DescribedRule> {
    let mut out = Vec::new();
    for name in names {
        if let Some(rule) = among.iter().find_map(|list| list.get(&name.text)) {
            out.push(rule.clone());
            continue;
        }
        let message = format!("there is no {what} called `{}`", name.text);
        let mut fault = Diagnostic::error("unknown-name", name.span, message);
        let candidates = among.iter().flat_map(|list| list.keys()).map(String::as_str);
        if let Some(near) = nearest(&name.text, candidates) {
            fault = fault.help(format!("did you mean `{near}`?"));
        }
        faults.push(fault);
    }
    out
}

/// Rules that stand in no row and under no `other`, and those under `other` that a row names.
fn left_out(file: &CatalogueFile, known: &Known, faults: &mut Diagnostics) {
    let in_rows: BTreeSet<&str> = file
        .rows
        .iter()
        .flat_map(|row| row.standards.iter().chain(&row.measures))
        .map(|name| name.text.as_str())
        .collect();
    let apart: Vec<&Placed> = file.others.iter().flat_map(|other| &other.names).collect();
    for name in apart.iter().filter(|name| in_rows.contains(name.text.as_str())) {
        let message = format!("`{}` stands under `other`, and in a row", name.text);
        faults.push(Diagnostic::error("said-twice", name.span, message));
    }
    for (id, span) in &known.places {
        if !in_rows.contains(id.as_str()) && !apart.iter().any(|name| name.text == *id) {
            let message = format!("`{id}` stands in no row of the catalogue");
            faults.push(
                Diagnostic::error("not-in-the-catalogue", *span, message)
                    .help("name it in a row, or under `other` with the reason"),
            );
        }
    }
}
