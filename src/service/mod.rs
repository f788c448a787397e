//! The engine behind a handle that is swapped whole.
