//! `duecare requirements`.

use super::fault::Fault;
use super::lines::{LineOptions, sound};
use super::open;
use super::options::RulesOptions;
use crate::demo::{DemoError, Profile};
use crate::report::{How, REQUIREMENT_COLUMNS, requirement_lines, requirements_json, requirements_text};
use crate::service::{PrintedFigure, PrintedReport, requirements as requirements_of};
use clap::{Args, CommandFactory, ValueEnum};

/// Whether a row is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Done {
    /// From the records
    Computed,
    /// As a fact taken from the report, with its source
    Imported,
    /// Not: its words are kept as data
    Narrative,
    /// Not at all, with the reason
    Cannot,
}

impl Done {
    fn how(self) -> How {
        match self {
            Done::Computed => How::Computed,
            Done::Imported => How::Imported,
            Done::Narrative => How::Narrative,
            Done::Cannot => How::Cannot,
        }
    }
}

/// Which rows.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare requirements\n  duecare requirements --how cannot\n  duecare requirements --format csv --output requirements.csv\n\nThe rows are those of requirements.toml in the folder of the rules, with the printed figures of the profiles. The commands that read `--records demo` are for the records that `duecare demo --profile REPORT --no-serve` writes."
)]
pub(super) struct RequirementsArgs {
    /// Only the rows that are done so
    #[arg(long, value_enum, value_name = "HOW", help_heading = "Which")]
    how: Option<Done>,
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    output: LineOptions,
}

pub(super) fn requirements(args: &RequirementsArgs) -> Result<(), Fault> {
    let reports = reports().map_err(|e| Fault::usage(e.to_string()))?;
    let mut opened = open::rules(&args.rules)?;
    let Some((mut rows, faults)) = requirements_of(&mut opened.rules, &reports, &is_command) else {
        return Err(Fault::usage(
            "these rules have no requirements: their folder holds no requirements.toml".to_owned(),
        ));
    };
    sound(&faults, &opened.rules.sources)?;
    if let Some(done) = args.how {
        rows.retain(|row| row.how == done.how());
    }
    let lines = (REQUIREMENT_COLUMNS.as_slice(), requirement_lines(&rows));
    args.output.write(|| requirements_text(&rows), || requirements_json(&rows), lines)
}

/// What the profiles that were made from a report say of it.
fn reports() -> Result<Vec<PrintedReport>, DemoError> {
    let mut out = Vec::new();
    for name in Profile::names() {
        let profile = Profile::named(name)?;
        if profile.report.is_none() {
            continue;
        }
        let figures = profile.figures.into_iter().map(|f| PrintedFigure {
            id: f.id,
            row: f.source.row,
            what: f.what,
            measure: f.measure,
            because: f.because,
        });
        out.push(PrintedReport {
            name: name.to_owned(),
            last_day: profile.last_day,
            figures: figures.collect(),
        });
    }
    Ok(out)
}

/// Whether `duecare COMMAND --option ...` names a command and options of it; what follows an option is not looked at.
fn is_command(words: &str) -> bool {
    let mut words = words.split_whitespace().skip(1);
    let all = super::Cli::command();
    let Some(command) = words.next().and_then(|name| all.find_subcommand(name)) else { return false };
    let options = words.filter_map(|word| word.strip_prefix("--"));
    options.into_iter().all(|option| command.get_arguments().any(|known| known.get_long() == Some(option)))
}
