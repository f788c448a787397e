//! The SSDA903 return in XML: each child has a header, which is also what is told once of it, and repeated parts.

use super::names::LAST_YEAR;
use super::tables::{NOBODY, ReturnTables, Sent, alike};
use super::xml_file::begin_table;
use crate::import::xml::{Element, Frame, Items};
use crate::record::RowPlace;
use std::io::BufRead;

/// The element all children stand in.
const ROOT: &str = "EXPSSDA903";
/// The repeated parts and the tables they are rows of.
const PARTS: &[(&str, &str)] = &[
    ("EPISODE", "Episodes"),
    ("AREVIEW", "Reviews"),
    ("AMISSING", "Missing"),
    ("AD_PLACED", "PlacedAdoption"),
    ("OC2", "OC2"),
    ("PERMANENCE", "PrevPerm"),
    ("SWEPISODE", "SWEpisodes"),
    ("SW_EPISODE", "SWEpisodes"),
    ("DOLO", "DoLo"),
    ("ADOLO", "DoLo"),
];
/// Tables that are told once in the header: one of these elements says that there is a row.
const ONCE: &[(&str, &[&str])] = &[
    ("UASC", &["DUC"]),
    ("AD1", &["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"]),
    ("OC3", &["IN_TOUCH", "ACTIV", "ACCOM"]),
];
/// Elements that are called otherwise than the column they fill.
const COLUMNS: &[(&str, &str)] = &[("CHILDID", "CHILD"), ("PL", "PLACE")];
/// Tables that not every return in XML has: one that does not hold them did not send them.
const MAYBE: &[&str] = &["SWEpisodes", "DoLo"];
/// Columns that follow from postcodes and stand in no return.
const DERIVED: &[&str] = &["PL_LA", "PL_LOCATION", "PL_DISTANCE"];

/// Reads such a return; as last year's it fills the tables of that.
pub(super) fn read(tables: &mut ReturnTables, file: &str, last_year: bool, source: impl BufRead) {
    let places = places(tables, last_year);
    let mut walk = Walk { file: tables.builder.file(file), last_year, places, strange: Vec::new(), tables };
    for (_, table) in ONCE.iter().map(|(t, _)| ("", t)).chain(PARTS.iter().map(|(e, t)| (*e, t))) {
        if !MAYBE.contains(table) {
            walk.sent(file, table);
        }
    }
    walk.sent(file, "Header");
    let frame =
        Frame { called: "return about children looked after", item: "CHILD", also: None, must: &[ROOT] };
    let mut items = Items::new(source, frame);
    loop {
        match items.next_item() {
            Ok(Some(child)) => walk.child(file, &child),
            Ok(None) => break,
            Err(fault) => {
                walk.tables.report.broken.push(format!("{file}: {fault}"));
                break;
            }
        }
    }
    let Walk { strange, tables, .. } = walk;
    if !strange.is_empty() {
        tables.report.notes.push(format!("{file}: elements that no rule knows: {}", strange.join(", ")));
    }
}

struct Walk<'t> {
    tables: &'t mut ReturnTables,
    file: u16,
    last_year: bool,
    /// The tables this file may hold.
    places: Vec<Place>,
    strange: Vec<String>,
}

/// A table by the name it has here.
struct Place {
    table: &'static str,
    /// Among the shapes.
    shape: usize,
    /// Among the reports, once it is said that the table was sent.
    report: Option<usize>,
}

/// Where the tables are that such a file may hold.
fn places(tables: &ReturnTables, last_year: bool) -> Vec<Place> {
    let ending = if last_year { LAST_YEAR } else { "" };
    let names = PARTS.iter().map(|(_, table)| *table).chain(ONCE.iter().map(|(table, _)| *table));
    let mut out: Vec<Place> = Vec::new();
    for table in names.chain(["Header"]) {
        let wanted = format!("{table}{ending}");
        let shape = tables.shapes.iter().position(|s| alike(&s.table, &wanted));
        if let Some(shape) = shape.filter(|_| out.iter().all(|p| p.table != table)) {
            out.push(Place { table, shape, report: None });
        }
    }
    out
}

