//! `duecare test`.

use super::check::files;
use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use super::screen::{error_style, remark, style, write};
use crate::import::england_calendar;
use crate::judge::Plugins;
use crate::report::plain_table;
use crate::scenario::{MeasureReport, Reached, RuleReport, run_examples};
use crate::text::{many, render_all};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Which rules.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  duecare test rules\n  duecare test rules --authority northmere.toml")]
pub(super) struct TestArgs {
    /// Rule files or folders [default: ./rules, else the rules this program carries]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: RulesOptions,
}

pub(super) fn test(args: &TestArgs) -> Result<(), Fault> {
    let files = files(&args.paths, &args.rules)?;
    let settings = open::authority_file(&args.rules)?.map(|a| a.settings);
    let mut loaded = files.load(settings.as_ref());
    if !loaded.diagnostics.list.is_empty() {
        remark(&render_all(&loaded.sources, &loaded.diagnostics, error_style()));
    }
    if settings.is_some() && loaded.rules.is_some() {
        // The examples are of the rules as they are written, whatever an authority sets.
        loaded = files.load(None);
        remark(
            "the authority's settings fit the rules; the examples are run as written, without its settings and closures",
        );
    }
    let set = loaded.rules.ok_or(Fault::Found)?;
    let plugins = Plugins::new(&set).map_err(|faults| {
        faults.iter().for_each(|(_, fault)| remark(&format!("error: {fault}")));
        Fault::Found
    })?;
    let report = run_examples(&set, &england_calendar(), &plugins);
    let mut out = plain_table(
        &["rule", "examples", "failed", "stages", "arms"],
        &[1, 2, 3, 4],
        report.rules.iter().map(line).chain(report.measures.iter().map(measure_line)),
        None,
    );
    out.push('\n');
    if !report.diagnostics.list.is_empty() {
        out.push('\n');
        out.push_str(&render_all(&loaded.sources, &report.diagnostics, style()));
    }
    let (passed, failed) = report.examples();
    let (stages, arms) = report.coverage();
    let _ = writeln!(
        out,
        "\n{} passed, {failed} failed; stages {}; arms {}",
        many(passed, "example"),
        reached(stages),
        reached(arms)
    );
    write(None, &out)?;
    if report.diagnostics.has_errors() { Err(Fault::Found) } else { Ok(()) }
}

fn line(r: &RuleReport) -> Vec<String> {
    let name = if r.version > 1 { format!("{} v{}", r.id, r.version) } else { r.id.clone() };
    let part = |p: Reached| if p.of == 0 { String::new() } else { format!("{} of {}", p.reached, p.of) };
    vec![name, (r.passed + r.failed).to_string(), r.failed.to_string(), part(r.stages), part(r.arms)]
}

fn measure_line(m: &MeasureReport) -> Vec<String> {
    vec![
        format!("measure {}", m.id),
        (m.passed + m.failed).to_string(),
        m.failed.to_string(),
        String::new(),
        String::new(),
    ]
}

fn reached(p: Reached) -> String {
    let percent = (p.reached * 100).checked_div(p.of).unwrap_or(100);
    format!("{} of {} ({percent}%)", p.reached, p.of)
}
