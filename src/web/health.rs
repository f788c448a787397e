//! `GET /health`.

use super::state::Service;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the service answers, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok`, or `stale` when a newer load or rule set was refused.
    pub status: String,
    /// The rule set that is live.
    pub rules: String,
    /// Loads that went live so far.
    pub loads: u32,
    /// Why a newer one did not.
    pub refused: Option<String>,
}

/// Whether the service answers.
#[utoipa::path(get, path = "/health", responses((status = 200, body = Health)))]
pub(super) async fn health(State(service): State<Service>) -> Json<Health> {
    let status = service.handle.status();
    let word = if status.refused.is_some() { "stale" } else { "ok" };
    Json(Health {
        status: word.to_owned(),
        rules: service.handle.current().rules.id.clone(),
        loads: status.loads,
        refused: status.refused,
    })
}
