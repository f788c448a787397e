//! Teams, and the list of one.

use super::breaches::{LIST, list};
use super::problem::Problem;
use super::query::Parameters;
use super::state::Service;
use super::wire::iso;
use crate::report::{Filter, by_team, findings};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// A team with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Team {
    /// The team; nothing for what no team was responsible for.
    pub team: Option<String>,
    /// Overdue now.
    pub overdue: u32,
    /// Children with something overdue.
    pub children: u32,
    /// The longest overdue, in days.
    pub longest: i32,
    /// Due within the standard's warning.
    pub due_soon: u32,
    /// A fact is missing.
    pub cannot_tell: u32,
}

/// All teams as at a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct TeamList {
    /// The day judged.
    pub as_at: String,
    /// Teams, most overdue first.
    pub items: Vec<Team>,
}

/// Teams with what is overdue, due soon or cannot be told in each.
#[utoipa::path(
    get,
    path = "/v1/teams",
    params(("as_at" = Option<String>, Query, description = "the day judged"), ("known_on" = Option<String>, Query, description = "leave out what was entered after this day")),
    responses((status = 200, body = TeamList), (status = 400, body = Problem))
)]
pub(super) async fn teams(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Json<TeamList>, Problem> {
    let parameters = parameters.only(&["as_at", "known_on"])?;
    let answer = service.on_book(parameters.days()?, |asking| {
        let found = findings(&asking.book, &Filter::default(), asking.as_at);
        let items = by_team(&asking.book, &found)
            .into_iter()
            .map(|l| Team {
                team: l.name,
                overdue: l.overdue,
                children: l.children,
                longest: l.longest,
                due_soon: l.due_soon,
                cannot_tell: l.cannot_tell,
            })
            .collect();
        Ok(TeamList { as_at: iso(asking.as_at), items })
    });
    answer.await.map(Json)
}

/// The list of one team.
#[utoipa::path(
    get,
    path = "/v1/teams/{id}/breaches",
    params(("id" = String, Path, description = "the team"), ("as_at" = Option<String>, Query, description = "the day judged")),
    responses((status = 200, body = super::wire::BreachPage), (status = 404, body = Problem))
)]
pub(super) async fn team_breaches(
    State(service): State<Service>,
    Path(id): Path<String>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let known: Vec<&str> = LIST.iter().copied().filter(|p| *p != "team").collect();
    let parameters = parameters.only(&known)?;
    list(&service, &headers, parameters, Some(id)).await
}
