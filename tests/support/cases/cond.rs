//! Conditions of a tree.

use super::json::{Fault, Read, amount, at, list, text};
use super::names;
use super::standard::Scope;
use duecare::calendar::parse_iso;
use duecare::lang::checked::{
    Cmp, Cond, DayExpr, FieldRef, Leaf, LimitAmount, Literal, State, Value, ValueType, Window,
};
use serde_json::Value as Json;

/// A condition asked of a record of `scope.kind`.
pub(crate) fn cond(scope: &Scope, tree: &Json) -> Read<Cond> {
    let items = list(tree, "condition")?;
    let word = text(at(items, 0, "condition")?, "condition")?;
    let arg = |i: usize| at(items, i, word);
    let length = |n: usize| match items.len() == n {
        true => Ok(()),
        false => Err(Fault::new(format!("`{word}` has {} items, not {n}: {tree}", items.len()))),
    };
    let rest = || items.iter().skip(1).map(|c| cond(scope, c)).collect::<Read<Vec<Cond>>>();
    Ok(match word {
        "true" => Cond::TRUE,
        "false" => Cond::Always(false),
        "and" => Cond::All(rest()?),
        "or" => Cond::Any(rest()?),
        "not" => {
            length(2)?;
            Cond::Not(Box::new(cond(scope, arg(1)?)?))
        }
        "eq" | "ne" | "lt" | "le" | "gt" | "ge" => {
            length(3)?;
            let field = field(scope, arg(1)?)?;
            let right = value(scope, &field, arg(2)?)?;
            Cond::Compare(cmp(word)?, Value::Field(field), right)
        }
        "in" => {
            length(3)?;
            let field = field(scope, arg(1)?)?;
            let list: Read<Vec<Literal>> = list(arg(2)?, "in")?.iter().map(|v| literal(&field, v)).collect();
            Cond::OneOf(Value::Field(field), list?)
        }
        "known" => {
            length(2)?;
            Cond::Is(field(scope, arg(1)?)?, State::Known)
        }
        "missing" => {
            length(2)?;
            Cond::Not(Box::new(Cond::Is(field(scope, arg(1)?)?, State::Known)))
        }
        "age" => {
            length(3)?;
            let n = number(arg(2)?)?;
            let right = Value::Literal(Literal::Number(n));
            Cond::Compare(cmp(text(arg(1)?, "age")?)?, Value::Age(None), right)
        }
        "open" => Cond::Open,
        "lasted" => {
            length(3)?;
            Cond::Lasted(cmp(text(arg(1)?, "lasted")?)?, amount_of(scope, arg(2)?)?)
        }
        "has" => {
            let mut e = super::duty::evidence(scope, arg(1)?)?;
            e.thing.window = window(scope, items.get(2))?;
            Cond::Has(Box::new(e))
        }
        "number" => {
            length(5)?;
            let mut e = super::duty::evidence(scope, arg(1)?)?;
            e.thing.window = window(scope, items.get(2))?;
            let right = Value::Literal(Literal::Number(number(arg(4)?)?));
            Cond::Compare(cmp(text(arg(3)?, "number")?)?, Value::Number(Box::new(e.thing)), right)
        }
        "within" => {
            length(4)?;
            Cond::Within {
                x: field(scope, arg(1)?)?,
                amount: amount_of(scope, arg(2)?)?,
                of: day_expr(scope, arg(3)?)?,
                before: false,
            }
        }
        "by" => {
            length(3)?;
            Cond::By { x: field(scope, arg(1)?)?, day: day_expr(scope, arg(2)?)? }
        }
        other => return Err(Fault::new(format!("unknown condition `{other}`"))),
    })
}

fn window(scope: &Scope, tree: Option<&Json>) -> Read<Option<Window>> {
    match tree {
        None | Some(Json::Null) => Ok(None),
        Some(a) => Ok(Some(Window::InLast(amount_of(scope, a)?))),
    }
}

/// An amount, or a setting `@name`.
pub(crate) fn amount_of(scope: &Scope, tree: &Json) -> Read<LimitAmount> {
    match tree.as_str().and_then(|t| t.strip_prefix('@')) {
        Some(name) => Ok(LimitAmount::Setting(scope.setting(name)?)),
        None => Ok(LimitAmount::Fixed(amount(tree, "amount")?)),
    }
}

/// A comparison.
pub(crate) fn cmp(word: &str) -> Read<Cmp> {
    Ok(match word {
        "eq" => Cmp::Is,
        "ne" => Cmp::IsNot,
        "lt" => Cmp::Under,
        "le" => Cmp::AtMost,
        "gt" => Cmp::Over,
        "ge" => Cmp::AtLeast,
        other => return Err(Fault::new(format!("unknown comparison `{other}`"))),
    })
}

/// A field: a name, or `{"field": name}`.
pub(crate) fn field(scope: &Scope, tree: &Json) -> Read<FieldRef> {
    let name = tree.get("field").unwrap_or(tree);
    names::field(scope.vocabulary, scope.kind, text(name, "field")?)
}

/// A day: a field, `date`, `start`, `end`, a written day, or the first of some evidence.
pub(crate) fn day_expr(scope: &Scope, tree: &Json) -> Read<DayExpr> {
    if let Some(e) = tree.get("first") {
        return Ok(DayExpr::First(Box::new(super::duty::evidence(scope, e)?.thing)));
    }
    if let Some(day) = tree.as_str().and_then(parse_iso) {
        return Ok(DayExpr::On(day));
    }
    if let Some(map) = tree.as_object().filter(|m| m.contains_key("before")) {
        let amount = amount_of(scope, map.get("before").unwrap_or(&Json::Null))?;
        let of = Box::new(day_expr(scope, map.get("of").unwrap_or(&Json::Null))?);
        return Ok(DayExpr::Offset { amount, before: true, of });
    }
    let found = field(scope, tree)?;
    match (found.leaf, found.value_type) {
        (Leaf::Start | Leaf::End, _) | (_, ValueType::HappeningDay | ValueType::PlannedDay) => {
            Ok(DayExpr::Field(found))
        }
        _ => Err(Fault::new(format!("{tree} is not a day"))),
    }
}

fn value(scope: &Scope, like: &FieldRef, tree: &Json) -> Read<Value> {
    if tree.get("field").is_some() {
        return Ok(Value::Field(field(scope, tree)?));
    }
    Ok(Value::Literal(literal(like, tree)?))
}

fn literal(like: &FieldRef, tree: &Json) -> Read<Literal> {
    let wrong = || Fault::new(format!("{tree} cannot be compared with its field"));
    Ok(match (like.value_type, tree) {
        (ValueType::YesNo, Json::Bool(b)) => Literal::YesNo(*b),
        (ValueType::YesNo, Json::String(s)) if s == "yes" || s == "no" => Literal::YesNo(s == "yes"),
        (ValueType::Number, Json::Number(_)) => Literal::Number(number(tree)?),
        (ValueType::Text, Json::String(s)) => Literal::Text(s.clone()),
        (ValueType::HappeningDay | ValueType::PlannedDay, Json::String(s)) => {
            Literal::Day(parse_iso(s).ok_or_else(wrong)?)
        }
        _ => return Err(wrong()),
    })
}

fn number(tree: &Json) -> Read<f64> {
    tree.as_f64().ok_or_else(|| Fault::new(format!("{tree} is not a number")))
}
