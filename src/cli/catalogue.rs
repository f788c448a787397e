//! `duecare catalogue`.

use super::fault::Fault;
use super::lines::{LineOptions, sound};
use super::open;
use super::options::RulesOptions;
use crate::report::{CATALOGUE_COLUMNS, catalogue_json, catalogue_lines, catalogue_text};
use crate::service::catalogue as catalogue_of;
use clap::Args;

/// Which rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare catalogue\n  duecare catalogue --format csv --output catalogue.csv\n  duecare catalogue --rules my-rules --format json\n\nThe rows are those of catalogue.toml in the folder of the rules. A row with a reason is done in part, or, where no rule is named, not done."
)]
pub(super) struct CatalogueArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    output: LineOptions,
}

pub(super) fn catalogue(args: &CatalogueArgs) -> Result<(), Fault> {
    let mut opened = open::rules(&args.rules)?;
    let Some((catalogue, faults)) = catalogue_of(&mut opened.rules) else {
        return Err(Fault::usage(
            "these rules have no catalogue: their folder holds no catalogue.toml".to_owned(),
        ));
    };
    sound(&faults, &opened.rules.sources)?;
    let lines = (CATALOGUE_COLUMNS.as_slice(), catalogue_lines(&catalogue));
    args.output.write(|| catalogue_text(&catalogue), || catalogue_json(&catalogue), lines)
}
