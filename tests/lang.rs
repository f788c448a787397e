//! The language read from files: what is accepted, what is refused and in which words. `BLESS=1` rewrites the words.

use duecare::lang::parse::parse;
use duecare::text::{Sources, Style, render_all};
use std::path::{Path, PathBuf};

/// The `.care` files of a folder of `tests/lang`, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang").join(folder);
    let mut list: Vec<PathBuf> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "care"))
        .collect();
    list.sort();
    assert!(!list.is_empty(), "no files in {}", dir.display());
    list
}

/// What is said about a file.
fn said(path: &Path) -> (String, bool) {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let mut sources = Sources::default();
    let id = sources.add(&name, &text);
    let (_, found) = parse(id, &text);
    (render_all(&sources, &found, Style::Plain), found.has_errors())
}

/// Compares what is said with the `.expected` beside it, or rewrites that.
fn compare(path: &Path, said: &str, wrong: &mut Vec<String>) {
    let beside = path.with_extension("expected");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&beside, said).unwrap();
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    if expected != said {
        wrong.push(format!("{}\nexpected:\n{expected}\nsaid:\n{said}", path.display()));
    }
}

#[test]
fn accepted_files_have_no_faults() {
    for path in files("accept") {
        let (said, _) = said(&path);
        assert!(said.is_empty(), "{}\n{said}", path.display());
    }
}

#[test]
fn refused_files_say_why() {
    let mut wrong = Vec::new();
    for path in files("reject") {
        let (said, errors) = said(&path);
        assert!(errors, "{} is not refused", path.display());
        compare(&path, &said, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn warned_files_load_and_say_what_to_look_at() {
    let mut wrong = Vec::new();
    for path in files("warn") {
        let (said, errors) = said(&path);
        assert!(!errors && !said.is_empty(), "{}\n{said}", path.display());
        compare(&path, &said, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
