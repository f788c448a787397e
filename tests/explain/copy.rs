//! The records of one subject with one record more.

use crate::answer::Says;
use duecare::calendar::{Day, NEVER};
use duecare::lang::checked::Literal;
use duecare::record::{
    Caseload, CaseloadBuilder, Cell, Column, FieldId, FieldType, Id, KindId, Provides, Row, RowInput, Table,
};
use std::collections::BTreeMap;

/// Copies what belongs to a root subject (and all that no child owns), adds a record of a kind on a day, and gives
/// the row of the root subject in the copy.
pub(crate) fn with_record(
    caseload: &Caseload,
    root: Row,
    kind: KindId,
    day: Day,
    fields: &BTreeMap<FieldId, Says>,
) -> (Caseload, u32) {
    let vocabulary = &caseload.vocabulary;
    let mut builder = CaseloadBuilder::new(vocabulary.clone());
    *builder.provides() = Provides::all();
    let name = |kind: KindId, row: u32| caseload.table(kind).unwrap().ids[row as usize].text(&caseload.texts);
    for table in &caseload.tables {
        let declared = vocabulary.kind(table.kind).unwrap();
        let rows: Vec<u32> = match (table.kind == root.kind, vocabulary.root(table.kind) == root.kind) {
            (true, _) => vec![root.row],
            (_, true) => table.group(root.row).iter().collect(),
            _ => (0..table.len()).collect(),
        };
        for row in rows {
            let cells = cells(caseload, table, row, &mut builder);
            let owner = declared.owner.map(|o| name(o, table.parent_of(row)));
            let input = RowInput {
                id: Some(Id::of(&name(table.kind, row), builder.texts())),
                owner: owner.map(|o| Id::of(&o, builder.texts())),
                start: table.start(row),
                end: table.end(row),
                recorded: table.recorded(row),
                ..RowInput::default()
            };
            builder.push(table.kind, input, &cells);
        }
    }
    for a in caseload.agreements_of((root.kind, root.row)) {
        let mut copy = a.clone();
        copy.id = Id::of(&a.id.text(&caseload.texts), builder.texts());
        copy.setting = builder.texts().code(caseload.texts.text(a.setting));
        copy.standard = a.standard.map(|s| builder.texts().code(caseload.texts.text(s)));
        copy.approved_by = None;
        copy.root = (root.kind, 0);
        let of = Id::of(&name(root.kind, root.row), builder.texts());
        builder.agreement(of, copy);
    }
    let declared = vocabulary.kind(kind).unwrap();
    let made: Vec<(FieldId, Cell)> = fields
        .iter()
        .map(|(f, says)| {
            let cell = match (says, &declared.field_at(*f).unwrap().field_type) {
                (Says::Literal(Literal::YesNo(b)), _) => Cell::YesNo(*b),
                (Says::Literal(Literal::Number(n)), _) => Cell::Number(*n),
                (Says::Literal(Literal::Text(t)), _) => Cell::Text(builder.texts().code(t)),
                (Says::Literal(Literal::Day(d)), _) => Cell::Date(*d),
                (_, FieldType::YesNo) => Cell::YesNo(true),
                (_, FieldType::Number) => Cell::Number(1.0),
                (_, FieldType::Date | FieldType::PlannedDate) => Cell::Date(day),
                _ => Cell::Text(builder.texts().code("x")),
            };
            (*f, cell)
        })
        .collect();
    let input = RowInput {
        id: Some(Id::of("a-made-record", builder.texts())),
        owner: Some(Id::of(&name(root.kind, root.row), builder.texts())),
        start: day,
        ..RowInput::default()
    };
    builder.push(kind, input, &made);
    let made = builder.finish().0;
    let at = made.find(root.kind, &name(root.kind, root.row)).unwrap();
    (made, at)
}

fn cells(
    caseload: &Caseload,
    table: &Table,
    row: u32,
    builder: &mut CaseloadBuilder,
) -> Vec<(FieldId, Cell)> {
    let declared = caseload.vocabulary.kind(table.kind).unwrap();
    let mut out = Vec::new();
    for (place, field) in declared.fields.iter().enumerate() {
        let id = FieldId(place as u16);
        let column = table.column(id);
        if let Some(written) = table.invalid.get(&(id, row)) {
            let code = builder.texts().code(caseload.texts.text(*written));
            out.push((id, Cell::Invalid(code)));
            continue;
        }
        let cell = match (column, &field.field_type) {
            (Column::Date(_), _) => Some(column.date(row)).filter(|d| *d != NEVER).map(Cell::Date),
            (Column::YesNo(_), _) => column.yes_no(row).map(Cell::YesNo),
            (Column::Number(_), _) => column.number(row).map(Cell::Number),
            (Column::Text(_), _) => {
                column.text(row).map(|c| Cell::Text(builder.texts().code(caseload.texts.text(c))))
            }
            (Column::Link(_), FieldType::Link(kind)) => column.link(row).map(|to| {
                let text = caseload.table(*kind).unwrap().ids[to as usize].text(&caseload.texts);
                Cell::Link(Id::of(&text, builder.texts()))
            }),
            _ => None,
        };
        out.extend(cell.map(|c| (id, c)));
    }
    out
}
