//! Where verdicts on what loads back are others, and why.

use crate::judged::{Line, Verdicts, gone, original, rules, verdicts};
use crate::plain::authority;
use duecare::calendar::to_iso;
use duecare::record::Caseload;
use std::collections::{BTreeMap, BTreeSet};

/// A standard whose verdicts are others, how many at most (those only before and those only now, on all days), and why.
pub type Difference = (&'static str, usize, &'static str);

/// Judges the records that were loaded back on several days, and holds every standard that their format can hold to the
/// verdicts on the original. What differs must be what is listed, and what is listed must differ.
pub fn compare(back: &Caseload, listed: &[Difference]) {
    let last = authority().summary.last_day;
    let days = [last, last - 45, last - 200, last - 500];
    let absent = gone(back);
    let snapshot = read_the_latest(back);
    let (ours, theirs) = (verdicts(original(), &days), verdicts(back, &days));
    let held: BTreeSet<&str> =
        rules().0.standards.iter().map(|s| s.id.as_str()).filter(|id| !absent.contains(*id)).collect();
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut differ: BTreeMap<&str, usize> = BTreeMap::new();
    let mut same = 0;
    for standard in &held {
        let latest_only = snapshot.contains(*standard);
        if latest_only {
            let lines =
                |v: &Verdicts, day| v.get(&((*standard).to_owned(), day)).cloned().unwrap_or_default();
            let breach = |l: &Line| matches!(l.verdict, "overdue" | "late" | "missed");
            for day in days {
                let before = lines(&ours, day);
                let made_up: Vec<Line> =
                    lines(&theirs, day).into_iter().filter(|l| breach(l) && !before.contains(l)).collect();
                assert!(made_up.is_empty(), "{standard}: a snapshot makes up no breach: {made_up:?}");
            }
        }
        for day in days.into_iter().filter(|day| !latest_only || *day == last) {
            let of = |v: &Verdicts| {
                let lines = v.get(&((*standard).to_owned(), day)).cloned().unwrap_or_default();
                if latest_only { what_each_still_owes(lines) } else { lines }
            };
            let (a, b) = (of(&ours), of(&theirs));
            if a == b {
                same += a.len();
                continue;
            }
            let only =
                |x: &[Line], y: &[Line]| x.iter().filter(|l| !y.contains(l)).cloned().collect::<Vec<_>>();
            let (before, now) = (only(&a, &b), only(&b, &a));
            *differ.entry(standard).or_default() += (before.len() + now.len()).max(1);
            found.entry(standard).or_default().push(format!(
                "as at {}: {} and {} verdicts; only before {:?}; only now {:?}",
                to_iso(day),
                a.len(),
                b.len(),
                &before[..before.len().min(3)],
                &now[..now.len().min(3)],
            ));
        }
    }
    println!("{} standards held, {} absent, {same} verdicts the same", held.len(), absent.len());
    let known: BTreeSet<&str> = listed.iter().map(|d| d.0).collect();
    let differing: BTreeSet<&str> = found.keys().copied().collect();
    let new: Vec<String> = found
        .iter()
        .filter(|(standard, _)| {
            let most = listed.iter().find(|d| d.0 == **standard).map_or(0, |d| d.1);
            differ[*standard] > most
        })
        .map(|(standard, told)| format!("{standard}: {}\n    {}", differ[standard], told.join("\n    ")))
        .collect();
    assert!(new.is_empty(), "verdicts that no reason is given for:\n{}", new.join("\n"));
    let mended: Vec<&&str> = known.difference(&differing).collect();
    assert!(mended.is_empty(), "no longer different, take them out of the list: {mended:?}");
    assert!(same > 400, "{same} verdicts compared");
}

/// The standards that read a kind of which the source holds the latest only: a snapshot answers them for its own day,
/// and for what each child owes last.
fn read_the_latest(caseload: &Caseload) -> BTreeSet<String> {
    let mut without = caseload.clone();
    for kind in &caseload.provides.latest {
        without.provides.kinds.remove(kind);
    }
    gone(&without).difference(&gone(caseload)).cloned().collect()
}

/// What each child owes last and still owes: what is done and over may hang on records that a snapshot no longer holds.
fn what_each_still_owes(lines: Vec<Line>) -> Vec<Line> {
    let mut last: BTreeMap<String, String> = BTreeMap::new();
    for line in &lines {
        let opened = last.entry(line.of.clone()).or_default();
        *opened = line.opened.clone().max(std::mem::take(opened));
    }
    lines.into_iter().filter(|l| last[&l.of] == l.opened && matches!(l.verdict, "due" | "overdue")).collect()
}
