//! Figures that look back from a day: supervised, seen, assessed within so long.

use super::Fit;
use super::aim::{Aim, back};
use super::cases::{CARE, CASES, PROTECTION, Span};
use super::settle::{Leave, Stand, settle};
use super::sheets::Sheets;
use super::zones::{Look, arrange, within};
use crate::calendar::{Day, add_months};
use std::collections::BTreeSet;

/// Where an event stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) table: &'static str,
    pub(super) row: usize,
    pub(super) column: &'static str,
    pub(super) day: Day,
}

/// A case that is looked back from.
#[derive(Debug, Clone)]
pub(super) struct Looking {
    pub(super) span: Span,
    /// Whether it is counted on the two days.
    pub(super) counted: [bool; 2],
    /// The first day of an event.
    pub(super) since: Day,
    /// Whether its beginning does instead of an event.
    pub(super) young: [bool; 2],
    /// Whether another figure needs it.
    pub(super) stays: bool,
    /// Whether nothing of it can be told or changed.
    pub(super) shut: bool,
    /// Whether its events are in another figure too.
    pub(super) held: bool,
}

impl Looking {
    /// One of an open span.
    pub(super) fn new(span: Span, counted: [bool; 2]) -> Looking {
        let since = span.from;
        Looking { span, counted, since, young: [false; 2], stays: false, shut: false, held: false }
    }
}

impl Fit<'_> {
    /// The figures of supervision, oversight, plans of leavers and children seen.
    pub(super) fn looks(&mut self) {
        self.supervised();
        self.overseen();
        self.leavers();
        self.protection_seen();
        self.checks();
    }

    /// Puts the events of cases where a figure wants them; the cases as they then stand.
    pub(super) fn look_back(
        &mut self,
        measure: &str,
        (aim, look, leave): (&Aim, Look, Leave),
        cases: &[Looking],
        events: &dyn Fn(&mut Sheets, &Looking) -> Vec<Place>,
        add: &mut dyn FnMut(&mut Sheets, &Looking, Day),
    ) -> Vec<Stand> {
        let mut chance = self.chance(measure);
        let found: Vec<Vec<Place>> = cases.iter().map(|c| events(&mut self.sheets, c)).collect();
        let stands: Vec<Stand> = (cases.iter().zip(&found))
            .map(|(case, list)| {
                let hit = |look| list.iter().any(|p| within(p.day, look));
                let [early, late] = look;
                let young = case.young;
                Stand {
                    counted: case.counted,
                    hit: [!case.shut && (young[0] || hit(early)), !case.shut && (young[1] || hit(late))],
                    fixed: [
                        case.shut || case.held || young[0] || case.since > early.1,
                        case.shut || case.held || young[1] || case.since > late.1,
                    ],
                    stays: case.stays,
                    lasting: false,
                }
            })
            .collect();
        let wanted = settle(&stands, aim, leave);
        for ((case, list), (old, new)) in cases.iter().zip(&found).zip(stands.iter().zip(&wanted)) {
            if old.hit == new.hit {
                continue;
            }
            let numbered: Vec<(usize, Day)> = list.iter().enumerate().map(|(n, p)| (n, p.day)).collect();
            let wish = [new.hit[0] && !case.young[0], new.hit[1] && !case.young[1]];
            let moves = arrange(&mut chance, &self.world.diary, &numbered, (look, wish, case.since));
            for (event, day) in moves.moved {
                if let Some(p) = list.get(event) {
                    self.sheets.redate(p.table, p.row, p.column, day);
                }
            }
            for p in moves.dropped.into_iter().filter_map(|event| list.get(event)) {
                self.sheets.drop(p.table, p.row);
            }
            for day in moves.added {
                add(&mut self.sheets, case, day);
            }
        }
        wanted
    }

    /// Children discussed in supervision within a month.
    fn supervised(&mut self) {
        let Some(aim) = self.aim("children-supervised") else { return };
        let look = aim.days.map(|day| (back(day, 1), day));
        let spans: Vec<Span> =
            self.joined(CASES, 7).into_iter().filter(|s| aim.days.iter().any(|&d| s.joins(d, 7))).collect();
        let mut cases = Vec::new();
        for span in spans {
            let mut young = look.map(|l| within(span.from, l));
            let counted = aim.days.map(|d| span.joins(d, 7));
            // What has just ended is as it stood at its end, while another may still join it.
            let ended = aim.days.map(|d| span.until.filter(|&u| u <= d && span.joins(d, 7)));
            for (young, end) in young.iter_mut().zip(ended) {
                let Some(end) = end else { continue };
                let rows = self.sheets.with("supervision", "child_id", &span.child).into_iter();
                let kind =
                    |r: &usize| matches!(self.sheets.text("supervision", *r, "type"), "case" | "group");
                let days = rows.filter(kind).filter_map(|r| self.sheets.day("supervision", r, "date"));
                let last = days.filter(|d| (span.from..=end).contains(d)).max().unwrap_or(span.from);
                *young = add_months(last, 1) >= end;
            }
            let held = ended.iter().any(Option::is_some);
            cases.push(Looking { young, held, ..Looking::new(span, counted) });
        }
        let cases = self.mixed("children-supervised", cases);
        self.supervisions(("children-supervised", &aim, look), &cases, &["case", "group"]);
    }

    /// Children with a manager's oversight in the last six weeks.
    fn overseen(&mut self) {
        let Some(aim) = self.aim("children-with-oversight") else { return };
        let look = aim.days.map(|day| (day - 42, day));
        let cases: Vec<Looking> = (self.spans(CASES).into_iter())
            .filter(|s| aim.days.iter().any(|&d| s.open(d)))
            .map(|span| Looking::new(span.clone(), aim.days.map(|d| span.open(d) && span.from + 42 < d)))
            .collect();
        let cases = self.mixed("children-with-oversight", cases);
        self.supervisions(("children-with-oversight", &aim, look), &cases, &["management_oversight"]);
    }

    fn supervisions(
        &mut self,
        (measure, aim, look): (&str, &Aim, Look),
        cases: &[Looking],
        kinds: &'static [&'static str],
    ) {
        const TABLE: &str = "supervision";
        let fits = |sheets: &Sheets, row: usize| {
            let by = sheets.text(TABLE, row, "by_role");
            kinds.contains(&sheets.text(TABLE, row, "type"))
                && (kinds.len() > 1 || matches!(by, "team-manager" | "service-manager"))
        };
        let like = self.sheets.rows(TABLE).into_iter().find(|&row| fits(&self.sheets, row));
        let events = |sheets: &mut Sheets, case: &Looking| {
            let rows = sheets.with(TABLE, "child_id", &case.span.child).into_iter();
            rows.filter(|&row| fits(sheets, row))
                .filter_map(|row| {
                    let day = sheets.day(TABLE, row, "date").filter(|d| *d >= case.since)?;
                    Some(Place { table: TABLE, row, column: "date", day })
                })
                .collect()
        };
        let mut add = |sheets: &mut Sheets, case: &Looking, day: Day| {
            let mut own = sheets.with(TABLE, "child_id", &case.span.child).into_iter();
            let own = own.rfind(|&row| fits(sheets, row));
            let Some(row) = own.or(like) else { return };
            let row = sheets.copy(TABLE, row);
            sheets.set(TABLE, row, "child_id", &case.span.child);
            sheets.redate(TABLE, row, "date", day);
        };
        self.look_back(measure, (aim, look, Leave::No), cases, &events, &mut add);
    }

    /// Children on a protection plan seen in the last two weeks.
    fn protection_seen(&mut self) {
        let Some(aim) = self.aim("protection-seen") else { return };
        let look = aim.days.map(|day| (day - 14, day));
        let births = self.births();
        let cared: BTreeSet<String> = self.spans(CARE).into_iter().map(|s| s.child).collect();
        let cases: Vec<Looking> = (self.spans(PROTECTION).into_iter())
            .filter(|s| aim.days.iter().any(|&d| s.open(d)))
            .map(|span| {
                // Nobody sees a child that is not born.
                let born = births.get(&span.child).is_some_and(|&b| b <= aim.days[0]);
                let held = !born || cared.contains(&span.child);
                let counted = aim.days.map(|d| span.open(d) && span.from + 14 <= d);
                Looking { held, ..Looking::new(span, counted) }
            })
            .collect();
        let cases = self.mixed("protection-seen", cases);
        let like = self.sheets.rows("ssd_cp_visits").first().copied();
        let mut add = |sheets: &mut Sheets, case: &Looking, day: Day| {
            let own = sheets.with("ssd_cp_visits", "cppv_person_id", &case.span.child).last().copied();
            let Some(row) = own.or(like) else { return };
            let row = sheets.copy("ssd_cp_visits", row);
            let plan = sheets.first(PROTECTION.0, case.span.row);
            sheets.set("ssd_cp_visits", row, "cppv_person_id", &case.span.child);
            sheets.set("ssd_cp_visits", row, "cppv_cp_plan_id", &plan);
            sheets.set("ssd_cp_visits", row, "cppv_cp_visit_seen", "Y");
            sheets.redate("ssd_cp_visits", row, "cppv_cp_visit_date", day);
        };
        let events = |sheets: &mut Sheets, case: &Looking| seen(sheets, &case.span.child);
        self.look_back("protection-seen", (&aim, look, Leave::No), &cases, &events, &mut add);
    }
}

