//! Invented children for the benchmark: the same ones every time.

use duecare::calendar::{Day, NEVER, from_civil};
use duecare::record::{Caseload, CaseloadBuilder, Cell, FieldId, Id, KindId, RowInput, RowPlace, Vocabulary};
use std::sync::Arc;

/// A small generator of numbers (splitmix64): the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((((z ^ (z >> 31)) >> 32) * u64::from(below)) >> 32) as u32
    }

    fn day(&mut self, from: Day, days: u32) -> Day {
        from + self.roll(days.max(1)) as Day
    }
}

struct People<'v> {
    builder: CaseloadBuilder,
    vocabulary: &'v Vocabulary,
    row: u32,
}

impl People<'_> {
    fn kind(&self, name: &str) -> KindId {
        self.vocabulary.kind_named(name).unwrap_or(KindId(0))
    }

    fn add(
        &mut self,
        kind: &str,
        child: Option<u32>,
        (start, end): (Day, Day),
        cells: &[(&str, Cell)],
    ) -> u32 {
        let kind = self.kind(kind);
        self.row += 1;
        let field = |name: &str| self.vocabulary.kind(kind).and_then(|k| k.field(name)).unwrap_or(FieldId(0));
        let cells: Vec<(FieldId, Cell)> = cells.iter().map(|(name, c)| (field(name), *c)).collect();
        let place = RowPlace { file: 0, row: self.row };
        let row = RowInput {
            id: Id::number(self.row),
            owner: child.and_then(Id::number),
            start,
            end,
            place,
            ..RowInput::default()
        };
        self.builder.push(kind, row, &cells);
        self.row
    }

    fn text(&mut self, word: &str) -> Cell {
        Cell::Text(self.builder.texts().code(word))
    }
}

/// A caseload of `count` children over five years up to 31 March 2025.
pub fn caseload(vocabulary: &Arc<Vocabulary>, count: u32) -> Caseload {
    let mut builder = CaseloadBuilder::new(Arc::clone(vocabulary));
    builder.file("invented");
    *builder.provides() = duecare::record::Provides::all();
    let mut people = People { builder, vocabulary, row: 0 };
    let mut dice = Dice(20_250_331);
    let first = from_civil(2020, 4, 1).unwrap_or(0);
    let workers: Vec<u32> =
        (0..count / 80 + 1).map(|_| people.add("worker", None, (NEVER, NEVER), &[])).collect();
    for _ in 0..count {
        let born = Cell::Date(dice.day(first - 5000, 6000));
        let child = people.add("child", None, (NEVER, NEVER), &[("born", born)]);
        one_child(&mut people, &mut dice, child, first, &workers);
    }
    people.builder.finish().0
}

fn one_child(people: &mut People<'_>, dice: &mut Dice, child: u32, first: Day, workers: &[u32]) {
    let begin = dice.day(first, 1600);
    let length = 60 + dice.roll(500) as Day;
    let end = if begin + length > first + 1825 { NEVER } else { begin + length };
    let last = (begin + length).min(first + 1825);
    people.add("referral", Some(child), (begin, NEVER), &[]);
    let authorised = Cell::Date(dice.day(begin + 20, 60));
    people.add("assessment", Some(child), (begin, NEVER), &[("authorised", authorised)]);
    let worker = workers.get(dice.roll(workers.len() as u32) as usize).copied().and_then(Id::number);
    let worker = worker.map(|id| ("worker", Cell::Link(id)));
    people.add("allocation", Some(child), (begin + 3, end), worker.as_slice());
    let protection = dice.roll(4) == 0;
    let (plan, visited, every) = match protection {
        true => ("protection-plan", "protection", 14),
        false => ("child-in-need-plan", "child-in-need", 28),
    };
    people.add(plan, Some(child), (begin + 5, end), &[]);
    let kind = people.text(visited);
    let mut day = begin + 5;
    while day < last {
        let seen = ("child-seen", Cell::YesNo(dice.roll(20) > 0));
        people.add("visit", Some(child), (day, NEVER), &[("kind", kind), seen]);
        day += every - 6 + dice.roll(9) as Day;
    }
    if protection {
        let (outcome, initial, review) =
            (people.text("conference"), people.text("initial"), people.text("review"));
        people.add("strategy-discussion", Some(child), (begin, NEVER), &[("outcome", outcome)]);
        let held = dice.day(begin + 12, 14);
        people.add("conference", Some(child), (held, NEVER), &[("kind", initial)]);
        let mut day = begin + 80;
        while day < last {
            people.add("conference", Some(child), (day, NEVER), &[("kind", review)]);
            day += 150 + dice.roll(50) as Day;
        }
    }
    if dice.roll(6) == 0 {
        people.add("care-period", Some(child), (begin + 30, end), &[]);
        let moved = begin + 30 + dice.roll(200) as Day;
        people.add("placement", Some(child), (begin + 30, moved), &[]);
        people.add("placement", Some(child), (moved, end), &[]);
        for n in 0..(length / 180) {
            people.add("health-assessment", Some(child), (begin + 30 + n * 190, NEVER), &[]);
            people.add("dental-check", Some(child), (begin + 40 + n * 300, NEVER), &[]);
        }
    }
}
