//! Exceptions and excuses.

use super::subject::Subject;
use crate::lang::ast;
use crate::lang::checked::{Cond, Relief, ReliefKind, State, walk};
use crate::lang::resolve::Resolver;
use crate::text::Diagnostic;

impl Resolver<'_, '_> {
    /// One relief.
    pub(crate) fn relief(&mut self, r: &ast::Relief, s: &Subject) -> Option<Relief> {
        let condition = self.condition(&r.condition, &s.view.plain())?;
        let kind = match (r.word, r.asked) {
            (ast::ReliefWord::Except, ast::ReliefAsked::Where) => ReliefKind::ExceptWhere,
            (ast::ReliefWord::Except, ast::ReliefAsked::While) => ReliefKind::ExceptWhile,
            (ast::ReliefWord::Excused, ast::ReliefAsked::Where) => ReliefKind::ExcusedWhere,
            (ast::ReliefWord::Excused, ast::ReliefAsked::While) => ReliefKind::ExcusedWhile,
        };
        let mut found = NotKnown(false);
        walk::condition(&condition, &mut found);
        if found.0 {
            let word = if r.word == ast::ReliefWord::Except { "exception" } else { "excuse" };
            self.out.push(
                Diagnostic::warning(
                    "relief-for-a-blank",
                    r.condition.span,
                    format!("this {word} is given where something is not known"),
                )
                .help("leaving a field empty would then take a child out of the figures: ask for what must be shown instead"),
            );
        }
        let because = r.because.as_ref().map(|t| t.text.clone());
        Some(Relief { kind, condition, because, span: r.span })
    }
}

struct NotKnown(bool);

impl walk::Parts for NotKnown {
    fn condition(&mut self, c: &Cond) {
        self.0 |= match c {
            Cond::Is(_, State::Blank) => true,
            Cond::Not(inner) => matches!(**inner, Cond::Is(_, State::Known)),
            _ => false,
        };
    }
}
