//! Pre-proceedings and care proceedings: so many families with so many children on each day.

use super::Fit;
use super::cases::CASES;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use std::collections::BTreeMap;

const PRE: &str = "ssd_pre_proceedings";
const PROCEEDINGS: &str = "proceedings";

/// One kind of court work: the measures of families and of children, the group, the table.
const KINDS: [(&str, &str, &str, &str); 4] = [
    ("pre-proceedings-families", "pre-proceedings-children", "open", PRE),
    ("pre-proceedings-families", "pre-proceedings-children", "pending", PRE),
    ("care-proceedings-families", "care-proceedings-children", "issued", PROCEEDINGS),
    ("care-proceedings-families", "care-proceedings-children", "to-issue", PROCEEDINGS),
];

impl Fit<'_> {
    /// Court work as it is printed, in place of what runs by chance.
    pub(super) fn court(&mut self) {
        let mut chance = self.chance("court");
        let mut families = self.families();
        let mut cleared: Vec<&str> = Vec::new();
        for (families_of, children_of, group, table) in KINDS {
            let (Some(houses), Some(kids)) =
                (self.aims.of(families_of, &[group]), self.aims.of(children_of, &[group]))
            else {
                continue;
            };
            let [early, late] = houses.days;
            if !cleared.contains(&table) {
                cleared.push(table);
                self.clear_court(table, early);
            }
            let of = |p: Option<super::aim::Printed>| p.map_or(0, super::aim::Printed::whole);
            let before = (of(houses.printed[0]), of(kids.printed[0]));
            let now = (of(houses.printed[1]), of(kids.printed[1]));
            // What runs on both days, what ended between, what began between.
            let Some((both, gone, new)) = turnover(before, now) else { continue };
            let turns =
                [(both, early - 150, None), (gone, early - 120, Some(early + 12)), (new, early + 40, None)];
            for (wanted, about, until) in turns {
                for family in pick(&mut chance, &mut families, wanted) {
                    let about = about + chance.between(-28, -18);
                    let from = self.world.diary.on(about);
                    let until = until.map(|u| self.world.diary.on(u.min(late - 1)));
                    for child in &family.1 {
                        self.one(table, (&family.0, child), (from, until), group);
                    }
                }
            }
        }
    }

    /// Families with open cases, each with those of its children who are open on both days.
    fn families(&self) -> Vec<(String, Vec<String>)> {
        let last = self.world.last;
        let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let open: Vec<String> = self
            .spans(CASES)
            .into_iter()
            .filter(|s| s.from < last - 200 && s.open(last))
            .map(|s| s.child)
            .collect();
        for row in self.sheets.rows("child_extra") {
            let child = self.sheets.text("child_extra", row, "child_id").to_owned();
            if open.contains(&child) {
                let family = self.sheets.text("child_extra", row, "family_id").to_owned();
                out.entry(family).or_default().push(child);
            }
        }
        self.mixed("court families", out.into_iter().collect())
    }

    /// What runs by chance ended some months ago.
    fn clear_court(&mut self, table: &'static str, early: Day) {
        let (from, until) = if table == PRE {
            ("prep_pre_pro_decision_date", "prep_agree_stepdown_issue_date")
        } else {
            ("from", "until")
        };
        for row in self.sheets.rows(table) {
            let begun = self.sheets.day(table, row, from).unwrap_or(early);
            if self.sheets.day(table, row, until).is_some_and(|u| u <= early - 40) {
                continue;
            }
            if begun >= early - 50 {
                self.sheets.drop(table, row);
            } else {
                self.sheets.set_day(table, row, until, Some(early - 45));
                self.sheets.set(table, row, "prep_pre_pro_outcome", "Step down");
            }
        }
    }

    fn one(
        &mut self,
        table: &'static str,
        (family, child): (&str, &str),
        days: (Day, Option<Day>),
        group: &str,
    ) {
        let iso = |d: Option<Day>| d.map(crate::calendar::to_iso).unwrap_or_default();
        let (from, until) = (iso(Some(days.0)), iso(days.1));
        let (family, child) = (family.to_owned(), child.to_owned());
        if table == PRE {
            let outcome = if group == "pending" { "Pending" } else { "Open" };
            let letter = iso(Some(self.world.diary.after(days.0, 4)).filter(|d| *d <= self.world.last));
            let cells = [
                ("prep_person_id", child),
                ("prep_plo_family_id", family),
                ("prep_pre_pro_decision_date", from),
                ("prep_agree_stepdown_issue_date", until),
                ("prep_pre_pro_outcome", outcome.to_owned()),
                ("prep_pre_pro_letter_date", letter),
            ];
            self.sheets.add(table, "PLO", &cells);
        } else {
            let issued = if group == "issued" { from.clone() } else { String::new() };
            let cells = [
                ("child_id", child),
                ("family_id", family),
                ("from", from),
                ("until", until),
                ("issued", issued),
                ("status", group.to_owned()),
            ];
            self.sheets.add(table, "PR", &cells);
        }
    }
}

/// Families and children.
type Count = (u32, u32);

/// How many run on both days, only on the earlier, only on the later: as few changes as can be.
fn turnover(before: Count, now: Count) -> Option<(Count, Count, Count)> {
    let fits =
        |(families, kids): Count| kids >= families && kids <= families * 5 && (families > 0 || kids == 0);
    let mut best: Option<(u32, (Count, Count, Count))> = None;
    for families in 0..=before.0.min(now.0) {
        for kids in 0..=before.1.min(now.1) {
            let both = (families, kids);
            let gone = (before.0 - families, before.1 - kids);
            let new = (now.0 - families, now.1 - kids);
            if fits(both) && fits(gone) && fits(new) {
                let cost = gone.0 + new.0;
                if best.is_none_or(|b| cost < b.0) {
                    best = Some((cost, (both, gone, new)));
                }
            }
        }
    }
    best.map(|b| b.1)
}

/// Takes so many families with so many children out of a list; of a large family not all children.
fn pick(
    chance: &mut Chance,
    list: &mut Vec<(String, Vec<String>)>,
    (families, kids): Count,
) -> Vec<(String, Vec<String>)> {
    let mut out = Vec::new();
    let mut left = kids;
    for n in 0..families {
        let rest = families - n - 1;
        // Room for the others: at least one child each, and no more than they can hold.
        let most = left.saturating_sub(rest);
        let mean = left.div_ceil(rest + 1);
        let wish = if rest == 0 { left } else { (mean + chance.below(2)).clamp(1, most.max(1)) };
        let exact = list.iter().position(|f| f.1.len() as u32 == wish);
        let Some(at) = exact.or_else(|| list.iter().position(|f| f.1.len() as u32 >= wish)) else { break };
        let (family, mut own) = list.swap_remove(at);
        own.truncate(wish as usize);
        left -= own.len() as u32;
        out.push((family, own));
    }
    out
}
