//! The vocabulary, lists, named conditions and plug-ins.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Parts};
use crate::lang::ast::{
    Define, Field, FieldType, ListDecl, ListSource, Plugin, RecordDecl, Shape, Text, TypeKind,
};

impl Build<'_> {
    pub(super) fn record(&mut self, pair: Pair<'_>) -> Built<RecordDecl> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut word = Parts::of(parts.need(Rule::shape, "subject, event or period")?);
        let shape = if word.has(Rule::k_subject) {
            Shape::Subject
        } else if word.has(Rule::k_event) {
            Shape::Event
        } else {
            Shape::Period
        };
        let name = self.named(&mut parts, "a kind")?;
        let mut word = |rule, what| parts.take(rule).map(|p| self.name_in(p, what)).transpose();
        let plural = word(Rule::plural, "a plural")?;
        let of = word(Rule::owner, "an owner")?;
        let like = word(Rule::like, "a kind")?;
        let keyed_by = word(Rule::keyed, "a key")?;
        let from = self.column(&mut parts)?;
        let fields = self.each(&mut parts, Rule::field, Build::field)?;
        Ok(RecordDecl { shape, name, plural, of, like, from, keyed_by, fields, span })
    }

    fn column(&mut self, parts: &mut Parts<'_>) -> Built<Option<Text>> {
        parts.take(Rule::from_text).map(|p| self.titled(&mut Parts::of(p), "a text")).transpose()
    }

    fn field(&mut self, pair: Pair<'_>) -> Built<Field> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "a field")?;
        let field_type = parts.take(Rule::field_type).map(|p| self.field_type(p)).transpose()?;
        let from = self.column(&mut parts)?;
        Ok(Field { name, field_type, from, span })
    }

    /// A type.
    pub(super) fn field_type(&mut self, pair: Pair<'_>) -> Built<FieldType> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let kind = if parts.has(Rule::k_planned) {
            TypeKind::PlannedDate
        } else if let Some(one_of) = parts.take(Rule::one_of) {
            let mut parts = Parts::of(one_of);
            match parts.take(Rule::code_list) {
                Some(list) => TypeKind::OneOf(self.codes(list)?),
                None => TypeKind::OneOfList(self.named(&mut parts, "a list")?),
            }
        } else {
            let name = self.named(&mut parts, "a type")?;
            match name.text.as_str() {
                "date" => TypeKind::Date,
                "yes-no" => TypeKind::YesNo,
                "number" => TypeKind::Number,
                "text" => TypeKind::Text,
                _ => TypeKind::Kind(name),
            }
        };
        Ok(FieldType { kind, span })
    }

    pub(super) fn list(&mut self, pair: Pair<'_>) -> Built<ListDecl> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "a list")?;
        let source = match parts.take(Rule::from_text) {
            Some(pair) => ListSource::File(self.titled(&mut Parts::of(pair), "a file")?),
            None => ListSource::Items(self.codes(parts.need(Rule::code_list, "codes")?)?),
        };
        Ok(ListDecl { name, source, span })
    }

    pub(super) fn define(&mut self, pair: Pair<'_>) -> Built<Define> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "a name")?;
        let of = self.name_in(parts.need(Rule::owner, "of which kind")?, "a kind")?;
        self.defining = true;
        let body = self.cond(parts.need(Rule::cond, "what it is")?);
        self.defining = false;
        Ok(Define { name, of, body: body?, span })
    }

    pub(super) fn plugin(&mut self, pair: Pair<'_>) -> Built<Plugin> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.named(&mut parts, "a name")?;
        let file = parts.need(Rule::from_text, "a file")?;
        let file = self.titled(&mut Parts::of(file), "a file")?;
        let mut types = self.each(&mut parts, Rule::field_type, Build::field_type)?;
        let gives = types.pop().ok_or(super::parts::Odd("type of the answer"))?;
        Ok(Plugin { name, takes: types, gives, file, span })
    }
}
