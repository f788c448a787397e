//! Measures over HTTP: all of them, and one in full.

use super::figures::{Measure, wire};
use super::problem::Problem;
use super::query::Parameters;
use super::state::Service;
use super::wire::iso;
use crate::service::{Asked, MeasuresAsked};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// Measures as at a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct MeasureList {
    /// The day asked.
    pub as_at: String,
    /// Records entered later are left out.
    pub known_on: Option<String>,
    /// Names the run.
    pub run: String,
    /// Names the rule set.
    pub rules: String,
    /// In order of id.
    pub items: Vec<Measure>,
}

/// What measures can be asked by.
const KNOWN: &[&str] = &["as_at", "known_on", "team", "standard", "theme", "months"];

/// Every measure: the figure with its counts and range, the target and its colour in a word, last month.
#[utoipa::path(
    get,
    path = "/v1/measures",
    params(
        ("as_at" = Option<String>, Query, description = "the day asked, as 2026-01-05"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
        ("team" = Option<String>, Query, description = "count only what these teams are responsible for"),
        ("standard" = Option<String>, Query, description = "only measures that count these standards"),
        ("theme" = Option<String>, Query, description = "only measures that count a standard of these themes"),
        ("months" = Option<u32>, Query, description = "so many month ends of every measure, 2 to 120"),
    ),
    responses((status = 200, body = MeasureList), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn measures(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Json<MeasureList>, Problem> {
    let parameters = parameters.only(KNOWN)?;
    list(&service, parameters, None).await.map(Json)
}

/// One measure with its splits and its series.
#[utoipa::path(
    get,
    path = "/v1/measures/{id}",
    params(
        ("id" = String, Path, description = "the measure"),
        ("as_at" = Option<String>, Query, description = "the day asked, as 2026-01-05"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
        ("team" = Option<String>, Query, description = "count only what these teams are responsible for"),
        ("months" = Option<u32>, Query, description = "so many month ends of every measure, 2 to 120"),
    ),
    responses((status = 200, body = Measure), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn measure(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<Measure>, Problem> {
    let parameters = parameters.only(&["as_at", "known_on", "team", "months"])?;
    let all = list(&service, parameters, Some(id)).await?;
    let first = all.items.into_iter().next();
    first.map(Json).ok_or_else(|| Problem::not_found("there is no such measure"))
}

async fn list(service: &Service, parameters: Parameters, id: Option<String>) -> Result<MeasureList, Problem> {
    let asked = MeasuresAsked {
        measures: id.into_iter().collect(),
        asked: Asked {
            standards: parameters.all("standard"),
            themes: parameters.all("theme"),
            teams: parameters.all("team"),
            ..Asked::default()
        },
        months: parameters.number("months", 2, 120)?,
    };
    let answer = service.on_book(parameters.days()?, move |asking| {
        let found = asking.engine.measures(asking.judged, &asked, asking.as_at)?;
        let head = asking.engine.head(asking.as_at, asking.known_on);
        Ok(MeasureList {
            as_at: iso(head.as_at),
            known_on: head.known_on.map(iso),
            run: head.run,
            rules: head.rules,
            items: found.iter().map(|m| wire(asking, m)).collect(),
        })
    });
    answer.await
}
