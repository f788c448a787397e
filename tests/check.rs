//! What the checker refuses, and in which words; what it understands; and that nothing makes it fall over.
//! `BLESS=1` rewrites the words.

use duecare::lang::{Loaded, load_rules};
use duecare::text::{Style, render_all};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lang/reject-check")
}

/// Scripts the refused rules name.
fn script(name: &str) -> Option<String> {
    match name {
        "fine.rhai" => Some("fn fine_points(n) { n * 2.0 }\n".to_owned()),
        "bad.rhai" => Some("fn bad_points(n) {\n  n * \n}\n".to_owned()),
        "codes.toml" => None,
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
