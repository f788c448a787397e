//! The shipped standards, each with what it is judged with.

use crate::settings::invented;
use crate::support::generate::Rng;
use duecare::calendar::{ALWAYS, Amount, Day};
use duecare::demo::Profile;
use duecare::judge::Plugins;
use duecare::lang::checked::{RuleSet, SettingValue, Standard};
use duecare::lang::load_rules;
use duecare::service::RuleFiles;
use std::sync::Arc;

/// Every shipped standard and check of the data, under the settings of an invented authority.
pub struct Shipped {
    pub set: RuleSet,
    pub functions: Arc<Plugins>,
    pub names: Arc<Vec<String>>,
    pub judged: Vec<Judged>,
}

/// A standard: all versions for one kind of subject, after the standards whose breaches it is about.
pub struct Judged {
    pub id: String,
    pub part: u32,
    pub rules: Vec<Standard>,
}

impl Judged {
    /// The versions of the standard itself.
    pub fn versions(&self) -> impl Iterator<Item = &Standard> {
        self.rules.iter().filter(|s| s.id == self.id)
    }

    /// Its id, and which of its kinds where it has several.
    pub fn name(&self) -> String {
        if self.part == 0 { self.id.clone() } else { format!("{} ({})", self.id, self.part + 1) }
    }
}

impl Shipped {
    /// Loads them.
    pub fn load() -> Shipped {
        let files = RuleFiles::carried();
        let settings = invented(&Profile::named("default").unwrap());
        let loaded = load_rules(&files.care, &|name| files.other(name), Some(&settings));
        let set = loaded.rules.unwrap();
        let functions = Arc::new(Plugins::new(&set).unwrap());
        let names = Arc::new(set.plugins.iter().map(|p| p.name.clone()).collect());
        let mut judged: Vec<Judged> = Vec::new();
        for s in &set.standards {
            if judged.iter().any(|j| j.id == s.id && j.part == s.part) {
                continue;
            }
            let mut rules = Vec::new();
            add(&set, s, &mut rules);
            judged.push(Judged { id: s.id.clone(), part: s.part, rules });
        }
        Shipped { set, functions, names, judged }
    }
}

fn add(set: &RuleSet, s: &Standard, out: &mut Vec<Standard>) {
    for of in s.scope.breach_of.iter().flat_map(|of| set.standards.iter().filter(move |x| x.id == *of)) {
        if !out.contains(of) {
            add(set, of, out);
        }
    }
    let versions = set.standards.iter().filter(|x| x.id == s.id && x.part == s.part);
    for version in versions {
        if !out.contains(version) {
            out.push(version.clone());
        }
    }
}

/// The settings as some authority might have them: numbers that few records reach, values that change on a day.
pub fn varied(rules: &[Standard], rng: &mut Rng, hot: &[Day]) -> Vec<Standard> {
    let mut out = rules.to_vec();
    let small = 1 + rng.below(3);
    let change = rng.one_in(5).then(|| (*rng.pick(hot), rng.below(1000)));
    for setting in out.iter_mut().flat_map(|s| &mut s.settings) {
        for (_, value) in &mut setting.values {
            if let SettingValue::Number(n) = value {
                *n = small as f64;
            }
        }
        let Some((day, other)) = change else { continue };
        let Some((_, now)) = setting.values.last().copied() else { continue };
        let next = match now {
            SettingValue::Number(n) => SettingValue::Number(n + other as f64 % 2.0),
            SettingValue::Amount(a) => {
                SettingValue::Amount(Amount::new(1 + (other as u32) % a.count.max(1), a.unit))
            }
        };
        setting.values = vec![(ALWAYS, now), (day, next)];
    }
    out
}
