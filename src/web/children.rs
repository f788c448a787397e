//! Children, by opaque key: the case system's id never stands in an address or a log.

use super::problem::Problem;
use super::query::Parameters;
use super::state::Service;
use super::wire::{Breach, iso, listed};
use crate::report::obligations_of;
use crate::service::UnknownName;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A child's standing as at a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Child {
    /// The opaque key.
    pub key: String,
    /// The day judged.
    pub as_at: String,
    /// Overdue now.
    pub overdue: usize,
    /// Due now.
    pub due: usize,
    /// A fact is missing.
    pub cannot_tell: usize,
    /// All obligations so far.
    pub obligations: usize,
}

/// All obligations of a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Obligations {
    /// The opaque key.
    pub key: String,
    /// The day judged.
    pub as_at: String,
    /// In order of standard and day.
    pub items: Vec<Breach>,
}

/// The id of a child in the case system.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub(super) struct Wanted {
    /// The id.
    pub id: String,
}

/// The opaque key of a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Key {
    /// The key.
    pub key: String,
}

/// A child's standing.
#[utoipa::path(
    get,
    path = "/v1/children/{key}",
    params(("key" = String, Path, description = "opaque key, as lists give it"), ("as_at" = Option<String>, Query, description = "the day judged")),
    responses((status = 200, body = Child), (status = 404, body = Problem))
)]
pub(super) async fn child(
    State(service): State<Service>,
    Path(key): Path<String>,
    parameters: Parameters,
) -> Result<Json<Child>, Problem> {
    let all = obligations(State(service), Path(key), parameters).await?.0;
    let count = |verdict: &str| all.items.iter().filter(|b| b.verdict == verdict).count();
    Ok(Json(Child {
        overdue: count("overdue"),
        due: count("due"),
        cannot_tell: count("cannot-tell"),
        obligations: all.items.len(),
        key: all.key,
        as_at: all.as_at,
    }))
}

/// Every obligation of a child.
#[utoipa::path(
    get,
    path = "/v1/children/{key}/obligations",
    params(("key" = String, Path, description = "opaque key, as lists give it"), ("as_at" = Option<String>, Query, description = "the day judged")),
    responses((status = 200, body = Obligations), (status = 404, body = Problem))
)]
pub(super) async fn obligations(
    State(service): State<Service>,
    Path(key): Path<String>,
    parameters: Parameters,
) -> Result<Json<Obligations>, Problem> {
    let parameters = parameters.only(&["as_at", "known_on"])?;
    let answer = service.on_book(parameters.days()?, move |asking| {
        let row = asking.judged.keys.row(&key).ok_or_else(UnknownName::child)?;
        let kind = asking.book.child_kind().ok_or_else(UnknownName::child)?;
        let found = obligations_of(&asking.book, crate::record::Row { kind, row }, asking.as_at);
        let items = listed(asking, &found).into_iter().map(Breach::from).collect();
        Ok(Obligations { key, as_at: iso(asking.as_at), items })
    });
    answer.await.map(Json)
}

/// Looks a child up by the case system's id, which stands in the body so that no address or log holds it.
#[utoipa::path(
    post,
    path = "/v1/children/find",
    request_body = Wanted,
    responses((status = 200, body = Key), (status = 404, body = Problem))
)]
pub(super) async fn find(
    State(service): State<Service>,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Json<Key>, Problem> {
    let Json(wanted) = body.map_err(|_| Problem::bad_request("the body must be {\"id\": \"...\"}"))?;
    let answer = service.on_book(Default::default(), move |asking| {
        let kind = asking.book.child_kind().ok_or_else(UnknownName::child)?;
        let row = asking.judged.caseload.find(kind, &wanted.id).ok_or_else(UnknownName::child)?;
        let key = asking.judged.keys.key(row);
        Ok(Key { key })
    });
    answer.await.map(Json)
}
