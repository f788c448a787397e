//! A return in XML, from the path to the caseload and its report.

use super::element::Element;
use super::items::{Frame, Items};
use super::maker::Maker;
use super::strange::{Known, Strange};
use crate::import::database;
use crate::import::encoding::utf8;
use crate::import::error::{ImportError, plain_reason};
use crate::import::report::{FileReport, LoadReport};
use crate::import::rows::Holds;
use crate::import::tables::{OpenReport, provide};
use crate::import::unfinished::Unfinished;
use crate::record::{CaseloadBuilder, Provides, Texts, Vocabulary};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a return looks like.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Layout {
    /// The name of the format.
    pub(in crate::import) source: &'static str,
    /// What it is called in messages.
    pub(in crate::import) called: &'static str,
    /// The element of one item.
    pub(in crate::import) item: &'static str,
    /// Elements outside the items that must be there, the outermost first; they are known.
    pub(in crate::import) must: &'static [&'static str],
    /// Further elements outside the items that are known.
    pub(in crate::import) around: &'static [&'static str],
    /// Elements outside the items that say something no kind of record holds.
    pub(in crate::import) unread: &'static [&'static str],
    /// The elements of an item.
    pub(in crate::import) known: Known,
}

/// What stands around the items of every return to the Department for Education.
pub(in crate::import) const MESSAGE: &[&str] = &[
    "Message",
    "Header",
    "CollectionDetails",
    "Collection",
    "Year",
    "ReferenceDate",
    "Source",
    "SourceLevel",
    "LEA",
    "SoftwareCode",
    "Release",
    "SerialNo",
    "DateTime",
];

/// What makes records of the items of a return.
pub(in crate::import) trait Taker {
    /// The records of one item; each row of it is counted as kept or refused.
    fn item(&mut self, item: &Element, maker: &mut Maker<'_>, builder: &mut CaseloadBuilder);
    /// What the file can hold.
    fn provides(&self, vocabulary: &Vocabulary) -> Provides;
}

/// A kind that a return holds, its fields, and whether the return says when such a record ended.
pub(in crate::import) type Held = (&'static str, &'static [&'static str], bool);

/// The kinds and fields of a list, as far as the vocabulary has them. No return says when anything was entered.
pub(in crate::import) fn held<'h>(list: impl Iterator<Item = &'h Held>, vocabulary: &Vocabulary) -> Provides {
    let mut provides = Provides::default();
    for (kind, fields, end) in list {
        let Some(id) = vocabulary.kind_named(kind) else { continue };
        let Some(k) = vocabulary.kind(id) else { continue };
        let fields = fields.iter().filter_map(|f| k.field(f)).collect();
        provide(&mut provides, id, &Holds { fields, recorded: false, end: *end, ..Holds::default() });
    }
    provides
}

/// Whether a path is an XML file that begins like this return, or a folder that holds one.
pub(in crate::import) fn looks_like(path: &Path, is_one: impl Fn(&str) -> bool) -> bool {
    !alike(path, is_one).is_empty()
}

/// The XML file of a path, or those of a folder, that begin like this return.
pub(in crate::import) fn alike(path: &Path, is_one: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files = xml_files(path);
    files.retain(|file| {
        let mut start = Vec::new();
        let opened = File::open(file).and_then(|f| f.take(1 << 14).read_to_end(&mut start));
        opened.is_ok() && is_one(&String::from_utf8_lossy(&start).replace(char::from(0), ""))
    });
    files
}

/// What is to be told when the items of a return have been gone through.
#[derive(Debug, Default)]
pub(in crate::import) struct Walked {
    /// What a reader of the report should know.
    pub(in crate::import) notes: Vec<String>,
    /// Why the file could not be read to its end.
    pub(in crate::import) broken: Option<String>,
}

/// Goes through the items of a file.
pub(in crate::import) fn walk(file: &Path, layout: Layout, each: impl FnMut(&Element)) -> Walked {
    match File::open(file).and_then(utf8) {
        Ok(source) => walk_items(source, layout, each),
        Err(fault) => Walked { broken: Some(plain_reason(&fault)), ..Walked::default() },
    }
}

fn walk_items(source: impl BufRead, layout: Layout, mut each: impl FnMut(&Element)) -> Walked {
    let mut strange = Strange::default();
    let frame = Frame { called: layout.called, item: layout.item, also: None, must: layout.must };
    let mut items = Items::new(source, frame);
    let broken = loop {
        match items.next_item() {
            Ok(Some(item)) => {
                strange.look(&item, layout.known);
                each(&item);
            }
            Ok(None) => break None,
            Err(fault) => break Some(fault.to_string()),
        }
    };
    strange.outside(
        &items.outside,
        |name| layout.must.contains(&name) || layout.around.contains(&name),
        layout.unread,
    );
    Walked { notes: strange.notes(), broken }
}

/// Reads a file, or the one XML file of a folder.
pub(in crate::import) fn read(
    path: &Path,
    vocabulary: &Arc<Vocabulary>,
    layout: Layout,
    taker: &mut impl Taker,
) -> Result<Unfinished, ImportError> {
    let files = xml_files(path);
    if files.is_empty() {
        return Err(ImportError::NothingThere {
            path: database::shown(path),
            source_name: layout.source.to_owned(),
            looked_for: "an .xml file".to_owned(),
        });
    }
    let [file] = files.as_slice() else {
        // The years of a return overlap: what is still open stands in each.
        let names = files.iter().filter_map(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned());
        let names = names.collect::<Vec<_>>().join(", ");
        return Err(ImportError::Several { path: database::shown(path), names });
    };
    let mut builder = CaseloadBuilder::new(Arc::clone(vocabulary));
    let source = File::open(file).and_then(utf8).map_err(|e| ImportError::read(file, &e))?;
    let name = file.file_name().map_or_else(|| database::shown(path), |n| n.to_string_lossy().into_owned());
    let report = read_file(&name, source, vocabulary, layout, taker, &mut builder);
    *builder.provides() = taker.provides(vocabulary);
    let reports = BTreeMap::from([(0, OpenReport { report, groups: Vec::new() })]);
    let report = LoadReport { source: layout.source.to_owned(), ..LoadReport::default() };
    Ok(Unfinished { builder, reports, others: Vec::new(), report })
}

fn read_file(
    name: &str,
    source: impl BufRead,
    vocabulary: &Vocabulary,
    layout: Layout,
    taker: &mut impl Taker,
    builder: &mut CaseloadBuilder,
) -> FileReport {
    let place = builder.file(name);
    let mut maker = Maker::new(vocabulary, place);
    let walked = walk_items(source, layout, |item| taker.item(item, &mut maker, builder));
    let made = maker.made();
    let mut report = FileReport::new(name, maker.tally, builder.texts() as &Texts);
    report.made = made;
    report.notes = walked.notes;
    // What came before a fault is whole and stays; the report says where the rest was lost.
    match report.kept {
        0 => report.failed = walked.broken,
        _ => report.broken_off = walked.broken,
    }
    if !report.reasons.is_empty() || !report.columns.is_empty() {
        report.notes.push("a row is named by the line it begins on, a value by its own line".to_owned());
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
