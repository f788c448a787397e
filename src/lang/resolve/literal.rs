//! Written values, read as the type they are compared with.

use super::{Found, Resolver, Ty, View, did_you_mean};
use crate::lang::ast;
use crate::lang::checked::{Literal, Value};
use crate::record::CodeList;
use crate::text::{Diagnostic, Span};

impl Resolver<'_, '_> {
    /// A value that is compared with (or given to) something of a type: a bare word may be a code.
    pub(crate) fn value_as(&mut self, e: &ast::Expr, ty: &Ty, view: &View) -> Option<Value> {
        if let Some(literal) = literal_of(e) {
            return self.literal_as(literal, e.span, ty).map(Value::Literal);
        }
        if let (Some(name), Ty::Codes(list)) = (bare_word(e), ty) {
            if list.codes.contains(&name.text) {
                return Some(Value::Literal(Literal::Text(name.text.clone())));
            }
            if self.bare_quietly(name, view).is_none() && !self.settings.iter().any(|s| s.name == name.text) {
                return self.unknown_code(&name.text, name.span, list);
            }
        }
        if let (Some(name), Ty::Text) = (bare_word(e), ty)
            && self.bare_quietly(name, view).is_none()
        {
            return self.refuse(
                "unknown-name",
                name.span,
                format!("`{}` is neither a field nor a text in quotes", name.text),
                format!("if it is meant as it stands, say \"{}\" in quotes", name.text),
            );
        }
        if let Some(name) = bare_word(e).filter(|_| !matches!(ty, Ty::Codes(_) | Ty::Text)) {
            let setting = self.settings.iter().any(|s| s.name == name.text);
            if !setting && self.bare_quietly(name, view).is_none() {
                return self.stray_word(name, ty, view);
            }
        }
        let (value, found) = self.value(e, view)?;
        if ty.comparable(&found) {
            return Some(value);
        }
        self.mismatch(e.span, ty, &found)
    }

    /// A word that is neither a field nor a value of the type that is needed.
    fn stray_word<T>(&mut self, name: &ast::Name, ty: &Ty, view: &View) -> Option<T> {
        let wanted = ty.words(self.env.vocabulary);
        let names = view.own.as_ref().map(|own| self.names_of(own)).unwrap_or_default();
        let help = did_you_mean(&name.text, names.iter().map(String::as_str))
            .unwrap_or_else(|| wanted_help(ty).to_owned());
        let message = format!("{wanted} is needed here, and `{}` is no field", name.text);
        self.refuse("wrong-type", name.span, message, help)
    }

    /// A written value of a type.
    pub(crate) fn literal_as(&mut self, literal: &ast::Literal, span: Span, ty: &Ty) -> Option<Literal> {
        use ast::Literal as L;
        match (ty, literal) {
            (Ty::Day { .. }, L::Date(day)) => Some(Literal::Day(*day)),
            (Ty::YesNo, L::YesNo(b)) => Some(Literal::YesNo(*b)),
            (Ty::Number(_), L::Number(n)) => Some(Literal::Number(n.to_f64())),
            (Ty::Percent, L::Percent(n)) => Some(Literal::Percent(n.to_f64())),
            (Ty::Number(Some(unit)), L::Amount(a)) if a.unit == *unit => {
                Some(Literal::Number(f64::from(a.count)))
            }
            (Ty::Number(Some(unit)), L::Amount(a)) => self.refuse(
                "wrong-unit",
                span,
                format!("{} cannot be compared with {}", unit.plural(), a.unit.plural()),
                format!("say the limit in {}", unit.plural()),
            ),
            // A look-up table's key may be compared as it is written.
            (Ty::Record(_), L::Text(t) | L::Code(t)) => Some(Literal::Text(t.clone())),
            (Ty::Codes(list), _) => self.code_as(literal, span, list),
            (Ty::Text, L::Text(t) | L::Code(t) | L::Word(t)) => Some(Literal::Text(t.clone())),
            (Ty::Text, L::Number(n)) => Some(Literal::Text(n.to_string())),
            _ => {
                let found = type_of(literal);
                match (ty, literal) {
                    (Ty::Number(None), L::Amount(_)) => self.refuse(
                        "number-needed",
                        span,
                        format!("a number is needed here, and `{}` is an amount of time", written(literal)),
                        "leave the unit out",
                    ),
                    _ => self.mismatch(span, ty, &found),
                }
            }
        }
    }

