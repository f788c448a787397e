//! The worked cases: every check through both evaluators.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it read"
)]

mod support;

use std::path::PathBuf;
use support::cases::{self, Check};
use support::naive;

#[test]
fn worked_cases_agree() {
    let shared =
        std::env::var("DUECARE_CASES").map_or_else(|_| PathBuf::from("../shared/design"), PathBuf::from);
    let files = cases::files_of(&shared);
    let mut wrong = Vec::new();
    for file in files {
        let (mut n, mut checks) = (0, 0);
        for one in cases::read_file(&file).unwrap() {
            n += 1;
            for (i, tree) in one.checks.iter().enumerate() {
                checks += 1;
                let c = match cases::read_check(tree) {
                    Ok(c) => c,
                    Err(e) => {
                        wrong.push(format!("{} check {}: {e}", one.id, i + 1));
                        continue;
                    }
                };
                match c {
                    Check::Verdicts { world, rules, as_at, expect } => {
                        let id = rules.last().unwrap().id.clone();
                        let book = naive::book(&world, &rules, as_at);
                        let got = naive::answers(&world, &rules, &id, as_at, &book);
                        let show = |s: &str, o: u32, w: duecare::judge::VerdictWord, d: Option<i32>| {
                            format!(
                                "{s}#{o} {} {}",
                                w.words(),
                                d.map(duecare::calendar::to_iso).unwrap_or_default()
                            )
                        };
                        let mut g: Vec<_> = got.iter().collect();
                        g.sort_by(|a, b| (&a.subject, a.ordinal).cmp(&(&b.subject, b.ordinal)));
                        let mut e: Vec<_> = expect.iter().collect();
                        e.sort_by(|a, b| (&a.subject, a.ordinal).cmp(&(&b.subject, b.ordinal)));
                        let same = g.len() == e.len()
                            && g.iter().zip(&e).all(|(g, e)| {
                                g.subject == e.subject
                                    && g.ordinal == e.ordinal
                                    && g.word == e.word
                                    && (e.day.is_none() || e.day == g.day)
                            });
                        if !same {
                            wrong.push(format!(
                                "{} check {}: got {:?} expected {:?}",
                                one.id,
                                i + 1,
                                g.iter()
                                    .map(|g| show(&g.subject, g.ordinal, g.word, g.day))
                                    .collect::<Vec<_>>(),
                                e.iter()
                                    .map(|g| show(&g.subject, g.ordinal, g.word, g.day))
                                    .collect::<Vec<_>>()
                            ));
                        }
                    }
                    Check::Holds { world, cond, it, on, expect } => {
                        let got = naive::holds(&world, &cond, it, on);
                        if format!("{got:?}").to_lowercase() != expect {
                            wrong.push(format!("{}: {got:?}, not {expect}", one.id));
                        }
                    }
                    Check::Add { .. } | Check::Measure { .. } => {}
                }
            }
        }
        println!("{}: {n} cases, {checks} checks", file.display());
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
