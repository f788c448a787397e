//! Breach rows and team counts as the benchmark prints them.

use duecare::calendar::{Day, NEVER, add_months, to_iso};
use duecare::judge::{Attribution, Holder, Holders, Ledger, Obligation, VerdictWord};
use duecare::lang::checked::{FieldRef, Leaf, RecordDay, RuleSet, Thing, walk};
use duecare::record::{Caseload, Field, FieldId, FieldType, KindId, NO_ROW, Table};
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Whether an obligation that counts is a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// It is.
    Breach,
    /// It is not.
    Met,
}

/// A breach row; rows of the records stand for ids until it is written.
#[derive(Debug, Clone, Copy)]
pub struct Breach {
    rule: u8,
    kind: KindId,
    child: u32,
    subject: u32,
    due: Day,
    overdue: i32,
    team: u32,
    worker: u32,
}

/// Counts by rule and team: rules are counted one after another, each in little memory. The first team is nobody's.
#[derive(Debug, Default)]
pub struct Teams {
    /// Teams, nobody's among them.
    teams: usize,
    counts: Vec<(u32, u32)>,
    /// What is still to be added, each with its place: the counts of a whole chunk at once, as they lie far apart.
    waiting: Vec<(u32, u32, u32)>,
}

impl Teams {
    /// Room for so many rules, numbered from 1, and teams.
    pub fn new(rules: usize, teams: u32) -> Teams {
        let teams = teams as usize + 1;
        Teams { teams, counts: vec![(0, 0); (rules + 1) * teams], waiting: Vec::new() }
    }

    fn count(&mut self, (rule, team, counted, met): (u8, u32, u32, u32)) {
        let team = if team == NO_ROW { 0 } else { team as usize + 1 };
        self.waiting.push(((usize::from(rule) * self.teams + team) as u32, counted, met));
    }

    /// Adds what is waiting.
    fn settle(&mut self) {
        for (place, counted, met) in self.waiting.drain(..) {
            if let Some(n) = self.counts.get_mut(place as usize) {
                *n = (n.0 + counted, n.1 + met);
            }
        }
    }

    /// Adds another's.
    pub fn add(&mut self, other: &Teams) {
        for (mine, n) in self.counts.iter_mut().zip(&other.counts) {
            *mine = (mine.0 + n.0, mine.1 + n.1);
        }
    }
}

/// Everything one evaluation found.
#[derive(Debug, Default)]
pub struct Found {
    /// Breach rows, chunk by chunk.
    pub breaches: Vec<Vec<Breach>>,
    /// Team counts.
    pub teams: Teams,
}

/// The rows of the team and the worker who hold somebody.
type Held = (u32, u32);

fn held(by: Holder) -> Held {
    (by.team.unwrap_or(NO_ROW), by.worker.unwrap_or(NO_ROW))
}

/// The rows of one chunk being kept.
pub struct Kept<'a> {
    /// The records.
    pub caseload: &'a Caseload,
    attribution: Option<&'a Attribution>,
    /// Who held each root subject of the ledger.
    holders: Option<Holders>,
    ledger: &'a Ledger,
    /// The day asked.
    pub as_at: Day,
    /// Breach rows.
    pub breaches: Vec<Breach>,
    /// Team counts.
    pub teams: Teams,
    /// Who held whom last, from which day and until which.
    held: (u32, Day, Day, Held),
    /// What follows each other under one rule and team: (rule, team, counted, met).
    run: (u8, u32, u32, u32),
}

