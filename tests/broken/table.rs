//! What befalls a CSV.

use crate::Damage;
use crate::base::MARK;
use crate::rng::Rng;

pub(crate) const DAMAGES: &[Damage] = &[
    ("truncated", |t, r| t[..r.below(t.len() as u64) as usize].to_vec()),
    ("empty", |_, _| Vec::new()),
    ("only column names", |t, _| lines(t)[0].to_vec()),
    ("no column names", |t, _| lines(t)[1..].concat()),
    ("Windows-1252", |t, r| insert(t, b"\xe9\x80", 30, r)),
    ("UTF-16, little end first", |t, _| utf16(t, u16::to_le_bytes, true)),
    ("UTF-16, big end first", |t, _| utf16(t, u16::to_be_bytes, true)),
    ("UTF-16 without a mark", |t, _| utf16(t, u16::to_le_bytes, false)),
    ("lone bytes", |t, r| insert(t, b"\xff\xc3\xed\xa0", 20, r)),
    ("byte order mark", |t, _| [b"\xef\xbb\xbf", t].concat()),
    ("two byte order marks", |t, _| [b"\xef\xbb\xbf\xef\xbb\xbf", t].concat()),
    ("CRLF", |t, _| lines(t).iter().flat_map(|l| [l.trim_ascii_end(), b"\r\n"].concat()).collect()),
    ("CR alone", |t, _| t.iter().map(|b| if *b == b'\n' { b'\r' } else { *b }).collect()),
    ("an open quote", |t, r| insert(t, b",\"", 1, r)),
    ("an open quote in the names", |t, _| [b"\"", t].concat()),
    ("stray quotes", |t, r| insert(t, b"\"", 40, r)),
    ("doubled quotes", |t, r| insert(t, b"\"\"\"\"", 40, r)),
    ("columns swapped", |t, r| columns(t, r, |row, a, b| row.swap(a, b), true)),
    ("columns turned", |t, r| columns(t, r, |row, a, _| row.rotate_left(a), true)),
    ("a column missing", |t, r| columns(t, r, |row, a, _| drop(row.remove(a)), false)),
    ("a column doubled", |t, r| columns(t, r, |row, a, b| row.insert(b, row[a].clone()), false)),
    ("all columns but one missing", |t, r| columns(t, r, |row, a, _| *row = vec![row[a].clone()], false)),
    ("a name of a column doubled", |t, r| {
        let mut first = true;
        columns(
            t,
            r,
            |row, a, b| {
                if std::mem::take(&mut first) {
                    row[b] = row[a].clone()
                }
            },
            false,
        )
    }),
    ("a cell of 10 MB", |t, r| replace_cell(t, r, &format!("{MARK}{}", "x".repeat(10 << 20)))),
    ("a quoted cell of 10 MB of lines", |t, r| {
        replace_cell(t, r, &format!("\"{}\"", "a\n,\"\"".repeat(2 << 20)))
    }),
    ("a row of 100,000 cells", |t, r| insert_line(t, r, &"x,".repeat(100_000))),
    ("100,000 names of columns", |t, _| {
        let names: Vec<String> = (0..100_000).map(|n| format!("c{n}")).collect();
        [lines(t)[0].trim_ascii_end(), b",", names.join(",").as_bytes(), b"\n", &lines(t)[1..].concat()]
            .concat()
    }),
    ("impossible days", |t, r| days(t, r)),
    ("a workbook by this name", |_, _| crate::book::small()),
    ("Parquet by this name", |_, _| b"PAR1\x15\x04\x15\x10PAR1".to_vec()),
    ("XML by this name", |_, _| {
        format!("<?xml version=\"1.0\"?>\n<Message><Child>{MARK}</Child></Message>").into()
    }),
    ("a picture by this name", |_, r| [b"\x89PNG\r\n\x1a\n".to_vec(), noise(r, 5000)].concat()),
    ("NUL bytes", |t, r| insert(t, b"\0", 30, r)),
    ("NUL bytes at the end", |t, _| [t, &[0; 4096]].concat()),
    ("nothing but NUL bytes", |t, _| vec![0; t.len()]),
    ("semicolons", |t, _| t.iter().map(|b| if *b == b',' { b';' } else { *b }).collect()),
    ("separators of two sorts", |t, r| scattered(t, r, |b| if b == b',' { b';' } else { b })),
    ("blank lines", |t, r| (0..20).fold(t.to_vec(), |t, _| insert_line(&t, r, ""))),
    ("rows without an end", |t, r| scattered(t, r, |b| if b == b'\n' { b' ' } else { b })),
    ("rows doubled", |t, _| [t, &lines(t)[1..].concat()].concat()),
    ("the same id everywhere", |t, r| same(t, r)),
    ("formulas", |t, r| (0..20).fold(t.to_vec(), |t, _| replace_cell(&t, r, "=cmd|' /C calc'!A0"))),
    ("bits turned", |t, r| bits(t, r)),
];

