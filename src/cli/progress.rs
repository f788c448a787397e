//! A progress bar for anything over a second, on standard error, only on a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

const QUIET: Duration = Duration::from_secs(1);

/// Shows that something is going on until it is dropped.
pub(super) struct Progress {
    over: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins; after a second the words and the time appear.
    pub(super) fn start(words: &'static str) -> Progress {
        if !stderr().is_terminal() {
            return Progress { over: None };
        }
        let (sender, receiver) = channel();
        let thread = std::thread::spawn(move || {
            if receiver.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner().with_message(words);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            let _ = receiver.recv();
            bar.finish_and_clear();
        });
        Progress { over: Some((sender, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.over.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}
