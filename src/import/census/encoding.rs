//! Census files in other encodings than UTF-8: case systems write UTF-16 and Windows-1252 too.

use std::io::{BufRead, BufReader, Cursor, Read, Result};

/// A source of UTF-8, whatever the file is written in. Only files in another encoding are read whole.
pub(super) fn utf8<R: Read + 'static>(mut source: R) -> Result<Box<dyn BufRead>> {
    let mut start = Vec::new();
    source.by_ref().take(256).read_to_end(&mut start)?;
    let big_endian = match start.as_slice() {
        [0xFE, 0xFF, ..] => Some(true),
        [0xFF, 0xFE, ..] => Some(false),
        _ => None,
    };
    let declared = String::from_utf8_lossy(&start).to_lowercase();
    let one_byte = ["windows-1252", "iso-8859-1", "latin1"].iter().any(|e| declared.contains(e));
    if big_endian.is_none() && !one_byte {
        return Ok(Box::new(BufReader::new(Cursor::new(start).chain(source))));
    }
    let mut all = start;
    source.read_to_end(&mut all)?;
    let text = match big_endian {
        Some(big) => from_utf16(all.get(2..).unwrap_or(&[]), big),
        None => all.iter().map(|b| char::from(*b)).collect(),
    };
    Ok(Box::new(Cursor::new(text.into_bytes())))
}

fn from_utf16(bytes: &[u8], big_endian: bool) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
    let units =
        units.map(|pair| if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
