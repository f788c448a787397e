//! The standards in force.

use super::problem::Problem;
use super::query::Parameters;
use super::state::Service;
use crate::calendar::{ALWAYS, NEVER, to_iso};
use crate::lang::checked::Standard;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// A standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct StandardLine {
    /// The id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// What it asks.
    pub title: String,
    /// critical, high, medium or low.
    pub severity: String,
    /// Law, guidance or procedure.
    pub sources: Vec<String>,
    /// First day in force, when it says one.
    pub from: Option<String>,
    /// Last day in force, when it says one.
    pub until: Option<String>,
    /// Why it is not judged: facts that the records do not hold, values that the authority has not set.
    pub not_judged: Option<String>,
}

/// A standard with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct StandardText {
    /// Every version and kind of it.
    pub versions: Vec<StandardLine>,
    /// As it is written.
    pub text: Vec<String>,
}

/// All standards.
#[utoipa::path(get, path = "/v1/standards", responses((status = 200, body = [StandardLine])))]
pub(super) async fn standards(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Json<Vec<StandardLine>>, Problem> {
    parameters.only(&[])?;
    let answer = service.on_engine(|engine| {
        let absent = &engine.judged(None).absent;
        let all = engine.rules.set.standards.iter().enumerate();
        Ok(all.filter(|(_, s)| s.part == 0).map(|(place, s)| line(s, reason(absent, place))).collect())
    });
    answer.await.map(Json)
}

/// One standard, as it is written.
#[utoipa::path(
    get,
    path = "/v1/standards/{id}",
    params(("id" = String, Path, description = "the standard")),
    responses((status = 200, body = StandardText), (status = 404, body = Problem))
)]
pub(super) async fn standard(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<StandardText>, Problem> {
    parameters.only(&[])?;
    let answer = service.on_engine(move |engine| {
        let judged = engine.judged(None);
        let found: Vec<(usize, &Standard)> =
            engine.rules.standards(&id).filter(|(_, s)| s.part == 0).collect();
        if found.is_empty() {
            return Err(Problem::not_found("there is no such standard"));
        }
        let text = found.iter().filter_map(|(_, s)| {
            engine.rules.sources.get(s.span.source).map(|source| source.slice(s.span).trim_end().to_owned())
        });
        Ok(StandardText {
            text: text.collect(),
            versions: found.iter().map(|(place, s)| line(s, reason(&judged.absent, *place))).collect(),
        })
    });
    answer.await.map(Json)
}

fn reason(absent: &[crate::report::Absent], place: usize) -> Option<String> {
    absent.iter().find(|a| a.standard == place).map(crate::report::Absent::words)
}

fn line(s: &Standard, not_judged: Option<String>) -> StandardLine {
    StandardLine {
        id: s.id.clone(),
        version: s.version,
        title: s.title.clone(),
        severity: s.severity.word().to_owned(),
        sources: s.sources.clone(),
        from: (s.from != ALWAYS).then(|| to_iso(s.from)),
        until: (s.until_day != NEVER).then(|| to_iso(s.until_day)),
        not_judged,
    }
}
