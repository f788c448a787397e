//! A file changed at random: its bytes, its words, its lines; of a workbook those of a part.

use crate::book::{parts, zipped};
use crate::rng::Rng;

/// Pieces that readers stumble over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"<",
    b">",
    b"</",
    b"&",
    b"&#x110000;",
    b"<![CDATA[",
    b"<!--",
    b"[",
    b"[[",
    b"]",
    b"{",
    b"}",
    b"(",
    b")",
    b"=",
    b"'''",
    b"-1",
    b"0",
    b"4294967296",
    b"18446744073709551616",
    b"1e400",
    b"99999999",
    b"9999-12-31",
    b"0000-00-00",
    b"31/02/2021",
    b"NaN",
    b"yes",
    b"of ",
    b"must ",
    b"every ",
    b"within ",
    b"where ",
    b"not ",
    b"end",
    b"ZZZZ9999999999",
];

/// One to six changes.
pub(crate) fn changed(whole: &[u8], is_book: bool, r: &mut Rng) -> Vec<u8> {
    if is_book && !r.one_in(4) {
        let mut all = parts(whole);
        let place = r.below(all.len() as u64) as usize;
        all[place].1 = changes(&all[place].1, r);
        return zipped(&all);
    }
    changes(whole, r)
}

fn changes(whole: &[u8], r: &mut Rng) -> Vec<u8> {
    let mut out = whole.to_vec();
    for _ in 0..1 + r.below(6) {
        one(&mut out, r);
    }
    out
}

fn one(out: &mut Vec<u8>, r: &mut Rng) {
    let length = out.len() as u64;
    let at = r.below(length + 1) as usize;
    let span = (1 << r.below(10)).min(out.len() - at);
    match r.below(8) {
        0 if at < out.len() => out[at] ^= 1 << r.below(8),
        1 if at < out.len() => out[at] = r.next() as u8,
        2 => drop(out.drain(at..at + span)),
        3 => {
            let again = out[at..at + span].repeat(1 + r.below(40) as usize);
            drop(out.splice(at..at, again));
        }
        4 => {
            // A piece from elsewhere in the place of this.
            let from = r.below(length + 1) as usize;
            let piece = out[from..(from + span).min(out.len())].to_vec();
            drop(out.splice(at..at + span, piece));
        }
        5 if r.one_in(6) => out.truncate(at),
        6 => {
            let mut lines: Vec<Vec<u8>> = out.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            if lines.len() > 1 {
                let (a, b) = (r.below(lines.len() as u64) as usize, r.below(lines.len() as u64) as usize);
                lines.swap(a, b);
                *out = lines.concat();
            }
        }
        _ => {
            let piece = r.pick(PIECES).repeat(if r.one_in(20) { 5000 } else { 1 });
            drop(out.splice(at..at, piece));
        }
    }
}