pub(crate) fn lines(text: &[u8]) -> Vec<&[u8]> {
    let all: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
    if all.is_empty() { vec![text] } else { all }
}

fn somewhere(length: usize, r: &mut Rng) -> usize {
    r.below(length as u64 + 1) as usize
}

/// Puts some bytes into as many places, not among the names of the columns.
pub(crate) fn insert(text: &[u8], what: &[u8], times: usize, r: &mut Rng) -> Vec<u8> {
    let mut out = text.to_vec();
    for _ in 0..times {
        let head = lines(&out)[0].len();
        let at = head + somewhere(out.len() - head, r);
        out.splice(at..at, what.iter().copied());
    }
    out
}

pub(crate) fn insert_line(text: &[u8], r: &mut Rng, line: &str) -> Vec<u8> {
    let mut all: Vec<Vec<u8>> = lines(text).into_iter().map(<[u8]>::to_vec).collect();
    let at = 1 + somewhere(all.len() - 1, r);
    all.insert(at, format!("{line}\n").into_bytes());
    all.concat()
}

pub(crate) fn utf16(text: &[u8], bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

pub(crate) fn noise(r: &mut Rng, length: usize) -> Vec<u8> {
    (0..length).map(|_| r.next() as u8).collect()
}

pub(crate) fn bits(text: &[u8], r: &mut Rng) -> Vec<u8> {
    let mut out = text.to_vec();
    for _ in 0..1 + out.len() / 200 {
        let at = r.below(out.len().max(1) as u64) as usize;
        if let Some(byte) = out.get_mut(at) {
            *byte ^= 1 << r.below(8);
        }
    }
    out
}

fn scattered(text: &[u8], r: &mut Rng, change: fn(u8) -> u8) -> Vec<u8> {
    text.iter().map(|b| if r.one_in(9) { change(*b) } else { *b }).collect()
}

fn cells(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.byte_records().map(|row| row.unwrap().iter().map(<[u8]>::to_vec).collect()).collect()
}

fn text(rows: &[Vec<Vec<u8>>]) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| out.write_record(row).unwrap());
    out.into_inner().unwrap()
}

/// Changes the columns of every row alike: of the rows only, where the names stay.
fn columns(
    t: &[u8],
    r: &mut Rng,
    mut change: impl FnMut(&mut Vec<Vec<u8>>, usize, usize),
    names_stay: bool,
) -> Vec<u8> {
    let mut rows = cells(t);
    let width = rows[0].len() as u64;
    let a = r.below(width) as usize;
    let b = (a + 1 + r.below(width.saturating_sub(1)) as usize) % width as usize;
    let whole = rows.iter_mut().skip(usize::from(names_stay)).filter(|row| row.len() as u64 == width);
    whole.for_each(|row| change(row, a, b));
    text(&rows)
}

/// Puts a text, as it stands, in the place of a cell.
pub(crate) fn replace_cell(t: &[u8], r: &mut Rng, with: &str) -> Vec<u8> {
    let mut all: Vec<Vec<u8>> = lines(t).into_iter().map(<[u8]>::to_vec).collect();
    let row = 1 + r.below(all.len() as u64 - 1) as usize;
    let mut parts: Vec<Vec<u8>> =
        all[row].trim_ascii_end().split(|b| *b == b',').map(<[u8]>::to_vec).collect();
    let place = r.below(parts.len() as u64) as usize;
    parts[place] = with.as_bytes().to_vec();
    all[row] = [parts.join(&b','), b"\n".to_vec()].concat();
    all.concat()
}

/// Some of the days are none, or of another age.
fn days(t: &[u8], r: &mut Rng) -> Vec<u8> {
    let mut rows = cells(t);
    let odd = [
        "31/02/2021",
        "2021-13-01",
        "0000-00-00",
        "99999-99-99",
        "2021-02-30T25:61:61",
        "-1",
        "1e308",
        "44197.9999",
        "9999999999999999999",
        "01/01/0001",
        "31/12/9999",
        "yesterday",
        "2021-1-1-1",
        "٢٠٢١-٠١-٠١",
        "12/31/2021",
        "29/02/2023",
    ];
    let odd: Vec<String> = odd.iter().map(|d| (*d).to_owned()).chain([format!("1/1/{MARK}")]).collect();
    let is_day = |c: &[u8]| c.len() >= 8 && c.iter().all(|b| b.is_ascii_digit() || b"-/T: .".contains(b));
    for cell in rows.iter_mut().skip(1).flatten().filter(|c| is_day(c)) {
        if r.one_in(2) {
            *cell = r.pick(&odd).clone().into_bytes();
        }
    }
    text(&rows)
}

fn same(t: &[u8], r: &mut Rng) -> Vec<u8> {
    let mut rows = cells(t);
    let place = r.below(2) as usize;
    rows.iter_mut().skip(1).filter_map(|row| row.get_mut(place)).for_each(|c| *c = format!("{MARK}1").into());
    text(&rows)
}
