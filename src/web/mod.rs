//! The HTTP service.
use crate::service::Handle;
use std::net::SocketAddr;
use std::sync::Arc;
/// Serves.
pub async fn serve(_: SocketAddr, _: Arc<Handle>, _: bool) -> std::io::Result<()> {
    Ok(())
}
