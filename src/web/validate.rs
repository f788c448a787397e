//! `POST /v1/validate`: a return is checked by the rules of its year. Nothing of it is kept.

use super::problem::Problem;
use super::query::Parameters;
use super::state::Service;
use crate::report::validation_json;
use crate::service::{ReturnRulesFault, validate_bytes};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use serde_json::Value;

/// Checks a return: an XML file, or one CSV file named as its table. Every rule of its year with its outcome, every failing
/// place, and the records that made it so. The ids and values in the answer are those that were sent; nothing of them is kept.
#[utoipa::path(
    post,
    path = "/v1/validate",
    params(
        ("return" = Option<String>, Query, description = "which return it is: cin or ssda903; else as the file says"),
        ("year" = Option<String>, Query, description = "the year of the rules, as 2025-26; else as the return says"),
        ("file" = Option<String>, Query, description = "the name of the file; of a CSV file that of its table"),
    ),
    request_body(content = String, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = Value),
        (status = 400, body = Problem),
        (status = 404, body = Problem),
        (status = 413, body = Problem),
        (status = 503, body = Problem),
    )
)]
pub(super) async fn validate(
    State(service): State<Service>,
    parameters: Parameters,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&["return", "year", "file"])?;
    let of = parameters.one("return")?.map(str::to_owned);
    let year = parameters.one("year")?.map(str::to_owned);
    let name = parameters.one("file")?.unwrap_or("return.xml").to_owned();
    let body = body.map_err(|e| match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::bad_request("the body cannot be read"),
    })?;
    if body.iter().all(u8::is_ascii_whitespace) {
        let help = "send the file of the return as the body: `curl --data-binary @census.xml`";
        return Err(Problem::bad_request("the body is empty").help(help));
    }
    let turn = service.trials.clone().try_acquire_owned().map_err(|_| Problem::busy())?;
    let answer = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        validate_bytes(of.as_deref(), year.as_deref(), &[(name, body.to_vec())])
            .map(|found| validation_json(&found))
            .map_err(told)
    });
    answer.await.unwrap_or_else(|_| Err(Problem::internal())).map(Json)
}

fn told(fault: ReturnRulesFault) -> Problem {
    match fault {
        ReturnRulesFault::NoReturn { .. } => Problem::not_found(fault.to_string()),
        ReturnRulesFault::NoYear { .. } => Problem::bad_request(fault.to_string()),
        _ => Problem::internal(),
    }
}
