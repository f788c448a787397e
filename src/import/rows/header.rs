//! Column names of a file, found whatever their case.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The header of one file.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Header {
    names: Vec<String>,
    places: HashMap<String, usize>,
    repeated: Vec<String>,
}

impl Header {
    /// The header of these names.
    pub(in crate::import) fn new(names: &[String]) -> Header {
        let mut header = Header { names: names.to_vec(), ..Header::default() };
        for (i, name) in names.iter().enumerate() {
            let key = name.trim().to_lowercase();
            if key.is_empty() {
                continue;
            }
            match header.places.entry(key) {
                Entry::Occupied(known) => header.repeated.push(known.key().clone()),
                Entry::Vacant(free) => {
                    free.insert(i);
                }
            }
        }
        header
    }

    /// Number of columns.
    pub(in crate::import) fn len(&self) -> usize {
        self.names.len()
    }

    /// The place of a column, whose name is given in lower case.
    pub(in crate::import) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// A column's name as the file spells it.
    pub(in crate::import) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// Whether a column that is read stands twice.
    pub(in crate::import) fn is_repeated(&self, name: &str) -> bool {
        self.repeated.iter().any(|r| r == name)
    }
}
