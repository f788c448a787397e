//! A file of postcodes: in which authority each lies, and where. Only those that a return holds are kept.

use std::collections::{HashMap, HashSet};
use std::io::Read;

/// What is known of a postcode.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    /// The code of its authority.
    pub(super) authority: String,
    /// Metres east and north, where the file has them.
    pub(super) at: Option<(f64, f64)>,
}

impl Known {
    /// Miles to another, as the crow flies, to a tenth.
    pub(super) fn miles(&self, other: &Known) -> Option<f64> {
        let ((x, y), (a, b)) = self.at.zip(other.at)?;
        let metres = ((x - a).powi(2) + (y - b).powi(2)).sqrt();
        Some((metres / 1609.344 * 10.0).round() / 10.0)
    }
}

/// The postcodes that were looked for and found.
#[derive(Debug, Default)]
pub(super) struct Postcodes {
    known: HashMap<String, Known>,
}

/// Names of columns that such files have, in order of preference: the postcode, the authority, east and north.
const COLUMNS: [&[&str]; 4] = [
    &["postcode", "pcds", "pcd", "pcd7", "pcd8", "pcd2"],
    &["laua", "lad", "oslaua", "local_authority", "lad25cd", "lad24cd", "lad23cd"],
    &["easting", "oseast1m", "east1m", "eastings"],
    &["northing", "osnrth1m", "north1m", "northings"],
];

impl Postcodes {
    /// Reads those that are wanted; why not, where the file is none of postcodes or cannot be read.
    pub(super) fn read(source: impl Read, wanted: &HashSet<String>) -> Result<Postcodes, String> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source);
        let headers = reader.headers().map_err(|_| "it cannot be read as CSV".to_owned())?.clone();
        let places = COLUMNS.map(|names| {
            names.iter().find_map(|name| {
                headers
                    .iter()
                    .position(|h| h.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name))
            })
        });
        let [Some(code), Some(authority), east, north] = places else {
            return Err(
                "it needs the columns postcode and laua, and easting and northing for distances, as the ONS \
                        postcode directory has them"
                    .to_owned(),
            );
        };
        let mut out = Postcodes::default();
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(out),
                Err(fault) => {
                    let line = fault.position().map_or(0, |p| p.line());
                    return Err(format!("it cannot be read from line {line} on"));
                }
            }
            let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).map_or("", str::trim);
            let postcode = plain(cell(Some(code)));
            if !wanted.contains(&postcode) {
                continue;
            }
            let at = cell(east).parse().ok().zip(cell(north).parse().ok());
            out.known.insert(postcode, Known { authority: cell(Some(authority)).to_owned(), at });
        }
    }

    /// What is known of a postcode, however it is spaced.
    pub(super) fn get(&self, postcode: &str) -> Option<&Known> {
        self.known.get(&plain(postcode))
    }
}

/// A postcode without spaces, in capitals.
pub(super) fn plain(postcode: &str) -> String {
    postcode.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn distances_are_in_miles_and_only_what_is_wanted_is_kept() {
        let text = "pcds,oslaua,oseast1m,osnrth1m\nAB1 0JD,E08000032,400000,400000\nAB1 0JE,E08000035,430000,440000\nAB1 0JF,E1,1,1\n";
        let wanted = ["AB10JD", "AB10JE"].map(str::to_owned).into_iter().collect();
        let found = Postcodes::read(text.as_bytes(), &wanted).unwrap();
        let (a, b) = (found.get("ab1 0jd").unwrap(), found.get("AB10JE").unwrap());
        assert_eq!((a.authority.as_str(), a.miles(b)), ("E08000032", Some(31.1)));
        assert_eq!(found.get("AB1 0JF"), None);
        assert!(Postcodes::read("a,b\n".as_bytes(), &wanted).unwrap_err().contains("laua"));
    }
}
