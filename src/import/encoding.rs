//! Files in other encodings than UTF-8: case systems write UTF-16 and Windows-1252 too.

use std::io::{BufRead, BufReader, Cursor, Read, Result};

/// A source of UTF-8, whatever the file is written in; no file is held whole.
pub(in crate::import) fn utf8<R: Read + 'static>(mut source: R) -> Result<Box<dyn BufRead>> {
    let mut start = Vec::new();
    source.by_ref().take(256).read_to_end(&mut start)?;
    let declared = String::from_utf8_lossy(&start).to_lowercase();
    let one_byte = ["windows-1252", "iso-8859-1", "latin1"].iter().any(|e| declared.contains(e));
    Ok(recoded(start, source, one_byte.then_some(Written::Windows1252)))
}

/// So much of a file is read at first.
const FIRST: u64 = 1 << 13;

/// A source of UTF-8 where a mark at its start says that the file is UTF-16; any other is handed on as it is. A CSV
/// declares nothing else.
pub(in crate::import) fn marked<R: Read + 'static>(mut source: R) -> Result<Box<dyn BufRead>> {
    let mut start = Vec::new();
    // Whoever looks for the separator looks at what is read first: that is more than the mark.
    source.by_ref().take(FIRST).read_to_end(&mut start)?;
    Ok(recoded(start, source, None))
}

/// The source from its start on, as its mark says it is written, or else as it declares.
fn recoded<R: Read + 'static>(mut start: Vec<u8>, source: R, declared: Option<Written>) -> Box<dyn BufRead> {
    let marked = match start.as_slice() {
        [0xFE, 0xFF, ..] => Some(Written::Utf16 { big_endian: true }),
        [0xFF, 0xFE, ..] => Some(Written::Utf16 { big_endian: false }),
        _ => None,
    };
    if marked.is_some() {
        start.drain(..2);
    }
    let source = Cursor::new(start).chain(source);
    match marked.or(declared) {
        None => Box::new(BufReader::new(source)),
        Some(written) => {
            Box::new(BufReader::new(Recoded { source, written, rest: Vec::new(), out: Cursor::default() }))
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy)]
enum Written {
    Utf16 { big_endian: bool },
    Windows1252,
}

/// A source written anew in UTF-8, a piece at a time.
struct Recoded<R> {
    source: R,
    written: Written,
    /// Bytes of a letter that is not whole yet.
    rest: Vec<u8>,
    out: Cursor<Vec<u8>>,
}

/// What Windows-1252 has where Latin-1 has controls: from 0x80.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

impl<R: Read> Recoded<R> {
    /// The next piece; nothing at the end.
    fn piece(&mut self) -> Result<String> {
        let mut bytes = std::mem::take(&mut self.rest);
        let had = bytes.len();
        let read = self.source.by_ref().take(1 << 14).read_to_end(&mut bytes)?;
        let at_end = read == 0;
        if at_end && had == 0 {
            return Ok(String::new());
        }
        Ok(match self.written {
            Written::Windows1252 => bytes.iter().map(|b| windows(*b)).collect(),
            Written::Utf16 { big_endian } => {
                let unit = |pair: [u8; 2]| match big_endian {
                    true => u16::from_be_bytes(pair),
                    false => u16::from_le_bytes(pair),
                };
                let pairs = bytes.chunks_exact(2);
                let odd = pairs.remainder().to_vec();
                let mut units: Vec<u16> =
                    pairs.filter_map(|p| <[u8; 2]>::try_from(p).ok()).map(unit).collect();
                // The first half of a pair waits for the second.
                if !at_end && units.last().is_some_and(|u| (0xD800..0xDC00).contains(u)) {
                    units.pop();
                    let half = bytes.len() - odd.len() - 2;
                    self.rest.extend(bytes.get(half..half + 2).unwrap_or_default());
                }
                if !at_end {
                    self.rest.extend(odd);
                }
                char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
        })
    }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        plain => char::from(plain),
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        loop {
            let n = self.out.read(into)?;
            if n > 0 || into.is_empty() {
                return Ok(n);
            }
            let more = self.piece()?;
            if more.is_empty() && self.rest.is_empty() {
                return Ok(0);
            }
            self.out = Cursor::new(more.into_bytes());
        }
    }
}
