//! Whose records are looked at: those of the nearest record both belong to, else those that a link joins.

use super::{Frame, Resolver, View};
use crate::lang::ast;
use crate::lang::checked::{Base, Cmp, Cond, FieldRef, Leaf, Pool, Step, Value, ValueType};
use crate::record::{FieldType, KindId};
use crate::text::Diagnostic;

/// Two paths that lead to one record: from the records of the pool, and from the record asked.
#[derive(Debug, Clone, PartialEq)]
struct Tie {
    theirs: Vec<Step>,
    ours: Vec<Step>,
    kind: KindId,
}

/// A record reached by steps.
type Reached = (Vec<Step>, KindId);

impl Resolver<'_, '_> {
    /// The pool of a kind for the record bare names belong to. A test of the `where` that only says which link is
    /// meant is taken out of the condition.
    pub(crate) fn pool(
        &mut self,
        t: &ast::Thing,
        name: &ast::Name,
        kind: KindId,
        view: &View,
        condition: Cond,
    ) -> Option<(Pool, Cond)> {
        let Some(own) = view.own.clone() else {
            return self.refuse(
                "unknown-name",
                name.span,
                format!("it is not said whose `{}` is meant: no record is spoken of yet", name.text),
                "only a date or `as-at` can stand here",
            );
        };
        if own.base != Base::It {
            let what = self.kind_name(kind);
            return self.refuse(
                "too-far",
                name.span,
                format!("`{what}` records cannot be looked for from here: only from the record that is being asked"),
                "ask this outside the `where`, or of the record itself",
            );
        }
        let ties = match &t.of {
            Some(of) => self.ties_through(&own, kind, of)?,
            None => self.ties(&own, kind),
        };
        match ties.as_slice() {
            [] if kind == own.kind && t.of.is_none() => Some((Pool::All, condition)),
            [] => self.unrelated(name, kind, &own),
            [tie] => {
                let condition = without(condition, tie, &own);
                Some((self.pool_of(tie, &own, kind), condition))
            }
            several => {
                let said: Vec<&Tie> = several.iter().filter(|tie| says(&condition, tie, &own)).collect();
                match said.as_slice() {
                    [tie] => {
                        let pool = self.pool_of(tie, &own, kind);
                        Some((pool, without(condition.clone(), tie, &own)))
                    }
                    _ => self.two_links(name, kind, several, &own),
                }
            }
        }
    }

    /// All equally near ways in which records of a kind belong with a record.
    fn ties(&self, own: &Frame, kind: KindId) -> Vec<Tie> {
        let ours = self.owner_chain(own.kind);
        let theirs = self.owner_chain(kind);
        // 1. Owners: the nearest record both belong to.
        for (up, at) in &ours {
            let below = theirs.iter().skip(1).find(|(_, k)| k == at);
            let itself = theirs.first().filter(|(_, k)| k == at && *at != own.kind);
            if let Some((down, _)) = below.or(itself) {
                return vec![Tie { theirs: down.clone(), ours: up.clone(), kind: *at }];
            }
        }
        // 2. Their link to the record or one of its owners.
        for (up, at) in &ours {
            for (down, k) in &theirs {
                let ties: Vec<Tie> = self
                    .links(*k, *at)
                    .into_iter()
                    .map(|link| Tie { theirs: with(down, link), ours: up.clone(), kind: *at })
                    .collect();
                if !ties.is_empty() {
                    return ties;
                }
            }
        }
        // 3. Its own link to them or one of their owners.
        for (up, at) in &ours {
            for (down, k) in &theirs {
                let ties: Vec<Tie> = self
                    .links(*at, *k)
                    .into_iter()
                    .map(|link| Tie { theirs: down.clone(), ours: with(up, link), kind: *k })
                    .collect();
                if !ties.is_empty() {
                    return ties;
                }
            }
        }
        Vec::new()
    }

    /// `of the child`: those of that record.
    fn ties_through(&mut self, own: &Frame, kind: KindId, of: &ast::Name) -> Option<Vec<Tie>> {
        let view = View::of(Frame::it(own.kind));
        let frame = match of.text.as_str() {
            "this" => Frame::it(own.kind),
            _ => match self.bare(of, &view)? {
                super::Found::Record(frame) | super::Found::Link(_, frame) => frame,
                _ => {
                    return self.refuse(
                        "not-a-record",
                        of.span,
                        format!("`{}` is no record", of.text),
                        "after `of the` comes the kind of record they belong to",
                    );
                }
            },
        };
        let theirs = self.owner_chain(kind);
        let owned = theirs.iter().skip(1).find(|(_, k)| *k == frame.kind);
        if let Some((down, _)) = owned {
            return Some(vec![Tie { theirs: down.clone(), ours: frame.steps, kind: frame.kind }]);
        }
        for (down, k) in &theirs {
            let ties: Vec<Tie> = self
                .links(*k, frame.kind)
                .into_iter()
                .map(|link| Tie { theirs: with(down, link), ours: frame.steps.clone(), kind: frame.kind })
                .collect();
            if !ties.is_empty() {
                return Some(ties);
            }
        }
        let (what, whose) = (self.kind_name(kind), self.kind_name(frame.kind));
        self.refuse(
            "unrelated-kind",
            of.span,
            format!("`{what}` does not belong to `{whose}`"),
            format!("the vocabulary gives `{what}` no `of {whose}` and no field of that kind"),
        )
    }

