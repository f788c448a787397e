//! The plain pages: what this is, the teams, where the API is told. No script, no outside request.

use super::problem::Problem;
use super::state::{Asking, Service};
use crate::calendar::to_long;
use crate::report::{Filter, TeamLine, by_team, findings};
use crate::text::{grouped, many};
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");

/// `GET /`.
pub(super) async fn home(State(service): State<Service>) -> Result<Html<String>, Problem> {
    let answer = service.on_book(Default::default(), |asking| {
        let found = findings(&asking.book, &Filter::default(), asking.as_at);
        let lines = by_team(&asking.book, &found);
        let (judged, engine) = (asking.judged, asking.engine);
        let id = |place: usize| engine.rules.set.standards.get(place).map(|s| s.id.as_str());
        // A standard may have several versions and kinds, of which some are held by these records and some are not.
        let held: BTreeSet<&str> = judged.places(&engine.rules).into_iter().filter_map(id).collect();
        let absent: BTreeSet<&str> = judged.absent.iter().filter_map(|a| id(a.standard)).collect();
        let absent = absent.difference(&held).count();
        Ok(home_page(asking, &lines, held.len(), absent))
    });
    answer.await.map(Html)
}

/// `GET /style.css`.
pub(super) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// `GET /docs`.
pub(super) async fn docs() -> Html<String> {
    let api = super::router::openapi();
    let mut rows = String::new();
    for (path, item) in &api.paths.paths {
        let operations = [("GET", &item.get), ("POST", &item.post)];
        for (method, operation) in operations.iter().filter_map(|(m, o)| o.as_ref().map(|o| (m, o))) {
            let summary = operation.summary.clone().unwrap_or_default();
            let _ = write!(
                rows,
                "<tr><th scope=\"row\"><code>{method} {}</code></th><td>{}</td></tr>",
                escaped(path),
                escaped(&summary)
            );
        }
    }
    let mut faults = String::new();
    for p in Problem::kinds() {
        let name = p.kind.rsplit('#').next().unwrap_or_default();
        let _ = write!(
            faults,
            "<tr id=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            escaped(name),
            p.status,
            escaped(&p.title),
            escaped(&p.detail)
        );
    }
    let body = format!(
        "<h1>The API</h1><p>The whole description for programs is at <a href=\"/openapi.json\">/openapi.json</a>. \
         Children stand under opaque keys; <code>POST /v1/children/find</code> gives the key of an id.</p>\
         <table><caption>Addresses</caption><thead><tr><th scope=\"col\">Address</th><th scope=\"col\">What it gives</th></tr></thead><tbody>{rows}</tbody></table>\
         <table><caption>Faults</caption><thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Fault</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{faults}</tbody></table>"
    );
    Html(shell("The API", &body))
}

fn home_page(asking: &Asking<'_>, lines: &[TeamLine], standards: usize, absent: usize) -> String {
    let mut rows = String::new();
    for l in lines {
        let name = l.name.clone().unwrap_or_else(|| "(no team)".to_owned());
        let _ = write!(
            rows,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            escaped(&name),
            grouped(l.overdue.into()),
            grouped(l.children.into()),
            grouped(l.longest.max(0).unsigned_abs().into()),
            grouped(l.due_soon.into()),
            grouped(l.cannot_tell.into())
        );
    }
    let more = match absent {
        0 => String::new(),
        1 => " One more needs facts that these records do not hold, or a value that this authority has not set."
            .to_owned(),
        _ => format!(
            " {absent} more need facts that these records do not hold, or a value that this authority has not set."
        ),
    };
    let standards = many(standards, "practice standard");
    let whose = asking.engine.authority.as_ref().map(|a| format!(" of {}", escaped(a))).unwrap_or_default();
    let body = format!(
        "<h1>Practice standards</h1>\
         <p>The children's records{whose}, judged against {standards} as at the close of <strong>{}</strong>.{more}</p>\
         <p>Overdue is what had to be done by now and is not. Due soon is due within the days that its standard warns \
         before. Where a fact that decides is not on record, nobody can tell.</p>\
         <table><caption>Teams</caption><thead><tr><th scope=\"col\">Team</th><th scope=\"col\" class=\"n\">Overdue</th>\
         <th scope=\"col\" class=\"n\">Children</th><th scope=\"col\" class=\"n\">Longest, days</th>\
         <th scope=\"col\" class=\"n\">Due soon</th><th scope=\"col\" class=\"n\">Cannot tell</th></tr></thead><tbody>{rows}</tbody></table>\
         <p><a href=\"/docs\">The API and its documentation</a> &middot; <a href=\"/v1/breaches\">the list as JSON</a> \
         &middot; <a href=\"/v1/measures\">the measures as JSON</a> &middot; <a href=\"/standards\">rates of each standard</a></p><p class=\"small\">Rule set {}</p>",
        escaped(&to_long(asking.as_at)),
        escaped(&asking.engine.rules.id)
    );
    shell("Practice standards", &body)
}

pub(super) fn shell(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} - duecare</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body>\
         <a class=\"skip\" href=\"#main\">Skip to main content</a><header><a href=\"/\">duecare</a></header><main id=\"main\">{body}</main></body></html>"
    )
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
