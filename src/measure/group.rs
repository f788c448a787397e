//! Items put into groups, each with its own figure.

use super::answer::{Breakdown, Figure, Group};
use super::by::{Key, key};
use super::evaluate::Making;
use super::item::{Item, once};
use crate::calendar::Day;
use crate::lang::checked::{By, Shows};
use std::collections::BTreeMap;

impl Making<'_> {
    /// The splits of a figure.
    pub(super) fn splits(&self, items: &[Item], day: Day) -> (Vec<Breakdown>, Vec<String>) {
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        let share = matches!(self.measure.shows, Shows::Share(_));
        let caseload = self.asker.caseload();
        for (place, by) in self.measure.by.iter().enumerate() {
            if let Some(why) = super::needs::unsplit(caseload, by) {
                notes.push(why);
                continue;
            }
            let groups = self.groups(items, by, day);
            let groups: Vec<Group> = match (share, place, self.measure.by.first()) {
                (true, 0, _) => self.parts(items, by, day),
                (true, _, Some(first)) => groups
                    .into_iter()
                    .flat_map(|((.., whose), of)| {
                        let parts = self.parts(&of, first, day).into_iter();
                        let whose = whose.unwrap_or_else(|| "not known".to_owned());
                        parts
                            .map(|g| {
                                let part = g.label.unwrap_or_else(|| "not known".to_owned());
                                Group { label: Some(format!("{whose}: {part}")), ..g }
                            })
                            .collect::<Vec<Group>>()
                    })
                    .collect(),
                _ => groups
                    .into_iter()
                    .map(|((.., label), of)| Group { label, figure: self.figure_of_group(&of, day) })
                    .collect(),
            };
            out.push(Breakdown { by: by.name.clone(), groups });
        }
        (out, notes)
    }

    fn groups(&self, items: &[Item], by: &By, day: Day) -> BTreeMap<Key, Vec<Item>> {
        let mut out: BTreeMap<Key, Vec<Item>> = BTreeMap::new();
        for item in items {
            out.entry(key(&self.ground, &self.asker, by, item, day)).or_default().push(*item);
        }
        out
    }

    /// The parts of a share: each as a percentage of them all.
    pub(super) fn parts(&self, items: &[Item], by: &By, day: Day) -> Vec<Group> {
        let total: i128 = once(items.to_vec()).iter().filter(|i| self.in_sum(i)).map(|i| i.weight).sum();
        let groups = self.groups(items, by, day).into_iter();
        groups
            .map(|((.., label), of)| {
                let own: i128 = once(of.clone()).iter().filter(|i| self.in_sum(i)).map(|i| i.weight).sum();
                let figure: Figure = self.percentage((own, total, 0), &of, day);
                Group { label, figure }
            })
            .collect()
    }
}
