//! A folder of tables becomes a caseload.

use super::agreements;
use super::folder::{Folder, TableFile, TableFormat};
use super::job::{self, FileLoad};
use super::settle::OpenReport;
use super::twins;
use crate::import::cell::Spelling;
use crate::import::database;
use crate::import::error::ImportError;
use crate::import::lookup::LookupTable;
use crate::import::mapping::{LookupSpec, Mapping, Place, RecordSpec};
use crate::import::report::{FileReport, LoadReport, ProvidedKind};
use crate::import::request::LoadRequest;
use crate::import::rows::{Holds, Surroundings};
use crate::import::unfinished::Unfinished;
use crate::record::{AGREEMENTS_FILE, Caseload, CaseloadBuilder, FieldId, KindId, Provides, Vocabulary};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Reads the tables of a folder that the request needs.
pub(in crate::import) fn read_tables(
    request: &LoadRequest,
    folder: &Folder,
    mapping: &Mapping,
    vocabulary: &Arc<Vocabulary>,
) -> Result<Unfinished, ImportError> {
    let path = request.records.as_path();
    let plan = Plan::new(folder, mapping, vocabulary, request.only.as_ref(), request.format);
    if plan.records.is_empty() {
        let few: Vec<&str> = mapping.files().into_iter().take(3).collect();
        return Err(ImportError::NothingThere {
            path: database::shown(path),
            source_name: mapping.name.clone(),
            looked_for: few.join(", "),
        });
    }
    let spelling = Arc::new(Spelling::new(&mapping.forms));
    let sheet_spelling = Arc::new(Spelling::of_sheets(&mapping.forms));
    let (lookups, lookup_reports) = read_lookups(&plan, mapping);
    let around = Surroundings {
        mapping,
        vocabulary,
        spelling: &spelling,
        sheet_spelling: &sheet_spelling,
        codes: &request.codes,
        lookups: &lookups,
        fields: request.fields.as_ref(),
    };
    let mut loads = read_records(&plan, &around);
    let specs: Vec<Vec<&RecordSpec>> = plan.records.iter().map(|(_, specs)| specs.clone()).collect();
    twins::take_out(&mut loads, &specs, vocabulary);

    let mut builder = CaseloadBuilder::new(Arc::clone(vocabulary));
    let mut reports = BTreeMap::new();
    let mut provides = Provides::default();
    for load in loads {
        let file = builder.file(&load.report.file);
        let FileLoad { report, texts, tables, provides: held, groups } = load;
        for mut table in tables {
            table.only_file = file;
            builder.append(table, &texts);
        }
        for (kind, holds) in held {
            provide(&mut provides, kind, &holds);
        }
        reports.insert(file, OpenReport { report, groups });
    }
    *builder.provides() = provides;
    let agreed = plan.agreements.zip(vocabulary.kind_named("child"));
    let agreed = agreed.map(|(file, child)| {
        let terms = request.agreements.as_deref();
        agreements::read(file, child, file.spelling(&around), terms, &mut builder)
    });
    let record_files: Vec<&str> = plan.records.iter().map(|(file, _)| file.name.as_str()).collect();
    let mut others = lookup_reports;
    others.retain(|l| !record_files.contains(&l.file.as_str()));
    others.extend(agreed);
    let broken = folder.broken().iter();
    others.extend(broken.map(|(file, why)| FileReport {
        file: file.clone(),
        failed: Some(why.clone()),
        ..FileReport::default()
    }));
    let report = LoadReport {
        source: mapping.name.clone(),
        missing: plan.missing,
        not_needed: plan.not_needed,
        unknown: plan.unknown,
        ..LoadReport::default()
    };
    Ok(Unfinished { builder, reports, others, report })
}

/// What is read from which file.
struct Plan<'m> {
    records: Vec<(&'m TableFile, Vec<&'m RecordSpec>)>,
    lookups: Vec<(&'m TableFile, Vec<(usize, &'m LookupSpec)>)>,
    agreements: Option<&'m TableFile>,
    missing: Vec<String>,
    not_needed: Vec<String>,
    unknown: Vec<String>,
}

