//! Amounts without a unit, or with one that the language does not have.

use super::{Mend, PieceKind, Slip, Trouble};

/// What is written, and what it is here. Hours are told apart: the record holds whole days.
const UNITS: &[(&[&str], &str)] = &[
    (&["working-days"], "working days"),
    (&["working-day"], "working day"),
    (&["workingdays"], "working days"),
    (&["workdays"], "working days"),
    (&["weekdays"], "working days"),
    (&["wd"], "working days"),
    (&["wds"], "working days"),
    (&["business", "days"], "working days"),
    (&["business", "day"], "working day"),
    (&["calendar", "days"], "days"),
    (&["calendar", "day"], "day"),
    (&["schooldays"], "school days"),
    (&["school-days"], "school days"),
    (&["calendar", "months"], "months"),
    (&["calendar", "month"], "month"),
    (&["quarters"], "months"),
    (&["quarter"], "months"),
    (&["fortnights"], "weeks"),
    (&["fortnight"], "weeks"),
    (&["hours"], "days"),
    (&["hour"], "days"),
];

/// Slips around the unit of an amount.
pub(super) fn slips(trouble: &Trouble<'_>) -> Vec<Slip> {
    let mut list: Vec<Slip> = Vec::new();
    for from in [0, -1, -2] {
        let after_figure = trouble.piece(from - 1).filter(|p| p.kind == PieceKind::Figure);
        let Some(figure) = after_figure else { continue };
        list.extend(
            UNITS
                .iter()
                .filter_map(|(written, meant)| other_unit(trouble, from, figure.start, written, meant)),
        );
    }
    list.extend([0, -1].into_iter().filter_map(|from| not_whole(trouble, from)));
    list.extend(no_unit(trouble));
    list.extend(no_days(trouble));
    list
}

fn other_unit(
    trouble: &Trouble<'_>,
    from: isize,
    figure: usize,
    written: &[&str],
    meant: &str,
) -> Option<Slip> {
    if !written.iter().zip(from..).all(|(w, i)| trouble.word(i) == *w) {
        return None;
    }
    let first = trouble.piece(from)?;
    let last = trouble.piece(from + written.len() as isize - 1)?;
    let (number, words) = (trouble.word(from - 1), written.join(" "));
    let count: u64 = number.parse().unwrap_or(0);
    let (message, said) = match written {
        ["hours" | "hour"] => {
            let days = count.div_ceil(24).max(1);
            ("the record holds whole days, not hours".to_owned(), format!("{days} days"))
        }
        ["fortnights" | "fortnight"] => {
            ("there is no unit `fortnight`".to_owned(), format!("{} weeks", count * 2))
        }
        ["quarters" | "quarter"] => {
            ("there is no unit `quarter`".to_owned(), format!("{} months", count * 3))
        }
        _ => (format!("there is no unit `{words}`"), format!("{number} {meant}")),
    };
    Some(
        Slip::new("unknown-unit", first.start, last.end, message)
            .help(format!("say `{said}`"))
            .mend(Mend::replace(figure, last.end, said)),
    )
}

/// `1.5 weeks`.
fn not_whole(trouble: &Trouble<'_>, from: isize) -> Option<Slip> {
    let figure = trouble.piece(from).filter(|p| p.kind == PieceKind::Figure)?;
    let (whole, part) = figure.of(trouble.text).split_once('.')?;
    let (whole, tenths): (u64, u64) = (whole.parse().ok()?, part.get(..1)?.parse().ok()?);
    part.parse::<u64>().ok()?;
    let last = if ["working", "school"].contains(&trouble.word(from + 1)) { from + 2 } else { from + 1 };
    let unit = trouble.piece(last)?;
    let written = trouble.text.get(figure.end..unit.end)?.trim();
    // About as long, in the smaller unit where there is one.
    let tens = whole.checked_mul(10)?.checked_add(tenths)?;
    let said = match unit.of(trouble.text).trim_end_matches('s') {
        "week" => format!("{} days", tens.checked_mul(7)? / 10),
        "year" => format!("{} months", tens.checked_mul(12)? / 10),
        "month" => format!("{} days", tens.checked_mul(30)? / 10),
        "day" if whole == 0 => format!("1 {}", written.trim_end_matches('s')),
        "day" => format!("{} {written}", whole.checked_add(1)?),
        _ => return None,
    };
    let message = format!("amounts are whole numbers, and `{}` is none", figure.of(trouble.text));
    let slip = Slip::new("whole-number", figure.start, unit.end, message);
    let mend = Mend::replace(figure.start, unit.end, said.clone());
    Some(slip.help(format!("say for example `{said}`")).mend(mend))
}

/// `within 15 working of the start`.
fn no_days(trouble: &Trouble<'_>) -> Option<Slip> {
    let from = [0, -1].into_iter().find(|&i| ["working", "school"].contains(&trouble.word(i)))?;
    let (figure, piece) = (trouble.word(from - 1), trouble.piece(from)?);
    let message = format!("`days` is missing after `{}`", piece.of(trouble.text));
    let said = format!("say `{figure} {} days`", piece.of(trouble.text));
    Some(
        Slip::new("missing-unit", piece.start, piece.end, message)
            .help(said)
            .mend(Mend::insert(piece.end, " days")),
    )
}

/// `within 15 of the start`.
fn no_unit(trouble: &Trouble<'_>) -> Option<Slip> {
    let figure = trouble.piece(-1).filter(|p| p.kind == PieceKind::Figure)?;
    let number = figure.of(trouble.text);
    number.parse::<u32>().ok()?;
    Some(
        Slip::new("missing-unit", figure.start, figure.end, format!("`{number}` of what?"))
            .label("a number of days, weeks, months, years, working days or school days")
            .help(format!("say `{number} working days`, `{number} days`, `{number} weeks`"))
            .mend(Mend::insert(figure.end, " days")),
    )
}
