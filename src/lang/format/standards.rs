//! Standards, checks and the lines above `for each`.

use super::duties::Place;
use super::words::{CLAUSE, ENTRY, NEVER, PART, Words};
use super::writer::Writer;
use crate::lang::ast::{
    Agreement, Header, Name, Relief, ReliefAsked, ReliefWord, Scope, Setting, Standard, StandardKind, Text,
};
use crate::text::Span;

impl Writer<'_> {
    pub(super) fn standard(&mut self, standard: &Standard) {
        let word = if standard.kind == StandardKind::Check { "check" } else { "standard" };
        self.title(word, standard.span, &standard.id, &standard.title);
        self.header(&standard.header);
        self.scope(&standard.scope);
        let mut must = Words::at(standard.duty.span);
        must.say("must");
        if matches!(standard.duty.form, crate::lang::ast::DutyForm::Be(_)) {
            must.say("be");
        }
        self.duty(must, &standard.duty, Place { indent: 2, hang: 6, sentence: true });
        for agreement in &standard.agreements {
            self.agreement(agreement);
        }
        for relief in &standard.reliefs {
            self.relief(relief);
        }
        for example in &standard.examples {
            self.example(example);
        }
    }

    /// `standard id "title"`: never broken, however long the title.
    pub(super) fn title(&mut self, word: &str, span: Span, id: &Name, title: &Text) {
        let mut words = Words::at(span);
        words.say(word).may_break(NEVER).name(id).may_break(NEVER).text(title);
        self.clause(0, 4, &words);
    }

    pub(super) fn header(&mut self, header: &Header) {
        if let Some(first) = header.sources.first() {
            let mut words = Words::at(first.span);
            words.say("source").commas(&header.sources, |w, text| {
                w.text(text);
            });
            self.clause(2, 4, &words);
        }
        if let Some(force) = &header.in_force {
            let mut words = Words::at(force.span);
            words.say("in force");
            if let Some(from) = &force.from {
                words.say("from").date(from);
            }
            if let Some(until) = &force.until {
                words.say("until").date(until);
            }
            self.clause(2, 4, &words);
        }
        if let Some(severity) = &header.severity {
            let mut words = Words::at(severity.span);
            words.say("severity").name(severity);
            self.clause(2, 4, &words);
        }
        if let Some((amount, span)) = &header.warn {
            let mut words = Words::at(*span);
            words.say(format!("warn {amount} before"));
            self.clause(2, 4, &words);
        }
        for setting in &header.settings {
            self.setting(setting);
        }
    }

    fn setting(&mut self, setting: &Setting) {
        let mut words = Words::at(setting.span);
        words.say("setting").name(&setting.name).say("is");
        if setting.open {
            words.say("set by each authority").tight(",").say("in examples");
        }
        words.commas(&setting.values, |w, dated| {
            w.value(&dated.value);
            if let Some(from) = &dated.from {
                w.say("from").date(from);
            }
        });
        words.bounds(&setting.bounds);
        self.clause(2, 4, &words);
    }

    pub(super) fn scope(&mut self, scope: &Scope) {
        let mut words = Words::at(scope.span);
        words.say("for each").cohort(&scope.thing);
        if let Some(condition) = &scope.during {
            words.may_break(CLAUSE).say("while").cond(condition, PART + 1, false);
        }
        self.clause(2, 6, &words);
    }

    fn agreement(&mut self, agreement: &Agreement) {
        let mut words = Words::at(agreement.span);
        words.say("agreement on").name(&agreement.setting).bounds(&agreement.bounds);
        if let Some(role) = &agreement.approved_by {
            words.tight(",").may_break(ENTRY).say("approved by").name(role);
        }
        self.clause(2, 4, &words);
    }

    fn relief(&mut self, relief: &Relief) {
        let mut words = Words::at(relief.span);
        words.say(if relief.word == ReliefWord::Except { "except" } else { "excused" });
        words.say(if relief.asked == ReliefAsked::Where { "where" } else { "while" });
        words.cond(&relief.condition, PART + 1, false);
        if let Some(because) = &relief.because {
            words.mark(because.span).may_break(CLAUSE).say(format!("because \"{}\"", because.text));
        }
        self.clause(2, 6, &words);
    }
}
