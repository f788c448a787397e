//! Figures of placements and of coming into care: three or more in a year, one for two years, the first assessment.

use super::Fit;
use super::aim::{Aim, back};
use super::cases::{CARE, PLACEMENTS, Span};
use super::front::months;
use super::settle::{Leave, Stand, settle, sums};
use crate::calendar::{Day, add_months};

/// Placements that are no move: respite, holidays, hospital.
const PASSING: [&str; 5] = ["T0", "T1", "T2", "T3", "T4"];
const HEALTH: &str = "ssd_cla_health";

impl Fit<'_> {
    /// The figures of placements.
    pub(super) fn placements(&mut self) {
        self.first_health();
        self.settled();
        self.moved();
        self.stable();
    }

    /// Of children new to care, those assessed within a month.
    fn first_health(&mut self) {
        let Some(aim) = self.aim("initial-health-in-a-month") else { return };
        self.come_into_care(&aim);
        let due = |s: &Span| add_months(s.from, 1);
        let spans: Vec<Span> = (self.mixed("initial-health", self.spans(CARE)).into_iter())
            .filter(|s| months(&aim, Some(due(s))) != [false; 2])
            .filter(|s| s.until.is_none_or(|u| u > due(s)))
            .collect();
        let mut first = Vec::new();
        for span in &spans {
            let rows = self.sheets.with(HEALTH, "clah_person_id", &span.child).into_iter();
            let found: Vec<usize> = rows
                .filter(|&row| {
                    self.sheets.text(HEALTH, row, "clah_health_check_type").starts_with("Initial")
                        && self.sheets.text(HEALTH, row, "clah_health_check_status") == "Completed"
                        && self
                            .sheets
                            .day(HEALTH, row, "clah_health_check_date")
                            .is_some_and(|d| (span.from..=due(span)).contains(&d))
                })
                .collect();
            first.push(found);
        }
        let stand = |(s, found): (&Span, &Vec<usize>)| Stand {
            counted: months(&aim, Some(due(s))),
            hit: [!found.is_empty(); 2],
            ..Stand::default()
        };
        let stands: Vec<Stand> = spans.iter().zip(&first).map(stand).collect();
        let wanted = settle(&stands, &aim, Leave::Each);
        for ((span, found), (old, new)) in spans.iter().zip(first).zip(stands.iter().zip(wanted)) {
            let hit = if new.counted[1] { new.hit[1] } else { new.hit[0] };
            if old.counted != new.counted {
                self.care_from(span, span.from - 34);
            } else if old.hit != new.hit && hit {
                let like = self.sheets.with(HEALTH, "clah_health_check_type", "Initial Health Assessment");
                let Some(&like) = like.first() else { continue };
                let row = self.sheets.copy(HEALTH, like);
                self.sheets.set(HEALTH, row, "clah_person_id", &span.child);
                self.sheets.set(HEALTH, row, "clah_health_check_status", "Completed");
                let day = self.world.diary.back(span.from + 24);
                self.sheets.redate(HEALTH, row, "clah_health_check_date", day);
            } else if old.hit != new.hit {
                found.into_iter().for_each(|row| self.sheets.drop(HEALTH, row));
            }
        }
    }

    /// So many came into care a month before each month that a number of them is as printed: some came a little later.
    fn come_into_care(&mut self, aim: &Aim) {
        let due = |s: &Span| add_months(s.from, 1);
        for (end, printed) in aim.days.into_iter().zip(aim.printed) {
            let Some(printed) = printed else { continue };
            let month = super::aim::month_start(end)..=end;
            let spans = self.spans(CARE);
            let have = spans.iter().filter(|s| month.contains(&due(s))).count() as u32;
            let wanted = (have.max(3)..have + 9).find(|&n| printed.hits(n, 0).is_some()).unwrap_or(have);
            let from = add_months(end, -2) + 2;
            let before = add_months(aim.days[0], -2);
            // Whoever came shortly before, and is alone of the family in care for so short a time.
            let mut pool: Vec<Span> =
                spans.into_iter().filter(|s| s.from < before - 4 && s.until.is_none()).collect();
            pool.sort_by_key(|s| (std::cmp::Reverse(s.from), s.row));
            for (n, span) in pool.into_iter().take(wanted.saturating_sub(have) as usize).enumerate() {
                let day = self.world.diary.on(from + 3 + n as Day * 3 % 20);
                self.begin_care(&span, day);
            }
        }
    }

    /// A time in care, and what began with it, begins on another day.
    fn care_from(&mut self, span: &Span, day: Day) {
        let begins = [
            CARE,
            (
                "ssd_cla_episodes",
                "clae_person_id",
                "clae_cla_episode_start_date",
                "clae_cla_episode_ceased_date",
            ),
            (
                "ssd_legal_status",
                "lega_person_id",
                "lega_legal_status_start_date",
                "lega_legal_status_end_date",
            ),
            PLACEMENTS,
            ("ssd_cla_episodes", "clae_person_id", "clae_entered_care_date", "clae_cla_episode_ceased_date"),
        ];
        for (table, child, from, _) in begins {
            for row in self.sheets.with(table, child, &span.child) {
                if self.sheets.day(table, row, from) == Some(span.from) {
                    self.sheets.set_day(table, row, from, Some(day));
                }
            }
        }
    }

    /// The placements of a time in care, in order.
    fn of_care(&mut self, span: &Span) -> Vec<Span> {
        let rows = self.sheets.with(PLACEMENTS.0, PLACEMENTS.1, &span.child).into_iter();
        let mut out: Vec<Span> = rows
            .filter_map(|row| {
                let from = self.sheets.day(PLACEMENTS.0, row, PLACEMENTS.2)?;
                let until = self.sheets.day(PLACEMENTS.0, row, PLACEMENTS.3);
                Some(Span { child: span.child.clone(), row, from, until, gaps: Vec::new() })
            })
            .filter(|p| p.from >= span.from && span.until.is_none_or(|u| p.from < u))
            .collect();
        out.sort_by_key(|p| (p.from, p.row));
        out
    }

    fn passing(&self, row: usize) -> bool {
        PASSING.contains(&self.sheets.text(PLACEMENTS.0, row, "clap_cla_placement_type"))
    }

    /// One placement from the first day on which a list of days begins, then a new one on each of the other days.
    fn place(&mut self, list: &[Span], days: &[Day]) {
        let (Some(first), Some(last)) = (list.first(), list.last()) else { return };
        let (from, until) = (first.from, last.until);
        for p in list.iter().filter(|p| p.row != last.row) {
            self.sheets.drop(PLACEMENTS.0, p.row);
        }
        let mut row = last.row;
        self.sheets.set_day(PLACEMENTS.0, row, PLACEMENTS.2, Some(from));
        self.sheets.set_day(PLACEMENTS.0, row, PLACEMENTS.3, until);
        for (n, &day) in days.iter().enumerate().filter(|(_, d)| **d > from) {
            let made = self.sheets.copy(PLACEMENTS.0, row);
            let id = format!("{}-{}{}", self.sheets.first(PLACEMENTS.0, last.row), day, n);
            let copied = self.sheets.first(PLACEMENTS.0, made);
            for meta in self.sheets.with("placement_meta", "placement_id", &copied) {
                self.sheets.set("placement_meta", meta, "placement_id", &id);
                self.sheets.set("placement_meta", meta, "carer", &format!("Carer {}", 9_000 + made));
            }
            self.sheets.set(PLACEMENTS.0, made, "clap_cla_placement_id", &id);
            self.sheets.set_day(PLACEMENTS.0, row, PLACEMENTS.3, Some(day));
            self.sheets.set_day(PLACEMENTS.0, made, PLACEMENTS.2, Some(day));
            self.sheets.set_day(PLACEMENTS.0, made, PLACEMENTS.3, until);
            row = made;
        }
    }

    /// Three placements or more in the last year.
    fn moved(&mut self) {
        let Some(aim) = self.aim("three-placements") else { return };
        let looks = aim.days.map(|d| back(d, 12));
        let spans = self.mixed("three-placements", self.spans(CARE));
        let spans: Vec<Span> = spans.into_iter().filter(|s| aim.days.iter().any(|&d| s.open(d))).collect();
        let mut all = Vec::new();
        let mut stands = Vec::new();
        for span in &spans {
            let list = self.of_care(span);
            let count = |day: Day, from: Day| {
                let there =
                    |p: &&Span| p.from <= day && p.until.is_none_or(|u| u > from) && !self.passing(p.row);
                list.iter().filter(there).count()
            };
            let hit = [count(aim.days[0], looks[0]) > 2, count(aim.days[1], looks[1]) > 2];
            let counted = aim.days.map(|d| span.open(d));
            // Room for moves needs a year and more; adopters are not left.
            let adoptive = list
                .iter()
                .any(|p| self.sheets.text(PLACEMENTS.0, p.row, "clap_cla_placement_type").starts_with('A'));
            let fixed = list.is_empty() || (adoptive && hit == [false; 2]) || span.from > looks[0] - 40;
            stands.push(Stand { counted, hit, fixed: [fixed; 2], ..Stand::default() });
            all.push(list);
        }
        let wanted = settle(&stands, &aim, Leave::No);
        let early = aim.days[0];
        for (list, (old, new)) in all.into_iter().zip(stands.iter().zip(wanted)) {
            if old.hit == new.hit {
                continue;
            }
            // What ended before the year stays as it was.
            let list: Vec<Span> = list
                .into_iter()
                .filter(|p| p.until.is_none_or(|u| u > looks[0]) && !self.passing(p.row))
                .collect();
            let diary = &self.world.diary;
            let days = match new.hit {
                [true, true] => vec![diary.on(early - 200), diary.on(early - 90)],
                [false, true] => vec![diary.on(early - 150), diary.on(early + 9)],
                [true, false] => vec![diary.on(looks[0] + 12), diary.on(early - 160)],
                [false, false] => vec![],
            };
            self.place(&list, &days);
        }
    }

    /// How many have been in care for thirty months and are under sixteen on each day.
    fn settled(&mut self) {
        let Some(aim) = self.aim("long-term-stability") else { return };
        let [Some(then), Some(now)] = aim.printed else { return };
        let stands = self.stands(&aim);
        let plain: Vec<Stand> = stands.iter().map(|s| s.1).collect();
        let only = |pair: [bool; 2]| plain.iter().filter(|s| s.counted == pair).count() as u32;
        let (gone, both) = (only([true, false]), only([true, true]));
        let late = sums(&plain, 1).0;
        let mut best: Option<(u32, u32, u32)> = None;
        for n in both.saturating_sub(14)..both + 14 {
            for joined in 0..12 {
                let fits = then.hits(gone + n, 0).is_some() && now.hits(n + joined, 0).is_some();
                let cost = n.abs_diff(both) * 2 + (n + joined).abs_diff(late);
                if fits && best.is_none_or(|b| cost < b.0) {
                    best = Some((cost, n, joined));
                }
            }
        }
        let Some((_, both, joined)) = best else { return };
        // Whose age is not known is counted on both days, and cannot be moved.
        let both = both
            .saturating_sub(plain.iter().filter(|s| s.counted == [true, true] && s.fixed[0]).count() as u32);
        let [early, last] = aim.days;
        let births = self.births();
        let young = |s: &Span, d: Day| births.get(&s.child).is_some_and(|&b| add_months(b, 192) > d);
        let mut pool: Vec<Span> = self.spans(CARE);
        pool.retain(|s| s.open(early) && s.open(last) && young(s, early) && young(s, last));
        pool.sort_by_key(|s| (s.from, s.row));
        for (n, span) in pool.iter().enumerate() {
            let n = n as u32;
            let reached = add_months(span.from, 30);
            let jitter = n as Day % 9;
            let day = if n < both {
                (reached > early - 1).then(|| add_months(early, -30) - 5 - jitter)
            } else if n < both + joined {
                (reached <= early || reached >= last).then(|| add_months(early, -30) + 4 + jitter)
            } else {
                (reached <= last + 1).then(|| add_months(last, -30) + 5 + jitter)
            };
            if let Some(day) = day {
                self.care_from(span, day);
            }
        }
    }

    /// The times in care of children under sixteen, with how they stand for the stability of placements.
    fn stands(&mut self, aim: &Aim) -> Vec<(Span, Stand, Vec<Span>)> {
        let births = self.births();
        // So that the carers are found below.
        self.sheets.with("placement_meta", "placement_id", "");
        let mut out = Vec::new();
        for span in self.mixed("long-term-stability", self.spans(CARE)) {
            let known = births.get(&span.child).copied();
            let counted = aim.days.map(|d| {
                span.open(d) && add_months(span.from, 30) <= d && known.is_none_or(|b| add_months(b, 192) > d)
            });
            if counted == [false; 2] {
                continue;
            }
            let list = self.of_care(&span);
            let since = |at: usize, p: &Span| {
                let carer = self.carer(p.row);
                let mut from = p.from;
                for before in list.iter().take(at).rev() {
                    if before.until == Some(from) && self.carer(before.row) == carer {
                        from = before.from;
                    }
                }
                from
            };
            let long = |day: Day| {
                let open = list.iter().enumerate().filter(|(_, p)| p.open(day));
                open.into_iter().any(|(at, p)| add_months(since(at, p), 24) <= day)
            };
            let told = known.is_some();
            let hit = aim.days.map(|d| told && long(d));
            out.push((span, Stand { counted, hit, fixed: [!told; 2], ..Stand::default() }, list));
        }
        out
    }

    fn carer(&self, row: usize) -> String {
        let id = self.sheets.first(PLACEMENTS.0, row);
        let rows = self.sheets.found("placement_meta", "placement_id", &id);
        rows.first().map(|&r| self.sheets.text("placement_meta", r, "carer").to_owned()).unwrap_or_default()
    }

    /// The same placement for two years.
    fn stable(&mut self) {
        let Some(aim) = self.aim("long-term-stability") else { return };
        let look = back(aim.days[0], 12);
        let list = self.stands(&aim);
        let stands: Vec<Stand> = (list.iter())
            .map(|(_, stand, placements)| {
                // Who moved twice in the last year is as another figure wants it.
                let lately = placements.iter().filter(|p| p.until.is_none_or(|u| u > look)).count() > 2;
                Stand { fixed: [lately || stand.fixed[0]; 2], ..*stand }
            })
            .collect();
        let wanted = settle(&stands, &aim, Leave::No);
        for ((_, _, placements), (old, new)) in list.iter().zip(stands.iter().zip(wanted)) {
            if old.hit == new.hit {
                continue;
            }
            let [early, late] = aim.days;
            let days = match new.hit {
                [true, true] => vec![],
                [false, false] => vec![self.world.diary.on(early - 480)],
                [false, true] => vec![add_months(early, -24) + 8],
                [true, false] => vec![self.world.diary.on(late - 12)],
            };
            let from = add_months(early, -30);
            let recent: Vec<Span> =
                placements.iter().filter(|p| p.until.is_none_or(|u| u > from)).cloned().collect();
            self.place(&recent, &days);
        }
    }
}
