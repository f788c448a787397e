//! `POST /v1/check`: a rule text is read and tried on the records, without going live.

use super::preview::{Preview, preview};
use super::problem::Problem;
use super::query::Parameters;
use super::state::{Asking, Service};
use super::wire::iso;
use crate::service::Trial;
use crate::text::{Diagnostic, Level, Style, render};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::StringRejection;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use std::time::Instant;
use utoipa::ToSchema;

/// A fault of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Fault {
    /// error or warning.
    pub level: String,
    /// Names the fault.
    pub code: String,
    /// The file that is at fault, where it is not the text: a measure, say, that no longer fits.
    pub file: Option<String>,
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

/// What came of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Checked {
    /// The day it was tried as at.
    pub as_at: String,
    /// Faults in order of place. With an error among them the text could not go live.
    pub faults: Vec<Fault>,
    /// Whom each of its standards would catch; nothing while there is an error.
    pub preview: Vec<Preview>,
    /// Why a standard of it, or all, were not tried.
    pub not_tried: Option<String>,
}

/// Reads standards and shows whom they would catch, beside whom the live ones of the same name catch. Nothing goes live.
///
/// The text takes the place of the live standards (measures, definitions ...) that it declares, and of nothing else; the
/// authority's settings apply to it. A standard without an example is a warning here.
#[utoipa::path(
    post,
    path = "/v1/check",
    params(
        ("as_at" = Option<String>, Query, description = "the day judged"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
    ),
    request_body(content = String, content_type = "text/plain"),
    responses(
        (status = 200, body = Checked),
        (status = 400, body = Problem),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 503, body = Problem),
    )
)]
pub(super) async fn check(
    State(service): State<Service>,
    parameters: Parameters,
    headers: HeaderMap,
    body: Result<String, StringRejection>,
) -> Result<Json<Checked>, Problem> {
    let days = parameters.only(&["as_at", "known_on"])?.days()?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or("text/plain");
    if ["application/json", "multipart/"].iter().any(|other| kind.starts_with(other)) {
        return Err(Problem::wrong_type("a rule text as text/plain"));
    }
    let text = body.map_err(|e| match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::bad_request("the text is not in UTF-8").help("save it as plain text in UTF-8"),
    })?;
    if text.trim().is_empty() {
        let help = "send a rule text as the body, such as the standard that you want to try";
        return Err(Problem::bad_request("the body is empty").help(help));
    }
    // A trial may take a processor for seconds: what others ask must not wait behind a row of them.
    let turn = service.trials.clone().try_acquire_owned().map_err(|_| Problem::busy())?;
    // Half the time that an answer may take, so that what was tried is still told.
    let until = Instant::now() + service.limits.time / 2;
    let answer = service.on_book(days, move |asking| {
        let _turn = turn;
        let trial = asking.engine.trial(asking.judged, &text, asking.as_at, &|| Instant::now() < until);
        Ok(told(asking, &trial))
    });
    answer.await.map(Json)
}

fn told(asking: &Asking<'_>, trial: &Trial) -> Checked {
    let own = |d: &&Diagnostic| d.span.is_some_and(|s| s.source == trial.own);
    // Warnings about what is live are not the text's.
    let list = trial.diagnostics.list.iter().filter(|d| d.level == Level::Error || own(d));
    Checked {
        as_at: iso(asking.as_at),
        faults: list.map(|d| fault(d, trial)).collect(),
        preview: preview(asking, trial),
        not_tried: trial.untried.map(|why| why.to_string()),
    }
}

fn fault(d: &Diagnostic, trial: &Trial) -> Fault {
    let place = d.span.and_then(|s| Some((s, trial.sources.get(s.source)?)));
    let at = place.map(|(span, source)| source.position(span.start));
    let elsewhere = place.filter(|(span, _)| span.source != trial.own);
    Fault {
        level: d.level.word().to_owned(),
        code: d.code.to_owned(),
        file: elsewhere.map(|(_, source)| source.name.to_string()),
        line: at.map(|p| p.line),
        column: at.map(|p| p.column),
        message: d.message.clone(),
        help: d.help.clone(),
        shown: render(&trial.sources, d, Style::Plain),
    }
}
