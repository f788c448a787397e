//! Rules, records and the engine made of them.

use super::dates::today;
use super::fault::Fault;
use super::options::{DayOptions, RecordsOptions, RulesOptions};
use super::progress::Progress;
use super::screen::{error_style, remark};
use crate::calendar::{Calendar, Day};
use crate::import::{AuthorityFile, CodeOverrides, LoadReport, england_calendar};
use crate::judge::Plugins;
use crate::lang::AuthoritySettings;
use crate::lang::checked::RuleSet;
use crate::measure::Comparators;
use crate::service::{
    Engine, EngineParts, RuleFiles, Rules, Secret, authority_populations, authority_settings, comparators,
};
use crate::text::{Sources, render_all};
use std::path::Path;

/// Rules with the calendar and roles of the authority that set them.
pub(super) struct Opened {
    pub(super) rules: Rules,
    pub(super) calendar: Calendar,
    authority: Option<AuthorityFile>,
}

impl Opened {
    /// Roles whose open allocation makes a worker responsible; empty: every role.
    pub(super) fn roles(&self) -> Vec<String> {
        let roles = self.authority.iter().flat_map(|a| &a.allocated_roles);
        roles.map(|role| role.text.clone()).collect()
    }

    /// What the authority's own codes mean.
    pub(super) fn codes(&self) -> CodeOverrides {
        self.authority.as_ref().map(|a| a.codes.clone()).unwrap_or_default()
    }
}

/// The rule files that are asked for: those named, else a folder `rules`, else those the program carries.
pub(super) fn rule_files(options: &RulesOptions) -> Result<RuleFiles, Fault> {
    match &options.rules {
        Some(path) if path.is_file() => {
            let mut files = RuleFiles::carried();
            files.read_files(&[path])?;
            Ok(files)
        }
        Some(path) => Ok(RuleFiles::folder(path)?.over_carried()?),
        None if Path::new("rules").is_dir() => Ok(RuleFiles::folder(Path::new("rules"))?.over_carried()?),
        None => Ok(RuleFiles::carried()),
    }
}

/// Loads the rules; faults are printed, and errors end the command.
pub(super) fn rules(options: &RulesOptions) -> Result<Opened, Fault> {
    let files = rule_files(options)?;
    let given = authority_file(options)?;
    let settings = given.as_ref().map(|a| a.settings.clone());
    let loaded = files.load(settings.as_ref());
    if !loaded.diagnostics.list.is_empty() {
        remark(&render_all(&loaded.sources, &loaded.diagnostics, error_style()));
    }
    let set = loaded.rules.ok_or(Fault::Found)?;
    let functions = Plugins::new(&set).map_err(|faults| {
        for (_, fault) in faults {
            remark(&format!("error: {fault}"));
        }
        Fault::Found
    })?;
    let comparators = comparators_of(&files, given.as_ref(), &set)?;
    let authority = given.map(|a| a.file);
    let id = files.hash(settings.as_ref().map(|s| s.text.as_str()));
    let calendar = authority.as_ref().map_or_else(england_calendar, |a: &AuthorityFile| a.calendar.clone());
    let rules = Rules {
        set,
        sources: loaded.sources,
        functions: Box::new(functions),
        files,
        settings,
        comparators,
        id,
        warnings: loaded.diagnostics,
    };
    Ok(Opened { rules, calendar, authority })
}

/// The figures of others; faults are printed, and errors end the command.
pub(super) fn comparators_of(
    files: &RuleFiles,
    authority: Option<&Authority>,
    set: &RuleSet,
) -> Result<Comparators, Fault> {
    let mut sources = authority.map(|a| a.sources.clone()).unwrap_or_default();
    let (found, faults) = comparators(files, authority.map(|a| &a.file.comparators), set, &mut sources);
    match faults.list.is_empty() {
        true => Ok(found),
        false => {
            remark(&render_all(&sources, &faults, error_style()));
            Err(Fault::Found)
        }
    }
}

/// An authority's file, and what of it the rules must agree to.
pub(super) struct Authority {
    pub(super) file: AuthorityFile,
    pub(super) settings: AuthoritySettings,
    /// Its text, which faults point into.
    sources: Sources,
}

/// The authority's file, when one is named.
pub(super) fn authority_file(options: &RulesOptions) -> Result<Option<Authority>, Fault> {
    let Some(path) = &options.authority else { return Ok(None) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| Fault::usage(format!("{name}: {e}")))?;
    let mut sources = Sources::default();
    let (file, faults) = AuthorityFile::parse(&name, &text, &mut sources);
    if !faults.list.is_empty() {
        remark(&render_all(&sources, &faults, error_style()));
    }
    if faults.has_errors() {
        return Err(Fault::Found);
    }
    let settings = authority_settings(&file, &name, &text);
    Ok(Some(Authority { file, settings, sources }))
}

/// Loads records and judges them; opaque keys are this run's own.
pub(super) fn engine(
    rules_options: &RulesOptions,
    records: &RecordsOptions,
    days: &DayOptions,
) -> Result<(Engine, LoadReport), Fault> {
    engine_with(Secret::random()?, rules_options, records, days)
}

/// Loads records and judges them.
pub(super) fn engine_with(
    secret: Secret,
    rules_options: &RulesOptions,
    records: &RecordsOptions,
    days: &DayOptions,
) -> Result<(Engine, LoadReport), Fault> {
    let as_at = days.as_at.unwrap_or_else(today);
    let Opened { rules, calendar, authority } = rules(rules_options)?;
    let codes = authority.as_ref().map(|a| a.codes.clone()).unwrap_or_default();
    let loaded = super::records::loaded(records, codes, &rules.set)?;
    let source = loaded.report.source.clone();
    let parts = EngineParts {
        rules,
        caseload: loaded.caseload,
        calendar,
        authority: authority.as_ref().map(|a| a.name.clone()),
        populations: authority.as_ref().map(authority_populations).unwrap_or_default(),
        roles: authority.map_or_else(Vec::new, |a| a.allocated_roles.into_iter().map(|r| r.text).collect()),
        as_at,
        secret,
        source,
    };
    let _shown = Progress::start("judging");
    Ok((Engine::new(parts, || ()), loaded.report))
}

/// The day asked, or the engine's own.
pub(super) fn as_at(days: &DayOptions, engine: &Engine) -> Day {
    days.as_at.unwrap_or(engine.as_at)
}
