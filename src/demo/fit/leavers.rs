//! Figures of care leavers: what they do, whether their plan is current, where they live.

use super::Fit;
use super::aim::{Aim, back};
use super::cases::{LEAVING, Span};
use super::looks::{Looking, Place};
use super::settle::{Leave, Stand, settle};
use super::sheets::Sheets;
use crate::calendar::{Day, add_months};

/// Whether a young person is, or may be, 19 to 21 on a day.
fn of_age(birth: Option<&Day>, day: Day) -> bool {
    birth.is_none_or(|&b| add_months(b, 12 * 19) <= day && day < add_months(b, 12 * 22))
}

/// The words of activities that count.
const BUSY: [&str; 3] = ["education", "training", "employment"];

/// A row of a leaver of 19 to 21.
struct Young {
    span: Span,
    counted: [bool; 2],
    /// Whether the age is on record: without it nothing can be told.
    told: bool,
}

impl Fit<'_> {
    /// The figures of care leavers.
    pub(super) fn leavers(&mut self) {
        self.busy();
        self.pathways();
        self.suitable();
    }

    /// The rows of leavers of 19 to 21 that are open on a day of a figure.
    fn young(&self, aim: &Aim) -> Vec<Young> {
        let births = self.births();
        let counted = |s: &Span| aim.days.map(|d| s.open(d) && of_age(births.get(&s.child), d));
        let spans = self.spans(LEAVING).into_iter().map(|s| (counted(&s), s));
        self.mixed(
            "leavers",
            spans
                .filter(|(c, _)| *c != [false; 2])
                .map(|(c, s)| Young { told: births.contains_key(&s.child), span: s, counted: c })
                .collect(),
        )
    }

    /// Education, employment and training. Who is left out needs support no longer.
    fn busy(&mut self) {
        let Some(aim) = self.aim("in-education-or-work") else { return };
        let young = self.young(&aim);
        let stands: Vec<Stand> = (young.iter())
            .map(|Young { span, counted, told }| {
                let hit = *told && BUSY.contains(&self.sheets.text(LEAVING.0, span.row, "activity"));
                Stand { counted: *counted, hit: [hit; 2], fixed: [!told; 2], ..Stand::default() }
            })
            .collect();
        let wanted = settle(&stands, &aim, Leave::Each);
        for (Young { span, .. }, (old, new)) in young.iter().zip(stands.iter().zip(wanted)) {
            if old.counted != new.counted {
                self.end_support(span, old.counted, new.counted, &aim);
            }
            let word = |hit: bool| if hit { "employment" } else { "not-in-education" };
            if old.hit != new.hit {
                let (before, now) = (new.hit[0], new.hit[1]);
                let late = self.parted(span, (new.counted, new.hit), &aim);
                let keep = |hit: bool| hit == old.hit[0];
                if let (Some(late), false) = (late, keep(now)) {
                    self.sheets.set(LEAVING.0, late, "activity", word(now));
                }
                let first = if late.is_some() || new.counted[0] { before } else { now };
                if !keep(first) {
                    self.sheets.set(LEAVING.0, span.row, "activity", word(first));
                }
            }
        }
    }

    /// The row that holds from within the later month on, where a fact must differ between the days.
    fn parted(&mut self, span: &Span, (counted, hit): ([bool; 2], [bool; 2]), aim: &Aim) -> Option<usize> {
        if counted != [true, true] || hit[0] == hit[1] {
            return None;
        }
        let turn = self.world.diary.on(aim.days[0] + 8);
        let late = self.sheets.copy(LEAVING.0, span.row);
        self.sheets.set_day(LEAVING.0, span.row, "until", Some(turn));
        self.sheets.set_day(LEAVING.0, late, "from", Some(turn));
        Some(late)
    }

    fn end_support(&mut self, span: &Span, old: [bool; 2], new: [bool; 2], aim: &Aim) {
        let [before, now] = aim.days;
        match (old, new) {
            // Counted on the later day only: support began again in between.
            ([true, true], [false, true]) => {
                self.sheets.set_day(LEAVING.0, span.row, LEAVING.2, Some(before + 4))
            }
            ([true, _], [false, _]) => self.sheets.set_day(LEAVING.0, span.row, LEAVING.3, Some(before - 3)),
            ([_, true], [_, false]) => self.sheets.set_day(LEAVING.0, span.row, LEAVING.3, Some(now - 3)),
            _ => {}
        }
    }

    /// Homes; who is left out is in custody.
    fn suitable(&mut self) {
        let Some(aim) = self.aim("suitable-homes") else { return };
        let young = self.young(&aim);
        let stands: Vec<Stand> = (young.iter())
            .map(|Young { span, counted, told }| {
                let held = *told && self.sheets.text(LEAVING.0, span.row, "custody") == "Y";
                let hit = *told && self.sheets.text(LEAVING.0, span.row, "suitable") == "Y";
                Stand {
                    counted: counted.map(|c| c && !held),
                    hit: [hit; 2],
                    fixed: [!told; 2],
                    ..Stand::default()
                }
            })
            .collect();
        let wanted = settle(&stands, &aim, Leave::Each);
        for (Young { span, counted, .. }, (old, new)) in young.iter().zip(stands.iter().zip(wanted)) {
            // How it stands on a day: suitable, not, or in custody.
            let state = |stand: &Stand, day: usize| {
                let of = |pair: [bool; 2]| if day == 0 { pair[0] } else { pair[1] };
                if of(stand.counted) { u8::from(of(stand.hit)) } else { 2 }
            };
            let was = if counted[0] { state(old, 0) } else { state(old, 1) };
            let wish = [
                if counted[0] { state(&new, 0) } else { was },
                if counted[1] { state(&new, 1) } else { was },
            ];
            let wish = match *counted {
                [true, false] => [wish[0]; 2],
                [false, true] => [wish[1]; 2],
                _ => wish,
            };
            if wish == [was; 2] {
                continue;
            }
            let late = self.parted(span, (*counted, [true, wish[0] == wish[1]]), &aim);
            for (row, state) in [(Some(span.row), wish[0]), (late, wish[1])] {
                let Some(row) = row else { continue };
                let yes = |b: bool| if b { "Y" } else { "N" };
                self.sheets.set(LEAVING.0, row, "suitable", yes(state == 1));
                self.sheets.set(LEAVING.0, row, "custody", yes(state == 2));
            }
        }
    }

    /// Pathway plans made or reviewed in the last six months.
    fn pathways(&mut self) {
        const TABLE: &str = "meeting";
        let Some(aim) = self.aim("pathway-plans") else { return };
        let look = aim.days.map(|day| (back(day, 6), day));
        let births = self.births();
        let cases: Vec<Looking> = (self.joined(LEAVING, 0).into_iter())
            .filter(|s| aim.days.iter().any(|&d| s.open(d)))
            .map(|span| {
                let counted = aim.days.map(|d| span.open(d) && add_months(span.from, 6) < d);
                let stays = aim.days.iter().any(|&d| of_age(births.get(&span.child), d));
                Looking { stays, ..Looking::new(span, counted) }
            })
            .collect();
        let cases = self.mixed("pathway-plans", cases);
        let plan = |sheets: &Sheets, row: usize| sheets.text(TABLE, row, "kind") == "pathway_plan";
        let like = self.sheets.rows(TABLE).into_iter().find(|&row| plan(&self.sheets, row));
        let events = |sheets: &mut Sheets, case: &Looking| {
            let rows = sheets.with(TABLE, "child_id", &case.span.child).into_iter();
            rows.filter(|&row| plan(sheets, row))
                .filter_map(|row| {
                    Some(Place { table: TABLE, row, column: "date", day: sheets.day(TABLE, row, "date")? })
                })
                .collect()
        };
        let mut add = |sheets: &mut Sheets, case: &Looking, day: Day| {
            let Some(like) = like else { return };
            let row = sheets.copy(TABLE, like);
            sheets.set(TABLE, row, "child_id", &case.span.child);
            sheets.set(TABLE, row, "stage", "review");
            sheets.redate(TABLE, row, "date", day);
        };
        let stands = self.look_back("pathway-plans", (&aim, look, Leave::Ends), &cases, &events, &mut add);
        // Who is left out needs support no longer.
        for (case, stand) in cases.iter().zip(stands) {
            self.end_support(&case.span, case.counted, stand.counted, &aim);
        }
    }
}
