//! The figures that the reports print, worked out from the records made after them: equal digit for digit.

use crate::authority::invented;
use crate::engine_parts::parts;
use duecare::calendar::{ALWAYS, Day, from_civil, to_civil, to_iso};
use duecare::demo::{Figure, Options, Part, Profile, write_authority};
use duecare::import::{LoadRequest, load};
use duecare::lang::load_rules;
use duecare::measure::{Fraction, Measured, shown};
use duecare::service::{Engine, EngineParts, MeasuresAsked, RuleFiles};
use std::collections::{BTreeMap, BTreeSet};

/// Figures that no records can give, with the reason: profile, figure, whether the value before, why.
const NOT_REACHED: &[(&str, &str, bool, Option<u64>, &str)] = &[
    (
        "devon-2021-10",
        "need-seen",
        false,
        None,
        "the four localities hold every child, and no weight of 77, 59, 58 and 82% is named that gives 77%",
    ),
    (
        "devon-2021-10",
        "need-seen-mid-and-east",
        false,
        Some(11),
        "too few of these children can be turned without moving another figure with this seed",
    ),
    (
        "devon-2021-10",
        "need-seen-exeter",
        false,
        Some(11),
        "too few of these children can be turned without moving another figure with this seed",
    ),
    (
        "slough-2021-02",
        "initial-health-in-time",
        true,
        Some(11),
        "the month has too few who came into care with this seed",
    ),
];

fn engine(profile: &Profile, seed: u64) -> Engine {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { children: profile.natural_children, seed, last_day: None };
    write_authority(profile, folder.path(), &options).unwrap();
    let files = RuleFiles::carried();
    let settings = invented(profile);
    let mut read = load_rules(&files.care, &|name| files.other(name), Some(&settings));
    let mut set = read.rules.unwrap();
    // Only what the figures count is judged: the test is about the records.
    let wanted: BTreeSet<&str> = profile.figures.iter().filter_map(|f| f.measure.as_deref()).collect();
    set.measures.retain(|m| wanted.contains(m.id.as_str()));
    let request = LoadRequest { records: folder.path().to_owned(), ..LoadRequest::default() };
    let loaded = load(&request, set.vocabulary.clone()).unwrap();
    read.rules = Some(set);
    let population = vec![(ALWAYS, f64::from(profile.under_18_population))];
    let parts = parts((files, read), Some(settings), loaded.caseload, profile.last_day);
    let populations = [("under-18-population".to_owned(), population)].into();
    Engine::new(EngineParts { populations, ..parts }, || ())
}

fn month_before(day: Day) -> Day {
    let (y, m, _) = to_civil(day).unwrap();
    from_civil(y, m, 1).unwrap() - 1
}

/// What a figure says, and what is printed: `(before, day, digits printed, places)`.
fn printed(figure: &Figure, last: Day) -> Vec<(bool, Day, String, u32)> {
    let day = figure.as_at.unwrap_or(last);
    let mut out = Vec::new();
    if let Some(value) = figure.value {
        let places = usize::from(figure.places);
        out.push((false, day, format!("{value:.places$}"), places as u32));
    }
    if let Some(value) = figure.previous {
        // With as many places as the report prints it.
        let told = |p: &usize| figure.source.quote.contains(&format!("{value:.*}", *p));
        let places = (0..=2).rev().find(told).unwrap_or(usize::from(figure.places));
        let before = figure.previous_as_at.unwrap_or_else(|| month_before(day));
        out.push((true, before, format!("{value:.places$}"), places as u32));
    }
    out
}

