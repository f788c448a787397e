//! What one worker of the workforce census says, as records of the vocabulary.

use crate::calendar::NEVER;
use crate::import::tally::Refusal;
use crate::import::xml::{Element, Given, Held, Maker, Taker, held};
use crate::record::{CaseloadBuilder, Id, Provides, RowInput, Vocabulary};
use std::collections::BTreeMap;

/// Kinds and fields that the census can hold.
const HELD: &[Held] =
    &[("worker", &["role", "full-time-share"], true), ("employment", &["contract", "role"], true)];

/// Only those whose work the language names the same way: managers further up, senior practitioners and workers
/// without cases have no one role there, and the authority's own codes say what theirs are.
const ROLES: &[(&str, &str)] =
    &[("1", ""), ("2", ""), ("3", "team-manager"), ("4", ""), ("5", "social-worker"), ("6", "")];

const CONTRACTS: &[(&str, &str)] = &[("0", "permanent"), ("1", "agency")];

/// Makes the records of a workforce census.
pub(super) struct Workforce<'c> {
    /// What the authority's roles mean.
    pub(super) roles: Option<&'c BTreeMap<String, String>>,
}

impl Taker for Workforce<'_> {
    fn item(&mut self, worker: &Element, maker: &mut Maker<'_>, builder: &mut CaseloadBuilder) {
        maker.tally.read += 1;
        // A letter that could not be read would make another worker of it.
        let id = worker.said("SWENo").filter(|id| !id.contains(char::REPLACEMENT_CHARACTER));
        let Some(id) = id else {
            maker.tally.refuse(Refusal::NoId, worker.line);
            return;
        };
        maker.tally.kept += 1;
        let id = Id::of(id, builder.texts());
        let local = worker.said("OrgRole").and_then(|code| self.roles?.get(&code.to_lowercase()));
        let role = match local {
            Some(role) => Given::Meant(worker.part("OrgRole"), role),
            None => Given::Coded(worker.part("OrgRole"), ROLES),
        };
        let row = RowInput { id: Some(id), ..maker.row(worker.line, None, NEVER, NEVER) };
        let share = Given::Number(worker.part("FTE"), 1.0);
        maker.put(builder, "worker", row, &[("role", role), ("full-time-share", share)]);
        let start = maker.day(worker, "RoleStartDate", builder);
        let end = maker.day(worker, "RoleEndDate", builder);
        let row = maker.row(worker.line, Some(id), start, end);
        let contract = Given::Coded(worker.part("AgencyWorker"), CONTRACTS);
        // A role that cannot be read is counted once, above.
        let known = ROLES.iter().find(|r| Some(r.0) == worker.said("OrgRole") && !r.1.is_empty());
        let role = local.map_or(Given::Code(known.map(|r| r.1)), |role| Given::Meant(None, role));
        maker.put(builder, "employment", row, &[("contract", contract), ("role", role)]);
    }

    fn provides(&self, vocabulary: &Vocabulary) -> Provides {
        can_hold(vocabulary)
    }
}

/// What the census can hold.
pub(super) fn can_hold(vocabulary: &Vocabulary) -> Provides {
    held(HELD.iter(), vocabulary)
}
