//! Clauses left out.

use super::{Mend, PieceKind, Slip, Trouble};

/// A clause that an item cannot do without, where the next one begins or the item ends.
pub(super) fn left_out(trouble: &Trouble<'_>) -> Option<Slip> {
    let next = trouble.word(0);
    let ends = trouble.piece(0).is_none();
    let (message, help, stand_in) =
        if trouble.wants("given") && !trouble.wants("as") && (ends || next == "as") {
            (
                "this example has no facts",
                "add a line such as `given visit on 5 January 2026` above `as at`",
                "given x ",
            )
        } else if trouble.wants("given") && trouble.wants("as") && (ends || next == "example") {
            (
                "this example does not say what is expected",
                "add a line such as `as at 5 January 2026 expect met`",
                "as at 1 January 2000 expect met ",
            )
        } else if trouble.wants("ask") && ends {
            (
                "this theme asks nothing",
                "add a line such as `ask voice \"Is the child heard?\" as yes-no`",
                "ask x \"\" as text",
            )
        } else if trouble.wants("for each") && next == "must" {
            ("nothing says whom this duty is for", "say first `for each ...`", "for each x ")
        } else if trouble.wants("must")
            && (ends || ["agreement", "except", "excused", "example"].contains(&next))
        {
            (
                "this standard says no duty",
                "after `for each ...` comes `must have`, `must be`, `must last` or `must satisfy`",
                "must last at most 1 day ",
            )
        } else {
            return None;
        };
    // The example, or else the item, that it is missing from.
    let before = trouble.pieces.get(..trouble.at)?;
    let opener = before.iter().rfind(|p| p.kind == PieceKind::Word && p.of(trouble.text) == "example");
    let opener =
        opener.filter(|_| stand_in.starts_with("given") || stand_in.starts_with("as")).or(before.first())?;
    let at = if ends { trouble.end_of_text() } else { trouble.start() };
    let mend = Mend { start: at, end: at, new: format!(" {stand_in}"), drops: true };
    Some(Slip::new("missing-clause", opener.start, opener.end, message).help(help).mend(mend))
}
