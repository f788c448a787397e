//! Where reading stopped, and what the slip was.

use super::Piece;

/// What could have stood there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wanted {
    /// A word of the language.
    Word(String),
    /// A phrase that says what.
    Phrase(&'static str),
}

/// A stop in reading.
pub(crate) struct Trouble<'a> {
    /// The stretch of text.
    pub(crate) text: &'a str,
    /// Its pieces, comments left out.
    pub(crate) pieces: &'a [Piece],
    /// The piece at which it stopped; the number of pieces at the end of the text.
    pub(crate) at: usize,
    /// What could have stood there.
    pub(crate) wanted: Vec<Wanted>,
}

impl<'a> Trouble<'a> {
    /// A stop at a byte offset.
    pub(crate) fn new(text: &'a str, pieces: &'a [Piece], offset: usize, wanted: Vec<Wanted>) -> Trouble<'a> {
        Trouble { text, pieces, at: pieces.partition_point(|p| p.end <= offset), wanted }
    }

    /// The letters of a piece, counted from the stop: 0 is the piece it stopped at, -1 the one before.
    pub(crate) fn word(&self, from_stop: isize) -> &'a str {
        self.piece(from_stop).map_or("", |p| p.of(self.text))
    }

    /// A piece, counted from the stop.
    pub(crate) fn piece(&self, from_stop: isize) -> Option<Piece> {
        let i = self.at.checked_add_signed(from_stop)?;
        self.pieces.get(i).copied()
    }

    /// Whether a piece is the first of its line.
    pub(crate) fn begins_line(&self, piece: Piece) -> bool {
        let before = self.text.get(..piece.start).unwrap_or("");
        before.rsplit('\n').next().unwrap_or("").trim().is_empty()
    }

    /// Where the piece it stopped at begins.
    pub(crate) fn start(&self) -> usize {
        self.piece(0).map_or_else(|| self.end_of_text(), |p| p.start)
    }

    /// Where the last piece ends.
    pub(crate) fn end_of_text(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.end)
    }

    /// How many bytes a mend may leave unread: it must read the piece where reading stopped, and some more of
    /// them if it is a weak guess.
    pub(crate) fn may_leave(&self, weak: bool) -> usize {
        const MORE: isize = 4;
        self.piece(if weak { MORE } else { 0 }).map_or(0, |p| self.text.len() - p.end)
    }

    /// Whether a word or phrase could have stood there.
    pub(crate) fn wants(&self, what: &str) -> bool {
        self.wanted.iter().any(|w| match w {
            Wanted::Word(word) => word == what,
            Wanted::Phrase(phrase) => *phrase == what,
        })
    }

    /// What could have stood there, as a list of a few; nothing when nothing is known.
    pub(crate) fn wanted_words(&self) -> Option<String> {
        const FEW: usize = 7;
        let facts = self.wanted.contains(&Wanted::Word("given".to_owned()));
        let said = |w: &Wanted| match w {
            Wanted::Word(word) if facts && word == "as" => "`as at`".to_owned(),
            Wanted::Word(word) => format!("`{word}`"),
            Wanted::Phrase(phrase) => (*phrase).to_owned(),
        };
        let phrases = self.wanted.iter().filter(|w| matches!(w, Wanted::Phrase(_)));
        let words = self.wanted.iter().filter(|w| matches!(w, Wanted::Word(_)));
        let list: Vec<String> = phrases.chain(words).take(FEW).map(said).collect();
        (!list.is_empty()).then(|| list.join(", "))
    }
}

/// A change to the text that would let reading go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mend {
    /// First byte replaced.
    pub(crate) start: usize,
    /// One past the last byte replaced.
    pub(crate) end: usize,
    /// What stands there instead.
    pub(crate) new: String,
    /// The stretch is passed over: the item is not what was meant, and is read only for more slips.
    pub(crate) drops: bool,
}

impl Mend {
    /// Something put in.
    pub(crate) fn insert(at: usize, new: impl Into<String>) -> Mend {
        Mend { start: at, end: at, new: new.into(), drops: false }
    }

    /// Something passed over.
    pub(crate) fn drop(start: usize, end: usize) -> Mend {
        Mend { start, end, new: String::new(), drops: true }
    }

    /// Something replaced.
    pub(crate) fn replace(start: usize, end: usize, new: impl Into<String>) -> Mend {
        Mend { start, end, new: new.into(), drops: false }
    }
}

/// A slip, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    /// Kebab-case name of the fault.
    pub(crate) code: &'static str,
    /// First byte underlined.
    pub(crate) start: usize,
    /// One past the last byte underlined.
    pub(crate) end: usize,
    /// What is wrong.
    pub(crate) message: String,
    /// What stands under the underline.
    pub(crate) label: Option<String>,
    /// What to do.
    pub(crate) help: Option<String>,
    /// How reading can go on.
    pub(crate) mend: Option<Mend>,
    /// A guess that needs more to be believed, and that is not made twice in one line.
    pub(crate) weak: bool,
}

impl Slip {
    /// A slip at a place.
    pub(crate) fn new(code: &'static str, start: usize, end: usize, message: impl Into<String>) -> Slip {
        Slip { code, start, end, message: message.into(), label: None, help: None, mend: None, weak: false }
    }

    /// Adds what stands under the underline.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Slip {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Slip {
        self.help = Some(help.into());
        self
    }

    /// Marks a weak guess.
    pub(crate) fn weak(mut self) -> Slip {
        self.weak = true;
        self
    }

    /// Adds how reading can go on.
    pub(crate) fn mend(mut self, mend: Mend) -> Slip {
        self.mend = Some(mend);
        self
    }
}
