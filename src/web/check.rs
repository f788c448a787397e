//! `POST /v1/check`: a rule text is read and tried on the records, without going live.

use super::problem::Problem;
use super::state::Service;
use crate::judge::{Plugins, Program};
use crate::lang::load_rules;
use crate::report::{Filter, findings};
use crate::service::Engine;
use crate::text::{Style, render};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A fault of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Fault {
    /// error or warning.
    pub level: String,
    /// Names the fault.
    pub code: String,
    /// From 1.
    pub line: Option<u32>,
    /// From 1, in characters.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// As a terminal shows it, the words underlined.
    pub shown: String,
}

/// Whom a standard would catch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Caught {
    /// The standard.
    pub standard: String,
    /// Obligations by verdict.
    pub verdicts: BTreeMap<String, usize>,
    /// Some of the children with something overdue, by opaque key.
    pub overdue: Vec<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Checked {
    /// Faults in order of place.
    pub faults: Vec<Fault>,
    /// Nothing while there is an error.
    pub preview: Vec<Caught>,
}

const SHOWN: usize = 20;

/// Reads standards (beside the vocabulary and the rules that are live) and shows whom they would catch.
#[utoipa::path(
    post,
    path = "/v1/check",
    request_body(content = String, content_type = "text/plain"),
    responses((status = 200, body = Checked), (status = 413, body = Problem))
)]
pub(super) async fn check(State(service): State<Service>, text: String) -> Result<Json<Checked>, Problem> {
    service.on_engine(move |engine| Ok(tried(engine, text))).await.map(Json)
}

const NAME: &str = "your text";

fn tried(engine: &Engine, text: String) -> Checked {
    // The live rules without those the text gives anew.
    let mut files: Vec<(String, String)> = Vec::new();
    let names = standards_named(&text);
    for (name, live) in &engine.rules.files.care {
        let clash = names.iter().any(|n| standards_named(live).contains(n));
        if !clash {
            files.push((name.clone(), live.clone()));
        }
    }
    files.push((NAME.to_owned(), text));
    let loaded = load_rules(&files, &|name| engine.rules.files.other(name), None);
    let mine = loaded.sources.iter().find(|(_, s)| &*s.name == NAME).map(|(id, _)| id);
    let faults =
        loaded.diagnostics.list.iter().filter(|d| d.span.is_none_or(|s| Some(s.source) == mine)).map(|d| {
            let at = d.span.and_then(|s| Some(loaded.sources.get(s.source)?.position(s.start)));
            Fault {
                level: d.level.word().to_owned(),
                code: d.code.to_owned(),
                line: at.map(|p| p.line),
                column: at.map(|p| p.column),
                message: d.message.clone(),
                help: d.help.clone(),
                shown: render(&loaded.sources, d, Style::Plain),
            }
        });
    let faults = faults.collect();
    let preview = loaded.rules.map_or_else(Vec::new, |set| {
        let Ok(plugins) = Plugins::new(&set) else { return Vec::new() };
        let judged = engine.judged(None);
        let program = Program::with_functions(&set, &judged.caseload, &engine.calendar, &plugins);
        let places: Vec<usize> = (0..set.standards.len())
            .filter(|i| set.standards.get(*i).is_some_and(|s| Some(s.span.source) == mine))
            .collect();
        let ledger = program.prepare().ledger(&places, || ());
        let mut book = engine.book(&judged);
        (book.rules, book.sources, book.ledger) = (&set, &loaded.sources, &ledger);
        let filter =
            Filter { verdicts: crate::report::Choice::named("all").unwrap_or_default(), ..Filter::default() };
        let mut out: BTreeMap<String, Caught> = BTreeMap::new();
        for f in findings(&book, &filter, engine.as_at) {
            let Some(standard) = book.standard(f.standard) else { continue };
            let caught = out.entry(standard.id.clone()).or_insert_with(|| Caught {
                standard: standard.id.clone(),
                verdicts: BTreeMap::new(),
                overdue: Vec::new(),
            });
            *caught.verdicts.entry(f.verdict.word.code().to_owned()).or_default() += 1;
            let overdue = f.verdict.word == crate::judge::VerdictWord::Overdue;
            if overdue && Some(f.root.kind) == book.child_kind() && caught.overdue.len() < SHOWN {
                caught.overdue.push(judged.keys.key(f.root.row));
            }
        }
        out.into_values().collect()
    });
    Checked { faults, preview }
}

/// Names of the standards, measures and so on that a text declares.
fn standards_named(text: &str) -> Vec<&str> {
    let declares = |line: &'_ str| {
        line.starts_with("standard ") || line.starts_with("measure ") || line.starts_with("theme ")
    };
    text.lines().filter(|l| declares(l)).filter_map(|l| l.split_whitespace().nth(1)).collect()
}
