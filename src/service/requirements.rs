//! The requirements of the councils' reports against the rules, the layouts and the printed figures.

mod commands;
mod means;

use super::Rules;
use crate::calendar::Day;
use crate::import::{Placed, RequirementEntry, RequirementsFile};
use crate::paper::Layout;
use crate::report::{DoneBy, How, Means, Requirement};
use crate::text::{Diagnostic, Diagnostics};
use commands::commands;
use means::Known;
use std::collections::BTreeMap;

/// A report that a profile was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedReport {
    /// Its name, as `--like` takes it.
    pub name: String,
    /// The last day of the records that its profile invents.
    pub last_day: Day,
    /// What it prints.
    pub figures: Vec<PrintedFigure>,
}

/// One printed figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedFigure {
    /// Its id in the profile.
    pub id: String,
    /// The row of the requirements it is of.
    pub row: String,
    /// What is counted, in words.
    pub what: String,
    /// The measure that counts it; absent where none can.
    pub measure: Option<String>,
    /// Why no measure counts it.
    pub because: Option<String>,
}

/// The requirements of the loaded rules in order of id; nothing where their folder holds none. What they name and is not
/// there is a fault; `is_command` says whether there is such a command with such an option.
pub fn requirements(
    rules: &mut Rules,
    reports: &[PrintedReport],
    is_command: &dyn Fn(&str) -> bool,
) -> Option<(Vec<Requirement>, Diagnostics)> {
    let (name, text) = rules.files.requirements()?;
    let (file, mut faults) = RequirementsFile::parse(name, text, &mut rules.sources);
    let mut layouts: BTreeMap<String, Layout> = BTreeMap::new();
    for (name, text) in rules.files.layouts() {
        match Layout::parse(&format!("reports/{name}.toml"), text, &rules.set, &rules.comparators) {
            Ok(layout) => _ = layouts.insert(name.to_owned(), layout),
            Err(e) => faults.push(Diagnostic::error("faulty-layout", file.span, e.to_string())),
        }
    }
    let known = Known { set: &rules.set, layouts: &layouts, reports, is_command };
    let mut rows: Vec<Requirement> =
        file.rows.iter().filter_map(|entry| shown(entry, &known, &mut faults)).collect();
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    for figure in reports.iter().flat_map(|r| &r.figures) {
        if !file.rows.iter().any(|entry| entry.id.text == figure.row) {
            let message =
                format!("the figure `{}` is of the row `{}`, which is not there", figure.id, figure.row);
            faults.push(Diagnostic::error("missing-row", file.span, message));
        }
    }
    faults.sort();
    Some((rows, faults))
}

fn shown(entry: &RequirementEntry, known: &Known<'_>, faults: &mut Diagnostics) -> Option<Requirement> {
    let id = &entry.id;
    let mut fault = |at: &Placed, words: String| {
        faults.push(Diagnostic::error("faulty-row", at.span, format!("`{}`: {words}", id.text)));
    };
    let printed = known.printed(&id.text);
    let report = match (&entry.report, &printed) {
        (None, Some((report, _))) => report.name.as_str(),
        (Some(said), None) if known.layouts.contains_key(&said.text) => said.text.as_str(),
        (Some(said), None) => return told(&mut fault, said, format!("there is no report `{}`", said.text)),
        (Some(said), Some((report, _))) => {
            let words = format!("a figure of `{}` is of this row: leave `report` out", report.name);
            return told(&mut fault, said, words);
        }
        (None, None) => return told(&mut fault, id, "no figure is of it: say `report`".to_owned()),
    };
    let figures: Vec<&PrintedFigure> = printed.map_or_else(Vec::new, |(_, figures)| figures);
    let what = match (&entry.what, figures.is_empty()) {
        (Some(what), _) => what.clone(),
        (None, false) => figures.iter().map(|f| f.what.as_str()).collect::<Vec<_>>().join("; "),
        (None, true) => return told(&mut fault, id, "no figure is of it: say `what`".to_owned()),
    };
    let how = match (&entry.how, figures.is_empty()) {
        (Some(said), _) => match How::ALL.into_iter().find(|how| how.word() == said.text) {
            Some(how) => how,
            None => {
                let words = format!("`{}` is not one of computed, imported, narrative, cannot", said.text);
                return told(&mut fault, said, words);
            }
        },
        (None, false) if figures.iter().any(|f| f.measure.is_some()) => How::Computed,
        (None, false) => How::Imported,
        (None, true) => return told(&mut fault, id, "no figure is of it: say `how`".to_owned()),
    };
    let mut by = Vec::new();
    for figure in &figures {
        known.add_figure(figure, &mut by);
    }
    for name in &entry.by {
        match known.means(&name.text, report) {
            Ok(found) => found.into_iter().for_each(|one| add(one, &mut by)),
            Err(words) => fault(name, words),
        }
    }
    by.sort();
    let because = figures.iter().find_map(|f| f.because.clone());
    let reason = entry.reason.clone().or_else(|| because.filter(|_| how == How::Imported));
    match how {
        How::Cannot if reason.is_none() => fault(id, "say in `reason` why it cannot be done".to_owned()),
        How::Computed | How::Imported | How::Narrative if by.is_empty() => {
            fault(id, "say in `by` what does it".to_owned());
        }
        How::Computed if by.iter().all(|one| one.means == Means::Figure) => {
            fault(id, "what is printed computes nothing: say in `by` what does".to_owned());
        }
        _ => {}
    }
    let commands = match how {
        How::Cannot => Vec::new(),
        _ => commands(&by, report, known),
    };
    Some(Requirement {
        id: id.text.clone(),
        report: report.to_owned(),
        kind: entry.kind.clone(),
        what,
        how,
        by,
        commands,
        reason,
    })
}

fn told<T>(fault: &mut impl FnMut(&Placed, String), at: &Placed, words: String) -> Option<T> {
    fault(at, words);
    None
}

fn add(one: DoneBy, by: &mut Vec<DoneBy>) {
    if !by.contains(&one) {
        by.push(one);
    }
}
