//! What checks found, in the words of the return: table, column, row, value as written.

use super::{Because, Failed, RuleOutcome, Ruled};
use crate::calendar::{NEVER, to_iso};
use crate::judge::{CheckFound, Failure, Place};
use crate::lang::checked::{Leaf, Standard};
use crate::record::{Caseload, Column, FieldId, FieldType, Row};

/// What came of a rule: its parts (one for each kind it is about), what each found, and why it could not be judged whole.
pub fn ruled(caseload: &Caseload, parts: &[(&Standard, CheckFound)], lacks: &str) -> Option<Ruled> {
    let (first, _) = parts.first()?;
    let code = first.id.split_once('-').map_or(first.id.as_str(), |(_, code)| code).to_owned();
    let told = Told { caseload };
    let (mut passed, mut not_judged, mut failed) = (0, 0, Vec::new());
    for (_, found) in parts {
        passed += found.passed;
        not_judged += found.not_judged.len() as u32;
        failed.extend(found.failed.iter().map(|f| told.failed(f)));
    }
    let outcome = match (passed + failed.len() as u32, not_judged) {
        (0, _) if !lacks.is_empty() => RuleOutcome::CouldNotRun(lacks.to_owned()),
        (0, 0) => RuleOutcome::NotApplicable,
        _ => RuleOutcome::Ran,
    };
    Some(Ruled {
        code,
        message: first.title.clone(),
        severity: first.severity,
        outcome,
        passed,
        not_judged,
        failed,
    })
}

struct Told<'c> {
    caseload: &'c Caseload,
}

impl Told<'_> {
    fn failed(&self, f: &Failure) -> Failed {
        let mut because: Vec<Because> = f.because.iter().map(|p| self.because(p)).collect();
        // A record that was counted needs no line of its own beside those of its cells.
        let cells: std::collections::BTreeSet<(String, u32)> =
            because.iter().filter(|b| !b.column.is_empty()).map(|b| (b.table.clone(), b.row)).collect();
        because.retain(|b| !b.column.is_empty() || !cells.contains(&(b.table.clone(), b.row)));
        because.sort();
        because.dedup();
        Failed {
            child: self.child(f.row),
            table: self.table(f.row),
            row: self.row(f.row),
            cells: f
                .cells
                .iter()
                .map(|p| (self.column(p), self.value(p)))
                .filter(|(c, _)| !c.is_empty())
                .collect(),
            because,
        }
    }

    fn because(&self, p: &Place) -> Because {
        let column = self.column(p);
        let value = if column.is_empty() { String::new() } else { self.value(p) };
        Because { table: self.table(p.row), row: self.row(p.row), column, value }
    }

    fn table(&self, row: Row) -> String {
        let kind = self.caseload.vocabulary.kind(row.kind);
        kind.and_then(|k| k.table.clone()).unwrap_or_default()
    }

    fn row(&self, row: Row) -> u32 {
        self.caseload.table(row.kind).map_or(0, |t| t.place(row.row).1)
    }

    /// The id of the child a record belongs to: the key of the outermost of its owners that has one.
    fn child(&self, row: Row) -> String {
        let mut at = row;
        let mut id = String::new();
        loop {
            let Some(kind) = self.caseload.vocabulary.kind(at.kind) else { return id };
            if let Some(key) = kind.keyed_by {
                id = self.value(&Place { row: at, leaf: Leaf::Field(key) });
            }
            let above = kind.owner.zip(self.caseload.table(at.kind).map(|t| t.parent_of(at.row)));
            match above {
                Some((kind, row)) => at = Row { kind, row },
                None => return id,
            }
        }
    }

    fn column(&self, p: &Place) -> String {
        let Some(kind) = self.caseload.vocabulary.kind(p.row.kind) else { return String::new() };
        let column = match p.leaf {
            Leaf::Start => kind.start_column.clone(),
            Leaf::End => kind.end_column.clone(),
            Leaf::Field(f) => kind.field_at(f).and_then(|f| f.column.clone()),
            Leaf::Recorded | Leaf::Record => None,
        };
        column.unwrap_or_default()
    }

    /// The value as it was written; a day in one form.
    fn value(&self, p: &Place) -> String {
        let Some(table) = self.caseload.table(p.row.kind) else { return String::new() };
        let row = p.row.row;
        let day = |d| if d == NEVER { String::new() } else { to_iso(d) };
        let text = |c| self.caseload.texts.text(c).to_owned();
        let (field, said) = match p.leaf {
            Leaf::Start => (FieldId::START, day(table.start(row))),
            Leaf::End => (FieldId::END, day(table.end(row))),
            Leaf::Field(f) => (f, self.field(p.row, f, table.column(f))),
            Leaf::Recorded | Leaf::Record => return String::new(),
        };
        match table.invalid.get(&(field, row)) {
            Some(written) => text(*written),
            None => said,
        }
    }

    fn field(&self, row: Row, field: FieldId, column: &Column) -> String {
        let at = row.row;
        match column {
            Column::Date(_) => Some(column.date(at)).filter(|d| *d != NEVER).map(to_iso),
            Column::YesNo(_) => column.yes_no(at).map(|yes| String::from(if yes { "1" } else { "0" })),
            Column::Number(_) => column.number(at).map(|n| n.to_string()),
            Column::Text(_) => column.text(at).map(|c| self.caseload.texts.text(c).to_owned()),
            Column::Link(_) => {
                let kind = self.caseload.vocabulary.kind(row.kind).and_then(|k| k.field_at(field));
                let to = kind.and_then(|f| match f.field_type {
                    FieldType::Link(to) => Some(to),
                    _ => None,
                });
                let key = to.and_then(|to| Some((to, self.caseload.vocabulary.kind(to)?.keyed_by?)));
                key.zip(column.link(at)).map(|((kind, key), row)| {
                    self.value(&Place { row: Row { kind, row }, leaf: Leaf::Field(key) })
                })
            }
            Column::Empty => None,
        }
        .unwrap_or_default()
    }
}
