//! What one standard says that lets its figure be flattered.

use super::{Finding, found};
use crate::lang::checked::{
    Cond, Count, Duty, Evidence, FieldRef, Leaf, Passes, Pool, Quantity, ReliefKind, RuleSet, Stage,
    Standard, State, Thing, Timing, Until, walk,
};
use crate::record::{FieldId, KindId, Shape};

/// What a field is called that says whether something planned was held.
const HELD: [&str; 3] = ["status", "cancelled", "held"];

pub(super) fn standard(set: &RuleSet, s: &Standard, out: &mut Vec<Finding>) {
    not_joined(set, s, out);
    guard(set, s, out);
    planned(set, s, out);
    reliefs(s, out);
    for a in s.agreements.iter().filter(|a| a.approved_by.is_none()) {
        let words = "nobody has to approve this agreement".to_owned();
        let help =
            "an agreement loosens a duty: say who approves it, for example `approved by head-of-service`";
        out.push(found("agreed-by-nobody", &s.id, a.span, words, help));
    }
}

/// A duty that recurs while a period lasts begins anew with each period.
fn not_joined(set: &RuleSet, s: &Standard, out: &mut Vec<Finding>) {
    let kind = set.vocabulary.kind(s.scope.kind);
    let period = kind.is_some_and(|k| k.shape == Shape::Period);
    if !period || s.scope.joined.is_some() || s.scope.breach_of.is_some() || !recurs(s) {
        return;
    }
    let name = kind.map_or("", |k| &k.name);
    let words =
        format!("where `{name}` is closed and opened again, this clock begins anew and what was owed lapses");
    let help = format!("say `for each joined {name} with gaps of at most ...`");
    out.push(found("not-joined", &s.id, s.scope_span, words, &help));
}

/// Whether its clock is counted from the first day of its period, again and again. What must be so recent looks back
/// beyond that day, unless the period must have lasted for a while first.
fn recurs(s: &Standard) -> bool {
    let Duty::Have(evidence, timing) = &s.duty else { return false };
    let owed = matches!(evidence.quantity, Quantity::AtLeast(_));
    owed && match timing {
        Timing::Stages(stages) => stages.iter().any(|s| matches!(s, Stage::Every { .. })),
        Timing::InLast(_) => {
            let mut lasted = Lasted(false);
            std::iter::once(&s.scope.condition)
                .chain(&s.scope.during)
                .for_each(|c| walk::condition(c, &mut lasted));
            lasted.0
        }
        Timing::InEach(_) => true,
        _ => false,
    }
}

struct Lasted(bool);

impl walk::Parts for Lasted {
    fn lasted(&mut self) {
        self.0 = true;
    }
}

/// A scope that asks that something is known turns what cannot be told into nothing at all.
fn guard(set: &RuleSet, s: &Standard, out: &mut Vec<Finding>) {
    let mut fields = Vec::new();
    for c in std::iter::once(&s.scope.condition).chain(&s.scope.during) {
        asked_known(c, true, &mut fields);
    }
    for field in fields {
        let name = field_name(set, field);
        let words = format!("where `{name}` is left empty nothing is asked, and nothing shows it");
        let help = "leave the test out: what is not known is then shown as `cannot tell`, and not lost";
        out.push(found("guard-for-a-blank", &s.id, s.scope_span, words, help));
    }
}

/// The fields that must be known for a condition to hold; their own end says that a period is over.
fn asked_known<'c>(c: &'c Cond, plain: bool, out: &mut Vec<&'c FieldRef>) {
    match (c, plain) {
        (Cond::All(list) | Cond::Any(list), _) => list.iter().for_each(|c| asked_known(c, plain, out)),
        (Cond::Not(inner), _) => asked_known(inner, !plain, out),
        (Cond::Is(f, State::Known), true) | (Cond::Is(f, State::Blank), false)
            if matches!(f.leaf, Leaf::Field(_)) && !out.contains(&f) =>
        {
            out.push(f);
        }
        _ => {}
    }
}

/// An event that may be planned, refused or cancelled counts only where its own field says that it was held.
fn planned(set: &RuleSet, s: &Standard, out: &mut Vec<Finding>) {
    let mut things: Vec<&Thing> = Vec::new();
    if let Duty::Have(Evidence { quantity, thing, .. }, timing) = &s.duty {
        if !matches!(quantity, Quantity::AtMost(_) | Quantity::Exactly(Count::Fixed(0))) {
            things.push(thing);
        }
        if let Timing::Stages(stages) = timing {
            things.extend(stages.iter().filter_map(|stage| match stage {
                Stage::Every { passes: Passes::UntilFirst(t), .. } => Some(&**t),
                _ => None,
            }));
        }
    }
    if let Some(Until::First(t)) = &s.until {
        things.push(t);
    }
    // `must be recorded`: the record itself, whatever became of it.
    for t in things.into_iter().filter(|t| t.pool != Pool::Itself) {
        let Some(kind) = set.vocabulary.kind(t.kind).filter(|k| k.shape == Shape::Event) else { continue };
        let Some((name, field)) = HELD.iter().find_map(|name| Some((name, kind.field(name)?))) else {
            continue;
        };
        if !reads(&t.condition, (t.kind, field)) {
            let words = format!(
                "`{}` counts here whatever its `{name}` says: planned and cancelled ones too",
                kind.name
            );
            let help = format!("say which count, for example `where {name} is ...`");
            out.push(found("planned-as-held", &s.id, s.duty_span, words, &help));
        }
    }
}

fn reads(c: &Cond, field: (KindId, FieldId)) -> bool {
    struct Reads((KindId, FieldId), bool);
    impl walk::Parts for Reads {
        fn field(&mut self, f: &FieldRef) {
            self.1 |= (f.kind, f.leaf) == (self.0.0, Leaf::Field(self.0.1));
        }
    }
    let mut parts = Reads(field, false);
    walk::condition(c, &mut parts);
    parts.1
}

/// What takes a child out of the figures says why.
fn reliefs(s: &Standard, out: &mut Vec<Finding>) {
    for r in s.reliefs.iter().filter(|r| r.because.is_none()) {
        let word = match r.kind {
            ReliefKind::ExceptWhere | ReliefKind::ExceptWhile => "exception",
            ReliefKind::ExcusedWhere | ReliefKind::ExcusedWhile => "excuse",
        };
        let words = format!("this {word} does not say why");
        let help = "say it where everybody can read it: `because \"child is out of the country\"`";
        out.push(found("relief-without-reason", &s.id, r.span, words, help));
    }
}

/// What a field is called.
pub(super) fn field_name(set: &RuleSet, f: &FieldRef) -> String {
    let Leaf::Field(id) = f.leaf else { return String::new() };
    let kind = set.vocabulary.kind(f.kind);
    kind.and_then(|k| k.field_at(id)).map_or_else(String::new, |x| x.name.clone())
}
