//! Example blocks run as tests, with coverage.
