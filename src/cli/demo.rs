//! `duecare demo`.

use super::export::{ExportFormat, Place, put_authority, write};
use super::fault::Fault;
use super::open;
use super::options::{DayOptions, RecordsOptions, RulesOptions};
use super::run::{told, unanswered};
use super::screen::{self, width};
use super::serve::{ListenOptions, answer};
use crate::calendar::to_long;
use crate::demo::{Options, Profile, generate};
use crate::report::{Filter, by_team, findings, teams_table};
use crate::text::many;
use clap::Args;
use std::path::PathBuf;

/// What to invent.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare demo\n  duecare demo --children 5000 --profile devon-2021-10 --no-serve\n  duecare demo --export cin-census --out census --no-serve"
)]
pub(super) struct DemoArgs {
    /// Write the records into this folder
    #[arg(long, value_name = "DIR", default_value = "demo")]
    out: PathBuf,
    /// How many children [default: 300; of an authority whose records are fitted to its report, as slough-2021-02, as
    /// many as it had, so that the figures of the report come out]
    #[arg(long, value_name = "N")]
    children: Option<u32>,
    /// Which authority: default, slough-2021-02, slough-2015-07, devon-2021-10, southampton-2021-01,
    /// slough-monitoring-visit, or a profile file (.toml)
    #[arg(long, value_name = "NAME", default_value = "default")]
    profile: String,
    /// The same seed gives the same records
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Write them in this format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ExportFormat::Ssd)]
    export: ExportFormat,
    /// Do not serve the pages afterwards
    #[arg(long)]
    no_serve: bool,
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    listen: ListenOptions,
}

pub(super) fn demo(args: &DemoArgs) -> Result<(), Fault> {
    let faulty = |e: crate::demo::DemoError| Fault::usage(e.to_string());
    let profile = match args.profile.ends_with(".toml") {
        true => Profile::load(std::path::Path::new(&args.profile)),
        false => Profile::named(&args.profile),
    };
    let profile = profile.map_err(faulty)?;
    let usual = if profile.fitted { profile.natural_children } else { Options::default().children };
    let options = Options { children: args.children.unwrap_or(usual), seed: args.seed, last_day: None };
    let made = generate(&profile, &options).map_err(faulty)?;
    let Place { records, from, files, rows } = write(args.export, &made, &args.out, &args.rules)?;
    let authority = put_authority(&profile, options.children, &args.out)?;
    let made = made.summary;
    let mut head = format!(
        "{}: {} in {}, {} in {}, {} in {}/; no child or worker in it is real\n",
        made.authority,
        many(made.children, "child"),
        many(made.families, "family"),
        many(made.workers, "worker"),
        many(made.teams, "team"),
        many(rows, "row"),
        args.out.display()
    );
    if args.export != ExportFormat::Ssd {
        let files = many(files as u64, "file");
        head += &format!("  {files}, read with `--records {} --from {from}`\n", records.display());
    }
    let mut rules = args.rules.clone();
    if rules.authority.is_none() {
        head += &format!("  its population, for rates, is read with `--authority {}`\n", authority.display());
        rules.authority = Some(authority);
    }
    screen::write(None, &head)?;
    let records = RecordsOptions { records: vec![records], from: vec![from], ..RecordsOptions::default() };
    let days = DayOptions { as_at: Some(made.last_day), known_on: None };
    let (engine, report) = open::engine(&rules, &records, &days)?;
    told(&report, false);
    let judged = engine.judged(None);
    let book = engine.book(&judged);
    let found = findings(&book, &Filter::default(), made.last_day);
    let lines = by_team(&book, &found);
    let table = teams_table(&lines, width(None));
    screen::write(None, &format!("\nAs at {}\n{table}\n", to_long(made.last_day)))?;
    unanswered(&engine, &judged);
    if args.no_serve { Ok(()) } else { answer(engine, &args.listen, None) }
}
