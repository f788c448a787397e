//! What a figure is split by: the team responsible, a value of the record, a band.

use super::ground::Ground;
use super::item::Item;
use crate::calendar::{Day, to_long};
use crate::judge::{Asker, Datum};
use crate::lang::checked::{By, ByItem};
use crate::record::{Caseload, Row};

/// A group: its place among the others, and what it is called; nothing for what cannot be told, which comes last.
pub(super) type Key = (u8, i64, Option<String>);

const LAST: Key = (2, 0, None);

/// The group an item is in.
pub(super) fn key(ground: &Ground<'_>, asker: &Asker<'_>, by: &By, item: &Item, day: Day) -> Key {
    let holder = || item.holder(asker, ground.attribution);
    let caseload = asker.caseload();
    let text = match &by.item {
        ByItem::Team => named(caseload, "team", holder().team),
        ByItem::Worker => named(caseload, "worker", holder().worker),
        ByItem::Service => of_team(caseload, holder().team, "service"),
        ByItem::Locality => {
            let root = asker.root(item.record.row);
            of_team(caseload, holder().team, "locality").or_else(|| field(caseload, root, "locality"))
        }
        ByItem::Value(list) => {
            let Some(value) = list.get(item.part) else { return LAST };
            match asker.value(value, &item.record, day) {
                Datum::Number(n) => return band(&by.bands, n),
                Datum::Text(code) => Some(caseload.texts.text(code).to_owned()),
                Datum::YesNo(b) => Some(if b { "yes" } else { "no" }.to_owned()),
                Datum::Day(d) => return (0, i64::from(d), Some(to_long(d))),
                Datum::Row(row) => name(caseload, row),
                Datum::Unknown | Datum::Between(..) | Datum::Days(..) => None,
            }
        }
    };
    text.map_or(LAST, |t| (1, 0, Some(t)))
}

fn named(caseload: &Caseload, kind: &str, row: Option<u32>) -> Option<String> {
    name(caseload, Row { kind: caseload.vocabulary.kind_named(kind)?, row: row? })
}

/// What a record is called; a child, and what is of a child, has no name here.
fn name(caseload: &Caseload, at: Row) -> Option<String> {
    let vocabulary = &caseload.vocabulary;
    if vocabulary.kind_named("child") == Some(vocabulary.root(at.kind)) {
        return None;
    }
    let id = caseload.table(at.kind)?.ids.get(at.row as usize)?;
    Some(id.text(&caseload.texts))
}

fn of_team(caseload: &Caseload, team: Option<u32>, what: &str) -> Option<String> {
    field(caseload, Row { kind: caseload.vocabulary.kind_named("team")?, row: team? }, what)
}

fn field(caseload: &Caseload, at: Row, what: &str) -> Option<String> {
    let field = caseload.vocabulary.kind(at.kind)?.field(what)?;
    let code = caseload.table(at.kind)?.column(field).text(at.row)?;
    Some(caseload.texts.text(code).to_owned())
}

/// Each number begins a band; the last has no upper end.
fn band(bands: &[f64], n: f64) -> Key {
    let Some(first) = bands.first() else { return (0, (n * 1000.0) as i64, Some(n.to_string())) };
    let place = bands.partition_point(|b| *b <= n);
    let label = match (place.checked_sub(1).and_then(|i| bands.get(i)), bands.get(place)) {
        (None, _) => format!("under {first}"),
        (Some(from), None) => format!("{from} and over"),
        (Some(from), Some(to)) => format!("{from} to under {to}"),
    };
    (0, place as i64, Some(label))
}
