//! An authority's file, as the checker wants it.

use crate::import::{AuthorityFile, Figure, Threshold};
use crate::lang::checked::{Colour, Literal, SettingValue, Target};
use crate::lang::{AuthoritySettings, DatedValue, SettingOverride, TargetOverride};
use crate::measure::Populations;
use crate::text::Span;

/// Settings, targets and slots of a file; `name` and `text` are for the places of faults.
pub fn authority_settings(file: &AuthorityFile, name: &str, text: &str) -> AuthoritySettings {
    let place = |s: Span| (s.start, s.end);
    AuthoritySettings {
        authority: file.name.clone(),
        name: name.to_owned(),
        text: text.to_owned(),
        settings: file
            .settings
            .iter()
            .map(|s| SettingOverride {
                standard: s.standard.text.clone(),
                setting: s.setting.text.clone(),
                values: s
                    .values
                    .iter()
                    .filter_map(|v| {
                        let value = setting_value(&v.value)?;
                        Some(DatedValue { from: v.from, value, place: place(v.span) })
                    })
                    .collect(),
                place: place(s.setting.span),
            })
            .collect(),
        targets: file
            .targets
            .iter()
            .map(|t| TargetOverride {
                measure: t.measure.text.clone(),
                targets: [(Colour::Green, &t.green), (Colour::Amber, &t.amber)]
                    .into_iter()
                    .filter_map(|(colour, threshold)| target(colour, threshold.as_ref()?, t.by))
                    .collect(),
                place: place(t.measure.span),
            })
            .collect(),
        outages: file.outage_standards.iter().map(|p| (p.text.clone(), place(p.span))).collect(),
        populations: file.populations.iter().map(|(p, _)| (p.text.clone(), place(p.span))).collect(),
        slots: file.calendar.slots.keys().cloned().collect(),
    }
}

fn setting_value(f: &Figure) -> Option<SettingValue> {
    match f {
        Figure::Amount(a) => Some(SettingValue::Amount(*a)),
        Figure::Number(n) => Some(SettingValue::Number(*n)),
        Figure::Percent(_) => None,
    }
}

fn literal(f: &Figure) -> Option<Literal> {
    Some(match f {
        Figure::Amount(a) => Literal::Amount(*a),
        Figure::Number(n) => Literal::Number(*n),
        Figure::Percent(p) => Literal::Percent(*p),
    })
}

fn target(colour: Colour, t: &Threshold, by: Option<crate::calendar::Day>) -> Option<Target> {
    Some(Target { colour, at_least: t.at_least, value: literal(&t.value)?, by })
}

/// The numbers of people that a file gives, by name.
pub fn authority_populations(file: &AuthorityFile) -> Populations {
    let dated = |v: &crate::import::DatedFigure| match v.value {
        Figure::Number(n) => Some((v.from, n)),
        _ => None,
    };
    let all = file.populations.iter();
    all.map(|(name, values)| (name.text.clone(), values.iter().filter_map(dated).collect())).collect()
}
