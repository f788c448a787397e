//! Measures as a table, as CSV, as JSON, and one of them in full.

mod csv;
mod full;
mod json;
mod known;
mod table;
mod words;

pub use csv::{FIGURE_COLUMNS, write_figures_csv};
pub use full::full_text;
pub use json::{measured_json, write_figures_json, write_figures_ndjson};
pub use known::{difference_of, difference_words};
pub use table::figures_table;
pub(super) use words::range_words;
pub use words::{compare_words, compared_of, compared_value, record_name, target_words};
