//! The figures of others that the rules and an authority give, held against the measures and groups that are there.

use super::rule_files::RuleFiles;
use crate::import::{ComparatorFigure, ComparatorFile, Figure, Placed, StandingEntry};
use crate::lang::checked::{Literal, Measure, RuleSet, Shows};
use crate::measure::{Better, Comparators, Dated, Side, Way};
use crate::text::{Diagnostic, Diagnostics, Sources, Span, nearest};
use std::collections::BTreeMap;

/// Reads the files of the folder `comparators`; an authority's own figures take the place of theirs of the same measure,
/// group and day. Faults point into `sources`, which holds the authority's file.
pub fn comparators(
    files: &RuleFiles,
    authority: Option<&ComparatorFile>,
    set: &RuleSet,
    sources: &mut Sources,
) -> (Comparators, Diagnostics) {
    let mut faults = Diagnostics::default();
    let mut shipped = Vec::new();
    for (name, text) in files.comparators() {
        let (file, found) = ComparatorFile::parse(name, text, sources);
        faults.list.extend(found.list);
        shipped.push(file);
    }
    let mut groups: Vec<String> = Vec::new();
    for group in shipped.iter().chain(authority).flat_map(|f| &f.groups) {
        if !groups.contains(&group.text) {
            groups.push(group.text.clone());
        }
    }
    let beside = authority.map_or(&[][..], |a| a.beside.as_slice());
    for group in beside.iter().filter(|g| !groups.contains(&g.text)) {
        faults.push(unknown_group(&group.text, group.span, &groups));
    }
    let mut out = Comparators::new(groups, beside.iter().map(|g| g.text.clone()).collect());
    // What takes the place of a carried file by its name may lack a measure: that is no fault of who wrote it.
    let lenient = files.replaced();
    for (list, lenient) in
        [(shipped.as_slice(), lenient), (authority.map_or(&[][..], std::slice::from_ref), false)]
    {
        let mut first: BTreeMap<(&str, &str, i32), Span> = BTreeMap::new();
        for figure in list.iter().flat_map(|f| &f.figures) {
            let key = (figure.measure.text.as_str(), figure.group.text.as_str(), figure.to);
            if let Some(before) = first.insert(key, figure.span) {
                let message = format!("`{}` has two figures of `{}` for one day", key.0, key.1);
                let fault = Diagnostic::error("said-twice", figure.span, message);
                faults.push(fault.related(before, "first here").help("keep one of them"));
            }
            match checked(figure, set, out.groups()) {
                Ok(value) => out.put(key.0, key.1, value, dated(figure)),
                Err(fault) if lenient && fault.code == "matches-nothing" => {}
                Err(fault) => faults.push(*fault),
            }
        }
    }
    for (file, lenient) in shipped.iter().map(|f| (f, lenient)).chain(authority.map(|a| (a, false))) {
        for entry in &file.standings {
            match measure(&entry.measure, set) {
                Ok(_) => out.set_way(&entry.measure.text, way(entry)),
                Err(_) if lenient => {}
                Err(fault) => faults.push(*fault),
            }
        }
    }
    faults.sort();
    (out, faults)
}

fn way(entry: &StandingEntry) -> Way {
    let better = |word: &Placed| match word.text.as_str() {
        "higher" => Better::Higher,
        "lower" => Better::Lower,
        _ => Better::Neither,
    };
    let side = |word: &Placed| if word.text == "better" { Side::Better } else { Side::Focus };
    Way {
        better: entry.better.as_ref().map(better),
        tolerance: entry.tolerance,
        placed: entry.placed.as_ref().map(|(word, because)| (side(word), because.clone())),
    }
}

fn measure<'r>(id: &Placed, set: &'r RuleSet) -> Result<&'r Measure, Box<Diagnostic>> {
    set.measures.iter().find(|m| m.id == id.text).ok_or_else(|| {
        let near = nearest(&id.text, set.measures.iter().map(|m| m.id.as_str()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "take it out, or load the rules that hold the measure".to_owned(),
        };
        let message = format!("there is no measure called `{}`", id.text);
        Box::new(Diagnostic::error("matches-nothing", id.span, message).help(help))
    })
}

fn dated(figure: &ComparatorFigure) -> Dated {
    Dated {
        to: figure.to,
        published: figure.published,
        period: figure.period.clone(),
        source: figure.source.clone(),
    }
}

/// The value, where measure and group are there and it is of the sort that the measure shows.
fn checked(figure: &ComparatorFigure, set: &RuleSet, groups: &[String]) -> Result<Literal, Box<Diagnostic>> {
    let found = measure(&figure.measure, set)?;
    if !groups.contains(&figure.group.text) {
        return Err(Box::new(unknown_group(&figure.group.text, figure.group.span, groups)));
    }
    match (figure.value, is_percentage(found)) {
        (Figure::Percent(n), true) => Ok(Literal::Percent(n)),
        (Figure::Number(n), false) => Ok(Literal::Number(n)),
        (_, percentage) => {
            let (is, say) = if percentage { ("a percentage", "\"90%\"") } else { ("a number", "16") };
            let fault = Diagnostic::error("wrong-unit", figure.span, format!("`{}` shows {is}", found.id));
            Err(Box::new(fault.help(format!("say it as {is}, for example {say}"))))
        }
    }
}

fn is_percentage(measure: &Measure) -> bool {
    matches!(measure.shows, Shows::Percentage(..) | Shows::Share(_))
}

fn unknown_group(group: &str, span: Span, groups: &[String]) -> Diagnostic {
    let help = match nearest(group, groups.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("name it in `groups`; known here: {}", groups.join(", ")),
    };
    Diagnostic::error("unknown-group", span, format!("nobody is called `{group}` in `groups`")).help(help)
}
