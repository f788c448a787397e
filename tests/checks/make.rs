//! Returns made by chance from the vocabulary of the rules and the texts that the rules name.

use crate::sheet::Sheet;
use crate::support::generate::Rng;
use duecare::calendar::{Day, from_civil, to_civil, to_iso};
use duecare::lang::checked::{Cond, FieldRef, Leaf, Literal, RuleSet, Value, walk};
use duecare::record::{FieldId, FieldType, Kind, KindId};
use std::collections::BTreeMap;

/// Texts that the rules compare a field with, and shapes they hold texts to.
#[derive(Debug, Default)]
pub struct Named {
    of: BTreeMap<(KindId, Leaf), Vec<String>>,
    shapes: Vec<String>,
}

impl Named {
    pub fn of(rules: &RuleSet) -> Named {
        let mut out = Named::default();
        for s in rules.standards.iter().filter(|s| s.check) {
            walk::standard(s, &mut out);
        }
        for list in out.of.values_mut() {
            list.sort();
            list.dedup();
        }
        out.shapes.sort();
        out.shapes.dedup();
        out
    }

    fn names(&mut self, v: &Value, l: &Literal) {
        let text = match l {
            Literal::Text(t) => t.clone(),
            Literal::Number(n) => n.to_string(),
            _ => return,
        };
        for f in fields_of(v) {
            self.of.entry((f.kind, f.leaf)).or_default().push(text.clone());
        }
    }

    /// Texts given to functions.
    fn given(&mut self, v: &Value) {
        let Value::Plugin { arguments, .. } = v else { return };
        for a in arguments {
            match a {
                Value::Literal(Literal::Text(t)) => self.shapes.push(t.clone()),
                inner => self.given(inner),
            }
        }
    }
}

impl walk::Parts for Named {
    fn condition(&mut self, c: &Cond) {
        match c {
            Cond::Compare(_, a, b) => {
                for (v, other) in [(a, b), (b, a)] {
                    self.given(v);
                    if let Value::Literal(l) = other {
                        self.names(v, l);
                    }
                }
            }
            Cond::OneOf(v, list) => {
                self.given(v);
                list.iter().for_each(|l| self.names(v, l));
            }
            Cond::Holds(v) => self.given(v),
            _ => {}
        }
    }
}

/// The fields a value reads as they are, or through functions.
fn fields_of(v: &Value) -> Vec<&FieldRef> {
    match v {
        Value::Field(f) => vec![f],
        Value::Plugin { arguments, .. } => arguments.iter().flat_map(fields_of).collect(),
        _ => Vec::new(),
    }
}

/// How much of a return is wrong, in thousandths.
struct Care {
    blank: u64,
    bad: u64,
    /// Tables and columns that are not sent.
    lacks: u64,
}

/// Whether something happens that happens so many times in a thousand.
fn hits(chance: &mut Rng, of_thousand: u64) -> bool {
    chance.below(1000) < of_thousand
}

/// The last day of the year that made returns are of.
pub fn last_day() -> Day {
    from_civil(2026, 3, 31).unwrap()
}

/// A return by chance.
pub fn sheets(rules: &RuleSet, named: &Named, seed: u64) -> Vec<Sheet> {
    let mut chance = Rng::new(seed);
    let care = Care {
        blank: *chance.pick(&[0, 30, 150, 400]),
        bad: *chance.pick(&[0, 10, 60, 250]),
        lacks: *chance.pick(&[0, 0, 0, 20, 60]),
    };
    let most = 2 + 2 * chance.below(7);
    made(rules, named, &mut chance, &care, (0, most))
}

/// A return with one or two rows in every table and nothing left out.
pub fn whole(rules: &RuleSet, named: &Named, seed: u64) -> Vec<Sheet> {
    made(rules, named, &mut Rng::new(seed), &Care { blank: 0, bad: 0, lacks: 0 }, (1, 3))
}

fn made(
    rules: &RuleSet,
    named: &Named,
    chance: &mut Rng,
    care: &Care,
    (least, most): (u64, u64),
) -> Vec<Sheet> {
    let mut out: Vec<Sheet> = Vec::new();
    for (id, kind) in rules.vocabulary.iter() {
        let Some(table) = kind.table.clone() else { continue };
        if hits(chance, care.lacks) {
            continue;
        }
        let mut maker = Maker { rules, named, care, chance, id, kind };
        let columns = maker.columns();
        let rows = match kind.owner {
            // The return itself: nearly always one row.
            None if kind.keyed_by.is_none() => [1, 1, 1, 1, 1, 1, 0, 2][maker.chance.below(8) as usize],
            _ => least + maker.chance.below(most - least),
        };
        let rows =
            (0..rows as usize).map(|row| columns.iter().map(|c| maker.cell(c, row)).collect()).collect();
        match out.iter_mut().find(|s| s.table == table) {
            Some(_) => {}
            None => out.push(Sheet { table, columns: columns.into_iter().map(|c| c.0).collect(), rows }),
        }
    }
    out
}

/// A column and what it fills; none of a key of an owner.
type Column = (String, Option<(Leaf, FieldType)>);

struct Maker<'m> {
    rules: &'m RuleSet,
    named: &'m Named,
    care: &'m Care,
    chance: &'m mut Rng,
    id: KindId,
    kind: &'m Kind,
}

