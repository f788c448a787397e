//! Episodes: a new one at each change of placement or legal status, handed over on the day.

use super::Return;
use super::codes::{ceased, change, need, place};
use crate::demo::error::DemoError;
use crate::demo::export::Exported;
use crate::demo::export::extract::{Groups, Row, of as rows_of};
use crate::demo::export::invent::placement_postcode;
use crate::demo::export::period::{Episode, Period};
use crate::demo::export::sheet::{CsvSheet, uk};

const HEADER: &[&str] = &[
    "CHILD",
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
    "REASON_PLACE_CHANGE",
    "HOME_POST",
    "PL_POST",
    "URN",
];

/// Where breaks are spent: with foster carers of the authority.
const BREAKS: (&str, &str) = ("U6", "PR1");

pub(super) fn episodes(of: &Return<'_>) -> Result<Exported, DemoError> {
    let homes = of.extract.by("ssd_address", "addr_person_id");
    let breaks = of.extract.by("short_break", "child_id");
    let mut sheet = CsvSheet::new("episodes.csv", HEADER);
    for person in &of.people {
        for period in of.periods.iter().filter(|p| p.child == person.id) {
            let recorded = rows_of(&breaks, person.id);
            match period.is_respite() && !recorded.is_empty() {
                true => short_breaks(&mut sheet, period, recorded),
                false => chain(&mut sheet, period, &homes),
            }
        }
    }
    sheet.finish()
}

/// A series of breaks of which each is recorded: an episode each, under the status that says so (V3).
fn short_breaks(sheet: &mut CsvSheet, period: &Period<'_>, breaks: &[Row<'_>]) {
    let series = period.episodes.first().map_or("", |e| e.row.get("clae_cla_primary_need_code"));
    let (kind, provider) = BREAKS;
    for one in breaks {
        let ended = one.day("until");
        sheet.row(&[
            period.child,
            &uk(one.day("from")),
            "S",
            "V3",
            need(series),
            kind,
            provider,
            &uk(ended),
            // Back home, as planned.
            if ended.is_some() { "E4A" } else { "" },
            "",
            // Where a break is spent is not told, nor where the child comes from.
            "",
            "",
            "",
        ]);
    }
}

fn home<'e>(homes: &Groups<'e>, child: &str) -> &'e str {
    rows_of(homes, child).first().map_or("", |h| h.get("addr_address_postcode"))
}

fn chain(sheet: &mut CsvSheet, period: &Period<'_>, homes: &Groups<'_>) {
    let list = &period.episodes;
    let nexts = list.iter().skip(1).map(Some).chain([None]);
    let befores = [None].into_iter().chain(list.iter().map(Some));
    for ((episode, before), next) in list.iter().zip(befores).zip(nexts) {
        let ended = episode.row.day("clae_cla_episode_ceased_date");
        let new = before.map_or("S", |b| begun(b, episode));
        let moved = next.is_some_and(|n| matches!(begun(episode, n), "P" | "B" | "T" | "U"));
        let ending = match (ended, next) {
            (None, _) => "",
            (Some(_), Some(_)) => "X1",
            (Some(_), None) => ceased(episode.row.get("clae_cla_episode_ceased_reason")),
        };
        let placement = episode.placement;
        let id = placement.map_or("", |p| p.get("clap_cla_placement_id"));
        let (kind, provider) = placement.map_or(BREAKS, |p| {
            (place(p.get("clap_cla_placement_type")), p.get("clap_cla_placement_provider"))
        });
        let respite = matches!(episode.legal_status, "V3" | "V4");
        let told = |place: String| if respite { String::new() } else { place };
        let why = placement.map_or("", |p| p.get("clap_cla_placement_change_reason"));
        sheet.row(&[
            period.child,
            &uk(episode.row.day("clae_cla_episode_start_date")),
            new,
            episode.legal_status,
            need(episode.row.get("clae_cla_primary_need_code")),
            kind,
            provider,
            &uk(ended),
            ending,
            if moved { change(why) } else { "" },
            &told(home(homes, period.child).to_owned()),
            &told(
                placement
                    .and_then(|p| p.said("clap_cla_placement_postcode"))
                    .map_or_else(|| placement_postcode(id), str::to_owned),
            ),
            &told(placement.map_or("", |p| p.get("clap_cla_placement_urn")).to_owned()),
        ]);
    }
}

/// Why an episode followed another: its placement (with other carers or the same), its legal status, or both.
fn begun(before: &Episode<'_>, now: &Episode<'_>) -> &'static str {
    let id = |e: &Episode<'_>| e.placement.map(|p| p.get("clap_cla_placement_id").to_owned());
    let moved = id(before) != id(now);
    let same_carer = !now.carer.is_empty() && before.carer == now.carer;
    match (moved, before.legal_status != now.legal_status) {
        (true, true) if same_carer => "U",
        (true, true) => "B",
        (true, false) if same_carer => "T",
        (true, false) => "P",
        (false, _) => "L",
    }
}
