//! Plug-in functions in rhai, with limits.
