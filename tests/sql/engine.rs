//! The invented authority as the engine judges it, and its figures in the shape of the queries' answers.

use crate::database::{Figure, Figures};
use duecare::calendar::{Day, parse_iso};
use duecare::demo::{Options, Profile, generate, write_tables};
use duecare::import::{LoadRequest, SourceKind, england_calendar, load};
use duecare::judge::{Attribution, Plugins, Program, absent};
use duecare::lang::checked::{Measure, RuleSet};
use duecare::lang::load_rules;
use duecare::measure::{Ground, Populations, Request, evaluate, standards_of};
use duecare::record::Caseload;
use duecare::report::tables;
use duecare::service::RuleFiles;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

/// The numbers of people that rates are worked out with: another one from the summer of 2020 on.
const PEOPLE: [(&str, &str, f64); 2] =
    [("under-18-population", "2019-06-30", 40_000.0), ("under-18-population", "2020-06-30", 41_250.0)];

/// Records and what they are judged by.
pub struct Judged {
    records: Caseload,
    /// Name, day it holds from, and number.
    pub populations: [(&'static str, &'static str, f64); 2],
}

/// The rules this program carries.
fn rules() -> &'static RuleSet {
    static READ: OnceLock<RuleSet> = OnceLock::new();
    READ.get_or_init(|| {
        let files = RuleFiles::carried();
        load_rules(&files.care, &|name| files.other(name), None).rules.unwrap()
    })
}

fn measure(id: &str) -> &'static Measure {
    rules().measures.iter().find(|m| m.id == id).unwrap_or_else(|| panic!("no measure {id}"))
}

impl Judged {
    /// Invents an authority, and writes it as `duecare demo --export tables` does.
    pub fn new(profile: &str, (children, seed): (u32, u64), folder: &Path) -> Judged {
        let options = Options { children, seed, last_day: None };
        let made = generate(&Profile::named(profile).unwrap(), &options).unwrap();
        let between = tempfile::tempdir().unwrap();
        write_tables(&made, between.path()).unwrap();
        let request = LoadRequest {
            from: SourceKind::named("ssd").unwrap(),
            records: between.path().to_owned(),
            ..LoadRequest::default()
        };
        let records = load(&request, rules().vocabulary.clone()).unwrap().caseload;
        for file in tables(&records).unwrap() {
            std::fs::write(folder.join(file.name), file.text).unwrap();
        }
        Judged { records, populations: PEOPLE }
    }

    /// Judges by the standards that some measures count, once, and hands over what figures are worked out from.
    pub fn grounded<T>(&self, ids: &[&str], work: impl FnOnce(&Ground<'_>) -> T) -> T {
        let (calendar, functions) = (england_calendar(), Plugins::new(rules()).unwrap());
        let program = Program::with_functions(rules(), &self.records, &calendar, &functions);
        let counted: BTreeSet<&str> = ids.iter().flat_map(|id| standards_of(measure(id))).collect();
        let all = &rules().standards;
        let places: Vec<usize> = (0..all.len()).filter(|p| counted.contains(all[*p].id.as_str())).collect();
        let ledger = program.prepare().ledger(&places, || ());
        let mut attribution = Attribution::new(&rules().vocabulary).unwrap();
        attribution.roles = ["social-worker", "personal-adviser"].map(str::to_owned).to_vec();
        let mut populations = Populations::new();
        for (name, from, n) in self.populations {
            populations.entry(name.to_owned()).or_default().push((parse_iso(from).unwrap(), n));
        }
        work(&Ground {
            rules: rules(),
            program: &program,
            ledger: &ledger,
            attribution: Some(&attribution),
            absent: &absent(rules(), &self.records),
            populations: &populations,
            comparators: &Default::default(),
        })
    }
}

/// A measure as at a day: the whole, and the splits asked for.
pub fn figures(ground: &Ground<'_>, id: &str, as_at: Day, splits: &BTreeSet<String>) -> Figures {
    let measured = evaluate(ground, measure(id), &Request { as_at, ..Request::default() });
    let whole = measured.figure.unwrap_or_else(|why| panic!("{id}: {}", why.words()));
    let mut out = Figures::from([((String::new(), None), figure(&whole))]);
    for split in measured.by.iter().filter(|b| splits.contains(&b.by)) {
        for group in &split.groups {
            out.insert((split.by.clone(), group.label.clone()), figure(&group.figure));
        }
    }
    out
}

fn figure(f: &duecare::measure::Figure) -> Figure {
    Figure {
        numerator: f.hits.as_f64(),
        denominator: f.of.as_f64(),
        value: f.value.map(|v| v.as_f64()),
        cannot_tell: f.tally.cannot_tell as f64,
    }
}

/// Whether the rule says `by team`.
pub fn by_team(id: &str) -> bool {
    measure(id).by.iter().any(|b| b.name == "team")
}
