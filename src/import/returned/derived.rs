//! What follows from other parts of a return and stands in no column of it.

use super::postcodes::{Known, Postcodes};
use super::tables::{Gathered, ReturnTables, alike};
use crate::record::{Cell, FieldId, TextCode};
use std::collections::{BTreeMap, HashSet};

/// A mark of the children that is told only as rows of another table.
const MARKS: &[(&str, &str, &str)] = &[("Header", "UASC", "UASC"), ("Header_last", "UASC", "UASC_last")];
/// Tables whose rows have two postcodes, and what follows from them.
const PLACED: &[&str] = &["Episodes", "Episodes_last"];

impl ReturnTables {
    fn named(&self, table: &str) -> Option<usize> {
        self.shapes.iter().position(|s| alike(&s.table, table))
    }

    /// The field of a column that was not sent, of a table that was.
    fn unsent(&self, place: usize, column: &str) -> Option<FieldId> {
        let field = self.shapes.get(place)?.slot(column)?.field;
        let sent = self.gathered.get(place)?.sent.as_ref()?;
        (!sent.fields.contains(&field)).then_some(field)
    }

    /// Marks the children that have a row in another table, where their own has no such column: 1 and 0. Owners are known.
    pub(super) fn marks(&mut self) {
        for (table, column, other) in MARKS {
            let (Some(place), Some(there)) = (self.named(table), self.named(other)) else { continue };
            let Some(field) = self.unsent(place, column) else { continue };
            // Rows that do not say whose they are mark nobody, and leave it unknown of everybody.
            let says = |g: &&Gathered| g.sent.as_ref().is_some_and(|s| s.keys.iter().all(|said| *said));
            let (Some(_), Some(told)) =
                (self.gathered.get(place).filter(says), self.gathered.get(there).filter(says))
            else {
                continue;
            };
            let marked: HashSet<u32> = told.rows.iter().map(|r| r.owner).collect();
            let (yes, no) = (self.builder.texts().code("1"), self.builder.texts().code("0"));
            // A child's own row stands for itself; a row about a child for the child that owns both.
            let itself = self.shapes.get(place).is_some_and(|s| s.own_key.is_some());
            if let Some(gathered) = self.gathered.get_mut(place) {
                gathered.add(&[field], |row, owner, cells| {
                    let whose = if itself { row } else { owner };
                    let code = if marked.contains(&whose) { yes } else { no };
                    cells.push((field, Cell::Text(code)));
                });
            }
        }
    }

    /// The postcodes that stand in the return, each once, as a file of them has it.
    pub(super) fn postcodes(&mut self) -> HashSet<String> {
        let mut out = HashSet::new();
        let places: Vec<usize> = PLACED.iter().filter_map(|t| self.named(t)).collect();
        for place in places {
            let Some((shape, gathered)) = self.shapes.get(place).zip(self.gathered.get(place)) else {
                continue;
            };
            for column in ["HOME_POST", "PL_POST"] {
                let Some(field) = shape.slot(column).map(|s| s.field) else { continue };
                let texts = gathered.cells.iter().filter_map(|(f, cell)| match cell {
                    Cell::Text(code) if *f == field => Some(*code),
                    _ => None,
                });
                let codes: HashSet<TextCode> = texts.collect();
                let texts = self.builder.texts();
                out.extend(codes.into_iter().map(|c| super::postcodes::plain(texts.text(c))));
            }
        }
        out
    }

    /// In which authority a child is placed, whether it is the council's own, and how far from home.
    pub(super) fn places(&mut self, postcodes: &Postcodes, council: Option<&str>) {
        for table in PLACED {
            let Some(place) = self.named(table) else { continue };
            let Some(shape) = self.shapes.get(place) else { continue };
            let (Some(home), Some(there)) = (shape.slot("HOME_POST"), shape.slot("PL_POST")) else {
                continue;
            };
            let (home, there) = (home.field, there.field);
            let authority = self.unsent(place, "PL_LA");
            let location = self.unsent(place, "PL_LOCATION").filter(|_| council.is_some());
            let distance = self.unsent(place, "PL_DISTANCE");
            let texts = self.builder.texts();
            let (inside, outside) = (texts.code("IN"), texts.code("OUT"));
            let mut known: BTreeMap<TextCode, (Known, TextCode)> = BTreeMap::new();
            let Some(gathered) = self.gathered.get_mut(place) else { continue };
            for (field, cell) in &gathered.cells {
                if let Cell::Text(code) = cell
                    && (*field == home || *field == there)
                    && !known.contains_key(code)
                    && let Some(found) = postcodes.get(texts.text(*code))
                {
                    let authority = texts.code(&found.authority);
                    known.insert(*code, (found.clone(), authority));
                }
            }
            let fields: Vec<FieldId> = [authority, location, distance].into_iter().flatten().collect();
            gathered.add(&fields, |_, _, cells| {
                let of = |wanted: FieldId| {
                    cells.iter().find_map(|(f, c)| match c {
                        Cell::Text(code) if *f == wanted => known.get(code),
                        _ => None,
                    })
                };
                let (from, to) = (of(home), of(there));
                if let Some((found, code)) = to {
                    cells.extend(authority.map(|f| (f, Cell::Text(*code))));
                    let own = council.is_some_and(|c| c.eq_ignore_ascii_case(&found.authority));
                    cells.extend(location.map(|f| (f, Cell::Text(if own { inside } else { outside }))));
                }
                if let (Some((from, _)), Some((to, _))) = (from, to) {
                    cells.extend(distance.zip(from.miles(to)).map(|(f, miles)| (f, Cell::Number(miles))));
                }
            });
        }
    }
}

impl Gathered {
    /// Adds cells of fields that the table then has to each of its rows: of a row are told its number and its owner's.
    fn add(&mut self, fields: &[FieldId], mut each: impl FnMut(u32, u32, &mut Vec<(FieldId, Cell)>)) {
        if fields.is_empty() {
            return;
        }
        if let Some(sent) = &mut self.sent {
            sent.fields.extend(fields);
        }
        let cells = std::mem::take(&mut self.cells);
        let mut own = Vec::new();
        let ends: Vec<usize> =
            self.rows.iter().skip(1).map(|r| r.cells).chain(std::iter::once(cells.len())).collect();
        for (at, (head, end)) in self.rows.iter_mut().zip(ends).enumerate() {
            own.clear();
            own.extend_from_slice(cells.get(head.cells..end).unwrap_or(&[]));
            each(at as u32, head.owner, &mut own);
            head.cells = self.cells.len();
            self.cells.extend_from_slice(&own);
        }
    }
}
