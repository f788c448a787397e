//! Tables to records: cells read by their type, rows joined by their keys.

use super::{Book, Cell, Rec};
use crate::sheet::Sheet;
use crate::support::world::PlainCalendar;
use duecare::calendar::{Day, from_civil};
use duecare::judge::Plugins;
use duecare::lang::checked::RuleSet;
use duecare::record::{FieldType, Kind, KindId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// A kind with the sheet it is read from.
struct Source<'s> {
    id: KindId,
    kind: &'s Kind,
    keys: Vec<String>,
    sheet: Option<&'s Sheet>,
}

impl Source<'_> {
    /// Whether the sheet has a key; a table that was not sent takes away nothing.
    fn has(&self, key: usize) -> bool {
        self.sheet.is_none_or(|s| self.keys.get(key).is_some_and(|k| s.column(k).is_some()))
    }
}

impl<'a> Book<'a> {
    /// Reads a return; `other` is the day of one that does not say its own.
    pub fn read(
        rules: &'a RuleSet,
        plugins: &'a Plugins,
        calendar: &'a PlainCalendar,
        sheets: &[Sheet],
        day: Day,
    ) -> Book<'a> {
        let vocabulary = &rules.vocabulary;
        let key = |k: &Kind| k.keyed_by.and_then(|f| k.field_at(f)).and_then(|f| f.column.clone());
        let mut sources: Vec<Source<'_>> = Vec::new();
        for (id, kind) in vocabulary.iter().filter(|(_, k)| k.table.is_some()) {
            let table = plain(kind.table.as_deref().unwrap());
            let mut keys: Vec<String> = vocabulary
                .owners(id)
                .iter()
                .rev()
                .filter_map(|o| key(vocabulary.kind(*o).unwrap()))
                .collect();
            keys.extend(key(kind));
            let sheet = sheets.iter().find(|s| plain(&s.table) == table);
            sources.push(Source { id, kind, keys, sheet });
        }
        let mut records = Vec::new();
        let mut of: BTreeMap<KindId, Vec<usize>> = BTreeMap::new();
        for s in &sources {
            for row in 0..s.sheet.map_or(0, |s| s.rows.len()) {
                of.entry(s.id).or_default().push(records.len());
                records.push(record(s, row));
            }
        }
        let mut deepest: Vec<&Source<'_>> = sources.iter().collect();
        deepest.sort_by_key(|s| std::cmp::Reverse((vocabulary.owners(s.id).len(), s.id)));
        for s in deepest {
            if let Some(owner) = s.kind.owner {
                let up = sources.iter().find(|x| x.id == owner).unwrap();
                let rows = of.get(&s.id).cloned().unwrap_or_default();
                join(s, up, &rows, of.entry(owner).or_default(), &mut records);
            }
        }
        marks(&sources, &mut records);
        let sent: BTreeSet<KindId> = sources.iter().filter(|s| s.sheet.is_some()).map(|s| s.id).collect();
        // A table without its own key names none of its rows.
        let named =
            |s: &&Source<'_>| s.sheet.is_some() && s.keys.len().checked_sub(1).is_none_or(|k| s.has(k));
        let named: BTreeSet<KindId> = sources.iter().filter(named).map(|s| s.id).collect();
        links(vocabulary, &of, &named, &mut records);
        let mut loose = BTreeSet::new();
        for s in &sources {
            for up in sources.iter().filter(|u| u.kind.keyed_by.is_some()) {
                let key = up.keys.len() - 1;
                if vocabulary.owners(s.id).contains(&up.id) && !(s.has(key) && up.has(key)) {
                    loose.insert((s.id, up.id));
                }
            }
        }
        Book { rules, plugins, calendar, records, sent, loose, day }
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn record(s: &Source<'_>, row: usize) -> Rec {
    let sheet = s.sheet.unwrap();
    let text = |column: &Option<String>| -> Option<&str> {
        Some(sheet.cell(row, sheet.column(column.as_deref()?)?))
    };
    let read = |column: &Option<String>, field_type: &FieldType| match text(column) {
        None => Cell::NotSent,
        Some("") => Cell::Blank,
        Some(text) => typed(text, field_type),
    };
    let keys = s.keys.iter().map(|k| text(&Some(k.clone())).unwrap_or("").to_owned());
    Rec {
        kind: s.id,
        row: row as u32 + 1,
        owner: None,
        keys: keys.collect(),
        start: read(&s.kind.start_column, &FieldType::Date),
        end: read(&s.kind.end_column, &FieldType::Date),
        fields: s.kind.fields.iter().map(|f| read(&f.column, &f.field_type)).collect(),
    }
}

/// A text as its type has it; the key of another table is found later.
fn typed(text: &str, field_type: &FieldType) -> Cell {
    let found = match field_type {
        FieldType::Date | FieldType::PlannedDate => day(text).map(Cell::Day),
        FieldType::YesNo => match text.to_lowercase().as_str() {
            "1" | "true" | "y" | "yes" => Some(Cell::YesNo(true)),
            "0" | "false" | "n" | "no" => Some(Cell::YesNo(false)),
            _ => None,
        },
        FieldType::Number => text.parse().ok().filter(|n: &f64| n.is_finite()).map(Cell::Number),
        FieldType::Text => Some(Cell::Text(text.to_owned())),
        FieldType::OneOf(list) => list.codes.iter().any(|c| c == text).then(|| Cell::Text(text.to_owned())),
        FieldType::Link(_) => None,
    };
    found.unwrap_or_else(|| Cell::Refused(text.to_owned()))
}

/// 2026-03-31, also with a time behind it, or 31/03/2026.
fn day(text: &str) -> Option<Day> {
    let digits = |t: &str, n: usize| {
        (t.len() == n && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse::<u32>().unwrap())
    };
    if let Some(date) = text.get(..10)
        && matches!(text.as_bytes().get(10), None | Some(b'T' | b'Z' | b'+' | b'-' | b' '))
    {
        let parts: Vec<&str> = date.split('-').collect();
        if let [y, m, d] = parts[..]
            && let (Some(y), Some(m), Some(d)) = (digits(y, 4), digits(m, 2), digits(d, 2))
        {
            return from_civil(y as i32, m, d);
        }
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [d, m, y] = parts[..] else { return None };
    let short = |t: &str| digits(t, 1).or_else(|| digits(t, 2));
    from_civil(digits(y, 4)? as i32, short(m)?, short(d)?)
}

/// Finds the owner of each row of a kind by the keys both tables have; what no row has is made.
fn join(s: &Source<'_>, up: &Source<'_>, rows: &[usize], owners: &mut Vec<usize>, records: &mut Vec<Rec>) {
    let make = |keys: Vec<String>, owners: &mut Vec<usize>, records: &mut Vec<Rec>| {
        let fields = vec![Cell::NotSent; up.kind.fields.len()];
        let (start, end) = (Cell::NotSent, Cell::NotSent);
        owners.push(records.len());
        records.push(Rec { kind: up.id, row: 0, owner: None, keys, start, end, fields });
        records.len() - 1
    };
    if up.kind.keyed_by.is_none() {
        // There is one return, also without a table of its own.
        let whole = owners.first().copied().unwrap_or_else(|| make(Vec::new(), owners, records));
        rows.iter().for_each(|r| records[*r].owner = Some(whole));
        return;
    }
    let width = up.keys.len();
    let used: Vec<usize> = (0..width).filter(|k| s.has(*k) && up.has(*k)).collect();
    for row in rows {
        let keys: Vec<String> = records[*row].keys[..width].to_vec();
        let named = used.contains(&(width - 1)) && used.iter().all(|k| !keys[*k].is_empty());
        let same = |o: &&usize| used.iter().all(|k| records[**o].keys[*k] == keys[*k]);
        let found = if named { owners.iter().find(same).copied() } else { None };
        records[*row].owner = Some(found.unwrap_or_else(|| make(keys, owners, records)));
    }
}

/// A mark of the children that a return tells only as rows of another table, where its own column was not sent.
const MARKS: [(&str, &str, &str); 2] = [("Header", "UASC", "UASC"), ("Header_last", "UASC", "UASC_last")];

fn marks(sources: &[Source<'_>], records: &mut [Rec]) {
    for (table, column, other) in MARKS {
        let named = |name: &str| {
            let found = sources.iter().find(|s| s.kind.table.as_deref() == Some(name))?;
            // Rows that do not say whose they are mark nobody.
            found.sheet.filter(|s| found.keys.iter().all(|k| s.column(k).is_some()))?;
            Some(found)
        };
        let (Some(s), Some(there)) = (named(table), named(other)) else { continue };
        let field = s.kind.fields.iter().position(|f| f.column.as_deref() == Some(column));
        let Some(field) = field.filter(|_| s.sheet.is_some_and(|s| s.column(column).is_none())) else {
            continue;
        };
        let marked: Vec<Option<usize>> =
            records.iter().filter(|r| r.kind == there.id).map(|r| r.owner).collect();
        for rec in
            (0..records.len()).filter(|r| records[*r].kind == s.id && !records[*r].made()).collect::<Vec<_>>()
        {
            let whose = if s.kind.keyed_by.is_some() { Some(rec) } else { records[rec].owner };
            let mark = if marked.contains(&whose) { "1" } else { "0" };
            records[rec].fields[field] = Cell::Text(mark.to_owned());
        }
    }
}

/// Fields that name a record of another table by its key.
fn links(
    vocabulary: &Vocabulary,
    of: &BTreeMap<KindId, Vec<usize>>,
    named: &BTreeSet<KindId>,
    records: &mut [Rec],
) {
    for at in 0..records.len() {
        let kind = vocabulary.kind(records[at].kind).unwrap();
        for (place, field) in kind.fields.iter().enumerate() {
            let FieldType::Link(to) = field.field_type else { continue };
            let Cell::Refused(key) = records[at].fields[place].clone() else { continue };
            let rows = of.get(&to).map_or(&[][..], Vec::as_slice);
            let found = rows.iter().find(|r| records[**r].keys.last() == Some(&key));
            records[at].fields[place] = match (found, named.contains(&to)) {
                (Some(rec), _) => Cell::Record(*rec),
                (None, true) => Cell::Refused(key),
                (None, false) => Cell::Key(key),
            };
        }
    }
}