impl Fit<'_> {
    /// So many plans of each month begin too late to be asked about, that a number of the others is as printed.
    pub(super) fn seen_later(&mut self, aim: &Aim) {
        for (day, printed) in aim.days.into_iter().zip(aim.printed) {
            let spans = self.mixed("protection-seen begins", self.spans(PROTECTION));
            let of = spans.iter().filter(|s| s.open(day) && s.from + 14 <= day).count() as u32;
            let spare = printed.map_or(0, |p| p.spare(of)) as usize;
            let start = super::aim::month_start(day);
            let movable = spans.iter().filter(|s| s.open(day) && s.from >= start && s.from + 14 <= day);
            for span in movable.take(spare) {
                self.begin_plan(span, self.world.diary.back(day - 2 - span.row as Day % 9));
            }
        }
    }
}

/// The tables of visits: name, columns of the child, the day, whether the child was seen.
pub(super) const VISITS: [(&str, &str, &str, &str); 4] = [
    ("ssd_cin_visits", "cinv_person_id", "cinv_cin_visit_date", "cinv_cin_visit_seen"),
    ("ssd_cp_visits", "cppv_person_id", "cppv_cp_visit_date", "cppv_cp_visit_seen"),
    ("ssd_cla_visits", "clav_person_id", "clav_cla_visit_date", "clav_cla_visit_seen"),
    ("other_visit", "child_id", "date", "seen"),
];

/// The visits at which a child was seen, of every kind.
pub(super) fn seen(sheets: &mut Sheets, child: &str) -> Vec<Place> {
    let mut out = Vec::new();
    for (table, owner, column, seen) in VISITS {
        for row in sheets.with(table, owner, child) {
            if let (Some(day), "Y") = (sheets.day(table, row, column), sheets.text(table, row, seen)) {
                out.push(Place { table, row, column, day });
            }
        }
    }
    out.sort_by_key(|p| p.day);
    out
}
