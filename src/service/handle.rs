//! The handle: which engine is live, and why a newer one is not.

use super::engine::Engine;
use std::sync::{Arc, PoisonError, RwLock};

/// What the service is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Engines that went live since the start.
    pub loads: u32,
    /// Why the last load or rule set did not go live: the one before it stays.
    pub refused: Option<String>,
}

/// The live engine. Readers hold the one they started with; a new one is swapped in whole.
pub struct Handle {
    live: RwLock<(Arc<Engine>, Status)>,
}

impl Handle {
    /// A handle of a first engine.
    pub fn new(engine: Engine) -> Handle {
        Handle { live: RwLock::new((Arc::new(engine), Status { loads: 1, refused: None })) }
    }

    /// The live engine.
    pub fn current(&self) -> Arc<Engine> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// What the service is doing.
    pub fn status(&self) -> Status {
        self.live.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// Takes the outcome of another load: an engine goes live, a fault leaves the last good one there and is told.
    pub fn offer(&self, next: Result<Engine, String>) {
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        match next {
            Ok(engine) => {
                live.0 = Arc::new(engine);
                live.1.loads += 1;
                live.1.refused = None;
            }
            Err(why) => live.1.refused = Some(why),
        }
    }
}
