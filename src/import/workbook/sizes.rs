//! What a workbook unpacks to, held against a limit before anything is made of it.

use quick_xml::events::Event;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// Bytes that one part may unpack to: a full sheet of a million rows and thirty columns has less.
const PART: u64 = 2 << 30;
/// Bytes that all texts of a workbook may unpack to; they are held while a sheet is read.
const TEXTS: u64 = 256 << 20;
/// Bytes of a part that only says how the workbook is built.
const FRAME: u64 = 32 << 20;
/// Bytes at the start of the texts in which their number stands.
const HEAD: u64 = 1 << 20;

/// The zip directory of a workbook.
pub(super) fn directory(path: &Path) -> Result<ZipArchive<BufReader<File>>, String> {
    let mut file = File::open(path)
        .map_err(|e| format!("it cannot be read: {}", crate::import::error::plain_reason(&e)))?;
    let mut first = [0; 8];
    let read = file.read(&mut first).unwrap_or(0);
    if read == 8 && first == [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] {
        return Err(
            "it is locked with a password, or a workbook of before 2007: save it as .xlsx without a password"
                .to_owned(),
        );
    }
    let file = File::open(path)
        .map_err(|e| format!("it cannot be read: {}", crate::import::error::plain_reason(&e)))?;
    ZipArchive::new(BufReader::new(file)).map_err(|_| broken())
}

/// What is said of a file that is no workbook, or is cut short.
pub(super) fn broken() -> String {
    "it is no sound Excel workbook: open it in Excel and save it again as .xlsx".to_owned()
}

/// Says why a workbook unpacks to more than is read here: first by what its directory says, then by what is in it, for a
/// directory can lie. Pictures and the like are never unpacked.
pub(super) fn check(path: &Path) -> Result<(), String> {
    let mut zip = directory(path)?;
    // Deflate never makes more than 1,032 bytes of one.
    let most = std::fs::metadata(path).map_or(0, |about| about.len()).saturating_mul(1032);
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).map_err(|_| broken())?;
        let name = entry.name().map_err(|_| broken())?.to_lowercase();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let limit = limit(&name);
        if entry.size() > limit {
            return Err(too_large(limit));
        }
        if name.contains("sharedstrings") {
            number_of_texts(entry, most.min(limit))?;
            entry = zip.by_index(place).map_err(|_| broken())?;
        }
        // Most parts need no second look.
        if entry.compressed_size().saturating_mul(1032) <= limit {
            continue;
        }
        let unpacked = std::io::copy(&mut entry.take(limit + 1), &mut std::io::sink());
        if unpacked.map_err(|_| broken())? > limit {
            return Err(too_large(limit));
        }
    }
    Ok(())
}

/// Says why the number of texts that a workbook tells cannot be: the reader makes room for so many before it reads one.
fn number_of_texts(part: impl Read, most: u64) -> Result<(), String> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part.take(HEAD)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| broken())? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "sst" => {
                let told = e.try_get_attribute("uniqueCount").map_err(|_| broken())?;
                let number = told.and_then(|t| t.value.parse::<u64>().ok()).unwrap_or(0);
                // The shortest text is `<si/>`.
                return if number > most / 5 + 1 { Err(broken()) } else { Ok(()) };
            }
            Event::Eof => return Err(broken()),
            _ => {}
        }
    }
}

fn limit(name: &str) -> u64 {
    if name.contains("worksheets/") {
        PART
    } else if name.contains("sharedstrings") {
        TEXTS
    } else {
        FRAME
    }
}

fn too_large(limit: u64) -> String {
    let megabytes = limit >> 20;
    format!(
        "it unpacks to more than {megabytes} MB in one part, which no workbook of records does: save its sheets as CSV"
    )
}
