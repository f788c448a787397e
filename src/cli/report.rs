//! `duecare report`.

use super::export::{Between, put_authority};
use super::fault::Fault;
use super::open;
use super::options::{DayOptions, RecordsOptions, RulesOptions};
use super::progress::Progress;
use super::run::{told, unanswered};
use super::screen::{self, remark, width};
use crate::calendar::to_long;
use crate::demo::{Figure, Options, Profile, generate, write_tables};
use crate::paper::{Paper, Printed, paper_book, paper_html, paper_text, write_paper_csv, write_paper_json};
use crate::service::PaperAsked;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// In which form a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PaperFormat {
    /// For reading
    Text,
    /// Comma-separated values, a line a cell
    Csv,
    /// One JSON document
    Json,
    /// An Excel workbook, a sheet a section; needs --output
    Xlsx,
    /// One HTML file with charts that needs nothing else
    Html,
}

/// What is done with figures of few children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SmallNumbers {
    /// Do not show them: for a report that leaves the team
    Hide,
    /// Show them: for the team's own use
    Show,
}

/// Which report.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare report --like slough-2021-02 --records extract --as-at 2021-03-31\n  duecare report --like devon-2021-10 --records extract --format html --output report.html\n  duecare report --layout ours.toml --records extract --format xlsx --output report.xlsx\n  duecare report --like slough-2021-02 --invented --small-numbers show"
)]
pub(super) struct ReportArgs {
    /// Laid out like this one: slough-2021-02, slough-2015-07, devon-2021-10, southampton-2021-01,
    /// slough-monitoring-visit, or another of the folder `reports` of the rules
    #[arg(long, value_name = "NAME", required_unless_present = "layout", help_heading = "Which")]
    like: Option<String>,
    /// Laid out as this file (.toml) says
    #[arg(long, value_name = "FILE", conflicts_with = "like", help_heading = "Which")]
    layout: Option<PathBuf>,
    /// Count only what this team is responsible for (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    team: Vec<String>,
    /// Figures of 1 to 5 children
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = SmallNumbers::Hide, help_heading = "Which")]
    small_numbers: SmallNumbers,
    /// Put beside each figure what the report it is laid out like prints
    #[arg(long, requires = "like", help_heading = "Which")]
    printed: bool,
    /// Make the authority that the report's profile invents, as at its last day, and put what is printed beside
    #[arg(long, requires = "like", conflicts_with_all = ["records", "from", "id_map", "strict"], help_heading = "Records")]
    invented: bool,
    /// The seed of an invented authority
    #[arg(long, value_name = "N", default_value_t = 1, requires = "invented", help_heading = "Records")]
    seed: u64,
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    #[command(flatten)]
    days: DayOptions,
    /// In which form
    #[arg(long, value_enum, default_value_t = PaperFormat::Text, help_heading = "Output")]
    format: PaperFormat,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", required_if_eq("format", "xlsx"), help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(super) fn report(args: &ReportArgs) -> Result<(), Fault> {
    let files = open::rule_files(&args.rules)?;
    let (file, text) = match (&args.like, &args.layout) {
        (Some(name), _) => files.layout(name).map(|(file, text)| (file, text.to_owned()))?,
        (None, Some(path)) => (path.display().to_string(), read(path)?),
        (None, None) => return Err(Fault::usage("name a report with --like, or a layout with --layout")),
    };
    let (mut rules, mut days, mut records) = (args.rules.clone(), args.days.clone(), args.records.clone());
    let profile = args.like.as_deref().filter(|_| args.printed || args.invented).map(profile).transpose()?;
    // Kept until the records are loaded.
    let _folder = match &profile {
        Some(profile) if args.invented => {
            let (folder, authority) = invent(profile, args.seed)?;
            records =
                RecordsOptions { records: vec![folder.0.clone()], from: vec!["ssd".to_owned()], ..records };
            rules.authority.get_or_insert(authority);
            days.as_at.get_or_insert(profile.last_day);
            Some(folder)
        }
        _ => None,
    };
    let (engine, loaded) = open::engine(&rules, &records, &days)?;
    let as_at = open::as_at(&days, &engine);
    let layout = engine.layout(&file, &text).map_err(|e| Fault::usage(e.to_string()))?;
    let judged = engine.judged(days.known_on);
    let asked = PaperAsked {
        teams: args.team.clone(),
        hide: args.small_numbers == SmallNumbers::Hide,
        // A report sets its own figures by hand, not those of other records.
        by_hand: args.layout.is_some() || profile.is_some(),
        printed: profile.as_ref().map(printed),
    };
    let paper = {
        let _shown = Progress::start("working measures out");
        engine.paper(&judged, &layout, &asked, as_at)?
    };
    told(&loaded, false);
    write(&paper, args)?;
    if args.format == PaperFormat::Text {
        remark(&format!("as at {}", to_long(as_at)));
    }
    unanswered(&engine, &judged);
    Ok(())
}

