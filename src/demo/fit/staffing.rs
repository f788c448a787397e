//! Who fills the posts: permanent and agency staff, and the establishment by role.

use super::Fit;
use super::aim::Printed;
use crate::calendar::{Day, to_iso};
use crate::demo::profile::{Figure, Service};
use crate::demo::staff::team_id;

const POSTS: &str = "post";
const STAFF: &str = "employment";
/// Of what the totals print beyond their rows: posts of a role that no row names.
const OTHER: &str = "other";

/// What is printed of a role, in hundredths of a full-time post.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    all: u32,
    vacant: u32,
    permanent: u32,
    agency: u32,
}

impl Fit<'_> {
    /// Agency staff as printed: some contracts are others, and some posts are held by others.
    pub(super) fn staffing(&mut self) {
        self.contracts();
        self.permanent();
        self.establishment();
    }

    /// Employments open on the day of the figure.
    fn contracts(&mut self) {
        let Some(aim) = self.aims.of("agency-split", &["agency"]) else { return };
        let [_, day] = aim.days;
        let rows: Vec<usize> = (self.sheets.rows(STAFF).into_iter())
            .filter(|&r| self.runs(STAFF, r, day) && !self.sheets.text(STAFF, r, "contract").is_empty())
            .collect();
        let agency = |fit: &Self, row: usize| fit.sheets.text(STAFF, row, "contract") == "agency";
        let now = rows.iter().filter(|&&r| agency(self, r)).count() as u32;
        let of = rows.len() as u32;
        let Some(wanted) = aim.printed[1].map(|p| p.hits(of, now).unwrap_or(p.near(of))) else { return };
        let more = wanted > now;
        let turned: Vec<usize> = (self.mixed("agency-split", rows).into_iter())
            .filter(|&r| agency(self, r) != more)
            .take(wanted.abs_diff(now) as usize)
            .collect();
        for row in turned {
            self.sheets.set(STAFF, row, "contract", if more { "agency" } else { "permanent" });
        }
    }

    /// Posts that permanent staff fill on two days, the later one first: who came in between was an agency's before.
    fn permanent(&mut self) {
        let Some(aim) = self.aim("permanent-share") else { return };
        for (at, turn) in [(1, None), (0, Some(aim.days[0] + 40))] {
            let pick = |[a, b]: [Day; 2]| if at == 0 { a } else { b };
            let day = pick(aim.days);
            let Some(printed) = (if at == 0 { aim.printed[0] } else { aim.printed[1] }) else { continue };
            let mut rows: Vec<(usize, u32, bool)> = Vec::new();
            for row in self.mixed("permanent-share", self.sheets.rows(POSTS)) {
                let filled = self.runs(POSTS, row, day) && self.sheets.text(POSTS, row, "vacant") == "N";
                let hundredths = hundredths(self.sheets.text(POSTS, row, "fte"));
                if filled && hundredths > 0 {
                    let own = super::staffing::hundredths(self.sheets.text(POSTS, row, "permanent_fte")) > 0;
                    rows.push((row, hundredths, own));
                }
            }
            for (row, own) in turned(&rows, printed) {
                match turn {
                    Some(turn) if self.runs(POSTS, row, turn) => {
                        let later = self.sheets.copy(POSTS, row);
                        self.sheets.set_day(POSTS, later, "from", Some(turn));
                        self.sheets.set_day(POSTS, row, "until", Some(turn));
                        self.sheets.set(POSTS, row, "falls_vacant", "");
                    }
                    _ => {}
                }
                let full = self.sheets.text(POSTS, row, "filled_fte").to_owned();
                let (held, none) =
                    if !own { ("permanent_fte", "agency_fte") } else { ("agency_fte", "permanent_fte") };
                self.sheets.set(POSTS, row, held, &full);
                self.sheets.set(POSTS, row, none, "0.0");
            }
        }
    }

    /// Whether a row with `from` and `until` runs on a day.
    fn runs(&self, table: &str, row: usize, day: Day) -> bool {
        self.sheets.day(table, row, "from").is_some_and(|f| f <= day)
            && self.sheets.day(table, row, "until").is_none_or(|u| u > day)
    }

    /// The posts of each role, in place of those made by chance.
    fn establishment(&mut self) {
        let profile = self.aims.profile;
        let of = |measure: &str, group: &[String]| -> Option<&Figure> {
            let is = |f: &&Figure| f.measure.as_deref() == Some(measure) && f.group == group;
            profile.figures.iter().find(is)
        };
        let line = |group: &[String]| -> Option<Line> {
            let posts = |measure| of(measure, group)?.value.map(|v| (v * 100.0).round() as u32);
            let all = posts("establishment")?;
            let part = |measure| of(measure, group).and_then(Printed::told).map_or(0, |p| p.near(all));
            let (permanent, agency) = (part("establishment-permanent"), part("establishment-agency"));
            Some(Line { all, vacant: posts("unfilled-posts").unwrap_or(0), permanent, agency })
        };
        let roles: Vec<&[String]> = (profile.figures.iter())
            .filter(|f| f.measure.as_deref() == Some("establishment") && !f.group.is_empty())
            .map(|f| f.group.as_slice())
            .collect();
        let lines: Vec<(String, Line)> =
            roles.iter().filter_map(|g| Some((g.first()?.clone(), line(g)?))).collect();
        if lines.is_empty() {
            return;
        }
        for row in self.sheets.rows(POSTS) {
            self.sheets.drop(POSTS, row);
        }
        let sum = |part: fn(&Line) -> u32| lines.iter().map(|(_, l)| part(l)).sum::<u32>();
        let rest = line(&[]).map(|total| Line {
            all: total.all.saturating_sub(sum(|l| l.all)),
            vacant: total.vacant.saturating_sub(sum(|l| l.vacant)),
            ..Line::default()
        });
        let rest = rest.filter(|l| l.all > 0).map(|l| (OTHER.to_owned(), l));
        for (role, line) in lines.into_iter().chain(rest) {
            self.role(&role, line);
        }
    }

    /// Posts of one role: agency staff cover what is vacant first, then share posts with permanent staff who are away.
    fn role(&mut self, role: &str, line: Line) {
        let filled = line.all.saturating_sub(line.vacant);
        // More permanent staff than filled posts: some of them have given up theirs, and it is advertised.
        let leaving = line.permanent.saturating_sub(filled).min(line.vacant);
        let permanent = line.permanent - leaving;
        let covered = line.agency.min(line.vacant - leaving);
        let agency = line.agency - covered;
        let shared = (permanent + agency).saturating_sub(filled);
        let open = filled.saturating_sub(permanent + agency);
        for (hundredths, vacant, permanent, by_agency) in [
            (leaving, true, true, false),
            (covered, true, false, true),
            (line.vacant - leaving - covered, true, false, false),
            (permanent.saturating_sub(shared), false, true, false),
            (shared, false, true, true),
            (agency.saturating_sub(shared), false, false, true),
            (open, false, false, false),
        ] {
            self.rows_of(role, hundredths, (vacant, permanent, by_agency));
        }
    }

    /// So many hundredths of a post, as whole posts and what is left.
    fn rows_of(&mut self, role: &str, hundredths: u32, (vacant, permanent, agency): (bool, bool, bool)) {
        let adviser = role == "personal-adviser";
        let teams = self.aims.profile.teams.iter().enumerate();
        let teams: Vec<String> = teams
            .filter(|(_, t)| (t.service == Service::CareLeavers) == adviser)
            .map(|(n, _)| team_id(n))
            .collect();
        let flag = |b: bool| if b { "Y" } else { "N" }.to_owned();
        let part = |held: bool, size: u32| {
            format!("{}.{:02}", if held { size / 100 } else { 0 }, if held { size % 100 } else { 0 })
        };
        let mut left = hundredths;
        let mut nth = 0;
        while left > 0 {
            let size = left.min(100);
            left -= size;
            let cells = [
                ("team_id", teams.get(nth % teams.len().max(1)).cloned().unwrap_or_default()),
                ("role", role.to_owned()),
                ("fte", part(true, size)),
                ("filled_fte", part(permanent || agency, size)),
                ("permanent_fte", part(permanent, size)),
                ("agency_fte", part(agency, size)),
                ("vacant", flag(vacant)),
                ("frontline", flag(role != OTHER)),
                ("from", to_iso(self.world.last - 400 - nth as Day)),
            ];
            self.sheets.add(POSTS, "PO", &cells);
            nth += 1;
        }
    }
}

