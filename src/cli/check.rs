//! `duecare check`.

use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use super::screen::{style, write};
use crate::lang::load_rules;
use crate::service::RuleFiles;
use crate::text::render_all;
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

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
    }
    let single: Vec<&PathBuf> = paths.iter().filter(|p| !p.is_dir()).collect();
    for (n, path) in single.iter().enumerate() {
        // Each stands in for the file of its name, so a second of that name would put the first out unseen.
        if let Some(other) = single.iter().take(n).find(|o| o.file_name() == path.file_name()) {
            let words = format!("{} and {} have one name", other.display(), path.display());
            return Err(Fault::with_help(
                words,
                "name them in two commands, or name the folder that holds both",
            ));
        }
    }
    for path in single {
        files.read_file(path)?;
    }
    Ok(files)
}

pub(super) fn check(args: &CheckArgs) -> Result<(), Fault> {
    let files = files(&args.paths, &args.rules)?;
    let (authority, text) = open::authority_file(&args.rules)?;
    let settings = authority.as_ref().map(|a| super::authority::settings(a, &text));
    let loaded = load_rules(&files.care, &|name| files.other(name), settings.as_ref());
    let mut out = render_all(&loaded.sources, &loaded.diagnostics, style());
    let (errors, warnings) = loaded.diagnostics.counts();
    let what = match &loaded.rules {
        Some(set) => {
            let mut ids: Vec<&str> = set.standards.iter().map(|s| s.id.as_str()).collect();
            ids.dedup();
            format!(
                "{} standards, {} measures and {} themes",
                ids.len(),
                set.measures.len(),
                set.themes.len()
            )
        }
        None => format!("{} files", files.care.len()),
    };
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{what}: {}", said(errors, warnings));
    write(None, &out)?;
    if errors > 0 { Err(Fault::Found) } else { Ok(()) }
}

fn said(errors: usize, warnings: usize) -> String {
    let many = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "no errors".to_owned(),
        (0, w) => format!("no errors, {}", many(w, "warning")),
        (e, 0) => many(e, "error"),
        (e, w) => format!("{}, {}", many(e, "error"), many(w, "warning")),
    }
}
