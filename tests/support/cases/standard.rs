//! Standards of a tree.

use super::build::always;
use super::cond::cond;
use super::duty::{duty, evidence};
use super::json::{Fault, Read, amount, at, day, flag, list, object, text};
use super::names;
use duecare::calendar::{ALWAYS, NEVER};
use duecare::lang::checked::{
    AgreementRule, Cond, Joined, Relief, ReliefKind, Scope as Whose, Setting, SettingValue, Severity,
    Standard, Until,
};
use duecare::record::{KindId, Shape, Vocabulary};
use duecare::text::{SourceId, Span};
use serde_json::{Map, Value as Json};

/// What names mean where a tree is read.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) kind: KindId,
    pub(crate) settings: &'a [Setting],
}

impl<'a> Scope<'a> {
    /// The same, asked of a record of another kind.
    pub(crate) fn inside(&self, kind: KindId) -> Scope<'a> {
        Scope { kind, ..*self }
    }

    pub(crate) fn setting(&self, name: &str) -> Read<usize> {
        let found = self.settings.iter().position(|s| s.name == name);
        found.ok_or_else(|| Fault::new(format!("no setting `{name}`")))
    }

    pub(crate) fn shape(&self, kind: KindId) -> Shape {
        self.vocabulary.kind(kind).map_or(Shape::Subject, |k| k.shape)
    }
}

