//! The text of a cell as a value of its type, or as it was written where the type refuses it.

use super::shape::Reads;
use crate::calendar::{Day, parse_iso};
use crate::import::xml::{date, yes_no};
use crate::record::{Cell, Texts};

/// Reads a cell that is not blank. A key of another table is kept as it was written until all tables are read.
pub(super) fn cell(text: &str, reads: &Reads, texts: &mut Texts) -> Cell {
    let read = match reads {
        Reads::Date => day(text).map(Cell::Date),
        Reads::YesNo => yes_no(text).map(Cell::YesNo),
        Reads::Number => text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Cell::Number),
        Reads::Text => Some(Cell::Text(texts.code(text))),
        Reads::Code(codes) => codes.contains(text).then(|| Cell::Text(texts.code(text))),
        Reads::Link(_) => None,
    };
    read.unwrap_or_else(|| Cell::Invalid(texts.code(text)))
}

/// A day as returns write it: 2026-03-31 or 31/03/2026.
fn day(text: &str) -> Option<Day> {
    date(text).or_else(|| {
        let mut parts = text.splitn(3, ['/', '-', '.']);
        let mut next = || parts.next().filter(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        let (day, month, year) = (next()?, next()?, next()?);
        let short = day.len() <= 2 && month.len() <= 2 && year.len() == 4;
        short.then(|| parse_iso(&format!("{year}-{month:0>2}-{day:0>2}"))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_read_in_either_order_and_an_impossible_one_is_none() {
        assert_eq!(day("2026-03-31"), day("31/03/2026"));
        assert_eq!(day("5/12/1993"), day("1993-12-05"));
        assert_eq!(day("31/02/2026"), None);
        assert_eq!(day("2026"), None);
        assert_eq!(day("next week"), None);
    }
}
