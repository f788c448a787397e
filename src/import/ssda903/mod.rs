//! Episodes of an SSDA903 return, made into what they tell: time in care, placements, legal statuses, short breaks.

mod chain;
mod episode;
mod xml;

use super::cell::Spelling;
use super::mapping::Forms;
use super::tables::{Derived, DerivedTable, TableFile, feed};
use super::tally::Refusal;
use crate::text::many;
use chain::{Chain, Counts, Spell};
use episode::{Episode, EpisodeSink};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use xml::{add_xml, xml_files};

/// The columns of the table that is made; `rules/mappings/ssda903.toml` reads them.
const COLUMNS: [&str; 9] =
    ["spell", "child", "start", "end", "rec", "ls", "place", "place_provider", "remand"];

/// Reads the episodes of all files together and puts in the place of each the table of what begins in it.
pub(super) fn derive(files: &mut [TableFile], forms: &Forms) {
    let (plain, of_sheets) = (Spelling::new(forms), Spelling::of_sheets(forms));
    let mut tables = Vec::new();
    let mut episodes: BTreeMap<Box<str>, Vec<Episode>> = BTreeMap::new();
    for (place, file) in files.iter().enumerate() {
        let mut sink = EpisodeSink::new(place, if file.sheet.is_some() { &of_sheets } else { &plain });
        let fed = feed(file, &mut sink);
        let mut table = DerivedTable::new(&COLUMNS);
        match fed {
            Ok(notes) => {
                table.notes = notes;
                for (child, episode) in std::mem::take(&mut sink.episodes) {
                    episodes.entry(child).or_default().push(episode);
                }
            }
            Err(why) => table.failed = Some(why),
        }
        table.tally = Some(sink.tally());
        tables.push(table);
    }
    let mut counts = vec![Counts::default(); tables.len()];
    for (child, mut list) in episodes {
        list.sort_by_key(Episode::order);
        list.dedup_by(|again, first| {
            let repeats = again.repeats(first);
            let tally = tables.get_mut(again.file).and_then(|t| t.tally.as_mut());
            if repeats && let Some(tally) = tally {
                tally.kept -= 1;
                tally.refuse(Refusal::Repeat, again.row);
            }
            repeats
        });
        Chain::new(&list, &mut counts).spells(|spell| {
            if let Some(table) = tables.get_mut(spell.file) {
                push(table, &child, &spell);
            }
        });
    }
    for ((file, mut table), counts) in files.iter_mut().zip(tables).zip(counts) {
        table.notes.extend(notes(&counts));
        file.read_by_way_of(Arc::new(table));
    }
}

fn push(table: &mut DerivedTable, child: &str, spell: &Spell) {
    let text = |t: &str| if t.is_empty() { Derived::Missing } else { Derived::Text(t.into()) };
    let day = |d: Option<_>| d.map_or(Derived::Missing, Derived::Day);
    table.push(
        spell.row,
        [
            text(spell.what.word()),
            text(child),
            day(spell.start),
            day(spell.end),
            text(spell.rec.as_str()),
            text(spell.ls.as_str()),
            text(spell.place.as_str()),
            text(spell.provider.as_str()),
            text(spell.remand),
        ],
    );
}

fn notes(counts: &Counts) -> Vec<String> {
    let tell = [
        (
            counts.unstarted,
            "goes on from none that is here: when time in care began is not known",
            "go on from none that is here: when time in care began is not known",
        ),
        (
            counts.broken,
            "ends without a reason and no other follows that day: time in care ends with it",
            "end without a reason and no other follows that day: time in care ends with them",
        ),
        (
            counts.unclosed,
            "has no end though another follows: it ends on the day that one starts",
            "have no end though others follow: they end on the days those start",
        ),
        (
            counts.overlapping,
            "starts before the one before it ends: both are kept as they stand",
            "start before those before them end: all are kept as they stand",
        ),
    ];
    let tell = tell.into_iter().chain([(
        counts.agreed,
        "agrees a series of short breaks (V4): the days of the breaks are not recorded",
        "agree a series of short breaks (V4): the days of the breaks are not recorded",
    )]);
    let told = tell.filter(|(count, ..)| *count > 0);
    told.map(|(count, one, several)| {
        format!("{} {}", many(count, "episode"), if count == 1 { one } else { several })
    })
    .collect()
}
