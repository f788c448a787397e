//! The file that says which ids of one source are which of another.

use crate::import::error::{ImportError, plain_reason};
use crate::record::{Id, KindId, Texts, Vocabulary};
use std::collections::HashMap;
use std::path::Path;

/// One line: in a source (any but the first, when not said), a record of a kind with an id is known by another.
#[derive(Debug, Clone)]
struct Line {
    source: String,
    kind: KindId,
    id: String,
    same_as: String,
}

/// Ids that mean the same record.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct IdMap {
    lines: Vec<Line>,
}

const COLUMNS: [&str; 3] = ["kind", "id", "same_as"];

impl IdMap {
    /// Reads a CSV with the columns `kind`, `id`, `same_as` and, where several sources follow the first, `source`. A
    /// slip ends the load: half a map would join the wrong children.
    pub(in crate::import) fn read(path: &Path, vocabulary: &Vocabulary) -> Result<IdMap, ImportError> {
        let shown = path.display().to_string();
        let fault = |row: usize, why: String| ImportError::IdMap { path: shown.clone(), row, why };
        let mut rows = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_path(path)
            .map_err(|e| read_fault(path, &e))?;
        let header = rows.headers().map_err(|e| read_fault(path, &e))?.clone();
        let place = |name: &str| {
            header.iter().position(|h| h.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
        };
        let places = COLUMNS.map(place);
        if let Some((name, _)) = COLUMNS.iter().zip(places).find(|(_, p)| p.is_none()) {
            return Err(fault(1, format!("it has no column `{name}`")));
        }
        let source = place("source");
        let mut map = IdMap::default();
        let mut seen: HashMap<(String, KindId, String), String> = HashMap::new();
        for (i, row) in rows.records().enumerate() {
            let number = i + 2;
            let row = row.map_err(|e| fault(number, row_fault(&e).to_owned()))?;
            let cell = |p: Option<usize>| p.and_then(|p| row.get(p)).unwrap_or("").to_owned();
            let [kind, id, same_as] = places.map(cell);
            let source = cell(source);
            // What stands there may be an id, where columns are swapped: it is not shown.
            let Some(kind) = vocabulary.kind_named(&kind) else {
                let why = "its `kind` is none of the vocabulary: write `child`, `worker` or another kind";
                return Err(fault(number, why.to_owned()));
            };
            if id.is_empty() || same_as.is_empty() {
                return Err(fault(number, "an id is blank".to_owned()));
            }
            let key = (source.clone(), kind, id.clone());
            if seen.insert(key, same_as.clone()).is_some_and(|before| before != same_as) {
                return Err(fault(number, "an earlier row says something else of the same id".to_owned()));
            }
            map.lines.push(Line { source, kind, id, same_as });
        }
        Ok(map)
    }

    /// The ids of a source that are others in the first.
    pub(super) fn of(&self, source: &str, vocabulary: &Vocabulary, texts: &mut Texts) -> super::Renamed {
        let lines = self.lines.iter().filter(|l| l.source.is_empty() || l.source == source);
        let known = lines.filter(|l| vocabulary.kind(l.kind).is_some());
        known.map(|l| ((l.kind, Id::of(&l.id, texts)), Id::of(&l.same_as, texts))).collect()
    }
}

fn row_fault(error: &csv::Error) -> &'static str {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "its letters are no UTF-8: save it as \"CSV UTF-8\"",
        csv::ErrorKind::UnequalLengths { .. } => "it has more or fewer cells than column names",
        _ => "it cannot be read",
    }
}

fn read_fault(path: &Path, error: &csv::Error) -> ImportError {
    match error.kind() {
        csv::ErrorKind::Io(e) => ImportError::Read { path: path.display().to_string(), why: plain_reason(e) },
        _ => {
            ImportError::IdMap { path: path.display().to_string(), row: 1, why: row_fault(error).to_owned() }
        }
    }
}