impl<'m> Plan<'m> {
    fn new(
        folder: &'m Folder,
        mapping: &'m Mapping,
        vocabulary: &Vocabulary,
        only: Option<&BTreeSet<KindId>>,
        format: Option<TableFormat>,
    ) -> Plan<'m> {
        let find = |name: &str| mapping.names(name).find_map(|n| folder.find(n, format));
        let needed = |r: &RecordSpec| only.is_none_or(|o| is_needed(r.kind, o, vocabulary));
        let stands_in = |r: &RecordSpec| !r.unless_files.iter().any(|f| find(f).is_some());
        let used: Vec<&RecordSpec> = mapping.records.iter().filter(|r| needed(r) && stands_in(r)).collect();
        let wanted: BTreeSet<usize> = used.iter().flat_map(|r| lookups_of(r)).collect();
        let mut plan = Plan {
            records: Vec::new(),
            lookups: Vec::new(),
            agreements: folder.find(AGREEMENTS_FILE, format),
            missing: Vec::new(),
            not_needed: Vec::new(),
            unknown: Vec::new(),
        };
        for file in mapping.files() {
            let records: Vec<&RecordSpec> = used.iter().copied().filter(|r| r.file == file).collect();
            let lookups: Vec<(usize, &LookupSpec)> = mapping
                .lookups
                .iter()
                .enumerate()
                .filter(|(i, l)| l.file == file && wanted.contains(i))
                .collect();
            let all: Vec<&TableFile> = match mapping.yearly.contains_key(file) {
                true => folder.all(file).iter().filter(|f| format.is_none_or(|w| f.format == w)).collect(),
                false => find(file).into_iter().collect(),
            };
            if all.is_empty() {
                plan.missing.push(file.to_owned());
                continue;
            }
            // Of several files of one table, in another case or format, and of several workbooks, one is read.
            let others = mapping.names(file).flat_map(|n| folder.all(n));
            let others = others.filter(|f| all.iter().all(|read| read.name != f.name));
            plan.not_needed.extend(others.map(|f| f.name.clone()));
            for found in all {
                if records.is_empty() && lookups.is_empty() {
                    plan.leave(found, only.is_none());
                }
                if !lookups.is_empty() {
                    plan.lookups.push((found, lookups.clone()));
                }
                if !records.is_empty() {
                    plan.records.push((found, records.clone()));
                }
            }
        }
        let known: BTreeSet<&str> =
            mapping.files().into_iter().flat_map(|f| mapping.names(f)).chain([AGREEMENTS_FILE]).collect();
        let ignored = |table: &str| mapping.ignore.iter().any(|i| i == table);
        folder.strangers(|table| !ignored(table)).for_each(|f| plan.leave(f, only.is_none()));
        let strangers = folder.strangers(|table| known.contains(table) || ignored(table));
        plan.unknown = strangers.map(|f| f.name.clone()).collect();
        plan
    }

    /// A file that nothing is made of: where everything is loaded its rows are counted all the same.
    fn leave(&mut self, file: &'m TableFile, counted: bool) {
        match counted {
            true => self.lookups.push((file, Vec::new())),
            false => self.not_needed.push(file.name.clone()),
        }
    }
}

/// A kind is needed when it or something that belongs to it is.
fn is_needed(kind: KindId, only: &BTreeSet<KindId>, vocabulary: &Vocabulary) -> bool {
    only.contains(&kind) || only.iter().any(|o| vocabulary.owners(*o).contains(&kind))
}

fn lookups_of(record: &RecordSpec) -> impl Iterator<Item = usize> {
    record.slots().flat_map(|s| &s.from).filter_map(|f| match f.place {
        Place::Lookup { lookup, .. } => Some(lookup),
        _ => None,
    })
}

/// Look-ups by place, none where the file or a column is not there, and the reports of their files.
type LookupsRead = (Vec<Option<Arc<LookupTable>>>, Vec<FileReport>);

fn read_lookups(plan: &Plan<'_>, mapping: &Mapping) -> LookupsRead {
    let read: Vec<_> =
        plan.lookups.par_iter().map(|(file, specs)| job::lookups(file, specs.clone())).collect();
    let mut tables: Vec<Option<Arc<LookupTable>>> = mapping.lookups.iter().map(|_| None).collect();
    let mut reports = Vec::new();
    for (found, report) in read {
        for (i, table) in found {
            match tables.get_mut(i) {
                // Of several years the latest comes first.
                Some(Some(known)) => {
                    if let Some(known) = Arc::get_mut(known) {
                        known.add(table);
                    }
                }
                Some(slot) => *slot = Some(Arc::new(table)),
                None => {}
            }
        }
        reports.push(report);
    }
    (tables, reports)
}

/// The files in the order of the plan, whichever was read first. The largest are begun first.
fn read_records(plan: &Plan<'_>, around: &Surroundings<'_>) -> Vec<FileLoad> {
    let mut by_size: Vec<usize> = (0..plan.records.len()).collect();
    by_size.sort_by_key(|i| plan.records.get(*i).map(|(f, _)| std::cmp::Reverse(f.size)));
    let mut loads: HashMap<usize, FileLoad> = by_size
        .into_par_iter()
        .with_max_len(1)
        .filter_map(|i| {
            let (file, specs) = plan.records.get(i)?;
            Some((i, job::records(file, specs.clone(), around)))
        })
        .collect();
    (0..plan.records.len()).filter_map(|i| loads.remove(&i)).collect()
}

pub(in crate::import) fn provide(provides: &mut Provides, kind: KindId, holds: &Holds) {
    if holds.recorded {
        provides.recorded.insert(kind);
    }
    if holds.end {
        provides.ends.insert(kind);
    }
    if holds.lost_end {
        provides.lost_ends.insert(kind);
    }
    if holds.latest {
        provides.latest.insert(kind);
    }
    provides.partial.extend(holds.partial.iter().map(|field| (kind, *field)));
    let slot = provides.kinds.entry(kind).or_insert_with(|| Some(Vec::new()));
    if let Some(list) = slot {
        list.extend(holds.fields.iter().filter(|f| !list.contains(f)).copied().collect::<Vec<_>>());
        list.sort_unstable();
    }
}

/// What the caseload's sources can hold, for the report.
pub(in crate::import) fn provided(caseload: &Caseload) -> Vec<ProvidedKind> {
    let vocabulary = &caseload.vocabulary;
    let one = |(kind, fields): (&KindId, &Option<Vec<FieldId>>)| {
        let found = vocabulary.kind(*kind)?;
        let names = |list: &Vec<FieldId>| {
            list.iter().filter_map(|f| found.field_at(*f)).map(|f| f.name.clone()).collect::<Vec<_>>()
        };
        let all = || found.fields.iter().map(|f| f.name.clone()).collect();
        Some(ProvidedKind {
            kind: found.name.clone(),
            records: caseload.table(*kind).map_or(0, |t| u64::from(t.len())),
            fields: fields.as_ref().map_or_else(all, names),
            latest: caseload.provides.latest.contains(kind),
        })
    };
    caseload.provides.kinds.iter().filter_map(one).collect()
}
