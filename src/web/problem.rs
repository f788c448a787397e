//! Errors as RFC 9457 problem details: the one place where a fault becomes a response.

use crate::service::UnknownName;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong, for a program and for a person. It never holds anything from a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Problem {
    /// Names the kind of fault; the page of that path in the API's documentation tells more.
    #[serde(rename = "type")]
    pub kind: String,
    /// The fault in a few words, the same for every fault of its kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong this time.
    pub detail: String,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, kind: &str, title: &str, detail: impl Into<String>) -> Problem {
        Problem {
            kind: format!("/docs#{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            help: None,
        }
    }

    /// A parameter, or the body, is not what it has to be.
    pub fn bad_request(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "bad-request", "The request cannot be understood", detail)
    }

    /// Nothing has that name.
    pub fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing", detail)
    }

    /// The address exists, but not with this method.
    pub fn wrong_method() -> Problem {
        let words = "this address does not answer to that method";
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "Wrong method", words)
    }

    /// The list a cursor belongs to is no longer there.
    pub fn changed() -> Problem {
        let words = "records or rules have changed since the first page";
        Problem::new(StatusCode::CONFLICT, "changed", "The list has changed", words)
            .help("begin again without `cursor`")
    }

    /// The body is larger than is read here.
    pub fn too_large() -> Problem {
        let words = "the body is larger than this service reads";
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "Too large", words)
    }

    /// The body is of another type.
    pub fn wrong_type(expected: &str) -> Problem {
        let words = format!("the body must be {expected}");
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong-type", "Wrong type of body", words)
    }

    /// The answer cannot be given in a form that is accepted.
    pub fn not_acceptable() -> Problem {
        let words = "this can be had as application/json or text/csv";
        Problem::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", "No such form", words)
    }

    /// The name in the address is not this machine's.
    pub fn wrong_host() -> Problem {
        let words = "this service answers under its own address only";
        Problem::new(StatusCode::MISDIRECTED_REQUEST, "wrong-host", "Wrong host", words)
    }

    /// More requests than are answered at once.
    pub fn busy() -> Problem {
        let words = "more requests are running than this service takes at once";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Busy", words).help("try again in a moment")
    }

    /// The answer took too long.
    pub fn too_slow() -> Problem {
        let words = "the answer took longer than this service allows";
        Problem::new(StatusCode::GATEWAY_TIMEOUT, "too-slow", "Too slow", words).help("ask for less at once")
    }

    /// A fault of the program.
    pub fn internal() -> Problem {
        let words = "this is a fault of the program, not of the request";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong", words)
    }

    /// Adds the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// The kinds a reader of the documentation can look up, with their titles.
    pub fn kinds() -> Vec<Problem> {
        vec![
            Problem::bad_request("a parameter or the body is not what it has to be"),
            Problem::not_found("nothing has that name, or there is no such address"),
            Problem::wrong_method(),
            Problem::not_acceptable(),
            Problem::changed(),
            Problem::too_large(),
            Problem::wrong_type("of the type that the address asks for"),
            Problem::wrong_host(),
            Problem::internal(),
            Problem::busy(),
            Problem::too_slow(),
        ]
    }
}

impl From<UnknownName> for Problem {
    fn from(e: UnknownName) -> Problem {
        let known = e.what == "verdict";
        let problem =
            if known { Problem::bad_request(e.to_string()) } else { Problem::not_found(e.to_string()) };
        let lists = match e.what {
            "team" => Some("`GET /v1/teams` lists them"),
            "standard" => Some("`GET /v1/standards` lists them"),
            "theme" => Some("`GET /v1/themes` lists them"),
            "measure" => Some("`GET /v1/measures` lists them"),
            _ => None,
        };
        Problem { help: e.help.or_else(|| lists.map(str::to_owned)), ..problem }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], body).into_response()
    }
}