    fn code_as(&mut self, literal: &ast::Literal, span: Span, list: &CodeList) -> Option<Literal> {
        let word = match literal {
            ast::Literal::Date(_) | ast::Literal::Percent(_) | ast::Literal::Amount(_) => {
                let found = type_of(literal);
                return self.mismatch(span, &Ty::Codes(list.clone()), &found);
            }
            other => written(other),
        };
        if list.codes.contains(&word) {
            return Some(Literal::Text(word));
        }
        self.unknown_code(&word, span, list)
    }

    pub(crate) fn unknown_code<T>(&mut self, word: &str, span: Span, list: &CodeList) -> Option<T> {
        let codes: Vec<&str> = list.codes.iter().map(String::as_str).collect();
        let what = match &list.name {
            Some(name) => format!("`{word}` is not in the list `{name}`"),
            None => format!("`{word}` is not one of the values this field can have"),
        };
        let help = did_you_mean(word, codes.iter().copied()).unwrap_or_else(|| match word {
            "missing" | "empty" | "unknown" | "null" | "none" => {
                "to ask whether it is filled in say `is known` or `is not known`".to_owned()
            }
            _ => format!("it can be {}", super::either(&codes)),
        });
        self.fail(Diagnostic::error("unknown-value", span, what).help(help))
    }

    /// Two types that do not go together.
    pub(crate) fn mismatch<T>(&mut self, span: Span, wanted: &Ty, found: &Ty) -> Option<T> {
        let vocabulary = self.env.vocabulary;
        if let (Ty::Number(Some(a)), Ty::Number(Some(b)) | Ty::Amount(b)) = (wanted, found) {
            return self.refuse(
                "wrong-unit",
                span,
                format!("{} cannot be compared with {}", a.plural(), b.plural()),
                "amounts of time are never converted: count both in the same unit",
            );
        }
        let help = match (wanted, found) {
            (Ty::Day { .. }, Ty::Text) => "write a date as `5 January 2026`, without quotes",
            (Ty::Number(_), Ty::Percent) => "leave the % sign out",
            _ => wanted_help(wanted),
        };
        let wanted = wanted.words(vocabulary);
        self.fail(
            Diagnostic::error(
                "wrong-type",
                span,
                format!("{wanted} is needed here, and this is {}", found.words(vocabulary)),
            )
            .help(help),
        )
    }

    /// The written members of a set of codes, each of a type.
    pub(crate) fn members(&mut self, set: &ast::CodeSet, ty: &Ty) -> Option<Vec<Literal>> {
        match set {
            ast::CodeSet::List(name) => match self.env.list(&name.text) {
                Some(list) => Some(list.to_vec()),
                None => {
                    let names: Vec<&str> = self.env.lists.keys().map(String::as_str).collect();
                    let help = did_you_mean(&name.text, names.iter().copied())
                        .unwrap_or_else(|| format!("declare it with `list {} is (...)`", name.text));
                    self.refuse(
                        "unknown-list",
                        name.span,
                        format!("there is no list called `{}`", name.text),
                        help,
                    )
                }
            },
            ast::CodeSet::Items(items) => {
                let mut out = Some(Vec::new());
                for item in items {
                    match (self.member(item, ty), out.as_mut()) {
                        (Some(found), Some(list)) => list.extend(found),
                        _ => out = None,
                    }
                }
                out
            }
        }
    }

