//! What a measure needs that the sources do not hold.

use super::answer::Missing;
use super::ground::Ground;
use crate::judge::lacking_of;
use crate::lang::checked::{By, ByItem, Cohort, Measure, Shows, That, walk};
use crate::record::Caseload;

/// The ids of the standards whose cases or breaches a measure counts.
pub fn standards_of(m: &Measure) -> Vec<&str> {
    let mut out = Vec::new();
    let cohort = match &m.shows {
        Shows::Percentage(cohort, that) => {
            if let That::NoBreachOf(id) = that {
                out.push(id.as_str());
            }
            cohort
        }
        Shows::Number(cohort) | Shows::Share(cohort) | Shows::Rate { of: cohort, .. } => cohort,
        _ => return out,
    };
    if let Cohort::Cases { standard, .. } = cohort {
        out.push(standard);
    }
    out
}

/// Why there can be no figure; else what of it cannot be counted, in words.
pub(super) fn missing(ground: &Ground<'_>, m: &Measure) -> Result<Vec<String>, Missing> {
    let caseload = ground.program.caseload();
    let bare = Measure { by: Vec::new(), ..m.clone() };
    let mut needs = lacking_of(caseload, |parts| walk::measure(&bare, parts));
    let (mut notes, mut unset) = (Vec::new(), Vec::new());
    for id in standards_of(m) {
        let places = ground.standards(id);
        let absent: Vec<_> = places.iter().filter_map(|(p, _)| ground.absent(*p)).collect();
        let words = absent.iter().flat_map(|a| a.needs.iter().cloned());
        match absent.len() == places.len() {
            true => {
                needs.extend(words);
                unset.extend(absent.iter().flat_map(|a| &a.unset).map(|s| format!("{s} of {id}")));
            }
            false if absent.is_empty() => {}
            false => {
                notes.push(format!("part of {id} is {}", dedup(absent.iter().map(|a| a.words())).join("; ")))
            }
        }
    }
    match (needs.is_empty(), unset.is_empty()) {
        (true, true) => Ok(notes),
        (true, false) => Err(Missing::NotSet(dedup(unset))),
        (false, _) => Err(Missing::NotInSource(dedup(needs))),
    }
}

/// Why a figure cannot be split by something.
pub(super) fn unsplit(caseload: &Caseload, by: &By) -> Option<String> {
    let needs = match &by.item {
        ByItem::Value(list) => lacking_of(caseload, |parts| list.iter().for_each(|v| walk::value(v, parts))),
        _ => {
            let vocabulary = &caseload.vocabulary;
            let kind = vocabulary.kind_named("allocation").or(vocabulary.kind_named("team"));
            let held = kind.is_some_and(|k| caseload.provides.kind(k));
            if held { Vec::new() } else { vec!["allocation".to_owned()] }
        }
    };
    (!needs.is_empty())
        .then(|| format!("not split by {}: this source holds no {}", by.name, needs.join(", ")))
}

fn dedup(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for w in words {
        if !out.contains(&w) {
            out.push(w);
        }
    }
    out
}
