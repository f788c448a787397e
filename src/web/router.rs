//! All routes on one page, and the layers around them.

use super::described::described;
use super::problem::Problem;
use super::state::Service;
use super::{
    breaches, check, children, explain, guard, health, limits, measures, page, rates, standard_page,
    standards, teams, themes, trace, validate,
};
use axum::error_handling::HandleErrorLayer;
use axum::extract::DefaultBodyLimit;
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
        .routes(routes!(rates::standard_rates))
        .routes(routes!(rates::rates))
        .routes(routes!(measures::measures))
        .routes(routes!(measures::measure))
        .routes(routes!(themes::themes))
        .routes(routes!(themes::theme))
        .routes(routes!(explain::explain))
        .routes(routes!(check::check))
        .routes(routes!(health::health))
}

/// Returns are larger than anything else that is sent here.
fn returns() -> OpenApiRouter<Service> {
    OpenApiRouter::new().routes(routes!(validate::validate))
}

/// The description of the API, made from its handlers.
pub fn openapi() -> utoipa::openapi::OpenApi {
    described(documented().merge(returns()).split_for_parts().1)
}

/// The whole service.
pub fn router(service: Service) -> Router {
    let api = openapi();
    let given = service.limits;
    let routes = documented()
        .split_for_parts()
        .0
        .route("/", get(page::home))
        .route("/docs", get(page::docs))
        .route("/standards", get(standard_page::standards))
        .route("/standards/{id}", get(standard_page::standard))
        .route("/style.css", get(page::style))
        .route("/openapi.json", get(move || async move { Json(api) }))
        .fallback(|| async { Problem::not_found("there is nothing at this address") });
    let returns = returns().split_for_parts().0.layer(DefaultBodyLimit::max(given.returned));
    layered(routes, &service, given.body)
        .merge(layered(returns, &service, given.returned))
        .with_state(service)
}

/// The layers around routes whose bodies may be so large.
fn layered(routes: Router<Service>, service: &Service, body: usize) -> Router<Service> {
    let given = service.limits;
    routes.layer(middleware::from_fn_with_state(service.clone(), guard::host)).layer(
        ServiceBuilder::new()
            .layer(middleware::from_fn(guard::headers))
            .layer(middleware::from_fn(trace::trace))
            .layer(middleware::from_fn(limits::explained))
            .layer(CatchPanicLayer::custom(limits::panicked))
            .layer(HandleErrorLayer::new(limits::shed))
            .layer(LoadShedLayer::new())
            .layer(GlobalConcurrencyLimitLayer::new(given.at_once))
            .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, given.time))
            .layer(RequestBodyLimitLayer::new(body)),
    )
}
