//! Things in words.

use super::Phrase;
use crate::lang::checked::{Pool, RecordDay, Thing, Window};

impl Phrase<'_> {
    /// `visit where child-seen is yes`, without article.
    pub(in super::super) fn thing(&self, t: &Thing) -> String {
        self.several(t, false)
    }

    /// `visits where child-seen is yes`, or one of them.
    pub(in super::super) fn several(&self, t: &Thing, many: bool) -> String {
        let joined = if t.joined.is_some() { "joined " } else { "" };
        let days = if t.days { "days of " } else { "" };
        let kind = if many || t.days { self.plural(t.kind) } else { self.kind(t.kind) };
        let mut out = format!("{days}{joined}{kind}");
        if let Some(word) = self.participle(t) {
            out.push_str(&format!(" {word}"));
        }
        if let Some(window) = &t.window {
            out.push_str(&format!(" {}", self.window(window)));
        }
        if !t.condition.is_true() {
            out.push_str(&format!(" where {}", self.condition(&t.condition)));
        }
        if let Some(distinct) = &t.distinct {
            out.push_str(&format!(", each {} once", distinct.name.replace('-', " ")));
        }
        out
    }

    /// `authorised`, `open`, `recorded`; nothing for the plain day.
    pub(in super::super) fn participle(&self, t: &Thing) -> Option<String> {
        match t.by {
            RecordDay::Plain | RecordDay::Any => None,
            RecordDay::Started => Some("started".to_owned()),
            RecordDay::Ended => Some("ended".to_owned()),
            RecordDay::Open => Some("open".to_owned()),
            RecordDay::Recorded => Some("recorded".to_owned()),
            RecordDay::Field(f) => Some(self.field_name(t.kind, f).replace('-', " ")),
        }
    }

    /// Whether the evidence is a date of the subject itself: `must be authorised`.
    pub(in super::super) fn is_itself(&self, t: &Thing) -> bool {
        t.pool == Pool::Itself
    }

    /// The days a thing is looked for on.
    pub(in super::super) fn window(&self, w: &Window) -> String {
        match w {
            Window::InLast(a) => format!("in the last {}", self.amount(a)),
            Window::InLastOf(n, things) => format!("in the last {n} {}", self.several(things, *n != 1)),
            Window::Before(a, d) => format!("in the {} before {}", self.amount(a), self.day(d)),
            Window::After(a, d) => format!("in the {} after {}", self.amount(a), self.day(d)),
            Window::Between(a, b) => format!("between {} and {}", self.day(a), self.day(b)),
            Window::BeforeDay(d) => format!("before {}", self.day(d)),
            Window::AfterDay(d) => format!("after {}", self.day(d)),
            Window::OnDay(d) => format!("on {}", self.day(d)),
            Window::During => format!("during the {}", self.kind(self.standard.scope.kind)),
            Window::InSlot(name) => format!("in the {name}"),
            Window::InAny(a) => format!("in any {}", self.amount(a)),
        }
    }
}
