//! What a name in `by` means.

use super::{PrintedFigure, PrintedReport, add};
use crate::lang::checked::RuleSet;
use crate::paper::{FIGURE_COLUMNS, Layout};
use crate::report::{DoneBy, Means};
use crate::text::nearest;
use std::collections::BTreeMap;

/// Everything that a row may name.
pub(super) struct Known<'a> {
    pub(super) set: &'a RuleSet,
    pub(super) layouts: &'a BTreeMap<String, Layout>,
    pub(super) reports: &'a [PrintedReport],
    pub(super) is_command: &'a dyn Fn(&str) -> bool,
}

impl<'a> Known<'a> {
    /// The figures of a row, and the report that prints them.
    pub(super) fn printed(&self, row: &str) -> Option<(&'a PrintedReport, Vec<&'a PrintedFigure>)> {
        self.reports.iter().find_map(|report| {
            let figures: Vec<_> = report.figures.iter().filter(|f| f.row == row).collect();
            (!figures.is_empty()).then_some((report, figures))
        })
    }

    /// What counts a figure, or, where nothing does, the figure itself.
    pub(super) fn add_figure(&self, figure: &PrintedFigure, by: &mut Vec<DoneBy>) {
        let (means, name) = match &figure.measure {
            Some(measure) => (Means::Measure, measure),
            None => (Means::Figure, &figure.id),
        };
        add(DoneBy { means, name: name.clone() }, by);
    }

    /// What a name means in a row of a report; or, in words, that it means nothing.
    pub(super) fn means(&self, name: &str, report: &str) -> Result<Vec<DoneBy>, String> {
        let one = |means| Ok(vec![DoneBy { means, name: name.to_owned() }]);
        if name.starts_with("duecare ") {
            return match (self.is_command)(name) {
                true => one(Means::Command),
                false => Err(format!("there is no command `{name}`, or it lacks an option")),
            };
        }
        let layout = self.layouts.get(report);
        if let Some(column) = name.strip_prefix("column ") {
            let comparators = layout.into_iter().flat_map(|l| &l.comparators).map(String::as_str);
            return match FIGURE_COLUMNS.into_iter().chain(comparators).any(|known| known == column) {
                true => Ok(vec![DoneBy { means: Means::Column, name: column.to_owned() }]),
                false => Err(format!("the tables of figures have no column `{column}`")),
            };
        }
        if let Some(number) = name.strip_prefix("note ") {
            let notes = layout.map_or(0, |l| l.notes.len());
            return match number.parse::<usize>() {
                Ok(n) if (1..=notes).contains(&n) => {
                    Ok(vec![DoneBy { means: Means::Note, name: number.to_owned() }])
                }
                _ => Err(format!("the layout of `{report}` has {notes} notes, none is `{number}`")),
            };
        }
        if let Some((section, block)) = name.split_once(" / ") {
            let sections = layout.into_iter().flat_map(|l| &l.sections).filter(|s| s.title == section);
            return match sections.flat_map(|s| &s.blocks).any(|b| b.title == block) {
                true => one(Means::Block),
                false => Err(format!("the layout of `{report}` has no block `{block}` in `{section}`")),
            };
        }
        if let Some(rule) = self.rule(name) {
            return one(rule);
        }
        let figures = || self.reports.iter().filter(|r| r.name == report).flat_map(|r| &r.figures);
        if let Some(figure) = figures().find(|f| f.id == name) {
            let mut by = Vec::new();
            self.add_figure(figure, &mut by);
            return Ok(by);
        }
        let names = self.names().chain(figures().map(|f| f.id.as_str()));
        let near = nearest(name, names).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
        Err(format!("there is no rule and no printed figure `{name}`{near}"))
    }

    /// Whether the layout of a report shows a measure.
    pub(super) fn shows(&self, report: &str, measure: &str) -> bool {
        self.layouts.get(report).is_some_and(|l| l.measures().iter().any(|m| m == measure))
    }

    fn rule(&self, name: &str) -> Option<Means> {
        if self.set.measures.iter().any(|m| m.id == name) {
            return Some(Means::Measure);
        }
        if let Some(standard) = self.set.standards.iter().find(|s| s.id == name) {
            return Some(if standard.check { Means::Check } else { Means::Standard });
        }
        self.set.themes.iter().any(|t| t.id == name).then_some(Means::Theme)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let set = self.set;
        let measures = set.measures.iter().map(|m| m.id.as_str());
        measures
            .chain(set.standards.iter().map(|s| s.id.as_str()))
            .chain(set.themes.iter().map(|t| t.id.as_str()))
    }
}
