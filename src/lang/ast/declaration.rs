//! Lists, named conditions and plug-ins.

use super::{CodeItem, Cond, FieldType, Name, Text};
use crate::text::Span;

/// `list respite is (V3, V4)`, `list la-codes from "la.csv"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListDecl {
    /// The list.
    pub name: Name,
    /// Its codes.
    pub source: ListSource,
    /// The whole declaration.
    pub span: Span,
}

/// Where the codes of a list are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListSource {
    /// Written out.
    Items(Vec<CodeItem>),
    /// In a file beside the rules.
    File(Text),
}

/// `define answered of adoption is decided is not blank or ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Define {
    /// The name.
    pub name: Name,
    /// Of which kind of record.
    pub of: Name,
    /// A condition, or (as [`super::CondKind::Holds`]) a value.
    pub body: Cond,
    /// The whole declaration.
    pub span: Span,
}

/// `plugin caseload-cap (number, yes-no) as number from "caseload.rhai"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plugin {
    /// The name called.
    pub name: Name,
    /// Types of its arguments.
    pub takes: Vec<FieldType>,
    /// Type of its answer.
    pub gives: FieldType,
    /// The script.
    pub file: Text,
    /// The whole declaration.
    pub span: Span,
}
