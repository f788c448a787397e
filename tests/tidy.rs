//! The house rules that a compiler does not hold: lengths, layers, homes of packages, words.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Modules a module may name, apart from itself and `text`. Downwards only.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("calendar", &[]),
    ("record", &["calendar"]),
    ("plugin", &["record", "calendar"]),
    ("import", &["record", "calendar"]),
    ("lang", &["plugin", "record", "calendar"]),
    ("judge", &["lang", "plugin", "record", "calendar"]),
    ("measure", &["judge", "lang", "record", "calendar"]),
    ("report", &["measure", "judge", "lang", "record", "calendar"]),
    ("paper", &["report", "measure", "lang", "record", "calendar"]),
    ("scenario", &["measure", "judge", "lang", "record", "calendar"]),
    ("store", &["record", "calendar"]),
    ("demo", &["calendar", "record"]),
    (
        "service",
        &["store", "paper", "report", "scenario", "measure", "judge", "lang", "import", "record", "calendar"],
    ),
    ("web", &["service", "report", "measure", "judge", "lang", "record", "calendar"]),
    (
        "cli",
        &[
            "web", "service", "store", "paper", "report", "scenario", "demo", "measure", "judge", "lang",
            "plugin", "import", "record", "calendar",
        ],
    ),
];

/// Packages that only these paths may name.
const HOMES: &[(&str, &[&str])] = &[
    ("pest", &["src/lang/parse"]),
    ("rhai", &["src/plugin"]),
    ("plotters", &["src/paper/html"]),
    ("axum", &["src/web"]),
    ("utoipa", &["src/web"]),
    ("tower_http", &["src/web"]),
    ("clap", &["src/cli"]),
    ("clap_complete", &["src/cli"]),
    ("indicatif", &["src/cli"]),
    ("csv", &["src/import", "src/report", "src/paper", "src/demo", "src/lang/resolve"]),
    ("csv_core", &["src/import/csv_rows"]),
    ("rust_xlsxwriter", &["src/demo/export", "src/paper"]),
    ("quick_xml", &["src/import", "src/demo/export"]),
    // `report` writes columns of days and numbers; it makes bytes and touches no file.
    ("parquet", &["src/import", "src/report/typed.rs"]),
    ("calamine", &["src/import/workbook"]),
    ("zip", &["src/import/workbook"]),
    ("postgres", &["src/import/database"]),
    ("strsim", &["src/text", "src/lang/hints"]),
];

/// What the pure layers may not name.
const PURE: &[&str] =
    &["text", "calendar", "record", "plugin", "lang", "judge", "measure", "report", "paper"];
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "SystemTime",
    "Instant::now",
    "stdout()",
    "stderr()",
    "std::process",
];

/// Words of social care in names that can only be those of code things.
const CODE_THINGS: &[&str] = &[
    "Visitor",
    "Visit<",
    "fn visit_",
    "accept_visitor",
    "worker_thread",
    "WorkerThread",
    "spawn_worker",
    "child_node",
    "child_nodes",
    "parent_child",
    "children_of_node",
    "test_case",
    "TestCase",
    "use_case",
    "session_id",
    "SessionId",
    "closure_fn",
    "Referrer<",
];

const LONGEST: usize = 600;
const MEDIAN: usize = 150;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with one of the endings: path from the root with `/`, and text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(at: &Path, endings: &[&str], out: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(at) else { return };
        for path in entries.map(|e| e.unwrap().path()) {
            if path.is_dir() {
                walk(&path, endings, out);
            } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e)) {
                out.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), endings, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            let name = p.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&p).unwrap())
        })
        .collect()
}

fn sources() -> Vec<(String, String)> {
    let all = files("src", &["rs"]);
    assert!(all.len() > 100, "the sources were found");
    all
}

/// The module a source belongs to: `judge` of `src/judge/sweep/once.rs`.
fn module(path: &str) -> &str {
    let inner = path.trim_start_matches("src/");
    inner.split('/').next().unwrap_or("").trim_end_matches(".rs")
}

/// The lines without comments and without the tests at the end of the file.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(i, l)| (i + 1, l));
    lines.take_while(|(_, l)| !l.contains("#[cfg(test)]")).filter(|(_, l)| !l.trim_start().starts_with("//"))
}

