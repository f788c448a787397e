//! Times in care, each a chain of episodes.

use super::extract::{Extract, Row};
use crate::calendar::Day;
use std::collections::BTreeMap;

/// A time in care.
pub(super) struct Period<'e> {
    pub(super) child: &'e str,
    pub(super) from: Option<Day>,
    /// The day it ended; none while it goes on.
    pub(super) until: Option<Day>,
    /// The episodes, the earliest first.
    pub(super) episodes: Vec<Episode<'e>>,
}

/// A stretch under one legal status in one placement.
pub(super) struct Episode<'e> {
    pub(super) row: Row<'e>,
    pub(super) legal_status: &'e str,
    /// None in a series of short breaks.
    pub(super) placement: Option<Row<'e>>,
    /// Who cares for the child, when that is known.
    pub(super) carer: &'e str,
}

impl Period<'_> {
    /// A series of short breaks under one agreement: no time in care to most tables.
    pub(super) fn is_respite(&self) -> bool {
        self.episodes.iter().all(|e| matches!(e.legal_status, "V3" | "V4"))
    }
}

/// Every time in care, in the order of the extract.
pub(super) fn periods(extract: &Extract) -> Vec<Period<'_>> {
    let one = |table, key| -> BTreeMap<&str, Row<'_>> {
        extract.rows(table).map(|r: Row<'_>| (r.get(key), r)).collect()
    };
    let placements = one("ssd_cla_placement", "clap_cla_placement_id");
    let facts = one("placement_meta", "placement_id");
    let statuses = extract.by("ssd_legal_status", "lega_person_id");
    let mut out: Vec<Period<'_>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for row in extract.rows("ssd_cla_episodes") {
        let (child, id) = (row.get("clae_person_id"), row.get("clae_cla_id"));
        let from = row.day("clae_cla_episode_start_date");
        let holds = |s: &&Row<'_>| {
            let until = s.day("lega_legal_status_end_date");
            s.day("lega_legal_status_start_date") <= from && until.is_none_or(|u| Some(u) > from)
        };
        let status = statuses.get(child).and_then(|list| list.iter().rev().find(holds));
        let placement = row.said("clae_cla_placement_id").and_then(|id| placements.get(id).copied());
        let carer =
            row.said("clae_cla_placement_id").and_then(|id| facts.get(id)).map_or("", |f| f.get("carer"));
        let episode = Episode {
            row,
            legal_status: status.map_or("", |s| s.get("lega_legal_status")),
            placement,
            carer,
        };
        let place = *places.entry(id).or_insert(out.len());
        match out.get_mut(place) {
            Some(period) => period.episodes.push(episode),
            None => out.push(Period { child, from, until: None, episodes: vec![episode] }),
        }
    }
    for period in &mut out {
        period.episodes.sort_by_key(|e| e.row.day("clae_cla_episode_start_date"));
        period.from = period.episodes.first().and_then(|e| e.row.day("clae_cla_episode_start_date"));
        period.until = period.episodes.last().and_then(|e| e.row.day("clae_cla_episode_ceased_date"));
    }
    out
}