impl<'a> Kept<'a> {
    /// Nothing kept yet.
    pub fn new(
        caseload: &'a Caseload,
        attribution: Option<&'a Attribution>,
        ledger: &'a Ledger,
        as_at: Day,
        teams: Teams,
    ) -> Kept<'a> {
        // One chunk is of root subjects that follow each other, standard by standard.
        let bounds = |(first, last): (u32, u32), o: &Obligation| (first.min(o.root), last.max(o.root));
        let (first, last) = ledger.obligations().iter().fold((u32::MAX, 0), bounds);
        let holders =
            attribution.filter(|_| first <= last).map(|by| Holders::of(by, caseload, (first, last)));
        let (run, held) = ((0, NO_ROW, 0, 0), (NO_ROW, NEVER, NEVER, (NO_ROW, NO_ROW)));
        let breaches = Vec::with_capacity(ledger.obligations().len() / 4);
        Kept { caseload, attribution, holders, ledger, as_at, breaches, teams, held, run }
    }

    /// Closes the counts.
    pub fn done(mut self) -> (Vec<Breach>, Teams) {
        self.teams.count(self.run);
        self.teams.settle();
        (self.breaches, self.teams)
    }

    /// The records of a kind that are open at the close of the day.
    pub fn open_records(&self, kind: KindId) -> Vec<u32> {
        let as_at = self.as_at;
        let Some(table) = self.caseload.table(kind) else { return Vec::new() };
        let open =
            |row: &u32| table.start(*row) <= as_at && table.end(*row) > as_at && !table.impossible(*row);
        (0..table.len()).filter(open).collect()
    }

    /// The obligations of one standard.
    pub fn of_standard(&self, place: u32) -> &'a [Obligation] {
        let list = self.ledger.obligations();
        let from = list.partition_point(|o| o.standard < place);
        let to = list.partition_point(|o| o.standard <= place);
        list.get(from..to).unwrap_or(&[])
    }

    /// An obligation that is settled: answered, or its due day past.
    #[inline(always)]
    pub fn settled(&self, o: &Obligation) -> Option<Counted> {
        match self.ledger.word(o, self.as_at)? {
            VerdictWord::Met => Some(Counted::Met),
            word if word.is_breach() => Some(Counted::Breach),
            _ => None,
        }
    }

    /// The obligation a subject has now: its duty is running at the close of the day.
    #[inline(always)]
    pub fn open_now(&self, o: &Obligation) -> Option<Counted> {
        if o.ended_seen <= self.as_at || o.done <= self.as_at {
            return None;
        }
        match self.ledger.word(o, self.as_at)? {
            VerdictWord::Met | VerdictWord::Due => Some(Counted::Met),
            VerdictWord::Overdue => Some(Counted::Breach),
            _ => None,
        }
    }

    /// Keeps a counted obligation about a record of a kind. `OWN` is the rule where its rows are printed in a way of
    /// their own, else 0.
    #[inline]
    pub fn keep<const OWN: u8>(
        &mut self,
        rule: u8,
        (kind, table): (KindId, &Table),
        o: &Obligation,
        counted: Counted,
    ) {
        let as_at = self.as_at;
        let mut before = None;
        let at = match OWN {
            8 | 12 | 13 => as_at,
            11 => {
                let Some(other) = day_before(table, o.root, o.subject) else { return };
                before = other;
                table.start(o.subject)
            }
            _ => o.lo.min(as_at),
        };
        let holder = match OWN {
            13 => self.own_team(table, o.subject),
            _ => self.holder(o.root, at),
        };
        let (team, worker) = holder;
        if (self.run.0, self.run.1) != (rule, team) {
            self.teams.count(self.run);
            self.run = (rule, team, 0, 0);
        }
        self.run.2 += 1;
        if counted == Counted::Met {
            self.run.3 += 1;
            return;
        }
        let due = match OWN {
            8 => self.third_placement(o.root),
            11 => before.map_or(NEVER, |b| add_months(b, 12)),
            12 => table.start(o.subject),
            13 => as_at,
            _ => o.lo,
        };
        let overdue = match OWN {
            8 | 12 => as_at.saturating_sub(due),
            11 => due.saturating_sub(at),
            13 => 0,
            _ => o.done.min(o.ended).min(as_at).saturating_sub(due),
        };
        let (child, subject) = (o.root, o.subject);
        self.breaches.push(Breach { rule, kind, child, subject, due, overdue, team, worker });
    }

    /// As `keep`, of a rule that is not known when it is compiled.
    pub fn keep_any(&mut self, rule: u8, of: (KindId, &Table), o: &Obligation, counted: Counted) {
        match rule {
            8 => self.keep::<8>(rule, of, o, counted),
            11 => self.keep::<11>(rule, of, o, counted),
            12 => self.keep::<12>(rule, of, o, counted),
            13 => self.keep::<13>(rule, of, o, counted),
            _ => self.keep::<0>(rule, of, o, counted),
        }
    }

    /// Who held a root subject at the close of a day: of one obligation after the other mostly the same.
    #[inline]
    fn holder(&mut self, root: u32, day: Day) -> Held {
        let (of, from, until, holder) = self.held;
        if of == root && from <= day && day < until {
            return holder;
        }
        match (&self.holders, self.attribution) {
            (Some(holders), _) => {
                let (from, until, holder) = holders.during(root, day);
                let held = held(holder);
                self.held = (root, from, until, held);
                held
            }
            (None, by) => held(by.map_or(Holder::default(), |a| a.holder(self.caseload, root, day))),
        }
    }

    /// The start of the third placement, by start and id, of those not ended twelve months before.
    fn third_placement(&self, root: u32) -> Day {
        let kind = self.caseload.vocabulary.kind_named("placement");
        let Some(table) = kind.and_then(|k| self.caseload.table(k)) else { return NEVER };
        let since = add_months(self.as_at, -12);
        let counts =
            |row: &u32| !table.impossible(*row) && table.start(*row) <= self.as_at && table.end(*row) > since;
        table.group(root).iter().filter(counts).nth(2).map_or(NEVER, |row| table.start(row))
    }

    fn own_team(&self, table: &Table, worker: u32) -> Held {
        let team = self.caseload.vocabulary.kind(table.kind).and_then(|k| k.field("team"));
        held(Holder { team: team.and_then(|f| table.column(f).link(worker)), worker: Some(worker) })
    }
}

