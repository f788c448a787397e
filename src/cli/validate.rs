//! `duecare validate`.

use super::fault::Fault;
use super::screen::{error_style, open, remark, width, write};
use crate::import::{ReturnSource, england_calendar, read_return, return_kind};
use crate::paper::validation_book;
use crate::report::{Validation, rule_text, validation_csv, validation_json, validation_table};
use crate::service::{ReturnRules, ReturnRulesFault, RuleFiles, validate_as};
use crate::text::render_all;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

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
    after_help = "Examples:\n  duecare validate census.xml\n  duecare validate census.xml --output census.xlsx\n  duecare validate folder-of-csv --format csv --output places.csv\n  duecare validate this-year --last-year last-year --providers providers.csv --postcodes postcodes.csv --council E08000032\n  duecare validate --explain 503A --return ssda903\n\nIt ends with 1 when an error remains or something of the return was not read; queries are listed, and end it with 0."
)]
pub(super) struct ValidateArgs {
    /// The return as it will be sent: an XML file, or CSV files (or a folder of them) named as its tables
    #[arg(required_unless_present = "explain", value_name = "RETURN")]
    paths: Vec<PathBuf>,
    /// Say what a rule asks and what a blank in each field does, and check nothing
    #[arg(long, value_name = "RULE", conflicts_with = "paths", help_heading = "Rules")]
    explain: Option<String>,
    /// Which return it is: cin or ssda903 [default: as its files say, else cin]
    #[arg(long = "return", value_name = "NAME", help_heading = "Rules")]
    of: Option<String>,
    /// The year of the rules, for example 2025-26; of a return that does not say its year also the collection year
    /// [default: as the return says, else the newest]
    #[arg(long, value_name = "YEAR", help_heading = "Rules")]
    year: Option<String>,
    /// Rules of your own: a folder checks/RETURN/YEAR
    #[arg(long, value_name = "DIR", conflicts_with_all = ["of", "year"], help_heading = "Rules")]
    rules: Option<PathBuf>,
    /// Last year's return, a file or a folder: what is told again must agree with it (SSDA903)
    #[arg(long, value_name = "PATH", conflicts_with = "explain", help_heading = "Beside the return")]
    last_year: Vec<PathBuf>,
    /// Ofsted's list of providers, a CSV with URN, POSTCODE, REG_END (the day it closed), PLACE_CODES and
    /// PROVIDER_CODES (what it offers, as K1,K2) and LA_CODE_INFERRED
    #[arg(long, value_name = "FILE", conflicts_with = "explain", help_heading = "Beside the return")]
    providers: Option<PathBuf>,
    /// A list of postcodes, a CSV with postcode, laua, easting and northing as the ONS directory has it: the authority of a
    /// placement and its distance from home in miles
    #[arg(long, value_name = "FILE", conflicts_with = "explain", help_heading = "Beside the return")]
    postcodes: Option<PathBuf>,
    /// The council's code, as the list of postcodes has it (E08000032)
    #[arg(long, value_name = "CODE", conflicts_with = "explain", help_heading = "Beside the return")]
    council: Option<String>,
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
    let all = rules_of(args)?;
    let found = all.iter().find_map(|rules| rule_text(&rules.set, &rules.sources, code));
    let Some(text) = found else {
        let known = all.iter().map(|r| format!("{} {}", r.of, r.year)).collect::<Vec<_>>().join(" or ");
        let words = format!("there is no rule `{code}` in {known}");
        return Err(Fault::with_help(words, "name it by its code, for example 8500 or 8873Q"));
    };
    write(args.output.as_deref(), &text)
}

/// The rules asked for; of every return where none is named.
fn rules_of(args: &ValidateArgs) -> Result<Vec<ReturnRules>, Fault> {
    if let Some(folder) = &args.rules {
        return Ok(vec![ReturnRules::folder(folder)?]);
    }
    let all = || RuleFiles::carried_returns().into_keys().collect();
    let returns: Vec<String> = args.of.clone().map_or_else(all, |of| vec![of]);
    let carried = returns.iter().map(|of| Ok(ReturnRules::carried(of, args.year.as_deref())?));
    carried.collect()
}

fn validated(args: &ValidateArgs) -> Result<Validation, Fault> {
    let year = args.year.as_deref();
    let source = ReturnSource {
        files: args.paths.clone(),
        last_year: args.last_year.clone(),
        providers: args.providers.clone(),
        postcodes: args.postcodes.clone(),
        council: args.council.clone(),
    };
    let read = |rules: &ReturnRules| {
        read_return(&source, rules.vocabulary(), rules.collection(year))
            .map_err(|e| Fault::usage(e.to_string()))
    };
    match &args.rules {
        None => {
            let of = args.of.as_deref().or_else(|| return_kind(&args.paths)).unwrap_or("cin");
            validate_as(of, year, read)
        }
        Some(folder) => {
            let rules = ReturnRules::folder(folder)?;
            Ok(rules.validate(&read(&rules)?, &england_calendar()))
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
