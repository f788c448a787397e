//! Things and evidence as words.

use super::words::Words;
use crate::lang::ast::{Evidence, Joined, Kind, Quantity, Thing};

impl Words {
    /// A thing up to its window: `joined` kinds, `of the X`, participle, how pieces are joined.
    pub(super) fn thing_head(&mut self, thing: &Thing) -> &mut Words {
        self.mark(thing.span);
        if thing.joined.is_some() {
            self.say("joined");
        }
        for (i, kind) in thing.kinds.iter().enumerate() {
            if i > 0 {
                self.say("or");
            }
            match kind {
                Kind::Named(name) => self.name(name),
                Kind::BreachOf(name, span) => self.mark(*span).say("breach of").name(name),
            };
        }
        if let Some(of) = &thing.of {
            self.say("of the").name(of);
        }
        if let Some(participle) = &thing.participle {
            self.name(participle);
        }
        match &thing.joined {
            Some(joined) => self.joining(joined),
            None => self,
        }
    }

    fn joining(&mut self, joined: &Joined) -> &mut Words {
        if let Some(same) = &joined.same {
            self.say("with the same").name(same);
        }
        if joined.sharing_a_day {
            self.say("sharing a day");
        }
        match &joined.gaps {
            Some(gaps) => self.say("with gaps of at most").amount(gaps),
            None => self,
        }
    }

    /// `, each child once`.
    pub(super) fn once(&mut self, thing: &Thing) -> &mut Words {
        match &thing.once {
            Some(name) => self.tight(",").say("each").name(name).say("once"),
            None => self,
        }
    }

    /// A thing inside a condition or expression.
    pub(super) fn inner_thing(&mut self, thing: &Thing, level: u8, tail: bool) -> &mut Words {
        let once = thing.once.is_some();
        self.thing_head(thing);
        self.window_and_where(thing.window.as_deref(), thing.filter.as_deref(), level, tail, once);
        self.once(thing)
    }

    /// A quantity and, where days are counted, `days of`.
    pub(super) fn quantity(&mut self, evidence: &Evidence) -> &mut Words {
        self.mark(evidence.span);
        match &evidence.quantity {
            Quantity::A => {
                let first = evidence.thing.kinds.first().map_or("", |kind| kind.name().text.as_str());
                let joined = evidence.thing.joined.is_some() || evidence.days;
                self.say(if !joined && first.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" })
            }
            Quantity::ItsOwn => self.say("its own"),
            Quantity::Another => self.say("another"),
            Quantity::No => self.say("no"),
            Quantity::NoOther => self.say("no other"),
            Quantity::AtLeast(count) => self.say("at least").count(count),
            Quantity::AtMost(count) => self.say("at most").count(count),
            Quantity::Exactly(count) => self.say("exactly").count(count),
        };
        if evidence.days { self.say("days of") } else { self }
    }

    /// Evidence inside a condition.
    pub(super) fn inner_evidence(&mut self, evidence: &Evidence, level: u8, tail: bool) -> &mut Words {
        self.quantity(evidence).inner_thing(&evidence.thing, level, tail)
    }
}
