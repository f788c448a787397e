//! What the first bytes of a file say about it.

use super::CsvFault;

/// What a file begins with.
#[derive(Debug)]
pub(super) enum Signature {
    /// Text.
    Plain,
    /// A byte order mark of so many bytes.
    Marked(usize),
    /// Something that is no CSV.
    Fault(CsvFault),
}

pub(super) fn signature(bytes: &[u8]) -> Signature {
    let known: [(&[u8], CsvFault); 6] = [
        (&[0xFF, 0xFE], CsvFault::Utf16),
        (&[0xFE, 0xFF], CsvFault::Utf16),
        (b"PK\x03\x04", CsvFault::NotCsv("an Excel workbook or a zip file")),
        (&[0xD0, 0xCF, 0x11, 0xE0], CsvFault::NotCsv("an old Excel workbook")),
        (&[0x1F, 0x8B], CsvFault::NotCsv("a compressed file")),
        (b"PAR1", CsvFault::NotCsv("a Parquet file")),
    ];
    for (start, fault) in known {
        if bytes.starts_with(start) {
            return Signature::Fault(fault);
        }
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return Signature::Marked(3);
    }
    // A text in UTF-16 without a mark has a zero byte in every other place.
    if bytes.iter().take(64).filter(|b| **b == 0).count() >= 8 {
        return Signature::Fault(CsvFault::Utf16);
    }
    Signature::Plain
}
