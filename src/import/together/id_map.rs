//! The file that says which ids of one source are which of another.

use crate::import::encoding::marked;
use crate::import::error::{ImportError, plain_reason};
use crate::import::report::FileReport;
use crate::import::tally::{FileTally, Refusal};
use crate::record::{Id, KindId, Texts, Vocabulary};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::Path;

/// One line: in a source (any but the first, when not said), a record of a kind with an id is known by another.
#[derive(Debug, Clone)]
struct Line {
    source: String,
    kind: KindId,
    id: String,
    same_as: String,
    /// Its row, the header being row 1.
    row: u32,
    /// Whether its id was met in a source it is for.
    met: bool,
}

/// Ids that mean the same record.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct IdMap {
    /// The name of the file.
    name: String,
    lines: Vec<Line>,
}

const COLUMNS: [&str; 3] = ["kind", "id", "same_as"];

impl IdMap {
    /// Reads a CSV with the columns `kind`, `id`, `same_as` and, where several sources follow the first, `source`. A
    /// slip ends the load: half a map would join the wrong children.
    pub(in crate::import) fn read(path: &Path, vocabulary: &Vocabulary) -> Result<IdMap, ImportError> {
        let shown = path.display().to_string();
        let fault = |row: usize, why: String| ImportError::IdMap { path: shown.clone(), row, why };
        let source = File::open(path).and_then(marked).map_err(|e| ImportError::read(path, &e))?;
        let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(source);
        let header = rows.headers().map_err(|e| read_fault(path, &e))?.clone();
        let place = |name: &str| {
            header.iter().position(|h| h.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
        };
        let places = COLUMNS.map(place);
        if let Some((name, _)) = COLUMNS.iter().zip(places).find(|(_, p)| p.is_none()) {
            return Err(fault(1, format!("it has no column `{name}`")));
        }
        let source = place("source");
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let mut map = IdMap { name, lines: Vec::new() };
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
            let row = u32::try_from(number).unwrap_or(u32::MAX);
            map.lines.push(Line { source, kind, id, same_as, row, met: false });
        }
        Ok(map)
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The ids of a source that are others in the first; `named` are the records that the source names.
    pub(super) fn of(
        &mut self,
        source: &str,
        texts: &mut Texts,
        named: &HashSet<(KindId, Id)>,
    ) -> super::Renamed {
        let mut renamed = super::Renamed::new();
        for line in self.lines.iter_mut().filter(|l| l.source.is_empty() || l.source == source) {
            let id = Id::of(&line.id, texts);
            line.met |= named.contains(&(line.kind, id));
            renamed.insert((line.kind, id), Id::of(&line.same_as, texts));
        }
        renamed
    }

    /// What became of its lines: one that names nobody may be a slip, and would leave a child apart from itself.
    pub(in crate::import) fn report(&self) -> FileReport {
        let mut tally = FileTally::default();
        for line in &self.lines {
            tally.count(if line.met { Ok(()) } else { Err(Refusal::NamesNobody) }, line.row);
        }
        FileReport::new(&self.name, tally, &Texts::default())
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
