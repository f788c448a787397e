//! A checked standard as a flat plan: what can be known before any subject is looked at.

mod columns;
mod setting;
mod truth;

pub use setting::PlanSetting;
pub(super) use truth::{Truth, Truths};

use super::absent::can_be_judged;
use super::world::World;
use crate::calendar::{Amount, Day};
use crate::lang::checked::{
    Cond, Duty, Limit, LimitAmount, RecordDay, RuleSet, Setting, SettingValue, Standard, Thing, walk,
};
use crate::record::KindId;

/// One standard, ready to be judged.
#[derive(Debug)]
pub struct StandardPlan<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// Its place in the rule set.
    pub place: u32,
    /// Settings.
    pub settings: Vec<PlanSetting>,
    /// Kind of the root subject.
    pub root_kind: KindId,
    /// Truth of the scope's `where` for every row, when the row alone decides it.
    pub scope_truth: Option<usize>,
    /// Truth of the evidence's `where` for every row, when the row alone decides it.
    pub evidence_truth: Option<usize>,
    /// Whether the sources hold what it needs and the authority has set what it leaves open (6.15).
    pub judged: bool,
    /// Place of the next version of this id and part.
    pub next_version: Option<u32>,
    /// The places of the earlier versions of this id and part that can be judged.
    pub earlier_versions: Vec<u32>,
    /// The places of the standards whose breaches this is about, where they can be judged.
    pub breach_of: Vec<u32>,
    /// The day a check is judged on.
    pub check_day: Day,
    /// Of the evidence only the last record is held: what came before it is unknown.
    pub latest: bool,
}

impl<'a> StandardPlan<'a> {
    pub(super) fn new(
        place: usize,
        rules: &'a RuleSet,
        world: &World<'_>,
        truths: &mut Truths,
        check_day: Day,
    ) -> StandardPlan<'a> {
        let standard = rules.standards.get(place).unwrap_or_else(|| unreachable_standard());
        let kind = standard.scope.kind;
        let judged = |s: &Standard| can_be_judged(s, world.caseload);
        let next = |s: &Standard| s.is_version_of(standard) && s.version == standard.version + 1;
        let next = rules.standards.iter().position(next);
        let earlier = |s: &Standard| s.is_version_of(standard) && s.version < standard.version && judged(s);
        let earlier_versions =
            rules.standards.iter().enumerate().filter(|(_, s)| earlier(s)).map(|(i, _)| i as u32).collect();
        let mut breach_of: Vec<u32> = match &standard.scope.breach_of {
            Some(id) => rules
                .standards
                .iter()
                .enumerate()
                // One about several kinds has a part for each: the breaches of a part are of records of its kind.
                .filter(|(_, s)| s.id == *id && s.scope.kind == kind && judged(s))
                .map(|(i, _)| i as u32)
                .collect(),
            None => Vec::new(),
        };
        breach_of.sort_by_key(|i| rules.standards.get(*i as usize).map(|s| s.version));
        let mut plan = StandardPlan {
            standard,
            place: place as u32,
            settings: PlanSetting::of_standard(standard, world.caseload),
            root_kind: world.root_kind(kind),
            scope_truth: None,
            evidence_truth: None,
            judged: judged(standard),
            next_version: next.map(|n| n as u32),
            earlier_versions,
            breach_of,
            check_day,
            latest: super::latest::from_the_last(standard, &world.caseload.provides),
        };
        // A check asks about the whole of what was sent, not about the record's own day.
        let by_row = standard.scope.breach_of.is_none() && !standard.check;
        if by_row && row_alone(&standard.scope.condition, &plan) {
            plan.scope_truth =
                truths.find_or_make(kind, RecordDay::Plain, &standard.scope.condition, world, &plan);
        }
        // Evidence about a breach may ask about records of its own kind, to which the breach is none.
        if let Duty::Have(e, _) = &standard.duty
            && standard.scope.breach_of.is_none()
            && thing_alone(&e.thing, &plan)
        {
            plan.evidence_truth =
                truths.find_or_make(e.thing.kind, e.thing.by, &e.thing.condition, world, &plan);
        }
        plan
    }

    /// A plan of a standard that has no settings and asks nothing: for a condition asked on its own.
    pub(super) fn bare(standard: &'a Standard, world: &World<'_>, kind: KindId) -> StandardPlan<'a> {
        StandardPlan {
            standard,
            place: 0,
            settings: Vec::new(),
            root_kind: world.root_kind(kind),
            scope_truth: None,
            evidence_truth: None,
            judged: true,
            next_version: None,
            earlier_versions: Vec::new(),
            breach_of: Vec::new(),
            check_day: crate::calendar::NEVER - 1,
            latest: false,
        }
    }

    /// A plan of the settings of a measure alone, which no agreement varies.
    pub(super) fn of_settings(settings: &[Setting], world: &World<'_>) -> StandardPlan<'static> {
        let mut plan = StandardPlan::bare(unreachable_standard(), world, KindId(0));
        plan.settings = PlanSetting::plain(settings);
        plan
    }

    /// A plan of a duty that a measure asks of records.
    pub(super) fn of_duty(standard: &'a Standard, world: &World<'_>) -> StandardPlan<'a> {
        let mut plan = StandardPlan::bare(standard, world, standard.scope.kind);
        plan.settings = PlanSetting::plain(&standard.settings);
        plan
    }

    /// The one amount of a limit, when nothing can change it.
    pub fn constant(&self, limit: &Limit) -> Option<Amount> {
        let [arm] = limit.arms.as_slice() else { return None };
        match &arm.amount {
            LimitAmount::Fixed(a) => Some(*a),
            LimitAmount::Setting(i) => {
                let s = self.settings.get(*i)?;
                match s.values.as_slice() {
                    [(_, SettingValue::Amount(a))] if !s.varies() => Some(*a),
                    _ => None,
                }
            }
            LimitAmount::Field(..) => None,
        }
    }
}

fn unreachable_standard() -> &'static Standard {
    // Places come from counting the same list; a standard that is not there cannot be asked for.
    static EMPTY: std::sync::OnceLock<Standard> = std::sync::OnceLock::new();
    EMPTY.get_or_init(Standard::empty)
}

/// Whether a condition asked of a row on the row's own day is decided by that row (and its child) alone.
fn row_alone(c: &Cond, plan: &StandardPlan<'_>) -> bool {
    struct Alone<'a, 'b> {
        ok: bool,
        plan: &'a StandardPlan<'b>,
    }
    impl walk::Parts for Alone<'_, '_> {
        fn field(&mut self, field: &crate::lang::checked::FieldRef) {
            self.ok &= field.base != crate::lang::checked::Base::This;
        }
        fn thing(&mut self, thing: &Thing) {
            self.ok &= !matches!(thing.window, Some(crate::lang::checked::Window::During));
        }
        fn setting(&mut self, place: usize) {
            let s = self.plan.settings.get(place);
            self.ok &= s.is_some_and(|s| !s.varies());
        }
    }
    let mut alone = Alone { ok: true, plan };
    walk::condition(c, &mut alone);
    alone.ok
}

fn thing_alone(t: &Thing, plan: &StandardPlan<'_>) -> bool {
    t.window.is_none()
        && !matches!(t.pool, crate::lang::checked::Pool::Itself)
        && row_alone(&t.condition, plan)
}
