//! Measures as JSON.

use super::known::difference_of;
use super::words::{compared_of, compared_value, record_name, target_words};
use crate::calendar::{Day, to_iso};
use crate::measure::{Compared, Figure, Group, Measured, Missing, Point, Sort};
use crate::record::Caseload;
use crate::report::{ListHead, Naming, head_json};
use serde_json::{Map, Value, json};
use std::io::Write;

/// One measure as JSON.
pub fn measured_json(caseload: &Caseload, m: &Measured, naming: Naming<'_>) -> Value {
    let team = caseload.vocabulary.kind_named("team");
    let team_id =
        |row: Option<u32>| Some(record_name(caseload, crate::record::Row { kind: team?, row: row? }, naming));
    let mut out = Map::new();
    out.insert("measure".to_owned(), json!(m.id));
    out.insert("title".to_owned(), json!(m.title));
    out.insert("definition".to_owned(), json!(m.definition));
    let standards: Map<String, Value> =
        m.standards.iter().map(|(id, title)| (id.clone(), json!(title))).collect();
    out.insert("standards".to_owned(), Value::Object(standards));
    out.insert("as_at".to_owned(), json!(to_iso(m.as_at)));
    put(&mut out, &m.figure);
    let known = m.known_now.as_ref().zip(m.figure.as_ref().ok());
    let known = known.map(|(now, then)| {
        json!({"figure": now.text(), "value": now.value.map(|v| v.as_f64()), "difference": difference_of(then, now)})
    });
    let list = [
        ("known_now", json!(known)),
        ("targets", json!(m.targets.iter().map(target_words).collect::<Vec<_>>())),
        ("compare", m.compare.iter().map(|c| compared(c, m.as_at)).collect()),
        ("standing", json!(m.standing.as_ref().map(|s| json!({"word": s.word.word(), "rule": s.rule})))),
        ("better", json!(m.better().word())),
        ("last_month", point(&m.last_month)),
        (
            "by",
            m.by.iter().map(|b| json!({"by": b.by, "groups": b.groups.iter().map(group).collect::<Vec<_>>()})).collect(),
        ),
        ("series", m.series.iter().map(point).collect()),
        (
            "highest",
            m.highest
                .iter()
                .map(|t| json!({"record": record_name(caseload, t.row, naming), "figure": t.digits, "team": team_id(t.team)}))
                .collect(),
        ),
        ("moves", m.moves.iter().map(|v| json!({"from": v.from, "to": v.to, "number": v.number})).collect()),
        ("sources", json!(m.sources)),
        ("notes", json!(m.notes)),
    ];
    for (key, value) in list {
        out.insert(key.to_owned(), value);
    }
    Value::Object(out)
}

/// Another's figure with what it is of; of a group without a known one why.
fn compared(c: &Compared, as_at: Day) -> Value {
    let dated = c.dated();
    json!({
        "group": c.group,
        "figure": compared_value(c),
        "value": c.number(),
        "to": dated.map(|d| to_iso(d.to)),
        "published": dated.map(|d| to_iso(d.published)),
        "period": dated.map(|d| &d.period),
        "source": dated.map(|d| &d.source),
        "age": dated.map(|d| d.age(as_at)),
        "missing": c.found.is_err().then(|| compared_of(c, as_at)),
    })
}

fn put(out: &mut Map<String, Value>, figure: &Result<Figure, Missing>) {
    let missing = figure.as_ref().err();
    let f = figure.as_ref().ok();
    let pairs = [
        ("figure", json!(f.map(Figure::text))),
        ("value", json!(f.and_then(|f| f.value).map(|v| v.as_f64()))),
        (
            "unit",
            json!(f.map(|f| match f.sort {
                Sort::Percentage => "percent",
                Sort::Number => "number",
            })),
        ),
        ("numerator", json!(f.map(|f| number(f.hits.as_f64())))),
        ("denominator", json!(f.map(|f| number(f.of.as_f64())))),
        ("low", json!(f.and_then(|f| f.range.as_ref()).map(|r| r.low.clone()))),
        ("high", json!(f.and_then(|f| f.range.as_ref()).map(|r| r.high.clone()))),
        ("colour", json!(f.and_then(|f| f.colour).map(|c| c.word()))),
        (
            "counts",
            json!(f.map(|f| {
                let t = &f.tally;
                json!({"in_time": t.in_time, "breach_open": t.breach_open, "breach_closed": t.breach_closed,
                       "cannot_tell": t.cannot_tell, "exempt": t.exempt, "lapsed": t.lapsed, "outage_exempt": t.outage_exempt,
                       "outage_breach": t.outage_breach})
            })),
        ),
        ("children", json!(f.and_then(|f| f.children).map(|c| json!({"of": c.of, "fit": c.fit})))),
        ("missing", json!(missing.map(|m| json!({"code": m.code(), "words": m.words()})))),
    ];
    for (key, value) in pairs {
        out.insert(key.to_owned(), value);
    }
}

/// Whole numbers without a point.
fn number(n: f64) -> Value {
    if n.fract() == 0.0 { json!(n as i64) } else { json!(n) }
}

fn group(g: &Group) -> Value {
    let mut out = Map::new();
    out.insert("group".to_owned(), json!(g.label));
    put(&mut out, &Ok(g.figure.clone()));
    Value::Object(out)
}

fn point(p: &Point) -> Value {
    let mut out = Map::new();
    out.insert("as_at".to_owned(), json!(to_iso(p.day)));
    put(&mut out, &p.figure);
    if !p.groups.is_empty() {
        out.insert("groups".to_owned(), p.groups.iter().map(group).collect());
    }
    Value::Object(out)
}

/// Writes `{as_at, known_on, run, rules, items: [...]}`.
pub fn write_figures_json(
    mut out: impl Write,
    head: &ListHead,
    caseload: &Caseload,
    list: &[Measured],
) -> std::io::Result<()> {
    let mut map = head_json(head);
    let items = list.iter().map(|m| measured_json(caseload, m, Naming::Ids)).collect();
    map.insert("items".to_owned(), Value::Array(items));
    serde_json::to_writer_pretty(&mut out, &Value::Object(map))?;
    writeln!(out)
}

/// Writes one measure a line.
pub fn write_figures_ndjson(
    mut out: impl Write,
    caseload: &Caseload,
    list: &[Measured],
) -> std::io::Result<()> {
    for m in list {
        serde_json::to_writer(&mut out, &measured_json(caseload, m, Naming::Ids))?;
        writeln!(out)?;
    }
    Ok(())
}
