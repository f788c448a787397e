//! The parts of one matched rule, taken by what they are.

use super::grammar::{Pair, Rule};

/// The grammar gave something that the tree builder does not know: a fault of ours, told as such.
#[derive(Debug)]
pub(super) struct Odd(pub(super) &'static str);

pub(super) type Built<T> = Result<T, Odd>;

/// The parts of a rule, in order; each can be taken once.
pub(super) struct Parts<'i> {
    list: Vec<Pair<'i>>,
}

impl<'i> Parts<'i> {
    /// The parts of a matched rule.
    pub(super) fn of(pair: Pair<'i>) -> Parts<'i> {
        Parts { list: pair.into_inner().collect() }
    }

    /// Takes the first part of a rule, if there is one.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Pair<'i>> {
        let at = self.list.iter().position(|p| p.as_rule() == rule)?;
        Some(self.list.remove(at))
    }

    /// Takes the first part of any of these rules.
    pub(super) fn take_any(&mut self, rules: &[Rule]) -> Option<Pair<'i>> {
        let at = self.list.iter().position(|p| rules.contains(&p.as_rule()))?;
        Some(self.list.remove(at))
    }

    /// Takes the first part that is left.
    pub(super) fn take_first(&mut self) -> Option<Pair<'i>> {
        (!self.list.is_empty()).then(|| self.list.remove(0))
    }

    /// Takes a part that the grammar promises.
    pub(super) fn need(&mut self, rule: Rule, what: &'static str) -> Built<Pair<'i>> {
        self.take(rule).ok_or(Odd(what))
    }

    /// Takes a part of any of these rules that the grammar promises.
    pub(super) fn need_any(&mut self, rules: &[Rule], what: &'static str) -> Built<Pair<'i>> {
        self.take_any(rules).ok_or(Odd(what))
    }

    /// Takes every part of a rule.
    pub(super) fn all(&mut self, rule: Rule) -> Vec<Pair<'i>> {
        let (taken, left) = std::mem::take(&mut self.list).into_iter().partition(|p| p.as_rule() == rule);
        self.list = left;
        taken
    }

    /// Takes every part of any of these rules, in order.
    pub(super) fn all_of(&mut self, rules: &[Rule]) -> Vec<Pair<'i>> {
        let (taken, left) =
            std::mem::take(&mut self.list).into_iter().partition(|p| rules.contains(&p.as_rule()));
        self.list = left;
        taken
    }

    /// Whether a part of a rule is there; takes it.
    pub(super) fn has(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }
}

/// The single part of a rule that is a choice of rules.
pub(super) fn only<'i>(pair: Pair<'i>, what: &'static str) -> Built<Pair<'i>> {
    pair.into_inner().next().ok_or(Odd(what))
}
