//! What the tables of a return say of each kind, asked for every cell that is read.

use crate::lang::checked::Leaf;
use crate::record::{Caseload, FieldId, KindId};

/// What is said, by kind.
#[derive(Debug, Default)]
pub(super) struct Said(Vec<OfKind>);

#[derive(Debug, Default)]
struct OfKind {
    start: bool,
    end: bool,
    recorded: bool,
    fields: Vec<bool>,
    /// Whether any row was made to join others, which the return does not hold.
    made: bool,
}

impl Said {
    /// Looks it up once.
    pub(super) fn new(caseload: &Caseload) -> Said {
        let provides = &caseload.provides;
        let of = |(id, kind): (KindId, &crate::record::Kind)| OfKind {
            start: !provides.undated.contains(&id),
            end: provides.end(id),
            recorded: provides.recorded(id),
            fields: (0..kind.fields.len()).map(|f| provides.field(id, FieldId(f as u16))).collect(),
            made: caseload.table(id).is_some_and(|t| t.source_row.contains(&0)),
        };
        Said(caseload.vocabulary.iter().map(of).collect())
    }

    /// Whether rows of a kind say something there, if only that it is blank.
    #[inline]
    pub(super) fn says(&self, kind: KindId, leaf: Leaf) -> bool {
        self.0.get(kind.0 as usize).is_some_and(|of| match leaf {
            Leaf::Start => of.start,
            Leaf::End => of.end,
            Leaf::Recorded => of.recorded,
            Leaf::Field(field) => of.fields.get(field.0 as usize) == Some(&true),
            Leaf::Record => true,
        })
    }

    /// Whether a kind has rows that were made to join others.
    #[inline]
    pub(super) fn has_made(&self, kind: KindId) -> bool {
        self.0.get(kind.0 as usize).is_some_and(|of| of.made)
    }
}