/// A figure as the measure gives it, in digits.
fn computed(figure: &Figure, measured: &Measured, places: u32) -> Option<String> {
    let groups: Vec<&duecare::measure::Figure> = (measured.by.iter().flat_map(|b| &b.groups))
        .filter(|g| g.label.as_ref().is_some_and(|l| figure.group.contains(l)))
        .map(|g| &g.figure)
        .collect();
    let moves = |from: Option<&str>, to: Option<&str>| -> u64 {
        let is =
            |asked: Option<&str>, found: &Option<String>| asked.is_none_or(|a| found.as_deref() == Some(a));
        let some = measured.moves.iter().filter(|m| m.from != m.to && is(from, &m.from) && is(to, &m.to));
        some.map(|m| m.number).sum()
    };
    let words = figure.group.first().map(String::as_str);
    let value: Option<Fraction> = match (figure.part, words) {
        (Some(Part::NetIn), Some(w)) => {
            Some(Fraction::whole((moves(None, Some(w)) - moves(Some(w), None)).into()))
        }
        (Some(Part::NetOut), Some(w)) => {
            Some(Fraction::whole((moves(Some(w), None) - moves(None, Some(w))).into()))
        }
        (None, Some(w)) if w.contains(" to ") && !measured.moves.is_empty() => {
            let (from, to) = w.split_once(" to ").unwrap();
            Some(Fraction::whole(moves(Some(from), Some(to)).into()))
        }
        (Some(Part::Highest), _) => return measured.highest.first().map(|t| t.digits.clone()),
        (Some(Part::Lowest), _) => return measured.highest.last().map(|t| t.digits.clone()),
        (Some(Part::Hits), _) => measured.figure.as_ref().ok().map(|f| f.hits),
        (Some(Part::Of), _) => measured.figure.as_ref().ok().map(|f| f.of),
        (None, None) => measured.figure.as_ref().ok()?.value,
        (Some(Part::NetIn | Part::NetOut), None) => panic!("{}: net moves of which value?", figure.id),
        (None, Some(_)) => match groups.as_slice() {
            [] => Some(Fraction::whole(0)),
            [one] => one.value,
            several => {
                let number: u64 = several.iter().map(|f| f.digits.parse::<u64>().unwrap()).sum();
                Some(Fraction::whole(number.into()))
            }
        },
    };
    value.map(|v| shown(v, places, &[]))
}

/// One line of the table.
struct Line {
    figure: String,
    before: bool,
    measure: String,
    day: Day,
    printed: String,
    computed: String,
}

fn lines(name: &str, seed: u64) -> Vec<Line> {
    let profile = Profile::named(name).unwrap();
    let engine = engine(&profile, seed);
    let judged = engine.judged(None);
    let mut of: BTreeMap<Day, BTreeMap<String, Measured>> = BTreeMap::new();
    let mut out = Vec::new();
    for figure in &profile.figures {
        let Some(measure) = &figure.measure else { continue };
        for (before, day, printed, places) in printed(figure, profile.last_day) {
            let measured = of.entry(day).or_insert_with(|| {
                let asked = MeasuresAsked::default();
                let list = engine.measures(&judged, &asked, day).unwrap_or_else(|e| panic!("{e:?}"));
                list.into_iter().map(|m| (m.id.clone(), m)).collect()
            });
            let computed = computed(figure, &measured[measure], places).unwrap_or_default();
            let (figure, measure) = (figure.id.clone(), measure.clone());
            out.push(Line { figure, before, measure, day, printed, computed });
        }
    }
    out
}

#[test]
fn the_records_give_the_figures_that_the_report_prints() {
    let mut wrong = 0;
    let fitted: Vec<&str> = Profile::names().filter(|n| Profile::named(n).unwrap().fitted).collect();
    assert!(!fitted.is_empty());
    for name in fitted {
        let both: Vec<_> = std::thread::scope(|s| {
            let runs: Vec<_> = [1, 11].map(|seed| s.spawn(move || (seed, lines(name, seed)))).into();
            runs.into_iter().map(|r| r.join().unwrap()).collect()
        });
        for (seed, list) in both {
            println!("{name}, seed {seed}: figure, measure, day, printed, computed");
            assert!(!list.is_empty(), "{name} has no figures that a measure counts");
            for l in list {
                let which = if l.before { " (before)" } else { "" };
                let reason = NOT_REACHED.iter().find(|n| {
                    (n.0, n.1, n.2) == (name, l.figure.as_str(), l.before) && n.3.is_none_or(|s| s == seed)
                });
                let equal = l.printed == l.computed;
                let told = match (equal, reason) {
                    (true, None) => String::new(),
                    (false, Some(reason)) => format!("  no: {}", reason.4),
                    (true, Some(_)) => "  REACHED, though it is listed as out of reach".to_owned(),
                    (false, None) => "  DIFFERS".to_owned(),
                };
                wrong += usize::from(equal == reason.is_some());
                println!(
                    "  {}{which}, {}, {}, {}, {}{told}",
                    l.figure,
                    l.measure,
                    to_iso(l.day),
                    l.printed,
                    l.computed
                );
            }
        }
    }
    assert_eq!(wrong, 0, "see the lines that say DIFFERS or REACHED");
}