fn read(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path).map_err(|e| Fault::usage(format!("{}: {e}", path.display())))
}

fn profile(name: &str) -> Result<Profile, Fault> {
    Profile::named(name).map_err(|e| Fault::usage(e.to_string()))
}

/// The records of a profile at its natural size, in a folder that goes when it is no longer needed.
fn invent(profile: &Profile, seed: u64) -> Result<(Between, PathBuf), Fault> {
    let _shown = Progress::start("inventing records");
    let folder = Between::new(std::env::temp_dir().join(format!("duecare-{}", std::process::id())))?;
    let options = Options { children: profile.natural_children, seed, last_day: None };
    let made = generate(profile, &options).map_err(|e| Fault::usage(e.to_string()))?;
    write_tables(&made, &folder.0).map_err(|e| Fault::usage(e.to_string()))?;
    let authority = put_authority(profile, profile.natural_children, &folder.0)?;
    Ok((folder, authority))
}

/// What a report prints, in the digits and units that figures here have.
fn printed(profile: &Profile) -> BTreeMap<String, Printed> {
    let one = |f: &Figure| {
        let places = usize::from(f.places);
        // A report that prints 0.00% beside figures with one place means no more than that.
        let written = f.previous.map(|v| v.to_string()).unwrap_or_default();
        let last = places.min(written.split_once('.').map_or(1, |(_, after)| after.len()));
        let one_group = match (f.group.as_slice(), f.part, f.as_at) {
            ([group], None, None) => f.measure.clone().map(|measure| (measure, group.clone())),
            _ => None,
        };
        let (value, last) = (digits(f, f.value, places), digits(f, f.previous, last));
        (f.id.clone(), Printed { value, last, group: one_group })
    };
    profile.figures.iter().map(one).collect()
}

fn digits(figure: &Figure, value: Option<f64>, places: usize) -> String {
    let sign = if figure.unit == "percent" { "%" } else { "" };
    value.map(|v| format!("{v:.places$}{sign}")).unwrap_or_default()
}

fn write(paper: &Paper, args: &ReportArgs) -> Result<(), Fault> {
    let output = args.output.as_deref();
    let failed = |e: String| Fault::usage(format!("the report cannot be written: {e}"));
    // What can fail is made before the file is opened.
    let bytes = match args.format {
        PaperFormat::Text => paper_text(paper, width(output)).into_bytes(),
        PaperFormat::Html => paper_html(paper).map_err(failed)?.into_bytes(),
        PaperFormat::Xlsx => paper_book(paper).map_err(|e| failed(e.to_string()))?,
        PaperFormat::Csv => {
            let mut out = Vec::new();
            write_paper_csv(&mut out, paper)?;
            out
        }
        PaperFormat::Json => {
            let mut out = Vec::new();
            write_paper_json(&mut out, paper)?;
            out
        }
    };
    let mut out = screen::open(output)?;
    out.write_all(&bytes)?;
    Ok(out.flush()?)
}
