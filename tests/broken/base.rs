//! What is broken: our own exports with a mark in every id and name, and the shared samples.

use crate::shared::shared;
use duecare::demo::{Authority, NationalFormat, Options, Profile, export, generate};
use duecare::import::{LoadRequest, SourceKind, load};
use duecare::lang::load_rules;
use duecare::record::Vocabulary;
use duecare::report::{MAPPING_FILE, TableForm, table_files};
use duecare::service::RuleFiles;
use std::sync::{Arc, OnceLock};

/// Stands in every id of a child or worker and in every name; in nothing that is printed.
pub(crate) const MARK: &str = "QZXQ";

/// What sort of file is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Table,
    Xml,
    Book,
    Parquet,
    Mapping,
    IdMap,
}

pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Files that load, and those of them that are to be broken.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) name: &'static str,
    pub(crate) sort: Sort,
    /// As after `--from`; the name of a file here when it ends in `.toml`.
    pub(crate) from: String,
    /// The file to load, where it is not the folder.
    pub(crate) records: Option<String>,
    /// A second source, by a mapping in the folder.
    pub(crate) beside: Option<String>,
    pub(crate) id_map: Option<String>,
    pub(crate) files: Files,
    pub(crate) targets: Vec<usize>,
    /// How often each damage is done.
    pub(crate) seeds: u64,
}

/// The shipped vocabulary.
pub(crate) fn vocabulary() -> Arc<Vocabulary> {
    static READ: OnceLock<Arc<Vocabulary>> = OnceLock::new();
    let read = || {
        let files = RuleFiles::carried();
        load_rules(&files.care, &|name| files.other(name), None).rules.unwrap().vocabulary
    };
    Arc::clone(READ.get_or_init(read))
}

fn authority() -> &'static Authority {
    static MADE: OnceLock<Authority> = OnceLock::new();
    MADE.get_or_init(|| {
        let options = Options { children: 50, seed: 5, last_day: None };
        generate(&Profile::named("default").unwrap(), &options).unwrap()
    })
}

