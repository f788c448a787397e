//! Records judged under every shipped standard, as plain lines.

use crate::plain::authority;
use crate::settings::invented;
use duecare::calendar::{Day, to_iso};
use duecare::demo::{Profile, write_tables};
use duecare::import::{LoadRequest, SourceKind, england_calendar, load};
use duecare::judge::{Plugins, Program};
use duecare::lang::checked::RuleSet;
use duecare::lang::load_rules;
use duecare::record::Caseload;
use duecare::report::{Book, Choice, Filter, absent, findings};
use duecare::service::RuleFiles;
use duecare::text::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The rules this program carries.
pub fn rules() -> &'static (RuleSet, Sources) {
    static READ: OnceLock<(RuleSet, Sources)> = OnceLock::new();
    READ.get_or_init(|| {
        let files = RuleFiles::carried();
        // What the rules leave to an authority is judged, too.
        let settings = invented(&Profile::named("default").unwrap());
        let read = load_rules(&files.care, &|name| files.other(name), Some(&settings));
        (read.rules.unwrap(), read.sources)
    })
}

/// Records of a file or folder; no file may fail.
pub fn loaded(from: &str, records: &Path) -> Caseload {
    let from = SourceKind::named(from).unwrap_or_else(|| panic!("no format {from}"));
    let request = LoadRequest { from, records: records.to_owned(), ..LoadRequest::default() };
    let loaded = load(&request, rules().0.vocabulary.clone()).unwrap_or_else(|e| panic!("{e}"));
    for file in &loaded.report.files {
        assert_eq!(file.failed, None, "{}", file.file);
    }
    loaded.caseload
}

/// The records as the Standard Safeguarding tables hold them.
pub fn original() -> &'static Caseload {
    static LOADED: OnceLock<Caseload> = OnceLock::new();
    LOADED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        write_tables(authority(), folder.path()).unwrap();
        loaded("ssd", folder.path())
    })
}

/// A verdict: whose, opened and due when, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The child (or worker, team ...).
    pub of: String,
    /// First day of the obligation.
    pub opened: String,
    /// The due day.
    pub due: Option<String>,
    /// The verdict.
    pub verdict: &'static str,
}

/// The verdicts of each standard on each day.
pub type Verdicts = BTreeMap<(String, Day), Vec<Line>>;

/// Judges records on some days.
pub fn verdicts(caseload: &Caseload, days: &[Day]) -> Verdicts {
    let (set, sources) = rules();
    let (calendar, functions) = (england_calendar(), Plugins::new(set).unwrap());
    let gone = gone(caseload);
    let places: Vec<usize> =
        (0..set.standards.len()).filter(|p| !gone.contains(&set.standards[*p].id)).collect();
    let program = Program::with_functions(set, caseload, &calendar, &functions);
    let ledger = program.prepare().ledger(&places, || ());
    let book =
        Book { rules: set, sources, caseload, calendar: &calendar, ledger: &ledger, attribution: None };
    let mut out = Verdicts::new();
    let every = Filter { verdicts: Choice::all(), ..Filter::default() };
    for day in days {
        for f in findings(&book, &every, *day) {
            let standard = set.standards[f.standard as usize].id.clone();
            let line = Line {
                of: book.id(f.root.kind, f.root.row),
                opened: to_iso(f.opened),
                due: f.due.map(to_iso),
                verdict: f.verdict.word.code(),
            };
            out.entry((standard, *day)).or_default().push(line);
        }
    }
    out.values_mut().for_each(|lines| lines.sort());
    out
}

/// The standards that the sources of a caseload cannot answer.
pub fn gone(caseload: &Caseload) -> BTreeSet<String> {
    let set = &rules().0;
    absent(set, caseload).iter().map(|a| set.standards[a.standard].id.clone()).collect()
}
