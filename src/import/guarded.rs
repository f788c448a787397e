//! Readers of other people's formats count with plain sums, and end the thread where a broken file makes those overflow:
//! here it ends the file.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// Whether this thread reads such a file.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// The words of a panic may hold what a file says: while a file is read nothing of them is printed.
static QUIET: Once = Once::new();

/// Lets a reader read; `None` where it ended in a panic.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    QUIET.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !READING.get() {
                told(info);
            }
        }));
    });
    let before = READING.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    READING.set(before);
    read.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_file_and_not_the_thread() {
        let bytes = std::hint::black_box(vec![1_u8, 2]);
        assert_eq!(guarded(|| bytes.get(..3).map(<[u8]>::len).ok_or("short")), Some(Err("short")));
        let ended = guarded(|| bytes.split_at(3).0.len());
        assert_eq!(ended, None);
        assert!(!READING.get());
    }
}
