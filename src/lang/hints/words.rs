//! The words of the language.

/// Words that can never be names.
#[rustfmt::skip]
pub(crate) const RESERVED: &[&str] = &[
    "a", "after", "age", "agreement", "an", "and", "another", "are", "as", "ask", "at", "be", "because",
    "before", "between", "blank", "breach", "by", "check", "compare", "counting", "covers", "define",
    "during", "each", "event", "every", "exactly", "example", "except", "excused", "expect", "first", "for",
    "from", "given", "has", "have", "in", "invalid", "is", "it", "its", "joined", "known", "last", "least",
    "like", "matches", "measure", "minus", "most", "must", "next", "no", "not", "of", "on", "one", "or",
    "otherwise", "over", "overlaps", "per", "period", "plugin", "plus", "previous", "sample", "satisfy",
    "setting", "severity", "sharing", "shown", "source", "standard", "subject", "that", "the", "then",
    "throughout", "to", "under", "until", "warn", "where", "whichever", "while", "with", "within", "yes",
];

/// Words that may also be names, where no sentence could be read two ways.
#[rustfmt::skip]
pub(crate) const SOFT: &[&str] = &[
    "amber", "any", "approved", "authority", "average", "bands", "cannot", "cases", "date", "day", "days", "decimal",
    "different", "done", "due", "examples", "exempt", "fail", "force", "gaps", "green", "highest", "keyed", "lapsed",
    "lasted", "late", "later", "list", "median", "met", "missed", "month", "months", "moves", "number",
    "once", "only", "open", "opened", "other", "overdue", "own", "pass", "percentage", "place", "places",
    "planned", "rate", "same", "school", "set", "share", "sooner", "tell", "theme", "time", "total", "week",
    "weeks", "working", "year", "years",
];

/// Every word.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    RESERVED.iter().chain(SOFT).copied()
}

/// Whether a word cannot be a name.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

/// Whether it is a word of the language.
pub(super) fn is_word(word: &str) -> bool {
    all().any(|w| w == word)
}
