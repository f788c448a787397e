//! A failing try made small and told: records, fields and agreements are dropped while it still fails.

use crate::judge::{Difference, Try, run};
use crate::rules::Shipped;
use crate::support::world::{Agreed, PlainCalendar, Rec, Val, Varied, World};
use duecare::calendar::{Day, to_iso};
use duecare::lang::checked::Standard;
use std::sync::Arc;

/// The smallest failing try that dropping finds, and how it fails.
pub fn small(shipped: &Shipped, mut t: Try, mut found: Difference) -> (Try, Difference) {
    loop {
        t.days.retain(|d| *d == found.day);
        let fails = candidates(&t).into_iter().find_map(|c| match run(shipped, &c) {
            Err(d) if d.what == found.what || !d.what.starts_with("a panic") => Some((c, d)),
            _ => None,
        });
        match fails {
            Some((c, d)) => (t, found) = (c, d),
            None => return (t, found),
        }
    }
}

fn candidates(t: &Try) -> Vec<Try> {
    let mut out = Vec::new();
    let mut with = |change: &dyn Fn(&mut Try)| {
        let mut c = t.clone();
        change(&mut c);
        out.push(c);
    };
    for i in 0..t.world.records.len() {
        with(&|c| c.world = without(&t.world, i));
    }
    for i in 0..t.world.agreements.len() {
        with(&|c| drop(c.world.agreements.remove(i)));
    }
    if t.known_on.is_some() {
        with(&|c| c.known_on = None);
    }
    let plain = PlainCalendar::england();
    let calendar = &t.world.calendar;
    if !calendar.closures.is_empty() || !calendar.outages.is_empty() || calendar.leap_28_february {
        with(&|c| {
            c.world.calendar = Arc::new(PlainCalendar { slots: calendar.slots.clone(), ..plain.clone() })
        });
    }
    if !calendar.slots.is_empty() {
        with(&|c| c.world.calendar = Arc::new(plain.clone()));
    }
    for (i, r) in t.world.records.iter().enumerate() {
        for f in r.fields.keys() {
            with(&|c| drop(c.world.records[i].fields.remove(f)));
        }
        if r.end.is_some() {
            with(&|c| c.world.records[i].end = None);
        }
        if r.recorded.is_some() {
            with(&|c| c.world.records[i].recorded = None);
        }
    }
    for (i, a) in t.world.agreements.iter().enumerate() {
        if a.until.is_some() {
            with(&|c| c.world.agreements[i].until = None);
        }
    }
    for (i, s) in t.rules.iter().enumerate() {
        if s.settings.iter().any(|s| s.values.len() > 1) {
            with(&|c| c.rules[i].settings.iter_mut().for_each(|s| s.values.truncate(1)));
        }
    }
    out
}

/// The records without one, and without what belongs to it.
fn without(world: &World, dropped: usize) -> World {
    let gone = |mut at: usize| loop {
        if at == dropped {
            return true;
        }
        match world.records[at].owner {
            Some(up) => at = up,
            None => return false,
        }
    };
    let kept: Vec<usize> = (0..world.records.len()).filter(|r| !gone(*r)).collect();
    let place = |old: usize| kept.iter().position(|k| *k == old);
    let record = |old: &usize| {
        let r = &world.records[*old];
        let fields = r.fields.iter().filter_map(|(f, v)| match v {
            Val::Record(to) => place(*to).map(|to| (*f, Val::Record(to))),
            v => Some((*f, v.clone())),
        });
        Rec { owner: r.owner.and_then(place), fields: fields.collect(), ..r.clone() }
    };
    let agreed = |a: &Agreed| place(a.of).map(|of| Agreed { of, ..a.clone() });
    World {
        records: kept.iter().map(record).collect(),
        agreements: world.agreements.iter().filter_map(agreed).collect(),
        ..world.clone()
    }
}

/// A difference in words, with the records as a worked case would write them.
pub fn told(t: &Try, d: &Difference, seed: u64) -> String {
    let mut out = format!(
        "{}, seed {seed}: {} differ on {}\n  engine    [{}]\n  reference [{}]",
        t.id,
        d.what,
        to_iso(d.day),
        d.engine.join(", "),
        d.reference.join(", ")
    );
    for r in &t.world.records {
        out += &format!("\n    {}", line(&t.world, r));
    }
    for a in &t.world.agreements {
        let value = match a.value {
            Varied::Amount(a) => a.to_string(),
            Varied::Number(n) => n.to_string(),
        };
        let until = a.until.map(|d| format!(" until={}", to_iso(d))).unwrap_or_default();
        let of = &t.world.records[a.of].id;
        let (from, agreed) = (to_iso(a.from), to_iso(a.agreed));
        out += &format!(
            "\n    agreement {} of={of} setting={} value={value} from={from} agreed={agreed}{until}",
            a.id, a.setting
        );
    }
    if let Some(day) = t.known_on {
        out += &format!("\n    known on {}", to_iso(day));
    }
    let c = &t.world.calendar;
    if *c.as_ref() != PlainCalendar::england() {
        let pairs = |list: &[(Day, Day)]| {
            list.iter().map(|p| format!("{}..{}", to_iso(p.0), to_iso(p.1))).collect::<Vec<_>>()
        };
        let closures: Vec<String> = c.closures.iter().map(|d| to_iso(*d)).collect();
        let outages: Vec<(Day, Day)> = c.outages.iter().map(|o| (o.0, o.1)).collect();
        out += &format!(
            "\n    calendar: closures {closures:?}, terms {:?}, outages {:?}, 28 February {}",
            pairs(&c.school),
            pairs(&outages),
            c.leap_28_february
        );
    }
    out += &settings(&t.rules);
    out
}

fn settings(rules: &[Standard]) -> String {
    let mut out = String::new();
    for s in rules {
        for setting in &s.settings {
            out += &format!("\n    {} {}: {:?}", s.id, setting.name, setting.values);
        }
    }
    out
}

fn line(world: &World, r: &Rec) -> String {
    let day = |d: Option<Day>| d.map(to_iso).unwrap_or_default();
    let kind = world.vocabulary.kind(r.kind).unwrap();
    let mut out = format!("{} {} {}", kind.name, r.id, day(r.start));
    if kind.shape == duecare::record::Shape::Period {
        out += &format!("..{}", day(r.end));
    }
    if let Some(o) = r.owner {
        out += &format!(" of={}", world.records[o].id);
    }
    for (f, v) in &r.fields {
        let value = match v {
            Val::Date(d) => to_iso(*d),
            Val::YesNo(b) => (if *b { "yes" } else { "no" }).to_owned(),
            Val::Number(n) => n.to_string(),
            Val::Text(t) => t.clone(),
            Val::Record(to) => world.records[*to].id.clone(),
        };
        out += &format!(" {}={value}", kind.field_at(*f).unwrap().name);
    }
    if r.recorded.is_some() {
        out += &format!(" recorded={}", day(r.recorded));
    }
    out
}
