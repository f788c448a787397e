//! Conditions written in the language, checked, and asked of a record that holds the days of a case.

use duecare::calendar::{Day, NEVER};
use duecare::import::england_calendar;
use duecare::judge::{Program, Tri};
use duecare::lang::checked::{Cond, Duty};
use duecare::lang::load_rules;
use duecare::record::{CaseloadBuilder, Cell, FieldId, Id, Row, RowInput};
use duecare::text::{Style, render_all};
use std::fmt::Write as _;
use std::sync::Arc;

/// First and last day; an end of [`NEVER`] is open.
pub type Stretch = (Day, Day);

/// A condition and the record it is asked of: a stretch, a second one it knows as `other`, and values that may be blank.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    pub condition: String,
    pub born: Option<Day>,
    pub it: Option<Stretch>,
    pub other: Option<Stretch>,
    pub x: Option<Day>,
    pub y: Option<Day>,
    pub p: Option<bool>,
    pub q: Option<bool>,
    pub m: Option<f64>,
}

impl Trial {
    pub fn of(condition: &str) -> Trial {
        Trial { condition: condition.to_owned(), ..Trial::default() }
    }
}

const VOCABULARY: &str = "
subject child (children) has born as date
period stay of child has
  other as stay, x as planned date, y as planned date, p as yes-no, q as yes-no, m as number
";

/// What the engine answers to each.
pub fn asked(trials: &[Trial]) -> Vec<Tri> {
    let mut conditions: Vec<&str> = trials.iter().map(|t| t.condition.as_str()).collect();
    conditions.sort_unstable();
    conditions.dedup();
    let mut text = VOCABULARY.to_owned();
    for (i, c) in conditions.iter().enumerate() {
        let _ =
            write!(text, "\ncheck c{i} \"Asked\"\n  severity error\n  for each stay\n  must satisfy {c}\n");
    }
    let loaded = load_rules(&[("trials.care", text.as_str())], &|_| None, None);
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let rules = loaded.rules.unwrap_or_else(|| panic!("{said}"));
    let checked = |condition: &str| -> &Cond {
        let at = conditions.binary_search(&condition).unwrap();
        let id = format!("c{at}");
        match &rules.standards.iter().find(|s| s.id == id).unwrap().duty {
            Duty::Satisfy(c) => c,
            other => panic!("{other:?}"),
        }
    };
    let vocabulary = &rules.vocabulary;
    let (child, stay) = (vocabulary.kind_named("child").unwrap(), vocabulary.kind_named("stay").unwrap());
    let field = |kind, name: &str| -> FieldId { vocabulary.kind(kind).unwrap().field(name).unwrap() };
    let mut builder = CaseloadBuilder::new(Arc::clone(vocabulary));
    for (i, t) in trials.iter().enumerate() {
        let mut id = |prefix: &str| Id::of(&format!("{prefix}{i}"), builder.texts());
        let (root, left, right) = (id("child"), id("it"), id("other"));
        let born: Vec<(FieldId, Cell)> =
            t.born.map(|d| (field(child, "born"), Cell::Date(d))).into_iter().collect();
        builder.push(child, RowInput { id: Some(root), ..RowInput::default() }, &born);
        let row = |id, (start, end)| RowInput {
            id: Some(id),
            owner: Some(root),
            start,
            end,
            ..RowInput::default()
        };
        let mut cells = Vec::new();
        let mut put = |name: &str, cell: Option<Cell>| cells.extend(cell.map(|c| (field(stay, name), c)));
        put("x", t.x.map(Cell::Date));
        put("y", t.y.map(Cell::Date));
        put("p", t.p.map(Cell::YesNo));
        put("q", t.q.map(Cell::YesNo));
        put("m", t.m.map(Cell::Number));
        put("other", t.other.map(|_| Cell::Link(right)));
        builder.push(stay, row(left, t.it.unwrap_or((NEVER, NEVER))), &cells);
        if let Some(other) = t.other {
            builder.push(stay, row(right, other), &[]);
        }
    }
    let (caseload, notes) = builder.finish();
    assert!(notes.is_empty(), "{notes:?}");
    let calendar = england_calendar();
    let program = Program::new(&rules, &caseload, &calendar);
    let answer = |(i, t): (usize, &Trial)| {
        let row = caseload.find(stay, &format!("it{i}")).unwrap();
        program.ask(checked(&t.condition), Row { kind: stay, row }, NEVER - 1)
    };
    trials.iter().enumerate().map(answer).collect()
}
