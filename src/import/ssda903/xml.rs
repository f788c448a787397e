//! An SSDA903 return in XML: the elements of each child become the rows of the tables that the CSV files hold.

use crate::import::tables::{Derived, DerivedTable, Folder};
use crate::import::xml::{self, Element, Known, Layout, Part};
use Part::{Many, Once, Unread};
use std::path::{Path, PathBuf};

const ROOT: &str = "EXPSSDA903";

const LAYOUT: Layout = Layout {
    source: "ssda903",
    called: "return about children looked after",
    item: "CHILD",
    must: &[ROOT],
    around: &[],
    unread: &[],
    known: CHILD,
};

const CHILD: Known = &[
    ("CHILD", &[Once("HEADER"), Many("EPISODE")]),
    (
        "HEADER",
        &[
            Once("CHILDID"),
            Once("UPN"),
            Once("SEX"),
            Once("DOB"),
            Once("ETHNIC"),
            Once("MOTHER"),
            Once("MC_DOB"),
            Once("UASC"),
            Once("DUC"),
            Many("AREVIEW"),
            Many("AMISSING"),
            Many("AD_PLACED"),
            Once("OC2"),
            Once("DATE_INT"),
            Once("DATE_MATCH"),
            Unread("FOSTER_CARE"),
            Unread("NB_ADOPTR"),
            Unread("SEX_ADOPTR"),
            Unread("LS_ADOPTR"),
            Unread("PERMANENCE"),
            Unread("IN_TOUCH"),
            Unread("ACTIV"),
            Unread("ACCOM"),
        ],
    ),
];

/// Where the rows of a table stand.
enum Rows {
    /// The header of the child.
    Header,
    /// The same, where it says one of these.
    HeaderWith(&'static [&'static str]),
    /// These elements of the header.
    InHeader(&'static str),
    /// These elements of the child.
    InChild(&'static str),
}

/// The tables, each with its rows and its columns beside the child's id: elements and columns have the same names.
const TABLES: &[(&str, Rows, &[&str])] = &[
    ("header", Rows::Header, &["SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]),
    (
        "episodes",
        Rows::InChild("EPISODE"),
        &[
            "DECOM",
            "RNE",
            "LS",
            "CIN",
            "PL",
            "PLACE_PROVIDER",
            "DEC",
            "REC",
            "REASON_PLACE_CHANGE",
            "HOME_POST",
            "PL_POST",
            "URN",
        ],
    ),
    ("reviews", Rows::InHeader("AREVIEW"), &["REVIEW", "REVIEW_CODE"]),
    ("uasc", Rows::HeaderWith(&["DUC"]), &["SEX", "DOB", "DUC"]),
    ("oc2", Rows::InHeader("OC2"), &["SDQ_SCORE", "SDQ_REASON", "IMMUNISATIONS"]),
    ("ad1", Rows::HeaderWith(&["DATE_INT", "DATE_MATCH"]), &["DATE_INT", "DATE_MATCH"]),
    (
        "placed_adoption",
        Rows::InHeader("AD_PLACED"),
        &["DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
    ),
    ("missing", Rows::InHeader("AMISSING"), &["MISSING", "MIS_START", "MIS_END"]),
];

/// The XML files of a path that are such a return.
pub(in crate::import) fn xml_files(path: &Path) -> Vec<PathBuf> {
    xml::alike(path, |start| start.contains(ROOT))
}

/// Adds the tables of a file to a folder. One that breaks off keeps what came before; one without a child fails.
pub(in crate::import) fn add_xml(folder: &mut Folder, file: &Path) {
    let mut tables: Vec<DerivedTable> = Vec::new();
    for (_, _, columns) in TABLES {
        let names: Vec<&str> = ["CHILD"].iter().chain(*columns).copied().collect();
        tables.push(DerivedTable::new(&names));
    }
    let walked = xml::walk(file, LAYOUT, |child| {
        for ((_, rows, columns), table) in TABLES.iter().zip(&mut tables) {
            fill(child, rows, columns, table);
        }
    });
    let shown = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let empty = tables.iter().all(|t| t.len() == 0);
    for (place, ((name, ..), mut table)) in TABLES.iter().zip(tables).enumerate() {
        if place == 0 {
            table.notes.clone_from(&walked.notes);
            table.notes.push(
                "rows are numbered in the order in which their elements stand, from 2 as in a table"
                    .to_owned(),
            );
        }
        match empty {
            true => table.failed.clone_from(&walked.broken),
            // Told once, with the first of its tables.
            false => table.broken_off = walked.broken.clone().filter(|_| place == 0),
        }
        folder.add_made(name, file, format!("{shown}: {name}"), table);
    }
}

fn fill(child: &Element, rows: &Rows, columns: &[&str], table: &mut DerivedTable) {
    let header = child.part("HEADER");
    let id = header.and_then(|h| h.said("CHILDID"));
    let found: Vec<&Element> = match rows {
        Rows::Header => header.into_iter().collect(),
        Rows::HeaderWith(one_of) => {
            header.into_iter().filter(|h| one_of.iter().any(|name| h.said(name).is_some())).collect()
        }
        Rows::InHeader(name) => header.into_iter().flat_map(|h| h.all(name)).collect(),
        Rows::InChild(name) => child.all(name).collect(),
    };
    for row in found {
        let cells = std::iter::once(id).chain(columns.iter().map(|c| row.said(c)));
        let cells = cells.map(|said| said.map_or(Derived::Missing, |text| Derived::Text(text.into())));
        // As in a table whose first row is its header: a file may have all its elements on one line.
        let number = u32::try_from(table.len() + 2).unwrap_or(u32::MAX);
        table.push(number, cells);
    }
}
