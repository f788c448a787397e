//! The engine: rules, records, calendar and every obligation found. It never changes; another one takes its place.

use super::fingerprint::fingerprint;
use super::judged::Judged;
use super::keys::Secret;
use super::rules::Rules;
use crate::calendar::{Calendar, Day, to_iso};
use crate::judge::Attribution;
use crate::measure::Populations;
use crate::record::Caseload;
use crate::report::{Book, ListHead};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many known-on days are kept judged.
const KEPT: usize = 4;

/// What an engine is made of.
pub struct EngineParts {
    /// The rules.
    pub rules: Rules,
    /// The records.
    pub caseload: Caseload,
    /// The calendar.
    pub calendar: Calendar,
    /// The authority's name, when it gives one.
    pub authority: Option<String>,
    /// Roles whose open allocation makes a worker responsible; empty: every role.
    pub roles: Vec<String>,
    /// Numbers of people that rates are worked out with.
    pub populations: Populations,
    /// The day judged when nothing else is asked: the day of the extract.
    pub as_at: Day,
    /// What opaque keys are made with.
    pub secret: Secret,
    /// What the source is: `ssd`.
    pub source: String,
}

/// Rules and records, judged.
pub struct Engine {
    /// The rules.
    pub rules: Rules,
    /// The calendar.
    pub calendar: Calendar,
    /// The authority's name, when it gives one.
    pub authority: Option<String>,
    /// Numbers of people that rates are worked out with.
    pub populations: Populations,
    /// The day judged when nothing else is asked.
    pub as_at: Day,
    /// What the source is.
    pub source: String,
    /// Everything loaded, judged.
    pub full: Arc<Judged>,
    attribution: Option<Attribution>,
    secret: Secret,
    records: OnceLock<[u8; 32]>,
    known: Mutex<Vec<Arc<Judged>>>,
}

impl Engine {
    /// Judges the records by the rules. `done` is called after each chunk.
    pub fn new(parts: EngineParts, done: impl Fn() + Sync) -> Engine {
        let EngineParts { rules, caseload, calendar, authority, roles, populations, as_at, secret, source } =
            parts;
        let mut attribution = Attribution::new(&caseload.vocabulary);
        if let Some(a) = &mut attribution {
            a.roles = roles;
        }
        let full = Arc::new(Judged::new(&rules, caseload, &calendar, &secret, as_at, done));
        Engine {
            rules,
            calendar,
            authority,
            populations,
            as_at,
            source,
            full,
            attribution,
            secret,
            records: OnceLock::new(),
            known: Mutex::new(Vec::new()),
        }
    }

    /// The records as they were known on a day, judged; the last few days asked for are kept.
    pub fn judged(&self, known_on: Option<Day>) -> Arc<Judged> {
        let Some(day) = known_on else { return self.full.clone() };
        let kept = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().iter().find(|j| j.known_on == Some(day)) {
            return found.clone();
        }
        let (caseload, blank) = self.full.caseload.known_on(day);
        let mut judged = Judged::new(&self.rules, caseload, &self.calendar, &self.secret, self.as_at, || ());
        judged.known_on = Some(day);
        judged.blank_recorded = blank;
        let judged = Arc::new(judged);
        let mut list = kept();
        list.retain(|j| j.known_on != Some(day));
        list.push(judged.clone());
        if list.len() > KEPT {
            list.remove(0);
        }
        judged
    }

    /// What a list is made from.
    pub fn book<'a>(&'a self, judged: &'a Judged) -> Book<'a> {
        Book {
            rules: &self.rules.set,
            sources: &self.rules.sources,
            caseload: &judged.caseload,
            calendar: &self.calendar,
            ledger: &judged.ledger,
            attribution: self.attribution.as_ref(),
        }
    }

    /// Who is responsible, when the vocabulary knows allocations.
    pub fn attribution(&self) -> Option<&Attribution> {
        self.attribution.as_ref()
    }

    /// What stands above a list.
    pub fn head(&self, as_at: Day, known_on: Option<Day>) -> ListHead {
        ListHead { as_at, known_on, run: self.run(as_at, known_on), rules: self.rules.id.clone() }
    }

    fn run(&self, as_at: Day, known_on: Option<Day>) -> String {
        let records = self.records.get_or_init(|| fingerprint(&self.full.caseload));
        let mut hash = Sha256::new();
        hash.update(records);
        hash.update(&self.rules.id);
        hash.update(to_iso(as_at));
        hash.update(known_on.map(to_iso).unwrap_or_default());
        hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
    }
}
