//! `GET /v1/breaches`: the list that managers work from.

use super::paging::Paging;
use super::problem::Problem;
use super::query::Parameters;
use super::state::{Asking, Service};
use super::wire::{Breach, BreachPage, iso, listed};
use crate::report::{Filter, findings, write_csv};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Parameters of every list.
pub(super) const LIST: &[&str] =
    &["as_at", "known_on", "standard", "theme", "team", "worker", "child", "verdict", "cursor", "limit"];

/// Obligations that are overdue, cannot be told or are due soon, worst first.
///
/// As CSV when `Accept` asks for `text/csv`. Filters may be repeated or hold several values with commas.
#[utoipa::path(
    get,
    path = "/v1/breaches",
    params(
        ("as_at" = Option<String>, Query, description = "the day judged, as 2026-01-05"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
        ("standard" = Option<String>, Query, description = "only these standards"),
        ("theme" = Option<String>, Query, description = "only the standards of these themes"),
        ("team" = Option<String>, Query, description = "only these teams"),
        ("worker" = Option<String>, Query, description = "only these workers"),
        ("child" = Option<String>, Query, description = "only these children, by opaque key"),
        ("verdict" = Option<String>, Query, description = "met, due, due-soon, late, overdue, missed, lapsed, exempt, cannot-tell, breach, all"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 1000 rows a page, 100 when not said"),
    ),
    responses((status = 200, body = BreachPage), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn breaches(
    State(service): State<Service>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(LIST)?;
    list(&service, &headers, parameters, None).await
}

/// A list of one team, or of all.
pub(super) async fn list(
    service: &Service,
    headers: &HeaderMap,
    parameters: Parameters,
    team: Option<String>,
) -> Result<Response, Problem> {
    let csv = wants_csv(headers)?;
    let paging = Paging::of(&parameters)?;
    let mut asked = parameters.asked();
    asked.teams.extend(team);
    let answer = service.on_book(parameters.days()?, move |asking| {
        let filter = asked.filter(asking.engine, asking.judged)?;
        checks_of_its_day(asking, &filter)?;
        page(asking, &filter, &paging, csv)
    });
    Ok(match answer.await? {
        Answer::Json(page) => axum::Json(page).into_response(),
        Answer::Csv(bytes, next) => {
            let mut response = bytes.into_response();
            let kind = HeaderValue::from_static("text/csv; charset=utf-8");
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            if let Some(Ok(next)) = next.map(|n| HeaderValue::from_str(&n)) {
                response.headers_mut().insert("x-next-cursor", next);
            }
            response
        }
    })
}

/// A check looks at all records on one day, the service's own: what it would have told on another day is not known.
fn checks_of_its_day(asking: &Asking<'_>, filter: &Filter) -> Result<(), Problem> {
    let check = |place: &&u32| asking.book.standard(**place).is_some_and(|s| s.check);
    let named = filter.standards.iter().find(check).and_then(|place| asking.book.standard(*place));
    let Some(check) = named.filter(|_| asking.as_at != asking.engine.as_at) else { return Ok(()) };
    let day = iso(asking.engine.as_at);
    let words = format!("`{}` is a check of the data, which this service asks as at {day} only", check.id);
    Err(Problem::bad_request(words)
        .help("leave `as_at` out; `duecare run --checks --as-at DAY` asks as at another day"))
}

enum Answer {
    Json(BreachPage),
    Csv(Vec<u8>, Option<String>),
}

fn page(asking: &Asking<'_>, filter: &Filter, paging: &Paging, csv: bool) -> Result<Answer, Problem> {
    let found = findings(&asking.book, filter, asking.as_at);
    let head = asking.engine.head(asking.as_at, asking.known_on);
    let (part, next) = paging.part(&found, &head.run)?;
    let rows = listed(asking, part);
    if csv {
        let mut bytes = Vec::new();
        write_csv(&mut bytes, &rows).map_err(|_| Problem::internal())?;
        return Ok(Answer::Csv(bytes, next));
    }
    Ok(Answer::Json(BreachPage {
        as_at: iso(head.as_at),
        known_on: head.known_on.map(iso),
        run: head.run,
        rules: head.rules,
        total: found.len(),
        next,
        items: rows.into_iter().map(Breach::from).collect(),
    }))
}

/// JSON unless CSV is asked for; anything else cannot be had.
fn wants_csv(headers: &HeaderMap) -> Result<bool, Problem> {
    let accept = headers.get(header::ACCEPT).and_then(|h| h.to_str().ok()).unwrap_or("*/*");
    let mut csv = false;
    for one in accept.split(',').map(|a| a.split(';').next().unwrap_or("").trim()) {
        match one {
            "application/json" | "*/*" | "application/*" | "" => return Ok(csv),
            "text/csv" | "text/*" => csv = true,
            _ => {}
        }
    }
    if csv { Ok(true) } else { Err(Problem::not_acceptable()) }
}
