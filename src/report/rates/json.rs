//! Rates as JSON.

use super::{RatesShown, last, late};
use crate::calendar::to_iso;
use crate::measure::{Figure, Parts, RatePeriod};
use crate::record::Caseload;
use crate::report::figures::difference_of;
use crate::report::{Naming, record_name};
use serde_json::{Value, json};

/// The rates of one standard as JSON.
pub fn rates_json(caseload: &Caseload, of: &RatesShown<'_>, naming: Naming<'_>) -> Value {
    let r = match of.rates {
        Err(why) => {
            return json!({"standard": of.standard, "missing": {"code": why.code(), "words": why.words()}});
        }
        Ok(r) => r,
    };
    let periods: Vec<Value> = r.periods.iter().map(|p| period(caseload, p, naming)).collect();
    let known = last(of).map(|[then, now]| {
        let list = late(r, then, now).map(|(what, then, now)| {
            json!({"rate": what, "then": rate(&then), "now": rate(&now), "difference": difference_of(&then, &now)})
        });
        json!(list)
    });
    json!({
        "standard": r.standard,
        "title": r.title,
        "subjects": r.subjects,
        "near": r.near,
        "periods": periods,
        "known_then_and_now": known,
        "notes": r.notes,
    })
}

fn period(caseload: &Caseload, p: &RatePeriod, naming: Naming<'_>) -> Value {
    let (duties, t) = (&p.duties, &p.duties.tally);
    let reopened = p.reopened.iter().map(|r| {
        json!({"record": record_name(caseload, r.record, naming), "ended": to_iso(r.ended), "began": to_iso(r.began)})
    });
    json!({
        "from": to_iso(p.first),
        "to": to_iso(p.last),
        "subjects": parts(&p.subjects, &p.subjects.in_time_rate(), &p.subjects.unexcused_rate()),
        "days": parts(&p.days, &p.days.out_rate(), &p.days.unexcused_out_rate()),
        "longest_open": p.longest.open,
        "longest": p.longest.any,
        "obligations": {
            "met": t.in_time - duties.running,
            "not_yet_due": duties.running,
            "breach_open": t.breach_open,
            "breach_closed": t.breach_closed,
            "cannot_tell": t.cannot_tell,
            "exempt": t.exempt,
            "lapsed": t.lapsed,
            "lapsed_near": duties.lapsed_near,
            "lapsed_near_by_chance": duties.by_chance().as_f64(),
            "rate": rate(&duties.rate()),
        },
        "opened_again": reopened.collect::<Vec<_>>(),
    })
}

fn parts(of: &Parts, figure: &Figure, unexcused: &Figure) -> Value {
    json!({
        "in_scope": of.scope(),
        "in_time": of.in_time,
        "out": of.out,
        "cannot_tell": of.cannot_tell,
        "exempt": of.exempt,
        "rate": rate(figure),
        "were_nothing_exempt": rate(unexcused),
    })
}

fn rate(f: &Figure) -> Value {
    json!({
        "figure": f.text(),
        "value": f.value.map(|v| v.as_f64()),
        "low": f.range.as_ref().map(|r| r.low.clone()),
        "high": f.range.as_ref().map(|r| r.high.clone()),
    })
}
