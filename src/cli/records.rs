//! The records that a command reads: one source, or several that make one caseload.

use super::dates::today;
use super::fault::Fault;
use super::options::RecordsOptions;
use super::progress::Progress;
use super::screen::remark;
use crate::import::{AnotherSource, CodeOverrides, LoadRequest, Loaded, STATISTICS, SourceKind, load};
use crate::lang::checked::RuleSet;
use crate::record::AgreementTerms;
use std::sync::Arc;

/// The load that the options ask for.
pub(super) fn request(options: &RecordsOptions, codes: CodeOverrides) -> Result<LoadRequest, Fault> {
    let mut sources = Vec::new();
    let one_for_all = options.from.len() <= 1;
    if !one_for_all && options.from.len() != options.records.len() {
        return Err(Fault::with_help(
            format!("{} formats are named for {} sources", options.from.len(), options.records.len()),
            "give `--from` once, or once for each `--records`, in the same order",
        ));
    }
    for (place, records) in options.records.iter().enumerate() {
        let name = if one_for_all { options.from.first() } else { options.from.get(place) };
        let from = source_kind(name.map_or("auto", String::as_str))?;
        sources.push(AnotherSource { from, records: records.clone() });
    }
    if options.id_map.is_some() && sources.len() < 2 {
        return Err(Fault::with_help(
            "an id map says which ids of further sources are which of the first, and there is one source",
            "name the others with `--records`, or leave `--id-map` out",
        ));
    }
    let mut sources = sources.into_iter();
    let first = sources.next().ok_or_else(|| Fault::usage("no records are named"))?;
    Ok(LoadRequest {
        from: first.from,
        records: first.records,
        also: sources.collect(),
        id_map: options.id_map.clone(),
        codes,
        today: Some(today()),
        ..LoadRequest::default()
    })
}

/// The format of a name.
fn source_kind(name: &str) -> Result<SourceKind, Fault> {
    if name == STATISTICS {
        return Err(Fault::with_help(
            format!("`{STATISTICS}` holds published figures, and no records that could be judged"),
            format!("`duecare import --from {STATISTICS}` reads them"),
        ));
    }
    SourceKind::named(name).ok_or_else(|| {
        let known: Vec<&str> = SourceKind::names().collect();
        Fault::with_help(
            format!("there is no format `{name}`"),
            format!("known: {}, or a mapping file that ends in .toml", known.join(", ")),
        )
    })
}

/// Loads the records. With `--strict` a file that cannot be read, or a row that is refused, ends the command.
pub(super) fn loaded(
    options: &RecordsOptions,
    codes: CodeOverrides,
    rules: &RuleSet,
) -> Result<Loaded, Fault> {
    let agreements: Arc<dyn AgreementTerms> = Arc::new(rules.agreement_lines());
    let request = LoadRequest { agreements: Some(agreements), ..request(options, codes)? };
    let loaded = {
        let _shown = Progress::start("loading records");
        load(&request, Arc::clone(&rules.vocabulary)).map_err(|e| Fault::usage(e.to_string()))?
    };
    if options.strict && !loaded.report.is_whole() {
        remark(&loaded.report.to_string());
        return Err(Fault::NotWhole);
    }
    Ok(loaded)
}
