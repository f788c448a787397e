//! `duecare validate`.

use super::fault::Fault;
use super::screen::{error_style, open, remark, width, write};
use crate::import::{england_calendar, read_return};
use crate::paper::validation_book;
use crate::record::Vocabulary;
use crate::report::{Validation, rule_text, validation_csv, validation_json, validation_table};
use crate::service::{ReturnRules, ReturnRulesFault, validate_as};
use crate::text::render_all;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// In which form what was found is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ValidateFormat {
    /// The rules, for reading
    Table,
    /// The failing places, comma-separated
    Csv,
    /// One JSON document: every rule, every place, the records that made it so
    Json,
    /// An Excel workbook: the failing places, and every rule; needs --output
    Xlsx,
}

/// Which return.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare validate census.xml\n  duecare validate census.xml --output census.xlsx\n  duecare validate folder-of-csv --format csv --output places.csv\n\nIt ends with 1 when an error remains or something of the return was not read; queries are listed, and end it with 0."
)]
pub(super) struct ValidateArgs {
    /// The return as it will be sent: an XML file, or CSV files (or a folder of them) named as its tables
    #[arg(required_unless_present = "explain", value_name = "RETURN")]
    paths: Vec<PathBuf>,
    /// Say what a rule asks and what a blank in each field does, and check nothing
    #[arg(long, value_name = "RULE", conflicts_with = "paths", help_heading = "Rules")]
    explain: Option<String>,
    /// Which return it is
    #[arg(long = "return", value_name = "NAME", default_value = "cin", help_heading = "Rules")]
    of: String,
    /// The year of the rules, for example 2025-26 [default: as the return says, else the newest]
    #[arg(long, value_name = "YEAR", help_heading = "Rules")]
    year: Option<String>,
    /// Rules of your own: a folder checks/RETURN/YEAR
    #[arg(long, value_name = "DIR", conflicts_with_all = ["of", "year"], help_heading = "Rules")]
    rules: Option<PathBuf>,
    /// In which form [default: table; of --output by its ending]
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<ValidateFormat>,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(super) fn validate(args: &ValidateArgs) -> Result<(), Fault> {
    if let Some(code) = &args.explain {
        return explained(args, code);
    }
    let form = form(args)?;
    let found = validated(args)?;
    let output = args.output.as_deref();
    match form {
        ValidateFormat::Table => write(output, &validation_table(&found, width(output)))?,
        ValidateFormat::Csv => {
            let text =
                validation_csv(&found).map_err(|e| Fault::usage(format!("the list cannot be made: {e}")))?;
            write(output, &text)?;
        }
        ValidateFormat::Json => write(output, &format!("{:#}\n", validation_json(&found)))?,
        ValidateFormat::Xlsx => book(&found, output)?,
    }
    if output.is_some() {
        remark(&found.counts());
        found.remarks().for_each(|note| remark(&format!("  {note}")));
    }
    if found.is_sound() { Ok(()) } else { Err(Fault::Found) }
}

fn explained(args: &ValidateArgs, code: &str) -> Result<(), Fault> {
    let rules = rules_of(args)?;
    let Some(text) = rule_text(&rules.set, &rules.sources, code) else {
        let words = format!("there is no rule `{code}` in {} {}", rules.of, rules.year);
        return Err(Fault::with_help(words, "name it by its code, for example 8500 or 8873Q"));
    };
    write(args.output.as_deref(), &text)
}

fn rules_of(args: &ValidateArgs) -> Result<ReturnRules, Fault> {
    Ok(match &args.rules {
        Some(folder) => ReturnRules::folder(folder)?,
        None => ReturnRules::carried(&args.of, args.year.as_deref())?,
    })
}

fn validated(args: &ValidateArgs) -> Result<Validation, Fault> {
    let read = |vocabulary: &Arc<Vocabulary>| {
        read_return(&args.paths, vocabulary).map_err(|e| Fault::usage(e.to_string()))
    };
    match &args.rules {
        None => validate_as(&args.of, args.year.as_deref(), read),
        Some(folder) => {
            let rules = ReturnRules::folder(folder)?;
            Ok(rules.validate(&read(rules.vocabulary())?, &england_calendar()))
        }
    }
}

impl From<ReturnRulesFault> for Fault {
    fn from(fault: ReturnRulesFault) -> Fault {
        match fault {
            ReturnRulesFault::Faulty { faults, sources } => {
                remark(&render_all(&sources, &faults, error_style()));
                Fault::Found
            }
            other => Fault::usage(other.to_string()),
        }
    }
}

/// The form asked for, else that of the ending of the output.
fn form(args: &ValidateArgs) -> Result<ValidateFormat, Fault> {
    let ending =
        args.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str()).map(str::to_lowercase);
    match (args.format, ending.as_deref()) {
        (Some(ValidateFormat::Xlsx), None) if args.output.is_none() => Err(Fault::with_help(
            "a workbook cannot be shown on a terminal",
            "say where with --output FILE.xlsx",
        )),
        (Some(form), _) => Ok(form),
        (None, Some("csv")) => Ok(ValidateFormat::Csv),
        (None, Some("json")) => Ok(ValidateFormat::Json),
        (None, Some("xlsx")) => Ok(ValidateFormat::Xlsx),
        (None, _) => Ok(ValidateFormat::Table),
    }
}

fn book(found: &Validation, output: Option<&Path>) -> Result<(), Fault> {
    let bytes =
        validation_book(found).map_err(|e| Fault::usage(format!("the workbook cannot be made: {e}")))?;
    let mut out = open(output)?;
    std::io::Write::write_all(&mut out, &bytes)?;
    Ok(std::io::Write::flush(&mut out)?)
}
