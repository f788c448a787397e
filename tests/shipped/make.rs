//! Records for some standards: blanks, open and impossible periods, undated, same-day and future events, links to
//! others and to none, agreements, and a calendar with closures, terms and outages.

use crate::days::Days;
use crate::reads::Reads;
use crate::support::generate::Rng;
use crate::support::world::{Agreed, PlainCalendar, Rec, Val, Varied, World};
use duecare::calendar::{Amount, Day, Unit};
use duecare::lang::checked::{Literal, SettingValue, Standard};
use duecare::record::{FieldId, FieldType, KindId, Shape, Vocabulary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A maker of one try.
pub struct Make<'m> {
    pub reads: &'m Reads,
    pub days: Days,
    pub rng: &'m mut Rng,
    world: World,
    /// Records by kind.
    of: BTreeMap<KindId, Vec<usize>>,
    about: Vec<KindId>,
    /// How often, of a hundred, a field holds what a condition asks for in this try.
    obliging: BTreeMap<(KindId, FieldId), u64>,
    /// Whether most things are as they should be.
    orderly: bool,
    /// What a field mostly holds in this try, of the values that conditions ask for.
    favourites: BTreeMap<(KindId, FieldId), Literal>,
}

/// Closures, terms and outages, before any day of the try is chosen.
pub fn calendar() -> PlainCalendar {
    PlainCalendar::england()
}

/// The records of a try.
pub fn world(
    rules: &[Standard],
    reads: &Reads,
    days: Days,
    vocabulary: &Arc<Vocabulary>,
    rng: &mut Rng,
) -> World {
    let empty = World {
        vocabulary: vocabulary.clone(),
        records: Vec::new(),
        agreements: Vec::new(),
        calendar: Arc::new(calendar()),
        functions: Arc::default(),
    };
    let orderly = rng.one_in(4);
    let favourite =
        |list: &[Literal], rng: &mut Rng| if orderly { list[0].clone() } else { rng.pick(list).clone() };
    let favourites = reads.wishes.iter().map(|(f, list)| (*f, favourite(list, rng))).collect();
    let often = |rng: &mut Rng| if orderly { 97 } else { *rng.pick(&[10, 50, 80, 95]) };
    let mut obliging: BTreeMap<_, _> = reads.wishes.keys().map(|f| (*f, often(rng))).collect();
    // All as it should be but for one thing.
    if orderly && rng.one_in(2) && !obliging.is_empty() {
        let amiss = rng.below(obliging.len() as u64) as usize;
        obliging.values_mut().skip(amiss).take(1).for_each(|often| *often = 3);
    }
    let about = rules.iter().map(|s| s.scope.kind).collect();
    let mut make =
        Make { reads, days, rng, world: empty, of: BTreeMap::new(), about, obliging, orderly, favourites };
    make.set_calendar();
    let mut kinds: Vec<KindId> = reads.kinds.iter().copied().collect();
    // Owners first, what the standard is about before its evidence.
    let rank = |k: &KindId| (vocabulary.owners(*k).len(), !make.about.contains(k), *k);
    kinds.sort_by_key(rank);
    for kind in kinds {
        make.kind(kind);
    }
    make.links();
    make.agreements(rules);
    make.world
}