/// Puts the mark before the number of every child's and worker's id: `C10315` becomes `QZXQ10315`.
fn marked(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for (at, byte) in text.iter().enumerate() {
        let begins = at == 0 || !text[at - 1].is_ascii_alphanumeric();
        let digits = text[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        if begins && (*byte == b'C' && digits >= 4 || *byte == b'W' && digits >= 1) {
            out.extend(MARK.as_bytes());
        } else {
            out.push(*byte);
        }
    }
    out
}

/// A column of names behind the others.
fn named(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (i, line) in marked(text).split(|b| *b == b'\n').filter(|l| !l.is_empty()).enumerate() {
        out.extend(line.strip_suffix(b"\r").unwrap_or(line));
        out.extend(if i == 0 { ",surname".to_owned() } else { format!(",{MARK}son") }.bytes());
        out.push(b'\n');
    }
    out
}

fn base(name: &'static str, sort: Sort, from: &str, files: Files, seeds: u64) -> Base {
    Base {
        name,
        sort,
        from: from.to_owned(),
        records: None,
        beside: None,
        id_map: None,
        targets: (0..files.len())
            .filter(|i| sort != Sort::Table || files[*i].1.split(|b| *b == b'\n').count() > 4)
            .collect(),
        files,
        seeds,
    }
}

/// The tables of the Standard Safeguarding Dataset that are broken one after the other.
pub(crate) fn ssd() -> Base {
    let wanted = ["ssd_person", "ssd_cin_visits", "ssd_cin_plans", "ssd_involvements", "ssd_cp_plans"];
    let tables = authority().files.iter().filter(|f| wanted.contains(&f.table.name));
    let files: Files = tables.map(|f| (format!("{}.csv", f.table.name), named(&f.text))).collect();
    assert_eq!(files.len(), wanted.len());
    base("the standard tables", Sort::Table, "ssd", files, 2)
}

/// The tables of our own, as CSV or Parquet, with their mapping.
pub(crate) fn tables(form: TableForm) -> Base {
    let folder = tempfile::tempdir().unwrap();
    for f in &authority().files {
        std::fs::write(folder.path().join(format!("{}.csv", f.table.name)), marked(&f.text)).unwrap();
    }
    let from = SourceKind::named("ssd").unwrap();
    let request = LoadRequest { from, records: folder.path().to_owned(), ..LoadRequest::default() };
    let caseload = load(&request, vocabulary()).unwrap().caseload;
    let wanted =
        ["children", "visits", "allocations", "agreements", "workers", "child-in-need-plans", "placements"];
    let files = table_files(&caseload, form).map(Result::unwrap);
    let files =
        files.filter(|f| f.rows.is_none() || wanted.iter().any(|w| f.name.split('.').next() == Some(w)));
    let files: Files = files.map(|f| (f.name, f.text)).collect();
    let (name, sort, seeds) = match form {
        TableForm::Csv => ("our tables", Sort::Table, 1),
        TableForm::Parquet => ("our tables", Sort::Parquet, 2),
    };
    // A table without rows has little to break.
    let has_rows = |bytes: &[u8]| form == TableForm::Parquet || bytes.split(|b| *b == b'\n').count() > 4;
    let targets =
        (0..files.len()).filter(|i| files[*i].0 != MAPPING_FILE && has_rows(&files[*i].1)).collect();
    Base { targets, ..base(name, sort, MAPPING_FILE, files, seeds) }
}

/// The mapping of our tables.
pub(crate) fn mapping() -> Base {
    let tables = tables(TableForm::Csv);
    let targets = (0..tables.files.len()).filter(|i| tables.files[*i].0 == MAPPING_FILE).collect();
    Base { name: "our mapping", sort: Sort::Mapping, targets, seeds: 2, ..tables }
}

/// The standard tables, and ours beside them with an id map.
pub(crate) fn id_map() -> Base {
    let mut both = ssd();
    let ours = tables(TableForm::Csv);
    let mut map = "kind,id,same_as\n".to_owned();
    for n in 0..40 {
        map += &format!("child,{MARK}{n}-there,{MARK}{n}-here\n");
    }
    both.files.extend(ours.files);
    both.files.push(("ids.csv".to_owned(), map.into_bytes()));
    Base {
        name: "an id map",
        sort: Sort::IdMap,
        beside: Some(MAPPING_FILE.to_owned()),
        id_map: Some("ids.csv".to_owned()),
        targets: vec![both.files.len() - 1],
        seeds: 1,
        ..both
    }
}

/// An authority's files in a national format.
pub(crate) fn national(name: &'static str, format: NationalFormat, sort: Sort, seeds: u64) -> Base {
    let mark = |name: &str, bytes: Vec<u8>| match sort {
        Sort::Table => named(&bytes),
        Sort::Xml => marked(&bytes),
        Sort::Book => crate::book::each_part(&bytes, marked),
        _ => panic!("{name} is no such file"),
    };
    let files = export(authority(), format).unwrap();
    let files: Files = files.into_iter().map(|f| (f.name.clone(), mark(&f.name, f.bytes))).collect();
    let records = if files.len() == 1 { Some(files[0].0.clone()) } else { None };
    Base { records, ..base(name, sort, format.name(), files, seeds) }
}

/// The shared samples of a folder, cut to the first lines where they are tables.
fn sample(name: &'static str, sort: Sort, from: &str, folder: &str, names: &[&str]) -> Option<Base> {
    let folder = shared(&format!("samples/{folder}"))?;
    let read = |n: &&str| {
        let bytes = std::fs::read(folder.join(n)).unwrap();
        let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').take(300).collect();
        let cut = if sort == Sort::Table { lines.concat() } else { bytes.clone() };
        ((*n).to_owned(), cut)
    };
    let files: Files = names.iter().map(read).collect();
    let records = if files.len() == 1 { Some(files[0].0.clone()) } else { None };
    Some(Base { records, ..base(name, sort, from, files, 1) })
}

/// Everything that is broken.
pub(crate) fn bases() -> Vec<Base> {
    let mut all = vec![
        ssd(),
        tables(TableForm::Csv),
        national("the return", NationalFormat::Ssda903, Sort::Table, 1),
        national("the census", NationalFormat::CinCensus, Sort::Xml, 1),
        national("Annex A", NationalFormat::AnnexA, Sort::Book, 1),
        tables(TableForm::Parquet),
        mapping(),
        id_map(),
    ];
    let lists = ["list_1.csv", "list_4.csv", "list_6.csv", "list_7.csv", "list_8.csv"];
    all.extend(
        [
            sample(
                "a sample return",
                Sort::Table,
                "ssda903",
                "ssda903",
                &["header.csv", "episodes.csv", "reviews.csv"],
            ),
            sample("sample lists", Sort::Table, "annex-a", "annex_a", &lists),
            sample("a sample census", Sort::Xml, "cin-census", "cin_census", &["CIN_Census_2026.xml"]),
            sample(
                "a sample of workers",
                Sort::Xml,
                "workforce-census",
                "csww",
                &["social_work_workforce_2022.xml"],
            ),
            sample("a sample workbook", Sort::Book, "annex-a", "annex_a", &["Annex_A_2024_Jan.xlsx"]),
        ]
        .into_iter()
        .flatten(),
    );
    all
}
