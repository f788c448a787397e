//! Breach lists as tables, CSV and JSON.
