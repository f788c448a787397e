//! A workbook and the names of its sheets.

use super::sizes;
use calamine::{Reader, Xlsx, XlsxError};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A workbook; whether it may be unpacked is found once for all its sheets.
#[derive(Debug)]
pub(in crate::import) struct Book {
    path: PathBuf,
    checked: OnceLock<Result<(), String>>,
}

/// One sheet of a workbook.
#[derive(Debug, Clone)]
pub(in crate::import) struct Sheet {
    /// The sheet's name, as the workbook spells it.
    pub(in crate::import) name: String,
    pub(in crate::import) book: Arc<Book>,
}

/// A workbook that is open.
pub(in crate::import) type Open = Xlsx<BufReader<File>>;

impl Book {
    /// The sheets of a workbook, in its own order. Only the list of them is read.
    pub(in crate::import) fn sheets(path: &Path) -> Result<Vec<Sheet>, String> {
        let mut zip = sizes::directory(path)?;
        let entry = zip.by_name("xl/workbook.xml").map_err(|_| sizes::broken())?;
        let mut text = String::new();
        entry.take(1 << 20).read_to_string(&mut text).map_err(|_| sizes::broken())?;
        let names = names(&text).ok_or_else(sizes::broken)?;
        let book = Arc::new(Book { path: path.to_owned(), checked: OnceLock::new() });
        Ok(names.into_iter().map(|name| Sheet { name, book: Arc::clone(&book) }).collect())
    }

    /// Opens the workbook, unless it unpacks to more than a limit.
    pub(in crate::import) fn open(&self) -> Result<Open, String> {
        self.checked.get_or_init(|| sizes::check(&self.path)).clone()?;
        let file = File::open(&self.path)
            .map_err(|e| format!("it cannot be read: {}", crate::import::error::plain_reason(&e)))?;
        guarded(move || Xlsx::new(BufReader::new(file)))
    }
}

/// Lets the reader of workbooks read. It counts rows and columns with plain sums, which places beyond any sheet make
/// overflow: then the workbook is broken, and the program goes on.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, String> {
    crate::import::guarded::guarded(read).ok_or_else(sizes::broken)?.map_err(|e| words(&e))
}

/// A fault of a workbook in plain words. What the reader says may hold values, so only its kind is told.
fn words(error: &XlsxError) -> String {
    match error {
        XlsxError::Password => "it is locked with a password: save it without one".to_owned(),
        XlsxError::NotAWorksheet(_) => {
            "it holds no rows: it is a chart or a macro: save its rows in a sheet".to_owned()
        }
        XlsxError::XmlEof(_) => "it is cut short: save it again as .xlsx".to_owned(),
        _ => sizes::broken(),
    }
}

fn names(text: &str) -> Option<Vec<String>> {
    use quick_xml::events::Event;
    let mut xml = quick_xml::Reader::from_str(text);
    let mut names = Vec::new();
    loop {
        match xml.read_event().ok()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "sheet" => {
                let attribute = e.try_get_attribute("name").ok()??;
                names.push(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned());
            }
            Event::Eof => return Some(names),
            _ => {}
        }
    }
}
