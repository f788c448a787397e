//! `duecare fmt`.

use super::fault::Fault;
use super::screen::{remark, style, write};
use crate::lang::{format::format, parse::parse};
use crate::service::RuleFiles;
use crate::text::{Sources, many, render_all};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Which rules.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  duecare fmt rules\n  duecare fmt --check rules my-standards.care")]
pub(super) struct FmtArgs {
    /// Rule files or folders [default: ./rules]
    paths: Vec<PathBuf>,
    /// Change nothing; name the files that are not in the one form, and end with status 1
    #[arg(long)]
    check: bool,
}

pub(super) fn fmt(args: &FmtArgs) -> Result<(), Fault> {
    let usual = [PathBuf::from("rules")];
    let paths = if args.paths.is_empty() { &usual[..] } else { &args.paths };
    let mut files = RuleFiles::default();
    for path in paths {
        match path.is_dir() {
            true => files.read_folder(path)?,
            false => files.add_file(path)?,
        }
    }
    let (mut out, mut other, mut faulty) = (String::new(), 0, false);
    for (name, text) in &files.care {
        let mut sources = Sources::default();
        let (tree, faults) = parse(sources.add(name, text), text);
        if faults.has_errors() {
            // A file with faults is left as it is: what is not understood cannot be laid out.
            out.push_str(&render_all(&sources, &faults, style()));
            faulty = true;
            continue;
        }
        let formed = format(&tree, text);
        if formed == *text {
            continue;
        }
        other += 1;
        if args.check {
            let _ = writeln!(out, "{name}: not in the one form");
        } else {
            std::fs::write(name, formed).map_err(|e| Fault::usage(format!("{name}: {e}")))?;
            let _ = writeln!(out, "{name}: written anew");
        }
    }
    write(None, &out)?;
    let same = files.care.len() - other;
    let what = match (args.check, other) {
        (false, _) => "written anew",
        (true, 1) => "differs",
        (true, _) => "differ",
    };
    remark(&format!("{other} of {} {what}", many(other + same, "file")));
    if faulty || (args.check && other > 0) { Err(Fault::Found) } else { Ok(()) }
}
