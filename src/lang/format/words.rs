//! A clause as words, with the places where its line may be broken.

use crate::text::Span;

/// One stretch of a clause that is never broken inside.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// What is written.
    pub(super) text: String,
    /// The offset in the source at or before which it began: for placing comments.
    pub(super) at: u32,
    /// How willingly a line is broken before it: the lowest within reach is taken. `NEVER` is not broken.
    pub(super) level: u8,
    /// One of several tests or terms joined by one word: if one of them goes to the next line, all do.
    pub(super) chain: bool,
}

/// Before the great parts of a sentence: `that`, `while`, `because`, `for each`.
pub(super) const CLAUSE: u8 = 0;
/// Before the parts of a clause: `where`, a timing.
pub(super) const PART: u8 = 1;
/// Before a list entry.
pub(super) const ENTRY: u8 = 5;
/// Before a code of a list; what is broken there or between words stands two blanks further in.
pub(super) const CODE: u8 = 10;
/// Between any two words, if nothing better is there.
pub(super) const ANY: u8 = 20;
/// Nowhere.
pub(super) const NEVER: u8 = u8::MAX;

/// A clause under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// So far.
    pub(super) list: Vec<Word>,
    at: u32,
    next: Option<u8>,
    chain: bool,
    prefix: String,
}

impl Words {
    /// A clause that begins at a place.
    pub(super) fn at(span: Span) -> Words {
        Words { at: span.start, ..Words::default() }
    }

    /// What follows began at this place.
    pub(super) fn mark(&mut self, span: Span) -> &mut Words {
        self.at = span.start;
        self
    }

    /// What follows may go to the next line, this willingly.
    pub(super) fn may_break(&mut self, level: u8) -> &mut Words {
        self.next = Some(level);
        self
    }

    /// What follows may go to the next line, and does if its like does.
    pub(super) fn may_break_with_its_like(&mut self, level: u8) -> &mut Words {
        self.chain = true;
        self.may_break(level)
    }

    /// Adds words.
    pub(super) fn say(&mut self, text: impl AsRef<str>) -> &mut Words {
        let text = format!("{}{}", std::mem::take(&mut self.prefix), text.as_ref());
        let level = self.next.take().unwrap_or(ANY);
        let chain = std::mem::take(&mut self.chain);
        self.list.push(Word { text, at: self.at, level, chain });
        self
    }

    /// Adds a bracket that holds on to what follows.
    pub(super) fn open(&mut self) -> &mut Words {
        self.prefix.push('(');
        self
    }

    /// Adds signs that hold on to what stands before.
    pub(super) fn tight(&mut self, signs: &str) -> &mut Words {
        match self.list.last_mut() {
            Some(word) if self.prefix.is_empty() => word.text.push_str(signs),
            _ => {
                self.say(signs);
            }
        }
        self
    }

    /// Adds another clause's words.
    pub(super) fn append(&mut self, other: Words) -> &mut Words {
        self.list.extend(other.list);
        self
    }

    /// The length on one line.
    pub(super) fn length(&self) -> usize {
        self.list.iter().map(|w| w.text.chars().count() + 1).sum::<usize>().saturating_sub(1)
    }
}

/// Breaks words into lines: the first begins after `first` blanks, the others after `hang`.
pub(super) fn lines(words: &[Word], first: usize, hang: usize, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let (mut rest, mut indent) = (words, first);
    let mut broken = Vec::new();
    while !rest.is_empty() {
        let (line, left) = rest.split_at(take(rest, indent, width, &broken));
        let text = line.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        out.push(format!("{:indent$}{text}", ""));
        broken.extend(left.first().filter(|w| w.chain).map(|w| w.level));
        let deeper = left.first().is_some_and(|w| w.level >= CODE);
        (rest, indent) = (left, if deeper { hang + 2 } else { hang });
    }
    out
}

/// How many words go on a line: all that fit, or up to the best place to break; at least one.
fn take(words: &[Word], indent: usize, width: usize, broken: &[u8]) -> usize {
    let mut length = indent;
    let mut best: Option<(u8, usize)> = None;
    for (i, word) in words.iter().enumerate() {
        if i > 0 && word.chain && broken.contains(&word.level) {
            return i;
        }
        // Of a chain the first place is best, of anything else the last.
        let better = |level: u8| word.level < level || (word.level == level && !word.chain);
        if i > 0 && word.level != NEVER && best.is_none_or(|(level, _)| better(level)) {
            best = Some((word.level, i));
        }
        length += word.text.chars().count() + usize::from(i > 0);
        if length > width && best.is_some() {
            return best.map_or(words.len(), |(_, at)| at);
        }
    }
    words.len()
}
