//! The vocabulary: what records are.

use super::{CodeItem, Name, Text};
use crate::text::Span;

/// `period placement of child from "Placements" has ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDecl {
    /// Subject, event or period.
    pub shape: Shape,
    /// The kind.
    pub name: Name,
    /// Its plural, where it is not name + `s`.
    pub plural: Option<Name>,
    /// The kind it belongs to.
    pub of: Option<Name>,
    /// `like X`: has the fields of another kind.
    pub like: Option<Name>,
    /// `from "TABLE"`: the table as the return spells it.
    pub from: Option<Text>,
    /// `keyed by f`: may be linked to by that field.
    pub keyed_by: Option<Name>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The whole declaration.
    pub span: Span,
}

/// How a record stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Somebody or something; no day of its own.
    Subject,
    /// One day.
    Event,
    /// A start and maybe an end.
    Period,
}

impl Shape {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Shape::Subject => "subject",
            Shape::Event => "event",
            Shape::Period => "period",
        }
    }
}

/// `born as date from "DOB"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The field.
    pub name: Name,
    /// Its type; nothing only for `date`, `start`, `end` and `recorded`, which have one.
    pub field_type: Option<FieldType>,
    /// `from "COLUMN"`.
    pub from: Option<Text>,
    /// The whole field.
    pub span: Span,
}

/// A type and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldType {
    /// What.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// A type of a field, of an argument, or of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeKind {
    /// `date`: something that happened, unseen before its day.
    Date,
    /// `planned date`: agreed or expected, seen at once.
    PlannedDate,
    /// `yes-no`.
    YesNo,
    /// `number`.
    Number,
    /// `text`.
    Text,
    /// `one of (a, b)`.
    OneOf(Vec<CodeItem>),
    /// `one of abuse-codes`: a `list`.
    OneOfList(Name),
    /// A kind: a link to a record.
    Kind(Name),
}