impl Walk<'_> {
    /// Says of a table that it was sent, if only empty.
    fn sent(&mut self, file: &str, table: &str) {
        let Some(place) = self.places.iter_mut().find(|p| p.table == table && p.report.is_none()) else {
            return;
        };
        let Some((shape, gathered)) =
            self.tables.shapes.get(place.shape).zip(self.tables.gathered.get_mut(place.shape))
        else {
            return;
        };
        let fields = shape.slots.iter().filter(|s| !DERIVED.contains(&s.column.as_str())).map(|s| s.field);
        let all = || Sent { fields: fields.collect(), keys: vec![true; shape.keys.len()] };
        gathered.sent.get_or_insert_with(all);
        place.report = Some(self.tables.report.tables.len());
        begin_table(&mut self.tables.report, file, &shape.table);
    }

    fn child(&mut self, file: &str, child: &Element) {
        let header = child.part("HEADER");
        let once: Vec<(&str, &str)> = header.map(cells).unwrap_or_default();
        let owner = match self.last_year {
            false => self.row("Header", NOBODY, &[], &once),
            true => {
                self.row("Header", NOBODY, &[], &once);
                NOBODY
            }
        };
        for (table, says) in ONCE {
            let marked = *table == "UASC" && once.iter().any(|(c, t)| *c == "UASC" && *t == "1");
            if marked || once.iter().any(|(c, t)| says.contains(c) && !t.is_empty()) {
                self.row(table, owner, &[], &once);
            }
        }
        let in_header = header.map(|h| h.parts.as_slice()).unwrap_or_default();
        for part in child.parts.iter().chain(in_header) {
            if part.name == "HEADER" {
                continue;
            }
            match PARTS.iter().find(|(element, _)| *element == part.name) {
                Some((_, table)) => {
                    self.sent(file, table);
                    let own = cells(part);
                    self.row(table, owner, &own, &once);
                }
                None if !once.iter().any(|(c, _)| *c == column(&part.name)) => self.stranger(&part.name),
                None => {}
            }
        }
        for (name, _) in &once {
            let known = self.tables.shapes.iter().any(|s| s.slot(name).is_some() || s.key(name).is_some());
            if !known {
                self.stranger(name);
            }
        }
    }

    fn stranger(&mut self, name: &str) {
        // Only plain names are told: what a slip made of a name may hold more than a name.
        let plain = name.len() <= 30 && name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        let name = if plain { name } else { "?" };
        if self.strange.len() < 20 && !self.strange.iter().any(|s| s == name) {
            self.strange.push(name.to_owned());
        }
    }

    /// A row of a table: its own cells, and from the header what the table repeats of it.
    fn row(&mut self, table: &str, owner: u32, own: &[(&str, &str)], header: &[(&str, &str)]) -> u32 {
        let Some(Place { shape, report, .. }) = self.places.iter().find(|p| p.table == table) else {
            return NOBODY;
        };
        let (shape, report) = (*shape, *report);
        let number = self.tables.gathered.get(shape).map_or(0, |g| g.rows.len()) as u32 + 1;
        let inherited = header.iter().filter(|(c, _)| own.iter().all(|(o, _)| o != c));
        let cells: Vec<(&str, &str)> = own.iter().chain(inherited).copied().collect();
        let row_place = RowPlace { file: self.file, row: number };
        let row = self.tables.part(shape, (row_place, owner), cells.iter().copied());
        self.tables.keyed(shape, row, &cells);
        if let Some(t) = report.and_then(|at| self.tables.report.tables.get_mut(at)) {
            t.rows += 1;
        }
        row
    }
}

/// The parts of an element that have no parts, by the column they fill.
fn cells(e: &Element) -> Vec<(&str, &str)> {
    e.parts.iter().filter(|p| p.parts.is_empty()).map(|p| (column(&p.name), p.text.as_str())).collect()
}

fn column(element: &str) -> &str {
    COLUMNS.iter().find(|(e, _)| *e == element).map_or(element, |(_, column)| column)
}
