//! Two evaluators on random records and standards: every verdict of every obligation on every day.
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

use rayon::prelude::*;
use support::generate::{FORMS, sample};
use support::trial::{Outcome, run};

#[test]
fn explore() {
    let form: Option<usize> = std::env::var("FORM").ok().and_then(|f| f.parse().ok());
    let n: u64 = std::env::var("N").ok().and_then(|f| f.parse().ok()).unwrap_or(300);
    let from: u64 = std::env::var("SEED").ok().and_then(|f| f.parse().ok()).unwrap_or(1);
    let limit: usize = std::env::var("SHOW").ok().and_then(|f| f.parse().ok()).unwrap_or(3);
    std::panic::set_hook(Box::new(|_| {}));
    let forms: Vec<usize> = form.map_or((0..FORMS.len()).collect(), |f| vec![f]);
    for f in forms {
        let started = std::time::Instant::now();
        let results: Vec<_> = (from..from + n)
            .into_par_iter()
            .map(|seed| {
                let s = sample(seed, Some(f));
                let cut = vec![s.first + 30, s.first + 50, s.last - 30];
                (run(&s, &cut), s, cut)
            })
            .collect();
        let mut days = 0;
        let mut failed = Vec::new();
        for (r, s, cut) in results {
            match r {
                Ok(Outcome::Agreed(all)) => days += all.len(),
                Ok(Outcome::Differs(d)) => failed.push((s, d, cut)),
                Err(fault) => {
                    println!("{}: {fault} {}", FORMS[f], serde_json::to_string(&s.standards).unwrap())
                }
            }
        }
        println!("{} {}: {} of {n} differ, {days} days, {:?}", f, FORMS[f], failed.len(), started.elapsed());
        failed.sort_by_key(|x| serde_json::to_string(&x.0.standards).unwrap().len());
        for (s, d, cut) in failed.into_iter().take(limit) {
            let (s, d) = support::shrink::shrink(s, d, &cut);
            println!(
                "  {} {:?}\n  engine    {:?}\n  reference {:?}",
                d.what,
                duecare::calendar::to_iso(d.day),
                d.engine,
                d.reference
            );
            println!("  {}", s.to_check(d.day, &d.reference));
        }
    }
}
