//! Plain records as the engine takes them.

use super::{Val, Varied, World};
use duecare::calendar::NEVER;
use duecare::record::{
    Agreement, AgreementValue, Caseload, CaseloadBuilder, Cell, FieldId, Id, Provides, RowInput, RowPlace,
};

/// The records that are seen, as a caseload.
pub(crate) fn to_caseload(world: &World) -> Caseload {
    let mut builder = CaseloadBuilder::new(world.vocabulary.clone());
    let file = builder.file("records");
    *builder.provides() = Provides::all();
    for (place, r) in world.records.iter().enumerate().filter(|(_, r)| !r.gone) {
        let id = Id::of(&r.id, builder.texts());
        let owner = r.owner.map(|o| Id::of(&world.records[o].id, builder.texts()));
        let cells: Vec<(FieldId, Cell)> = r
            .fields
            .iter()
            .map(|(f, v)| {
                let cell = match v {
                    Val::Date(d) => Cell::Date(*d),
                    Val::YesNo(b) => Cell::YesNo(*b),
                    Val::Number(n) => Cell::Number(*n),
                    Val::Text(t) => Cell::Text(builder.texts().code(t)),
                    Val::Record(to) => Cell::Link(Id::of(&world.records[*to].id, builder.texts())),
                };
                (*f, cell)
            })
            .collect();
        let row = RowInput {
            id: Some(id),
            owner,
            start: r.start.unwrap_or(NEVER),
            end: r.end.unwrap_or(NEVER),
            recorded: r.recorded.unwrap_or(NEVER),
            place: RowPlace { file, row: place as u32 + 2 },
        };
        builder.push(r.kind, row, &cells);
    }
    for a in &world.agreements {
        let of = &world.records[a.of];
        let agreement = Agreement {
            id: Id::of(&a.id, builder.texts()),
            root: (of.kind, 0),
            standard: None,
            setting: builder.texts().code(&a.setting),
            value: match a.value {
                Varied::Amount(x) => AgreementValue::Amount(x),
                Varied::Number(n) => AgreementValue::Number(n),
            },
            from: a.from,
            until: a.until.unwrap_or(NEVER),
            agreed: a.agreed,
            recorded: a.recorded.unwrap_or(NEVER),
            approved_by: None,
        };
        let of = Id::of(&of.id, builder.texts());
        builder.agreement(of, agreement);
    }
    builder.finish().0
}
