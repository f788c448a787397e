//! Standards, settings, reliefs, agreements and the set they make.

use super::{Cond, Duty, Example, Literal, Measure, Theme, Until, ValueType};
use crate::calendar::{Amount, Day};
use crate::plugin::BuiltIn;
use crate::record::{KindId, Vocabulary};
use crate::text::Span;
use std::sync::Arc;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Of a check: the return is refused.
    Error,
    /// A child may be at risk now.
    Critical,
    /// High.
    High,
    /// Medium: what is taken when a standard does not say.
    Medium,
    /// Low.
    Low,
    /// Of a check: somebody should look.
    Query,
}

impl Severity {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Critical => "critical",
            Severity::High => "high",
            Severity::Medium => "medium",
            Severity::Low => "low",
            Severity::Query => "query",
        }
    }
}

/// A value of a setting from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SettingValue {
    /// An amount of time.
    Amount(Amount),
    /// A number.
    Number(f64),
}

/// A bound of a setting or an agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// `at most`, not `at least`.
    pub at_most: bool,
    /// The value.
    pub value: SettingValue,
}

/// A named, bounded setting with its value over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// (from, value), from [`crate::calendar::ALWAYS`] on, in order.
    pub values: Vec<(Day, SettingValue)>,
    /// Bounds.
    pub bounds: Vec<Bound>,
    /// Whether an authority must set it, and none has: the value is for the examples only.
    pub open: bool,
    /// Who set the value: `None` for the standard itself, else the authority file's name.
    pub set_by: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// `agreement on X`: which setting a per-child agreement may vary.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementRule {
    /// The setting, by place.
    pub setting: usize,
    /// Its bounds (required).
    pub bounds: Vec<Bound>,
    /// Who must approve.
    pub approved_by: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// Which of the four reliefs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReliefKind {
    /// `except where`: asked once on the first day; out of the denominator.
    ExceptWhere,
    /// `except while`: the days on which it holds are cut out.
    ExceptWhile,
    /// `excused where`: asked once on the first day; exempt and shown.
    ExcusedWhere,
    /// `excused while`: exempt when the due day lies in it.
    ExcusedWhile,
}

/// An exception or excuse.
#[derive(Debug, Clone, PartialEq)]
pub struct Relief {
    /// Which.
    pub kind: ReliefKind,
    /// When.
    pub condition: Cond,
    /// `because "..."`.
    pub because: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// `joined`: pieces merged into one spell.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// `with gaps of at most A`.
    pub gaps: Option<Amount>,
    /// `with the same f`, read of the piece.
    pub same: Option<super::FieldRef>,
    /// `sharing a day`: only a same-day hand-over joins.
    pub sharing_day: bool,
}

/// For each what. A standard over several kinds is checked into one standard for each kind (`part`).
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// The kind of the subject; for a breach the kind of that standard's own subject.
    pub kind: KindId,
    /// `breach of S`: the id of that standard. The subject is an event of the same child on the breach day.
    pub breach_of: Option<String>,
    /// `joined`.
    pub joined: Option<Joined>,
    /// `where`, asked once on the first day.
    pub condition: Cond,
    /// `while`.
    pub during: Option<Cond>,
}

/// A checked standard (or check): one version, one kind of subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// The id; versions and parts share it.
    pub id: String,
    /// 1, 2 ... among the versions of the id, in order of their days.
    pub version: u32,
    /// 0, 1 ... among the kinds of `for each A or B`.
    pub part: u32,
    /// A check (`severity error/query`), judged once on the whole of what was sent.
    pub check: bool,
    /// What it asks, in words.
    pub title: String,
    /// Law, guidance or procedure: the name and any quoted words.
    pub sources: Vec<String>,
    /// Severity.
    pub severity: Severity,
    /// `warn A before`.
    pub warn: Option<Amount>,
    /// First day in force; [`crate::calendar::ALWAYS`] when not said.
    pub from: Day,
    /// Last day in force; [`crate::calendar::NEVER`] when not said.
    pub until_day: Day,
    /// Settings.
    pub settings: Vec<Setting>,
    /// For each what.
    pub scope: Scope,
    /// What must be.
    pub duty: Duty,
    /// Until when, where it is not the subject's end.
    pub until: Option<Until>,
    /// Which settings agreements may vary.
    pub agreements: Vec<AgreementRule>,
    /// Exceptions and excuses.
    pub reliefs: Vec<Relief>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// The whole standard in its file.
    pub span: Span,
    /// `for each ...`, to the end of its conditions.
    pub scope_span: Span,
    /// The clause that says the duty (for "cin.care line 11").
    pub duty_span: Span,
}

impl Standard {
    /// Whether it and another are versions of one standard about one kind: versions may name their kinds in another
    /// order, or other kinds.
    pub fn is_version_of(&self, other: &Standard) -> bool {
        let (a, b) = (&self.scope, &other.scope);
        self.id == other.id && a.kind == b.kind && a.breach_of == b.breach_of
    }

    /// A standard that asks nothing: what worked cases and tests start from.
    pub fn empty() -> Standard {
        Standard {
            id: String::new(),
            version: 1,
            part: 0,
            check: false,
            title: String::new(),
            sources: Vec::new(),
            severity: Severity::Medium,
            warn: None,
            from: crate::calendar::ALWAYS,
            until_day: crate::calendar::NEVER,
            settings: Vec::new(),
            scope: Scope {
                kind: KindId(0),
                breach_of: None,
                joined: None,
                condition: Cond::TRUE,
                during: None,
            },
            duty: Duty::Satisfy(Cond::TRUE),
            until: None,
            agreements: Vec::new(),
            reliefs: Vec::new(),
            examples: Vec::new(),
            span: Span::default(),
            scope_span: Span::default(),
            duty_span: Span::default(),
        }
    }
}

/// Constants beside a plug-in that an authority can change: a TOML file, given to the script as its last argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluginTable {
    /// The TOML file.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// The typed signature of a plug-in. Built-in functions (`length`, `looks-like`) stand after the plug-ins, without a
/// file.
#[derive(Debug, Clone, PartialEq)]
pub struct PluginSignature {
    /// The name called.
    pub name: String,
    /// Argument types.
    pub takes: Vec<ValueType>,
    /// Result type.
    pub gives: ValueType,
    /// Which of the built-in functions, when it is one.
    pub built_in: Option<BuiltIn>,
    /// The rhai file.
    pub file: String,
    /// Its text.
    pub script: String,
    /// The table beside it (`points.toml` beside `points.rhai`), when there is one.
    pub table: Option<PluginTable>,
    /// Where it is declared.
    pub span: Span,
}

/// A named condition or value of a kind, kept for the reference page (its uses are already replaced).
#[derive(Debug, Clone, PartialEq)]
pub struct Define {
    /// The name.
    pub name: String,
    /// Of which kind.
    pub kind: KindId,
    /// What it says, as written.
    pub words: String,
}

/// Everything that was checked together.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// What records are.
    pub vocabulary: Arc<Vocabulary>,
    /// Standards, in order of id, version, part.
    pub standards: Vec<Standard>,
    /// Measures, in order of id.
    pub measures: Vec<Measure>,
    /// Themes, in order of id.
    pub themes: Vec<Theme>,
    /// Plug-ins.
    pub plugins: Vec<PluginSignature>,
    /// Named conditions.
    pub defines: Vec<Define>,
    /// Named constants that explanations quote.
    pub lists: Vec<(String, Vec<Literal>)>,
}
