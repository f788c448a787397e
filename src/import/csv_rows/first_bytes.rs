//! What the first bytes of a file say about it.

use super::CsvFault;

/// The byte order mark of UTF-8.
pub(super) const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Why a file that begins so is no CSV.
pub(super) fn fault(bytes: &[u8]) -> Option<CsvFault> {
    let known: [(&[u8], CsvFault); 6] = [
        (&[0xFF, 0xFE], CsvFault::Utf16),
        (&[0xFE, 0xFF], CsvFault::Utf16),
        (b"PK\x03\x04", CsvFault::NotCsv("an Excel workbook or a zip file")),
        (&[0xD0, 0xCF, 0x11, 0xE0], CsvFault::NotCsv("an old Excel workbook")),
        (&[0x1F, 0x8B], CsvFault::NotCsv("a compressed file")),
        (b"PAR1", CsvFault::NotCsv("a Parquet file")),
    ];
    let found = known.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, why)| why);
    // A text in UTF-16 without a mark has a zero byte in every other place.
    let zeros = bytes.iter().take(64).filter(|b| **b == 0).count();
    found.or((zeros >= 8).then_some(CsvFault::Utf16))
}

/// Which of `,` `;` tab and `|` stands most often in the first line.
pub(in crate::import) fn delimiter(bytes: &[u8]) -> u8 {
    let first_line = bytes.split(|b| matches!(b, b'\n' | b'\r')).find(|l| !l.is_empty()).unwrap_or(&[]);
    let count = |d: &u8| first_line.iter().filter(|b| *b == d).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}
