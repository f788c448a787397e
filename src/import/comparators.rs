//! Figures of others to stand beside measures: dated, each with its source; of the rules and of an authority.

use super::authority::{Figure, figure};
use super::placed::{Placed, told_twice};
use super::toml_read::{Section, TomlText};
use crate::calendar::Day;
use crate::text::{Diagnostic, Diagnostics, Sources, Span};

/// Another's figure as a file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparatorFigure {
    /// The measure it stands beside.
    pub measure: Placed,
    /// Whose it is: `England`, `Statistical neighbours`.
    pub group: Placed,
    /// The figure.
    pub value: Figure,
    /// Where it is written.
    pub span: Span,
    /// The last day it is of.
    pub to: Day,
    /// The day from which it was known; the last day it is of, when the file says none.
    pub published: Day,
    /// What it is of, in words.
    pub period: String,
    /// Where it stands.
    pub source: String,
}

/// How the figures of a measure are to be held against others.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingEntry {
    /// The measure.
    pub measure: Placed,
    /// Which way is better: `higher`, `lower` or `neither`.
    pub better: Option<Placed>,
    /// How much worse than another's figure is still near it.
    pub tolerance: Option<f64>,
    /// The side it is set on by hand (`better` or `focus`), and why.
    pub placed: Option<(Placed, String)>,
}

/// A file of comparators, or the part of an authority's file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ComparatorFile {
    /// Whose figures there may be.
    pub groups: Vec<Placed>,
    /// Of an authority: who stands beside its measures; empty: everybody.
    pub beside: Vec<Placed>,
    /// The figures, in order of the text.
    pub figures: Vec<ComparatorFigure>,
    /// How figures are to be held against others.
    pub standings: Vec<StandingEntry>,
}

impl ComparatorFile {
    /// Reads the text of a file of the folder `comparators`.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> (ComparatorFile, Diagnostics) {
        let mut toml = TomlText::new(name, text, sources);
        let table = toml.table();
        let whole = toml.span(0..0);
        let part = Section::new(&table, whole, &toml, "a file of comparators");
        let file = read(part, false, &mut toml);
        (file, toml.finish())
    }
}

/// Reads `groups`, each `[[set]]` and `[standing]`; of an authority `beside` too.
pub(super) fn read(mut part: Section<'_>, own: bool, toml: &mut TomlText<'_>) -> ComparatorFile {
    let placed = |names: Vec<(&str, Span)>| names.into_iter().map(Placed::from).collect::<Vec<_>>();
    let groups = placed(part.texts("groups", toml));
    told_twice(&groups, "group", toml);
    let beside = if own { placed(part.texts("beside", toml)) } else { Vec::new() };
    told_twice(&beside, "group", toml);
    let mut figures = Vec::new();
    for set in part.sections("set", toml) {
        read_set(set, &mut figures, toml);
    }
    let standings = part.section("standing", toml).map(|s| read_standings(&s, toml)).unwrap_or_default();
    part.end(toml);
    ComparatorFile { groups, beside, figures, standings }
}

fn read_set(mut set: Section<'_>, out: &mut Vec<ComparatorFigure>, toml: &mut TomlText<'_>) {
    set.name("a set of comparators");
    let to = set.need_day("to", toml);
    let published = set.day("published", toml);
    let period = set.need_text("period", toml);
    let source = set.need_text("source", toml);
    let list = set.section("figures", toml);
    if list.is_none() {
        set.missing("figures", toml);
    }
    set.end(toml);
    let (Some((to, _)), Some((period, _)), Some((source, _))) = (to, period, source) else { return };
    if let Some((_, span)) = published.filter(|(day, _)| *day < to) {
        toml.fault(Diagnostic::error("backwards", span, "it is published before the last day it is of"));
        return;
    }
    for measure in list.iter().flat_map(|l| l.entries()) {
        let Some(groups) = measure.item.as_section(toml, "figures of others") else {
            let wanted = "a table such as { \"England\" = \"84.5%\" }";
            measure.item.wrong(toml, &format!("`{}`", measure.key), wanted);
            continue;
        };
        for one in groups.entries() {
            let Some(value) = figure(one.item, toml, &format!("`{}`", one.key)) else { continue };
            out.push(ComparatorFigure {
                measure: Placed::from((measure.key, measure.span)),
                group: Placed::from((one.key, one.span)),
                value,
                span: one.item.span,
                to,
                published: published.map_or(to, |p| p.0),
                period: period.to_owned(),
                source: source.to_owned(),
            });
        }
    }
}

fn read_standings(list: &Section<'_>, toml: &mut TomlText<'_>) -> Vec<StandingEntry> {
    let mut out = Vec::new();
    for entry in list.entries() {
        let Some(mut part) = entry.item.as_section(toml, "a standing") else {
            entry.item.wrong(
                toml,
                &format!("`{}`", entry.key),
                "a table with `better`, `tolerance` or `placed`",
            );
            continue;
        };
        part.name("a standing");
        let better = part.text("better", toml).map(Placed::from);
        one_of(better.as_ref(), &["higher", "lower", "neither"], toml);
        let tolerance = part.item("tolerance").and_then(|item| match figure(item, toml, "`tolerance`") {
            Some(Figure::Number(n)) if n >= 0.0 => Some(n),
            Some(_) => {
                item.wrong(toml, "`tolerance`", "a number such as 1.5, in the unit of the figure");
                None
            }
            None => None,
        });
        let placed = part.text("placed", toml).map(Placed::from);
        one_of(placed.as_ref(), &["better", "focus"], toml);
        let because = part.text("because", toml).map(|t| t.0.to_owned());
        if placed.is_some() != because.is_some() {
            let fault = Diagnostic::error("missing-key", entry.span, "`placed` and `because` go together");
            toml.fault(fault.help("say why it is set by hand, or let the rule decide"));
        }
        part.end(toml);
        out.push(StandingEntry {
            measure: Placed::from((entry.key, entry.span)),
            better,
            tolerance,
            placed: placed.zip(because),
        });
    }
    out
}

/// A word that is none of those it may be is a fault.
fn one_of(said: Option<&Placed>, known: &[&str], toml: &mut TomlText<'_>) {
    let Some(said) = said.filter(|s| !known.contains(&s.text.as_str())) else { return };
    let fault =
        Diagnostic::error("bad-value", said.span, format!("`{}` is none of {}", said.text, known.join(", ")));
    toml.fault(fault);
}
