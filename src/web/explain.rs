//! `GET /v1/explain`: how the verdicts on a child came about.

use super::explained::Explained;
use super::problem::Problem;
use super::query::Parameters;
use super::state::Service;
use super::wire::{iso, listed};
use crate::report::{Choice, Filter, Ids, explain as explanation, findings};
use crate::service::UnknownName;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// Explanations as at a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Explanations {
    /// The day judged.
    pub as_at: String,
    /// One for each obligation.
    pub items: Vec<Explained>,
}

/// Why: the clock, the evidence that counted, the evidence that did not and the test it failed, what would close it.
#[utoipa::path(
    get,
    path = "/v1/explain",
    params(
        ("child" = String, Query, description = "opaque key, as lists give it"),
        ("standard" = Option<String>, Query, description = "only these standards"),
        ("verdict" = Option<String>, Query, description = "only these verdicts; all when not said"),
        ("as_at" = Option<String>, Query, description = "the day judged"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
    ),
    responses((status = 200, body = Explanations), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn explain(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Json<Explanations>, Problem> {
    let parameters = parameters.only(&["child", "standard", "verdict", "as_at", "known_on"])?;
    if parameters.one("child")?.is_none() {
        return Err(Problem::bad_request("`child` is missing").help("give the opaque key of a child"));
    }
    let asked = parameters.asked();
    let answer = service.on_book(parameters.days()?, move |asking| {
        let mut filter: Filter = asked.filter(asking.engine, asking.judged)?;
        if filter.children.is_empty() {
            return Err(UnknownName::child().into());
        }
        if filter.verdicts.is_empty() {
            filter.verdicts = Choice::all();
        }
        let book = &asking.book;
        let found = findings(book, &filter, asking.as_at);
        let rows = listed(asking, &found);
        let (rules, calendar) = (&asking.engine.rules, &asking.engine.calendar);
        let items = asking.judged.with(rules, calendar, |prepared| {
            let both = found.iter().zip(rows);
            let all = both.filter_map(|(f, row)| {
                let e = explanation(book, prepared, f, asking.as_at, Ids::Hidden)?;
                Some(Explained::new(book, book.standard(f.standard)?, row, &e, Ids::Hidden))
            });
            all.collect()
        });
        Ok(Explanations { as_at: iso(asking.as_at), items })
    });
    answer.await.map(Json)
}
