//! One column filled from a block of rows. What is plain is read straight from its bytes, all else by [`first`].

use super::Desk;
use super::bind::BoundSlot;
use super::source::first;
use crate::calendar::{Day, NEVER};
use crate::import::cell::{Converter, RowOf, Rows, Said, Value};
use crate::record::{Cell, Id, RawColumn, RawTable, TextCode};

/// What the type refused: the place among the rows, and the text.
pub(super) type Refused = Vec<(u32, TextCode)>;

/// Appends an id for each row; [`RawTable::NO_ID`] where there is none.
pub(super) fn ids(
    slot: &mut BoundSlot,
    rows: &impl Rows,
    picked: impl Iterator<Item = u32>,
    into: &mut Vec<Id>,
    desk: &mut Desk<'_>,
) {
    let plain = slot.plain(Converter::takes_numbers_for_ids);
    into.extend(picked.map(|row| {
        let quick = plain.and_then(|c| match rows.cell(row, c) {
            Value::Bytes(bytes) => plain_number(bytes).and_then(Id::number),
            Value::Whole(n) => u32::try_from(n).ok().and_then(Id::number),
            _ => None,
        });
        quick.unwrap_or_else(|| match first(&mut slot.sources, RowOf::new(rows, row), desk) {
            Said::Is(Cell::Link(id)) | Said::Tidied(Cell::Link(id)) => id,
            _ => RawTable::NO_ID,
        })
    }));
}

/// Appends a day for each row; [`NEVER`] where there is none.
pub(super) fn days(
    slot: &mut BoundSlot,
    rows: &impl Rows,
    picked: impl Iterator<Item = u32>,
    into: &mut Vec<Day>,
    desk: &mut Desk<'_>,
) -> Refused {
    let mut refused = Refused::new();
    let plain = slot.plain(Converter::takes_days);
    let spelling = slot.sources.first().map(|s| s.converter.spelling());
    // Rows are often in order of day: the same date stands in one after the other.
    let mut last: Option<([u8; 10], Day)> = None;
    into.extend(picked.enumerate().map(|(i, row)| {
        let quick = match (plain.map(|c| rows.cell(row, c)), &spelling) {
            (Some(Value::Bytes([])), _) => Some(NEVER),
            (Some(Value::Bytes(bytes)), Some(spelling)) => match <&[u8; 10]>::try_from(bytes) {
                Ok(text) => match last.filter(|l| l.0 == *text) {
                    Some((_, day)) => Some(day),
                    None => spelling.dates.iso(text).inspect(|day| last = Some((*text, *day))),
                },
                Err(_) => None,
            },
            (Some(Value::Day(day)), _) => Some(day),
            _ => None,
        };
        quick.unwrap_or_else(|| match first(&mut slot.sources, RowOf::new(rows, row), desk) {
            Said::Is(Cell::Date(day)) | Said::Tidied(Cell::Date(day)) => day,
            Said::Refused(text) => {
                refused.push((i as u32, text));
                NEVER
            }
            _ => NEVER,
        })
    }));
    refused
}

/// Appends a value for each row to a field's column.
pub(super) fn field(
    slot: &mut BoundSlot,
    rows: &impl Rows,
    picked: impl Iterator<Item = u32>,
    into: &mut RawColumn,
    desk: &mut Desk<'_>,
) -> Refused {
    match into {
        RawColumn::Date(v) => days(slot, rows, picked, v, desk),
        RawColumn::Link(v) => {
            // Every readable text is an id.
            ids(slot, rows, picked, v, desk);
            Refused::new()
        }
        RawColumn::YesNo(v) => values(slot, rows, picked, v, 2, desk, |cell| match cell {
            Cell::YesNo(b) => Some(u8::from(b)),
            _ => None,
        }),
        RawColumn::Number(v) => values(slot, rows, picked, v, f64::NAN, desk, |cell| match cell {
            Cell::Number(n) => Some(n),
            _ => None,
        }),
        RawColumn::Text(v) => values(slot, rows, picked, v, TextCode::NONE, desk, |cell| match cell {
            Cell::Text(t) => Some(t),
            _ => None,
        }),
    }
}

