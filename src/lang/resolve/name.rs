//! A bare name: the record's own field first, then that of its nearest owner, then a kind on the way.

use super::{Frame, Resolver, Ty, View, did_you_mean};
use crate::lang::ast;
use crate::lang::checked::{DayExpr, FieldRef, Leaf, Step, ValueType};
use crate::record::{FieldType, KindId, Shape};
use crate::text::Diagnostic;

/// What a name or path turned out to be.
#[derive(Debug, Clone)]
pub(crate) enum Found<'a> {
    /// A field, a start or an end.
    Field(FieldRef, Ty),
    /// A link: the field, and the record it leads to.
    Link(FieldRef, Frame),
    /// A record.
    Record(Frame),
    /// A day with a name of its own: `as-at`, `birthday`.
    Day(DayExpr),
    /// A named condition or value, of this record.
    Define(Frame, &'a ast::Define),
}

/// Names every place understands.
pub(crate) const FIXED: [&str; 3] = ["this", "as-at", "birthday"];

/// Numbers as they are often written, from 0.
#[rustfmt::skip]
const NUMBERS: [&str; 21] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];

impl<'a> Resolver<'a, '_> {
    /// What a name means for a record, looking at its owners too. Nothing is reported.
    pub(crate) fn lookup(&self, frame: &Frame, name: &str) -> Option<Found<'a>> {
        let chain = self.chain(frame);
        for at in &chain {
            if let Some(found) = self.lookup_own(at, name) {
                return Some(found);
            }
        }
        let named = self.env.vocabulary.kind_named(name)?;
        chain.into_iter().find(|at| at.kind == named).map(Found::Record)
    }

    /// The record and its owners, nearest first.
    pub(crate) fn chain(&self, frame: &Frame) -> Vec<Frame> {
        let mut out = vec![frame.clone()];
        let mut at = frame.clone();
        for owner in self.env.vocabulary.owners(frame.kind) {
            at = at.step(Step::Owner, owner);
            out.push(at.clone());
        }
        out
    }

    /// What a name means for that very record.
    fn lookup_own(&self, at: &Frame, name: &str) -> Option<Found<'a>> {
        let kind = self.env.vocabulary.kind(at.kind)?;
        let day =
            |leaf| Some(Found::Field(at.read(leaf, ValueType::HappeningDay), Ty::Day { happening: true }));
        match (name, kind.shape) {
            ("date" | "start", _) if at.breach => return day(Leaf::Start),
            ("date", Shape::Event) | ("start", Shape::Period) => return day(Leaf::Start),
            ("end", Shape::Period) if !at.breach => return day(Leaf::End),
            ("recorded", Shape::Event | Shape::Period) if !at.breach => return day(Leaf::Recorded),
            _ => {}
        }
        if let Some(id) = kind.field(name) {
            let field = kind.field_at(id)?;
            let ty = Ty::of_field(&field.field_type);
            let read = at.read(Leaf::Field(id), ty.value_type());
            return Some(match field.field_type {
                FieldType::Link(to) => Found::Link(read, at.step(Step::Link(id), to)),
                _ => Found::Field(read, ty),
            });
        }
        let define = self.env.define(at.kind, name)?;
        // The map outlives the resolver.
        Some(Found::Define(at.clone(), define))
    }

    /// A bare name at a place; a fault where it means nothing.
    pub(crate) fn bare(&mut self, name: &ast::Name, view: &View) -> Option<Found<'a>> {
        if let Some(found) = self.bare_quietly(name, view) {
            return Some(found);
        }
        self.unknown_name(name, view)
    }

    /// A bare name at a place, without a fault.
    pub(crate) fn bare_quietly(&self, name: &ast::Name, view: &View) -> Option<Found<'a>> {
        match name.text.as_str() {
            "as-at" => return Some(Found::Day(DayExpr::AsAt)),
            "this" => return view.rule().cloned().map(Found::Record),
            _ => {}
        }
        if let Some(found) = view.own.as_ref().and_then(|own| self.lookup(own, &name.text)) {
            return Some(found);
        }
        if name.text == "birthday" && view.own.as_ref().is_some_and(|own| self.born_of(own.kind).is_some()) {
            return Some(Found::Day(DayExpr::Birthday));
        }
        // Inside the `where` of another record, the rule's own kind may be said by its name.
        let this = view.this.as_ref()?;
        let kind = self.env.vocabulary.kind_named(&name.text)?;
        self.chain(this).into_iter().find(|at| at.kind == kind).map(Found::Record)
    }

    /// The kind, among a kind and its owners, that has a date of birth.
    pub(crate) fn born_of(&self, kind: KindId) -> Option<KindId> {
        self.env.vocabulary.born_of(kind).map(|born| born.0)
    }

    fn unknown_name<T>(&mut self, name: &ast::Name, view: &View) -> Option<T> {
        let word = name.text.as_str();
        let Some(own) = view.own.clone() else {
            return self.refuse(
                "unknown-name",
                name.span,
                format!("`{word}` means nothing here: no record is spoken of yet"),
                "only a date or `as-at` can stand here",
            );
        };
        let kind = self.kind_name(own.kind);
        if let (Some(shape), "start" | "end" | "date") = (self.declared(own.kind).map(|k| k.shape), word) {
            let (message, help) = match shape {
                Shape::Event => {
                    (format!("`{kind}` is an event: it has one day"), "say `the date`".to_owned())
                }
                Shape::Period => (
                    format!("`{kind}` is a period: it has no date of its own"),
                    "say `the start` or `the end`".to_owned(),
                ),
                Shape::Subject => (
                    format!("`{kind}` is a subject: it has no start and no end"),
                    format!("use a kind that has days, such as a period of the {kind}"),
                ),
            };
            return self.refuse("wrong-day", name.span, message, help);
        }
        let of_this = view.this.as_ref().and_then(|this| self.lookup(this, word)).is_some();
        let help = if of_this {
            let this = view.this.as_ref().map_or("", |t| self.kind_name(t.kind));
            format!(
                "inside this `where` a bare name belongs to the {kind}; for the {this} the rule is about say `{word} of this`"
            )
        } else if self.settings.iter().any(|s| s.name == word) {
            format!("`{word}` is a setting: it can stand where a number or an amount of time is needed")
        } else if let Some(n) = NUMBERS.iter().position(|n| *n == word) {
            format!("write numbers in figures: `{n}`")
        } else {
            let near = did_you_mean(word, self.names_of(&own).iter().map(String::as_str));
            near.unwrap_or_else(|| self.fields_help(own.kind))
        };
        self.fail(
            Diagnostic::error(
                "unknown-field",
                name.span,
                format!("{} has no field called `{word}`", super::article(kind)),
            )
            .help(help),
        )
    }

    /// Everything a bare name could be for a record.
    pub(crate) fn names_of(&self, frame: &Frame) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for at in self.chain(frame) {
            let Some(kind) = self.env.vocabulary.kind(at.kind) else { continue };
            out.extend(kind.fields.iter().map(|f| f.name.clone()));
            out.extend(self.env.defines.keys().filter(|k| k.0 == at.kind).map(|k| k.1.clone()));
            out.push(kind.name.clone());
            match kind.shape {
                Shape::Event => out.extend(["date".to_owned(), "recorded".to_owned()]),
                Shape::Period => out.extend(["start", "end", "recorded"].map(str::to_owned)),
                Shape::Subject => {}
            }
        }
        out.extend(FIXED.map(str::to_owned));
        out
    }

    /// Lists the fields of a kind, for help.
    pub(crate) fn fields_help(&self, kind: KindId) -> String {
        let Some(declared) = self.env.vocabulary.kind(kind) else { return String::new() };
        let names: Vec<&str> = declared.fields.iter().map(|f| f.name.as_str()).collect();
        let owner = declared.owner.map(|o| self.kind_name(o));
        let of_owner = owner.map(|o| format!("; it may also use the fields of its {o}")).unwrap_or_default();
        match names.as_slice() {
            [] => format!("the vocabulary gives `{}` no fields of its own{of_owner}", declared.name),
            _ => format!("its fields are {}{of_owner}", super::either(&names).replace(" or ", " and ")),
        }
    }
}
