//! Verdicts in other words: `expect breach`, `expect not met`.

use super::{Mend, PieceKind, Slip, Trouble};

/// The most words that such a verdict has.
const MOST: usize = 4;

/// What is said of what is in time.
const GOOD: [&str; 10] =
    ["compliant", "ok", "okay", "fine", "done", "complete", "completed", "passed", "in time", "on time"];

/// What is expected, up to its day, where a verdict is wanted.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    slip(trouble).into_iter().collect()
}

fn slip(trouble: &Trouble<'_>) -> Option<Slip> {
    let opener = trouble.pieces.first()?.of(trouble.text);
    if !trouble.wants("a verdict") || !["standard", "check"].contains(&opener) {
        return None;
    }
    let rest = trouble.pieces.get(trouble.at..)?;
    let said: Vec<_> = rest
        .iter()
        .enumerate()
        .take_while(|(i, p)| {
            let inside = *i == 0 || !trouble.begins_line(**p);
            p.kind == PieceKind::Word && inside && !["on", "by", "from"].contains(&p.of(trouble.text))
        })
        .map(|(_, p)| *p)
        .collect();
    let (first, last) = (said.first()?, said.last()?);
    let words = trouble.text.get(first.start..last.end)?;
    if said.len() > MOST {
        return None;
    }
    let good = GOOD.contains(&words.to_lowercase().as_str());
    let (stand_in, help) = match (opener, good) {
        ("check", true) => ("pass", "say `pass`, `fail` or `cannot tell`"),
        ("check", false) => ("fail", "say `pass`, `fail` or `cannot tell`"),
        (_, true) => ("met", HELP),
        (_, false) => ("overdue", HELP),
    };
    let slip = Slip::new("other-words", first.start, last.end, format!("`{words}` is no verdict"));
    Some(slip.help(help).mend(Mend::replace(first.start, last.end, stand_in)))
}

const HELP: &str =
    "say `late`, `overdue` or `missed` for a breach, else `met`, `due`, `lapsed`, `exempt` or `cannot tell`";