/// Appends what `of` finds in each row's cell, or `missing`.
fn values<T: Copy>(
    slot: &mut BoundSlot,
    rows: &impl Rows,
    picked: impl Iterator<Item = u32>,
    into: &mut Vec<T>,
    missing: T,
    desk: &mut Desk<'_>,
    of: impl Fn(Cell) -> Option<T>,
) -> Refused {
    let mut refused = Refused::new();
    if let Some(Said::Is(cell)) = slot.constant() {
        let value = of(cell).unwrap_or(missing);
        into.extend(picked.map(|_| value));
        return refused;
    }
    let plain = slot.plain(|_| true);
    into.extend(picked.enumerate().map(|(i, row)| {
        let known = match plain.map(|c| rows.cell(row, c)) {
            Some(Value::Bytes(bytes)) => slot.sources.first().and_then(|s| s.converter.known(bytes)),
            _ => None,
        };
        let said = match known {
            Some(said @ (Said::Is(_) | Said::Blank)) => said,
            // Everything else is counted.
            _ => first(&mut slot.sources, RowOf::new(rows, row), desk),
        };
        match said {
            Said::Is(cell) | Said::Tidied(cell) => of(cell).unwrap_or(missing),
            Said::Blank | Said::StandIn => missing,
            Said::Refused(text) => {
                refused.push((i as u32, text));
                missing
            }
        }
    }));
    refused
}

/// A whole number as ids are written: one to nine digits, no leading zero.
#[inline]
fn plain_number(bytes: &[u8]) -> Option<u32> {
    if matches!(bytes.first(), None | Some(b'0')) {
        return None;
    }
    if let 4..=8 = bytes.len() {
        return eight_digits(bytes);
    }
    if bytes.len() > 9 {
        return None;
    }
    // Nine digits never overflow; whatever else is read is thrown away.
    let (mut n, mut digits) = (0u32, true);
    for b in bytes {
        let digit = b.wrapping_sub(b'0');
        digits &= digit <= 9;
        n = n.wrapping_mul(10).wrapping_add(u32::from(digit));
    }
    digits.then_some(n)
}

/// A number of four to eight digits, read all at once: ids are most of what stands in a file.
#[inline]
fn eight_digits(bytes: &[u8]) -> Option<u32> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let (first, last) = (bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
    // The digits stand at the end of eight places; where the two reads overlap they say the same.
    let free = 8 * 8usize.checked_sub(bytes.len())? as u32;
    let text =
        u64::from(u32::from_le_bytes(*first)).checked_shl(free)? | u64::from(u32::from_le_bytes(*last)) << 32;
    let digits = (text | ZEROS & !u64::MAX.checked_shl(free)?) ^ ZEROS;
    // Neither a digit nor it and six more has a bit above the lowest four.
    if (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 != 0 {
        return None;
    }
    // Two, then four, then eight digits at a time.
    let twos = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos.wrapping_mul(100).wrapping_add(twos >> 16)) & 0x0000_FFFF_0000_FFFF;
    u32::try_from((fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xFFFF_FFFF).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for n in [
            1,
            9,
            10,
            99,
            123,
            1_000,
            9_999,
            12_345,
            100_000,
            987_654,
            1_234_567,
            12_345_678,
            99_999_999,
            123_456_789,
        ] {
            assert_eq!(plain_number(n.to_string().as_bytes()), Some(n), "{n}");
        }
        for n in (1..100_000_000).step_by(7_919) {
            assert_eq!(plain_number(n.to_string().as_bytes()), Some(n), "{n}");
        }
        for text in [
            "",
            "0",
            "012",
            "01234",
            "1234567890",
            "12a4",
            "1234 ",
            " 1234",
            "12.45",
            "-1234",
            "123/",
            "123:",
            "1\u{e9}34",
        ] {
            assert_eq!(plain_number(text.as_bytes()), None, "{text}");
        }
        // No other byte passes for a digit, wherever it stands.
        for byte in (0..=255u8).filter(|b| !b.is_ascii_digit()) {
            for len in 4..=8 {
                for at in 0..len {
                    let mut text = *b"12345678";
                    text[at] = byte;
                    assert_eq!(plain_number(&text[..len]), None, "{byte} at {at} of {len}");
                }
            }
        }
    }
}
