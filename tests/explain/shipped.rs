//! An invented authority under every shipped standard.

use crate::answer;
use crate::checks::{Judged, faults};
use crate::copy::with_record;
use crate::settings::invented;
use duecare::calendar::to_iso;
use duecare::demo::{Options, Profile, write_authority};
use duecare::import::{LoadRequest, england_calendar, load};
use duecare::judge::derivation::{Closes, Derivation};
use duecare::judge::{Form, Plugins, Program, VerdictWord};
use duecare::lang::load_rules;
use duecare::report::absent;
use duecare::service::RuleFiles;
use std::collections::{BTreeMap, BTreeSet};

/// Explained of each standard and verdict, on each day.
const OF_EACH: usize = 10;

/// Closed with a made record, of each standard.
const CLOSED: usize = 3;

#[test]
fn every_shipped_standard_is_explained_as_it_was_judged() {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::named("default").unwrap();
    let options = Options { children: 150, seed: 7, last_day: None };
    let last = write_authority(&profile, folder.path(), &options).unwrap().last_day;
    let files = RuleFiles::carried();
    let settings = invented(&profile);
    let read = load_rules(&files.care, &|name| files.other(name), Some(&settings));
    let set = read.rules.unwrap();
    let request = LoadRequest { records: folder.path().to_owned(), ..LoadRequest::default() };
    let caseload = load(&request, set.vocabulary.clone()).unwrap().caseload;
    let (calendar, functions) = (england_calendar(), Plugins::new(&set).unwrap());
    let program = Program::with_functions(&set, &caseload, &calendar, &functions);
    let gone: Vec<usize> = absent(&set, &caseload).iter().map(|a| a.standard).collect();
    let places: Vec<usize> = (0..set.standards.len()).filter(|p| !gone.contains(p)).collect();
    let prepared = program.prepare();
    let ledger = prepared.ledger(&places, || ());
    let j = Judged {
        rules: &set,
        sources: &read.sources,
        caseload: &caseload,
        calendar: &calendar,
        ledger: &ledger,
        prepared: &prepared,
    };
    let mut seen: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut closed: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for day in [last, last - 130, last - 410] {
        let mut today: BTreeMap<(u32, &str), usize> = BTreeMap::new();
        for f in j.found(day) {
            let n = today.entry((f.standard, f.verdict.word.words())).or_default();
            *n += 1;
            if *n > OF_EACH {
                continue;
            }
            let (mut found, e) = faults(&j, &f, day);
            let standard = &set.standards[f.standard as usize];
            if let Some(e) = &e {
                found.extend(closes(&j, &functions, &e.derivation, &mut closed));
            }
            *seen.entry((standard.id.clone(), f.verdict.word.words())).or_default() += 1;
            if !found.is_empty() {
                wrong.push(format!(
                    "{}: {} as at {}: {found:?}\n{e:#?}",
                    standard.id,
                    f.verdict,
                    to_iso(day)
                ));
            }
        }
    }
    let total: usize = seen.values().sum();
    let ids: BTreeSet<&String> = seen.keys().map(|k| &k.0).collect();
    let made: usize = closed.values().sum();
    println!("{total} explanations of {} standards, {made} closed with a made record", ids.len());
    println!("closed: {closed:?}");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(4)].join("\n\n"));
    assert!(total > 500 && ids.len() > 50 && made > 20);
}

/// Adds a record as "closes with" describes it: the verdict is no longer overdue.
fn closes(
    j: &Judged<'_>,
    functions: &Plugins,
    d: &Derivation,
    closed: &mut BTreeMap<String, usize>,
) -> Vec<String> {
    let standard = j.standard(&d.obligation);
    let Some(Closes::With { thing, more: 1, from, to }) = &d.closes else { return Vec::new() };
    let n = closed.entry(standard.id.clone()).or_default();
    let act = d.obligation.form == Form::Act && d.verdict.word == VerdictWord::Overdue && d.day == d.as_at;
    let late = *from > d.as_at || to.is_some_and(|to| to < d.as_at);
    let busy = answer::looks_at(standard, thing.kind) > 1 || standard.scope.breach_of.is_some();
    if *n >= CLOSED || !act || late || busy || standard.version > 1 || answer::is_own(standard) {
        return Vec::new();
    }
    let vocabulary = &j.caseload.vocabulary;
    let Some(fields) = answer::fields(thing, vocabulary) else { return Vec::new() };
    if vocabulary.kind(thing.kind).unwrap().owner != Some(j.book().root_kind(standard)) {
        return Vec::new();
    }
    *n += 1;
    let root = duecare::record::Row { kind: j.book().root_kind(standard), row: d.obligation.root };
    let (caseload, at) = with_record(j.caseload, root, thing.kind, d.as_at, &fields);
    let program = Program::with_functions(j.rules, &caseload, j.calendar, functions);
    let ledger = program.prepare().sweep_one(&[d.obligation.standard as usize], (root.kind, at));
    let same = |o: &&duecare::judge::Obligation| o.opened == d.obligation.opened && o.form == Form::Act;
    let words: Vec<VerdictWord> = ledger
        .obligations()
        .iter()
        .filter(same)
        .filter_map(|o| ledger.verdict(o, d.as_at))
        .map(|v| v.word)
        .collect();
    match words.contains(&VerdictWord::Late) {
        true => Vec::new(),
        false => vec![format!("closed as described it is {words:?}")],
    }
}
