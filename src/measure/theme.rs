//! A theme as at a day: whom it is about, a sample that anybody can draw again, and what the standards found in each.

use super::answer::Missing;
use super::by::{Key, key};
use super::ground::{Ground, Request};
use super::item::Item;
use super::looked::Looked;
use super::things::records;
use crate::calendar::Day;
use crate::judge::{Asker, Holder, Tri, lacking_of};
use crate::lang::checked::{Cohort, Theme, walk};
use crate::record::{Caseload, Row};
use std::collections::BTreeMap;

/// What one standard found of one sampled record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The standard.
    pub standard: String,
    /// No source holds its facts.
    pub absent: bool,
    /// How its obligations stand.
    pub tally: super::Tally,
}

/// One record of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// The record; of a spell its first piece.
    pub row: Row,
    /// Its first day.
    pub start: Day,
    /// Team and worker.
    pub holder: Holder,
    /// What the standards found.
    pub found: Vec<Found>,
}

/// One part of the population that the sample is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// What its records share, one word for each thing the sample is drawn by; nothing where it is not known.
    pub labels: Vec<Option<String>>,
    /// Records in it.
    pub of: usize,
    /// Records taken.
    pub taken: usize,
}

/// A theme worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeAnswer {
    /// As at.
    pub as_at: Day,
    /// The same seed draws the same sample.
    pub seed: u64,
    /// Records the theme is about.
    pub population: usize,
    /// Records of which it cannot be told whether it is about them; none of them is sampled.
    pub doubtful: usize,
    /// The parts of the population, in order.
    pub strata: Vec<Stratum>,
    /// The sample, by stratum, in the order drawn.
    pub sample: Vec<Sampled>,
}

/// Works a theme out.
pub fn theme(
    ground: &Ground<'_>,
    theme: &Theme,
    request: &Request,
    seed: u64,
) -> Result<ThemeAnswer, Missing> {
    let day = request.as_at;
    let asker = ground.program.asker(&[]);
    let bare = Theme { sample: None, ..theme.clone() };
    let needs = lacking_of(asker.caseload(), |parts| walk::theme(&bare, parts));
    if !needs.is_empty() {
        return Err(Missing::NotInSource(needs));
    }
    let Cohort::Things { things, .. } = &theme.cohort else { return Err(Missing::NotInSource(Vec::new())) };
    let mut items = records(&asker, things, None, day)?;
    let holder = |i: &Item| i.holder(&asker, ground.attribution);
    if !request.teams.is_empty() {
        items.retain(|i| holder(i).team.is_some_and(|t| request.teams.contains(&t)));
    }
    let doubtful = items.iter().filter(|i| i.record.truth != Tri::Yes).count();
    items.retain(|i| i.record.truth == Tri::Yes);
    let population = items.len();
    let wanted = theme.sample.as_ref().map_or(population, |(n, _)| *n as usize);
    let by = theme.sample.as_ref().map_or(&[][..], |(_, by)| by.as_slice());
    let mut strata: BTreeMap<Vec<Key>, Vec<Item>> = BTreeMap::new();
    for item in items {
        let keys = by.iter().map(|b| key(ground, &asker, b, &item, day)).collect();
        strata.entry(keys).or_default().push(item);
    }
    let ids: Vec<&str> = theme.standards.iter().map(String::as_str).collect();
    let mut looked = Looked::new(ground, &ids);
    let ground = &looked.on(ground, day);
    let sizes: Vec<usize> = strata.values().map(Vec::len).collect();
    let shares = apportioned(wanted.min(population), &sizes);
    let (mut parts, mut sample) = (Vec::new(), Vec::new());
    for ((keys, mut of), taken) in strata.into_iter().zip(shares) {
        parts.push(Stratum { labels: keys.into_iter().map(|k| k.2).collect(), of: of.len(), taken });
        of.sort_by_key(|i| (lot(asker.caseload(), i.record.row, seed), i.record.row));
        sample.extend(of.iter().take(taken).map(|i| Sampled {
            row: i.record.row,
            start: i.record.start,
            holder: holder(i),
            found: theme.standards.iter().map(|id| found(ground, &asker, id, i, day)).collect(),
        }));
    }
    Ok(ThemeAnswer { as_at: day, seed, population, doubtful, strata: parts, sample })
}

/// How many of each part: in proportion, what is left over to the largest remainders, the first of equals.
fn apportioned(wanted: usize, sizes: &[usize]) -> Vec<usize> {
    let total: usize = sizes.iter().sum();
    if total == 0 {
        return vec![0; sizes.len()];
    }
    let mut out: Vec<usize> = sizes.iter().map(|s| wanted * s / total).collect();
    let mut order: Vec<(usize, usize)> =
        sizes.iter().enumerate().map(|(i, s)| (wanted * s % total, i)).collect();
    order.sort_by_key(|(rest, i)| (std::cmp::Reverse(*rest), *i));
    let left = wanted - out.iter().sum::<usize>();
    for (_, i) in order.into_iter().take(left) {
        if let Some(n) = out.get_mut(i) {
            *n += 1;
        }
    }
    out
}

/// The lot a record draws: from its own id, so that other records coming or going do not change it.
fn lot(caseload: &Caseload, at: Row, seed: u64) -> u64 {
    let id = caseload.table(at.kind).and_then(|t| t.ids.get(at.row as usize));
    let text = id.map(|id| id.text(&caseload.texts)).unwrap_or_default();
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut hash = text.bytes().fold(start, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The obligations of a standard that fall into the time of a sampled record: its own, else those of its child.
fn found(ground: &Ground<'_>, asker: &Asker<'_>, id: &str, item: &Item, day: Day) -> Found {
    let root = asker.root(item.record.row);
    let mut out = Found { standard: id.to_owned(), absent: true, ..Found::default() };
    let mut all = Vec::new();
    for (place, standard) in ground.standards(id) {
        if ground.absent(place).is_some() {
            continue;
        }
        out.absent = false;
        let own = standard.scope.kind == item.record.row.kind
            && standard.scope.joined.is_none()
            && standard.scope.breach_of.is_none();
        let same_root = asker.caseload().vocabulary.root(standard.scope.kind) == root.kind;
        for o in ground.obligations(place).iter().filter(|o| same_root && o.root == root.row) {
            let mine = match own {
                true => o.subject == item.record.row.row,
                false => o.opened >= item.record.start && o.opened <= item.record.end,
            };
            if let (true, Some(v)) = (mine, ground.ledger.verdict(o, day)) {
                all.push(Item { standing: super::item::Standing::of(v.word), hit: Tri::Yes, ..*item });
            }
        }
    }
    out.tally = super::Tally::of(&all);
    out
}

#[cfg(test)]
mod tests {
    use super::apportioned;

    #[test]
    fn a_sample_is_in_proportion_and_whole() {
        // 10 of 40: 5, 2.5 and 2.5; the one left over goes to the first of the two equal remainders.
        assert_eq!(apportioned(10, &[20, 10, 10]), [5, 3, 2]);
        assert_eq!(apportioned(3, &[1, 1, 1]), [1, 1, 1]);
        assert_eq!(apportioned(0, &[4]), [0]);
        assert_eq!(apportioned(0, &[]), [0; 0]);
    }
}
