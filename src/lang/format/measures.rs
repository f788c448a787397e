//! Measures.

use super::choices::figure;
use super::duties::{Place, evidence};
use super::open;
use super::words::{CLAUSE, ENTRY, PART, Words};
use super::writer::Writer;
use crate::lang::ast::{
    By, Cohort, Colour, DutyForm, Judged, Judgement, Measure, Shows, Stat, StatKind, Target, That, Thing,
    TimeWord,
};

impl Words {
    /// A thing of a scope, a cohort or a theme: its `where` is a whole condition.
    pub(super) fn cohort(&mut self, thing: &Thing) -> &mut Words {
        let once = thing.once.is_some();
        let late = thing.filter.is_some() && thing.window.as_deref().is_some_and(open::window);
        self.thing_head(thing);
        if let Some(window) = thing.window.as_deref().filter(|_| !late) {
            self.window(window, PART + 1, thing.filter.is_some());
        }
        if let Some(filter) = &thing.filter {
            self.outer_where(filter, PART, once || late);
        }
        if let Some(window) = thing.window.as_deref().filter(|_| late) {
            self.window(window, PART + 1, false);
        }
        self.once(thing)
    }

    fn counted(&mut self, cohort: &Cohort) -> &mut Words {
        match cohort {
            Cohort::Judged(judged) => self.judged(judged),
            Cohort::Things(weight, thing) => {
                if let Some(weight) = weight {
                    self.name(weight).say("of");
                }
                self.cohort(thing)
            }
        }
    }

    fn judged(&mut self, judged: &Judged) -> &mut Words {
        self.mark(judged.span).say("cases of").name(&judged.standard);
        self.say(match judged.which {
            TimeWord::Due => "due",
            TimeWord::Done => "done",
            TimeWord::Opened => "opened",
            TimeWord::Open => "open",
        });
        let late = judged.filter.is_some() && judged.window.as_ref().is_some_and(open::window);
        if let Some(window) = judged.window.as_ref().filter(|_| !late) {
            self.window(window, PART + 1, judged.filter.is_some());
        }
        if let Some(filter) = &judged.filter {
            self.outer_where(filter, PART, late);
        }
        match judged.window.as_ref().filter(|_| late) {
            Some(window) => self.window(window, PART + 1, false),
            None => self,
        }
    }

    fn judgement(&mut self, judgement: &Judgement) -> &mut Words {
        self.mark(judgement.span).say(if judgement.not { "are not" } else { "are" });
        if judgement.in_time {
            return self.say("in time");
        }
        if let Some(by) = &judgement.by {
            self.say("met by");
            evidence(self, by, by.thing.window.as_deref(), false);
            return self;
        }
        for (i, verdict) in judgement.verdicts.iter().enumerate() {
            self.say(if i > 0 { format!("or {}", verdict.words()) } else { verdict.words().to_owned() });
        }
        self
    }

    /// `team, age in bands from (0, 5)`.
    pub(super) fn by(&mut self, by: &[By]) -> &mut Words {
        self.commas(by, |w, item| {
            w.expr(&item.what, ENTRY, !item.bands.is_empty());
            if !item.bands.is_empty() {
                w.say("in bands from").open().commas(&item.bands, |w, value| {
                    w.value(value);
                });
                w.tight(")");
            }
        })
    }
}

impl Writer<'_> {
    pub(super) fn measure(&mut self, measure: &Measure) {
        self.title("measure", measure.span, &measure.id, &measure.title);
        self.header(&measure.header);
        self.shows(&measure.shows);
        if let Some(first) = measure.by.first() {
            let mut words = Words::at(first.span);
            words.say("by").by(&measure.by);
            self.clause(2, 4, &words);
        }
        if let Some((amount, span)) = &measure.over {
            let mut words = Words::at(*span);
            words.say(format!("over {amount}"));
            self.clause(2, 4, &words);
        }
        if let Some((places, span)) = &measure.decimals {
            let mut words = Words::at(*span);
            words.say(format!("shown to {places} decimal {}", if *places == 1 { "place" } else { "places" }));
            self.clause(2, 4, &words);
        }
        for target in &measure.targets {
            self.target(target);
        }
        if let Some(first) = measure.compare.first() {
            let mut words = Words::at(first.name.span);
            words.say("compare").commas(&measure.compare, |w, comparator| {
                w.text(&comparator.name).may_break(ENTRY + 1).value(&comparator.value);
            });
            self.clause(2, 4, &words);
        }
        for example in &measure.examples {
            self.example(example);
        }
    }

    pub(super) fn shows(&mut self, shows: &Shows) {
        let mut words = Words::default();
        match shows {
            Shows::Percentage(cohort, that) => {
                words.say("percentage of").counted(cohort).may_break(CLAUSE).say("that");
                return self.that(words, that);
            }
            Shows::Number(cohort) => words.say("number of").counted(cohort),
            Shows::Share(cohort) => words.say("share of").counted(cohort),
            Shows::Rate { of, per, population } => {
                words.say("rate of").counted(of).may_break(CLAUSE).say(format!("per {}", thousands(*per)));
                words.name(population)
            }
            Shows::Stat(stat) => return self.stat(stat),
            Shows::Moves(field, thing) => {
                words.say("moves of").name(field).may_break(CLAUSE).say("for each").cohort(thing)
            }
        };
        self.clause(2, 4, &begun(words));
    }

    fn that(&mut self, mut words: Words, that: &That) {
        match that {
            That::Are(judgement) => {
                words.judgement(judgement);
                self.clause(2, 4, &begun(words));
            }
            That::Duty(duty) => {
                if matches!(duty.form, DutyForm::Be(_)) {
                    words.say("are");
                }
                self.duty(begun(words), duty, Place { indent: 2, hang: 4, sentence: false });
            }
        }
    }

    fn stat(&mut self, stat: &Stat) {
        let mut words = Words::at(stat.figure.span);
        match stat.kind {
            StatKind::Average => words.say("average of"),
            StatKind::Median => words.say("median of"),
            StatKind::Total => words.say("total of"),
            StatKind::Highest(None) => words.say("highest of"),
            StatKind::Highest(Some(n)) => words.say(format!("highest {n} of")),
        };
        let mut each = Words::at(stat.each.span);
        each.may_break(CLAUSE).say("for each").cohort(&stat.each);
        if stat.figure.arms.is_empty() {
            words.expr(&stat.figure.otherwise, PART + 1, false).append(each);
            self.clause(2, 4, &words);
        } else {
            self.arms(&words, &stat.figure, &Words::default(), 2, figure);
            self.clause(4, 6, &each);
        }
    }

    fn target(&mut self, target: &Target) {
        let mut words = Words::at(target.span);
        words.say(if target.colour == Colour::Green { "green" } else { "amber" });
        words.side(target.side).value(&target.value);
        if let Some(by) = &target.by {
            words.say("by").date(by);
        }
        self.clause(2, 4, &words);
    }
}

/// The first word of a figure has no place of its own in the tree: it takes that of the next.
fn begun(mut words: Words) -> Words {
    let at = words.list.iter().map(|w| w.at).find(|&at| at > 0).unwrap_or(0);
    for word in words.list.iter_mut().take_while(|w| w.at == 0) {
        word.at = at;
    }
    words
}

/// `10,000`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
