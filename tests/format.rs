//! The formatter: what it writes means what was read, it is stable, and it loses no comment.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking, and says what it read"
)]

#[path = "format/conditions.rs"]
mod conditions;
#[path = "format/items.rs"]
mod items;
#[path = "format/words.rs"]
mod words;

use duecare::lang::ast::File;
use duecare::lang::format::format;
use duecare::lang::parse::parse;
use duecare::text::{SourceId, Sources, Style, render_all};
use std::path::{Path, PathBuf};

/// A tree without its places.
fn shape(file: &File) -> String {
    let printed = format!("{file:#?}");
    let mut lines = printed.lines();
    let mut out = String::new();
    while let Some(line) = lines.next() {
        if line.ends_with("Span {") {
            // A span prints as seven lines.
            lines.by_ref().take(6).for_each(drop);
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Reads a text that must have no errors.
fn read(text: &str) -> File {
    let (file, found) = parse(SourceId(0), text);
    let mut sources = Sources::default();
    sources.add("text", text);
    assert!(!found.has_errors(), "{}\n{text}", render_all(&sources, &found, Style::Plain));
    file
}

/// Comments of a text, in order.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.split_once("-- ")).map(|(_, note)| note.trim_end()).collect()
}

fn care_files(dir: &Path, list: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            care_files(&path, list);
        } else if path.extension().is_some_and(|e| e == "care") {
            list.push(path);
        }
    }
}

/// Texts that have no errors: the accepted files and every rule that ships.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = Vec::new();
    care_files(&root.join("tests/lang/accept"), &mut list);
    care_files(&root.join("rules"), &mut list);
    list.sort();
    list.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Everything that is asked of one formatted text.
fn holds(text: &str) {
    let file = read(text);
    let once = format(&file, text);
    let again = read(&once);
    assert_eq!(shape(&file), shape(&again), "{once}");
    assert_eq!(once, format(&again, &once), "not stable");
    let (mut before, mut after) = (comments(text), comments(&once));
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after, "{once}");
}

#[test]
fn every_accepted_text_keeps_its_meaning_and_its_comments() {
    for text in texts() {
        holds(&text);
    }
}

#[test]
fn the_one_form() {
    let text = "standard a-1 \"A\" severity high source \"x\" -- why\n for each plan, stay where(kind is b)\n -- must\n must have \
        a visit where seen is yes within 1 weeks of the start then every 4 weeks until the end -- last\n\n\n-- below\n";
    let expected = "standard a-1 \"A\"\n  source \"x\"  -- why\n  severity high\n  for each plan or stay where kind is b\n  \
        -- must\n  must have a visit where seen is yes\n    within 1 week of the start\n    then every 4 weeks until the \
        end  -- last\n\n-- below\n";
    assert_eq!(format(&read(text), text), expected);
}

#[test]
fn comments_in_the_head_of_a_clause_keep_their_order() {
    let text = "measure mm \"M\"\n  number of worker-leave open, each worker once -- a\n  -- b\n  by -- c\n  team, reason\n";
    let expected = "measure mm \"M\"\n  number of worker-leave open, each worker once  -- a\n  -- b\n  -- c\n  by team, reason\n";
    assert_eq!(format(&read(text), text), expected);
    holds(text);
}

/// A text with comments put at line ends and between words.
fn commented(text: &str, places: &[(usize, bool)]) -> String {
    let mut lines: Vec<String> =
        text.lines().map(|l| l.split("--").next().unwrap_or("").to_owned()).collect();
    for (n, &(at, own)) in places.iter().enumerate() {
        let at = at % lines.len();
        let line = &mut lines[at];
        let blanks: Vec<usize> = line.match_indices(' ').map(|(i, _)| i).collect();
        let middle = blanks
            .get(blanks.len() / 2)
            .copied()
            .filter(|&i| line[..i].matches('"').count().is_multiple_of(2));
        match (own, middle) {
            (true, _) => line.insert_str(0, &format!("-- own {n}\n")),
            (false, Some(i)) if n % 2 == 0 && !line.contains("--") => {
                line.insert_str(i, &format!(" -- mid {n}\n"))
            }
            (false, _) => line.push_str(&format!(" -- end {n}")),
        }
    }
    lines.join("\n")
}

/// A text in its one form, with a comment after some of its words; the others stand as they stood.
fn after_words(text: &str, places: &[usize]) -> String {
    let plain: String = format(&read(text), "");
    let (mut words, mut quoted) = (vec![0], false);
    for (i, c) in plain.char_indices() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            words.push(i);
        }
    }
    let mut at: Vec<usize> = places.iter().map(|place| words[1 + place % (words.len() - 1)]).collect();
    at.sort_unstable();
    at.dedup();
    let mut out = String::new();
    let mut from = 0;
    for (n, end) in at.into_iter().enumerate() {
        out += &format!("{} -- word {n}\n", &plain[from..end]);
        from = end;
    }
    out + &plain[from..]
}

/// A few dozen texts and trees; `PROPTEST_CASES` asks for more.
fn settings() -> proptest::prelude::ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    proptest::prelude::ProptestConfig {
        cases: asked.unwrap_or(48),
        failure_persistence: None,
        ..Default::default()
    }
}

proptest::proptest! {
    #![proptest_config(settings())]

    #[test]
    fn comments_anywhere_are_kept(which in 0usize..1000, places in proptest::collection::vec((0usize..10_000, proptest::bool::ANY), 1..8)) {
        let all = texts();
        holds(&commented(&all[which % all.len()], &places));
    }

    #[test]
    fn comments_between_words_keep_their_order(which in 0usize..1000, places in proptest::collection::vec(0usize..10_000, 1..40)) {
        let all = texts();
        let text = after_words(&all[which % all.len()], &places);
        holds(&text);
        let written = format(&read(&text), &text);
        proptest::prop_assert_eq!(comments(&text), comments(&written), "{}", written);
    }

    #[test]
    fn a_tree_that_is_written_and_read_is_the_same_tree(file in items::file()) {
        let text = format(&file, "");
        let again = read(&text);
        proptest::prop_assert_eq!(shape(&file), shape(&again), "{}", text);
        proptest::prop_assert_eq!(&text, &format(&again, &text));
    }
}
