//! Small folders and files, loaded; and what stands in the caseload.

use duecare::calendar::{NEVER, to_iso};
use duecare::import::{FileReport, ImportError, LoadRequest, Loaded, SourceKind, load};
use duecare::record::{Caseload, Column, FieldType, NO_ROW};
use std::path::Path;
use std::sync::Arc;

/// A folder of files.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Loads a folder or file in a format.
pub fn load_from(from: SourceKind, path: &Path) -> Result<Loaded, ImportError> {
    let request = LoadRequest { from, records: path.to_owned(), ..LoadRequest::default() };
    load(&request, super::vocabulary())
}

/// Loads files in the shape of the Standard Safeguarding Dataset.
pub fn ssd(files: &[(&str, &str)]) -> Loaded {
    let folder = folder(files);
    load_from(SourceKind::Format("ssd"), folder.path()).unwrap_or_else(|e| panic!("{e}"))
}

/// Loads files by a mapping of one's own.
pub fn mapped(mapping: &str, files: &[(&str, &str)]) -> Result<Loaded, String> {
    let folder = folder(files);
    let file = folder.path().join("own.toml");
    std::fs::write(&file, mapping).unwrap();
    load_from(SourceKind::Mapping(file), folder.path()).map_err(|e| e.to_string())
}

/// The report of a file.
pub fn report<'l>(loaded: &'l Loaded, file: &str) -> &'l FileReport {
    loaded.report.files.iter().find(|f| f.file == file).unwrap_or_else(|| panic!("no report of {file}"))
}

/// Every record of a kind in one line each: `id of owner start..end field=value`, in the order of the caseload.
pub fn records(caseload: &Caseload, kind: &str) -> Vec<String> {
    let vocabulary = Arc::clone(&caseload.vocabulary);
    let id = vocabulary.kind_named(kind).unwrap_or_else(|| panic!("no kind {kind}"));
    let (table, declared) = (caseload.table(id).unwrap(), vocabulary.kind(id).unwrap());
    let text = |id: duecare::record::Id| id.text(&caseload.texts);
    let mut out = Vec::new();
    for row in 0..table.len() {
        let mut line = text(table.ids[row as usize]);
        if let Some(owner) = declared.owner {
            let owners = caseload.table(owner).unwrap();
            line += &format!(" of {}", text(owners.ids[table.parent_of(row) as usize]));
        }
        if !table.start.is_empty() {
            line += &format!(" {}", to_iso(table.start(row)));
        }
        if !table.end.is_empty() {
            line += &format!("..{}", to_iso(table.end(row)));
        }
        if table.recorded(row) != NEVER {
            line += &format!(" recorded {}", to_iso(table.recorded(row)));
        }
        for (field, column) in declared.fields.iter().zip(&table.columns) {
            if let Some(value) = value(caseload, column, &field.field_type, row) {
                line += &format!(" {}={value}", field.name);
            }
        }
        for ((field, _), written) in table.invalid.iter().filter(|((_, r), _)| *r == row) {
            let name = &declared.field_at(*field).unwrap().name;
            line += &format!(" {name}~{}", caseload.texts.text(*written));
        }
        out.push(line);
    }
    out
}

fn value(caseload: &Caseload, column: &Column, field_type: &FieldType, row: u32) -> Option<String> {
    match column {
        Column::Date(_) => Some(column.date(row)).filter(|d| *d != NEVER).map(to_iso),
        Column::YesNo(_) => column.yes_no(row).map(|b| if b { "yes" } else { "no" }.to_owned()),
        Column::Number(_) => column.number(row).map(|n| n.to_string()),
        Column::Text(_) => column.text(row).map(|t| caseload.texts.text(t).to_owned()),
        Column::Link(_) => {
            let FieldType::Link(target) = field_type else { return None };
            let row = column.link(row).filter(|r| *r != NO_ROW)?;
            Some(caseload.table(*target)?.ids[row as usize].text(&caseload.texts))
        }
        Column::Empty => None,
    }
}

/// All records of all kinds.
pub fn everything(caseload: &Caseload) -> Vec<(String, Vec<String>)> {
    let kinds = caseload.vocabulary.iter().map(|(_, k)| k.name.clone());
    kinds.map(|k| (k.clone(), records(caseload, &k))).filter(|(_, list)| !list.is_empty()).collect()
}
