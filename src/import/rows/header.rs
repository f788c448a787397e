//! Column names of a file, found whatever their case, kind of quotation marks and blanks.

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
            let key = plain(name);
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

    /// The place of a column.
    pub(in crate::import) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).or_else(|| self.places.get(&plain(name))).copied()
    }

    /// A column's name as the file spells it.
    pub(in crate::import) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// Whether a column that is read stands twice.
    pub(in crate::import) fn is_repeated(&self, name: &str) -> bool {
        let name = plain(name);
        self.repeated.contains(&name)
    }
}

/// A name in lower case with straight quotation marks, single blanks, and no closing bracket at its end that none opens.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.trim_matches('\u{feff}').chars().flat_map(char::to_lowercase) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '`' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let mut end = out.trim();
    while let Some(shorter) = end.strip_suffix(')')
        && end.matches(')').count() > end.matches('(').count()
    {
        end = shorter.trim_end();
    }
    end.to_owned()
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[test]
    fn names_are_found_however_they_are_typed() {
        let names = ["Child\u{2019}s  Legal\nStatus", "Seen (Y/N))", "\u{feff}Age ", "Code (a)"];
        let header = Header::new(&names.map(str::to_owned));
        let wanted = ["child's legal status", "seen (y/n)", "age", "code (a)"];
        assert_eq!(wanted.map(|n| header.find(n)), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(header.find("Child\u{2018}s legal status"), Some(0));
        assert_eq!(header.find("code (a"), None);
        assert_eq!(header.name(1), "Seen (Y/N))");
    }
}
