//! Findings counted by team.

use super::book::Book;
use super::finding::Finding;
use crate::judge::VerdictWord;
use std::collections::BTreeMap;

/// What one team has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeamLine {
    /// Row of the team; none: nobody was allocated, or the source knows no teams.
    pub team: Option<u32>,
    /// Its id.
    pub name: Option<String>,
    /// What people call it.
    pub called: Option<String>,
    /// Overdue.
    pub overdue: u32,
    /// Due within the standard's `warn`.
    pub due_soon: u32,
    /// A fact is missing.
    pub cannot_tell: u32,
    /// Excused.
    pub exempt: u32,
    /// Children with something overdue.
    pub children: u32,
    /// The longest overdue, in days.
    pub longest: i32,
}

/// A line for each team in the findings, the team with most overdue first; what no team holds comes last.
pub fn by_team(book: &Book<'_>, list: &[Finding]) -> Vec<TeamLine> {
    let mut lines: BTreeMap<Option<u32>, (TeamLine, Vec<u32>)> = BTreeMap::new();
    for f in list {
        let (line, children) = lines.entry(f.holder.team).or_default();
        match f.verdict.word {
            VerdictWord::Overdue => {
                line.overdue += 1;
                line.longest = line.longest.max(f.days_overdue.unwrap_or(0));
                if Some(f.root.kind) == book.child_kind() {
                    children.push(f.root.row);
                }
            }
            VerdictWord::CannotTell => line.cannot_tell += 1,
            VerdictWord::Exempt => line.exempt += 1,
            _ if f.soon => line.due_soon += 1,
            _ => {}
        }
    }
    let kind = book.caseload.vocabulary.kind_named("team");
    let mut out: Vec<TeamLine> = lines
        .into_iter()
        .map(|(team, (mut line, mut children))| {
            children.sort_unstable();
            children.dedup();
            line.children = children.len() as u32;
            line.team = team;
            line.name = team.and_then(|t| Some(book.id(kind?, t)));
            line.called = team.and_then(|t| Some(book.name(kind?, t)));
            line
        })
        .collect();
    out.sort_by(|a, b| {
        let key = |l: &TeamLine| (l.team.is_none(), std::cmp::Reverse(l.overdue));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    out
}
