//! `duecare catalogue`.

use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use super::screen::{error_style, remark, write};
use crate::report::{CATALOGUE_COLUMNS, catalogue_json, catalogue_lines, catalogue_text, write_csv_lines};
use crate::service::catalogue as catalogue_of;
use crate::text::render_all;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For reading
    Text,
    /// Comma-separated values, a line for each row
    Csv,
    /// One JSON document
    Json,
}

/// Which rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare catalogue\n  duecare catalogue --format csv --output catalogue.csv\n  duecare catalogue --rules my-rules --format json\n\nThe rows are those of catalogue.toml in the folder of the rules. A row with a reason is done in part, or, where no rule is named, not done."
)]
pub(super) struct CatalogueArgs {
    #[command(flatten)]
    rules: RulesOptions,
    /// In which form
    #[arg(long, value_enum, default_value_t = Form::Text, help_heading = "Output")]
    format: Form,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(super) fn catalogue(args: &CatalogueArgs) -> Result<(), Fault> {
    let mut opened = open::rules(&args.rules)?;
    let Some((catalogue, faults)) = catalogue_of(&mut opened.rules) else {
        return Err(Fault::usage(
            "these rules have no catalogue: their folder holds no catalogue.toml".to_owned(),
        ));
    };
    if !faults.list.is_empty() {
        remark(&render_all(&opened.rules.sources, &faults, error_style()));
    }
    if faults.has_errors() {
        return Err(Fault::Found);
    }
    let text = match args.format {
        Form::Text => catalogue_text(&catalogue),
        Form::Json => format!("{:#}\n", catalogue_json(&catalogue)),
        Form::Csv => {
            let mut bytes = Vec::new();
            write_csv_lines(&mut bytes, &CATALOGUE_COLUMNS, catalogue_lines(&catalogue))?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
    };
    write(args.output.as_deref(), &text)
}
