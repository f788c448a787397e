//! What the rules let agreements vary, and how far.

use super::checked::{AgreementRule, RuleSet, Setting, SettingValue};
use crate::record::{Admission, AgreementTerms, AgreementValue, KindId};
use std::collections::BTreeSet;

impl From<AgreementValue> for SettingValue {
    fn from(value: AgreementValue) -> SettingValue {
        match value {
            AgreementValue::Amount(a) => SettingValue::Amount(a),
            AgreementValue::Number(n) => SettingValue::Number(n),
        }
    }
}

impl AgreementRule {
    /// Whether an agreement may give the setting a value: one of the setting's own type, within every bound.
    pub fn weigh(&self, setting: &Setting, value: AgreementValue) -> Admission {
        let value = SettingValue::from(value);
        if setting.values.first().is_some_and(|(_, own)| !of_one_type(*own, value)) {
            return Admission::OtherType;
        }
        let mut found = Admission::Admitted;
        for bound in &self.bounds {
            match bound.admits(value) {
                Some(true) => {}
                Some(false) => return Admission::OutsideBound,
                None => found = Admission::OtherType,
            }
        }
        found
    }
}

fn of_one_type(a: SettingValue, b: SettingValue) -> bool {
    matches!(
        (a, b),
        (SettingValue::Amount(_), SettingValue::Amount(_))
            | (SettingValue::Number(_), SettingValue::Number(_))
    )
}

/// Every line `agreement on` of some rules, apart from them: whoever reads records keeps it.
#[derive(Debug, Clone, Default)]
pub struct AgreementLines {
    standards: BTreeSet<String>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    standard: String,
    /// The kind at the root of what the standard is about: an agreement is of one such subject.
    of: KindId,
    setting: Setting,
    rule: AgreementRule,
}

impl RuleSet {
    /// What these rules let agreements vary; of a standard with versions each version counts.
    pub fn agreement_lines(&self) -> AgreementLines {
        let mut all = AgreementLines::default();
        for standard in &self.standards {
            all.standards.insert(standard.id.clone());
            let kind = standard.scope.kind;
            let of = self.vocabulary.owners(kind).last().copied().unwrap_or(kind);
            for rule in &standard.agreements {
                let Some(setting) = standard.settings.get(rule.setting) else { continue };
                let (standard, setting, rule) = (standard.id.clone(), setting.clone(), rule.clone());
                all.lines.push(Line { standard, of, setting, rule });
            }
        }
        all
    }
}

impl AgreementTerms for AgreementLines {
    fn admits(&self, of: KindId, standard: Option<&str>, setting: &str, value: AgreementValue) -> Admission {
        if standard.is_some_and(|s| !self.standards.contains(s)) {
            return Admission::UnknownStandard;
        }
        let on =
            |l: &&Line| l.of == of && l.setting.name == setting && standard.is_none_or(|s| l.standard == s);
        let mut found = Admission::NotVaried;
        for line in self.lines.iter().filter(on) {
            match line.rule.weigh(&line.setting, value) {
                Admission::Admitted => return Admission::Admitted,
                // Outside the bound of one is worth more to be told than of another type than another's.
                Admission::OutsideBound => found = Admission::OutsideBound,
                other if found == Admission::NotVaried => found = other,
                _ => {}
            }
        }
        found
    }
}
