//! Averages, totals, medians and the highest: a figure of each record.

use super::answer::{Figure, Missing, Top};
use super::evaluate::Making;
use super::fraction::{Fraction, MILLION, millionths};
use super::item::Item;
use super::shown::shown;
use super::things::records;
use crate::calendar::Day;
use crate::judge::{Datum, Tri};
use crate::lang::checked::{Figure as Asked, Shows, Thing};

impl Making<'_> {
    /// Every record with its figure in millionths: what it certainly is, and what it may be at most.
    pub(super) fn figures(&self, figure: &Asked, thing: &Thing, day: Day) -> Result<Vec<Item>, Missing> {
        let mut items = records(&self.asker, std::slice::from_ref(thing), None, day)?;
        for item in &mut items {
            item.figure = self.figure_for(figure, item, day);
            if item.figure.is_none() {
                item.hit = item.hit.min(Tri::Unknown);
            }
        }
        Ok(items)
    }

    fn figure_for(&self, figure: &Asked, item: &Item, day: Day) -> Option<(i128, i128)> {
        for arm in &figure.arms {
            let taken = arm.condition.as_ref().map_or(Tri::Yes, |c| self.asker.ask(c, &item.record, day));
            match taken {
                Tri::No => {}
                Tri::Unknown => return None,
                Tri::Yes => {
                    return match self.asker.value(&arm.value, &item.record, day) {
                        Datum::Number(n) => Some((millionths(n), millionths(n))),
                        Datum::Between(a, b) => Some((millionths(a), millionths(b))),
                        _ => None,
                    };
                }
            }
        }
        None
    }

    /// The average, total, median or highest of items.
    pub(super) fn statistic(&self, items: &[Item], day: Day) -> Figure {
        let known: Vec<(i128, i128)> =
            items.iter().filter(|i| i.record.truth == Tri::Yes).filter_map(|i| i.figure).collect();
        let lows: Vec<i128> = known.iter().map(|k| k.0).collect();
        let highs: Vec<i128> = known.iter().map(|k| k.1).collect();
        let value = self.of_all(lows.clone());
        let range = (lows != highs).then(|| (value, self.of_all(highs)));
        let number = Fraction::whole(known.len() as i128);
        let sum: Option<Fraction> = Fraction::new(lows.iter().sum(), MILLION);
        let over = match self.measure.shows {
            Shows::Average(..) => sum,
            _ => value,
        };
        self.made(value, (over.unwrap_or(Fraction::whole(0)), number), range, items, day)
    }

    fn of_all(&self, mut list: Vec<i128>) -> Option<Fraction> {
        let n = list.len();
        let sum: i128 = list.iter().sum();
        match &self.measure.shows {
            Shows::Total(..) => Fraction::new(sum, MILLION),
            Shows::Median(..) => {
                list.sort_unstable();
                let upper = *list.get(n / 2)?;
                let lower = *list.get((n.max(1) - 1) / 2)?;
                Fraction::new(lower.saturating_add(upper), 2 * MILLION)
            }
            Shows::Highest(..) => Fraction::new(*list.iter().max()?, MILLION),
            _ => Fraction::new(sum, MILLION.saturating_mul(n as i128)),
        }
    }

    /// The highest, in order.
    pub(super) fn highest(&self, items: &[Item]) -> Vec<Top> {
        let Shows::Highest(n, ..) = &self.measure.shows else { return Vec::new() };
        let mut known: Vec<(i128, &Item)> = items
            .iter()
            .filter(|i| i.record.truth == Tri::Yes)
            .filter_map(|i| Some((i.figure?.0, i)))
            .collect();
        known.sort_by_key(|(figure, i)| (std::cmp::Reverse(*figure), i.record.row));
        known
            .into_iter()
            .take(*n as usize)
            .filter_map(|(figure, i)| {
                let value = Fraction::new(figure, MILLION)?;
                let digits = shown(value, u32::from(!value.is_whole()), &[]);
                let holder = i.holder(&self.asker, self.ground.attribution);
                Some(Top { row: i.record.row, digits, team: holder.team })
            })
            .collect()
    }
}
