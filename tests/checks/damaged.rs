//! Something wrong in every field of every table in turn, and every column and table missing.

use crate::make::{Named, whole};
use crate::sheet::Sheet;
use crate::twice::{calendar, differences, tables};
use duecare::judge::Plugins;
use duecare::report::{RuleOutcome, Validation};
use duecare::service::ReturnRules;
use std::collections::BTreeMap;

/// What is written where it does not belong.
const WRONG: [&str; 4] = ["", "2026-02-31", "?!", "1"];

/// How many records a rule passed, failed or did not judge.
fn looked_at(v: &Validation) -> BTreeMap<String, u32> {
    v.rules.iter().map(|r| (r.code.clone(), r.passed + r.not_judged + r.failed.len() as u32)).collect()
}

/// A return with everything in it, each of its faults in turn: what must hold of each.
pub fn holds(rules: &ReturnRules, plugins: &Plugins, named: &Named, seed: u64) -> u32 {
    let sheets = whole(&rules.set, named, seed);
    let validated = |sheets: &[Sheet]| rules.validate(&tables(&rules.set, sheets), calendar());
    let before = validated(&sheets);
    let mut tried = 0;
    let mut look = |what: String, sheets: &[Sheet], lacks: bool| {
        tried += 1;
        let (_, differ) = differences(&rules.set, plugins, sheets, seed);
        let differ: Vec<&str> = differ.iter().map(|d| d.check.as_str()).collect();
        assert_eq!(differ, Vec::<&str>::new(), "{what}: the evaluators differ");
        let after = validated(sheets);
        let codes = |v: &Validation| v.rules.iter().map(|r| r.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(&after), codes(&before), "{what}: a rule is lost");
        let (was, is) = (looked_at(&before), looked_at(&after));
        for r in &after.rules {
            // What a rule no longer asks is told: it did not run and says why, or it says of how many it cannot tell.
            let said = r.not_judged > 0 || r.outcome != RuleOutcome::Ran;
            assert!(!lacks || said || is[&r.code] > 0 || was[&r.code] == 0, "{what}: {} is silent", r.code);
            if let RuleOutcome::CouldNotRun(why) = &r.outcome {
                assert!(lacks && !why.is_empty(), "{what}: {} could not run: {why}", r.code);
            }
        }
    };
    for table in 0..sheets.len() {
        let name = sheets[table].table.clone();
        for column in 0..sheets[table].columns.len() {
            let field = format!("{} of {name}", sheets[table].columns[column]);
            for wrong in WRONG.iter().filter(|_| !sheets[table].rows.is_empty()) {
                let mut sheets = sheets.clone();
                sheets[table].rows[0][column] = (*wrong).to_owned();
                look(format!("`{wrong}` as {field}"), &sheets, false);
            }
            let mut sheets = sheets.clone();
            sheets[table].columns.remove(column);
            sheets[table].rows.iter_mut().for_each(|row| drop(row.remove(column)));
            look(format!("without {field}"), &sheets, true);
        }
        let mut sheets = sheets.clone();
        sheets.remove(table);
        look(format!("without {name}"), &sheets, true);
    }
    tried
}
