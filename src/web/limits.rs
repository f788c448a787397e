//! Faults of the layers around the handlers, as problem details.

use super::problem::Problem;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;

/// Too many requests at once.
pub(super) async fn shed(_: axum::BoxError) -> Problem {
    Problem::busy()
}

/// A panic: the words of it stay inside.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Problem::internal().into_response()
}

/// Gives the plain answers of the layers a body of problem details.
pub(super) async fn explained(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE if !is_problem(&response) => Problem::too_large().into_response(),
        StatusCode::GATEWAY_TIMEOUT if !is_problem(&response) => Problem::too_slow().into_response(),
        StatusCode::METHOD_NOT_ALLOWED if !is_problem(&response) => {
            let allowed = response.headers().get(axum::http::header::ALLOW).cloned();
            let mut out = Problem::wrong_method().into_response();
            if let Some(allowed) = allowed {
                out.headers_mut().insert(axum::http::header::ALLOW, allowed);
            }
            out
        }
        _ => response,
    }
}

fn is_problem(response: &Response) -> bool {
    let kind = response.headers().get(axum::http::header::CONTENT_TYPE);
    kind.is_some_and(|k| k.as_bytes() == b"application/problem+json")
}
