//! Names as people type them, turned into places and rows.

use super::engine::Engine;
use super::judged::Judged;
use crate::lang::checked::Theme;
use crate::record::KindId;
use crate::report::{Choice, Filter};
use crate::text::nearest;

/// What a list is asked for, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Ids of standards.
    pub standards: Vec<String>,
    /// Checks of the data, where no standard is named.
    pub checks: bool,
    /// Ids of themes: all standards they name.
    pub themes: Vec<String>,
    /// Ids of teams.
    pub teams: Vec<String>,
    /// Ids of workers.
    pub workers: Vec<String>,
    /// Ids of children, as the case system writes them.
    pub children: Vec<String>,
    /// Opaque keys of children.
    pub keys: Vec<String>,
    /// Verdicts, each maybe several with commas.
    pub verdicts: Vec<String>,
}

/// A name that nothing has. It never holds a child's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {what}{}", .name.as_ref().map(|n| format!(" `{n}`")).unwrap_or_default())]
pub struct UnknownName {
    /// `standard`, `team` ...
    pub what: &'static str,
    /// What was typed; not kept for children.
    pub name: Option<String>,
    /// What may have been meant.
    pub help: Option<String>,
}

impl UnknownName {
    /// A name that is not among those known; the nearest is offered.
    pub(super) fn of<'a>(
        what: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> UnknownName {
        let help = nearest(name, known).map(|n| format!("did you mean `{n}`?"));
        UnknownName { what, name: Some(name.to_owned()), help }
    }

    /// A child that is not in the records, or whose key is not one of this service's.
    pub fn child() -> UnknownName {
        UnknownName { what: "such child in these records", name: None, help: None }
    }
}

impl Asked {
    /// The filter that these words mean for these records.
    pub fn filter(&self, engine: &Engine, judged: &Judged) -> Result<Filter, UnknownName> {
        let mut filter = Filter { checks: self.checks, ..Filter::default() };
        for id in &self.standards {
            filter.standards.extend(places(engine, id)?);
        }
        for id in &self.themes {
            let theme = self.theme(engine, id)?;
            for id in &theme.standards {
                filter.standards.extend(places(engine, id)?);
            }
        }
        filter.teams = self.teams.iter().map(|id| record(judged, "team", id)).collect::<Result<_, _>>()?;
        filter.workers =
            self.workers.iter().map(|id| record(judged, "worker", id)).collect::<Result<_, _>>()?;
        let child = judged.caseload.vocabulary.kind_named("child");
        for id in &self.children {
            let row = child.and_then(|k| judged.caseload.find(k, id));
            filter.children.push(row.ok_or_else(UnknownName::child)?);
        }
        for key in &self.keys {
            filter.children.push(judged.keys.row(key).ok_or_else(UnknownName::child)?);
        }
        for word in self.verdicts.iter().flat_map(|v| v.split(',')) {
            let known = Choice::words();
            let choice = Choice::named(word);
            filter.verdicts.extend(choice.ok_or_else(|| {
                let mut fault = UnknownName::of("verdict", word, known.iter().copied());
                fault.help.get_or_insert_with(|| format!("known: {}", known.join(", ")));
                fault
            })?);
        }
        Ok(filter)
    }
}

impl Asked {
    /// A theme by its id.
    pub(super) fn theme<'e>(&self, engine: &'e Engine, id: &str) -> Result<&'e Theme, UnknownName> {
        let themes = &engine.rules.set.themes;
        let found = themes.iter().find(|t| t.id == id);
        found.ok_or_else(|| UnknownName::of("theme", id, themes.iter().map(|t| t.id.as_str())))
    }
}

/// The places of a standard's versions and parts.
pub(super) fn places(engine: &Engine, id: &str) -> Result<Vec<u32>, UnknownName> {
    let found: Vec<u32> = engine.rules.standards(id).map(|(place, _)| place as u32).collect();
    match found.is_empty() {
        false => Ok(found),
        true => {
            let known = engine.rules.set.standards.iter().map(|s| s.id.as_str());
            Err(UnknownName::of("standard", id, known))
        }
    }
}

/// The row of a team or worker; capitals do not matter.
fn record(judged: &Judged, what: &'static str, id: &str) -> Result<u32, UnknownName> {
    let Some(kind) = judged.caseload.vocabulary.kind_named(what) else {
        return Err(UnknownName { what, name: Some(id.to_owned()), help: None });
    };
    if let Some(row) = judged.caseload.find(kind, id) {
        return Ok(row);
    }
    let known = ids(judged, kind);
    match known.iter().position(|k| k.eq_ignore_ascii_case(id)) {
        Some(row) => Ok(row as u32),
        None => Err(UnknownName::of(what, id, known.iter().map(String::as_str))),
    }
}

/// The ids of a kind in order of row.
fn ids(judged: &Judged, kind: KindId) -> Vec<String> {
    let table = judged.caseload.table(kind);
    table.map_or_else(Vec::new, |t| t.ids.iter().map(|id| id.text(&judged.caseload.texts)).collect())
}
