//! What the checker refuses, and in which words; what it understands; and that nothing makes it fall over.
//! `BLESS=1` rewrites the words.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it skipped"
)]

mod authority;
mod drafts;
mod edges;
mod lint;
mod meaning;
mod robust;
#[path = "../support/shared.rs"]
mod shared;

use duecare::lang::{Loaded, load_rules};
use duecare::text::{Style, render_all};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang/reject-check")
}

/// Scripts and lists the refused rules name.
fn script(name: &str) -> Option<String> {
    match name {
        "fine.rhai" => Some("fn fine_points(n) { n * 2.0 }\n".to_owned()),
        "bad.rhai" => Some("fn bad_points(n) {\n  n * \n}\n".to_owned()),
        "bad-list.csv" => {
            Some("code,meaning\nE01,one\n,two\n\nE01,three\nE\u{fffd},five\n\"E02,four\nE03,six\n".to_owned())
        }
        "semicolons.csv" => Some("code;meaning\nE01;one\n".to_owned()),
        "heading.csv" => Some("E01\n".to_owned()),
        _ => None,
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn load(name: &str, text: &str) -> Loaded {
    let vocabulary = read(&folder().join("vocabulary.care"));
    load_rules(&[("vocabulary.care", vocabulary.as_str()), (name, text)], &script, None)
}

fn cases() -> Vec<(String, String)> {
    let mut list: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "care") && !p.ends_with("vocabulary.care"))
        .collect();
    list.sort();
    list.iter().map(|p| (p.file_stem().unwrap().to_string_lossy().into_owned(), read(p))).collect()
}

#[test]
fn every_refusal_says_what_to_do() {
    let mut wrong = Vec::new();
    for (stem, text) in cases() {
        let loaded = load(&format!("{stem}.care"), &text);
        let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
        let code = stem.split('_').next().unwrap();
        if !loaded.diagnostics.list.iter().any(|d| d.code == code) {
            wrong.push(format!("{stem}: `{code}` is not found\n{said}"));
        }
        let beside = folder().join(format!("{stem}.expected"));
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&beside, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if expected != said {
            wrong.push(format!("{stem}\nexpected:\n{expected}\nsaid:\n{said}"));
        }
        for d in &loaded.diagnostics.list {
            assert!(d.help.is_some() && d.span.is_some(), "{stem}: `{}` gives no help or place", d.code);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Codes that no rule file of this folder can show, and why.
const ELSEWHERE: [(&str, &str); 5] = [
    ("arms-here", "the grammar admits arms only in a duty; the tree could hold them elsewhere"),
    ("unclear-record", "the grammar admits a participle or `where` in a path only after first or last"),
    ("scope-window", "the grammar admits no time after `for each` of a standard"),
    ("matches-nothing", "of an authority's file: see authority.rs"),
    ("no-value-before", "of an authority's file: see authority.rs"),
];

/// The codes that the checker's files name.
fn codes() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang");
    let mut codes = BTreeSet::new();
    for folder in ["resolve", "check", "lint"] {
        for entry in std::fs::read_dir(source.join(folder)).unwrap() {
            let text = read(&entry.unwrap().path());
            for call in ["Diagnostic::error(", "Diagnostic::warning(", "refuse(", "refuse::<()>("] {
                for (at, _) in text.match_indices(call) {
                    let rest = text[at + call.len()..].trim_start();
                    let Some(word) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else {
                        continue;
                    };
                    codes.insert(word.to_owned());
                }
            }
        }
    }
    codes
}

#[test]
fn every_refusal_has_a_file() {
    let shown: BTreeSet<String> =
        cases().iter().map(|(stem, _)| stem.split('_').next().unwrap().to_owned()).collect();
    let elsewhere: BTreeSet<String> = ELSEWHERE.iter().map(|(code, _)| (*code).to_owned()).collect();
    let missing: Vec<String> =
        codes().into_iter().filter(|c| !shown.contains(c) && !elsewhere.contains(c)).collect();
    assert!(missing.is_empty(), "no file shows {missing:?}");
}

#[test]
fn every_refusal_is_in_the_reference() {
    let reference = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/LANGUAGE.md"));
    let missing: Vec<String> =
        codes().into_iter().filter(|c| !reference.contains(&format!("`{c}`"))).collect();
    assert!(missing.is_empty(), "LANGUAGE.md does not name {missing:?}");
}
