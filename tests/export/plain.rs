//! The invented authority, and its tables read by nothing but a CSV reader.

use duecare::demo::{Authority, Exported, Options, Profile, generate};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A row by column.
pub type Row = BTreeMap<String, String>;

/// Three hundred children, made once.
pub fn authority() -> &'static Authority {
    static MADE: OnceLock<Authority> = OnceLock::new();
    MADE.get_or_init(|| {
        let options = Options { children: 300, seed: 1, last_day: None };
        generate(&Profile::named("default").unwrap(), &options).unwrap()
    })
}

/// A table of the Standard Safeguarding Dataset.
pub fn ssd(table: &str) -> Vec<Row> {
    rows(&authority().files.iter().find(|f| f.table.name == table).unwrap().text)
}

/// The rows of a CSV.
pub fn rows(text: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(text).deserialize().map(Result::unwrap).collect()
}

/// The header of a CSV.
pub fn header(text: &[u8]) -> Vec<String> {
    csv::Reader::from_reader(text).headers().unwrap().iter().map(str::to_owned).collect()
}

/// A file by name.
pub fn file<'f>(files: &'f [Exported], name: &str) -> &'f Exported {
    files.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("no {name}"))
}
