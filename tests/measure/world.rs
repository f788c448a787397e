//! A small world from lines: `kind id owner first..last field=value`, and measures written beside it.

use duecare::calendar::{Amount, Calendar, Day, NEVER, Outage, from_civil, parse_iso};
use duecare::judge::{Attribution, NoFunctions, Program, absent};
use duecare::lang::checked::RuleSet;
use duecare::lang::load_rules;
use duecare::measure::{
    Comparators, Figure, Ground, Measured, Populations, Rates, Request, Stretch, ThemeAnswer, evaluate,
    periods, rates, theme,
};
use duecare::record::{
    Caseload, CaseloadBuilder, Cell, FieldType, Id, Provides, RowInput, RowPlace, Vocabulary,
};
use duecare::text::{Style, render_all};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What records are, and the standards that measures count.
const RULES: &str = "
subject child (children) has born as date, locality as text
subject team has service as text, locality as text
subject worker has team as team, role as one of (sw, pa)
subject action
event visit of child has seen as yes-no, alone as yes-no
event referral of child has outcome as one of (assess, close), team as team
event review of child
period plan of child has category as one of (neglect, harm), distance as number, team as team
period allocation of child has worker as worker, team as team, role as one of (sw, pa)
period away of child
period post has fte as number, vacant as yes-no, role as text
period rating-span of action has rating as text
standard visits \"Seen every four weeks\"
  for each plan
  must have a visit where seen is yes every 4 weeks
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard calls \"Seen every four weeks, unless away\"
  for each plan
  must have a visit where seen is yes every 4 weeks
  excused while has an away open because \"away\"
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard reviews \"Reviewed within two weeks\"
  for each plan
  must have a review within 2 weeks of the start
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard few-visits \"No more than one visit in the first week\"
  for each plan
  must have at most 1 visit within 1 week of the start
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard held \"Somebody holds the child throughout\"
  for each plan
  must have an allocation throughout with gaps of at most 3 days
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard spell-visits \"Seen every four weeks, plans a week apart being one\"
  for each joined plan with gaps of at most 7 days
  must have a visit where seen is yes every 4 weeks
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard spell-held \"Somebody holds the child throughout, plans a week apart being one\"
  for each joined plan with gaps of at most 7 days
  must have an allocation throughout with gaps of at most 3 days
  example \"x\"
    given plan from 5 January 2026
    as at 6 January 2026 expect due
standard spell-harm \"Seen every four weeks, plans for harm a week apart being one\"
  for each joined plan with gaps of at most 7 days where category is harm
  must have a visit where seen is yes every 4 weeks
  example \"x\"
    given plan from 5 January 2026 with category harm
    as at 6 January 2026 expect due
standard harm-near \"Plans for harm are near\"
  for each plan where category is harm
  must satisfy distance is at most 50
  example \"x\"
    given plan from 5 January 2026 with category harm, distance 3
    as at 6 January 2026 expect met
standard harm-reviewed \"Plans for harm are reviewed within two weeks\"
  for each plan where category is harm
  must have a review within 2 weeks of the start
  example \"x\"
    given plan from 5 January 2026 with category harm
    as at 6 January 2026 expect due
standard referral-seen \"Who is referred was seen in the year before\"
  for each referral where outcome is assess
  must have a visit in the last 12 months
  example \"x\"
    given referral on 5 January 2026 with outcome assess
    as at 6 January 2026 expect missed
";

/// A measure over some records.
pub struct World {
    rules: RuleSet,
    records: Caseload,
    calendar: Calendar,
    populations: Populations,
    comparators: Comparators,
    check_day: Option<Day>,
}

pub fn day(text: &str) -> Day {
    parse_iso(text).unwrap()
}

impl World {
    pub fn new(measures: &str, lines: &str) -> World {
        let files = [("rules.care", RULES), ("measures.care", measures)];
        let loaded = load_rules(&files, &|_| None, None);
        let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
        let rules = loaded.rules.unwrap_or_else(|| panic!("{faults}"));
        let records = records(&rules.vocabulary, lines);
        let (first, last) = (from_civil(2015, 1, 1).unwrap(), from_civil(2030, 12, 31).unwrap());
        let calendar = Calendar::new(first, last, BTreeMap::new(), BTreeSet::new()).unwrap();
        let (populations, comparators) = (Populations::new(), Comparators::default());
        World { rules, records, calendar, populations, comparators, check_day: None }
    }

    /// With a system down on some days.
    pub fn down(mut self, from: &str, until: &str) -> World {
        let what = "down".to_owned();
        self.calendar.outages = vec![Outage { from: day(from), until: day(until), what, exempts: None }];
        self
    }

    /// With checks that look on a day.
    pub fn looking_on(mut self, on: &str) -> World {
        self.check_day = Some(day(on));
        self
    }

    pub fn slot(mut self, name: &str, from: &str, until: &str) -> World {
        self.calendar.set_slots(name, vec![(day(from), day(until))]).unwrap();
        self
    }

    pub fn people(mut self, name: &str, n: f64) -> World {
        self.populations.insert(name.to_owned(), vec![(0, n)]);
        self
    }

    /// What stands beside the measures.
    pub fn beside(mut self, comparators: Comparators) -> World {
        self.comparators = comparators;
        self
    }

    /// The sources hold these kinds and no others.
    pub fn only(mut self, kinds: &[&str]) -> World {
        let kind = |k: &&str| (self.rules.vocabulary.kind_named(k).unwrap(), None);
        self.records.provides = Provides { kinds: kinds.iter().map(kind).collect(), ..Provides::default() };
        self
    }

