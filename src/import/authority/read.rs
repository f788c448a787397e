//! The authority file, table by table.

use super::{AuthorityFile, DatedFigure, Figure, SettingOverride, TargetOverride, calendar, figures};
use crate::import::codes::CodeOverrides;
use crate::import::comparators;
use crate::import::placed::Placed;
use crate::import::toml_read::{Section, TomlText};
use crate::text::{Diagnostic, Diagnostics, Sources};

pub(super) fn read(name: &str, text: &str, sources: &mut Sources) -> (AuthorityFile, Diagnostics) {
    let mut toml = TomlText::new(name, text, sources);
    let table = toml.table();
    let whole = toml.span(0..0);
    let mut file = Section::new(&table, whole, &toml, "an authority file");
    let title = file.need_text("name", &mut toml).map(|t| t.0.to_owned()).unwrap_or_default();
    let part = file.section("calendar", &mut toml);
    let (calendar, outage_standards) = calendar::read(part, &mut toml);
    let settings = settings(file.section("settings", &mut toml), &mut toml);
    let targets = targets(file.section("targets", &mut toml), &mut toml);
    let part = file.section("comparators", &mut toml);
    let comparators = part.map(|p| comparators::read(p, true, &mut toml)).unwrap_or_default();
    let populations = populations(file.section("populations", &mut toml), &mut toml);
    let allocated_roles = roles(file.section("roles", &mut toml), &mut toml);
    let codes = CodeOverrides::read(file.section("codes", &mut toml), &mut toml);
    file.end(&mut toml);
    let file = AuthorityFile {
        name: title,
        calendar,
        outage_standards,
        settings,
        targets,
        comparators,
        populations,
        allocated_roles,
        codes,
    };
    (file, toml.finish())
}

fn settings(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> Vec<SettingOverride> {
    let mut out = Vec::new();
    for standard in part.iter().flat_map(|p| p.entries()) {
        let Some(list) = standard.item.as_section(toml, "the settings of a standard") else {
            standard.item.wrong(toml, &format!("`{}`", standard.key), "a table of settings");
            continue;
        };
        for setting in list.entries() {
            let values = figures::over_time(setting.item, toml, &format!("`{}`", setting.key));
            out.push(SettingOverride {
                standard: Placed::from((standard.key, standard.span)),
                setting: Placed::from((setting.key, setting.span)),
                values,
            });
        }
    }
    out
}

fn targets(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> Vec<TargetOverride> {
    let mut out = Vec::new();
    for entry in part.iter().flat_map(|p| p.entries()) {
        let Some(mut target) = entry.item.as_section(toml, "a target") else {
            entry.item.wrong(toml, &format!("`{}`", entry.key), "a table with `green` and `amber`");
            continue;
        };
        let green = target.item("green").and_then(|i| figures::threshold(i, toml, "`green`"));
        let amber = target.item("amber").and_then(|i| figures::threshold(i, toml, "`amber`"));
        let by = target.day("by", toml).map(|d| d.0);
        target.end(toml);
        let measure = Placed::from((entry.key, entry.span));
        out.push(TargetOverride { measure, green, amber, by });
    }
    out
}

fn populations(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> Vec<(Placed, Vec<DatedFigure>)> {
    let mut out = Vec::new();
    for entry in part.iter().flat_map(|p| p.entries()) {
        let values = figures::over_time(entry.item, toml, &format!("`{}`", entry.key));
        let mut fine = true;
        for v in &values {
            if !matches!(v.value, Figure::Number(n) if n > 0.0) {
                fine = false;
                let fault = Diagnostic::error("bad-value", v.span, "a population is a number of people");
                toml.fault(fault.help("write it in digits, for example 41200"));
            }
        }
        if fine {
            out.push((Placed::from((entry.key, entry.span)), values));
        }
    }
    out
}

fn roles(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> Vec<Placed> {
    let Some(mut part) = part else { return Vec::new() };
    let list = part.texts("allocated", toml);
    part.end(toml);
    list.into_iter().map(Placed::from).collect()
}