/// One tree or a list; the last is judged. Trees of one id are its versions.
pub(crate) fn read_standards(vocabulary: &Vocabulary, tree: &Json) -> Read<Vec<Standard>> {
    let trees: Vec<&Json> = match tree {
        Json::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    let mut out: Vec<Standard> = Vec::new();
    for (i, tree) in trees.into_iter().enumerate() {
        let standard = standard(vocabulary, tree, i, &out)?;
        if out.iter().any(|s| s.id == standard.id && s.until_day >= standard.from) {
            return Err(Fault::new(format!("versions of `{}` overlap", standard.id)));
        }
        out.push(standard);
    }
    Ok(out)
}

const KEYS: &[&str] = &[
    "id",
    "for",
    "duty",
    "until",
    "except",
    "excused",
    "in_force",
    "settings",
    "agreements",
    "title",
    "severity",
];

fn standard(vocabulary: &Vocabulary, tree: &Json, place: usize, before: &[Standard]) -> Read<Standard> {
    let map = object(tree, "standard", KEYS)?;
    let id = match map.get("id") {
        Some(id) => text(id, "id")?.to_owned(),
        None => format!("s{place}"),
    };
    let whose = map.get("for").ok_or_else(|| Fault::new("a standard without `for`"))?;
    let whose = object(whose, "for", &["each", "breach_of", "where", "while", "joined"])?;
    let breach_of = whose.get("breach_of").map(|b| text(b, "breach_of")).transpose()?;
    let kind = match (whose.get("each"), breach_of) {
        (Some(k), None) => names::kind(vocabulary, text(k, "each")?)?,
        (None, Some(of)) => before
            .iter()
            .find(|s| s.id == of)
            .map(|s| s.scope.kind)
            .ok_or_else(|| Fault::new(format!("breach_of a standard that is not there: {of}")))?,
        _ => return Err(Fault::new("`for` says each or breach_of")),
    };
    let settings = settings(map)?;
    let scope = Scope { vocabulary, kind, settings: &settings };
    let asked = |key: &str| whose.get(key).map(|c| cond(&scope, c)).transpose();
    let joined = match whose.get("joined") {
        None | Some(Json::Null | Json::Bool(false)) => None,
        Some(j) => Some(joined(&scope, j)?),
    };
    let (from, until_day) = in_force(map)?;
    let version = 1 + before.iter().filter(|s| s.id == id).count() as u32;
    Ok(Standard {
        version,
        part: 0,
        check: false,
        title: String::new(),
        sources: Vec::new(),
        severity: Severity::Medium,
        warn: None,
        from,
        until_day,
        scope: Whose {
            kind,
            breach_of: breach_of.map(str::to_owned),
            joined,
            condition: asked("where")?.unwrap_or(Cond::TRUE),
            during: asked("while")?,
        },
        duty: duty(&scope, map.get("duty").ok_or_else(|| Fault::new("a standard without `duty`"))?)?,
        until: until(&scope, map.get("until"))?,
        agreements: agreements(&scope, map)?,
        reliefs: reliefs(&scope, map)?,
        examples: Vec::new(),
        span: nowhere(),
        scope_span: nowhere(),
        duty_span: nowhere(),
        id,
        settings,
    })
}

/// A place in no file.
fn nowhere() -> Span {
    Span { source: SourceId(0), start: 0, end: 0 }
}

/// How pieces are joined.
pub(crate) fn joined(scope: &Scope, tree: &Json) -> Read<Joined> {
    if tree == &Json::Bool(true) {
        return Ok(Joined { gaps: None, same: None, sharing_day: false });
    }
    let map = object(tree, "joined", &["gaps", "same", "sharing_day"])?;
    Ok(Joined {
        gaps: map.get("gaps").map(|g| amount(g, "gaps")).transpose()?,
        same: map.get("same").map(|f| super::cond::field(scope, f)).transpose()?,
        sharing_day: flag(map.get("sharing_day"), "sharing_day")?,
    })
}

fn in_force(map: &Map<String, Json>) -> Read<(i32, i32)> {
    let Some(tree) = map.get("in_force") else { return Ok((ALWAYS, NEVER)) };
    let tree = object(tree, "in_force", &["from", "until"])?;
    let get = |key: &str, none| match tree.get(key) {
        None | Some(Json::Null) => Ok(none),
        Some(d) => day(d, key),
    };
    Ok((get("from", ALWAYS)?, get("until", NEVER)?))
}

fn settings(map: &Map<String, Json>) -> Read<Vec<Setting>> {
    let mut out = Vec::new();
    let Some(tree) = map.get("settings") else { return Ok(out) };
    for (name, values) in tree.as_object().ok_or_else(|| Fault::new("settings is not an object"))? {
        let mut steps = Vec::new();
        for step in list(values, "setting")? {
            let step = list(step, "setting")?;
            let from = day(at(step, 0, "setting")?, "setting")?;
            let value = match at(step, 1, "setting")? {
                Json::Number(n) => SettingValue::Number(n.as_f64().unwrap_or(f64::NAN)),
                other => SettingValue::Amount(amount(other, "setting")?),
            };
            steps.push((if from <= always() { ALWAYS } else { from }, value));
        }
        steps.sort_by_key(|s| s.0);
        if steps.first().is_none_or(|s| s.0 != ALWAYS) {
            return Err(Fault::new(format!("setting `{name}` has no value from the start")));
        }
        out.push(Setting {
            name: name.clone(),
            values: steps,
            bounds: Vec::new(),
            open: false,
            set_by: None,
            span: nowhere(),
        });
    }
    Ok(out)
}

fn agreements(scope: &Scope, map: &Map<String, Json>) -> Read<Vec<AgreementRule>> {
    let Some(tree) = map.get("agreements") else { return Ok(Vec::new()) };
    let names = list(tree, "agreements")?;
    names
        .iter()
        .map(|n| {
            let setting = scope.setting(text(n, "agreements")?)?;
            Ok(AgreementRule { setting, bounds: Vec::new(), approved_by: None, span: nowhere() })
        })
        .collect()
}

fn until(scope: &Scope, tree: Option<&Json>) -> Read<Option<Until>> {
    match tree {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(s)) if s == "end" => Ok(None),
        Some(Json::String(_)) => {
            Ok(Some(Until::Field(super::cond::field(scope, tree.unwrap_or(&Json::Null))?)))
        }
        Some(other) => {
            let map = object(other, "until", &["first"])?;
            let e = map.get("first").ok_or_else(|| Fault::new("until nothing"))?;
            Ok(Some(Until::First(Box::new(evidence(scope, e)?.thing))))
        }
    }
}

fn reliefs(scope: &Scope, map: &Map<String, Json>) -> Read<Vec<Relief>> {
    let mut out = Vec::new();
    for (key, once, spell) in [
        ("except", ReliefKind::ExceptWhere, ReliefKind::ExceptWhile),
        ("excused", ReliefKind::ExcusedWhere, ReliefKind::ExcusedWhile),
    ] {
        let Some(tree) = map.get(key) else { continue };
        let items: Vec<&Json> = match tree {
            Json::Array(list) => list.iter().collect(),
            one => vec![one],
        };
        for item in items {
            let item = object(item, key, &["where", "while"])?;
            let (kind, c) = match (item.get("where"), item.get("while")) {
                (Some(c), None) => (once, c),
                (None, Some(c)) => (spell, c),
                _ => return Err(Fault::new(format!("`{key}` says where or while"))),
            };
            out.push(Relief { kind, condition: cond(scope, c)?, because: None, span: nowhere() });
        }
    }
    Ok(out)
}
