//! What every handler holds: the handle of the engine, and how much may be asked at once.

use super::problem::Problem;
use crate::calendar::Day;
use crate::report::Book;
use crate::service::{Engine, Handle, Judged};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How much may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body: usize,
    /// Bytes of a return.
    pub returned: usize,
    /// Time for an answer.
    pub time: Duration,
    /// Requests answered at once.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { body: 256 * 1024, returned: 64 << 20, time: Duration::from_secs(30), at_once: 32 }
    }
}

/// The service as its handlers see it.
#[derive(Clone)]
pub struct Service {
    /// The live engine.
    pub handle: Arc<Handle>,
    /// Whether any host name is answered to; else only this machine's own.
    pub any_host: bool,
    /// How much may be asked.
    pub limits: Limits,
    /// Turns at trying a rule text: how many are tried at once.
    pub trials: Arc<Semaphore>,
}

/// Rule texts tried at once.
const TRIALS: usize = 2;

impl Service {
    /// A service of an engine that answers under this machine's own name only.
    pub fn new(handle: Arc<Handle>) -> Service {
        let trials = Arc::new(Semaphore::new(TRIALS));
        Service { handle, any_host: false, limits: Limits::default(), trials }
    }

    /// Works on the live engine away from the threads that talk to the network.
    pub(super) async fn on_engine<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let engine = self.handle.current();
        match tokio::task::spawn_blocking(move || work(&engine)).await {
            Ok(answer) => answer,
            Err(_) => Err(Problem::internal()),
        }
    }

    /// As [`Service::on_engine`], with the records as they were known on a day.
    pub(super) async fn on_book<T: Send + 'static>(
        &self,
        days: Days,
        work: impl FnOnce(&Asking<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.on_engine(move |engine| {
            let judged = engine.judged(days.known_on);
            let book = engine.book(&judged);
            let as_at = days.as_at.unwrap_or(engine.as_at);
            work(&Asking { engine, judged: &judged, book, as_at, known_on: days.known_on })
        })
        .await
    }
}

/// The days a request names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Days {
    pub as_at: Option<Day>,
    pub known_on: Option<Day>,
}

/// A request being answered.
pub(super) struct Asking<'a> {
    pub engine: &'a Engine,
    pub judged: &'a Judged,
    pub book: Book<'a>,
    pub as_at: Day,
    pub known_on: Option<Day>,
}
