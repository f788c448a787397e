//! All routes on one page, and the layers around them.

use super::described::described;
use super::problem::Problem;
use super::state::Service;
use super::{
    breaches, check, children, explain, guard, health, limits, measures, page, standards, teams, themes,
    trace,
};
use axum::error_handling::HandleErrorLayer;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router, middleware};
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(info(
    title = "duecare",
    description = "Children's social care records judged against practice standards. Children stand under opaque keys."
))]
struct Api;

fn documented() -> OpenApiRouter<Service> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(breaches::breaches))
        .routes(routes!(children::find))
        .routes(routes!(children::child))
        .routes(routes!(children::obligations))
        .routes(routes!(teams::teams))
        .routes(routes!(teams::team_breaches))
        .routes(routes!(standards::standards))
        .routes(routes!(standards::standard))
        .routes(routes!(measures::measures))
        .routes(routes!(measures::measure))
        .routes(routes!(themes::themes))
        .routes(routes!(themes::theme))
        .routes(routes!(explain::explain))
        .routes(routes!(check::check))
        .routes(routes!(health::health))
}

/// The description of the API, made from its handlers.
pub fn openapi() -> utoipa::openapi::OpenApi {
    described(documented().split_for_parts().1)
}

/// The whole service.
pub fn router(service: Service) -> Router {
    let (routes, api) = documented().split_for_parts();
    let api = described(api);
    let given = service.limits;
    routes
        .route("/", get(page::home))
        .route("/docs", get(page::docs))
        .route("/style.css", get(page::style))
        .route("/openapi.json", get(move || async move { Json(api) }))
        .fallback(|| async { Problem::not_found("there is nothing at this address") })
        .layer(middleware::from_fn_with_state(service.clone(), guard::host))
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn(guard::headers))
                .layer(middleware::from_fn(trace::trace))
                .layer(middleware::from_fn(limits::explained))
                .layer(CatchPanicLayer::custom(limits::panicked))
                .layer(HandleErrorLayer::new(limits::shed))
                .layer(LoadShedLayer::new())
                .layer(GlobalConcurrencyLimitLayer::new(given.at_once))
                .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, given.time))
                .layer(RequestBodyLimitLayer::new(given.body)),
        )
        .with_state(service)
}