fn held(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn files_are_short() {
    let sources = sources();
    let mut lengths: Vec<usize> = sources.iter().map(|(_, t)| t.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median < MEDIAN, "the median file of src has {median} lines");
    let all = sources.into_iter().chain(files("tests", &["rs"])).chain(files("examples", &["rs"]));
    let long = all.filter(|(_, t)| t.lines().count() > LONGEST);
    held(long.map(|(p, t)| format!("{p} has {} lines", t.lines().count())).collect());
}

#[test]
fn imports_run_downwards() {
    let known: BTreeSet<&str> = LAYERS.iter().map(|l| l.0).collect();
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let from = module(&path);
        if matches!(from, "lib" | "main") {
            continue;
        }
        let Some((_, below)) = LAYERS.iter().find(|l| l.0 == from) else {
            faults.push(format!("{path}: `{from}` has no layer"));
            continue;
        };
        for (line, words) in code(&text) {
            for part in words.split("crate::").skip(1) {
                let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
                let to = &part[..end];
                if known.contains(to) && to != from && to != "text" && !below.contains(&to) {
                    faults.push(format!("{path}:{line}: `{from}` must not know `{to}`"));
                }
            }
        }
    }
    held(faults);
}

#[test]
fn packages_stay_at_home() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (package, homes) in HOMES {
            if homes.iter().any(|h| path.starts_with(h)) {
                continue;
            }
            let named = |l: &str| {
                l.match_indices(&format!("{package}::"))
                    .any(|(i, _)| !l[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
            };
            for (line, _) in code(&text).filter(|(_, l)| named(l)) {
                faults.push(format!("{path}:{line}: `{package}` belongs to {}", homes.join(", ")));
            }
        }
    }
    held(faults);
}

#[test]
fn judging_is_pure() {
    let mut faults = Vec::new();
    for (path, text) in sources().into_iter().filter(|(p, _)| PURE.contains(&module(p))) {
        for (line, words) in code(&text) {
            for outside in OUTSIDE.iter().filter(|o| words.contains(**o)) {
                faults.push(format!("{path}:{line}: `{outside}` in a layer that touches nothing outside"));
            }
        }
    }
    held(faults);
}

#[test]
fn core_types_are_not_serialised() {
    let pure = sources().into_iter().filter(|(p, _)| PURE.contains(&module(p)));
    let mut faults = Vec::new();
    for (path, text) in pure {
        for (line, words) in code(&text) {
            // A `SerializedFileWriter` is no `Serialize`.
            let named = words.replace("Serialized", "");
            if named.contains("Serialize") && !named.contains("Deserialize") {
                faults
                    .push(format!("{path}:{line}: what goes over the wire has a type of its own in src/web"));
            }
        }
    }
    held(faults);
}

#[test]
fn words_of_social_care_name_social_care() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (line, words) in code(&text) {
            for word in CODE_THINGS.iter().filter(|w| words.contains(**w)) {
                faults.push(format!("{path}:{line}: `{word}`: see \"Words\" in ARCHITECTURE.md"));
            }
        }
    }
    held(faults);
}

#[test]
fn nothing_panics_and_nothing_is_left_undone() {
    const WORDS: &[&str] = &[
        ".unwrap()",
        ".expect(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "unreachable!(",
        "dbg!(",
        "FIXME",
        "TODO",
    ];
    let mut faults = Vec::new();
    for (path, text) in sources().into_iter().filter(|(p, _)| !p.ends_with("tests.rs")) {
        for (line, words) in code(&text) {
            for word in WORDS.iter().filter(|w| words.contains(**w)) {
                faults.push(format!("{path}:{line}: `{word}`"));
            }
        }
    }
    for (path, text) in files("tests", &["rs"]) {
        if text.contains("#[ignore") && path != "tests/tidy.rs" {
            faults.push(format!("{path}: a test is ignored"));
        }
    }
    held(faults);
}

#[test]
fn no_machine_is_named() {
    let paths =
        [["/ho", "me/"].concat(), ["/ro", "ot/"].concat(), ["/wo", "rk/"].concat(), ["/Us", "ers/"].concat()];
    let mut faults = Vec::new();
    let folders = ["src", "tests", "rules", "grammar", "seeds", "examples", "benches"];
    let endings = ["rs", "care", "toml", "md", "json", "pest", "css", "rhai"];
    let top =
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "justfile", "Cargo.toml", ".ci/run", "build.rs"];
    let top =
        top.into_iter().filter_map(|f| Some((f.to_owned(), std::fs::read_to_string(root().join(f)).ok()?)));
    for (path, text) in folders.iter().flat_map(|f| files(f, &endings)).chain(top) {
        for (line, words) in text.lines().enumerate() {
            if paths.iter().any(|p| words.contains(p.as_str())) {
                faults.push(format!("{path}:{}: a path of some machine", line + 1));
            }
        }
    }
    held(faults);
}

#[test]
fn every_file_says_what_it_holds() {
    let silent = sources().into_iter().filter(|(p, t)| !t.starts_with("//!") && !p.ends_with("tests.rs"));
    held(silent.map(|(p, _)| format!("{p}: the first line is no `//!` header")).collect());
}
