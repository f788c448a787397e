//! A thing: kind, pool, participle, window, `where`, `each X once`.

use super::{Found, Frame, Resolver, View, article, did_you_mean};
use crate::lang::ast;
use crate::lang::checked::{Cond, Distinct, FieldRef, Joined, Pool, RecordDay, Thing, Window};
use crate::record::{FieldType, KindId, Shape};
use crate::text::{Diagnostic, Span};

/// What a thing stands for; it decides what may be left unsaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Evidence of a duty: its window is the duty's timing.
    Evidence,
    /// In a condition or a count.
    Condition,
    /// `the first X`, `the last X`.
    Chosen,
    /// The records a measure or theme is about.
    Cohort,
}

impl Resolver<'_, '_> {
    /// A thing of one kind.
    pub(crate) fn thing(&mut self, t: &ast::Thing, view: &View, used: Use) -> Option<Thing> {
        let [kind] = t.kinds.as_slice() else {
            let second = t.kinds.get(1).map_or(t.span, ast::Kind::span);
            return self.refuse(
                "several-kinds",
                second,
                "several kinds can be named only after `for each` and in a measure",
                "write the condition once for each kind and join them with `or`",
            );
        };
        self.thing_of(t, kind, view, used)
    }

    /// A thing, taken as one of its kinds.
    pub(crate) fn thing_of(
        &mut self,
        t: &ast::Thing,
        kind: &ast::Kind,
        view: &View,
        used: Use,
    ) -> Option<Thing> {
        let name = match kind {
            ast::Kind::Named(name) => name,
            ast::Kind::BreachOf(name, span) => {
                return self.refuse(
                    "breach-here",
                    *span,
                    format!("the breaches of `{}` cannot be counted here", name.text),
                    "`breach of` stands after `for each`, and in a measure after `that have no`",
                );
            }
        };
        let kind = self.kind(name)?;
        // Every part is looked at, so that all faults are found in one pass.
        let inside = match used {
            Use::Cohort => View::of(Frame::it(kind)),
            _ => view.inside(kind),
        };
        let by = self.record_day(t, kind).map(|by| match by {
            // A check sees the whole of what was sent, whatever its days.
            RecordDay::Plain
                if self.check && matches!(used, Use::Condition | Use::Chosen) && t.window.is_none() =>
            {
                RecordDay::Any
            }
            by => by,
        });
        let joined = t.joined.as_ref().map(|j| self.joined(j, kind));
        let window = t.window.as_ref().map(|w| self.window(w, view));
        let condition = match &t.filter {
            Some(filter) => self.condition(filter, &inside),
            None => Some(Cond::TRUE),
        };
        let distinct = t.once.as_ref().map(|once| self.distinct(once, kind));
        let (by, condition) = (by?, condition?);
        let joined = joined.map_or(Some(None), |j| j.map(Some))?;
        let window = window.map_or(Some(None), |w| w.map(Some))?;
        let distinct = distinct.map_or(Some(None), |d| d.map(Some))?;
        if let Some(w) = &window {
            self.says_which_day(t, name, kind, by, w)?;
        }
        let (pool, condition) = match used {
            Use::Cohort => (Pool::All, condition),
            _ => self.pool(t, name, kind, view, condition)?,
        };
        Some(Thing { kind, pool, joined, by, window, condition, distinct, days: false })
    }

    /// The day a record counts by.
    pub(crate) fn record_day(&mut self, t: &ast::Thing, kind: KindId) -> Option<RecordDay> {
        match &t.participle {
            None => Some(RecordDay::Plain),
            Some(word) => self.participle(word, kind),
        }
    }

    /// `open`, `started`, `ended`, or a date field.
    pub(crate) fn participle(&mut self, word: &ast::Name, kind: KindId) -> Option<RecordDay> {
        let shape = self.shape(kind);
        let name = self.kind_name(kind);
        match (word.text.as_str(), shape) {
            ("open", Shape::Period) => return Some(RecordDay::Open),
            ("started", Shape::Period) => return Some(RecordDay::Started),
            ("ended", Shape::Period) => return Some(RecordDay::Ended),
            ("recorded", Shape::Event | Shape::Period) => return Some(RecordDay::Recorded),
            ("open" | "started" | "ended", _) => {
                let what = if shape == Shape::Event {
                    "an event: it has one day"
                } else {
                    "a subject: it has no days"
                };
                return self.refuse(
                    "wrong-participle",
                    word.span,
                    format!("{} is never `{}`", article(name), word.text),
                    format!("`{name}` is {what}; leave `{}` out", word.text),
                );
            }
            _ => {}
        }
        let declared = self.declared(kind)?;
        let found = declared.field(&word.text);
        match found.and_then(|id| Some((id, &declared.field_at(id)?.field_type))) {
            Some((id, FieldType::Date)) => Some(RecordDay::Field(id)),
            Some((_, FieldType::PlannedDate)) => self.refuse(
                "planned-date",
                word.span,
                format!(
                    "`{}` is a planned date: it says when something is meant to happen, not that it did",
                    word.text
                ),
                "name a field that is declared `as date`",
            ),
            Some(_) => self.refuse(
                "wrong-participle",
                word.span,
                format!("`{}` is no date field of `{name}`", word.text),
                format!("to ask for its value say `where {} is ...`", word.text),
            ),
            None => {
                let mut words: Vec<&str> = declared
                    .fields
                    .iter()
                    .filter(|f| f.field_type == FieldType::Date)
                    .map(|f| f.name.as_str())
                    .collect();
                if shape == Shape::Period {
                    words.extend(["open", "started", "ended"]);
                }
                words.push("recorded");
                let help = did_you_mean(&word.text, words.iter().copied())
                    .or_else(|| again_and_again(&word.text))
                    .unwrap_or_else(|| format!("after `{name}` may stand {}", super::either(&words)));
                self.refuse(
                    "unknown-participle",
                    word.span,
                    format!("`{}` is not a date field of `{name}`", word.text),
                    help,
                )
            }
        }
    }

