//! Cases on which we differ from the validators, each with the reason. At most eight over all returns.

/// The case, and why ours is another answer.
pub const DIFFERENCES: &[(&str, &str)] = &[
    (
        "cin2022_23/8569Q#1",
        "one working day before April 1999: bank holidays are known from 2010 on, so it is not judged",
    ),
    ("cin2022_23/8670Q#1", "the validator counts 44 working days, the rule says 45"),
    (
        "lac2022_23/205B#2",
        "last year's header was not sent: the validator makes one of last year's UASC file, ours is not judged",
    ),
    (
        "lac2022_23/205B#3",
        "neither header was sent: the validator makes both of the UASC files, ours is not judged",
    ),
    (
        "lac2022_23/574#1",
        "the validator orders by the day the child came back and names the earlier of two that overlap, ours the later",
    ),
];
