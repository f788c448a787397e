//! What befalls an id map.

use crate::Damage;
use crate::base::MARK;
use crate::table::{bits, insert, insert_line, lines, noise, replace_cell, utf16};

pub(crate) const DAMAGES: &[Damage] = &[
    ("truncated", |t, r| t[..r.below(t.len() as u64) as usize].to_vec()),
    ("empty", |_, _| Vec::new()),
    ("no column names", |t, _| lines(t)[1..].concat()),
    ("columns swapped", |t, _| {
        let text = String::from_utf8_lossy(t).replace("kind,id", "id,kind");
        text.into_bytes()
    }),
    ("another kind", |t, r| replace_cell(t, r, &format!("{MARK}son"))),
    ("a blank id", |t, r| insert_line(t, r, "child,,")),
    ("the same id twice", |t, r| insert_line(t, r, &format!("child,{MARK}1-there,{MARK}2-here"))),
    ("a row too long", |t, r| insert_line(t, r, &format!("child,{MARK},{MARK},{MARK}"))),
    ("UTF-16", |t, _| utf16(t, u16::to_le_bytes, true)),
    ("Windows-1252", |t, r| insert(t, b"\xe9", 3, r)),
    ("byte order mark", |t, _| [b"\xef\xbb\xbf", t].concat()),
    ("an open quote", |t, r| insert(t, b",\"", 1, r)),
    ("a cell of 10 MB", |t, r| replace_cell(t, r, &"x".repeat(10 << 20))),
    ("NUL bytes", |t, r| insert(t, b"\0", 3, r)),
    ("a workbook by this name", |_, _| crate::book::small()),
    ("noise", |_, r| noise(r, 3000)),
    ("bits turned", |t, r| bits(t, r)),
];
