//! A return in XML: an element named as a table is a row of it, the elements in it are its cells or rows of other tables.

use super::report::{ReturnReport, TableReport};
use super::tables::{NOBODY, ReturnTables, Sent, alike};
use crate::import::xml::{Element, Frame, Items};
use crate::record::RowPlace;
use std::io::BufRead;

/// Elements that are called otherwise than the table or column they fill.
const TABLES: &[(&str, &str)] = &[("FactorsIdentifiedAtAssessment", "AssessmentFactorsList")];
const COLUMNS: &[(&str, &str, &str)] = &[("AssessmentFactorsList", "AssessmentFactors", "AssessmentFactor")];

/// Reads a return in XML: every table is sent with it, if only empty.
pub(super) fn read(tables: &mut ReturnTables, file: &str, last_year: bool, source: impl BufRead) {
    // A return that says what it is of in a header of its own is one of nested tables.
    let whole = tables.shapes.iter().find(|s| s.owner.is_none() && s.own_key.is_none());
    let Some(header) = whole.map(|s| s.table.clone()).filter(|t| t == "Header") else {
        return super::children_xml::read(tables, file, last_year, source);
    };
    for (shape, gathered) in tables.shapes.iter().zip(&mut tables.gathered) {
        if tables.vocabulary.root(shape.kind) == shape.kind && shape.own_key.is_some() {
            continue;
        }
        let fields = shape.slots.iter().map(|s| s.field).collect();
        gathered.sent = Some(Sent { fields, keys: vec![true; shape.keys.len()] });
        begin_table(&mut tables.report, file, &shape.table);
    }
    let place = tables.builder.file(file);
    let frame = Frame { called: "return", item: "Child", also: Some("Header"), must: &["Message"] };
    let mut items = Items::new(source, frame);
    loop {
        match items.next_item() {
            Ok(Some(item)) => {
                let name = if item.name == "Header" { header.as_str() } else { "" };
                let mut walk = Walk { tables, file: place, item: Vec::new() };
                walk.element(&item, name);
            }
            Ok(None) => break,
            Err(fault) => {
                tables.report.broken.push(format!("{file}: {fault}"));
                break;
            }
        }
    }
}

/// Says that a table was sent with a file.
pub(super) fn begin_table(report: &mut ReturnReport, file: &str, table: &str) {
    report.tables.push(TableReport {
        file: file.to_owned(),
        table: table.to_owned(),
        ..TableReport::default()
    });
}

struct Walk<'t> {
    tables: &'t mut ReturnTables,
    file: u16,
    /// The rows begun in this item, by place of the shape: what is inside or after them is theirs.
    item: Vec<(usize, u32)>,
}

impl Walk<'_> {
    fn element(&mut self, e: &Element, as_table: &str) {
        let called = match TABLES.iter().find(|(element, _)| *element == e.name) {
            Some((_, table)) => table,
            None if as_table.is_empty() => e.name.as_str(),
            None => as_table,
        };
        let found = self.tables.shapes.iter().position(|s| alike(&s.table, called));
        if let Some(place) = found {
            self.rows(place, e);
        }
        // Who it is about comes first, wherever the file has it: the rest is theirs.
        let depth =
            |p: &Element| self.tables.shapes.iter().find(|s| alike(&s.table, &p.name)).map_or(0, |s| s.depth);
        let mut parts: Vec<(usize, &Element)> =
            e.parts.iter().filter(|p| !p.parts.is_empty()).map(|p| (depth(p), p)).collect();
        parts.sort_by_key(|(depth, _)| *depth);
        for (_, part) in parts {
            self.element(part, "");
        }
    }

    /// The rows of a table that an element makes: one, or as many as its most repeated part that is no list.
    fn rows(&mut self, place: usize, e: &Element) {
        let Some(shape) = self.tables.shapes.get(place) else { return };
        let leaves = leaves(e);
        let column_of = |name: &str| {
            let other = COLUMNS.iter().find(|(table, element, _)| *table == shape.table && *element == name);
            other.map_or(name.to_owned(), |(_, _, column)| (*column).to_owned())
        };
        let named: Vec<(String, &str)> =
            leaves.iter().map(|l| (column_of(&l.name), l.text.as_str())).collect();
        // A table of one column besides its keys is a list: each part of it is a row.
        let list = shape.slots.iter().filter(|s| Some(s.field) != shape.own_key).count() == 1;
        let mut rows: Vec<Vec<(String, String)>> = Vec::new();
        if list {
            rows.extend(
                named
                    .iter()
                    .filter(|(c, _)| shape.slot(c).is_some())
                    .map(|(c, t)| vec![(c.clone(), (*t).to_owned())]),
            );
        } else {
            let mut one: Vec<(String, String)> = Vec::new();
            for (column, text) in named {
                match one.iter_mut().find(|(c, _)| *c == column) {
                    // Said several times: one cell, as the tables of the validators have it.
                    Some((_, said)) => *said = format!("{said},{text}"),
                    None => one.push((column, text.to_owned())),
                }
            }
            rows.push(one);
        }
        let key = shape.own_key.and(shape.keys.last().cloned());
        let owner = shape.owner.and_then(|o| self.tables.shapes.iter().position(|s| s.kind == o));
        let owner = self.item.iter().rfind(|(p, _)| Some(*p) == owner).map_or(NOBODY, |(_, row)| *row);
        for mut cells in rows {
            let number = self.tables.gathered.get(place).map_or(0, |g| g.rows.len()) as u32 + 1;
            if let Some(key) = &key
                && !cells.iter().any(|(c, _)| c.eq_ignore_ascii_case(key))
                && self.is_nested(place)
            {
                // The file joins by nesting and has no such number: the place among its like stands in.
                cells.push((key.clone(), number.to_string()));
            }
            let row_place = RowPlace { file: self.file, row: number };
            let cells = cells.iter().map(|(c, t)| (c.as_str(), t.as_str()));
            let row = self.tables.part(place, (row_place, owner), cells);
            self.item.push((place, row));
            let report = self.tables.shapes.get(place).map(|s| s.table.clone());
            if let Some(t) = self.tables.report.tables.iter_mut().rfind(|t| Some(&t.table) == report.as_ref())
            {
                t.rows += 1;
            }
        }
    }

    /// Whether a table is joined by nesting: all but that of the children, whose ids are the council's own.
    fn is_nested(&self, place: usize) -> bool {
        self.tables.shapes.get(place).is_some_and(|s| s.depth > 1)
    }
}

/// The parts that say something, and those inside parts that are no table of their own and repeat nothing.
fn leaves(e: &Element) -> Vec<&Element> {
    let mut out = Vec::new();
    for part in &e.parts {
        if part.parts.is_empty() {
            out.push(part);
        } else if matches!(part.name.as_str(), "CollectionDetails" | "FactorsIdentifiedAtAssessment") {
            out.extend(leaves(part));
        }
    }
    out
}
