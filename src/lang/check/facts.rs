//! What is known of all standards before one is checked: ids, kinds of subjects, whose breaches they are about.

use crate::lang::ast;
use crate::lang::resolve::StandardFacts;
use crate::record::{KindId, Vocabulary};
use crate::text::{Diagnostic, Diagnostics};
use std::collections::{BTreeMap, BTreeSet};

/// The facts of all standards; circles of breaches are refused.
pub(crate) fn facts(
    list: &[&ast::Standard],
    vocabulary: &Vocabulary,
    out: &mut Diagnostics,
) -> BTreeMap<String, StandardFacts> {
    let mut facts: BTreeMap<String, StandardFacts> = BTreeMap::new();
    for s in list {
        let entry = facts.entry(s.id.text.clone()).or_insert_with(|| StandardFacts {
            kinds: Vec::new(),
            breach_of: Vec::new(),
            check: s.kind == ast::StandardKind::Check,
        });
        for kind in &s.scope.thing.kinds {
            match kind {
                ast::Kind::Named(name) => {
                    let kind = vocabulary.kind_named(&name.text);
                    entry.kinds.extend(kind.filter(|k| !entry.kinds.contains(k)));
                }
                ast::Kind::BreachOf(name, _) => {
                    if !entry.breach_of.contains(&name.text) {
                        entry.breach_of.push(name.text.clone());
                    }
                }
            }
        }
    }
    circles(list, &mut facts, out);
    // Each round the kinds travel one breach further; without circles this ends.
    for _ in 0..facts.len() {
        let known: BTreeMap<String, Vec<KindId>> =
            facts.iter().map(|(k, v)| (k.clone(), v.kinds.clone())).collect();
        for fact in facts.values_mut() {
            for of in &fact.breach_of {
                for kind in known.get(of).into_iter().flatten() {
                    if !fact.kinds.contains(kind) {
                        fact.kinds.push(*kind);
                    }
                }
            }
        }
    }
    facts
}

fn circles(list: &[&ast::Standard], facts: &mut BTreeMap<String, StandardFacts>, out: &mut Diagnostics) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let ids: Vec<String> = facts.keys().cloned().collect();
    for id in ids {
        let Some(way) = way_back(&id, facts) else { continue };
        if told.contains(&id) {
            continue;
        }
        told.extend(way.iter().cloned());
        let about = |of: &str, next: &String| {
            list.iter().filter(|s| s.id.text == of).flat_map(|s| &s.scope.thing.kinds).find_map(|k| match k {
                ast::Kind::BreachOf(name, span) if name.text == *next => Some(*span),
                _ => None,
            })
        };
        let Some(span) = way.get(1).and_then(|next| about(&id, next)) else { continue };
        let mut d = Diagnostic::error("circle", span, circle(&way)).help(
            "none of them can be judged first: make one of them about a record, such as `for each visit`",
        );
        for pair in way.windows(2).skip(1) {
            if let [of, next] = pair
                && let Some(span) = about(of, next)
            {
                d = d.related(span, format!("here `{of}` is about the breaches of `{next}`"));
            }
        }
        out.push(d);
    }
    for id in &told {
        if let Some(fact) = facts.get_mut(id) {
            fact.breach_of.clear();
        }
    }
}

/// The way from a standard back to itself, both ends in.
fn way_back(id: &str, facts: &BTreeMap<String, StandardFacts>) -> Option<Vec<String>> {
    let mut open: Vec<Vec<String>> = vec![vec![id.to_owned()]];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(way) = open.pop() {
        let at = way.last()?;
        for next in facts.get(at).map(|f| f.breach_of.as_slice()).unwrap_or_default() {
            let mut longer = way.clone();
            longer.push(next.clone());
            if next == id {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                open.push(longer);
            }
        }
    }
    None
}

/// A way of standards back to the first, in words.
fn circle(way: &[String]) -> String {
    let (Some(first), Some(next)) = (way.first(), way.get(1)) else { return String::new() };
    if way.len() == 2 {
        return format!("`{first}` is about its own breaches");
    }
    let mut words = format!("`{first}` is about the breaches of `{next}`");
    way.iter().skip(2).for_each(|w| words.push_str(&format!(", which is about those of `{w}`")));
    words
}
