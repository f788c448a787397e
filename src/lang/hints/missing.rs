//! Words left out.

use super::{Mend, Slip, Trouble};

const TITLE: &str = "\"...\"";

/// Words that begin a line.
const LINE_WORDS: [&str; 4] = ["source", "severity", "green", "setting"];

/// Words that are left out, and what to say about each; `{}` is the word before which it is missing.
const LEFT_OUT: &[(&str, &str)] = &[
    ("the", "say `the {}`"),
    ("is", "say how they compare: `kind is initial`, `age is at least 5`"),
    ("of the", "say what it is counted from: `within 15 working days of the {}`"),
    ("of", "say whose or of what: `of {}`"),
    ("in the", "say `in the {}`"),
    ("for the", "say `for the {}`"),
    ("a", "say how many: `a {}`, `no {}`, `at least 2` of them"),
    ("must", "after `for each ...` comes `must have`, `must be`, `must last` or `must satisfy`"),
    ("must have", "after `for each ...` comes `must have`, `must be`, `must last` or `must satisfy`"),
    ("must have a", "after `for each ...` comes `must have`, `must be`, `must last` or `must satisfy`"),
    ("must be", "after `for each ...` comes `must have`, `must be`, `must last` or `must satisfy`"),
    ("must satisfy", "after `for each ...` comes `must have`, `must be`, `must last` or `must satisfy`"),
    ("are", "say `that are met`, `that are not overdue`"),
    ("have", "`must` is followed by `have`, `be`, `last` or `satisfy`"),
    ("have a", "`must` is followed by `have`, `be`, `last` or `satisfy`"),
    ("satisfy", "`must` is followed by `have`, `be`, `last` or `satisfy`"),
    ("be", "`must` is followed by `have`, `be`, `last` or `satisfy`"),
    ("for each", "say whom the rule is about: `for each child-in-need-plan`"),
    ("each", "say whom the rule is about: `for each child-in-need-plan`"),
    ("is at", "say how they compare: `age is at least 5`"),
    ("at", "say `at least` or `at most`"),
    ("least", "say `at least` or `at most`"),
    ("in", "say `in {}`"),
    ("on", "say the day: `on 5 January 2026`, `from 5 January 2026`"),
    ("from", "say the day: `from 5 January 2026`"),
    ("with", "fields of a fact follow `with`: `given visit on 5 January 2026 with child-seen yes`"),
    ("as at", "say the day that is judged: `as at 5 January 2026 expect met`"),
    ("expect", "say what is expected: `as at 5 January 2026 expect met`"),
    ("given", "each fact of an example begins with `given`"),
    ("as", "say its type: `born as date`"),
    ("as date", "say its type: `born as date`, `seen as yes-no`"),
    ("of child", "say of which kind of record: `define grown-up of child is ...`"),
    ("by", "say by what it is split: `by {}`"),
    ("over", "say `over`, `under`, `at least` or `at most`"),
    ("source", "say where it comes from: `source \"...\"`"),
    ("severity", "say `severity {}`"),
    ("green", "a target begins with `green` or `amber`"),
    ("setting", "a setting is written `setting interval is 4 weeks`"),
    ("and", "join two tests with `and` or `or`"),
    ("where", "a condition begins with `where`"),
    ("then", "stages are joined by `then`"),
    ("has", "the fields of a record follow `has`"),
    ("to", "say until when with `to`"),
    (",", "separate them with a comma"),
    ("(", "a list of codes stands in brackets"),
    (")", "close the bracket"),
    ("that", "say what is asked of each: `that are met`, `that have ...`, `that satisfy ...`"),
    ("that are", "say what is asked of each: `that are met`, `that have ...`, `that satisfy ...`"),
    ("otherwise", "the last amount of a choice ends with `otherwise`"),
    ("whichever is sooner", "say which of the two counts: `whichever is sooner` or `whichever is later`"),
    ("days of", "say `days of {}`"),
    (TITLE, "say in quotes, in one sentence, what it is about"),
];

/// Each word that may have been left out before the stop or the word before it.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    for from_stop in [0, -1] {
        list.extend(LEFT_OUT.iter().filter_map(|(word, help)| left_out(trouble, from_stop, word, help)));
    }
    list
}

fn left_out(trouble: &Trouble<'_>, from_stop: isize, word: &str, help: &str) -> Option<Slip> {
    let place = trouble.piece(from_stop).or_else(|| trouble.pieces.last().copied())?;
    let at_end = trouble.piece(from_stop).is_none();
    if at_end && from_stop < 0 {
        return None;
    }
    let possible = match word {
        TITLE => trouble.wants("a text in quotes"),
        _ => !LINE_WORDS.contains(&word) || (trouble.begins_line(place) && trouble.wants(word)),
    };
    if !possible {
        return None;
    }
    let next = place.of(trouble.text);
    let help = in_its_place(trouble, from_stop, word, next).unwrap_or(help);
    let (side, at) = if at_end { ("after", place.end) } else { ("before", place.start) };
    let message = match word {
        TITLE => format!("a title in quotes is missing {side} `{next}`"),
        _ => format!("`{word}` is missing {side} `{next}`"),
    };
    let mend = Mend::insert(at, format!(" {word} "));
    Some(
        Slip::new("missing-word", place.start, place.end, message)
            .help(help.replace("{}", next))
            .mend(mend)
            .weak(),
    )
}

/// What to say instead where the same word has another part to play.
fn in_its_place(trouble: &Trouble<'_>, from_stop: isize, word: &str, next: &str) -> Option<&'static str> {
    let before = |n: isize| trouble.word(from_stop - n);
    let in_measure = trouble.pieces.first().is_some_and(|p| p.of(trouble.text) == "measure");
    match word {
        "of" if (1..=4).any(|n| before(n) == "within") => {
            Some("say what it is counted from: `within 15 working days of the start`")
        }
        "as" if next == "at" => Some("say the day that is judged: `as at 5 January 2026 expect met`"),
        "each" if before(1) == "," => Some("say what is counted once: `each child once`"),
        "that" if !in_measure => Some("`that` is the day on which the stage before was answered"),
        _ => None,
    }
}
