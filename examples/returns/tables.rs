//! The return about children looked after: a CSV for each table.

use crate::faults::{Damage, RowFault, day_of, written_like};
use crate::options::Asked;
use crate::people;
use duecare::calendar::{Day, add_months};
use duecare::demo::NationalFormat;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

/// A table: its header and rows.
#[derive(Debug, Clone, Default)]
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Columns with the day on which a row was over: one that was over before the year is not of it.
const OVER: [&str; 7] =
    ["DEC", "MIS_END", "SW_DEC", "DATE_PLACED_CEASED", "REVIEW", "DOLO_END", "DATE_MATCH"];

impl Sheet {
    fn read(text: &str) -> Sheet {
        let mut rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<String>>());
        Sheet { header: rows.next().unwrap_or_default(), rows: rows.collect() }
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    fn text(&self) -> String {
        let lines = std::iter::once(&self.header).chain(&self.rows);
        lines.map(|cells| cells.join(",") + "\n").collect()
    }

    fn children(&self) -> BTreeSet<String> {
        self.rows.iter().filter_map(|r| r.first().cloned()).collect()
    }

    fn keep(&mut self, children: &BTreeSet<String>) {
        self.rows.retain(|r| r.first().is_some_and(|id| children.contains(id)));
    }
}

/// Writes the return and says how many children it has.
pub fn make(asked: &Asked, damage: &mut Damage) -> Result<usize, Box<dyn Error>> {
    let first = add_months(asked.last_day, -12) + 1;
    let mut all: BTreeMap<String, Sheet> = BTreeMap::new();
    let mut count = 0;
    crate::authorities(asked, NationalFormat::Ssda903, |place, files| {
        let read = files.into_iter().map(|(name, text)| (name, of_year(Sheet::read(&text), first, place)));
        let mut read: BTreeMap<String, Sheet> = read.collect();
        let told: BTreeSet<String> = ["episodes.csv", "oc3.csv"]
            .iter()
            .filter_map(|n| read.get(*n))
            .flat_map(Sheet::children)
            .collect();
        let left = (asked.children as usize).saturating_sub(count);
        let told: BTreeSet<String> = told.into_iter().take(left).collect();
        count += told.len();
        for (name, mut sheet) in std::mem::take(&mut read) {
            sheet.keep(&told);
            let into = all.entry(name).or_default();
            into.header = sheet.header;
            into.rows.extend(sheet.rows);
        }
        count >= asked.children as usize
    })?;
    for (name, sheet) in all {
        std::fs::write(asked.out.join(name), damaged(sheet, damage).text())?;
    }
    Ok(count)
}

/// A table as the return of one year has it.
fn of_year(mut sheet: Sheet, first: Day, place: u32) -> Sheet {
    let over: Vec<usize> = OVER.iter().filter_map(|c| sheet.column(c)).collect();
    let day = |row: &Vec<String>, at: &usize| row.get(*at).and_then(|t| day_of(t));
    sheet.rows.retain(|row| over.iter().all(|at| day(row, at).is_none_or(|d| d >= first)));
    let number = sheet.column("UPN");
    for row in &mut sheet.rows {
        if let Some(id) = row.first_mut() {
            *id = people::id(id, place);
        }
        let id = row.first().cloned().unwrap_or_default();
        // A reason stands in for the number of a child who has none: those begin with UN.
        if let Some(cell) = number.and_then(|at| row.get_mut(at))
            && cell.len() == 13
        {
            *cell = people::pupil_number(&id);
        }
    }
    sheet
}

fn damaged(sheet: Sheet, damage: &mut Damage) -> Sheet {
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for mut row in sheet.rows {
        let fault = damage.row();
        let mut cells: Vec<&mut String> = row.iter_mut().skip(1).collect();
        damage.cells(&mut cells);
        match fault {
            Some(RowFault::Twice) => rows.push(row.clone()),
            Some(RowFault::Overlap) => rows.push(later(row.clone())),
            Some(RowFault::Orphan) => {
                if let Some(id) = row.first_mut() {
                    id.push('?');
                }
            }
            None => {}
        }
        rows.push(row);
    }
    Sheet { header: sheet.header, rows }
}

/// The same, with its first day after the birth ten days later.
fn later(mut row: Vec<String>) -> Vec<String> {
    let day = row.iter_mut().skip(1).filter(|t| day_of(t).is_some()).nth(1);
    if let Some(cell) = day {
        *cell = written_like(cell, day_of(cell).unwrap_or_default() + 10);
    }
    row
}
