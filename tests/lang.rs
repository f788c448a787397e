//! The language read from files: what is accepted, what is refused and in which words. `BLESS=1` rewrites the
//! words.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking, and says what it read"
)]

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

/// Every way in which a sentence can nest, repeated far beyond any rule.
#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let nests = [
        ("(", ")"),
        ("not (", ")"),
        ("has a visit where ", ""),
        ("has a visit where (", ")"),
        ("number of visits where ", " is at most 3"),
        ("number of visits where (", ") is at most 3"),
        ("start is on or before the first visit where ", ""),
        ("start is after the last visit before ", ""),
        ("has a visit between the last visit between ", " and x and y"),
        ("number of visits where kind is b, each x once, is at most number of visits where ", ""),
        ("f(", ")"),
        ("f(number of visits where ", ")"),
        ("start is 1 day after ", ""),
        ("2% of ", ""),
        ("sum of ", ""),
        ("the previous visit of ", ""),
        ("has a visit in the last 2 visits where ", ""),
    ];
    for (open, close) in nests {
        for depth in [18, 19, 2000] {
            let middle = "kind";
            let text = format!("define d of k is {}{middle}{}", open.repeat(depth), close.repeat(depth));
            let (file, found) = parse(duecare::text::SourceId(0), &text);
            assert!(found.has_errors() || file.items.len() == 1, "{open}");
        }
    }
}

/// What a slip of the hand (or a paste) does to a text.
fn mutated(text: &str, cuts: &[(usize, usize, u8)]) -> String {
    let mut words: Vec<String> = text.split_inclusive([' ', '\n']).map(str::to_owned).collect();
    for &(at, other, how) in cuts {
        let (at, other) = (at % words.len(), other % words.len());
        match how % 6 {
            0 if words.len() > 1 => drop(words.remove(at)),
            1 => words.swap(at, other),
            2 => words.insert(at, words[other].clone()),
            3 => words[at] = words[at].chars().rev().collect(),
            4 => words[at] = words[at].chars().skip(1).collect(),
            _ => words.insert(
                at,
                ["\"", "(", ")", "é", "-- ", "\u{a0}", "99999999999", "5 Jan"][other % 8].to_owned(),
            ),
        }
    }
    words.concat()
}

/// Every text of the accepted and refused files.
fn texts() -> Vec<String> {
    let all = files("accept").into_iter().chain(files("reject"));
    all.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_makes_the_reader_panic(
        which in 0usize..1000,
        cuts in proptest::collection::vec((0usize..10_000, 0usize..10_000, 0u8..6), 1..6),
    ) {
        let all = texts();
        let text = mutated(&all[which % all.len()], &cuts);
        let mut sources = Sources::default();
        let id = sources.add("mutated.care", &text);
        let (_, found) = parse(id, &text);
        for fault in &found.list {
            let span = fault.span.unwrap();
            proptest::prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{fault:?}");
            let words = format!("{} {:?}", fault.message, fault.help);
            proptest::prop_assert!(!words.contains("k_") && !words.contains("Rule"), "{words}");
        }
        render_all(&sources, &found, Style::Plain);
    }

    #[test]
    fn no_characters_make_the_reader_panic(text in "[a-z0-9 \"().,%\n-]{0,200}|\\PC{0,80}") {
        parse(duecare::text::SourceId(0), &text);
    }
}

/// Every `care` block of the reference page.
#[test]
fn every_block_of_the_reference_is_read() {
    let page = include_str!("../grammar/LANGUAGE.md");
    let blocks: Vec<&str> =
        page.split("```care\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() > 15);
    for block in blocks {
        let mut sources = Sources::default();
        let id = sources.add("LANGUAGE.md", block);
        let (file, found) = parse(id, block);
        assert!(found.list.is_empty(), "{}", render_all(&sources, &found, Style::Plain));
        assert_eq!(duecare::lang::format::format(&file, block), block, "not as the formatter writes it");
    }
}

/// Every code that the reader gives is explained on the reference page.
#[test]
fn every_code_is_on_the_reference_page() {
    let page = include_str!("../grammar/LANGUAGE.md");
    for path in files("reject").into_iter().chain(files("warn")) {
        let said = std::fs::read_to_string(path.with_extension("expected")).unwrap();
        for code in said.split(['[', ']']).skip(1).step_by(2).filter(|c| c.contains('-')) {
            assert!(page.contains(&format!("`{code}`")), "{code} is not explained");
        }
    }
}
