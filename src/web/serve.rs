//! Answers on an address until it is told to stop.

use super::router::router;
use super::state::Service;
use crate::service::Handle;
use std::net::SocketAddr;
use std::sync::Arc;

/// Serves the engine behind a handle. With `any_host` requests under any host name are answered.
pub async fn serve(address: SocketAddr, handle: Arc<Handle>, any_host: bool) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await?;
    let service = Service { any_host, ..Service::new(handle) };
    axum::serve(listener, router(service)).with_graceful_shutdown(stopped()).await
}

async fn stopped() {
    // When the signal cannot be had, the process is ended by the system as ever.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