    /// In a window a bare period is refused: nobody knows which of its days counts.
    fn says_which_day(
        &mut self,
        t: &ast::Thing,
        name: &ast::Name,
        kind: KindId,
        by: RecordDay,
        window: &Window,
    ) -> Option<()> {
        let settled = by != RecordDay::Plain
            || self.shape(kind) != Shape::Period
            || matches!(window, Window::InLastOf(..));
        if settled { Some(()) } else { self.bare_period(name, t.window.as_ref().map_or(t.span, |w| w.span)) }
    }

    /// Refuses a period that stands in a window without a participle.
    pub(crate) fn bare_period<T>(&mut self, name: &ast::Name, window: Span) -> Option<T> {
        let said = &name.text;
        self.fail(
            Diagnostic::error(
                "bare-period",
                name.span,
                format!("it is not said which day of `{said}` must lie in this time"),
            )
            .label("say started, ended or open")
            .related(window, "the time is said here")
            .help(format!(
                "`{said} started` counts by the first day, `{said} ended` by the last, `{said} open` if it was open at the close of any day of that time"
            )),
        )
    }

    /// `joined`: how pieces become one spell.
    pub(crate) fn joined(&mut self, j: &ast::Joined, kind: KindId) -> Option<Joined> {
        if self.shape(kind) != Shape::Period {
            let name = self.kind_name(kind);
            return self.refuse(
                "joined-no-period",
                j.span,
                format!(
                    "only periods can be joined, and `{name}` is {}",
                    super::kind::shape_words(self.shape(kind))
                ),
                "leave `joined` out",
            );
        }
        let same = match &j.same {
            Some(name) => Some(self.of_piece(name, kind)?),
            None => None,
        };
        let gaps = match &j.gaps {
            Some(amount) => Some(self.gap_amount(amount, "the gap that is bridged")?),
            None => None,
        };
        if j.sharing_a_day && gaps.is_some() {
            return self.refuse(
                "two-joins",
                j.span,
                "pieces that share a day leave no gap between them, so none can be allowed",
                "say `sharing a day` or `with gaps of`, whichever is meant",
            );
        }
        Some(Joined { gaps, same, sharing_day: j.sharing_a_day })
    }

    fn distinct(&mut self, once: &ast::Name, kind: KindId) -> Option<Distinct> {
        Some(Distinct { name: once.text.clone(), by: self.of_piece(once, kind)? })
    }

    /// A field, link or owner of the record itself.
    pub(crate) fn of_piece(&mut self, name: &ast::Name, kind: KindId) -> Option<FieldRef> {
        let view = View::of(Frame::it(kind));
        match self.bare(name, &view)? {
            Found::Link(_, frame) | Found::Record(frame) => Some(frame.record()),
            Found::Field(field, _) => Some(field),
            Found::Day(_) | Found::Define(..) => self.refuse(
                "not-a-field",
                name.span,
                format!("`{}` is no field of `{}`", name.text, self.kind_name(kind)),
                self.fields_help(kind),
            ),
        }
    }
}

/// What to say instead of `monthly`.
fn again_and_again(word: &str) -> Option<String> {
    let (unit, slot) = match word {
        "daily" => ("1 day", None),
        "weekly" => ("1 week", Some("week")),
        "fortnightly" => ("2 weeks", None),
        "monthly" => ("1 month", Some("month")),
        "quarterly" => ("3 months", Some("quarter")),
        "termly" => return Some("say `in each term`".to_owned()),
        "yearly" | "annually" => ("1 year", Some("year")),
        _ => return None,
    };
    let each = slot.map(|slot| format!(", or `in each {slot}` for once in each calendar {slot}"));
    Some(format!("say `every {unit}`{}", each.unwrap_or_default()))
}