    fn pool_of(&self, tie: &Tie, own: &Frame, kind: KindId) -> Pool {
        let mut ours = own.steps.clone();
        ours.extend(tie.ours.iter().copied());
        let (mine, theirs) = (owner_steps(&ours), owner_steps(&tie.theirs));
        let root = self.env.vocabulary.root(kind);
        match (mine, theirs) {
            // A breach is of the child, however its standard's subject is owned.
            (Some(_), Some(_)) if own.breach && self.env.vocabulary.root(own.kind) == root => Pool::Root,
            (Some(mine), Some(up)) => {
                if tie.kind == root && up > 0 && self.env.vocabulary.root(own.kind) == root {
                    Pool::Root
                } else if mine == 0 {
                    Pool::Owned { up }
                } else {
                    Pool::SharedOwner { mine, theirs: up, of_owner: !own.steps.is_empty() }
                }
            }
            (Some(0), None) => Pool::Linked(path(&tie.theirs, tie.kind)),
            _ => Pool::SameLink(path(&tie.theirs, tie.kind), path(&ours, tie.kind)),
        }
    }

    fn owner_chain(&self, kind: KindId) -> Vec<Reached> {
        let mut steps = Vec::new();
        let mut out = vec![(steps.clone(), kind)];
        for owner in self.env.vocabulary.owners(kind) {
            steps.push(Step::Owner);
            out.push((steps.clone(), owner));
        }
        out
    }

    /// The link fields of one kind that lead to another.
    fn links(&self, from: KindId, to: KindId) -> Vec<Step> {
        let Some(kind) = self.env.vocabulary.kind(from) else { return Vec::new() };
        let fields = kind.fields.iter().enumerate();
        fields
            .filter(|(_, f)| f.field_type == FieldType::Link(to))
            .map(|(i, _)| Step::Link(crate::record::FieldId(i as u16)))
            .collect()
    }

    fn two_links<T>(&mut self, name: &ast::Name, kind: KindId, ties: &[Tie], own: &Frame) -> Option<T> {
        let link_name = |steps: &[Step]| {
            let mut at = kind;
            let mut said = String::new();
            for step in steps {
                match step {
                    Step::Owner => at = self.env.vocabulary.kind(at)?.owner?,
                    Step::Link(f) => said.clone_from(&self.env.vocabulary.kind(at)?.field_at(*f)?.name),
                    Step::Neighbour(_) => {}
                }
            }
            Some(said)
        };
        let names: Vec<String> = ties.iter().filter_map(|tie| link_name(&tie.theirs)).collect();
        let whose = self.kind_name(own.kind);
        let first = names.first().cloned().unwrap_or_default();
        self.fail(
            Diagnostic::error(
                "two-links",
                name.span,
                format!("`{}` has two fields that could name this {whose}", name.text),
            )
            .label(format!("by {}?", super::either(&names)))
            .help(format!("say which, for example `where {first} is this`")),
        )
    }

    fn unrelated<T>(&mut self, name: &ast::Name, kind: KindId, own: &Frame) -> Option<T> {
        let whose = self.kind_name(own.kind);
        let what = self.kind_name(kind);
        self.refuse(
            "unrelated-kind",
            name.span,
            format!("nothing joins `{what}` to `{whose}`: it is not known which of them to look at"),
            format!("the vocabulary would have to give `{what}` an owner or a field that `{whose}` shares"),
        )
    }
}

fn with(steps: &[Step], last: Step) -> Vec<Step> {
    let mut out = steps.to_vec();
    out.push(last);
    out
}

/// The number of owner steps, when there are no others.
fn owner_steps(steps: &[Step]) -> Option<u8> {
    let all = steps.iter().all(|s| *s == Step::Owner);
    if all { u8::try_from(steps.len()).ok() } else { None }
}

fn path(steps: &[Step], kind: KindId) -> FieldRef {
    FieldRef {
        base: Base::It,
        steps: steps.to_vec(),
        kind,
        leaf: Leaf::Record,
        value_type: ValueType::Link(kind),
    }
}

/// The test `worker is this` that says the same as a tie.
fn test_of(tie: &Tie, own: &Frame) -> (Value, Value) {
    let mut ours = own.steps.clone();
    ours.extend(tie.ours.iter().copied());
    let base = if own.base == Base::It { Base::This } else { own.base.clone() };
    let ours = FieldRef { base, ..path(&ours, tie.kind) };
    (Value::Field(path(&tie.theirs, tie.kind)), Value::Field(ours))
}

fn is_test_of(c: &Cond, tie: &Tie, own: &Frame) -> bool {
    let (theirs, ours) = test_of(tie, own);
    match c {
        Cond::Compare(Cmp::Is, a, b) => (*a == theirs && *b == ours) || (*a == ours && *b == theirs),
        _ => false,
    }
}

/// Whether a condition names the link of a tie.
fn says(c: &Cond, tie: &Tie, own: &Frame) -> bool {
    match c {
        Cond::All(list) => list.iter().any(|c| is_test_of(c, tie, own)),
        other => is_test_of(other, tie, own),
    }
}

/// The condition without the test that says the same as the tie.
fn without(c: Cond, tie: &Tie, own: &Frame) -> Cond {
    match c {
        Cond::All(list) => {
            let mut kept: Vec<Cond> = list.into_iter().filter(|c| !is_test_of(c, tie, own)).collect();
            match kept.len() {
                0 => Cond::TRUE,
                1 => kept.pop().unwrap_or(Cond::TRUE),
                _ => Cond::All(kept),
            }
        }
        other if is_test_of(&other, tie, own) => Cond::TRUE,
        other => other,
    }
}
