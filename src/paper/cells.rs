//! Figures and groups as cells.

use super::made::Cell;
use super::small::{HIDDEN, is_small};
use crate::lang::checked::Target;
use crate::measure::{Figure, Missing, Sort, shown, with_unit};
use crate::record::{Caseload, Row};
use crate::report::Naming;
use crate::report::record_name;

/// How figures are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Whether small ones are hidden.
    pub(super) hide: bool,
    /// Places after the point; the measure's own without.
    pub(super) places: Option<u32>,
}

impl Shown {
    /// Whether a figure is not shown.
    pub(super) fn hides(self, f: &Figure) -> bool {
        self.hide && is_small(f)
    }

    /// A figure, or why there is none.
    pub(super) fn figure(self, f: &Result<Figure, Missing>, targets: &[Target]) -> Cell {
        match f {
            Err(why) => Cell::words(why.words()),
            Ok(f) => self.value(f, targets, self.hides(f)),
        }
    }

    /// A figure that is there; `hidden` ones show no digit.
    pub(super) fn value(self, f: &Figure, targets: &[Target], hidden: bool) -> Cell {
        match (f.value, self.places) {
            (None, _) => Cell::words("no cases"),
            _ if hidden => Cell::words(HIDDEN),
            (Some(v), Some(places)) => {
                Cell { text: with_unit(&shown(v, places, targets), f.sort), number: Some(v.as_f64()) }
            }
            (Some(v), None) => Cell { text: f.text(), number: Some(v.as_f64()) },
        }
    }

    /// Those that fit and all, of a percentage.
    pub(super) fn counts(self, f: &Figure, hidden: bool) -> [Cell; 2] {
        if f.sort != Sort::Percentage {
            return Default::default();
        }
        match hidden {
            true => [Cell::words(HIDDEN), Cell::words(HIDDEN)],
            false => [f.hits, f.of].map(|n| {
                let text = shown(n, 2, &[]);
                let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
                Cell { text, number: Some(n.as_f64()) }
            }),
        }
    }
}

/// What a group is called: a team by its name, where the records have one.
pub(super) fn label(caseload: &Caseload, by: &str, group: Option<&str>) -> String {
    let Some(group) = group else { return "not known".to_owned() };
    let named = || {
        let kind = caseload.vocabulary.kind_named(by)?;
        let table = caseload.table(kind)?;
        let row = (0..table.len())
            .find(|row| table.ids.get(*row as usize).is_some_and(|id| id.text(&caseload.texts) == group))?;
        let field = caseload.vocabulary.kind(kind)?.field("name")?;
        let code = table.column(field).text(row)?;
        Some(caseload.texts.text(code).to_owned())
    };
    if by == "team" { named().unwrap_or_else(|| group.to_owned()) } else { group.to_owned() }
}

/// What a record is called.
pub(super) fn named(caseload: &Caseload, row: Row) -> String {
    record_name(caseload, row, Naming::Ids)
}
