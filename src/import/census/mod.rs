//! The children in need census in XML, streamed child by child.

mod children;
mod element;
mod encoding;
mod record;

use super::error::ImportError;
use super::report::{FileReport, LoadReport};
use super::rows::Holds;
use super::tables::{OpenReport, provide};
use super::tally::FileTally;
use super::unfinished::Unfinished;
use crate::record::{CaseloadBuilder, Provides, Texts, Vocabulary};
use children::Children;
use record::{Maker, held};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether a path is an XML file whose beginning says `Message`, or a folder that holds one.
pub(super) fn looks_like_one(path: &Path) -> bool {
    xml_files(path).iter().any(|file| {
        let mut start = Vec::new();
        let opened = File::open(file).and_then(|f| f.take(4096).read_to_end(&mut start));
        opened.is_ok() && String::from_utf8_lossy(&start).replace(char::from(0), "").contains("<Message")
    })
}

/// Reads a census file, or the one XML file of a folder.
pub(super) fn read(path: &Path, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
    let files = xml_files(path);
    if files.is_empty() {
        return Err(ImportError::NothingThere {
            path: path.display().to_string(),
            source_name: "cin-census".to_owned(),
            looked_for: "an .xml file".to_owned(),
        });
    }
    let [file] = files.as_slice() else {
        // The years of a census overlap: an open referral stands in each.
        let names = files.iter().filter_map(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned());
        let names = names.collect::<Vec<_>>().join(", ");
        return Err(ImportError::Several { path: path.display().to_string(), names });
    };
    let mut builder = CaseloadBuilder::new(Arc::clone(vocabulary));
    let source = File::open(file).and_then(encoding::utf8).map_err(|e| ImportError::read(file, &e))?;
    let name =
        file.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let report = read_file(&name, source, vocabulary, &mut builder);
    *builder.provides() = can_hold(vocabulary);
    let reports = BTreeMap::from([(0, OpenReport { report, groups: HashMap::new() })]);
    let report = LoadReport { source: "cin-census".to_owned(), ..LoadReport::default() };
    Ok(Unfinished { builder, reports, others: Vec::new(), report })
}

/// What a census can hold. It says when periods ended, and never when anything was entered.
pub(super) fn can_hold(vocabulary: &Vocabulary) -> Provides {
    let mut provides = Provides::default();
    for (kind, fields) in held(vocabulary) {
        provide(&mut provides, kind, &Holds { fields, recorded: false, end: true });
    }
    provides
}

fn read_file(
    name: &str,
    source: impl std::io::BufRead,
    vocabulary: &Arc<Vocabulary>,
    builder: &mut CaseloadBuilder,
) -> FileReport {
    let place = builder.file(name);
    let mut tally = FileTally::default();
    let mut maker = Maker::new(vocabulary, place);
    let mut failed = None;
    let mut children = Children::new(source);
    loop {
        match children.next_child() {
            Ok(Some(child)) => maker.child(&child, builder, &mut tally),
            Ok(None) => break,
            Err(fault) => {
                failed = Some(fault.to_string());
                break;
            }
        }
    }
    let mut report = FileReport::new(name, tally, builder.texts() as &Texts);
    report.made = maker.made(vocabulary);
    report.columns = maker.columns();
    if let Some(why) = failed {
        // What came before the fault is whole and stays; the report says where the rest was lost.
        report.notes.push(format!("the file breaks off: {why}; the children before that place are kept"));
        if report.kept == 0 {
            report.failed = Some(why);
        }
    }
    report
}

fn xml_files(path: &Path) -> Vec<PathBuf> {
    let is_xml = |p: &Path| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml"));
    if path.is_file() {
        return if is_xml(path) { vec![path.to_path_buf()] } else { Vec::new() };
    }
    let Ok(list) = std::fs::read_dir(path) else { return Vec::new() };
    let mut files: Vec<PathBuf> =
        list.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| is_xml(p)).collect();
    files.sort();
    files
}
