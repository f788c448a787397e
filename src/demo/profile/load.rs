//! Profiles read: the built-in ones by name, others from a file. A profile may lean on another (`base = "..."`).

use super::{Knob, Profile, Service, Story};
use crate::calendar::{Day, parse_iso};
use crate::demo::DemoError;
use serde::{Deserialize, Deserializer, de::Error};
use std::path::Path;
use toml::{Table, Value};

const BUILT_IN: [(&str, &str); 6] = [
    ("default", include_str!("../../../seeds/default.toml")),
    ("slough-2021-02", include_str!("../../../seeds/slough-2021-02.toml")),
    ("slough-2015-07", include_str!("../../../seeds/slough-2015-07.toml")),
    ("devon-2021-10", include_str!("../../../seeds/devon-2021-10.toml")),
    ("southampton-2021-01", include_str!("../../../seeds/southampton-2021-01.toml")),
    ("slough-monitoring-visit", include_str!("../../../seeds/slough-monitoring-visit.toml")),
];

/// How many profiles may lean on one another in a row.
const LONGEST_CHAIN: usize = 4;

/// A day written `2021-03-31`.
pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
    let text = String::deserialize(from)?;
    parse_iso(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a day written like 2021-03-31")))
}

/// A day that may be absent.
pub(super) fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    day(from).map(Some)
}

impl Profile {
    /// The names of the built-in profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.into_iter().map(|(name, _)| name)
    }

    /// A built-in profile.
    pub fn named(name: &str) -> Result<Profile, DemoError> {
        Profile::parse(name, built_in(name)?)
    }

    /// A profile from a file; it may lean on a built-in one.
    pub fn load(path: &Path) -> Result<Profile, DemoError> {
        let text = std::fs::read_to_string(path)
            .map_err(|reason| DemoError::Unreadable { path: path.to_owned(), reason })?;
        Profile::parse(&path.display().to_string(), &text)
    }

    /// A profile from its text; `name` is what messages call it.
    pub fn parse(name: &str, text: &str) -> Result<Profile, DemoError> {
        let bad = |reason: String| DemoError::BadProfile { name: name.to_owned(), reason };
        let mut whole = table(name, text)?;
        for _ in 0..LONGEST_CHAIN {
            let Some(base) = whole.remove("base") else { break };
            let base = base.as_str().ok_or_else(|| bad("`base` must name a profile".to_owned()))?;
            whole = lean(table(base, built_in(base)?)?, whole);
        }
        let profile: Profile =
            Value::Table(whole).try_into().map_err(|e: toml::de::Error| bad(e.to_string()))?;
        match profile.fault() {
            Some(reason) => Err(bad(reason)),
            None => Ok(profile),
        }
    }

    fn fault(&self) -> Option<String> {
        let set =
            |k: &Knob| [&self.rates, &self.shares, &self.gaps].iter().filter(|m| m.contains_key(k)).count();
        if let Some(knob) = Knob::ALL.iter().find(|k| set(k) != 1) {
            return Some(format!("`{knob:?}` must be set once under [rates], [shares] or [gaps]"));
        }
        if let Some(service) = Service::ALL.iter().find(|&&s| !self.services.iter().any(|x| x.service == s)) {
            return Some(format!("there is no [[service]] `{}`", service.word()));
        }
        if let Some(service) = self.services.iter().find(|s| !(1.0..=100.0).contains(&s.mean_caseload)) {
            return Some(format!(
                "the mean caseload of `{}` must lie between 1 and 100",
                service.service.word()
            ));
        }
        let places = self.localities();
        for service in Service::ALL {
            let teams = || self.teams.iter().filter(|t| t.service == service && t.weight > 0);
            let everywhere = teams().any(|t| t.locality.is_none());
            if teams().next().is_none() {
                return Some(format!("there is no [[team]] of `{}`", service.word()));
            }
            let missing = places.iter().find(|p| !teams().any(|t| t.locality.as_deref() == Some(**p)));
            if let (false, Some(place)) = (everywhere, missing) {
                return Some(format!("no team of `{}` serves {place}", service.word()));
            }
        }
        if !self.household_sizes.iter().any(|&w| w > 0) || self.categories.iter().all(|&w| w == 0) {
            return Some("`household-sizes` and `categories` must each have a weight above 0".to_owned());
        }
        if !(1..=6).contains(&self.lengths.history_years) {
            return Some("`history-years` must lie between 1 and 6".to_owned());
        }
        let weight = |s: &Story| self.stories.get(s).copied().unwrap_or(0.0);
        if self.stories.keys().any(|s| !(0.0..=1000.0).contains(&weight(s)))
            || weight(&Story::ContactOnly) <= 0.0
        {
            return Some(
                "weights of [stories] must lie between 0 and 1000, that of `contact-only` above 0".to_owned(),
            );
        }
        None
    }
}

fn built_in(name: &str) -> Result<&'static str, DemoError> {
    BUILT_IN.into_iter().find(|(known, _)| *known == name).map(|(_, text)| text).ok_or_else(|| {
        let known: Vec<&str> = Profile::names().collect();
        DemoError::NoProfile { name: name.to_owned(), known: known.join(", ") }
    })
}

fn table(name: &str, text: &str) -> Result<Table, DemoError> {
    text.parse()
        .map_err(|e: toml::de::Error| DemoError::BadProfile { name: name.to_owned(), reason: e.to_string() })
}

/// What `over` says, and what `base` says where `over` is silent. Lists (teams, figures) are taken whole.
fn lean(mut base: Table, over: Table) -> Table {
    for (key, value) in over {
        let joined = match (base.remove(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => Value::Table(lean(old, new)),
            (_, new) => new,
        };
        base.insert(key, joined);
    }
    base
}
