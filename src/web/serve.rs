//! Answers on an address until it is told to stop.

use super::router::router;
use super::state::Service;
use crate::service::Handle;
use std::net::TcpListener;
use std::sync::Arc;

/// Serves the engine behind a handle until `stop` is over; answers that are under way are finished. With `any_host`
/// requests under any host name are answered.
pub async fn serve(
    listener: TcpListener,
    handle: Arc<Handle>,
    any_host: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let service = Service { any_host, ..Service::new(handle) };
    axum::serve(listener, router(service)).with_graceful_shutdown(stop).await
}
