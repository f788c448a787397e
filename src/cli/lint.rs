//! `duecare lint`.

use super::check::files;
use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use super::screen::{remark, style, write};
use crate::lang::lint::Finding;
use crate::service::{Linted, linted};
use crate::text::{Diagnostics, Sources, many, render, render_all};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Which rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare lint rules\n  duecare lint my-standards.care\n  duecare lint rules --allowed\n\nWhat is right where it stands is named in lint.toml in the folder of the rules, with a reason."
)]
pub(super) struct LintArgs {
    /// Rule files or folders [default: ./rules, else the rules this program carries]
    paths: Vec<PathBuf>,
    /// Print what is allowed, too, each with its reason
    #[arg(long)]
    allowed: bool,
    /// In which form
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    format: LintFormat,
    #[command(flatten)]
    rules: RulesOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LintFormat {
    /// For reading
    Text,
    /// One JSON document
    Json,
}

pub(super) fn lint(args: &LintArgs) -> Result<(), Fault> {
    let files = files(&args.paths, &args.rules)?;
    let settings = open::authority_file(&args.rules)?.map(|a| a.settings);
    let mut loaded = files.load(settings.as_ref());
    let Some(set) = &loaded.rules else {
        remark(&render_all(&loaded.sources, &loaded.diagnostics, style()));
        return Err(Fault::Found);
    };
    let found = linted(&files, set, &loaded.diagnostics, &mut loaded.sources);
    match args.format {
        LintFormat::Text => write(None, &text(&found, &loaded.sources, args.allowed))?,
        LintFormat::Json => write(None, &format!("{:#}\n", as_json(&found, &loaded.sources)))?,
    }
    let clean = found.findings.is_empty() && found.faults.list.is_empty();
    if clean { Ok(()) } else { Err(Fault::Found) }
}

fn text(found: &Linted, sources: &Sources, allowed: bool) -> String {
    let mut all = found.faults.clone();
    all.list.extend(found.findings.iter().map(|f| f.fault.clone()));
    let mut out = render_all(sources, &all, style());
    if !out.is_empty() {
        out.push('\n');
    }
    if allowed {
        for (finding, reason) in &found.allowed {
            let at =
                place(finding, sources).map(|(file, line, _)| format!("{file}:{line}: ")).unwrap_or_default();
            out += &format!("{at}allowed[{}] {}: {reason}\n", finding.fault.code, finding.about);
        }
    }
    let faults = match found.faults.counts().0 {
        0 => String::new(),
        n => format!("{} in lint.toml, ", many(n, "error")),
    };
    let number = many(found.findings.len(), "finding");
    out += &format!("{faults}{number}, {} allowed with a reason\n", found.allowed.len());
    out
}

fn place(f: &Finding, sources: &Sources) -> Option<(String, u32, u32)> {
    let span = f.fault.span?;
    let source = sources.get(span.source)?;
    let at = source.position(span.start);
    Some((source.name.to_string(), at.line, at.column))
}

fn as_json(found: &Linted, sources: &Sources) -> Value {
    let one = |f: &Finding, reason: Option<&String>| {
        let (file, line, column) =
            place(f, sources).map_or((None, None, None), |(a, b, c)| (Some(a), Some(b), Some(c)));
        json!({
            "code": f.fault.code, "about": f.about, "file": file, "line": line, "column": column,
            "message": f.fault.message, "help": f.fault.help, "reason": reason,
        })
    };
    let findings: Vec<Value> = found.findings.iter().map(|f| one(f, None)).collect();
    let allowed: Vec<Value> = found.allowed.iter().map(|(f, reason)| one(f, Some(reason))).collect();
    json!({ "findings": findings, "allowed": allowed, "faults": faults(&found.faults, sources) })
}

fn faults(all: &Diagnostics, sources: &Sources) -> Vec<String> {
    all.list.iter().map(|d| render(sources, d, crate::text::Style::Plain)).collect()
}
