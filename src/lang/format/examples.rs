//! Examples and themes.

use super::words::{ENTRY, PART, Words};
use super::writer::Writer;
use crate::lang::ast::{
    Example, Expectation, Expected, ExpectedVerdict, Fact, FactKind, FactTime, Preposition, Theme,
};

impl Writer<'_> {
    pub(super) fn example(&mut self, example: &Example) {
        let mut words = Words::at(example.span);
        words.say(format!("example \"{}\"", example.title.text));
        self.clause(2, 4, &words);
        for fact in &example.facts {
            self.fact(fact);
        }
        for expectation in &example.expectations {
            self.expectation(expectation);
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let mut words = Words::at(fact.span);
        words.say("given");
        match &fact.kind {
            FactKind::Record(kind) => words.name(kind),
            FactKind::Agreement(_) => words.say("agreement"),
        };
        if let Some(name) = &fact.name {
            words.name(name);
        }
        if let Some(of) = &fact.of {
            words.say("of").name(of);
        }
        match &fact.time {
            FactTime::None => {}
            FactTime::On(day) => {
                words.say("on").date(day);
            }
            FactTime::Between(from, to) => {
                for (word, day) in [("from", from), ("to", to)] {
                    if let Some(day) = day {
                        words.say(word).date(day);
                    }
                }
            }
        }
        if !fact.fields.is_empty() {
            words.may_break(PART).say("with").commas(&fact.fields, |w, (name, value)| {
                w.name(name).may_break(ENTRY + 1).value(value);
            });
        }
        self.clause(4, 8, &words);
    }

    fn expectation(&mut self, expectation: &Expectation) {
        let mut words = Words::at(expectation.span);
        words.say("as at").date(&expectation.as_at).say(if expectation.only {
            "expect only"
        } else {
            "expect"
        });
        match &expectation.expected {
            Expected::Nothing => words.say("no cases"),
            Expected::Value(value) => words.value(value),
            Expected::Verdicts(list) => words.commas(list, verdict),
        };
        self.clause(4, 8, &words);
    }

    pub(super) fn theme(&mut self, theme: &Theme) {
        self.title("theme", theme.span, &theme.id, &theme.title);
        self.header(&theme.header);
        self.scope(&theme.scope);
        if let Some(sample) = &theme.sample {
            let mut words = Words::at(sample.span);
            words.say(format!("sample {}", sample.count));
            if !sample.by.is_empty() {
                words.say("by").by(&sample.by);
            }
            self.clause(2, 4, &words);
        }
        if let Some(first) = theme.standards.first() {
            let mut words = Words::at(first.span);
            words.say("check").commas(&theme.standards, |w, name| {
                w.name(name);
            });
            self.clause(2, 4, &words);
        }
        for question in &theme.questions {
            let mut words = Words::at(question.span);
            words.say("ask").name(&question.id).text(&question.words);
            words.may_break(PART).say("as").field_type(&question.answer);
            self.clause(2, 4, &words);
        }
    }
}

fn verdict(words: &mut Words, expected: &ExpectedVerdict) {
    words.mark(expected.span).say(expected.verdict.words());
    if let Some((preposition, day)) = &expected.day {
        words.say(match preposition {
            Preposition::On => "on",
            Preposition::By => "by",
            Preposition::From => "from",
        });
        words.date(day);
    }
}
