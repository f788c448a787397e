//! Amounts, counts and choices by condition.

use super::simple::{Unreachable, unreachable};
use super::{Found, Resolver, Ty, View, did_you_mean};
use crate::lang::ast;
use crate::lang::checked::{Count, Limit, LimitAmount, LimitArm, Setting, SettingValue};
use crate::lang::hints::in_figures;
use crate::text::{Diagnostic, Span};

impl Resolver<'_, '_> {
    /// An amount of time.
    pub(crate) fn amount(&mut self, a: &ast::AmountExpr, view: &View) -> Option<LimitAmount> {
        match a {
            ast::AmountExpr::Fixed(amount, _) => Some(LimitAmount::Fixed(*amount)),
            ast::AmountExpr::Named(name) => {
                let at = self.setting_named(name, "an amount of time")?;
                match self.settings.get(at).and_then(first_value) {
                    Some(SettingValue::Number(n)) => self.refuse(
                        "amount-needed",
                        name.span,
                        format!("an amount of time is needed here, and `{}` is the number {n}", name.text),
                        format!(
                            "give the setting a unit, for example `setting {} is {n} working days`",
                            name.text
                        ),
                    ),
                    _ => Some(LimitAmount::Setting(at)),
                }
            }
            ast::AmountExpr::Counted(name, unit, span) => {
                if self.settings.iter().any(|s| s.name == name.text) {
                    return self.refuse(
                        "setting-with-unit",
                        *span,
                        format!("`{}` is a setting: its unit belongs where it is set", name.text),
                        format!(
                            "say `{}` alone, and give its unit after `setting {} is`",
                            name.text, name.text
                        ),
                    );
                }
                match self.bare(name, view)? {
                    Found::Field(field, Ty::Number(None)) => Some(LimitAmount::Field(field, *unit)),
                    _ => self.refuse(
                        "wrong-type",
                        name.span,
                        format!("`{}` is no number", name.text),
                        format!("only a number field can be counted in {}", unit.plural()),
                    ),
                }
            }
        }
    }

    /// An amount, maybe chosen by condition.
    pub(crate) fn limit(&mut self, limit: &ast::Limit, view: &View) -> Option<Limit> {
        let mut arms = Some(Vec::with_capacity(limit.arms.len() + 1));
        for arm in &limit.arms {
            let amount = self.amount(&arm.value, view);
            let condition = self.condition(&arm.condition, &view.plain());
            match (amount, condition, arms.as_mut()) {
                (Some(amount), Some(condition), Some(list)) => {
                    list.push(LimitArm { amount, condition: Some(condition) });
                }
                _ => arms = None,
            }
        }
        let last = self.amount(&limit.otherwise, view)?;
        let mut arms = arms?;
        arms.push(LimitArm { amount: last, condition: None });
        let found = Limit { arms };
        self.reachable(&found, limit)?;
        Some(found)
    }

    /// Refuses arms that can never be reached.
    fn reachable(&mut self, found: &Limit, said: &ast::Limit) -> Option<()> {
        let faults = unreachable(found, &self.given);
        for (at, why) in &faults {
            let (span, what) = match said.arms.get(*at) {
                Some(arm) => (arm.condition.span, "this amount"),
                None => (said.otherwise.span(), "the amount after `otherwise`"),
            };
            let d = Diagnostic::error("unreachable-arm", span, format!("{what} can never be reached"));
            self.out.push(match why {
                Unreachable::Again(before) => {
                    let before = said.arms.get(*before).map_or(span, |a| a.condition.span);
                    d.label("the same condition stands above")
                        .related(before, "it stands here first")
                        .help("take one of the two out, or change its condition")
                }
                Unreachable::Never => d
                    .label("the subject can never be so")
                    .help("the `where` or `while` after `for each` rules this out: take the amount out, or widen the subject"),
                Unreachable::Covered => d
                    .label("whenever this is so, a condition above is so already")
                    .help(match said.arms.get(*at) {
                        Some(_) => "take it out, or put it above the wider condition",
                        None => "the amount before it needs no condition: say `otherwise` there and take this out",
                    }),
            });
        }
        faults.is_empty().then_some(())
    }

    /// How many.
    pub(crate) fn count(&mut self, count: &ast::Count) -> Option<Count> {
        match count {
            ast::Count::Number(n, _) => Some(Count::Fixed(*n)),
            ast::Count::Named(name) => {
                let at = self.setting_named(name, "a number")?;
                match self.settings.get(at).and_then(first_value) {
                    Some(SettingValue::Amount(a)) => self.refuse(
                        "number-needed",
                        name.span,
                        format!("a number is needed here, and `{}` is {a}", name.text),
                        format!("`setting {}` should be a number without a unit", name.text),
                    ),
                    _ => Some(Count::Setting(at)),
                }
            }
        }
    }

    /// A setting by its name; a fault where there is none.
    pub(crate) fn setting_named(&mut self, name: &ast::Name, needed: &str) -> Option<usize> {
        if let Some(at) = self.setting(&name.text) {
            return Some(at);
        }
        self.unknown_setting(name.span, &name.text, needed)
    }

    fn unknown_setting<T>(&mut self, span: Span, word: &str, needed: &str) -> Option<T> {
        let names: Vec<&str> = self.settings.iter().map(|s| s.name.as_str()).collect();
        let help = did_you_mean(word, names.iter().copied()).unwrap_or_else(|| match names.as_slice() {
            _ if in_figures(word).is_some() => {
                format!("numbers are written in figures: `{}`", in_figures(word).unwrap_or_default())
            }
            [] => format!("write {needed}, or declare it above with `setting {word} is ...`"),
            _ => format!("the settings here are {}", super::either(&names).replace(" or ", " and ")),
        });
        self.fail(
            Diagnostic::error("unknown-setting", span, format!("there is no setting called `{word}`"))
                .label(format!("{needed} is needed here"))
                .help(help),
        )
    }
}

/// The value a setting has first.
pub(crate) fn first_value(s: &Setting) -> Option<SettingValue> {
    s.values.first().map(|v| v.1)
}
