//! Who is open, on a plan or in care on a day: periods of the tables, joined where a standard joins them.

use super::Fit;
use crate::calendar::Day;
use std::collections::BTreeMap;

/// A period of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) child: String,
    /// The row it stands in; of joined ones, that of the last.
    pub(super) row: usize,
    pub(super) from: Day,
    pub(super) until: Option<Day>,
    /// Of joined ones: the gaps between them, and the one in which another may still join. The last day before each, and
    /// the first on which it is known.
    pub(super) gaps: Vec<(Day, Day)>,
}

impl Span {
    /// The day as at which it is shown on a day: in a gap that may yet be bridged that of the last day before it.
    pub(super) fn shown(&self, day: Day) -> Day {
        let gap = self.gaps.iter().find(|(from, until)| *from < day && day < *until);
        gap.map_or(day, |(from, _)| *from)
    }

    /// Whether it is open at the close of a day.
    pub(super) fn open(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|u| u > day)
    }

    /// Whether it is open, or ended so lately that another may still join it.
    pub(super) fn joins(&self, day: Day, gap: Day) -> bool {
        self.from <= day && self.until.is_none_or(|u| u >= day - gap)
    }
}

/// A table of periods: its name, and the columns of the child, the start and the end.
pub(super) type Periods = (&'static str, &'static str, &'static str, &'static str);

pub(super) const CASES: Periods =
    ("ssd_cin_episodes", "cine_person_id", "cine_referral_date", "cine_close_date");
pub(super) const NEED: Periods =
    ("ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date");
pub(super) const PROTECTION: Periods =
    ("ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date");
pub(super) const CARE: Periods = ("care_period", "child_id", "from", "until");
pub(super) const LEAVING: Periods = ("leaving_care", "child_id", "from", "until");
pub(super) const PLACEMENTS: Periods =
    ("ssd_cla_placement", "clap_person_id", "clap_cla_placement_start_date", "clap_cla_placement_end_date");

impl Fit<'_> {
    /// The periods of a table.
    pub(super) fn spans(&self, (table, child, from, until): Periods) -> Vec<Span> {
        let sheets = &self.sheets;
        let kept = |&row: &usize| match table {
            "ssd_cin_episodes" => sheets.text(table, row, "cine_referral_nfa") != "Y",
            "care_period" => sheets.text(table, row, "respite_only") == "N",
            _ => true,
        };
        let span = |row: usize| {
            Some(Span {
                child: sheets.text(table, row, child).to_owned(),
                row,
                from: sheets.day(table, row, from)?,
                until: sheets.day(table, row, until),
                gaps: Vec::new(),
            })
        };
        sheets.rows(table).into_iter().filter(kept).filter_map(span).collect()
    }

    /// Periods of a child joined where they meet or lie at most so many days apart.
    pub(super) fn joined(&self, periods: Periods, gap: Day) -> Vec<Span> {
        let mut of: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for span in self.spans(periods) {
            of.entry(span.child.clone()).or_default().push(span);
        }
        let mut out: Vec<Span> = Vec::new();
        for mut list in of.into_values() {
            list.sort_by_key(|s| (s.from, s.until.unwrap_or(Day::MAX)));
            let mut whole: Option<Span> = None;
            for span in list {
                match whole.as_mut().filter(|w| w.until.is_none_or(|u| span.from - u <= gap)) {
                    Some(w) => {
                        w.gaps.extend(w.until.filter(|u| span.from > u + 1).map(|u| (u, span.from)));
                        if w.until.is_some_and(|u| span.until.is_none_or(|s| s > u)) {
                            (w.until, w.row) = (span.until, span.row);
                        }
                    }
                    None => out.extend(whole.replace(span)),
                }
            }
            out.extend(whole);
        }
        for span in &mut out {
            // So many whole days may lie between two.
            span.gaps.extend(span.until.map(|u| (u, u + gap + 1)));
        }
        out
    }

    /// The day of birth of each child, where it is known.
    pub(super) fn births(&self) -> BTreeMap<String, Day> {
        let rows = self.sheets.rows("ssd_person").into_iter();
        rows.filter_map(|row| {
            let born = self.sheets.day("ssd_person", row, "pers_dob")?;
            Some((self.sheets.text("ssd_person", row, "pers_person_id").to_owned(), born))
        })
        .collect()
    }
}
