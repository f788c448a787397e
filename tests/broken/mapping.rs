//! What befalls a mapping.

use crate::Damage;
use crate::rng::Rng;
use crate::table::{bits, lines, noise, utf16};

pub(crate) const DAMAGES: &[Damage] = &[
    ("truncated", |t, r| t[..r.below(t.len() as u64) as usize].to_vec()),
    ("empty", |_, _| Vec::new()),
    ("lines missing", |t, r| lines(t).into_iter().filter(|_| !r.one_in(6)).collect::<Vec<_>>().concat()),
    ("lines doubled", |t, r| {
        lines(t).into_iter().flat_map(|l| l.repeat(1 + usize::from(r.one_in(6)))).collect()
    }),
    ("lines turned round", |t, _| lines(t).into_iter().rev().collect::<Vec<_>>().concat()),
    ("words swapped", |t, r| words(t, r)),
    ("letters missing", |t, r| t.iter().filter(|_| !r.one_in(60)).copied().collect()),
    ("UTF-16", |t, _| utf16(t, u16::to_le_bytes, true)),
    ("lone bytes", |t, r| crate::table::insert(t, b"\xff\xc3", 3, r)),
    ("NUL bytes", |t, r| crate::table::insert(t, b"\0", 3, r)),
    ("byte order mark", |t, _| [b"\xef\xbb\xbf", t].concat()),
    ("a deep list", |t, _| [b"x = ", "[".repeat(100_000).as_bytes(), b"\n", t].concat()),
    ("a deep key", |t, _| ["a.".repeat(50_000).as_bytes(), b"a = 1\n", t].concat()),
    ("a text of 10 MB", |t, _| [b"x = \"", "y".repeat(10 << 20).as_bytes(), b"\"\n", t].concat()),
    ("no TOML", |_, r| noise(r, 3000)),
    ("bits turned", |t, r| bits(t, r)),
];

fn words(t: &[u8], r: &mut Rng) -> Vec<u8> {
    let mut all: Vec<&[u8]> = t.split_inclusive(|b| !b.is_ascii_alphanumeric()).collect();
    for _ in 0..6 {
        let (a, b) = (r.below(all.len() as u64) as usize, r.below(all.len() as u64) as usize);
        all.swap(a, b);
    }
    all.concat()
}
