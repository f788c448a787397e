//! The README, run: each command a reader would type prints what the page says it prints.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// The lines of each fenced block of a language.
fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let fence = format!("```{language}");
    let mut out = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == fence {
            out.push(lines.by_ref().take_while(|l| *l != "```").map(str::to_owned).collect());
        } else if line.starts_with("```") {
            lines.by_ref().find(|l| *l == "```");
        }
    }
    out
}

/// What each `$ ` command of a block prints, by the block.
fn commands(block: &[String]) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), out.last_mut()) {
            (Some(command), _) => out.push((command.to_owned(), Vec::new())),
            (None, Some((_, told))) => told.push(line.clone()),
            (None, None) => panic!("output before a command: {line}"),
        }
    }
    out
}

/// Whether the lines printed are those told; `...` stands for any number of lines.
fn same(told: &[String], printed: &[&str]) -> bool {
    match told.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "..." => (0..=printed.len()).any(|n| same(rest, &printed[n..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(p, after)| p == first && same(rest, after))
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn duecare(folder: &Path, arguments: &str) -> Output {
    Command::cargo_bin("duecare").unwrap().args(arguments.split(' ')).current_dir(folder).output().unwrap()
}

/// A folder as a reader has it after the first step of the tour.
fn tour() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("tests/docs/my-standards.care"), folder.path().join("my-standards.care")).unwrap();
    let made = duecare(folder.path(), "demo --no-serve --out demo/tour");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

#[test]
fn the_readme_prints_what_it_says() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tour();
    std::os::unix::fs::symlink(root().join("rules"), folder.path().join("rules")).unwrap();
    let blocks = blocks(&readme, "console");
    assert!(blocks.len() >= 3);
    for (command, told) in blocks.iter().flat_map(|b| commands(b)) {
        let arguments = command.strip_prefix("duecare ").expect("a command of ours");
        let output = duecare(folder.path(), arguments);
        let printed = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = printed.lines().collect();
        assert!(
            same(&told, &lines),
            "$ {command}\n{printed}{errors}\n-- the README says\n{}",
            told.join("\n")
        );
    }
}

#[test]
fn the_standard_of_the_readme_is_without_fault_and_its_example_holds() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let blocks = blocks(&readme, "care");
    assert_eq!(blocks.len(), 1);
    for block in blocks {
        fs::write(folder.path().join("one.care"), block.join("\n") + "\n").unwrap();
        for word in ["check", "test"] {
            let output = duecare(folder.path(), &format!("{word} one.care"));
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

#[test]
fn a_slip_ends_with_status_one_and_a_wrong_word_with_two() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("tests/docs/my-standards.care"), folder.path().join("my-standards.care")).unwrap();
    assert_eq!(duecare(folder.path(), "check my-standards.care").status.code(), Some(1));
    assert_eq!(duecare(folder.path(), "chekc rules").status.code(), Some(2));
    assert_eq!(duecare(folder.path(), "check rules-that-are-not-there").status.code(), Some(2));
}

#[test]
fn pages_and_files_that_are_named_are_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for (at, _) in readme.match_indices("](") {
        let link = readme[at + 2..].split(')').next().unwrap();
        assert!(link.starts_with("http") || root().join(link).exists(), "{link} is not there");
    }
}
