//! What befalls a workbook.

use crate::Damage;
use crate::base::MARK;
use crate::rng::Rng;
use crate::table::{bits, noise};
use std::io::{Read, Write};

pub(crate) const DAMAGES: &[Damage] = &[
    ("truncated", |t, r| t[..r.below(t.len() as u64) as usize].to_vec()),
    ("empty", |_, _| Vec::new()),
    ("bits turned", |t, r| bits(t, r)),
    ("bits of a part turned", |t, r| {
        let chosen = r.below(parts(t).len() as u64) as usize;
        let mut all = parts(t);
        all[chosen].1 = bits(&all[chosen].1, r);
        zipped(&all)
    }),
    ("a part cut short", |t, r| {
        let mut all = parts(t);
        let chosen = r.below(all.len() as u64) as usize;
        let length = r.below(all[chosen].1.len() as u64 + 1) as usize;
        all[chosen].1.truncate(length);
        zipped(&all)
    }),
    ("a part missing", |t, r| {
        let mut all = parts(t);
        all.remove(r.below(all.len() as u64) as usize);
        zipped(&all)
    }),
    ("a part twice", |t, r| {
        let mut all = parts(t);
        let chosen = all[r.below(all.len() as u64) as usize].clone();
        // The writer refuses a second part of one name: it is renamed in the bytes.
        all.push((chosen.0.replace("xl/", "xm/"), chosen.1));
        swap(&zipped(&all), b"xm/", b"xl/")
    }),
    ("a bomb in the styles", |t, _| of_part(t, "styles", |_| vec![b' '; 64 << 20])),
    ("a bomb of blanks in a sheet", |t, _| {
        of_part(t, "sheet4", |s| {
            swap(&s, b"</sheetData>", &[vec![b' '; 48 << 20], b"</sheetData>".to_vec()].concat())
        })
    }),
    ("sizes that are wrong", |t, r| sizes(t, r)),
    ("no directory", |t, _| t[..t.len().saturating_sub(22)].to_vec()),
    ("deep elements", |t, _| {
        of_part(t, "sheet", |s| swap(&s, b"<sheetData>", "<sheetData>".repeat(50_000).as_bytes()))
    }),
    ("an entity bomb", |t, _| {
        of_part(t, "", |s| {
            let end = s.windows(2).position(|w| w == b"?>").map_or(0, |at| at + 2);
            [
                &s[..end],
                b"<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
                &s[end..],
            ]
            .concat()
        })
    }),
    ("places of cells beyond any sheet", |t, _| {
        of_part(t, "sheet", |s| swap(&s, b"r=\"B", b"r=\"ZZZZZZZZZ99999999999"))
    }),
    ("the last cell of the largest sheet", |t, _| {
        of_part(t, "sheet", |s| swap(&s, b"r=\"A3\"", b"r=\"XFD1048576\""))
    }),
    ("a wrong size of the sheet", |t, _| {
        of_part(t, "sheet", |s| swap(&s, b"<dimension ref=\"A1", b"<dimension ref=\"XFD1048576"))
    }),
    ("texts that are not there", |t, _| {
        of_part(t, "sharedStrings", |_| {
            b"<sst count=\"4294967295\" uniqueCount=\"4294967295\"></sst>".to_vec()
        })
    }),
    ("a cell of 10 MB", |t, _| {
        of_part(t, "sharedStrings", |s| {
            swap_first(&s, b"</t>", &["x".repeat(10 << 20).as_bytes(), b"</t>"].concat())
        })
    }),
    ("a row of 16,384 cells", |t, _| {
        of_part(t, "sheet", |s| {
            let cells: String = (0..16_384).map(|_| "<c t=\"str\"><v>x</v></c>").collect();
            swap_first(&s, b"</row>", format!("{cells}</row>").as_bytes())
        })
    }),
    ("days beyond any calendar", |t, _| of_part(t, "sheet", |s| swap(&s, b"<v>4", b"<v>99999994"))),
    ("numbers that are none", |t, _| {
        of_part(t, "sheet", |s| swap(&s, b"<v>4", format!("<v>{MARK}").as_bytes()))
    }),
    ("errors in the cells", |t, _| of_part(t, "sheet", |s| swap(&s, b"t=\"s\"", b"t=\"e\""))),
    ("sheets by other names", |t, _| {
        of_part(t, "workbook.xml", |s| swap(&s, b"name=\"List", b"name=\"Sheet"))
    }),
    ("locked with a password", |_, r| {
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), noise(r, 4096)].concat()
    }),
    ("a zip of something else", |_, _| zipped(&vec![("notes.txt".to_owned(), MARK.into())])),
    ("a table by this name", |_, _| format!("child_id,name\n1,{MARK}\n").into()),
    ("NUL bytes", |t, _| vec![0; t.len()]),
];

type Parts = Vec<(String, Vec<u8>)>;

/// A workbook of one empty part.
pub(crate) fn small() -> Vec<u8> {
    zipped(&vec![("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec())])
}

/// Changes every part alike.
pub(crate) fn each_part(bytes: &[u8], change: fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    // Places of cells look like ids (`C1234`): only the texts are changed.
    let is_text = |name: &str| name.contains("sharedStrings");
    let all = parts(bytes).into_iter();
    zipped(&all.map(|(n, t)| if is_text(&n) { (n, change(&t)) } else { (n, t) }).collect())
}

pub(crate) fn parts(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let part = |i| {
        let mut entry = zip.by_index(i).unwrap();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        (entry.name().unwrap().into_owned(), text)
    };
    (0..bytes_len(bytes)).map(part).collect()
}

fn bytes_len(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().len()
}

pub(crate) fn zipped(parts: &Parts) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub(crate) fn of_part(bytes: &[u8], part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let all = parts(bytes).into_iter();
    zipped(&all.map(|(n, t)| if n.contains(part) { (n, change(t)) } else { (n, t) }).collect())
}

fn swap_times(text: &[u8], what: &[u8], with: &[u8], times: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut rest, mut left) = (text, times);
    while left > 0
        && let Some(at) = memchr::memmem::find(rest, what)
    {
        out.extend(&rest[..at]);
        out.extend(with);
        rest = &rest[at + what.len()..];
        left -= 1;
    }
    out.extend(rest);
    out
}

fn swap(text: &[u8], what: &[u8], with: &[u8]) -> Vec<u8> {
    swap_times(text, what, with, usize::MAX)
}

fn swap_first(text: &[u8], what: &[u8], with: &[u8]) -> Vec<u8> {
    swap_times(text, what, with, 1)
}

/// The sizes in the directory say something else: of a record `PK 1 2` they stand at 20 and 24.
fn sizes(bytes: &[u8], r: &mut Rng) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let records: Vec<usize> = memchr::memmem::find_iter(bytes, b"PK\x01\x02").collect();
    for at in records {
        let place = at + if r.one_in(2) { 20 } else { 24 };
        let size = *r.pick(&[0u32, 1, 3000, 3 << 30, u32::MAX - 1]);
        out[place..place + 4].copy_from_slice(&size.to_le_bytes());
    }
    out
}