/// The posts that must turn, each with its size and whether it counts now, so that the share is as printed: the nearest
/// that whole posts give, then one or two more where that is not near enough.
fn turned(rows: &[(usize, u32, bool)], printed: Printed) -> Vec<(usize, bool)> {
    let of: u32 = rows.iter().map(|r| r.1).sum();
    let mut own: Vec<bool> = rows.iter().map(|r| r.2).collect();
    let sum = |own: &[bool]| rows.iter().zip(own).filter(|(_, o)| **o).map(|(r, _)| r.1).sum::<u32>();
    let wanted = printed.near(of);
    let more = wanted > sum(&own);
    for at in 0..rows.len() {
        let size = rows.get(at).map_or(0, |r| r.1);
        let left = wanted.abs_diff(sum(&own));
        let past = (sum(&own) > wanted) == more;
        if let Some(o) = own.get_mut(at).filter(|o| **o != more && !past && left * 2 >= size) {
            *o = more;
        }
    }
    let shown = |own: &[bool]| printed.is(sum(own), of);
    let turn = |own: &[bool], at: usize| -> Vec<bool> {
        own.iter().enumerate().map(|(n, o)| *o != (n == at)).collect()
    };
    if !shown(&own) {
        let one = (0..own.len()).map(|a| turn(&own, a)).find(|o| shown(o));
        let pairs = || (0..own.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let found = one.or_else(|| pairs().map(|(a, b)| turn(&turn(&own, a), b)).find(|o| shown(o)));
        own = found.unwrap_or(own);
    }
    rows.iter().zip(own).filter(|(r, o)| r.2 != *o).map(|(r, _)| (r.0, r.2)).collect()
}

/// A number of full-time posts, in hundredths.
fn hundredths(text: &str) -> u32 {
    text.parse::<f64>().map_or(0, |v| (v * 100.0).round() as u32)
}
