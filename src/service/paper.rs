//! A report to a panel: its layout found among the rules, its measures worked out, and the whole filled.

use super::engine::Engine;
use super::figures::MeasuresAsked;
use super::judged::Judged;
use super::names::{Asked, UnknownName};
use super::rule_files::RuleFiles;
use crate::calendar::Day;
use crate::lang::checked::RuleSet;
use crate::paper::{Filling, Layout, LayoutError, Paper, Printed, fill};
use std::collections::BTreeMap;

/// How a report is asked for.
#[derive(Debug, Clone, Default)]
pub struct PaperAsked {
    /// Only what these teams are responsible for.
    pub teams: Vec<String>,
    /// Whether small numbers of children are hidden.
    pub hide: bool,
    /// Whether what the layout sets by hand holds.
    pub by_hand: bool,
    /// What the report it is laid out like prints, by id.
    pub printed: Option<BTreeMap<String, Printed>>,
}

impl RuleFiles {
    /// A layout by its name; the file it is of, and its text.
    pub fn layout(&self, name: &str) -> Result<(String, &str), UnknownName> {
        let found = self.layouts().find(|(known, _)| *known == name);
        match found {
            Some((known, text)) => Ok((format!("reports/{known}.toml"), text)),
            None => Err(UnknownName::of("report", name, self.layouts().map(|(known, _)| known))),
        }
    }
}

impl Engine {
    /// A layout held against these rules.
    pub fn layout(&self, file: &str, text: &str) -> Result<Layout, LayoutError> {
        let set: &RuleSet = &self.rules.set;
        Layout::parse(file, text, set, &self.rules.comparators)
    }

    /// Works out a report as at a day.
    pub fn paper(
        &self,
        judged: &Judged,
        layout: &Layout,
        asked: &PaperAsked,
        as_at: Day,
    ) -> Result<Paper, UnknownName> {
        let teams = Asked { teams: asked.teams.clone(), ..Asked::default() };
        let measures = layout.measures();
        let measured = match measures.is_empty() {
            true => Vec::new(),
            false => self.measures(judged, &MeasuresAsked { measures, asked: teams, months: None }, as_at)?,
        };
        Ok(fill(&Filling {
            layout,
            caseload: &judged.caseload,
            measured: &measured,
            as_at,
            authority: self.authority.as_deref(),
            hide: asked.hide,
            outages: &self.calendar.outages,
            by_hand: asked.by_hand,
            printed: asked.printed.as_ref(),
        }))
    }
}
