//! What the tree builders share: places, faults found while building, names and texts.

use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts};
use super::places::Copy;
use crate::calendar::{Unit, from_civil};
use crate::lang::ast::{BoundSide, DateText, Name, Side, Text};
use crate::lang::hints::Piece;
use crate::text::{Diagnostic, Span};

/// Builds the tree of one stretch of text.
pub(super) struct Build<'a> {
    copy: &'a Copy,
    /// Ends of the pieces that are not comments, in order: a rule's own end may hold trailing blanks.
    ends: Vec<usize>,
    /// Faults that the shape of a sentence cannot show.
    pub(super) faults: Vec<Diagnostic>,
    /// Ends of inner `where`s that took one test without brackets.
    pub(super) open_wheres: Vec<usize>,
    /// Inside a `define`, whose body may be a value.
    pub(super) defining: bool,
}

impl<'a> Build<'a> {
    /// A builder for a copy and its pieces.
    pub(super) fn new(copy: &'a Copy, pieces: &[Piece]) -> Build<'a> {
        let words = pieces.iter().filter(|p| p.kind != crate::lang::hints::PieceKind::Note);
        let ends = words.map(|p| p.end).collect();
        Build { copy, ends, faults: Vec::new(), open_wheres: Vec::new(), defining: false }
    }

    /// Where the last piece of a pair ends.
    pub(super) fn end(&self, pair: &Pair<'_>) -> usize {
        let span = pair.as_span();
        let before = self.ends.partition_point(|&end| end <= span.end());
        let last = before.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(span.end());
        last.max(span.start())
    }

    /// Where a pair stands in the text as written.
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        self.copy.span(pair.as_span().start(), self.end(pair))
    }

    /// A stretch of the text that is read, as written.
    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        self.copy.span(start, end)
    }

    pub(super) fn name(&self, pair: &Pair<'_>) -> Name {
        Name { text: pair.as_str().trim_end().to_owned(), span: self.span(pair) }
    }

    /// The `name` of a rule.
    pub(super) fn named(&self, parts: &mut Parts<'_>, what: &'static str) -> Built<Name> {
        parts.need(Rule::name, what).map(|pair| self.name(&pair))
    }

    /// The `name` of a rule that has nothing else of interest.
    pub(super) fn name_in(&self, pair: Pair<'_>, what: &'static str) -> Built<Name> {
        self.named(&mut Parts::of(pair), what)
    }

    pub(super) fn text(&self, pair: &Pair<'_>) -> Text {
        Text { text: pair.as_str().trim_end().trim_matches('"').to_owned(), span: self.span(pair) }
    }

    /// The `text` of a rule.
    pub(super) fn titled(&self, parts: &mut Parts<'_>, what: &'static str) -> Built<Text> {
        parts.need(Rule::text, what).map(|pair| self.text(&pair))
    }

    pub(super) fn date(&mut self, pair: Pair<'_>) -> Built<DateText> {
        let (span, said) = (self.span(&pair), pair.as_str().trim_end().to_owned());
        let mut parts = Parts::of(pair);
        let number = |p: Pair<'_>| p.as_str().trim_end().parse::<u32>().ok();
        let day = number(parts.need(Rule::day_number, "day of a date")?);
        let month = parts.need(Rule::month_name, "month of a date")?;
        let year = number(parts.need(Rule::year_number, "year of a date")?);
        let month = crate::calendar::month_named(month.as_str().trim_end());
        let (Some(day), Some(month), Some(year)) = (day, month, year) else { return Err(Odd("a date")) };
        if let Some(day) = from_civil(year as i32, month, day) {
            return Ok(DateText { day, span });
        }
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        self.fault(
            Diagnostic::error("no-such-day", span, format!("there is no `{said}`"))
                .help("check the number of days in that month"),
        );
        Ok(DateText { day: 0, span })
    }

    /// The `date` of a rule.
    pub(super) fn dated(&mut self, parts: &mut Parts<'_>, what: &'static str) -> Built<DateText> {
        let pair = parts.need(Rule::date, what)?;
        self.date(pair)
    }

    pub(super) fn whole(&mut self, pair: &Pair<'_>) -> u32 {
        let digits = pair.as_str().trim_end();
        digits.parse().unwrap_or_else(|_| {
            self.too_long(pair);
            0
        })
    }

    /// Says that a number has too many digits.
    pub(super) fn too_long(&mut self, pair: &Pair<'_>) {
        let span = self.span(pair);
        let said = Diagnostic::error("number-too-long", span, "this number has too many digits");
        self.fault(said.help("use a number of at most 9 digits"));
    }

    pub(super) fn unit(&self, pair: Pair<'_>) -> Built<Unit> {
        let mut parts = Parts::of(pair);
        let calendar = parts.take_any(&[Rule::k_working, Rule::k_school]).map(|p| p.as_rule());
        let word = parts.need_any(&[Rule::k_day, Rule::k_week, Rule::k_month, Rule::k_year], "a unit")?;
        Ok(match (calendar, word.as_rule()) {
            (Some(Rule::k_working), _) => Unit::WorkingDays,
            (Some(_), _) => Unit::SchoolDays,
            (None, Rule::k_week) => Unit::Weeks,
            (None, Rule::k_month) => Unit::Months,
            (None, Rule::k_year) => Unit::Years,
            (None, _) => Unit::Days,
        })
    }

    pub(super) fn side(&self, parts: &mut Parts<'_>) -> Built<Side> {
        let mut side = Parts::of(parts.need(Rule::side, "before or after")?);
        Ok(if side.has(Rule::k_before) { Side::Before } else { Side::After })
    }

    /// `at most` or `at least`, by which word is there.
    pub(super) fn bound_side(&self, parts: &mut Parts<'_>) -> BoundSide {
        if parts.has(Rule::k_most) { BoundSide::AtMost } else { BoundSide::AtLeast }
    }

    pub(super) fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }
}
