//! `duecare sources`.

use super::fault::Fault;
use super::open;
use super::options::RulesOptions;
use super::screen::{width, write};
use crate::import::{FormatInfo, formats};
use crate::judge::{absent, from_the_last};
use crate::lang::checked::RuleSet;
use crate::record::CaseloadBuilder;
use crate::report::plain_table;
use crate::text::many;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table for reading
    Table,
    /// One JSON document, with what each format lacks for each standard
    Json,
}

/// Which rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare sources\n  duecare sources --format json\n\nA whole source of a format is meant; what a load really holds is said by `duecare import`. \"From the last\" means that the format holds the last record of each child only: what came before it cannot be told."
)]
pub(super) struct SourcesArgs {
    #[command(flatten)]
    rules: RulesOptions,
    /// In which form
    #[arg(long, value_enum, default_value_t = Form::Table, help_heading = "Output")]
    format: Form,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// The id of a standard or check, and whether it is a check of the data.
type Asked<'s> = (&'s str, bool);

/// A format and what it lacks for the standards it cannot answer, by the standard's id.
struct Answers {
    info: FormatInfo,
    lacks: BTreeMap<String, Vec<String>>,
    /// The standards it answers from the last record of each child on.
    from_last: BTreeSet<String>,
}

impl Answers {
    fn word(&self, id: &str) -> &'static str {
        match (self.lacks.contains_key(id), self.from_last.contains(id)) {
            (true, _) => "-",
            (_, true) => "from the last",
            _ => "yes",
        }
    }
}

pub(super) fn sources(args: &SourcesArgs) -> Result<(), Fault> {
    let opened = open::rules(&args.rules)?;
    let set = &opened.rules.set;
    let all: Vec<Answers> = formats(&set.vocabulary).into_iter().filter_map(|f| answers(f, set)).collect();
    let mut ids: Vec<Asked<'_>> = set.standards.iter().map(|s| (s.id.as_str(), s.check)).collect();
    ids.dedup();
    let text = match args.format {
        Form::Table => table(&all, &ids, args.output.as_deref()),
        Form::Json => format!("{:#}\n", as_json(&all, &ids)),
    };
    write(args.output.as_deref(), &text)
}

/// What a whole source of a format would answer; nothing when its mapping is made for another vocabulary.
fn answers(info: FormatInfo, set: &RuleSet) -> Option<Answers> {
    let mut builder = CaseloadBuilder::new(set.vocabulary.clone());
    *builder.provides() = info.can_hold.clone()?;
    let (caseload, _) = builder.finish();
    let mut lacks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for a in absent(set, &caseload).into_iter().filter(|a| !a.needs.is_empty()) {
        let Some(standard) = set.standards.get(a.standard) else { continue };
        let needs = lacks.entry(standard.id.clone()).or_default();
        needs.extend(a.needs.into_iter().filter(|n| !needs.contains(n)).collect::<Vec<_>>());
    }
    let last = set.standards.iter().filter(|s| from_the_last(s, &caseload.provides));
    let from_last = last.map(|s| s.id.clone()).collect();
    Some(Answers { info, lacks, from_last })
}

fn table(all: &[Answers], ids: &[Asked<'_>], output: Option<&Path>) -> String {
    let mut out = String::new();
    for a in all {
        let answers = |check: bool| {
            let of = ids.iter().filter(|id| id.1 == check);
            let can = of.clone().filter(|id| !a.lacks.contains_key(id.0)).count();
            format!("{can} of {}", many(of.count() as u64, if check { "check" } else { "standard" }))
        };
        out += &format!("{:<16} {}: {}, {}\n", a.info.name, a.info.about, answers(false), answers(true));
    }
    let heads: Vec<&str> = std::iter::once("standard").chain(all.iter().map(|a| a.info.name)).collect();
    let rows = ids.iter().map(|(id, check)| {
        let can = all.iter().map(|a| a.word(id).to_owned());
        let name = if *check { format!("{id} (check)") } else { (*id).to_owned() };
        std::iter::once(name).chain(can).collect()
    });
    out.push('\n');
    out.push_str(&plain_table(&heads, &[], rows, width(output)));
    out + "\n"
}

fn as_json(all: &[Answers], ids: &[Asked<'_>]) -> serde_json::Value {
    let formats: Vec<_> = all.iter().map(|a| json!({ "name": a.info.name, "about": a.info.about })).collect();
    let standards: Vec<_> = ids
        .iter()
        .map(|(id, check)| {
            let of = |a: &Answers| match a.lacks.get(*id) {
                None => {
                    json!({ "format": a.info.name, "can": true, "from_the_last": a.from_last.contains(*id) })
                }
                Some(needs) => json!({ "format": a.info.name, "can": false, "lacks": needs }),
            };
            json!({ "standard": id, "check": check, "formats": all.iter().map(of).collect::<Vec<_>>() })
        })
        .collect();
    json!({ "formats": formats, "standards": standards })
}