impl Make<'_> {
    fn set_calendar(&mut self) {
        let mut out = calendar();
        let mut at = self.days.first - 40;
        while at < self.days.last + 20 {
            let end = at + 5 + self.rng.below(70) as i32;
            out.school.push((at, end));
            at = end + 1 + self.rng.below(15) as i32;
        }
        out.slots.insert("term".to_owned(), out.school.clone());
        if self.rng.one_in(3) {
            out.closures = (0..1 + self.rng.below(4)).map(|_| self.days.any(self.rng)).collect();
        }
        if self.rng.one_in(8) {
            let from = self.days.any(self.rng);
            out.outages.push((from, from + self.rng.below(12) as i32, None));
        }
        out.leap_28_february = self.rng.one_in(8);
        self.world.calendar = Arc::new(out);
    }

    fn kind(&mut self, kind: KindId) {
        let shape = self.world.shape(kind);
        let owner = self.world.vocabulary.kind(kind).unwrap().owner;
        let about = self.about.contains(&kind);
        let often = match (shape, about) {
            (Shape::Subject, _) if self.reads.counts => 2 + self.rng.below(3),
            (Shape::Subject, _) => 1 + self.rng.below(2),
            (Shape::Period, true) => 1 + self.rng.below(5),
            (Shape::Event, true) => 1 + self.rng.below(8),
            (Shape::Period, false) if self.reads.counts => 1 + self.rng.below(6),
            (Shape::Period, false) => self.rng.below(4),
            (Shape::Event, false) => {
                let most = *self.rng.pick(&[3, 8, 14]);
                self.rng.below(most)
            }
        };
        let often = if self.days.dense && shape != Shape::Subject { often * 3 / 2 } else { often };
        // Done at regular times, counted from the record that the standard is about, or at any.
        let regular = shape == Shape::Event && !about && (self.orderly || self.rng.one_in(2));
        let mut regular = regular.then(|| self.about_day().unwrap_or(self.days.first));
        for i in 0..often {
            let owner = match owner.map(|k| self.of.get(&k).cloned().unwrap_or_default()) {
                None => None,
                Some(list) if list.is_empty() => return,
                Some(list) if self.rng.one_in(3) => Some(*self.rng.pick(&list)),
                Some(list) => Some(list[0]),
            };
            if let Some(at) = &mut regular {
                *at = self.days.step(*at, &self.world.calendar, self.rng);
                if *at > self.days.last + 20 {
                    *at = self.about_day().unwrap_or(self.days.first);
                }
            }
            let name = if self.rng.one_in(3) { "" } else { self.rng.pick(&["v", "w", "p"]) };
            let place = self.world.records.len();
            let id = if shape == Shape::Subject {
                format!("{}{i}", &self.name(kind)[..1])
            } else {
                format!("{name}{place}")
            };
            let record = self.record(kind, id, owner, regular);
            if self.rng.one_in(3) {
                self.days.hot.extend([record.start, record.end].into_iter().flatten());
            }
            self.world.records.push(record);
            self.of.entry(kind).or_default().push(place);
        }
    }

    /// The first day of a record that the standard is about.
    fn about_day(&mut self) -> Option<Day> {
        let about: Vec<usize> = self.about.iter().filter_map(|k| self.of.get(k)).flatten().copied().collect();
        (!about.is_empty()).then(|| self.world.records[*self.rng.pick(&about)].start).flatten()
    }

    fn name(&self, kind: KindId) -> String {
        self.world.vocabulary.name(kind).to_owned()
    }

    fn record(&mut self, kind: KindId, id: String, owner: Option<usize>, regular: Option<Day>) -> Rec {
        let (mut start, mut end) = (None, None);
        let shape = self.world.shape(kind);
        let first = match regular {
            Some(day) => day,
            // What belongs to a record of its own days lies near them.
            None => match owner.and_then(|o| self.world.records[o].start) {
                Some(day) if self.rng.one_in(2) => day,
                Some(day) if !self.rng.one_in(3) => day - 8 + self.rng.below(20) as i32,
                _ if !self.about.is_empty() && !self.about.contains(&kind) && self.rng.below(5) < 2 => {
                    let from = self.about_day().unwrap_or(self.days.first);
                    self.days.within(from, &self.world.calendar, self.rng)
                }
                _ if self.about.contains(&kind)
                    && shape == Shape::Period
                    && (self.orderly || self.rng.one_in(3)) =>
                {
                    // Early, so that there is time for what is long.
                    self.days.first + self.rng.below(40) as i32
                }
                _ => self.days.any(self.rng),
            },
        };
        if shape != Shape::Subject && !self.rng.one_in(60) {
            start = Some(first);
        }
        if shape == Shape::Period {
            end = match self.rng.below(14) {
                0..=4 => None,
                6..=10 if self.orderly => None,
                5 if self.rng.one_in(3) => Some(first - 1 - self.rng.below(8) as i32),
                _ => Some(self.days.after(first, &self.world.calendar, self.rng)),
            };
        }
        // Over shortly before the record that the standard is about begins.
        if shape == Shape::Period
            && !self.about.contains(&kind)
            && self.rng.one_in(4)
            && let Some(day) = self.about_day()
        {
            let last = day + 1 - self.rng.below(9) as i32;
            (start, end) = (Some(last - self.rng.below(90) as i32), Some(last));
        }
        let often = match self.reads.recorded.contains(&kind) {
            true => 8,
            false => {
                if shape == Shape::Subject {
                    3
                } else {
                    1
                }
            }
        };
        let recorded =
            (self.rng.below(10) < often).then(|| self.days.after(first, &self.world.calendar, self.rng));
        let mut fields = BTreeMap::new();
        let wanted: Vec<FieldId> = self.reads.fields.iter().filter(|f| f.0 == kind).map(|f| f.1).collect();
        for field in wanted {
            if let Some(value) = self.value(kind, field, first) {
                fields.insert(field, value);
            }
        }
        Rec { kind, id, owner, start, end, recorded, fields, gone: false }
    }

    fn value(&mut self, kind: KindId, field: FieldId, start: Day) -> Option<Val> {
        let entry = self.reads.entry.contains(&(kind, field));
        let blank = match self.reads.blank.contains(&(kind, field)) {
            true => 50,
            false if self.orderly => 4,
            false if entry => 8,
            false => 15,
        };
        if self.rng.below(100) < blank {
            return None;
        }
        let of = self.world.vocabulary.kind(kind).unwrap().field_at(field).unwrap().clone();
        let reads = self.reads;
        let wishes = reads.wishes.get(&(kind, field)).map_or(&[][..], Vec::as_slice);
        let obliging = self.obliging.get(&(kind, field)).copied().unwrap_or(0);
        let obliging = if entry { obliging.max(85) } else { obliging };
        let wished = (!wishes.is_empty() && self.rng.below(100) < obliging).then(|| {
            let favourite =
                self.favourites.get(&(kind, field)).filter(|_| self.orderly || !self.rng.one_in(3));
            favourite.unwrap_or_else(|| self.rng.pick(wishes)).clone()
        });
        Some(match (of.field_type, wished) {
            (FieldType::Date, _) if of.name == "born" => {
                let ages: Vec<u32> = reads.ages.iter().copied().collect();
                Val::Date(self.days.born(&ages, self.orderly, self.rng))
            }
            (FieldType::Date | FieldType::PlannedDate, _) => Val::Date(match self.rng.below(4) {
                0 => self.days.any(self.rng),
                1 => start - 3 + self.rng.below(20) as i32,
                _ => self.days.after(start, &self.world.calendar, self.rng),
            }),
            (FieldType::YesNo, Some(Literal::YesNo(b))) => Val::YesNo(b),
            // What is not as asked is mostly the other.
            (FieldType::YesNo, _) => {
                let yes = wishes.contains(&Literal::YesNo(true));
                Val::YesNo(if self.rng.one_in(3) { self.rng.one_in(2) } else { !yes })
            }
            (FieldType::Number, Some(Literal::Number(n))) => Val::Number(n),
            (FieldType::Number, _) => Val::Number(*self.rng.pick(&[0.0, 0.05, 0.1, 0.15, 1.0, 20.5, 30.0])),
            (FieldType::Text | FieldType::OneOf(_), Some(Literal::Text(t))) => Val::Text(t),
            (FieldType::Text, _) => Val::Text((*self.rng.pick(&["x", "y", "z"])).to_owned()),
            (FieldType::OneOf(list), _) => Val::Text(self.rng.pick(&list.codes).clone()),
            // Links are set when all records are there.
            (FieldType::Link(_), _) => return None,
        })
    }

    fn links(&mut self) {
        let vocabulary = self.world.vocabulary.clone();
        for place in 0..self.world.records.len() {
            let kind = self.world.records[place].kind;
            for (i, field) in vocabulary.kind(kind).unwrap().fields.iter().enumerate() {
                let FieldType::Link(to) = field.field_type else { continue };
                let id = FieldId(i as u16);
                let Some(list) = self.of.get(&to).filter(|_| self.reads.fields.contains(&(kind, id))) else {
                    continue;
                };
                let to = if self.rng.one_in(3) { *self.rng.pick(list) } else { list[0] };
                if !self.rng.one_in(8) {
                    self.world.records[place].fields.insert(id, Val::Record(to));
                }
            }
        }
    }

    fn agreements(&mut self, rules: &[Standard]) {
        for s in rules {
            let root = self.world.vocabulary.root(s.scope.kind);
            let Some(roots) = self.of.get(&root).cloned() else { continue };
            for rule in &s.agreements {
                let setting = &s.settings[rule.setting];
                for _ in 0..self.rng.below(3) {
                    let bound = rule.bounds.first().map(|b| b.value).or(setting.values.first().map(|v| v.1));
                    let value = match bound {
                        Some(SettingValue::Amount(a)) => Varied::Amount(self.amount(a)),
                        _ => Varied::Number(self.rng.below(5) as f64),
                    };
                    let from = self.days.any(self.rng);
                    let agreed = if self.rng.one_in(2) { from } else { from - 4 + self.rng.below(12) as i32 };
                    let until =
                        self.rng.one_in(2).then(|| self.days.after(from, &self.world.calendar, self.rng));
                    let recorded = self.rng.one_in(4).then(|| agreed + self.rng.below(9) as i32);
                    let (id, setting) = (format!("g{}", self.world.agreements.len()), setting.name.clone());
                    let of = *self.rng.pick(&roots);
                    self.world.agreements.push(Agreed {
                        id,
                        of,
                        setting,
                        value,
                        from,
                        until,
                        agreed,
                        recorded,
                    });
                }
            }
        }
    }

    fn amount(&mut self, most: Amount) -> Amount {
        let count = match self.rng.below(3) {
            0 => most.count,
            _ => 1 + self.rng.below(u64::from(most.count)) as u32,
        };
        let unit = match most.unit {
            Unit::Months if self.rng.one_in(3) => Unit::Weeks,
            unit => unit,
        };
        Amount::new(count, unit)
    }
}
