//! Nothing makes the checker fall over, and the order of files and rules does not matter.

use duecare::lang::checked::RuleSet;
use duecare::lang::load_rules;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn care_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // The rules of returns are programs of their own.
            if !path.ends_with("checks") {
                care_files(&path, out);
            }
        } else if path.extension().is_some_and(|e| e == "care") {
            out.push(path);
        }
    }
}

/// The shipped rules.
pub fn shipped() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut paths = Vec::new();
    care_files(&root, &mut paths);
    paths.sort();
    paths.iter().map(|p| (p.display().to_string(), std::fs::read_to_string(p).unwrap())).collect()
}

pub fn script(name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/plugins").join(name)).ok()
}

/// All that judging reads, without the places in the texts.
fn told(rules: &RuleSet) -> String {
    let whole =
        format!("{:?}", (&rules.standards, &rules.measures, &rules.themes, &rules.lists, &rules.defines));
    let mut pieces = whole.split("Span {");
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('}').unwrap().1);
    }
    out
}

#[test]
fn the_order_of_files_does_not_matter() {
    // The vocabulary stays first: kinds and fields are numbered in the order they are declared in.
    let mut files = shipped();
    let at = files.iter().position(|f| f.0.ends_with("vocabulary.care")).unwrap();
    let vocabulary = files.remove(at);
    files.insert(0, vocabulary);
    let there = load_rules(&files, &script, None);
    files[1..].reverse();
    let back = load_rules(&files, &script, None);
    let (there, back) = (told(&there.rules.unwrap()), told(&back.rules.unwrap()));
    assert!(there.len() > 100_000 && there == back);
}

/// A rule file with one word taken out, doubled, or put in the place of another.
fn mangled() -> impl Strategy<Value = String> {
    let all: Vec<String> = shipped().into_iter().map(|f| f.1).collect();
    let text = prop::sample::select(all);
    (text, any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8).prop_map(
        |(text, a, b, how)| {
            let mut words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
            let (a, b) = (a.index(words.len()), b.index(words.len()));
            match how {
                0 => drop(words.remove(a)),
                1 => words.insert(a, words[a]),
                2 => words[a] = words[b],
                _ => words.swap(a, b),
            }
            words.concat()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn a_mangled_rule_is_refused_or_understood(text in mangled()) {
        let mut files = shipped();
        files.retain(|f| f.0.ends_with("vocabulary.care"));
        files.push(("mangled.care".to_owned(), text));
        let loaded = load_rules(&files, &script, None);
        prop_assert!(loaded.rules.is_some() || loaded.diagnostics.has_errors());
        for d in &loaded.diagnostics.list {
            prop_assert!(d.span.is_some_and(|s| loaded.sources.get(s.source).is_some()), "{d:?}");
        }
    }
}