/// The day of the referral before, on another day; `None` when this row is not the first of its own day.
fn day_before(table: &Table, root: u32, subject: u32) -> Option<Option<Day>> {
    let before = (table.group(root).start..subject).next_back();
    match before.map(|row| table.start(row)) {
        Some(day) if day == table.start(subject) => None,
        other => Some(other),
    }
}

impl Found {
    /// The number of breaches.
    pub fn len(&self) -> usize {
        self.breaches.iter().map(Vec::len).sum()
    }

    /// Fills in by how many children each worker of rule 13 is above twenty-five.
    pub fn count_children(&mut self, caseload: &Caseload, attribution: &Attribution, as_at: Day) {
        let kind = attribution.kind();
        let field = caseload.vocabulary.kind(kind).and_then(|k| k.field("worker"));
        let (Some(table), Some(field)) = (caseload.table(kind), field) else { return };
        let open =
            |row: &u32| table.start(*row) <= as_at && table.end(*row) > as_at && !table.impossible(*row);
        let mut held: Vec<(u32, u32)> = (0..table.len())
            .filter(open)
            .filter_map(|row| Some((table.column(field).link(row)?, table.root_of(row))))
            .collect();
        held.sort_unstable();
        held.dedup();
        for b in self.breaches.iter_mut().flatten().filter(|b| b.rule == 13) {
            let (from, to) =
                (held.partition_point(|h| h.0 < b.subject), held.partition_point(|h| h.0 <= b.subject));
            b.overdue = (to - from) as i32 - 25;
        }
    }

    /// Writes `breaches.csv` and `teams.csv`.
    pub fn write(&self, out: &Path, caseload: &Caseload) -> std::io::Result<()> {
        let named = |name: &str| caseload.vocabulary.kind_named(name);
        let id = |kind: Option<KindId>, row: Option<u32>| {
            let id =
                kind.and_then(|k| caseload.table(k)).zip(row).and_then(|(t, row)| t.ids.get(row as usize));
            id.map_or(String::new(), |id| id.text(&caseload.texts))
        };
        let (child, team, worker) = (named("child"), named("team"), named("worker"));
        let mut file = BufWriter::new(std::fs::File::create(out.join("breaches.csv"))?);
        writeln!(file, "rule,child_id,subject_id,due_date,days_overdue,team_id,worker_id")?;
        for b in self.breaches.iter().flatten() {
            let of = if b.rule == 13 { "0".to_owned() } else { id(child, Some(b.child)) };
            let subject = id(Some(b.kind), Some(b.subject));
            let known = |row: u32| (row != NO_ROW).then_some(row);
            let (team, worker) = (id(team, known(b.team)), id(worker, known(b.worker)));
            writeln!(file, "{},{of},{subject},{},{},{team},{worker}", b.rule, to_iso(b.due), b.overdue)?;
        }
        let mut file = BufWriter::new(std::fs::File::create(out.join("teams.csv"))?);
        writeln!(file, "rule,team_id,counted,met")?;
        let cells = self.teams.counts.iter().enumerate().filter(|(_, n)| n.0 > 0);
        for (place, (counted, met)) in cells {
            let (rule, row) = (place / self.teams.teams, (place % self.teams.teams) as u32);
            let team = if row == 0 { "0".to_owned() } else { id(team, Some(row - 1)) };
            writeln!(file, "{rule},{team},{counted},{met}")?;
        }
        Ok(())
    }
}

/// The kinds and fields that the standards and measures read, with those that hold team and worker.
pub fn needed(rules: &RuleSet) -> (BTreeSet<KindId>, BTreeSet<(KindId, FieldId)>) {
    #[derive(Default)]
    struct Needed {
        kinds: BTreeSet<KindId>,
        fields: BTreeSet<(KindId, FieldId)>,
    }
    impl walk::Parts for Needed {
        fn thing(&mut self, thing: &Thing) {
            self.kinds.insert(thing.kind);
            if let RecordDay::Field(field) = thing.by {
                self.fields.insert((thing.kind, field));
            }
        }
        fn field(&mut self, field: &FieldRef) {
            self.kinds.insert(field.kind);
            if let Leaf::Field(leaf) = field.leaf {
                self.fields.insert((field.kind, leaf));
            }
        }
    }
    let mut needed = Needed::default();
    for s in &rules.standards {
        needed.kinds.insert(s.scope.kind);
        walk::standard(s, &mut needed);
    }
    rules.measures.iter().for_each(|m| walk::measure(m, &mut needed));
    let vocabulary = &rules.vocabulary;
    let held = ["child", "team", "worker", "allocation"];
    needed.kinds.extend(held.iter().filter_map(|n| vocabulary.kind_named(n)));
    // Links are paths to other records, and ages are asked of whoever a record belongs to.
    for (kind, k) in vocabulary.iter() {
        let always = |f: &Field| f.name == "born" || matches!(f.field_type, FieldType::Link(_));
        let places = k.fields.iter().enumerate().filter(|(_, f)| always(f));
        needed.fields.extend(places.map(|(i, _)| (kind, FieldId(i as u16))));
    }
    (needed.kinds, needed.fields)
}
