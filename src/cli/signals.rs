//! What a running service is told from outside: to stop, and to load rules and records again.

use super::fault::Fault;
use crate::service::{Engine, Handle};
use std::sync::Arc;
use tokio::sync::Mutex;

/// Loads rules and records as at the start.
pub(super) type Load = Arc<dyn Fn() -> Result<Engine, Fault> + Send + Sync>;

/// Over when the service is to stop. On the way, each hang-up loads rules and records again, where `load` says how.
#[cfg(unix)]
pub(super) async fn until_stopped(handle: Arc<Handle>, load: Option<Load>) {
    use std::io::{IsTerminal, stderr};
    use tokio::signal::unix::{SignalKind, signal};
    let caught =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()), signal(SignalKind::hangup()));
    // When signals cannot be had, the system ends the process as ever.
    let (Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)) = caught else {
        return std::future::pending().await;
    };
    let turn = Arc::new(Mutex::new(()));
    let at_terminal = stderr().is_terminal();
    loop {
        tokio::select! {
            _ = interrupt.recv() => return,
            _ = terminate.recv() => return,
            _ = hangup.recv() => {}
        }
        // A terminal that is closed hangs up too: then nobody is there, and the service ends with it.
        let Some(load) = load.clone().filter(|_| !at_terminal || stderr().is_terminal()) else { return };
        tokio::spawn(again(handle.clone(), load, turn.clone()));
    }
}

/// Over when the service is to stop.
#[cfg(not(unix))]
pub(super) async fn until_stopped(_: Arc<Handle>, _: Option<Load>) {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Loads once more, one after the other. What does not load leaves what is live there.
#[cfg_attr(not(unix), allow(dead_code, reason = "only systems with hang-ups load again"))]
async fn again(handle: Arc<Handle>, load: Load, turn: Arc<Mutex<()>>) {
    let _turn = turn.lock().await;
    tracing::info!("loading rules and records again");
    let next = match tokio::task::spawn_blocking(move || load()).await {
        Ok(Ok(engine)) => Ok(engine),
        Ok(Err(Fault::Found)) => Err("the rules have errors, which the log shows".to_owned()),
        Ok(Err(fault)) => Err(fault.to_string()),
        Err(_) => Err("loading failed: this is a fault of the program".to_owned()),
    };
    match &next {
        Ok(engine) => {
            let (rules, standards) = (&engine.rules.id, engine.rules.set.standards.len());
            tracing::info!(%rules, standards, "rules and records are live");
        }
        Err(why) => tracing::error!(%why, "what was live before stays"),
    }
    handle.offer(next);
}
