//! The authority's values put in the place of a standard's own.

use super::spread::{bound_said, said};
use crate::calendar::{Day, NEVER};
use crate::lang::authority::{AuthoritySettings, Place};
use crate::lang::checked::{Setting, SettingValue};
use crate::lang::resolve::{did_you_mean, either};
use crate::text::{Diagnostic, Diagnostics, SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The authority's file while the rules are checked.
#[derive(Debug)]
pub(crate) struct Overrides<'a> {
    /// The file.
    pub(crate) file: Option<(&'a AuthoritySettings, SourceId)>,
    /// Places of the settings that matched.
    pub(crate) matched: BTreeSet<usize>,
}

impl Overrides<'_> {
    fn span(source: SourceId, place: Place) -> Span {
        Span { source, start: place.0, end: place.1 }
    }

    /// The place of something in the file.
    pub(crate) fn place(&self, place: Place) -> Span {
        self.file.map_or(Span::default(), |(_, source)| Self::span(source, place))
    }

    /// Puts the authority's values of a standard, in force on these days, in the place of its own.
    pub(crate) fn apply(
        &mut self,
        id: &str,
        (from, until): (Day, Day),
        settings: &mut [Setting],
        out: &mut Diagnostics,
    ) {
        let Some((file, source)) = self.file else { return };
        for (i, o) in file.settings.iter().enumerate().filter(|(_, o)| o.standard == id) {
            let Some(setting) = settings.iter_mut().find(|s| s.name == o.setting) else { continue };
            self.matched.insert(i);
            let mut values = o.values.clone();
            values.sort_by_key(|v| v.from);
            let mut fits = true;
            for (at, v) in values.iter().enumerate() {
                let next = values.get(at + 1).map_or(NEVER, |v| v.from);
                if v.from > until || next <= from {
                    continue;
                }
                fits &= admitted(setting, v.value, Self::span(source, v.place), id, out);
            }
            if !fits {
                continue;
            }
            let Some(first) = values.first().map(|v| v.from) else { continue };
            if setting.open && first > from {
                let place = values.first().map_or(o.place, |v| v.place);
                let message = format!("`{}` of `{id}` has no value before this one", setting.name);
                let fault = Diagnostic::error("no-value-before", Self::span(source, place), message)
                    .related(setting.span, "the standard leaves it to each authority")
                    .help("give the value that held before: one without a day");
                out.push(fault);
                continue;
            }
            setting.open = false;
            setting.values.retain(|v| v.0 < first);
            setting.values.extend(values.iter().map(|v| (v.from, v.value)));
            setting.set_by = Some(file.authority.clone());
        }
    }

    /// Every setting, target and population of the file must be about something.
    pub(crate) fn unmatched(
        &self,
        settings: &BTreeMap<String, BTreeSet<String>>,
        (measures, populations): (&BTreeSet<String>, &BTreeSet<String>),
        out: &mut Diagnostics,
    ) {
        let Some((file, source)) = self.file else { return };
        for (i, o) in file.settings.iter().enumerate() {
            if self.matched.contains(&i) {
                continue;
            }
            let span = Self::span(source, o.place);
            let (message, help) = match settings.get(&o.standard) {
                Some(names) => (
                    format!("`{}` has no setting called `{}`", o.standard, o.setting),
                    did_you_mean(&o.setting, names.iter().map(String::as_str)).unwrap_or_else(|| {
                        let names: Vec<&String> = names.iter().collect();
                        match names.as_slice() {
                            [] => format!("`{}` has no settings: its values cannot be changed", o.standard),
                            _ => format!("its settings are {}", either(&names).replace(" or ", " and ")),
                        }
                    }),
                ),
                None => (
                    format!("there is no standard called `{}`", o.standard),
                    did_you_mean(&o.standard, settings.keys().map(String::as_str)).unwrap_or_else(|| {
                        "take it out, or load the rules that hold the standard".to_owned()
                    }),
                ),
            };
            out.push(Diagnostic::error("matches-nothing", span, message).help(help));
        }
        for (id, place) in file.outages.iter().filter(|(id, _)| !settings.contains_key(id)) {
            let help = did_you_mean(id, settings.keys().map(String::as_str))
                .unwrap_or_else(|| "take it out, or load the rules that hold the standard".to_owned());
            let message = format!("there is no standard called `{id}`");
            out.push(Diagnostic::error("matches-nothing", Self::span(source, *place), message).help(help));
        }
        for (measure, place) in file.targets.iter().map(|t| (&t.measure, t.place)) {
            if measures.contains(measure) {
                continue;
            }
            let help = did_you_mean(measure, measures.iter().map(String::as_str))
                .unwrap_or_else(|| "take it out, or load the rules that hold the measure".to_owned());
            let message = format!("there is no measure called `{measure}`");
            out.push(Diagnostic::error("matches-nothing", Self::span(source, place), message).help(help));
        }
        for (name, place) in file.populations.iter().filter(|(name, _)| !populations.contains(name)) {
            let help = did_you_mean(name, populations.iter().map(String::as_str))
                .unwrap_or_else(|| "take it out, or load the rules that hold the rate".to_owned());
            let message = format!("no measure is a rate of `{name}`");
            out.push(Diagnostic::error("matches-nothing", Self::span(source, *place), message).help(help));
        }
    }
}

/// Whether a value may be set; a fault is told.
fn admitted(setting: &Setting, value: SettingValue, span: Span, id: &str, out: &mut Diagnostics) -> bool {
    let own = setting.values.first().map(|v| v.1);
    let name = &setting.name;
    let same = match (own, value) {
        (Some(SettingValue::Amount(_)), SettingValue::Amount(_)) => true,
        (Some(SettingValue::Number(_)), SettingValue::Number(_)) => true,
        (own, _) => own.is_none(),
    };
    if !same {
        let message = format!("`{name}` of `{id}` cannot be set to `{}`", said(value));
        out.push(
            Diagnostic::error("wrong-unit", span, message)
                .related(setting.span, "the setting is here")
                .help(format!("the standard itself says {}", own.map(said).unwrap_or_default())),
        );
        return false;
    }
    let mut fine = true;
    // What is counted, and every amount of time, is nothing at least.
    if matches!(value, SettingValue::Number(n) if n < 0.0) {
        let message = format!("`{name}` of `{id}` is set to {}, and nothing is fewer than none", said(value));
        out.push(Diagnostic::error("outside-bound", span, message).help("say 0 or more"));
        fine = false;
    }
    for bound in &setting.bounds {
        let d = match bound.admits(value) {
            Some(true) => continue,
            Some(false) => {
                let message = format!(
                    "`{name}` of `{id}` is set to {}, and it may be {}",
                    said(value),
                    bound_said(bound)
                );
                Diagnostic::error("outside-bound", span, message)
                    .help("an authority may be stricter than the standard, never looser")
            }
            None => {
                let message = format!(
                    "`{}` cannot be held against `{}`: which is longer depends on the day",
                    said(value),
                    bound_said(bound)
                );
                Diagnostic::error("wrong-unit", span, message).help("say it in the unit of the bound")
            }
        };
        out.push(d.related(setting.span, "the bound is set here"));
        fine = false;
    }
    fine
}