    fn member(&mut self, item: &ast::CodeItem, ty: &Ty) -> Option<Vec<Literal>> {
        match item {
            ast::CodeItem::One(value) => {
                // `is one of respite` in brackets: a list may be named among the codes.
                if let (ast::Literal::Word(word), Ty::Codes(_) | Ty::Text) = (&value.literal, ty) {
                    let own = matches!(ty, Ty::Codes(list) if list.codes.contains(word));
                    if let (false, Some(list)) = (own, self.env.list(word)) {
                        return Some(list.to_vec());
                    }
                }
                self.literal_as(&value.literal, value.span, ty).map(|l| vec![l])
            }
            ast::CodeItem::Range(first, last) => {
                let codes = super::codes::range(first, last);
                match codes {
                    Ok(codes) => {
                        let mut out = Vec::new();
                        for code in codes {
                            if let Ty::Codes(list) = ty
                                && !list.codes.contains(&code)
                            {
                                return self.unknown_code(&code, first.span.to(last.span), list);
                            }
                            out.push(Literal::Text(code));
                        }
                        Some(out)
                    }
                    Err(d) => self.fail(*d),
                }
            }
        }
    }
}

/// What to write where a value of a type is needed.
fn wanted_help(ty: &Ty) -> &'static str {
    match ty {
        Ty::YesNo => "say `is yes` or `is no`",
        Ty::Day { .. } => "name a date field, or write a date as `5 January 2026`",
        Ty::Number(_) => "write a number, or name a number field, `age` or `number of` some records",
        Ty::Record(_) => {
            "a record is compared with another, such as `this`; to ask for one of its fields say `role of worker is ...`"
        }
        _ => "both sides must be of the same type",
    }
}

/// The written value an expression is, if it is one.
pub(crate) fn literal_of(e: &ast::Expr) -> Option<&ast::Literal> {
    match &e.kind {
        ast::ExprKind::Literal(literal) => Some(literal),
        _ => None,
    }
}

/// The one bare word an expression is.
pub(crate) fn bare_word(e: &ast::Expr) -> Option<&ast::Name> {
    match &e.kind {
        ast::ExprKind::Path(path) => path.single(),
        _ => None,
    }
}

/// The type of a written value by itself.
pub(crate) fn type_of(literal: &ast::Literal) -> Ty {
    match literal {
        ast::Literal::Number(_) => Ty::Number(None),
        ast::Literal::Percent(_) => Ty::Percent,
        ast::Literal::Amount(a) => Ty::Amount(a.unit),
        ast::Literal::Date(_) => Ty::Day { happening: false },
        ast::Literal::YesNo(_) => Ty::YesNo,
        ast::Literal::Text(_) | ast::Literal::Code(_) | ast::Literal::Word(_) => Ty::Text,
    }
}

/// A written value as it stands in a record.
pub(crate) fn written(literal: &ast::Literal) -> String {
    match literal {
        ast::Literal::Number(n) => n.to_string(),
        ast::Literal::Percent(n) => format!("{n}%"),
        ast::Literal::Amount(a) => a.to_string(),
        ast::Literal::Date(d) => crate::calendar::to_long(*d),
        ast::Literal::YesNo(true) => "yes".to_owned(),
        ast::Literal::YesNo(false) => "no".to_owned(),
        ast::Literal::Text(t) | ast::Literal::Code(t) | ast::Literal::Word(t) => t.clone(),
    }
}

/// A found name as a value, where it is one.
pub(crate) fn as_value(found: &Found<'_>) -> Option<(Value, Ty)> {
    match found {
        Found::Field(field, ty) => Some((Value::Field(field.clone()), ty.clone())),
        Found::Link(_, frame) | Found::Record(frame) => {
            Some((Value::Field(frame.record()), Ty::Record(frame.kind)))
        }
        Found::Day(day) => Some((Value::Day(day.clone()), Ty::Day { happening: false })),
        Found::Define(..) => None,
    }
}