impl Maker<'_> {
    fn hits(&mut self, of_thousand: u64) -> bool {
        hits(self.chance, of_thousand)
    }

    fn columns(&mut self) -> Vec<Column> {
        let vocabulary = &self.rules.vocabulary;
        let mut out: Vec<Column> = Vec::new();
        for owner in vocabulary.owners(self.id).iter().rev().filter_map(|o| vocabulary.kind(*o)) {
            let key = owner.keyed_by.and_then(|f| owner.field_at(f)).and_then(|f| f.column.clone());
            out.extend(key.map(|k| (k, None)));
        }
        let day = |c: &Option<String>, leaf| c.clone().map(|c| (c, Some((leaf, FieldType::Date))));
        out.extend(day(&self.kind.start_column, Leaf::Start));
        out.extend(day(&self.kind.end_column, Leaf::End));
        for (place, f) in self.kind.fields.iter().enumerate() {
            let leaf = Leaf::Field(FieldId(place as u16));
            out.extend(f.column.clone().map(|c| (c, Some((leaf, f.field_type.clone())))));
        }
        let mut seen = Vec::new();
        out.retain(|(c, _)| {
            let new = !seen.contains(c);
            seen.push(c.clone());
            new && !self.hits(self.care.lacks)
        });
        out
    }

    fn cell(&mut self, (_, fills): &Column, row: usize) -> String {
        // Keys are damaged less often: rows that belong nowhere say little.
        let calm = match fills {
            None => 4,
            Some((Leaf::Field(f), _)) if self.kind.keyed_by == Some(*f) => 4,
            _ => 1,
        };
        if self.hits(self.care.blank / calm) {
            return String::new();
        }
        let Some((leaf, field_type)) = fills else { return self.key() };
        if let Leaf::Field(f) = leaf
            && self.kind.keyed_by == Some(*f)
            && self.hits(850)
        {
            // Mostly each its own number; below several owners the same numbers come again.
            return (1 + row % 4).to_string();
        }
        if self.hits(self.care.bad) {
            return (*self.chance.pick(&["?!", "31/02/2026", "2025-13-01", "XX", "x1", "-", "0", "99"]))
                .to_owned();
        }
        let names = self.named.of.get(&(self.id, *leaf));
        if let Some(names) = names
            && !matches!(field_type, FieldType::Date | FieldType::PlannedDate)
            && self.hits(400)
        {
            return self.chance.pick(names).clone();
        }
        self.of_type(*leaf, field_type)
    }

    fn key(&mut self) -> String {
        if self.hits(self.care.bad / 4) { "9".to_owned() } else { (1 + self.chance.below(3)).to_string() }
    }

    fn of_type(&mut self, leaf: Leaf, field_type: &FieldType) -> String {
        match field_type {
            FieldType::Date | FieldType::PlannedDate => {
                let day = self.day(leaf);
                self.written(day)
            }
            FieldType::YesNo => (*self.chance.pick(&["0", "1", "1", "true", "No"])).to_owned(),
            FieldType::Number => {
                (*self.chance.pick(&["0", "1", "2", "3", "7", "-1", "2.5", "20"])).to_owned()
            }
            FieldType::OneOf(list) => self.chance.pick(&list.codes).clone(),
            FieldType::Link(_) => self.key(),
            FieldType::Text => self.text(),
        }
    }

    fn text(&mut self) -> String {
        if self.hits(200) || self.named.shapes.is_empty() {
            let words = ["2026", "2025", "1A", "18A", "A1B 2C", "ab1 2cd", "x", "E06000001", "301", "CON"];
            return (*self.chance.pick(&words)).to_owned();
        }
        let shape = self.chance.pick(&self.named.shapes).clone();
        let made = shape.chars().map(|c| match c {
            'A' => char::from(b'A' + self.chance.below(26) as u8),
            '9' => char::from(b'0' + self.chance.below(10) as u8),
            '?' => *self.chance.pick(&['Q', '4', '-']),
            other => other,
        });
        made.collect()
    }

    /// Days near each other, so that they meet; births so that ages do.
    fn day(&mut self, leaf: Leaf) -> Day {
        let last = last_day();
        let named = |name: &str| match leaf {
            Leaf::Field(f) => self.kind.field_at(f).is_some_and(|f| f.name.contains(name)),
            _ => false,
        };
        if self.kind.owner.is_none() && self.kind.keyed_by.is_none() {
            // The year of the return itself: its first day, or its last.
            return match (named("start"), self.hits(930)) {
                (true, true) => last - 364,
                (false, true) => last,
                _ => last - self.chance.below(800) as Day,
            };
        }
        if named("born") {
            let (year, month, day) = to_civil(last - self.chance.below(400) as Day).unwrap();
            let ages = [0, 0, 1, 3, 4, 5, 9, 10, 14, 16, 17, 18, 19, 21, 25, 26, -1];
            let year = year - self.chance.pick(&ages);
            return from_civil(year, month, day).unwrap_or(last - 3000);
        }
        match self.chance.below(20) {
            0 => last - self.chance.below(9000) as Day,
            1 => last + 1 + self.chance.below(40) as Day,
            2 => *self.chance.pick(&[last, last - 1, last - 364, last - 365, last - 366]),
            3..=9 => last - self.chance.below(500) as Day,
            // A few days that come again and again.
            _ => last - 30 * self.chance.below(13) as Day - self.chance.below(3) as Day,
        }
    }

    fn written(&mut self, day: Day) -> String {
        let iso = to_iso(day);
        match self.chance.below(3) {
            0 => iso,
            _ => {
                let parts: Vec<&str> = iso.split('-').collect();
                format!("{}/{}/{}", parts[2], parts[1], parts[0])
            }
        }
    }
}
