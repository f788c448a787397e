//! `duecare check`.

use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use super::screen::{style, write};
use crate::lang::Loaded;
use crate::lang::checked::RuleSet;
use crate::service::RuleFiles;
use crate::text::{Diagnostic, many, render_all};
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Which rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare check rules\n  duecare check my-standards.care\n  duecare check --authority northmere.toml"
)]
pub(super) struct CheckArgs {
    /// Rule files or folders [default: ./rules, else the rules this program carries]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: RulesOptions,
}

/// The files named; single files are read with the vocabulary the program carries beside them.
pub(super) fn files(paths: &[PathBuf], rules: &RulesOptions) -> Result<RuleFiles, Fault> {
    if paths.is_empty() {
        return open::rule_files(rules);
    }
    let mut files = RuleFiles::default();
    for path in paths.iter().filter(|p| p.is_dir()) {
        files.read_folder(path)?;
    }
    if files.care.is_empty() {
        files = match rules.rules {
            Some(_) => open::rule_files(rules)?,
            None => RuleFiles::carried(),
        };
    } else {
        files = files.over_carried()?;
    }
    let mut single: Vec<&Path> = Vec::new();
    for path in paths.iter().filter(|p| !p.is_dir()) {
        if !single.contains(&path.as_path()) {
            single.push(path);
        }
    }
    files.read_files(&single)?;
    Ok(files)
}

pub(super) fn check(args: &CheckArgs) -> Result<(), Fault> {
    let files = files(&args.paths, &args.rules)?;
    let authority = open::authority_file(&args.rules)?;
    let settings = authority.as_ref().map(|a| &a.settings);
    let loaded = files.load(settings);
    if let Some(set) = &loaded.rules {
        open::comparators_of(&files, authority.as_ref(), set)?;
    }
    let mut out = render_all(&loaded.sources, &loaded.diagnostics, style());
    let counts = loaded.diagnostics.counts();
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = match &loaded.rules {
        Some(set) => writeln!(out, "{}: {}", held(set), said(counts)),
        None => writeln!(out, "{} in {}", said(counts), places(&loaded)),
    };
    write(None, &out)?;
    if counts.0 > 0 { Err(Fault::Found) } else { Ok(()) }
}

/// What a rule set holds.
fn held(set: &RuleSet) -> String {
    let mut ids: Vec<(&str, bool)> = set.standards.iter().map(|s| (s.id.as_str(), s.check)).collect();
    ids.dedup();
    let checks = ids.iter().filter(|(_, check)| *check).count();
    let mut said = many(ids.len() - checks, "standard");
    if checks > 0 {
        said += &format!(", {}", many(checks, "check"));
    }
    format!("{said}, {} and {}", many(set.measures.len(), "measure"), many(set.themes.len(), "theme"))
}

/// The one file that holds every fault, or how many do.
fn places(loaded: &Loaded) -> String {
    let named =
        |d: &Diagnostic| d.span.and_then(|s| loaded.sources.get(s.source)).map(|s| s.name.to_string());
    let mut names: Vec<String> = loaded.diagnostics.list.iter().filter_map(named).collect();
    names.dedup();
    match names.as_slice() {
        [one] => one.clone(),
        several => many(several.len(), "file"),
    }
}

fn said(counts: (usize, usize)) -> String {
    match counts {
        (0, 0) => "no errors".to_owned(),
        (0, w) => format!("no errors, {}", many(w, "warning")),
        (e, 0) => many(e, "error"),
        (e, w) => format!("{}, {}", many(e, "error"), many(w, "warning")),
    }
}
