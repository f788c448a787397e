//! The shared material, where this checkout lies beside it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file or folder of it (`DUECARE_SHARED`, else `../shared`); that it is not there is said loudly.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var("DUECARE_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let found = Path::new(&root).join(path);
    if found.exists() {
        return Some(found);
    }
    // Straight to the terminal: what a test that passes prints is never seen.
    let words = format!(
        "SKIPPED: {} IS NOT THERE, and nothing was asked of it (set DUECARE_SHARED)\n",
        found.display()
    );
    let _ = std::io::stderr().write_all(words.as_bytes());
    None
}
