//! What a checked rule says, in words again: for explanations, which must name the very test that was asked.

mod condition;
mod thing;
mod value;

use super::book::Book;
use crate::calendar::{Day, to_long};
use crate::lang::checked::{Literal, Standard};
use crate::record::{Column, FieldId, FieldType, KindId, Row};

/// Whether records are named by their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// As the source wrote them.
    Shown,
    /// Only by kind, file and row: a child's id must not be seen.
    Hidden,
}

/// Puts the parts of one standard into words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) standard: &'a Standard,
    pub(super) ids: Ids,
}

impl Phrase<'_> {
    /// `child in need plan`.
    pub(super) fn kind(&self, kind: KindId) -> String {
        self.book.caseload.vocabulary.name(kind).replace('-', " ")
    }

    /// `child in need plans`.
    pub(super) fn plural(&self, kind: KindId) -> String {
        let declared = self.book.caseload.vocabulary.kind(kind);
        declared.map_or_else(String::new, |k| k.plural.replace('-', " "))
    }

    /// The name of a field.
    pub(super) fn field_name(&self, kind: KindId, field: FieldId) -> String {
        let declared = self.book.caseload.vocabulary.kind(kind);
        declared.and_then(|k| k.field_at(field)).map_or_else(String::new, |f| f.name.clone())
    }

    /// `visit v88`.
    pub(super) fn record(&self, row: Row) -> String {
        match self.ids {
            Ids::Shown => format!("{} {}", self.kind(row.kind), self.book.id(row.kind, row.row)),
            Ids::Hidden => self.kind(row.kind),
        }
    }

    /// `cin_visits.csv row 311`; nothing for a record that no file holds.
    pub(super) fn place(&self, row: Row) -> Option<String> {
        let (file, n) = self.book.place(row)?;
        Some(format!("{file} row {n}"))
    }

    /// ` (cin_visits.csv row 311)`, or nothing.
    pub(super) fn in_file(&self, row: Row) -> String {
        self.place(row).map(|p| format!(" ({p})")).unwrap_or_default()
    }

    /// A value written in a rule.
    pub(super) fn literal(&self, l: &Literal) -> String {
        match l {
            Literal::Number(n) => number(*n),
            Literal::Text(t) if t.contains(' ') => format!("\"{t}\""),
            Literal::Text(t) => t.clone(),
            Literal::YesNo(b) => if *b { "yes" } else { "no" }.to_owned(),
            Literal::Day(d) => to_long(*d),
            Literal::Amount(a) => a.to_string(),
            Literal::Percent(p) => format!("{}%", number(*p)),
        }
    }

    /// The value of a field as a reader sees it; nothing where none is recorded by a day.
    pub(super) fn shown(&self, row: Row, field: FieldId, by: Day) -> Option<String> {
        let caseload = self.book.caseload;
        let table = caseload.table(row.kind)?;
        let column = table.column(field);
        let declared = &caseload.vocabulary.kind(row.kind)?.field_at(field)?.field_type;
        match column {
            Column::Date(_) => {
                let day = column.date(row.row);
                let seen = *declared != FieldType::Date || day <= by;
                Some(to_long(day)).filter(|t| seen && !t.is_empty())
            }
            Column::YesNo(_) => column.yes_no(row.row).map(|b| if b { "yes" } else { "no" }.to_owned()),
            Column::Number(_) => column.number(row.row).map(number),
            Column::Text(_) | Column::Empty => {
                let written = table.invalid.get(&(field, row.row)).copied();
                column.text(row.row).or(written).map(|c| caseload.texts.text(c).to_owned())
            }
            Column::Link(_) => match declared {
                FieldType::Link(kind) => {
                    let to = column.link(row.row)?;
                    let child = Some(*kind) == self.book.child_kind();
                    let hidden = self.ids == Ids::Hidden && child;
                    Some(if hidden { "a child".to_owned() } else { self.book.id(*kind, to) })
                }
                _ => None,
            },
        }
    }
}

/// A number without needless decimals.
pub(super) fn number(n: f64) -> String {
    format!("{n}")
}

/// With the article that fits.
pub(super) fn article(words: &str) -> String {
    let an = words.starts_with(['a', 'e', 'i', 'o']) || words.starts_with("un");
    format!("{} {words}", if an { "an" } else { "a" })
}

/// `one`, `one and two`, `one, two and three`.
pub(super) fn listed(words: &[String], last: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((one, [])) => one.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}