    fn on<T>(&self, work: impl FnOnce(&Ground<'_>) -> T) -> T {
        let program = Program::with_functions(&self.rules, &self.records, &self.calendar, &NoFunctions);
        let program = match self.check_day {
            Some(day) => program.checks_on(day),
            None => program,
        };
        let absent = absent(&self.rules, &self.records);
        let places: Vec<usize> =
            (0..self.rules.standards.len()).filter(|p| absent.iter().all(|a| a.standard != *p)).collect();
        let ledger = program.prepare().ledger(&places, || ());
        let attribution = Attribution::new(&self.rules.vocabulary);
        work(&Ground {
            rules: &self.rules,
            program: &program,
            ledger: &ledger,
            attribution: attribution.as_ref(),
            absent: &absent,
            populations: &self.populations,
            comparators: &self.comparators,
        })
    }

    /// The first measure (in order of id) as at a day, of some teams or all.
    pub fn measured_of(&self, as_at: &str, teams: &[&str]) -> Measured {
        let kind = self.rules.vocabulary.kind_named("team").unwrap();
        let teams = teams.iter().map(|t| self.records.find(kind, t).unwrap()).collect();
        let request = Request { as_at: day(as_at), teams, ..Request::default() };
        self.on(|ground| evaluate(ground, &self.rules.measures[0], &request))
    }

    /// Every measure, in order of id.
    pub fn all_measured(&self, as_at: &str) -> Vec<Measured> {
        self.asked(&Request { as_at: day(as_at), ..Request::default() })
    }

    /// Every measure as asked, in order of id.
    pub fn asked(&self, request: &Request) -> Vec<Measured> {
        self.on(|ground| self.rules.measures.iter().map(|m| evaluate(ground, m, request)).collect())
    }

    /// How far back a measure says that it is shown.
    pub fn own(&self, id: &str) -> Option<Amount> {
        self.rules.measures.iter().find(|m| m.id == id).and_then(|m| m.over)
    }

    pub fn measured(&self, as_at: &str) -> Measured {
        self.measured_of(as_at, &[])
    }

    pub fn figure(&self, as_at: &str) -> Figure {
        self.measured(as_at).figure.unwrap_or_else(|why| panic!("{}", why.words()))
    }

    /// The figure in words, or why there is none.
    pub fn told(&self, as_at: &str) -> String {
        self.measured(as_at).figure.map_or_else(|why| why.words(), |f| f.told())
    }

    /// A standard over a period, and the period before it of the same length.
    pub fn rates(&self, id: &str, first: &str, last: &str) -> Rates {
        self.rates_of(id, first, last, &[])
    }

    /// The same, of some teams.
    pub fn rates_of(&self, id: &str, first: &str, last: &str, teams: &[&str]) -> Rates {
        let kind = self.rules.vocabulary.kind_named("team").unwrap();
        let teams: Vec<u32> = teams.iter().map(|t| self.records.find(kind, t).unwrap()).collect();
        let days = periods(&self.calendar, &Stretch::Since(day(first)), day(last), 2).unwrap();
        self.on(|ground| rates(ground, id, &days, &teams).unwrap_or_else(|why| panic!("{}", why.words())))
    }

    pub fn theme(&self, as_at: &str, seed: u64) -> ThemeAnswer {
        let request = Request { as_at: day(as_at), ..Request::default() };
        self.on(|ground| theme(ground, &self.rules.themes[0], &request, seed).unwrap())
    }

    /// The records.
    pub fn records(&self) -> &Caseload {
        &self.records
    }

    /// What a record is called.
    pub fn id(&self, at: duecare::record::Row) -> String {
        self.records.table(at.kind).unwrap().ids[at.row as usize].text(&self.records.texts)
    }
}

/// The groups of a split: `T1 50.0% (1 of 2)`.
pub fn groups(m: &Measured, place: usize) -> Vec<String> {
    let groups = m.by[place].groups.iter();
    groups.map(|g| format!("{} {}", g.label.as_deref().unwrap_or("?"), g.figure.long_text())).collect()
}

fn records(vocabulary: &Arc<Vocabulary>, lines: &str) -> Caseload {
    let mut builder = CaseloadBuilder::new(vocabulary.clone());
    let file = builder.file("records");
    *builder.provides() = Provides::all();
    for (place, line) in lines.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let kind = vocabulary.kind_named(words[0]).unwrap_or_else(|| panic!("{line}"));
        let (first, last) = words[3].split_once("..").unwrap_or((words[3], ""));
        let of = |text: &str| if text.is_empty() || text == "-" { NEVER } else { day(text) };
        let mut cells = Vec::new();
        for (name, value) in words[4..].iter().map(|w| w.split_once('=').unwrap()) {
            let field = vocabulary.kind(kind).unwrap().field(name).unwrap_or_else(|| panic!("{line}"));
            let cell = match vocabulary.kind(kind).unwrap().field_at(field).unwrap().field_type {
                FieldType::Date | FieldType::PlannedDate => Cell::Date(day(value)),
                FieldType::YesNo => Cell::YesNo(value == "yes"),
                FieldType::Number => Cell::Number(value.parse().unwrap()),
                FieldType::Text | FieldType::OneOf(_) => Cell::Text(builder.texts().code(value)),
                FieldType::Link(_) => Cell::Link(Id::of(value, builder.texts())),
            };
            cells.push((field, cell));
        }
        let owner = (words[2] != "-").then(|| Id::of(words[2], builder.texts()));
        let row = RowInput {
            id: Some(Id::of(words[1], builder.texts())),
            owner,
            start: of(first),
            end: of(last),
            recorded: NEVER,
            place: RowPlace { file, row: place as u32 + 1 },
        };
        builder.push(kind, row, &cells);
    }
    builder.finish().0
}
