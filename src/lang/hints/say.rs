//! Words and signs of everyday English (or of other languages) for which this language has a word of its own.

use super::words::is_word;
use super::{Mend, Slip, Trouble};

/// What is often written, piece by piece, and how it is said here.
const OTHER_WORDS: &[(&[&str], &str)] = &[
    (&["no", "more", "than"], "at most"),
    (&["not", "more", "than"], "at most"),
    (&["no", "less", "than"], "at least"),
    (&["not", "less", "than"], "at least"),
    (&["no", "fewer", "than"], "at least"),
    (&["is", "equal", "to"], "is"),
    (&["equal", "to"], ""),
    (&["equals"], "is"),
    (&["the", "same", "as"], ""),
    (&["more", "than"], "over"),
    (&["greater", "than"], "over"),
    (&["older", "than"], "over"),
    (&["longer", "than"], "over"),
    (&["less", "than"], "under"),
    (&["fewer", "than"], "under"),
    (&["younger", "than"], "under"),
    (&["shorter", "than"], "under"),
    (&["later", "than"], "after"),
    (&["earlier", "than"], "before"),
    (&["prior", "to"], "before"),
    (&["on", "or", "before"], "by"),
    (&["on", "or", "after"], "after"),
    (&["before", "or", "on"], "on or before"),
    (&["after", "or", "on"], "on or after"),
    (&["up", "to"], "at most"),
    (&["a", "minimum", "of"], "at least"),
    (&["a", "maximum", "of"], "at most"),
    (&["does", "not", "have", "a"], "has no"),
    (&["does", "not", "have", "any"], "has no"),
    (&["does", "not", "have"], "has no"),
    (&["has", "not", "a"], "has no"),
    (&["have", "not", "a"], "have no"),
    (&["has", "any"], "has a"),
    (&["has", "not"], "has no"),
    (&["must", "not", "have", "a"], "must have no"),
    (&["must", "not", "have", "any"], "must have no"),
    (&["must", "not", "have"], "must have no"),
    (&["must", "not"], "must satisfy not"),
    (&["must", "has"], "must have"),
    (&["must", "to"], "must"),
    (&["should"], "must"),
    (&["shall"], "must"),
    (&["needs", "to"], "must"),
    (&["has", "to"], "must"),
    (&["have", "to"], "must"),
    (&["if"], "where"),
    (&["when"], "where"),
    (&["unless"], "except where"),
    (&["excluding"], "except where"),
    (&["any", "of"], "one of"),
    (&["either", "of"], "one of"),
    (&["among"], "one of"),
    (&["not", "in"], "not one of"),
    (&["in"], "one of"),
    (&["each"], "every"),
    (&["every"], "each"),
    (&["once", "every"], "every"),
    (&["at", "least", "every"], "every"),
    (&["till"], "until"),
    (&["since"], "after"),
    (&["starting"], "from"),
    (&["beginning"], "from"),
    (&["from"], "of"),
    (&["after"], "of"),
    (&["to"], "until"),
    (&["until"], "to"),
    (&["per", "cent"], "%"),
    (&["percent"], "%"),
    (&["whichever", "is", "earlier"], "whichever is sooner"),
    (&["whichever", "is", "earliest"], "whichever is sooner"),
    (&["whichever", "is", "first"], "whichever is sooner"),
    (&["whichever", "comes", "first"], "whichever is sooner"),
    (&["whichever", "is", "the", "sooner"], "whichever is sooner"),
    (&["whichever", "is", "the", "later"], "whichever is later"),
    (&["whichever", "is", "latest"], "whichever is later"),
    (&["whichever", "comes", "later"], "whichever is later"),
    (&["otherwise", "if"], ""),
    (&["else"], "otherwise"),
    (&["is", "not", "empty"], "is not blank"),
    (&["is", "empty"], "is blank"),
    (&["yes", "/", "no"], "yes-no"),
    (&["&", "&"], "and"),
    (&["&"], "and"),
    (&["|", "|"], "or"),
    (&["!", "="], "is not"),
    (&["<", ">"], "is not"),
    (&[">", "="], "is at least"),
    (&["<", "="], "is at most"),
    (&["=", "="], "is"),
    (&["="], "is"),
    (&[">"], "is over"),
    (&["<"], "is under"),
    (&["+"], "plus"),
    (&["by", "at", "most"], "within"),
    (&["with", "in"], "within"),
    (&["start", "date"], "the start"),
    (&["end", "date"], "the end"),
    (&["all"], "each"),
    (&["as", "of"], "as at"),
    (&["was"], "is"),
    (&["were"], "is"),
    (&["called"], ""),
    (&["on"], "as at"),
];

/// Each such phrase that ends, begins or stands around the stop.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for (written, said) in OTHER_WORDS {
        let length = written.len() as isize;
        // It must touch the piece where reading stopped or the one before.
        for from in -length..=0 {
            list.extend(at(trouble, from, written, said));
        }
    }
    list
}

fn at(trouble: &Trouble<'_>, from: isize, written: &[&str], said: &str) -> Option<Slip> {
    let same = written.iter().zip(from..).all(|(w, i)| trouble.word(i).eq_ignore_ascii_case(w));
    if !same {
        return None;
    }
    let first = trouble.piece(from)?;
    let last = trouble.piece(from + written.len() as isize - 1)?;
    let words = trouble.text.get(first.start..last.end)?;
    let known = matches!(written, [word] if is_word(word));
    let message = match written {
        ["on", "or", _] => format!("`{words}` compares two days of a record, and says no day here"),
        _ if known => format!("`{words}` does not fit here"),
        _ => format!("`{words}` is not said in this language"),
    };
    let slip = Slip::new("other-words", first.start, last.end, message);
    let help = if said.is_empty() { format!("leave out `{words}`") } else { format!("say `{said}`") };
    // Blanks keep signs apart from names.
    let new = if said.is_empty() { String::new() } else { format!(" {said} ") };
    let slip = slip.help(help).mend(Mend::replace(first.start, last.end, new));
    // A single word may as well have been meant as it stands.
    Some(if known { slip.weak() } else { slip })
}
