//! A setting as judging reads it, and what agreements may make of it.

use crate::calendar::{Amount, Day};
use crate::lang::checked::{Setting, SettingValue, Standard};
use crate::record::{Admission, Agreement, AgreementValue, Caseload, TextCode};
use std::collections::HashSet;

/// A setting as judging reads it.
#[derive(Debug, Clone)]
pub struct PlanSetting {
    /// Values by day.
    pub values: Vec<(Day, SettingValue)>,
    agreed: Option<Agreed>,
}

/// What the agreements among the records may make of a setting.
#[derive(Debug, Clone)]
struct Agreed {
    setting: TextCode,
    standard: Option<TextCode>,
    /// The values that keep within the bounds of the standard. Weighed once: units of different length are compared
    /// over every day of four years.
    admitted: HashSet<Key>,
}

/// A value that can be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Amount(Amount),
    Number(u64),
}

fn key(value: AgreementValue) -> Key {
    match value {
        AgreementValue::Amount(a) => Key::Amount(a),
        AgreementValue::Number(n) => Key::Number(n.to_bits()),
    }
}

impl PlanSetting {
    /// The settings of a standard, with what the agreements of a caseload may make of them.
    pub(super) fn of_standard(standard: &Standard, caseload: &Caseload) -> Vec<PlanSetting> {
        let code = caseload.texts.find(&standard.id);
        let with_agreements = |(place, setting): (usize, &Setting)| PlanSetting {
            values: setting.values.clone(),
            agreed: Agreed::of(standard, place, code, caseload),
        };
        standard.settings.iter().enumerate().map(with_agreements).collect()
    }

    /// Settings that no agreement varies.
    pub(super) fn plain(list: &[Setting]) -> Vec<PlanSetting> {
        list.iter().map(|s| PlanSetting { values: s.values.clone(), agreed: None }).collect()
    }

    /// Whether some agreement among the records may vary it.
    pub fn varies(&self) -> bool {
        self.agreed.is_some()
    }

    /// What an agreement makes of it: nothing where it is on another setting or for another standard, or where its
    /// value is none that the standard admits. However it came among the records, it is then as if it were not there.
    pub fn given_by(&self, agreement: &Agreement) -> Option<SettingValue> {
        let agreed = self.agreed.as_ref()?;
        let mine = agreement.setting == agreed.setting
            && agreement.standard.is_none_or(|s| Some(s) == agreed.standard)
            && agreed.admitted.contains(&key(agreement.value));
        mine.then(|| agreement.value.into())
    }
}

impl Agreed {
    fn of(standard: &Standard, place: usize, code: Option<TextCode>, caseload: &Caseload) -> Option<Agreed> {
        let rule = standard.agreements.iter().find(|a| a.setting == place)?;
        let declared = standard.settings.get(place)?;
        let setting = caseload.texts.find(&declared.name)?;
        let (mut admitted, mut weighed) = (HashSet::new(), HashSet::new());
        for a in &caseload.agreements {
            if a.setting != setting || a.standard.is_some_and(|s| Some(s) != code) {
                continue;
            }
            let key = key(a.value);
            if weighed.insert(key) && rule.weigh(declared, a.value) == Admission::Admitted {
                admitted.insert(key);
            }
        }
        (!admitted.is_empty()).then_some(Agreed { setting, standard: code, admitted })
    }
}
